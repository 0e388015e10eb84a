"""A room whose content stands whole where it fits and scrolls where it doesn't; it knows no page."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ui.build import scroll_plainly

UNBOUND = 16777215  # what Qt calls no limit


class Roomy(QScrollArea):
    """Holds what fits a usual window whole; only where its least size doesn't fit does it scroll.

    A screen of 1366 x 768 at 200 % leaves a window of 683 x 350: nothing may be cut there or out of reach.
    """

    def __init__(self, inside: QWidget, *, grows: bool = False) -> None:
        """Hold what is inside; one that `grows` asks for other room whenever its content does, as in a dialog."""
        super().__init__()
        self._inside, self._grows = inside, grows
        self._wanted = inside.sizeHint() if grows else QSize()
        scroll_plainly(self, inside)
        inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            self.settle()
            if self._grows:
                self._ask_room()
        return super().eventFilter(watched, event)

    def _ask_room(self) -> None:
        """Ask for the room that what is inside wants now: more may have come into it."""
        wanted = self._inside.sizeHint()
        if wanted != self._wanted:
            self._wanted = wanted
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.settle()
        super().resizeEvent(event)

    def settle(self) -> None:
        """Bound what is inside by the room there is, unless that is too little."""
        room = self.viewport().height()
        most = room if self._inside.minimumSizeHint().height() <= room else UNBOUND
        if most != self._inside.maximumHeight():
            self._inside.setMaximumHeight(most)
