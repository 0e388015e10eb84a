"""Text with separators to rows: which separator, quoted newlines, stray quotes; it knows no field."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator

from desktop.errors import RosterTrouble
from desktop.i18n import _
from desktop.roster.decoding import LABELS, Decoded
from desktop.roster.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Pace, bounded
from desktop.roster.table import Row, Table

_DELIMITERS = ",;\t|"
_SAMPLE_CHARACTERS = 16_000
_SWALLOWED_LINES = 12
_COLUMNS = 3  # of a table whose rows are told from the lines of an address
_LAST = "\x1e"  # a line put behind the text: where it doesn't come out as it went in, a quotation is still open


def read_delimited(decoded: Decoded, pace: Pace) -> Table:
    """Return the rows of a CSV or TSV file; a row is a record, so a quoted newline doesn't start another."""
    text = decoded.text
    delimiter = sniff(text)
    bounded(text.count(delimiter) + text.count("\n"), MAX_CELLS, _("cells"))
    notes: tuple[str, ...] = () if decoded.sure else (_unsure(decoded),)
    try:
        rows = _rows(_quoted(text + ("" if text.endswith(("\n", "\r")) else "\n") + _LAST, delimiter), pace)
    except csv.Error:
        rows = []
    if not rows or rows.pop() != [_LAST] or _swallowed(rows, delimiter):
        rows = _rows(_line_by_line(text, delimiter), pace)
        notes += (_("A quotation mark in this file stands where none belongs, so each line was read by itself."),)
    return Table(rows, "CSV", encoding=decoded.encoding, delimiter=delimiter, notes=notes)


def _quoted(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)


def _swallowed(rows: list[Row], delimiter: str) -> bool:
    """Whether a cell has taken in lines that a quotation mark in the wrong place should not have given it."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width = max(widths, key=lambda one: (widths[one], one), default=0)
    return any(
        (len(cell) > 60 and cell.count("\n") > _SWALLOWED_LINES)
        or (width >= _COLUMNS and _holds_rows(cell, delimiter, width - 1, short=len(row) < width))
        for row in rows
        for cell in row
        if isinstance(cell, str) and "\n" in cell
    )


def _holds_rows(cell: str, delimiter: str, most: int, *, short: bool) -> bool:
    """Whether a line within a cell has all separators of a row, or all of it has them and its own row has too few."""
    return any(line.count(delimiter) >= most for line in cell.split("\n")[1:]) or (
        short and cell.count(delimiter) >= most
    )


def sniff(text: str) -> str:
    """Return the separator that cuts most lines of the start into the same number of cells, a comma in doubt."""
    first = text.lstrip()[:7].lower()
    if first.startswith("sep=") and len(first) > 4:
        return first[4]
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_DELIMITERS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: str, delimiter: str) -> int:
    """Count the lines that have the commonest number of cells, times the cells: titles and commas in text don't win."""
    widths = Counter(len(row) for row in _quoted(sample, delimiter) if len(row) > 1)
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def _rows(reader: Iterator[list[str]], pace: Pace) -> list[Row]:
    rows: list[Row] = []
    for row in reader:
        bounded(len(row), MAX_COLUMNS, _("columns"))
        rows.append(row)
        if len(rows) % 2_000 == 0:
            bounded(len(rows), MAX_ROWS, _("rows"))
            pace.step(_("Reading rows"), len(rows), 0)
    bounded(len(rows), MAX_ROWS, _("rows"))
    return rows


def _line_by_line(text: str, delimiter: str) -> Iterator[list[str]]:
    """Read each line by itself; where its quotation marks don't pair up, none at the edge of a cell is meant."""
    for line in io.StringIO(text, newline=None):
        plain = line.rstrip("\n")
        if plain.count('"') % 2 or len(plain) > csv.field_size_limit():
            yield [cell.strip().strip('"') for cell in plain.split(delimiter)]
        else:
            yield next(csv.reader([plain], delimiter=delimiter), [])


def _unsure(decoded: Decoded) -> str:
    return _(
        "The letters of this file were read as {way}, which is a guess. Look at the names; if they are wrong, "
        "choose another way of reading them."
    ).format(way=_(LABELS[decoded.encoding]))


def no_text(text: str) -> RosterTrouble | None:
    """Return the trouble of a file without a single readable character, None where there is one."""
    if text.strip('\x00 \t\r\n,;|\ufeff"'):
        return None
    return RosterTrouble(_("This file is empty."), _("Export the list again and check that it opens in Excel."))


def noise(text: str, name: str) -> RosterTrouble | None:
    """Return the trouble of bytes that are no text at all, None for text; some odd characters are no noise."""
    start = text[:_SAMPLE_CHARACTERS]
    strange = sum(unicodedata.category(mark) in ("Cc", "Cn", "Co") and mark not in "\t\r\n\x00" for mark in start)
    if strange < 8 or strange * 20 < len(start):
        return None
    if _named_as_workbook(name):
        return _no_workbook()
    return RosterTrouble(
        _("This file holds no text and is not a spreadsheet."), _("Save the list as XLSX or CSV and try again.")
    )


def unlike_its_name(table: Table, name: str) -> RosterTrouble | None:
    """Return the trouble of plain words under a workbook's name, None for what has columns or isn't so named.

    It is for a file in which nobody was found: schools do name a CSV so, and even a bare column of names is a list.
    """
    wide = sum(len(row) > 1 for row in table.rows)
    plain = table.source == "CSV" and 2 * wide <= len(table.rows)
    return _no_workbook() if plain and _named_as_workbook(name) else None


def _named_as_workbook(name: str) -> bool:
    return name.casefold().endswith((".xlsx", ".xls", ".ods", ".xlsm"))


def _no_workbook() -> RosterTrouble:
    return RosterTrouble(
        _("This file is not a spreadsheet, whatever its name says."), _("Save the list again in Excel as XLSX.")
    )
