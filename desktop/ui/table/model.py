"""The one table model: the ids of the current query and a few pages of rows, fetched when they are looked at."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.ui.table.cells import Cell, Column, Query, Source

R = TypeVar("R")
PAGE = 64
PAGES_KEPT = 32
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
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

    def ask(self, query: Query) -> None:
        """Show the answer to a query."""
        ids = self.source.ids(query)
        self.beginResetModel()
        self.query, self._ids, self._at = query, ids, None
        self._pages.clear()
        self.endResetModel()

    def re_read(self) -> None:
        """Ask again; where the same rows stand in the same order only their contents are looked at anew."""
        ids = self.source.ids(self.query)
        if list(ids) != list(self._ids):
            self.beginResetModel()
            self._ids, self._at = ids, None
            self._pages.clear()
            self.endResetModel()
            return
        self._pages.clear()
        if ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(self.columns) - 1))

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
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[inside]

    def cell(self, line: int, column: int) -> Cell:
        """Return a cell."""
        return self.columns[column].cell(self.row_at(line))

    def sentence(self, line: int) -> str:
        """Return a row as a sentence, for screen readers."""
        row = self.row_at(line)
        name, *rest = self.columns
        said = [f"{column.title}: {column.cell(row).plain}" for column in rest if column.shown]
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
        if role == CELL_ROLE:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index.row()) if index.column() == 0 else self.cell(index.row(), index.column()).plain
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None
