"""How a row of the register is drawn and where its targets are; it knows no session."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.i18n import _
from desktop.models.sessions import Presence
from desktop.ui import paint, theme
from desktop.ui.dates import clock
from desktop.ui.pages.sessions.rows import HERE, MARKS, Index, RegisterModel, RegisterRow, mark_words
from desktop.ui.paint import Light

ROW, TARGET = 58, 44
LIGHTS = {
    Presence.PRESENT: (Light.GOOD, "good", "good_bg"),
    Presence.LATE: (Light.WAIT, "wait", "wait_bg"),
    Presence.ABSENT: (Light.STOP, "stop", "stop_bg"),
}


@dataclass(frozen=True)
class Places:
    """Where things stand in a row of a width; `stacked` puts the mentor's name over the sign-in."""

    table: float
    mentee: float
    segments: QRectF
    mentor: float
    sign: QRectF
    stacked: bool


def places(width: float, top: float = 0) -> Places:
    """Return the places; the segments keep their size, names share the rest or stand over the sign-in."""
    px = theme.current().px
    segment, left, last = px(276), px(64), px(132)
    names = (width - left - segment - px(150) - 24) / 2
    stacked = names < px(104)
    if stacked:
        names = max(width - left - segment - last - px(12), px(80))
    start = left + names
    middle = top + (px(ROW) - px(TARGET)) / 2
    high = px(32)
    lower = top + px(ROW) - high - 3 if stacked else middle + px(6)
    sign = QRectF(width - last, lower, px(116), high)
    mentor = sign.left() + 14 if stacked else start + segment + px(24)
    return Places(16, left, QRectF(start, middle, segment, px(TARGET)), mentor, sign, stacked)


class RowDelegate(QStyledItemDelegate):
    """Paints one pair."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(400, theme.current().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RegisterModel)
        row = model.rows[index.row()]
        rect = QRectF(option.rect)
        colours = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = index.row() == self._view.currentIndex().row()
        if chosen:
            painter.fillRect(rect, colours.colour("soft"))
        painter.setPen(QPen(colours.colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        spots = places(rect.width(), rect.top())
        self._paint_names(painter, rect, spots, row)
        _paint_segments(painter, spots.segments, row)
        _paint_sign(painter, spots.sign, row)
        if chosen and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.drawRoundedRect(spots.segments.adjusted(-3, -3, 3, 3), 8, 8)
        painter.restore()

    def _paint_names(self, painter: QPainter, rect: QRectF, spots: Places, row: RegisterRow) -> None:
        colours = theme.current()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colours.colour("ink"))
        painter.setFont(colours.font(17, 600))
        painter.drawText(QRectF(spots.table, rect.top(), 44, rect.height()), left, str(row.pair.table or "–"))
        painter.setFont(colours.font(15, 600))
        room = spots.segments.left() - spots.mentee - 8
        half = rect.height() / 2
        name = painter.fontMetrics().elidedText(row.mentee, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(spots.mentee, rect.top() + 6, room, half - 6), left, name)
        painter.setFont(colours.font(14 if spots.stacked else 15))
        wide = (rect.right() if spots.stacked else spots.sign.left()) - spots.mentor - 8
        high = spots.sign.top() - rect.top() if spots.stacked else rect.height()
        mentor = painter.fontMetrics().elidedText(row.mentor, Qt.TextElideMode.ElideRight, int(wide))
        painter.drawText(QRectF(spots.mentor, rect.top(), wide, high), left, mentor)
        painter.setFont(colours.font(14))
        painter.setPen(colours.colour("muted"))
        painter.drawText(QRectF(spots.mentee, rect.top() + half - 2, room, half - 6), left, row.form)


def _paint_segments(painter: QPainter, box: QRectF, row: RegisterRow) -> None:
    colours, mark = theme.current(), row.pair.mentee_mark
    wide = box.width() / 3
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("surface"))
    painter.drawRoundedRect(box, 6, 6)
    for at, kind in enumerate(MARKS):
        part = QRectF(box.left() + at * wide, box.top(), wide, box.height())
        on = kind is mark
        light, tone, ground = LIGHTS[kind]
        if on:
            painter.save()
            painter.setClipRect(part)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour(ground))
            painter.drawRoundedRect(box, 6, 6)
            painter.restore()
            side = colours.px(17)
            paint.light(painter, QRectF(part.left() + 8, part.center().y() - side / 2, side, side), light)
        painter.setFont(colours.font(15, 600 if on else 400))
        painter.setPen(colours.colour(tone if on else "disabled" if row.ahead and kind in HERE else "muted"))
        inside = part.adjusted(8 + colours.px(17) + 5 if on else 14, 0, -2, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, mark_words()[kind])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.colour("control" if mark is Presence.UNMARKED else "line2"), 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setPen(QPen(colours.colour("line2"), 1))
    for at in (1, 2):
        painter.drawLine(
            QPointF(box.left() + at * wide, box.top() + 1), QPointF(box.left() + at * wide, box.bottom() - 1)
        )


def _paint_sign(painter: QPainter, box: QRectF, row: RegisterRow) -> None:
    colours = theme.current()
    mark = row.pair.mentor_mark
    painter.setFont(colours.font(15))
    if mark in HERE or row.barred or mark is Presence.ABSENT:
        said = clock(row.pair.arrived) if row.pair.arrived and mark in HERE else ""
        words = _("In {time}").format(time=said).strip() if mark in HERE else (row.barred or _("Not coming"))
        light = Light.GOOD if mark in HERE else Light.STOP
        side = colours.px(18)
        paint.light(painter, QRectF(box.left() + 14, box.center().y() - side / 2, side, side), light)
        painter.setPen(colours.colour("muted" if mark in HERE else "stop"))
        painter.drawText(box.adjusted(14 + side + 6, 0, 20, 0), Qt.AlignmentFlag.AlignVCenter, words)
        return
    painter.setPen(QPen(colours.colour("line2"), 1))
    painter.setBrush(colours.colour("surface"))
    painter.drawRoundedRect(box.adjusted(14.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setFont(colours.font(15, 500))
    painter.setPen(colours.colour("disabled" if row.ahead else "ink"))
    painter.drawText(box.adjusted(14, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, _("Sign in"))


class RegisterHeads(QWidget):
    """The heads over the rows, at the rows' own places."""

    def __init__(self, view: QListView) -> None:
        super().__init__()
        self._view = view
        self.setFixedHeight(theme.current().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.current()
        painter.setFont(colours.font(14, 600))
        painter.setPen(colours.colour("muted"))
        spots = places(self._view.viewport().width())
        for left, text in (
            (spots.table, _("Table")),
            (spots.mentee, _("Young person")),
            (spots.segments.left(), _("Here today?")),
            (spots.mentor, _("Mentor")),
        ):
            painter.drawText(QRectF(left, 0, 200, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
