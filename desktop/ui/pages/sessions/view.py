"""The register's list: letter keys, arrows and large targets become marks; it keeps nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView

from desktop.i18n import _
from desktop.models.sessions import Presence
from desktop.ui import theme
from desktop.ui.pages.sessions.painting import RowDelegate, places
from desktop.ui.pages.sessions.rows import MARKS, RegisterModel, RegisterRow


class RegisterView(QListView):
    """P, L and A mark the young person, M signs the mentor in, N writes, Enter opens the details; a click marks."""

    marked = Signal(int, object)
    signed = Signal(int)
    opened = Signal()
    note_wanted = Signal()
    current_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._model = RegisterModel()
        self.setModel(self._model)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(_("Register"))
        self.setProperty("ring", "own")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # rows are higher where names need a second line
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda now, _old: self._on_current(now.row()))

    def show_rows(self, rows: Sequence[RegisterRow]) -> None:
        """Show the pairs of a session."""
        self.setAccessibleDescription("" if rows else nobody())
        self._model.show(rows)
        if rows and not self.currentIndex().isValid():
            first = next((at for at, one in enumerate(rows) if one.pair.mentee_mark is Presence.UNMARKED), 0)
            self.setCurrentIndex(self._model.index(first))

    def row_at(self, line: int) -> RegisterRow:
        """Return a row."""
        return self._model.rows[line]

    @property
    def line(self) -> int:
        """The line the keys are on, -1 where there is none."""
        return self.currentIndex().row()

    def go_on(self) -> None:
        """Go to the next line."""
        if self.line + 1 < self._model.rowCount():
            self.setCurrentIndex(self._model.index(self.line + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or say that there are none."""
        super().paintEvent(event)
        if not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(theme.current().font(15))
            painter.setPen(theme.current().colour("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, nobody())

    def _on_current(self, line: int) -> None:
        self.viewport().update()
        self.current_changed.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = {Qt.Key.Key_P: Presence.PRESENT, Qt.Key.Key_L: Presence.LATE, Qt.Key.Key_A: Presence.ABSENT}.get(
            Qt.Key(event.key())
        )
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_M: lambda: self.signed.emit(self.line),
            Qt.Key.Key_N: self.note_wanted.emit,
            Qt.Key.Key_Return: self.opened.emit,
            Qt.Key.Key_Enter: self.opened.emit,
        }
        if mark is not None and plain and self.line >= 0:
            self.marked.emit(self.line, mark)
            self.go_on()
        elif plain and Qt.Key(event.key()) in acts and self.line >= 0:
            acts[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        rect = QRectF(self.visualRect(index))
        spots = places(rect.width(), rect.top(), rect.height())
        if spots.segments.contains(event.position()):
            at = int((event.position().x() - spots.segments.left()) / (spots.segments.width() / 3))
            self.marked.emit(index.row(), MARKS[min(at, 2)])
        elif spots.sign.contains(event.position()):
            self.signed.emit(index.row())


def nobody() -> str:
    """Say why a register is empty."""
    return _("No pair is on this register.")
