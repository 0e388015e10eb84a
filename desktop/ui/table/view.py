"""The list as people use it: heads with arrows, columns that leave in order, ring, keys; it knows cells only."""

from collections.abc import Collection
from itertools import groupby

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui import theme
from desktop.ui.table.delegate import CellDelegate
from desktop.ui.table.heads import Heads
from desktop.ui.table.model import TableModel
from desktop.ui.table.needs import Needs
from desktop.ui.table.widths import fitted

Index = QModelIndex | QPersistentModelIndex
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, *_ENDS)


class ListView(QTableView):
    """A table whose rows are whole: one selection, one ring, one sentence each."""

    opened = Signal(str)
    row_changed = Signal(str)
    chosen_changed = Signal(int)
    sorted_by = Signal(str)

    def __init__(self, model: TableModel, name: str, *, row_height: int = 40) -> None:  # type: ignore[type-arg]  # any row
        super().__init__()
        self._model = model
        self._typed = ""
        self._choosing = False
        self._hidden: frozenset[str] = frozenset()
        self._needs = Needs(model)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("ring", "own")
        self.setProperty("hovered", -1)
        self.setItemDelegate(CellDelegate(self, model))
        heads = Heads(self)
        self.setHorizontalHeader(heads)
        heads.setAccessibleName(name)
        self._set_behaviour(row_height)
        heads.sectionClicked.connect(self._on_head_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit(len(self.chosen)))
        self.doubleClicked.connect(lambda index: self.opened.emit(model.id_at(index.row())))
        model.modelReset.connect(self._on_reset)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(900)
        self._forget.timeout.connect(self._on_typing_over)

    def _set_behaviour(self, row_height: int) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.current().px(row_height))
        self.verticalHeader().setMinimumSectionSize(theme.current().px(row_height))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def chosen(self) -> list[str]:
        """The ids of the rows chosen, in the order shown."""
        return [one for first, last in self.spans for one in self._model.ids[first : last + 1]]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The first and last line of each run of rows chosen, from the top; an index a row takes long."""
        found = self.selectionModel().selection()
        return sorted((found.at(n).top(), found.at(n).bottom()) for n in range(found.count()))

    @property
    def current(self) -> str:
        """The id of the row the keys are on, empty where there is none."""
        index = self.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else ""

    def show_row(self, identity: str, *, choose: bool = True) -> bool:
        """Put the keys on a row by its id, and choose it alone; False where the list doesn't show it."""
        line = self._model.line_of(identity)
        if line is None:
            return False
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self._model.index(line, 0),
            flags.ClearAndSelect | flags.Rows if choose else flags.NoUpdate,
        )
        self.scrollTo(self._model.index(line, 0), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def choose_rows(self, ids: Collection[str]) -> None:
        """Choose exactly these rows, those not shown left out."""
        lines = sorted(line for one in ids if (line := self._model.line_of(one)) is not None)
        chosen, last = QItemSelection(), self._model.columnCount() - 1
        for _run, run in groupby(enumerate(lines), lambda one: one[1] - one[0]):  # an index a row takes long
            together = [line for _at, line in run]
            chosen.select(self._model.index(together[0], 0), self._model.index(together[-1], last))
        self._choosing = True
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if lines:
            self.scrollTo(self._model.index(lines[0], 0))

    def hide_columns(self, keys: frozenset[str]) -> None:
        """Leave out the columns somebody switched off."""
        self._hidden = keys
        self._fit()

    def wide_columns(self) -> list[str]:
        """Return the keys of the columns shown now."""
        return [c.key for at, c in enumerate(self._model.columns) if not self.isColumnHidden(at)]

    def _on_reset(self) -> None:
        self._choosing = False
        self._needs.forget()
        self._fit()
        self.row_changed.emit("")
        self.chosen_changed.emit(0)

    def _on_head_clicked(self, section: int) -> None:
        if word := self._model.columns[section].sort:
            self.sorted_by.emit(word)

    def _on_current_row_changed(self, now: Index, before: Index) -> None:
        self.row_changed.emit(self._model.id_at(now.row()) if now.isValid() else "")
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        seen = QRect(QPoint(), event.oldSize()).intersects(self.visualRect(self.currentIndex()))
        super().resizeEvent(event)
        self._fit()
        if seen:  # a list that becomes lower would hide half of the row the keys are on
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def _fit(self) -> None:
        """Size columns by what their rows need, let the least important leave, share what is over."""
        columns = self._model.columns
        high = self.verticalHeader().defaultSectionSize()
        needs = {at: self._needs.of(at, high) for at, c in enumerate(columns) if c.shown and c.key not in self._hidden}
        widths = fitted(needs, self.viewport().width(), {at: columns[at].keep for at in needs})
        for at in range(len(columns)):
            self.setColumnHidden(at, at not in widths)
            if at in widths:
                self.setColumnWidth(at, widths[at])

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Let arrows move without choosing once several are being chosen with the space bar."""
        if isinstance(event, QMouseEvent):
            self._choosing = False
        if self._choosing and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        if isinstance(event, QKeyEvent) and event.key() in _ENDS:  # with Ctrl Qt would move and choose nothing
            flags = QItemSelectionModel.SelectionFlag
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return (flags.SelectCurrent if shift else flags.ClearAndSelect) | flags.Rows
        return super().selectionCommand(index, event)

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Take Home and End as the first and the last row: rows are whole, so there is no way along them."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        lines = self._model.rowCount()
        if cursorAction not in ends or not lines:
            return super().moveCursor(cursorAction, modifiers)
        return self._model.index(ends[cursorAction] % lines, max(self.currentIndex().column(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current and not event.modifiers():
            self.opened.emit(self.current)
        elif key == Qt.Key.Key_Space and not self._typed and self.currentIndex().isValid():
            self._choose_current()
        elif event.text().isprintable() and event.text() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self._jump(event.text())
        else:
            super().keyPressEvent(event)

    def _choose_current(self) -> None:
        flags = QItemSelectionModel.SelectionFlag.Rows
        if self._choosing:
            flags |= QItemSelectionModel.SelectionFlag.Toggle
        else:
            self._choosing = True
            flags |= QItemSelectionModel.SelectionFlag.Select
        self.selectionModel().select(self.currentIndex(), flags)

    def _jump(self, typed: str) -> None:
        self._typed += typed.casefold()
        self._forget.start()
        start = max(self.currentIndex().row(), 0)
        count = self._model.rowCount()
        for step in range(count):
            line = (start + step + (len(self._typed) == 1)) % count
            if self._model.called(line).startswith(self._typed):
                self.show_row(self._model.id_at(line))
                return

    def _on_typing_over(self) -> None:
        self._typed = ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, line: int) -> None:
        if line != self.property("hovered"):
            self.setProperty("hovered", line)
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        wide = sum(self.columnWidth(at) for at in range(self._model.columnCount()) if not self.isColumnHidden(at))
        row = QRectF(1, self.rowViewportPosition(index.row()), wide - 2, self.rowHeight(index.row()) - 1)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("focus"), 2))
        painter.drawRoundedRect(row.adjusted(0, 1, 0, -1), 4, 4)
