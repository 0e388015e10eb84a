"""Tables in HTML and in Excel's XML of 2003, both of which school systems save with the ending .xls."""

from collections.abc import Mapping
from html.parser import HTMLParser

from desktop.i18n import _
from desktop.roster.ctf import BadXml, parse, safe_parser
from desktop.roster.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, bounded
from desktop.roster.table import Row, Table

_SILENT = frozenset({"script", "style", "head", "title"})
_DEEPEST = 64


class _Grid:
    """Rows under construction, bounded while they grow; a cell that spans rows fills the ones below with nothing."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._cells: list[str] = []
        self._spans: dict[int, int] = {}
        self._count = 0

    def put(self, text: str, *, across: int = 1, down: int = 1, at: int | None = None) -> None:
        """Add a cell after the last one or at a column, with empty cells for what it spans."""
        while at is None and self._spans.get(len(self._cells), 0) > 0:
            self._spans[len(self._cells)] -= 1
            self._cells.append("")
        bounded(max(len(self._cells), at or 0) + across, MAX_COLUMNS, _("columns"))
        if at is not None:
            self._cells += [""] * (at - len(self._cells))
        if down > 1:
            self._spans |= {len(self._cells) + step: down - 1 for step in range(across)}
        self._cells += [text, *[""] * (across - 1)]

    def end_row(self, *, at: int | None = None) -> None:
        """Finish a row; `at` is its place where the file names one."""
        bounded(max(len(self.rows), at or 0), MAX_ROWS, _("rows"))
        if at is not None:
            self.rows += [[] for _row in range(at - len(self.rows))]
        for place in [place for place, left in self._spans.items() if left and place >= len(self._cells)]:
            self._spans[place] -= 1
        self.rows.append(self._cells)
        self._count += len(self._cells)
        bounded(self._count, MAX_CELLS, _("cells"))
        self._cells = []


class _Html(HTMLParser):
    """Collects every outermost table of a page; text outside cells is no data."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[_Grid] = []
        self._depth = 0
        self._text: list[str] | None = None
        self._spans = (1, 1)
        self._silent = 0
        self._begun = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                bounded(len(self.grids), MAX_SHEETS, _("tables"))
                self.grids.append(_Grid())
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._text, self._spans = [], (_number(given.get("colspan")), _number(given.get("rowspan")))
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in ("td", "th") and self._depth == 1:
            self._end_cell()
        elif tag == "tr" and self._depth == 1:
            self._end_row()
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_row()
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._text is not None and self._depth == 1 and not self._silent:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None:
            self.grids[-1].put("".join(self._text), across=self._spans[0], down=self._spans[1])
            self._text = None
            self._begun = True

    def _end_row(self) -> None:
        self._end_cell()
        if self._begun:
            self.grids[-1].end_row()
            self._begun = False

    def close(self) -> None:
        super().close()
        if self._depth:
            self._end_row()


def _number(text: str | None) -> int:
    return (
        min(int(text), MAX_COLUMNS) if text and text.isascii() and text.isdigit() and len(text) < 9 and int(text) else 1
    )


def html_tables(text: str, encoding: str) -> list[Table]:
    """Return the tables of a page that have more than one row."""
    page = _Html()
    page.feed(text)
    page.close()
    return [Table(grid.rows, "HTML", encoding=encoding) for grid in page.grids if len(grid.rows) > 1]


class _Workbook2003:
    """Follows Worksheet, Row, Cell and Data of SpreadsheetML, with the places that Index attributes name."""

    def __init__(self) -> None:
        self.grids: list[tuple[str, _Grid]] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._row_at: int | None = None
        self._cell_at: int | None = None
        self._across = 1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if len(self._path) >= _DEEPEST:
            raise BadXml(_("This XML file is nested too deeply to be a spreadsheet."))
        self._path.append(name)
        given = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            bounded(len(self.grids), MAX_SHEETS, _("sheets"))
            self.grids.append((given.get("Name", ""), _Grid()))
        elif name == "Row":
            self._row_at = _place(given)
        elif name == "Cell":
            self._cell_at, self._text = _place(given), []
            self._across = 1 + _number(given.get("MergeAcross")) if "MergeAcross" in given else 1

    def text(self, text: str) -> None:
        if "Data" in self._path and "Comment" not in self._path:
            self._text.append(text)

    def end(self, _tag: str) -> None:
        name = self._path.pop()
        if not self.grids:
            return
        if name == "Cell":
            self.grids[-1][1].put("".join(self._text), across=self._across, at=self._cell_at)
        elif name == "Row":
            self.grids[-1][1].end_row(at=self._row_at)


def _place(given: Mapping[str, str]) -> int | None:
    text = given.get("Index", "")
    return int(text) - 1 if text.isascii() and text.isdigit() and 0 < len(text) < 9 and int(text) else None


def workbook_2003(data: bytes) -> list[Table]:
    """Return the sheets of a workbook in Excel's XML of 2003."""
    book = _Workbook2003()
    parser = safe_parser()
    parser.StartElementHandler = book.start
    parser.EndElementHandler = book.end
    parser.CharacterDataHandler = book.text
    parse(parser, data)
    return [Table(grid.rows, "XML workbook", encoding="xml", sheet=name) for name, grid in book.grids if grid.rows]
