"""Lists as an XLSX workbook in which no name can turn into a formula, a number or a date."""

from datetime import date, datetime
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desktop.documents.fonts import clean
from desktop.documents.requests import Cell, Listing

_PLAIN = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "in_memory": True,
    "default_date_format": "d mmmm yyyy",
}
_EPOCH = datetime(2000, 1, 1)  # fixed, so that equal lists are equal files
_LONGEST = 32_000  # Excel holds 32,767 characters a cell


def listing_xlsx(listing: Listing, out: BinaryIO) -> None:
    """Write a list as a workbook: texts as texts, whole numbers and dates as such; nothing of the writer in it."""
    book = xlsxwriter.Workbook(out, _PLAIN)
    book.set_properties({"title": listing.title, "created": _EPOCH})
    page = book.add_worksheet()
    page.freeze_panes(1, 0)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, about in enumerate(listing.columns):
        page.set_column(column, column, 6 + 7 * about.share)
        page.write_string(0, column, about.heading, bold)
    for line, row in enumerate(listing.rows, 1):
        for column, cell in enumerate(row):
            _write(page, (line, column), cell, wrapped)
    book.close()


def _write(page: Worksheet, place: tuple[int, int], cell: Cell, style: Format) -> None:
    if isinstance(cell, date):
        page.write_datetime(*place, datetime(cell.year, cell.month, cell.day))
    elif isinstance(cell, int):
        page.write_number(*place, cell, style)
    elif cell:
        page.write_string(*place, clean(cell)[:_LONGEST], style)
