"""XLSX, XLS and ODS bytes to tables, one a visible sheet, through calamine; it knows no field."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.roster.limits import MAX_CELLS, MAX_SHEETS, Pace, bounded
from desktop.roster.table import Cell, Row, Table
from desktop.roster.zipped import damaged, protected

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Value = str | float | int | bool | date | datetime | time | timedelta


def read_workbook(data: bytes, source: str, pace: Pace) -> list[Table]:
    """Return the sheets of a workbook that has already been measured; hidden and chart sheets are left out."""
    from python_calamine import CalamineError, PasswordError

    try:
        return list(_tables(data, source, pace))
    except PasswordError as asked:
        raise protected() from asked
    except (CalamineError, OSError, ValueError) as broken:
        raise damaged() from broken
    except BaseException as trouble:
        if type(trouble).__name__ != "PanicException":  # what Rust's panics become; it is no Exception
            raise
        raise damaged() from None


def _tables(data: bytes, source: str, pace: Pace) -> Iterator[Table]:
    from python_calamine import load_workbook

    with load_workbook(io.BytesIO(data)) as book:
        names = _visible(book)
        bounded(len(names), MAX_SHEETS, _("sheets"))
        cells = 0
        for done, name in enumerate(names):
            pace.step(_("Reading sheets"), done, len(names))
            rows: list[Row] = []
            for row in book.get_sheet_by_name(name).iter_rows():
                rows.append([value if type(value) is str else cell_of(value) for value in row])
                if len(rows) % 2_000 == 0:
                    pace.step(_("Reading rows"), len(rows), 0)
            cells += sum(map(len, rows))
            bounded(cells, MAX_CELLS, _("cells"))
            yield Table(rows, source, sheet=name)


def _visible(book: "CalamineWorkbook") -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    shown = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    return shown or [sheet.name for sheet in sheets]


def cell_of(value: Value) -> Cell:
    """Return a spreadsheet's value as a date or as the text that a CSV of it would hold."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
