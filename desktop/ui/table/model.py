"""The one table model: the ids of the current query and a few pages of rows, fetched when they are looked at."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.ui.table.cells import Cell, Column, Query, Source

R = TypeVar("R")
PAGE = 64
PAGES_KEPT = 32
LOOKED_AGAIN = 3  # pages whose lines are compared when the list is read again: more than a screen of them
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TableModel(QAbstractTableModel, Generic[R]):
    """Shows any source through declared columns; sorting and searching are the source's work."""

    def __init__(self, columns: Sequence[Column[R]], source: Source[R]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.source = source
        self.query = Query()
        self._ids: Sequence[str] = ()
        self._at: dict[str, int] | None = None
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._shown: dict[int, dict[int, dict[int, Cell]]] = {}  # by page, line and column: what was painted last

    def ask(self, query: Query) -> None:
        """Show the answer to a query."""
        self._reset(query, self.source.ids(query))

    def re_read(self) -> None:
        """Ask again; where the same rows stand in the same order only lines that say something else are painted."""
        self.renew(self.query, self.source.ids(self.query))

    def renew(self, query: Query, ids: Sequence[str], first: Sequence[R] = ()) -> None:
        """Show an answer that was asked for before, and its `first` page, in a turn of its own; see `re_read`."""
        if query == self.query and list(ids) == list(self._ids):
            self._look_again()
        else:
            self._reset(query, ids, first)

    def _reset(self, query: Query, ids: Sequence[str], first: Sequence[R] = ()) -> None:
        self.beginResetModel()
        self.query, self._ids, self._at = query, ids, None
        self._let_go()
        if first:
            self._pages[0] = first
        self.endResetModel()

    def _look_again(self) -> None:
        latest = list(self._pages)[-LOOKED_AGAIN:]
        before = self._let_go()
        for number, lines in before.items():
            if number in latest:
                self._compare(lines)
            else:
                self._tell(number * PAGE, min((number + 1) * PAGE, len(self._ids)) - 1)

    def _let_go(self) -> dict[int, dict[int, dict[int, Cell]]]:
        """Forget every row fetched and every cell painted; return the cells."""
        self._pages.clear()
        before, self._shown = self._shown, {}
        return before

    def _compare(self, lines: dict[int, dict[int, Cell]]) -> None:
        """Have the lines painted that say something else than what was painted of them last."""
        for line, cells in lines.items():
            if any(self.cell(line, column) != cell for column, cell in cells.items()):
                self._tell(line, line)
            else:
                self._shown.setdefault(line // PAGE, {})[line] = cells

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    @property
    def ids(self) -> Sequence[str]:
        """The ids shown, in order."""
        return self._ids

    def id_at(self, line: int) -> str:
        """Return the id of a line."""
        return self._ids[line]

    def line_of(self, identity: str) -> int | None:
        """Return the line an id stands in, None where it isn't shown."""
        if self._at is None:
            self._at = {known: line for line, known in enumerate(self._ids)}
        return self._at.get(identity)

    def row_at(self, line: int) -> R:
        """Return a row, fetching its page if it isn't at hand."""
        number, inside = divmod(line, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self.source.rows(self._ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._shown.pop(self._pages.popitem(last=False)[0], None)
        else:
            self._pages.move_to_end(number)
        return page[inside]

    def called(self, line: int) -> str:
        """Return what a row is called, small letters only, for who types to jump there."""
        source = self.source
        said = source.called(self._ids[line]) if source.called else source.jump(self.row_at(line))
        return said.casefold()

    def cell(self, line: int, column: int) -> Cell:
        """Return a cell."""
        return self.columns[column].cell(self.row_at(line))

    def painted(self, line: int, column: int) -> Cell:
        """Return a cell that is painted now; it is painted again only once it says something else."""
        cell = self.cell(line, column)
        self._shown.setdefault(line // PAGE, {}).setdefault(line, {})[column] = cell
        return cell

    def sentence(self, line: int) -> str:
        """Return a row as a sentence, for screen readers."""
        row = self.row_at(line)
        name, *rest = self.columns
        said = [_told(column.title, column.cell(row).plain) for column in rest if column.shown]
        return f"{name.cell(row).plain}. {'; '.join(said)}."

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).plain
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index.row()) if index.column() == 0 else self.cell(index.row(), index.column()).plain
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


def _told(title: str, plain: str) -> str:
    """Return a cell as a part of a sentence: without a full stop, and without a head whose word it begins with."""
    plain = plain.removesuffix(".")
    begins = plain.casefold().split(" ")[0]
    return plain if begins in (title.casefold(), title.casefold().split(" ")[-1]) else f"{title}: {plain}"
