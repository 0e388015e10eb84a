"""How a row of the register is drawn and where its targets are; it knows no session."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.i18n import _
from desktop.models.sessions import Presence
from desktop.ui import paint, theme
from desktop.ui.dates import clock
from desktop.ui.pages.sessions.rows import HERE, MARKS, Index, RegisterModel, RegisterRow, mark_words
from desktop.ui.paint import Light

ROW, TARGET = 58, 44
LETTERS = {Presence.PRESENT: "P", Presence.LATE: "L", Presence.ABSENT: "A"}  # the keys that make the marks
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
    short: bool


def places(width: float, top: float = 0, tall: float = 0) -> Places:
    """Return the places; names share what the segments leave or stand over the sign-in.

    Where even that is too narrow, as on a screen at 200 %, the segments bear their letters alone. `tall` is the row's
    height where it is not the usual one.
    """
    px = theme.current().px
    high_row = tall or px(ROW)
    segment, left, last = px(276), px(64), px(132)
    names = (width - left - segment - px(150) - 24) / 2
    stacked = names < px(104)
    if stacked:
        names = width - left - segment - last - px(12)
    if short := names < px(110) and stacked:
        segment, left = px(3 * TARGET), px(58)
        last = max(int(width - left - segment) // 2, px(120))
        names = width - left - segment - last
    start = left + names
    middle = top + (high_row - px(TARGET)) / 2
    high = px(32)
    lower = top + high_row - high - 3 if stacked else middle + px(6)
    sign = QRectF(width - last, lower, min(px(116), last - 4), high)
    mentor = sign.left() + 14 if stacked else start + segment + px(24)
    return Places(16, left, QRectF(start, middle, segment, px(TARGET)), mentor, sign, stacked, short)


class RowDelegate(QStyledItemDelegate):
    """Paints one pair."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._tall(index))  # never wider than the view: what a hand needs is not to be scrolled to

    def _tall(self, index: Index) -> int:
        """Return the height of a row: a mentor's name over the sign-in may take a second line."""
        model, colours, wide = index.model(), theme.current(), self._view.viewport().width()
        spots = places(wide)
        if not spots.stacked or not isinstance(model, RegisterModel):
            return colours.px(ROW)
        metrics = QFontMetricsF(colours.font(14))
        lines = 1 + (metrics.horizontalAdvance(model.rows[index.row()].mentor) > wide - spots.mentor - 8)
        return max(colours.px(ROW), ceil(lines * metrics.height()) + colours.px(32) + 5)

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
        spots = places(rect.width(), rect.top(), rect.height())
        self._paint_names(painter, rect, spots, row)
        _paint_segments(painter, spots, row)
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
        half = colours.metrics(15, 600).height()  # whole pixels cut the second line's
        tall = half * (1 + (painter.fontMetrics().horizontalAdvance(row.mentee) > room))
        name = painter.fontMetrics().elidedText(row.mentee, Qt.TextElideMode.ElideRight, int(room * 1.7))
        broken = any(painter.fontMetrics().horizontalAdvance(word) > room for word in name.split())
        wrap = Qt.TextFlag.TextWrapAnywhere if broken else Qt.TextFlag.TextWordWrap
        above = rect.top() + max((rect.height() - tall - half) / 2, 0)
        painter.drawText(QRectF(spots.mentee, above, room, tall), left | wrap, name)
        painter.setFont(colours.font(14 if spots.stacked else 15))
        wide = (rect.right() if spots.stacked else spots.sign.left()) - spots.mentor - 8
        high = spots.sign.top() - rect.top() if spots.stacked else rect.height()
        painter.drawText(QRectF(spots.mentor, rect.top(), wide, high), left | Qt.TextFlag.TextWordWrap, row.mentor)
        painter.setFont(colours.font(14))
        painter.setPen(colours.colour("muted"))
        painter.drawText(QRectF(spots.mentee, above + tall, room, half), left, row.form)


def _paint_segments(painter: QPainter, spots: Places, row: RegisterRow) -> None:
    box, colours, mark = spots.segments, theme.current(), row.pair.mentee_mark
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
            at_left = part.left() + (4 if spots.short else 8)
            paint.light(painter, QRectF(at_left, part.center().y() - side / 2, side, side), light)
        painter.setFont(colours.font(15, 600 if on else 400))
        painter.setPen(colours.colour(tone if on else "muted" if row.takes(kind) else "disabled"))
        if spots.short:
            inside = part.adjusted(colours.px(17) + 4 if on else 0, 0, 0, 0)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, LETTERS[kind])
        else:
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
        said = clock(row.pair.signed_in) if row.pair.signed_in and mark in HERE else ""
        words = (
            _("In {time}").format(time=said).strip()
            if mark in HERE
            else (row.barred or (_("Didn’t come") if row.held else _("Not coming")))
        )
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
    painter.setPen(colours.colour("ink" if row.takes(Presence.PRESENT) else "disabled"))
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
        ends = (spots.mentee, spots.segments.left(), spots.mentor, float(self.width()))
        for left, end, text in (
            (spots.table, ends[0], _("Table")),
            (spots.mentee, ends[1], _("Young person")),
            (spots.segments.left(), ends[2], _("Here?") if spots.short else _("Here today?")),
            (spots.mentor, ends[3], _("Mentor")),
        ):
            whole = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(end - left - 4))
            painter.drawText(QRectF(left, 0, end - left, self.height()), Qt.AlignmentFlag.AlignVCenter, whole)
