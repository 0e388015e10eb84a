"""The large place to drop a file or press a button; it knows paths, not what is in them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, button, col, row, words
from desktop.ui.marks import DrawnIcon
from desktop.ui.system_dialogs import go_on_with

KINDS = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.xml"


def _centred(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def dropped_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """Return the first local file of a drag, None where there is none."""
    return next((Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()), None)


def passed_over(event: QDropEvent) -> str:
    """Return what to say where several files were dropped at once: one is looked at; empty for a single one."""
    several = sum(url.isLocalFile() for url in event.mimeData().urls()) > 1
    return _("Lists are looked at one by one: this is the first. Drop the next once it is imported.") if several else ""


def with_list(window: QWidget, then: Callable[[Path], object]) -> None:
    """Ask for a list to read and go on with it."""

    def ask() -> Path | None:
        lists, every = _("Lists"), _("All files")
        kinds = f"{lists} ({KINDS});;{every} (*)"
        name, _kind = QFileDialog.getOpenFileName(window, _("Choose a list"), "", kinds)
        return Path(name) if name else None

    go_on_with(window, ask, then)


class DropZone(QFrame):
    """A dashed sheet: drop a list on it, or choose a file."""

    brought = Signal(object)
    passed = Signal(str)  # what to say of further files that were dropped with it

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Drop your list here"))
        self._over = False
        self.choose = button(_("Choose a file"), self._on_pressed, "primary")
        mark = DrawnIcon("import", "link", 36)
        middle = col(
            STRETCH,
            row(STRETCH, mark, STRETCH),
            4,
            _centred(words(_("Drop your list here"), "section", wrap=True)),
            _centred(words(text, "muted", wrap=True)),
            8,
            row(STRETCH, self.choose, STRETCH),
            STRETCH,
            gap=6,
            margins=(16, 16, 16, 16),
        )
        self.setLayout(middle)
        self.setMinimumHeight(theme.current().px(230))

    def _on_pressed(self) -> None:
        with_list(self, self.brought.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            self._over = True
            event.acceptProposedAction()
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        if (path := dropped_file(event)) is not None:
            self.brought.emit(path)
            if said := passed_over(event):
                self.passed.emit(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        pen = QPen(colours.colour("link" if self._over else "control"), 1.5)
        pen.setDashPattern([5, 3])
        painter.setPen(pen)
        painter.setBrush(colours.colour("soft" if self._over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
