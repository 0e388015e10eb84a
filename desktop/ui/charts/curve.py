"""A trade-off as dots to choose from: a slider to keys and screen readers, a curve to the eye; it knows no weights."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from desktop.ui import theme
from desktop.ui.charts.draw import painter_of, write_text
from desktop.ui.charts.spec import Curve, Dot

LEAST = 92  # pixels of height in which the axes, their words and the dots can still be told apart


class CurveChart(QAbstractSlider):
    """Each step of the slider is a dot; arrows, Home and End walk along them, and each says its figures.

    Qt tells a screen reader of a slider, its place and its name; the name holds the figures of the dot chosen.
    """

    picked = Signal(str)

    def __init__(self, spec: Curve) -> None:
        super().__init__()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setPageStep(2)
        self.valueChanged.connect(self._on_value)
        self.show_spec(spec)

    def sizeHint(self) -> QSize:
        return QSize(280, theme.current().px(170))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme.current().px(LEAST))

    def show_spec(self, spec: Curve) -> None:
        """Show other figures, silently."""
        self.spec = spec
        keys = [dot.key for dot in spec.dots]
        self.blockSignals(True)
        self.setRange(0, max(len(keys) - 1, 0))
        self.setValue(keys.index(spec.chosen) if spec.chosen in keys else 0)
        self.blockSignals(False)
        self.setAccessibleDescription(spec.sentence)
        self.setToolTip(spec.sentence)
        self._say()
        self.update()

    def _say(self) -> None:
        """Let the name tell the dot the keys are on."""
        dots = self.spec.dots
        here = dots[self.value()].words if dots else ""
        self.setAccessibleName(f"{self.spec.name}: {here}" if here else self.spec.name)

    def _on_value(self, at: int) -> None:
        self._say()
        if self.spec.dots:
            self.picked.emit(self.spec.dots[at].key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a page that scrolls must not move what it scrolls over

    def _plot(self) -> tuple[QRectF, float, float, float]:
        """Return the plot's rectangle and the scales: lowest x, highest x, highest y."""
        font = theme.current().font(13)
        high = QFontMetricsF(font).height()
        xs = [dot.x for dot in self.spec.dots] or [0.0]
        top = max([dot.y for dot in self.spec.dots] or [1.0]) * 1.1 or 1.0
        left = QFontMetricsF(font).horizontalAdvance(f"{top:.0f}") + 12
        area = QRectF(left, 8, max(self.width() - left - 14, 20), max(self.height() - 2 * high - 20, 20))
        return area, min(xs), max(xs), top

    def _place(self, dot: Dot) -> QPointF:
        area, low, high, top = self._plot()
        along = (dot.x - low) / (high - low) if high > low else 0.5
        return QPointF(area.left() + 14 + (area.width() - 28) * along, area.bottom() - area.height() * dot.y / top)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        colours = theme.current()
        area, _low, _high, top = self._plot()
        self._paint_axes(painter, area, top)
        places = [self._place(dot) for dot in self.spec.dots]
        painter.setPen(QPen(colours.colour("chart1"), 2))
        painter.drawPolyline(QPolygonF(places))
        for dot, place in zip(self.spec.dots, places, strict=True):
            chosen = dot.key == self.spec.chosen
            painter.setPen(QPen(colours.colour("chart1"), 2))
            painter.setBrush(colours.colour("chart1" if chosen else "surface"))
            painter.drawEllipse(place, 6.0 if chosen else 4.5, 6.0 if chosen else 4.5)
            if chosen and self.spec.chosen_words:
                painter.setFont(colours.font(13, 600))
                align = Qt.AlignmentFlag.AlignRight if place.x() > area.center().x() else Qt.AlignmentFlag.AlignLeft
                shift = -10 if align is Qt.AlignmentFlag.AlignRight else 10
                write_text(
                    painter, QPointF(place.x() + shift, place.y() + 4), self.spec.chosen_words, align=align, role="ink"
                )
                painter.setFont(colours.font(13))

    def _paint_axes(self, painter: QPainter, area: QRectF, top: float) -> None:
        room = area.height() / (QFontMetricsF(painter.font()).height() + 4)
        step = max(10, round(top / max(1, min(3, int(room))) / 10) * 10)
        level = 0
        while level <= top:
            height = area.bottom() - area.height() * level / top
            painter.setPen(QPen(theme.current().colour("line"), 1))
            painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
            high = QFontMetricsF(painter.font()).height()
            write_text(
                painter, QPointF(area.left() - 8, height - high / 2), str(level), align=Qt.AlignmentFlag.AlignRight
            )
            level += step
        last = -99.0
        for dot in self.spec.dots:
            place = self._place(dot)
            if place.x() - last >= 24:
                write_text(
                    painter, QPointF(place.x(), area.bottom() + 4), f"{dot.x:g}", align=Qt.AlignmentFlag.AlignHCenter
                )
                last = place.x()
        below = area.bottom() + 6 + QFontMetricsF(painter.font()).height()
        write_text(painter, QPointF(area.center().x(), below), self.spec.x_words, align=Qt.AlignmentFlag.AlignHCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = min(
            self.spec.dots, key=lambda dot: (self._place(dot) - event.position()).manhattanLength(), default=None
        )
        if near is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setValue(self.spec.dots.index(near))
