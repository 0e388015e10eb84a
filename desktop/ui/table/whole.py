"""A short list that stands whole on a low window: what is round it scrolls there already, and one bar is enough."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea

from desktop.ui.page import LOW
from desktop.ui.table.view import ListView

MOST = 60  # rows; a longer list goes on scrolling by itself


class Whole(QObject):
    """Keeps a list as high as its rows while its window is low, and the row the keys are on in sight."""

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)
        view.model().modelReset.connect(self._settle)
        view.selectionModel().currentRowChanged.connect(lambda *_rows: QTimer.singleShot(0, self, self._show_row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._settle()
        return super().eventFilter(watched, event)

    @property
    def stands(self) -> bool:
        """Whether the list is as high as its rows."""
        return self._view.minimumHeight() > 0

    def _settle(self) -> None:
        view = self._view
        rows = view.model().rowCount()
        low = view.window().height() < LOW and rows <= MOST
        head = view.horizontalHeader()
        heads = max(head.height(), head.sizeHint().height()) + 2 * view.frameWidth()
        high = heads + rows * view.verticalHeader().defaultSectionSize() if low else 0
        if high != view.minimumHeight():
            view.setMinimumHeight(high)

    def _show_row(self) -> None:
        """Scroll what is round the list to the row the keys are on."""
        view = self._view
        above = view.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        if above is None or inside is None or not self.stands:
            return
        row = view.visualRect(view.currentIndex())
        spot = view.viewport().mapTo(inside, QPoint(0, row.center().y()))
        above.ensureVisible(spot.x(), spot.y(), 0, row.height())
