"""The register's rows: who sits where, three large segments to mark, the mentor's sign-in; painted, keyed, spoken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.i18n import _
from desktop.models.sessions import PairRecord, Presence
from desktop.ui import paint, theme
from desktop.ui.dates import clock
from desktop.ui.paint import Light

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW, TARGET = 58, 44
MARKS = (Presence.PRESENT, Presence.LATE, Presence.ABSENT)
HERE = (Presence.PRESENT, Presence.LATE)


@dataclass(frozen=True)
class RegisterRow:
    """A pair on the register: its record, names and form; a mentor who may not come in says why."""

    pair: PairRecord
    mentee: str
    form: str
    mentor: str
    barred: str = ""

    @property
    def spoken(self) -> str:
        """The row as a sentence."""
        mark = mark_words()[self.pair.mentee_mark]
        signed = _("mentor is in") if self.pair.mentor_mark in HERE else _("mentor not in yet")
        return _("Table {table}, {mentee}: {mark}; {mentor}, {signed}.").format(
            table=self.pair.table or "–", mentee=self.mentee, mark=mark, mentor=self.mentor, signed=signed
        )


def mark_words() -> dict[Presence, str]:
    """Return the marks in words."""
    return {
        Presence.PRESENT: _("Present"),
        Presence.LATE: _("Late"),
        Presence.ABSENT: _("Absent"),
        Presence.UNMARKED: _("Still to mark"),
    }


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


class RegisterModel(QAbstractListModel):
    """The rows of one session."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[RegisterRow] = ()

    def show(self, rows: Sequence[RegisterRow]) -> None:
        """Show rows; the same people keep the keys where they are."""
        same = [one.pair.match for one in rows] == [one.pair.match for one in self.rows]
        if same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()].spoken
        return None


class _RowDelegate(QStyledItemDelegate):
    """Paints one pair."""

    def __init__(self, view: "RegisterView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(400, theme.current().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.row_at(index.row())
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
        _paint_segments(painter, spots.segments, row.pair.mentee_mark)
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


def _paint_segments(painter: QPainter, box: QRectF, mark: Presence) -> None:
    colours = theme.current()
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
            paint.light(painter, QRectF(part.left() + 10, part.center().y() - side / 2, side, side), light)
        painter.setFont(colours.font(15, 600 if on else 400))
        painter.setPen(colours.colour(tone if on else "muted"))
        inside = part.adjusted(10 + colours.px(17) + 7 if on else 14, 0, -2, 0)
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
    painter.setPen(colours.colour("ink"))
    painter.drawText(box.adjusted(14, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, _("Sign in"))


class RegisterView(QListView):
    """P, L and A mark the young person; M signs the mentor in; arrows move; a click on a segment marks."""

    marked = Signal(int, object)
    signed = Signal(int)
    note_wanted = Signal()
    current_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._model = RegisterModel()
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName(_("Register"))
        self.setProperty("ring", "own")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda now, _old: self._on_current(now.row()))

    def show_rows(self, rows: Sequence[RegisterRow]) -> None:
        """Show the pairs of a session."""
        self._model.show(rows)
        if rows and not self.currentIndex().isValid():
            first = next((at for at, one in enumerate(rows) if one.pair.mentee_mark is Presence.UNMARKED), 0)
            self.setCurrentIndex(self._model.index(first))

    def row_at(self, line: int) -> RegisterRow:
        """Return a row."""
        return self._model.rows[line]

    @property
    def line(self) -> int:
        """The line the keys are on, -1 where there is none."""
        return self.currentIndex().row()

    def go_on(self) -> None:
        """Go to the next line."""
        if self.line + 1 < self._model.rowCount():
            self.setCurrentIndex(self._model.index(self.line + 1))

    def _on_current(self, line: int) -> None:
        self.viewport().update()
        self.current_changed.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = {Qt.Key.Key_P: Presence.PRESENT, Qt.Key.Key_L: Presence.LATE, Qt.Key.Key_A: Presence.ABSENT}.get(
            Qt.Key(event.key())
        )
        plain = not event.modifiers()
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_M: lambda: self.signed.emit(self.line),
            Qt.Key.Key_N: self.note_wanted.emit,
        }
        if mark is not None and plain and self.line >= 0:
            self.marked.emit(self.line, mark)
            self.go_on()
        elif plain and Qt.Key(event.key()) in acts and self.line >= 0:
            acts[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        rect = QRectF(self.visualRect(index))
        spots = places(rect.width(), rect.top())
        if spots.segments.contains(event.position()):
            at = int((event.position().x() - spots.segments.left()) / (spots.segments.width() / 3))
            self.marked.emit(index.row(), MARKS[min(at, 2)])
        elif spots.sign.contains(event.position()):
            self.signed.emit(index.row())


class RegisterHeads(QWidget):
    """The heads over the rows, at the rows' own places."""

    def __init__(self, view: RegisterView) -> None:
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
