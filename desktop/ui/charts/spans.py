"""The chart of mean changes: a dot with its interval a line, round zero; too few is said, never drawn."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.charts.draw import Chart, painter_of, write_text
from desktop.ui.charts.figures import tick_words
from desktop.ui.charts.spec import TOO_FEW, Spans


class SpanChart(Chart):
    """Mean changes with their intervals round zero; too few is said, never drawn."""

    LINE = 40

    def __init__(self, spec: Spans) -> None:
        super().__init__(self.LINE * max(len(spec.spans), 1) + 30)
        self.spec = spec
        self._speak(spec.name, spec.sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        colours = theme.current()
        area = self._area()
        line = colours.px(self.LINE)
        painter.setPen(QPen(colours.colour("line2"), 1))
        zero = self._x(0)
        painter.drawLine(QPointF(zero, 0), QPointF(zero, line * len(self.spec.spans) + 4))
        for at, span in enumerate(self.spec.spans):
            middle = line * (at + 0.5)
            painter.setFont(colours.font(15))
            painter.setPen(colours.colour("ink"))
            head = QRectF(0, middle - line / 2, area.left() - 16, line)
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, span.label)
            painter.setFont(colours.font(14))
            end = QRectF(area.right() + 12, middle - line / 2, self.width() - area.right() - 12, line)
            painter.setPen(colours.colour("muted"))
            painter.drawText(end, Qt.AlignmentFlag.AlignVCenter, f"n = {span.n}")
            self._paint_span(painter, at, middle)
        painter.setFont(colours.font(13))
        below = line * len(self.spec.spans) + 8
        for value in (-self.spec.reach, 0.0, self.spec.reach):
            words = tick_words(value)
            write_text(painter, QPointF(self._x(value), below), words, align=Qt.AlignmentFlag.AlignHCenter)

    def _paint_span(self, painter: QPainter, at: int, middle: float) -> None:
        span, colours = self.spec.spans[at], theme.current()
        if span.middle is None or span.low is None or span.high is None:
            said, metrics = _(TOO_FEW), QFontMetricsF(painter.font())
            high = metrics.height()
            place = QPointF(self._area().center().x(), middle - high / 2)
            wide = metrics.horizontalAdvance(said) + 16
            painter.fillRect(QRectF(place.x() - wide / 2, place.y(), wide, high), colours.colour("surface"))
            write_text(painter, place, said, align=Qt.AlignmentFlag.AlignHCenter)
            return
        painter.setPen(QPen(colours.colour("chart1"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self._x(span.low), middle), QPointF(self._x(span.high), middle))
        painter.setBrush(colours.colour("chart1"))
        painter.drawEllipse(QPointF(self._x(span.middle), middle), 5, 5)

    def _area(self) -> QRectF:
        colours = theme.current()
        widest = max((QFontMetricsF(colours.font(15)).horizontalAdvance(s.label) for s in self.spec.spans), default=0)
        left = min(widest + 20, self.width() * 0.45)
        right = self.width() - QFontMetricsF(colours.font(14)).horizontalAdvance("n = 999") - 14
        return QRectF(left, 0, max(right - left, 40), self.height())

    def _x(self, value: float) -> float:
        area = self._area()
        inside = min(max(value / self.spec.reach, -1), 1)
        return area.center().x() + inside * area.width() / 2
