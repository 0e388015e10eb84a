"""The sample school's files with their dates moved to the current school year, so that they never grow old."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from desktop.paths import resource
from desktop.roster.files import tables_of

MADE_IN = 2026  # the school year the shipped files are of begins in September of this year
NAMES = ("year-groups.csv", "sixth-form.xlsx", "volunteers.xlsx", "consents.csv")
_DATE = re.compile(r"\b(\d{2}/\d{2})/((?:19|20)\d{2})\b")


def write_samples(folder: Path, today: date) -> tuple[Path, ...]:
    """Write the sample school's files into a folder and return their paths, in the order of `NAMES`.

    All dates are moved by whole years into the school year of `today`: ages, checks and forms stay as they were meant.
    """
    years = (today.year if today.month >= 9 else today.year - 1) - MADE_IN
    paths = []
    for name in NAMES:
        data = resource(f"samples/{name}").read_bytes()
        path = folder / name
        path.write_bytes(_moved(name, data, years) if years else data)
        paths.append(path)
    return tuple(paths)


def _moved(name: str, data: bytes, years: int) -> bytes:
    def later(found: re.Match[str]) -> str:
        return f"{found[1]}/{int(found[2]) + years}"

    if name.endswith(".csv"):
        return _DATE.sub(later, data.decode()).encode()
    return _moved_workbook(data, years, lambda text: _DATE.sub(later, text))


def _moved_workbook(data: bytes, years: int, moved_text: Callable[[str], str]) -> bytes:
    """Write a workbook anew with its dates moved; the samples hold text, dates and nothing else."""
    import xlsxwriter

    book_bytes = io.BytesIO()
    with xlsxwriter.Workbook(book_bytes, {"in_memory": True}) as book:
        day_format = book.add_format({"num_format": "dd/mm/yyyy"})
        for table in tables_of(data):
            sheet = book.add_worksheet(table.sheet)
            for line, row in enumerate(table.rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        day = datetime(cell.year + years, cell.month, cell.day)
                        sheet.write_datetime(line, place, day, day_format)
                    elif cell:
                        sheet.write_string(line, place, moved_text(cell))
            sheet.set_column(0, 40, 18)
    return book_bytes.getvalue()
