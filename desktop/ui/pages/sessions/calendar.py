"""The school year as small months with the sessions marked; it knows days and ids only."""

import calendar as weeks
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel

from desktop.i18n import _
from desktop.models.sessions import Session, SessionState
from desktop.ui import theme
from desktop.ui.dates import long_day, month

ACROSS = 3

LEAST = 350  # lower, and the months stand in one row
LOWEST, NARROWEST = 170, 180  # of one month


class TermCalendar(QLabel):
    """Months of the year from its first session; a session's day is filled, today is ringed.

    Arrows walk from one session to the next and take the months along; Page Up and Page Down turn the months.
    """

    picked = Signal(str)
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme.current().px(LOWEST))
        self.setAccessibleName(_("Calendar of sessions"))
        self._by_day: dict[date, Session] = {}
        self._terms: tuple[tuple[date, date], ...] = ()
        self._today = date.min
        self._chosen: date | None = None
        self._first: date | None = None

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def show_sessions(self, sessions: Sequence[Session], terms: tuple[tuple[date, date], ...], today: date) -> None:
        """Show the sessions of a year."""
        self._by_day = {one.day: one for one in sessions}
        self._terms, self._today = terms, today
        if self._chosen not in self._by_day:
            self._chosen = next((day for day in sorted(self._by_day) if day >= today), None)
        if self._first is None:
            self._first = self._ends()[0]
        self._bring_in(self._chosen)
        days = ", ".join(long_day(day) for day in sorted(self._by_day))
        self.setAccessibleDescription(days)
        self.update()

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

    def choose(self, day: date) -> None:
        """Mark a session's day as the chosen one and bring its month in."""
        if day in self._by_day:
            self._chosen = day
            self._bring_in(day)

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
        session = self._by_day.get(day)
        side = min(spot.width(), spot.height()) - 2
        disc = QRectF(spot.center().x() - side / 2, spot.center().y() - side / 2, side, side)
        ink = "ink" if any(start <= day <= end for start, end in self._terms) and day.weekday() < 5 else "muted"
        painter.setPen(Qt.PenStyle.NoPen)
        if session is not None:
            held = session.state is SessionState.HELD
            painter.setBrush(colours.colour("soft2" if held else "accent"))
            painter.drawRoundedRect(disc, 6, 6)
            ink = "ink" if held else "on_accent"
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self._chosen:
            painter.setPen(QPen(colours.colour("focus"), 2))
            painter.drawRoundedRect(disc.adjusted(-2, -2, 2, 2), 8, 8)
        elif day == self._today:
            painter.setPen(QPen(colours.colour("control"), 1))
            painter.drawRoundedRect(disc, 6, 6)
        painter.setPen(colours.colour(ink))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _pick(self, day: date) -> None:
        self.choose(day)
        self.picked.emit(self._by_day[day].id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, first in enumerate(self._months()):
            for day, spot in self._cells(at, first):
                if day in self._by_day and spot.contains(event.position()):
                    self._pick(day)
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()), 0
        )
        days = sorted(self._by_day)
        if way := {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0):
            self.turn(way)
            return
        if not step or not days:
            super().keyPressEvent(event)
            return
        at = days.index(self._chosen) if self._chosen in days else 0
        self._pick(days[min(max(at + step, 0), len(days) - 1)])


def _month_on(first: date, count: int) -> date:
    """Return the first day of the month so many after (or before) another."""
    year, at = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(year, at + 1, 1)
