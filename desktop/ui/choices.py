"""Fields whose arrows and ticks follow the theme: choice lists, ticks, radio dots, switches of two or three."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QRadioButton, QStyle, QStyleOptionButton

from desktop.ui import theme
from desktop.ui.icons import paint_icon


class Choice(QComboBox):
    """A list to choose one from, as (code, word); the wheel never changes it by accident."""

    def __init__(self, options: Sequence[tuple[str, str]] = (), name: str = "") -> None:
        super().__init__()
        self._codes: list[str] = []  # Qt would keep them too, a call of the widget each
        self.setAccessibleName(name)
        self.setMinimumHeight(theme.current().px(34) + 2)  # Qt remembers a lower one, measured before the sheet came
        self.offer(options)

    def offer(self, options: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        """Replace the options and choose one by its code, silently."""
        self.blockSignals(True)
        self.clear()
        self._codes = [code for code, _word in options]
        self.addItems([word for _code, word in options])
        self.blockSignals(False)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, code: str) -> None:
        """Choose an option by its code; an unknown code chooses nothing new."""
        if code in self._codes:
            self.setCurrentIndex(self._codes.index(code))

    def choose_or_add(self, code: str) -> None:
        """Choose an option; one that the list lacks is somebody's own word and is offered from now on."""
        if code and code not in self._codes:
            self._codes.append(code)
            self.addItem(code)
        self.choose(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes there are to choose from, in order."""
        return tuple(self._codes)

    @property
    def code(self) -> str:
        """The code of the option chosen, empty where there is none."""
        at = self.currentIndex()
        return self._codes[at] if 0 <= at < len(self._codes) else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = 16
        place = QRectF(self.width() - side - 8, (self.height() - side) / 2, side, side)
        paint_icon(QPainter(self), place, "down", "muted" if self.isEnabled() else "disabled")


class Tick(QCheckBox):
    """A tick box in the house's hand."""

    def __init__(self, text: str, on: bool = False) -> None:
        super().__init__(text)
        self.setChecked(on)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, place = _frame(self, QStyle.SubElement.SE_CheckBoxIndicator, radius=4)
        if self.isChecked():
            paint_icon(painter, place.adjusted(1, 1, -1, -1), "check", "on_accent")


class Dot(QRadioButton):
    """A radio dot in the house's hand."""

    def __init__(self, text: str, on: bool = False) -> None:
        super().__init__(text)
        self.setChecked(on)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, place = _frame(self, QStyle.SubElement.SE_RadioButtonIndicator, radius=9)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("on_accent"))
            painter.drawEllipse(place.center(), 3.2, 3.2)


def _frame(widget: QAbstractButton, element: QStyle.SubElement, *, radius: float) -> tuple[QPainter, QRectF]:
    """Paint the frame of a tick or a dot and return the painter and the place for its mark."""
    option = QStyleOptionButton()
    option.initFrom(widget)
    left = widget.style().subElementRect(element, option, widget).x()
    place = QRectF(left, (widget.height() - 18) / 2, 18, 18)
    colours, on, able = theme.current(), widget.isChecked(), widget.isEnabled()
    fill = ("accent" if able else "disabled") if on else "surface"
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colours.colour(fill))
    painter.setPen(QPen(colours.colour(fill if on else ("control" if able else "line2")), 1))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    return painter, place
