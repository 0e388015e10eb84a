"""The school year as small months with the sessions marked; it knows days and ids, and is told the words."""

import calendar as weeks
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolTip

from desktop.i18n import _
from desktop.models.record import SessionId
from desktop.models.sessions import Session, SessionState
from desktop.ui import theme
from desktop.ui.dates import long_day, month, sentence
from desktop.ui.notices import announce
from desktop.ui.page import LOW
from desktop.ui.written import tip

ACROSS = 3

LEAST = 350  # lower, and the months stand in one row
LOWEST, NARROWEST = 170, 180  # of one month


class TermCalendar(QLabel):
    """Months of the year from its first session; what a day is can be told by shape alone, and by its tooltip.

    A planned session is filled, a held one ticked, one called off struck out; the chosen day is ringed, today is
    underlined, and what is no term lies on grey ground. Arrows walk from one session to the next and take the months
    along; Page Up and Page Down turn the months; Enter or a double click opens. `say` tells a session in words.
    """

    picked = Signal(str)
    opened = Signal(str)
    turned = Signal()

    def __init__(self, say: Callable[[Session], str]) -> None:
        super().__init__()
        self._say = say
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme.current().px(LOWEST))
        self.setAccessibleName(_("Calendar of sessions"))
        self._by_day: dict[date, tuple[Session, ...]] = {}
        self._terms: tuple[tuple[date, date], ...] = ()
        self._today = date.min
        self._chosen: date | None = None
        self._first: date | None = None
        self._turn_of = 0  # which of the chosen day's sessions

    def sizeHint(self) -> QSize:
        return QSize(560, 420 if self.window().height() >= LOW else theme.current().px(LOWEST))

    def show_sessions(self, sessions: Sequence[Session], terms: tuple[tuple[date, date], ...], today: date) -> None:
        """Show the sessions of a year."""
        in_order = sorted(sessions, key=attrgetter("day", "start"))
        self._by_day = {day: tuple(held) for day, held in groupby(in_order, attrgetter("day"))}
        self._terms, self._today = terms, today
        if self._chosen not in self._by_day:
            self._chosen = next((day for day in sorted(self._by_day) if day >= today), None)
        self._first = max(self._first or date.min, self._ends()[0])
        self._bring_in(self._chosen)
        self.setAccessibleDescription("; ".join(map(self.words_of, self._by_day)))
        self.update()

    def words_of(self, day: date) -> str:
        """Return what a day is in words; empty for a school day without a session."""
        parts = [self._say(one) for one in self._by_day.get(day, ())]
        parts += [_("today")] if day == self._today else []
        parts += [] if self._in_term(day) else [_("no term")]
        return sentence(", ".join((long_day(day), *parts))) if parts else ""

    def _in_term(self, day: date) -> bool:
        return any(start <= day <= end for start, end in self._terms)

    def _grid(self) -> tuple[int, int]:
        """Return how many months stand across and how many rows of them there is room for."""
        px = theme.current().px
        return min(max(self.width() // px(NARROWEST), 1), ACROSS), 2 if self.height() >= px(LEAST) else 1

    def _ends(self) -> tuple[date, date]:
        """Return the first and the last month of the year: of its sessions, and of terms that go on after them."""
        firsts = sorted(self._by_day) or [start for start, _end in self._terms] or [self._today]
        lasts = [*self._by_day, *(end for _start, end in self._terms), firsts[0]]
        return firsts[0].replace(day=1), max(lasts).replace(day=1)

    def _months(self) -> list[date]:
        """Return the first days of the months shown."""
        across, down = self._grid()
        first = self._first or self._ends()[0]
        return [_month_on(first, at) for at in range(across * down)]

    def may_turn(self, way: int) -> bool:
        """Tell whether the year has months before (-1) or after (1) those shown."""
        first, last = self._ends()
        return self._months()[0] > first if way < 0 else self._months()[-1] < last

    def turn(self, way: int) -> None:
        """Show the months a row earlier (-1) or later (1), within the year."""
        if self.may_turn(way):
            self._first = max(_month_on(self._months()[0], way * self._grid()[0]), self._ends()[0])
            self.update()
            self.turned.emit()

    def _bring_in(self, day: date | None) -> None:
        """Show the month of a day."""
        while day is not None and day.replace(day=1) > self._months()[-1]:
            self._first = _month_on(self._months()[0], self._grid()[0])
        if day is not None and day < self._months()[0]:
            self._first = day.replace(day=1)
        self.update()
        self.turned.emit()

    def choose(self, day: date, session: str = "") -> None:
        """Mark a session's day as the chosen one and bring its month in; `session` says which of that day's it is."""
        if day in self._by_day:
            ids = [one.id for one in self._by_day[day]]
            self._turn_of = ids.index(SessionId(session)) if session in ids else 0
            self._chosen = day
            self._bring_in(day)

    @property
    def chosen(self) -> Session | None:
        """The session chosen, None where there is none."""
        held = self._by_day.get(self._chosen, ()) if self._chosen else ()
        return held[min(self._turn_of, len(held) - 1)] if held else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_in(self._chosen)

    def _box(self, at: int) -> QRectF:
        across, down = self._grid()
        wide, high = self.width() / across, self.height() / down
        return QRectF((at % across) * wide + 16, (at // across) * high + 12, wide - 32, high - 20)

    def _cells(self, at: int, first: date) -> list[tuple[date, QRectF]]:
        area, line = self._box(at), theme.current().px(26)
        cell = min(area.width() / 7, line * 1.5)
        high = min((area.height() - 2 * line) / 6, line * 1.3)
        found = []
        for number, week in enumerate(weeks.Calendar().monthdatescalendar(first.year, first.month)):
            for weekday, day in enumerate(week):
                if day.month == first.month:
                    found.append(
                        (day, QRectF(area.left() + weekday * cell, area.top() + 2 * line + number * high, cell, high))
                    )
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, first in enumerate(self._months()):
            self._paint_month(painter, at, first)

    def _paint_month(self, painter: QPainter, at: int, first: date) -> None:
        colours, area, line = theme.current(), self._box(at), theme.current().px(26)
        painter.setFont(colours.font(15, 600))
        painter.setPen(colours.colour("ink"))
        year = f" {first.year}" if first.year != self._today.year else ""
        painter.drawText(QRectF(area.left() + 6, area.top(), area.width(), line), f"{month(first)}{year}")
        painter.setFont(colours.font(13))
        painter.setPen(colours.colour("muted"))
        cells = self._cells(at, first)
        wide = cells[0][1].width()
        for weekday, letter in enumerate((_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))):
            spot = QRectF(area.left() + weekday * wide, area.top() + line, wide, line)
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, letter)
        painter.setFont(colours.font(14))
        for day, spot in cells:
            self._paint_day(painter, day, spot)

    def _paint_day(self, painter: QPainter, day: date, spot: QRectF) -> None:
        colours = theme.current()
        side = min(spot.width(), spot.height()) - 2
        disc = QRectF(spot.center().x() - side / 2, spot.center().y() - side / 2, side, side)
        if not self._in_term(day):
            painter.fillRect(spot, colours.colour("sunken"))
        state = self._state_of(day)
        self._paint_state(painter, state, disc)
        if day == self._chosen:
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.drawRoundedRect(disc.adjusted(-2, -2, 2, 2), 8, 8)
        planned = state is SessionState.PLANNED
        plain = "ink" if state or (self._in_term(day) and day.weekday() < 5) else "muted"
        painter.setPen(colours.colour("on_accent" if planned else plain))
        font = colours.font(14)
        font.setStrikeOut(state is SessionState.CANCELLED)
        font.setUnderline(day == self._today)
        painter.setFont(font)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _state_of(self, day: date) -> SessionState | None:
        """Return what counts most of a day's sessions: one still to be held before one that was."""
        states = {one.state for one in self._by_day.get(day, ())}
        return next((one for one in SessionState if one in states), None)

    @staticmethod
    def _paint_state(painter: QPainter, state: SessionState | None, disc: QRectF) -> None:
        colours = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state is SessionState.PLANNED:
            painter.setBrush(colours.colour("accent"))
            painter.drawRoundedRect(disc, 6, 6)
        elif state is SessionState.HELD:
            painter.setPen(QPen(colours.colour("accent"), 1.5))
            painter.drawRoundedRect(disc, 6, 6)
            _paint_tick(painter, disc)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _pick(self, day: date) -> None:
        """Choose a day's session; of several the next one where the day is chosen already."""
        held = self._by_day[day]
        self._pick_one(held[(self._turn_of + 1) % len(held) if day == self._chosen else 0])

    def _pick_one(self, session: Session) -> None:
        self.choose(session.day, session.id)
        announce(self, sentence(f"{long_day(session.day)}, {self._say(session)}"))
        self.picked.emit(session.id)

    def _open(self) -> None:
        if (chosen := self.chosen) is not None:
            self.opened.emit(chosen.id)

    def _day_at(self, place: QPointF) -> date | None:
        for at, first in enumerate(self._months()):
            for day, spot in self._cells(at, first):
                if spot.contains(place):
                    return day
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (day := self._day_at(event.position())) in self._by_day and day is not None:
            self._pick(day)

    def event(self, event: QEvent) -> bool:
        """Say what a day is where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(self.words_of(day)) if day else "", self)
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._chosen is not None and self._day_at(event.position()) == self._chosen:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(key, 0)
        if way := {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(key, 0):
            self.turn(way)
        elif step and self._by_day:
            self._walk(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        """Choose the session before or after the chosen one."""
        in_order = [one for day in sorted(self._by_day) for one in self._by_day[day]]
        at = in_order.index(self.chosen) if self.chosen is not None else 0
        self._pick_one(in_order[min(max(at + step, 0), len(in_order) - 1)])


def _paint_tick(painter: QPainter, disc: QRectF) -> None:
    """Tick a day that was held, on a small ground of its own at the lower right corner."""
    colours, side = theme.current(), disc.width() * 0.42
    ground = QRectF(disc.right() - side * 0.7, disc.bottom() - side * 0.7, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("accent"))
    painter.drawEllipse(ground)
    painter.setPen(QPen(colours.colour("on_accent"), max(side / 7, 1.2)))
    points = ((0.27, 0.52), (0.44, 0.68), (0.74, 0.34))
    line = QPolygonF([QPointF(ground.left() + x * side, ground.top() + y * side) for x, y in points])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(line)


def _month_on(first: date, count: int) -> date:
    """Return the first day of the month so many after (or before) another."""
    year, at = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(year, at + 1, 1)
