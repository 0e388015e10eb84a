"""How large a grid a workbook asks for, measured before the library builds it; it reads no value.

The library lays out a dense grid up to the furthest filled cell: one letter in XFD1048576 would take all memory.
"""

import re

from desktop.i18n import _
from desktop.roster.limits import MAX_CELLS, MAX_COLUMNS, MAX_INFLATED, MAX_ROWS, bounded
from desktop.roster.zipped import Archive

_OVERLAP = 4_096
# A filled cell: `<c r="B7" ...>` that isn't closed at once. A styled but empty one costs nothing.
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Za-z]{1,9})(\d{1,9})[\"'][^>]*(?<!/)>")
# A cell without a name, which stands beside the one before it.
_BARE = re.compile(rb"<(?:\w+:)?c(?:>|\s(?![^>]*\br=)[^>]*>)")
_SHARED = re.compile(rb"t=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>(\d{1,9})<")
_ODS = re.compile(rb"<(/?)table:(table-row|table-cell|table)(?![-\w])([^>]*?)(/?)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,12})[\"']")
_FILLED = re.compile(rb"value-type|office:value|office:string-value")


def bound_xlsx(archive: Archive) -> None:
    """Raise RosterTrouble where the sheets of an XLSX ask for more than is read at once."""
    sheets = [name for name in archive.names if name.lower().startswith("xl/worksheets/") and name.endswith(".xml")]
    strings = 0
    for name in sheets:
        sheet = _XlsxExtent()
        for piece in archive.pieces(name, _OVERLAP):
            sheet.feed(piece)
            strings += piece.count(b't="s"')
        sheet.bound()
    _bound_strings(archive, sheets, strings)


class _XlsxExtent:
    """Finds the furthest filled cell of a sheet, by its name or, where cells have none, by counting."""

    def __init__(self) -> None:
        self._columns: set[bytes] = set()
        self._furthest = self._filled = self._rows = self._widest = 0

    def feed(self, piece: bytes) -> None:
        """Take the next piece of the sheet."""
        found = _CELL.findall(piece)
        self._columns.update(column for column, _ in found)
        self._furthest = max(self._furthest, max((int(row) for _, row in found), default=0))
        self._filled += piece.count(b"</v>") + piece.count(b":v>") + piece.count(b"<is>")
        parts = piece.split(b"<row")
        self._rows += len(parts) - 1
        if _BARE.search(piece):
            self._widest = max(self._widest, *(len(_BARE.findall(part)) for part in parts))

    def bound(self) -> None:
        """Raise RosterTrouble where the sheet is too large."""
        bounded(self._filled, MAX_CELLS, _("cells"))
        widest = max((_column(name) for name in self._columns), default=0)
        bound_grid(self._furthest, widest)
        if self._widest:
            bound_grid(max(self._rows, self._furthest), max(self._widest, widest))


def bound_ods(archive: Archive) -> None:
    """Raise RosterTrouble where an ODS repeats filled cells or rows beyond what is read at once."""
    sheet = _OdsExtent()
    for piece in archive.pieces("content.xml"):
        sheet.feed(piece)


def bound_grid(rows: int, columns: int) -> None:
    """Raise RosterTrouble where a grid has more rows, columns or cells than are read at once."""
    bounded(rows, MAX_ROWS, _("rows"))
    bounded(columns, MAX_COLUMNS, _("columns"))
    bounded(rows * columns, MAX_CELLS, _("cells"))


def _column(letters: bytes) -> int:
    number = 0
    for byte in letters.upper():
        number = number * 26 + byte - 64
    return number


def _bound_strings(archive: Archive, sheets: list[str], cells: int) -> None:
    """Bound the text that cells make by pointing many times at one long shared string."""
    shared = next((name for name in archive.names if name.lower() == "xl/sharedstrings.xml"), None)
    if shared is None:
        return
    lengths = [len(part) for part in re.split(rb"<(?:\w+:)?si\b", b"".join(archive.pieces(shared)))[1:]]
    if cells * max(lengths, default=0) <= MAX_INFLATED:
        return
    total = 0
    for name in sheets:
        for piece in archive.pieces(name, _OVERLAP):
            total += sum(lengths[i] for text in _SHARED.findall(piece) if (i := int(text)) < len(lengths))
            bounded(total, MAX_INFLATED, _("bytes of text"))


class _OdsExtent:
    """Follows the rows and cells of an ODS and adds up what their repeats come to."""

    def __init__(self) -> None:
        self._rest = b""
        self._repeat = self._across = self._width = self._rows = self._last = 0

    def feed(self, piece: bytes) -> None:
        """Take the next piece; raises RosterTrouble as soon as the grid is too large."""
        text = self._rest + piece
        cut = text.rfind(b"<")
        self._rest = text[cut:]
        for closing, tag, attributes, empty in _ODS.findall(text[:cut]):
            self._tag(closing, tag, attributes, empty)

    def _tag(self, closing: bytes, tag: bytes, attributes: bytes, empty: bytes) -> None:
        if tag == b"table":
            self._rows = self._last = self._width = 0
        elif tag == b"table-row" and not closing:
            self._rows += self._repeat if self._across else 0
            self._repeat, self._across = _repeats(attributes), 0
            self._last += self._repeat
        elif tag == b"table-cell" and not closing:
            self._across += _repeats(attributes)
            if not empty or _FILLED.search(attributes):
                self._width = max(self._width, self._across)
                self._rows = max(self._rows, self._last)
                bound_grid(self._rows, self._width)


def _repeats(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
