"""The term's sessions: as a list and as a calendar, planned at one press, opened from here."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QStackedWidget, QVBoxLayout
from shiboken6 import isValid

from desktop.i18n import _, ngettext
from desktop.models.plans import SessionPlan
from desktop.models.sessions import Session, SessionState
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, box, button, card, clear, col, fact_line, hairline, row, words
from desktop.ui.dates import clock, long_day, sentence, short_day, weekday
from desktop.ui.notices import empty_state
from desktop.ui.page import TIGHT, Page, turn_by_room
from desktop.ui.pages.sessions.calendar import TermCalendar
from desktop.ui.pages.sessions.columns import columns, state_of
from desktop.ui.pages.sessions.unplaced import Left, show_unplaced
from desktop.ui.presses import Presses
from desktop.ui.table.cells import Query, Source
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView
from desktop.ui.table.whole import Whole
from desktop.ui.turns import Pieces


class SessionsPage(Page):
    """List and calendar of one look at the same sessions."""

    key = "sessions"
    kinds = frozenset({"Session", "Programme", "Match", "School"})

    def build(self) -> Pieces:
        self._sessions: dict[str, Session] = {}
        self._turns = Presses()
        self._plan = button(
            _("Plan the sessions"),
            self.plan,
            drawing="sessions",
            tip=_("Plans an hour a month for each published pair that has none."),
        )
        self._open_next = button(
            _("Open the next session"),
            self._on_open_next,
            "primary",
            tip=_("Opens its register: who is here, notes, minutes."),
        )
        self.act(self._plan, self._open_next)
        yield
        source: Source[Session] = Source(
            lambda _query: list(self._sessions), lambda ids: [self._sessions[one] for one in ids]
        )
        self._model: TableModel[Session] = TableModel(columns(self.workspace.desk.today()), source)
        self.view = ListView(self._model, _("Sessions of the year"))
        self.view.opened.connect(self._on_opened)
        self.view.row_changed.connect(self._on_row)
        Whole(self.view)
        yield
        self.calendar = TermCalendar(self._in_words)
        self.calendar.picked.connect(self._on_picked)
        self.calendar.opened.connect(self._on_opened)
        self.calendar.turned.connect(self._on_turned)
        self._earlier = button("‹", partial(self.calendar.turn, -1), "row", tip=_("Earlier months (Page Up)."))
        self._earlier.setAccessibleName(_("Earlier months"))
        self._later = button("›", partial(self.calendar.turn, 1), "row", tip=_("Later months (Page Down)."))
        self._later.setAccessibleName(_("Later months"))
        self._stack = QStackedWidget()
        nothing = empty_state(
            _("No session is planned yet."),
            _("Publish pairs first; then one press plans a monthly hour for each, in a room with a table free."),
            button(_("Plan the sessions"), self.plan),
        )
        self._key = words(
            _("Filled: planned. Tick: held. Struck out: called off. Ring: chosen. Underlined: today. Grey: no term."),
            "small",
            wrap=True,
        )
        self._key.setContentsMargins(16, 0, 16, 8)
        months = col(self.calendar, self._key, gap=0)
        months.setStretch(0, 1)
        for view in (self.view, box(months), nothing):
            self._stack.addWidget(view)
        yield
        self._heading = words("", "section")
        self._years = button("", self._on_years, "link", tip=_("Shows earlier years too, or hides them."))
        self._foot = box(row(self._years, STRETCH, margins=(16, 4, 16, 8)))
        self._all_years = False
        heads = row(
            self._heading,
            STRETCH,
            self._earlier,
            self._later,
            *self._tabs(),
            gap=12,
            margins=(16, 2, 18, 0),
        )
        sheet = card(box(heads), hairline(), self._stack, self._foot, gap=0, inside=1)
        self._aside = QVBoxLayout()
        self._aside.setContentsMargins(0, 0, 0, 0)
        self._aside.setSpacing(16)
        self._side_box = side = box(self._aside)
        side.setFixedWidth(theme.current().px(320))
        self._beside = row(sheet, side, gap=16)
        self._beside.setStretch(0, 1)
        self.fill(self._beside)
        self.body.setStretch(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn_by_room(self._beside, narrow=self.width() < theme.current().px(TIGHT))

    def _tabs(self) -> list[Any]:
        group = QButtonGroup(self)
        made = []
        for at, name in enumerate((_("List"), _("Calendar"))):
            tab = button(name, partial(self._show, at), "tab")
            tab.setCheckable(True)
            tab.setChecked(at == 0)
            group.addButton(tab)
            made.append(tab)
        self._tab = 0
        return made

    def _in_words(self, one: Session) -> str:
        now = state_of(self.workspace.desk.today(), one).text
        return _("{time}: {state}").format(time=clock(one.start), state=now)

    def refresh(self) -> None:
        self._sessions = {one.id: one for one in self._of_the_years()}
        current = self.view.current
        self._model.ask(Query())
        self.calendar.show_sessions(list(self._sessions.values()), self._terms(), self.workspace.desk.today())
        coming = self.workspace.sessions.next()
        self.view.show_row(current or (coming.id if coming else next(iter(self._sessions), "")))
        self._side_box.setVisible(bool(self._sessions))
        allow(self._open_next, None if coming else _("No session is planned from today on. Plan the sessions first."))
        self._show(self._tab)
        self._describe(coming)

    def _of_the_years(self) -> list[Session]:
        """Return the sessions shown: this year's, and what is still to be held or closed, or those of all years."""
        known = self.workspace.sessions.all()
        begins = min((start for start, _end in self._terms()), default=date.min)
        recent = [one for one in known if one.day >= begins or one.state is SessionState.PLANNED]
        older = len(known) - len(recent)
        self._foot.setVisible(older > 0)
        more = ngettext("{n} session of earlier years", "{n} sessions of earlier years", older)
        self._years.setText(_("This year only") if self._all_years else more)
        self._years.setAccessibleName(self._years.text())
        self._heading.setText(_("All years") if self._all_years else _("This year"))
        return known if self._all_years else recent

    def _on_years(self) -> None:
        self._all_years = not self._all_years
        self.refresh()

    def _terms(self) -> tuple[tuple[date, date], ...]:
        return tuple((term.start, term.end) for term in self.workspace.settings.programme.terms)

    def _describe(self, coming: Session | None) -> None:
        left = len(self.workspace.sessions.to_close())
        today = self.workspace.desk.today()
        said = _("No session is planned from today on.")
        if coming is None and self.workspace.sessions.coming():
            said = _("Nobody is left in the sessions to come. Call them off, or publish pairs and plan new ones.")
        if coming is not None:
            said = _("Next: {day} at {time}.").format(day=long_day(coming.day, today), time=clock(coming.start))
        if left:
            said += " " + ngettext("{n} is over and still open.", "{n} are over and still open.", left)
        self.head(_("Sessions"), said)
        if coming is not None:
            day = _("today") if coming.day == today else weekday(coming.day)
            self._open_next.setText(_("Open {day}’s session").format(day=day))
            self._open_next.setAccessibleName(self._open_next.text())

    def _show(self, at: int) -> None:
        self._tab = at
        self._stack.setCurrentIndex(at if self._sessions else 2)
        for turner in (self._earlier, self._later):
            turner.setVisible(at == 1 and bool(self._sessions))

    def _on_turned(self) -> None:
        allow(self._earlier, None if self.calendar.may_turn(-1) else _("The year’s first session is in these months."))
        allow(self._later, None if self.calendar.may_turn(1) else _("The programme year ends in these months."))

    def open(self, target: str) -> None:
        if target == "plan":
            self.plan()
        elif target:
            wanted = target.split(",")[0]
            if wanted not in self._sessions and not self._all_years:
                self._on_years()
            self.view.show_row(wanted)

    def focus_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_opened(self, identity: str) -> None:
        self.board.go("register", identity)

    def _on_picked(self, identity: str) -> None:
        self.view.show_row(identity)
        self._on_row(identity)

    def _on_open_next(self) -> None:
        if (coming := self.workspace.sessions.next()) is not None:
            self._on_opened(coming.id)

    def _on_row(self, identity: str) -> None:
        clear(self._aside)
        self._side_box.setVisible(identity in self._sessions)
        if identity in self._sessions:
            self.calendar.choose(self._sessions[identity].day, identity)
            self._aside.addWidget(self._about(self._sessions[identity]))
        self._aside.addStretch(1)

    def _about(self, one: Session) -> QFrame:
        today = self.workspace.desk.today()
        names = {person.id: person.name for person in self.workspace.settings.school.staff}
        facts = [
            (_("When"), _("{start} to {end}").format(start=clock(one.start), end=clock(one.finish))),
            (_("Where"), one.room or _("no room yet")),
            (_("Facilitator"), names[one.facilitator] if one.facilitator in names else _("nobody yet")),
            (_("Pairs"), str(len(one.pairs))),
            (_("State"), state_of(today, one).text),
        ]
        open_ = button(
            _("Open the register"),
            partial(self._on_opened, one.id),
            tip=_("Who is here, notes and minutes of this session (Enter)."),
        )
        print_ = button(
            _("Print its papers"),
            partial(self.board.go, "papers", f"session-packs:{one.id}"),
            drawing="print",
            tip=_("Shows register, sheets and badges of the session, to print (Ctrl+P)."),
        )
        parts = [box(fact_line(name, value, strong=False)) for name, value in facts]
        return card(
            words(sentence(long_day(one.day, today)), "section"),
            *parts,
            4,
            row(open_, STRETCH),
            row(print_, STRETCH),
            row(self._turning(one), STRETCH),
            gap=6,
        )

    def _turning(self, one: Session) -> QPushButton:
        """Return what turns a session's state: call it off, or take back that it was called off or closed."""
        sessions = self.workspace.sessions
        name, tip, verb, said = {
            SessionState.PLANNED: (
                _("Call it off"),
                _("The session stays in the list as called off, and can be brought back."),
                sessions.cancel,
                _("The session on {day} is called off"),
            ),
            SessionState.CANCELLED: (
                _("Bring it back"),
                _("Plans the session again, with the pairs that still meet."),
                sessions.bring_back,
                _("The session on {day} is planned again"),
            ),
            SessionState.HELD: (
                _("Open it again"),
                _("For a session closed by mistake. Every mark stays, and it counts as held once it is closed again."),
                sessions.reopen,
                _("The session on {day} is open again"),
            ),
        }[one.state]
        told = said.format(day=short_day(one.day))

        def turn() -> None:
            if not self._turns.again():  # the second press of a double click would take back what the first did
                self.board.do(lambda: verb(one.id), told)

        return button(name, turn, "link", tip=tip)

    def plan(self) -> None:
        """Plan monthly sessions for every published pair that has none."""
        request = self.board.attempt(self.workspace.planning.request)
        if request is None:
            return
        if not request.pairs:
            running = self.workspace.sessions.running_matches()
            told = _("Every published pair has its sessions already.")
            self.board.say(told if running else _("Publish pairs first: sessions are planned for pairs that run."))
            return
        propose = self.workspace.planning.propose
        self.board.work(
            _("Planning the sessions"),
            lambda running: propose(request, progress=running, stopped=running.asked),
            self._on_planned,
        )

    def _on_planned(self, found: SessionPlan) -> None:
        left = self._left_of(found)
        if not found.sessions:
            show_unplaced(self, left)
            return
        said = ngettext("{n} session planned", "{n} sessions planned", len(found.sessions))
        if online := len(found.to_check):
            said += "; " + ngettext("{n} needs the online checks", "{n} need the online checks", online)
        if left:
            said += "; " + ngettext("{n} pair has none", "{n} pairs have none", len(left))
        self.board.keep(
            said,
            lambda workspace: workspace.planning.adopt(found),
            said,
            then=lambda _kept: show_unplaced(self, left) if left and isValid(self) else None,
        )

    def _left_of(self, found: SessionPlan) -> list[Left]:
        """Return the pairs without a session, by name."""
        names = self.workspace.matching.names()
        pairs = {one.id: one for one in self.workspace.sessions.running_matches()}
        known = [(pairs[one.match], one.reason) for one in found.unplaced if one.match in pairs]
        told = _("{mentee} and {mentor}")
        made = [Left(told.format(mentee=names[one.mentee], mentor=names[one.mentor]), why) for one, why in known]
        return sorted(made)

    def print_here(self) -> None:
        self.board.go("papers", f"session-packs:{self.view.current}")
