"""A hand scanner that types a form's code and Enter wherever the keys go on a page; what people type stays theirs."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from desktop.models.reference import LENGTH, Misreading, read_reference

QUICK_MS = 50  # between two characters; nobody types eight in a row as fast as that
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SILENT = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr)  # a scanner holds Shift for capitals
Undo = Callable[[], None]


class Stroke(NamedTuple):
    """A character typed: when in milliseconds, and how to put back what the keys went to as it was before."""

    character: str
    at: int
    undo: Undo


class Scanner(QObject):
    """Listens to the keys of a page's window while the page is shown.

    The last eight characters before Enter are a scan if they are the code of a form of this school, or if they can be
    a code and came faster than anybody types. What they did to the field they went to is taken back then.
    """

    scanned = Signal(str)

    def __init__(self, page: QWidget, own: QWidget, known: Callable[[str], bool]) -> None:
        """`own` is the field for codes, which needs no help; `known` tells whether a code is of this school."""
        super().__init__(page)
        self._page, self._own, self._known = page, own, known
        self._strokes: deque[Stroke] = deque(maxlen=LENGTH)
        self._where: QWidget | None = None
        self._heard: QWidget | None = None
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._page and kind in (QEvent.Type.Show, QEvent.Type.Hide):
            self._listen(shown=kind == QEvent.Type.Show)
        if kind != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._concerns(watched):
            return False
        if watched is not self._where:
            self._strokes.clear()
            self._where = watched if isinstance(watched, QWidget) else None
        if event.key() in _ENTER:
            return self._ended()
        if len(event.text()) == 1 and event.text().isalnum() and self._where is not None:
            self._strokes.append(Stroke(event.text(), event.timestamp(), _undo(self._where)))
        elif event.key() not in _SILENT:
            self._strokes.clear()
        return False

    def _listen(self, *, shown: bool) -> None:
        """Follow the keys while the page is shown. Hearing every event of the application would slow all of them."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if shown == (self._heard is not None):  # a window that comes back from the taskbar is shown twice
            return
        if shown:
            application.focusChanged.connect(self._follow)
            self._follow(None, self._first())
        else:
            application.focusChanged.disconnect(self._follow)
            self._hear(None)

    def _follow(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self._hear(self._first())

    def _first(self) -> QWidget:
        """Return what keys come to first while the page's window has them."""
        window = self._page.window()
        return QApplication.focusWidget() or window.focusWidget() or window

    def _hear(self, widget: QWidget | None) -> None:
        """Hear what comes to one widget, and no longer to the one before; the page is heard all the time."""
        before, self._heard = self._heard, widget
        if before is not None and before is not self._page and isValid(before):
            before.removeEventFilter(self)
        if widget is not None:
            widget.installEventFilter(self)

    def _concerns(self, watched: QObject) -> bool:
        """Return whether keys come first to this object, in the page's own window and not in its field for codes."""
        if not self._page.isVisible() or watched is self._own or not isinstance(watched, QWidget):
            return False
        return watched is self._first() and watched.window() is self._page.window()

    def _ended(self) -> bool:
        strokes = list(self._strokes)
        self._strokes.clear()
        code = "".join(stroke.character for stroke in strokes).upper()
        if not self._is_scan(code, strokes):
            return False
        strokes[0].undo()
        self.scanned.emit(code)
        return True

    def _is_scan(self, code: str, strokes: list[Stroke]) -> bool:
        if read_reference(code).problem not in (None, Misreading.CHECK):
            return False
        quick = strokes[-1].at - strokes[0].at <= QUICK_MS * (LENGTH - 1)
        return quick or self._known(code)


def _undo(widget: QWidget) -> Undo:
    """Return what puts a widget back as it is now: typing changes a field's text, a choice, the row of a list."""
    if isinstance(widget, QLineEdit):
        chosen = (widget.selectionStart(), len(widget.selectedText()))
        return partial(_set_text, widget, widget.text(), widget.cursorPosition(), chosen)
    if isinstance(widget, QComboBox):
        return partial(widget.setCurrentIndex, widget.currentIndex())
    if isinstance(widget, QAbstractItemView):
        return partial(_choose, widget, widget.currentIndex(), QItemSelection(widget.selectionModel().selection()))
    return lambda: None


def _choose(view: QAbstractItemView, current: QModelIndex, selection: QItemSelection) -> None:
    view.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
    view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _set_text(field: QLineEdit, text: str, cursor: int, chosen: tuple[int, int]) -> None:
    field.setText(text)
    field.setCursorPosition(cursor)
    if chosen[1]:
        field.setSelection(*chosen)
