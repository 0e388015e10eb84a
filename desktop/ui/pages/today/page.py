"""The first page: what needs a person, most urgent first, and the programme at a glance."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.sessions import Session
from desktop.ui import theme
from desktop.ui.build import box, button, card, clear, col, row, scroll
from desktop.ui.charts.card import chart_card
from desktop.ui.charts.draw import BarChart
from desktop.ui.dates import clock, day_part, long_day, weekday
from desktop.ui.page import NARROW, WIDE, Page
from desktop.ui.pages.today.beginning import next_step
from desktop.ui.pages.today.cards import glance_card, lately_card, met_by_month, session_card, waits_card
from desktop.ui.pages.today.rows import ToDoRows
from desktop.ui.turns import Pieces
from desktop.workspace.todos import ToDo

WIDEST = 16777215  # Qt's own "as much as you like"
CHART = 96  # pixels a small chart needs at least, so that a low screen shows it whole


class TodayPage(Page):
    """To-do rows by deadline at the left, the programme quiet at the right, a third column where there is room."""

    key = "today"

    def build(self) -> Pieces:
        self.rows = ToDoRows(
            self.board.go,
            {
                "backup": self._back_up,
                "empty_sessions": self._call_off,
                "paused": self._sit_out,
                "first_sample": lambda _todo: self.board.sample_wanted.emit(),
            },
        )
        self._list = card(scroll(self.rows), inside=1)
        yield
        self._middle = box(col(gap=16))
        self._right = box(col(gap=16))
        self._middle_view, self._right_view = scroll(self._middle), scroll(self._right)
        self._columns = row(self._list, self._middle_view, self._right_view, gap=16)
        self._columns.setStretch(0, 1)
        self.fill(self._columns)
        self.body.setStretch(0, 1)

    def frame(self) -> None:
        today = self.workspace.desk.today()
        self._head(_("{day}. Reading the school’s file.").format(day=long_day(today)))
        self.rows.show_reading()
        self._size_columns()

    def _head(self, said: str) -> None:
        name = self.workspace.desk.who.split(" ")[0]
        self.head(f"{day_part(self.workspace.desk.now().astimezone().hour)}, {name}", said)

    def read(self) -> Pieces:
        yield from self.workspace.today.looking()
        session = self.workspace.sessions.next()
        self._greet(session)
        begun = session is not None or bool(self.workspace.sessions.running_matches())
        self.rows.show_todos(self.workspace.today.todos(), session, self.workspace.desk.today(), begun=begun)
        yield
        self._fill_right()
        yield
        self._fill_middle(session)
        yield
        self._size_columns()
        QTimer.singleShot(0, self, self._size_columns)

    def touch(self, kinds: frozenset[str]) -> None:
        super().touch(frozenset())

    def _greet(self, session: Session | None) -> None:
        today = self.workspace.desk.today()
        said = _("{day}. No session is planned yet.").format(day=long_day(today))
        if session is not None:
            place = _(" in the {room}").format(room=session.room) if session.room else ""
            when = _("today") if session.day == today else long_day(session.day, today)
            said = _("{day}. Next session: {when} at {time}{place}.").format(
                day=long_day(today), when=when, time=clock(session.start), place=place
            )
        self._head(said)
        self.act_anew(*self._actions_for(session))

    def _actions_for(self, session: Session | None) -> list[QWidget]:
        if session is None:
            return [self._first_act()]
        day = _("today") if session.day == self.workspace.desk.today() else weekday(session.day)
        print_, opens = _("Print {day}’s papers").format(day=day), _("Open {day}’s session").format(day=day)
        if self.window().width() < theme.current().px(NARROW):
            print_, opens = _("Print the papers"), _("Open the session")
        papers = button(
            print_,
            self.print_here,
            drawing="print",
            tip=_("Shows register, sheets and badges of the session, to print (Ctrl+P)."),
        )
        open_ = partial(self.board.go, "register", session.id)
        return [
            papers,
            button(
                opens,
                open_,
                "primary",
                tip=_("Opens its register: who is here, notes, minutes."),
            ),
        ]

    def _first_act(self) -> QPushButton:
        """Return what comes before any session: a list, what makes pairs possible, the pairs, then their plan."""
        if year := self.workspace.new_year.next:
            begin = partial(self.board.go, "settings", "new-year")
            return button(_("Begin {year}").format(year=year), begin, "primary")
        counts = self.workspace.lists.mentee_counts()
        if not counts[""]:
            said = _("Takes a file as your school exports it; you look before anything is kept.")
            return button(_("Import a list"), partial(self.board.go, "import"), "primary", tip=said)
        if self.workspace.sessions.running_matches():
            said = _("Plans an hour a month for each published pair that has none.")
            return button(_("Plan the sessions"), partial(self.board.go, "sessions", "plan"), "primary", tip=said)
        step = next_step(self.workspace.today.todos(), counts)
        return button(step.act, partial(self.board.go, step.way.page, step.way.target), "primary", tip=step.why)

    def _call_off(self, todo: ToDo) -> None:
        n = len(todo.people)
        said = ngettext("{n} session without anybody is called off", "{n} sessions without anybody are called off", n)
        self.board.do(self.workspace.sessions.cancel_empty, said)

    def _sit_out(self, todo: ToDo) -> None:
        matching, n = self.workspace.matching, len(self.workspace.matching.planned_while_away(todo.people))
        said = ngettext("Taken off {n} session to come", "Taken off {n} sessions to come", n)
        self.board.do(lambda: matching.sit_out(todo.people), said)

    def _back_up(self, _todo: ToDo) -> None:
        self.board.look(_("Making a backup"), lambda workspace: workspace.safekeeping.backup(), self._on_backed_up)

    def _on_backed_up(self, _made: dict[str, object]) -> None:
        self.board.say(_("Backup made, and opened to check it"))
        self.board.changed.emit(frozenset())

    def _fill_right(self) -> None:
        layout = _emptied(self._right)
        layout.addWidget(glance_card(self.workspace.today.glance(), self.workspace.lists.mentee_counts()))
        met = met_by_month(self.workspace.sessions.all())
        if met.bars:
            chart = BarChart(met)
            chart.setMinimumHeight(theme.current().px(CHART))
            made = chart_card(met.name, chart, met)
            made.setMaximumHeight(theme.current().px(300))
            layout.addWidget(made, 1)
        layout.addStretch(0 if met.bars and self.window().width() < WIDE else 1)

    def _fill_middle(self, session: Session | None) -> None:
        layout = _emptied(self._middle)
        if session is not None:
            staff = {one.id: one.name for one in self.workspace.desk.school.staff}
            layout.addWidget(session_card(session, staff.get(session.facilitator, "") if session.facilitator else ""))
        waits = self.workspace.today.waits(limit=4)
        if waits:
            layout.addWidget(waits_card(waits, partial(self.board.go, "young-people")))
        latest = self.workspace.lists.latest(limit=6 if len(waits) < 2 else 3)
        all_ = partial(self.board.go, "settings", "history")
        layout.addWidget(lately_card(latest, self.workspace.desk.today(), all_))
        layout.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        self._turn_header()  # its buttons were made anew
        wide = self.window().width() >= WIDE
        px = theme.current().px
        self._middle_view.setVisible(wide)
        self._right_view.setFixedWidth(px(400) if wide else min(px(352), max(self.width() * 2 // 5, 280)))
        self._middle_view.setFixedWidth(px(400))
        self._columns.setAlignment(self._list, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0))
        natural = self.rows.heightForWidth(max(self.rows.width(), px(400))) + 4
        self._list.setMinimumHeight(min(natural, max(self.height() - px(140), 0)) if wide else 0)
        self._list.setMaximumHeight(max(natural, px(120)) if wide else WIDEST)
        self._right_view.setVisible(self.width() >= px(760))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        focused = self.focusWidget()
        if step:
            self.rows.walk(step, focused)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def focus_list(self) -> None:
        self.rows.focus_at(0)

    def print_here(self) -> None:
        session = self.workspace.sessions.next()
        self.board.go("papers", f"session-packs:{session.id}" if session else "")


def _emptied(column: QWidget) -> QVBoxLayout:
    layout = column.layout()
    assert isinstance(layout, QVBoxLayout)
    clear(layout)
    return layout
