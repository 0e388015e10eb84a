"""The chart widgets: they paint a spec, say its sentence aloud and never invent a mark."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.charts.spec import Bars


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


def painter_of(chart: QWidget) -> QPainter:
    """Return what paints a chart: smooth, in its small type."""
    painter = QPainter(chart)
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
        painter = painter_of(self)
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
