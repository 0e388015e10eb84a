"""The chart widgets: they paint a spec, say its sentence aloud and never invent a mark."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.ui import theme
from desktop.ui.charts.spec import Bars, Curve, Dot


class Chart(QLabel):
    """What charts share: they grow, they speak, they take the theme's type.

    A label without words of its own, so that a screen reader meets it as text and reads its sentence.
    """

    def __init__(self, height: int) -> None:
        super().__init__()
        self._least = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(280, theme.current().px(self._least))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme.current().px(self._least))

    def _speak(self, name: str, sentence: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence)

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.current().font(13))
        return painter


def write_text(painter: QPainter, at: QPointF, words: str, *, align: Qt.AlignmentFlag, role: str = "muted") -> None:
    """Write words at, round or before a point; their top is there."""
    painter.setPen(theme.current().colour(role))
    metrics = QFontMetricsF(painter.font())
    wide, high = metrics.horizontalAdvance(words) + 2, metrics.height()
    left = {Qt.AlignmentFlag.AlignLeft: 0.0, Qt.AlignmentFlag.AlignHCenter: wide / 2}.get(align, wide)
    painter.drawText(QRectF(at.x() - left, at.y(), wide, high), Qt.AlignmentFlag.AlignCenter, words)


class BarChart(Chart):
    """Bars from zero with their values on them and the aim as a dashed line."""

    def __init__(self, spec: Bars) -> None:
        super().__init__(150)
        self.show_spec(spec)

    def show_spec(self, spec: Bars) -> None:
        """Show other figures."""
        self.spec = spec
        self._speak(spec.name, spec.sentence)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        colours, high = theme.current(), QFontMetricsF(painter.font()).height()
        floor, ceiling = self.height() - high - 8, high + 6
        painter.setPen(QPen(colours.colour("line2"), 1))
        painter.drawLine(QPointF(0, floor), QPointF(self.width(), floor))
        slot = self.width() / max(len(self.spec.bars), 1)
        self._paint_bars(painter, slot, floor, ceiling)
        self._paint_aim(painter, floor, ceiling)
        for at, bar in enumerate(self.spec.bars):
            middle = slot * (at + 0.5)
            write_text(painter, QPointF(middle, floor + 6), bar.label, align=Qt.AlignmentFlag.AlignHCenter)
            if bar.value is None:
                write_text(painter, QPointF(middle, floor - high - 4), bar.words, align=Qt.AlignmentFlag.AlignHCenter)
                continue
            top = floor - (floor - ceiling) * bar.value / self.spec.top
            above = QPointF(middle, top - high - 2)
            room = QFontMetricsF(painter.font()).horizontalAdvance(bar.words) + 6
            painter.fillRect(QRectF(middle - room / 2, above.y() + 2, room, high - 3), colours.colour("surface"))
            write_text(painter, above, bar.words, align=Qt.AlignmentFlag.AlignHCenter, role="note")

    def _paint_bars(self, painter: QPainter, slot: float, floor: float, ceiling: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("chart1"))
        wide = min(22.0, slot * 0.55)
        for at, bar in enumerate(self.spec.bars):
            if bar.value is not None:
                top = floor - (floor - ceiling) * bar.value / self.spec.top
                painter.drawRoundedRect(QRectF(slot * (at + 0.5) - wide / 2, top, wide, floor - top), 3, 3)

    def _paint_aim(self, painter: QPainter, floor: float, ceiling: float) -> None:
        if self.spec.aim is None:
            return
        level = floor - (floor - ceiling) * self.spec.aim / self.spec.top
        painter.setPen(QPen(theme.current().colour("surface"), 3))
        painter.drawLine(QPointF(0, level), QPointF(self.width(), level))
        pen = QPen(theme.current().colour("ink"), 1.2)
        pen.setDashPattern([4, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, level), QPointF(self.width(), level))
        high = QFontMetricsF(painter.font()).height()
        if self.spec.bars and self.spec.bars[-1].value is None:
            write_text(
                painter,
                QPointF(self.width(), level - high - 1),
                self.spec.aim_words,
                align=Qt.AlignmentFlag.AlignRight,
                role="ink",
            )


class CurveChart(Chart):
    """A trade-off as dots to choose; arrow keys walk along it."""

    picked = Signal(str)

    def __init__(self, spec: Curve) -> None:
        super().__init__(170)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_spec(spec)

    def show_spec(self, spec: Curve) -> None:
        """Show other figures."""
        self.spec = spec
        self._speak(spec.name, spec.sentence)
        self.update()

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
        painter = self._painter()
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
        step = max(1, round(top / 3 / 10) * 10)
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
            self.picked.emit(near.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()), 0
        )
        keys = [dot.key for dot in self.spec.dots]
        if not step or self.spec.chosen not in keys:
            super().keyPressEvent(event)
            return
        self.picked.emit(keys[min(max(keys.index(self.spec.chosen) + step, 0), len(keys) - 1)])
