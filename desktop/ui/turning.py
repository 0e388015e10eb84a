"""Parts beside each other that go beneath each other where there is no room; it knows no page."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QWidget

from desktop.ui.build import Part, row
from desktop.ui.page import turn_by_room


class Turning(QWidget):
    """A row of parts, a column on a narrow window: nothing is cut and nothing scrolls sideways."""

    def __init__(self, *parts: Part, gap: int = 8) -> None:
        super().__init__()
        self._line: QBoxLayout = row(*parts, gap=gap)
        self.setLayout(self._line)

    @property
    def _items(self) -> list[QLayoutItem]:
        items = [self._line.itemAt(at) for at in range(self._line.count())]
        return [one for one in items if one is not None and not one.isEmpty()]

    def minimumSizeHint(self) -> QSize:
        widest = max((one.minimumSize().width() for one in self._items), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        answered = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # a part says more than before, or is shown
            self._turn()
        return answered

    def _turn(self) -> None:
        items = self._items
        wanted = sum(one.sizeHint().width() for one in items) + self._line.spacing() * (len(items) - 1)
        turn_by_room(self._line, narrow=self.width() < wanted)
