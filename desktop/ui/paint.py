"""The marks that are painted by hand everywhere alike: lights, the sign, bars, two-tone names."""

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.written import cut, runs_right_to_left


class Light(StrEnum):
    """State as a shape; a word always stands beside it."""

    GOOD = "good"
    WAIT = "wait"
    STOP = "stop"
    NONE = "none"
    NOW = "now"

    @property
    def tone(self) -> str:
        """The token role of this light's word."""
        return {"good": "muted", "wait": "wait", "stop": "stop"}.get(self.value, "muted")

    @property
    def spoken(self) -> str:
        """What a screen reader says for the shape alone."""
        words = {"good": _("done"), "wait": _("waiting"), "stop": _("stopped"), "now": _("now")}
        return words.get(self.value, _("not yet"))


def light(painter: QPainter, rect: QRectF, kind: Light) -> None:
    """Draw one light into a square: four shapes told apart without colour, and a ring with a dot for now."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side).adjusted(1, 1, -1, -1)
    {
        Light.GOOD: _good, Light.WAIT: _wait, Light.STOP: _stop, Light.NONE: _none, Light.NOW: _now,
    }[kind](painter, box)  # fmt: skip
    painter.restore()


def _pen(role: str, width: float) -> QPen:
    return QPen(
        theme.current().colour(role), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _good(painter: QPainter, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("good"))
    painter.drawEllipse(box)
    unit = box.width() / 16
    tick = QPainterPath(box.topLeft() + QPointF(4.6, 8.3) * unit)
    tick.lineTo(box.topLeft() + QPointF(7.1, 10.8) * unit)
    tick.lineTo(box.topLeft() + QPointF(11.5, 5.8) * unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("surface", 1.9 * unit))
    painter.drawPath(tick)


def _wait(painter: QPainter, box: QRectF) -> None:
    unit = box.width() / 16
    painter.setPen(_pen("wait", 1.8 * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(unit, unit, -unit, -unit))
    hands = QPainterPath(box.topLeft() + QPointF(8, 4.6) * unit)
    hands.lineTo(box.topLeft() + QPointF(8, 8.2) * unit)
    hands.lineTo(box.topLeft() + QPointF(10.4, 9.6) * unit)
    painter.drawPath(hands)


def _stop(painter: QPainter, box: QRectF) -> None:
    unit = box.width() / 16
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("stop"))
    painter.drawRoundedRect(box.adjusted(0.5 * unit, 0.5 * unit, -0.5 * unit, -0.5 * unit), 3.4 * unit, 3.4 * unit)
    painter.setPen(_pen("surface", 1.9 * unit))
    for start, end in ((QPointF(5.4, 5.4), QPointF(10.6, 10.6)), (QPointF(10.6, 5.4), QPointF(5.4, 10.6))):
        painter.drawLine(box.topLeft() + start * unit, box.topLeft() + end * unit)


def _none(painter: QPainter, box: QRectF) -> None:
    unit = box.width() / 16
    painter.setPen(_pen("control", 1.5 * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(unit, unit, -unit, -unit))
    painter.drawLine(box.topLeft() + QPointF(5.2, 8) * unit, box.topLeft() + QPointF(10.8, 8) * unit)


def _now(painter: QPainter, box: QRectF) -> None:
    unit = box.width() / 16
    painter.setPen(_pen("link", 1.8 * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(unit, unit, -unit, -unit))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("link"))
    painter.drawEllipse(box.center(), 3.2 * unit, 3.2 * unit)


def pair_sign(painter: QPainter, rect: QRectF, *, outline: bool = False) -> None:
    """Draw the sign, two upright figures side by side; `outline` leaves the taller one to come."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = rect.height() / 24
    origin = rect.topLeft()
    tall, small = theme.current().colour("chart1"), theme.current().colour("chart2")
    _figure(painter, origin, (0.4 * unit, 0.4 * unit, 6.6 * unit, 23 * unit), None if outline else tall)
    _figure(painter, origin, (9.4 * unit, 5.2 * unit, 5.8 * unit, 18.2 * unit), small)
    painter.restore()


def _figure(painter: QPainter, origin: QPointF, box: tuple[float, float, float, float], fill: QColor | None) -> None:
    x, y, width, height = box
    if fill is None:
        pen = QPen(theme.current().colour("control"), 1.6)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
    painter.drawEllipse(QRectF(origin.x() + x, origin.y() + y, width, width))
    top = width * 1.16
    body = QRectF(origin.x() + x, origin.y() + y + top, width, height - top)
    painter.drawRoundedRect(body, width / 2, width / 2)


def bar(painter: QPainter, rect: QRectF, fraction: float, *, aim: float | None = None) -> None:
    """Draw a share of one as a bar with round ends; `aim` is marked with an upright ink line."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    colours = theme.current()
    radius = rect.height() / 2
    painter.setBrush(colours.colour("chart3" if rect.height() < 6 else "line"))
    painter.drawRoundedRect(rect, radius, radius)
    share = 0.0 if math.isnan(fraction) else min(max(fraction, 0.0), 1.0)
    if share > 0:
        painter.setBrush(colours.colour("chart1"))
        width = max(rect.height(), rect.width() * share)
        painter.drawRoundedRect(QRectF(rect.x(), rect.y(), width, rect.height()), radius, radius)
    if aim is not None:
        mark = QRectF(rect.x() + rect.width() * min(aim, 1.0) - 2, rect.y() - 5, 4, rect.height() + 10)
        painter.setBrush(colours.colour("surface"))
        painter.drawRect(mark)
        painter.setBrush(colours.colour("ink"))
        painter.drawRect(mark.adjusted(1, 0, -1, 0))
    painter.restore()


def two_tone(painter: QPainter, rect: QRectF, given: str, family: str) -> float:
    """Write a given name in ink and a family name muted on one line; return the width it wanted."""
    colours = theme.current()
    strong = colours.font(15, 600)
    painter.setFont(strong)
    painter.setPen(colours.colour("ink"))
    plain, gap = colours.font(), colours.px(8)
    bold, thin = colours.metrics(15, 600), colours.metrics()
    first, second = bold.horizontalAdvance(given), thin.horizontalAdvance(family)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    wanted = first + (gap + second if family else 0)
    turned = runs_right_to_left(given) and runs_right_to_left(family) and wanted <= rect.width()
    place = rect.adjusted(second + gap, 0, 0, 0) if turned else rect  # read from the right: the given name first
    painter.drawText(place, flags, cut(bold, given, place.width()))
    rest = rect if turned else rect.adjusted(first + gap, 0, 0, 0)
    if family and rest.width() > gap:
        painter.setFont(plain)
        painter.setPen(colours.colour("muted"))
        painter.drawText(rest, flags, cut(thin, family, rest.width()))
    return wanted
