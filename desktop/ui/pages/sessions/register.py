"""The register page: who is here, the head-count, the pair's few lines, and the hand-over to the safeguarding lead."""

from datetime import time
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.models.record import MatchId, SessionId
from desktop.models.sessions import Presence, Session, SessionState, VirtualChecks
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, KeysLine, box, button, card, col, hairline, row, scroll, words
from desktop.ui.dialogs import Dialog
from desktop.ui.marks import DrawnIcon
from desktop.ui.page import LOW, TIGHT, Page
from desktop.ui.pages.sessions.details import ask_checks, ask_concern, ask_details, ask_mentors, marks_from
from desktop.ui.pages.sessions.headcount import HeadCount
from desktop.ui.pages.sessions.painting import RegisterHeads
from desktop.ui.pages.sessions.pairnote import PairNote
from desktop.ui.pages.sessions.rows import HERE, RegisterRow, called, mark_words, register_rows
from desktop.ui.pages.sessions.saying import against_closing, against_presence, session_sentence
from desktop.ui.pages.sessions.view import RegisterView
from desktop.ui.roomy import UNBOUND
from desktop.ui.turns import Pieces
from desktop.workspace.register import Marks


class RegisterPage(Page):
    """Nobody counts as in the room until marked."""

    key = "register"
    kinds = frozenset({"Session", "Mentor", "Mentee", "School", "Concern"})

    def build(self) -> Pieces:
        self._id = SessionId("")
        self._rows: list[RegisterRow] = []
        self.print_button = button(
            _("Print the register"),
            self.print_here,
            drawing="print",
            tip=_("Shows it on the page of papers first (Ctrl+P)."),
        )
        self.close_button = button(
            _("Close the session"), self._on_close, "primary",
            tip=_("A young person without a mark counts as absent, and pairs who met get the planned minutes."),
        )  # fmt: skip
        self.act(*self._tabs(), self.print_button, self.close_button)
        yield
        self.view = RegisterView()
        self.view.marked.connect(self._on_marked)
        self.view.signed.connect(self._on_signed)
        self.view.opened.connect(self._on_details)
        self.view.current_changed.connect(self._on_current)
        self.pair = self._pair_card()
        yield
        self.view.note_wanted.connect(self._on_note)
        self._list, self._beside = box(self._sheet()), self._side_column()
        across = row(self._list, self._beside, gap=16)
        across.setStretch(0, 1)
        self.fill(across)
        self.body.setStretch(0, 1)
        self._fit()
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_rest)

    def _tabs(self) -> list[QPushButton]:
        """Return what turns between the list and what stands beside it, where both have no room."""
        group = QButtonGroup(self)
        made = []
        for at, name in enumerate((_("Register"), _("Head-count and notes"))):
            tab = button(name, partial(self._turn, at), "tab")
            tab.setCheckable(True)
            tab.setChecked(at == 0)
            group.addButton(tab)
            made.append(tab)
        self._tab, self._tab_buttons = 0, made
        return made

    def _turn(self, at: int) -> None:
        self._tab = at
        self._tab_buttons[at].setChecked(True)
        self._fit()

    def _fit(self) -> None:
        """Show list and side together, or one of them where the page is narrow, as on a screen at 200 %."""
        narrow = self.width() < theme.current().px(TIGHT)
        for tab in self._tab_buttons:
            tab.setVisible(narrow)
        self.print_button.setVisible(not narrow or (self._tab == 1 and self._has_room_to_print))  # else by Ctrl+P
        self._list.setVisible(not narrow or self._tab == 0)
        self._beside.setVisible(not narrow or self._tab == 1)
        self._keys.setVisible(not narrow)
        self._heads.setVisible(not narrow or self.window().height() >= LOW)  # a row more of the list; it says itself
        side = theme.current().px(296)
        self._beside.setMinimumWidth(0 if narrow else side)
        self._beside.setMaximumWidth(UNBOUND if narrow else side)

    @property
    def _has_room_to_print(self) -> bool:
        """Whether the tabs' row has room for one verb more."""
        in_row = (*self._tab_buttons, self.print_button, self.close_button)
        return sum(one.sizeHint().width() + 8 for one in in_row) + 48 <= self.seen_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if hasattr(self, "_beside"):  # built a piece a turn
            self._fit()
        super().resizeEvent(event)

    def _on_note(self) -> None:
        self._turn(1)
        self.pair.begin()

    def _sheet(self) -> QVBoxLayout:
        self._heads = box(col(RegisterHeads(self.view), hairline(), gap=0))
        sheet = card(self._heads, self.view, gap=0, inside=1)
        keys = KeysLine(
            ("P", _("Present")), ("L", _("Late")), ("A", _("Absent")), ("M", _("Mentor in")), ("N", _("Note")),
            ("↵", _("Minutes")), ("↑↓", _("Move")), ("Ctrl ↵", _("The rest present")),
        )  # fmt: skip
        self._keys = keys
        self._ahead = words("", tone="wait", wrap=True)
        self._ahead.hide()
        left = col(self._ahead, sheet, keys, gap=8)
        left.setStretch(1, 1)
        return left

    def _pair_card(self) -> PairNote:
        made = PairNote(lambda session, match: self.board.draft(f"note:{session}:{match}"))
        made.noted.connect(self._on_noted)
        self.board.drafts.flushing.connect(made.keep)
        made.left.connect(self.focus_list)
        made.details_wanted.connect(self._on_details)
        made.checks_wanted.connect(self._on_online)
        return made

    def _side_column(self) -> QWidget:
        self._counts = HeadCount(self._on_rest)
        self._tell = button(
            _("Tell the safeguarding lead"),
            self._on_concern,
            tip=_("Tell them in person. Only that you did, and when, is kept here."),
        )
        self._tell.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        worried = row(
            DrawnIcon("shield", "stop", 18), words(_("Worried about a young person?"), "strong"), STRETCH, gap=10
        )
        above = col(card(self._counts, gap=0, inside=12), self.pair, gap=8)
        above.setStretch(1, 1)
        hand_over = card(worried, self._tell, gap=6, inside=10)  # always in sight, whatever scrolls above it
        made = box(col(scroll(box(above)), hand_over, gap=12))
        layout = made.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(0, 1)
        return made

    def open(self, target: str) -> None:
        self.pair.keep()
        if target != self._id:
            self.trouble.hide()  # it tells of the session before
        self._id = SessionId(target)
        self.refresh()
        self.focus_list()

    def refresh(self) -> None:
        if not self._id:
            coming = self.workspace.sessions.next()
            if coming is None:
                QTimer.singleShot(0, self, lambda: self.board.turns.after(self, self._lead_back))
                return
            self._id = coming.id
        session = next((one for one in self.workspace.sessions.all() if one.id == self._id), None)
        if session is None:
            self._leave()
            return
        self._rows = register_rows(self.workspace, session)
        self.view.show_rows(self._rows)
        self._describe(session)
        left = sum(one.pair.mentee_mark is Presence.UNMARKED and not one.away and not one.off for one in self._rows)
        self._counts.show_session(session, left=left, against=against_presence(session, self.workspace.desk.today()))
        self.pair.show_checks(session, self.workspace.sessions.online_under_18(session))
        self._on_current(self.view.line)
        dsl = self.workspace.settings.school.dsl
        self._tell.setText(
            _("Tell {name}, safeguarding lead").format(name=dsl.name) if dsl else _("Tell the safeguarding lead")
        )
        self._tell.setAccessibleName(self._tell.text())

    def _lead_back(self) -> None:
        """Go to the list where nothing comes and no session was asked for, which is heard once the page is shown."""
        if not self._id and self.isVisible():
            self.board.go("sessions")

    def _leave(self) -> None:
        """Go to the list: the session that stood here went with a step that was undone."""
        self._id, self._rows = SessionId(""), []
        self.view.show_rows(self._rows)
        self.board.say(_("That session is no longer planned."))
        self.board.go("sessions")

    def _describe(self, session: Session) -> None:
        today = self.workspace.desk.today()
        said = session_sentence(session, self.workspace.settings.school.rooms, today)
        self.head(_("Session in the {room}").format(room=session.room) if session.room else _("Session"), said)
        held = session.state is SessionState.HELD
        self.close_button.setText(_("Closed") if held else _("Close the session"))
        self.close_button.setAccessibleName(self.close_button.text())
        allow(self.close_button, against_closing(session, today))
        self._ahead.setText(against_presence(session, today))
        self._ahead.setVisible(bool(self._ahead.text()))

    def _on_current(self, at: int) -> None:
        if not 0 <= at < len(self._rows):
            self.pair.show_nobody()
            return
        one, session = self._rows[at], self.workspace.sessions.get(self._id)
        self.pair.show_pair(
            one,
            session=session,
            planned=self.workspace.settings.programme.sessions_planned,
            last=self.workspace.sessions.last_action(one.pair.match, session),
        )

    def _on_noted(self, match: str, text: str) -> None:
        session = self.pair.session
        if self.board.do(lambda: self.workspace.sessions.mark(session, MatchId(match), Marks(action=text))):
            self.board.draft(f"note:{session}:{match}").clear()

    def _on_marked(self, at: int, mark: Presence) -> None:
        one = self._rows[at]
        if one.ahead and mark is Presence.ABSENT and one.pair.mentee_mark is mark:
            mark = Presence.UNMARKED  # who could not come can after all, and nothing else can be marked before the day
        said = _("{name}: {mark}").format(name=called(one, self._rows), mark=mark_words()[mark])
        self.board.do(lambda: self.workspace.sessions.mark(self._id, one.pair.match, Marks(mentee=mark)), said)

    def _on_signed(self, at: int) -> None:
        one = self._rows[at]
        if one.barred:
            sentence = _("{name} is not clear to meet young people now.").format(name=one.mentor)
            self.trouble.tell(
                Trouble(sentence, _("Choose a cover mentor for this session.")), _("Choose"), self._on_details
            )
            return
        marks = Marks(mentor=Presence.PRESENT, signed_in=None if one.pair.signed_in else self._time_of_coming())
        said = _("{name} signed in").format(name=one.mentor)
        self.board.do(lambda: self.workspace.sessions.mark(self._id, one.pair.match, marks), said)

    def _time_of_coming(self) -> time | None:
        """Return the time now where somebody may just have come; None on another day and once the session is over."""
        desk, session = self.workspace.desk, self.workspace.sessions.get(self._id)
        now = desk.now().astimezone().time().replace(second=0, microsecond=0)
        return now if session.day == desk.today() and now <= session.finish else None

    def _on_rest(self) -> None:
        left = sum(one.pair.mentee_mark is Presence.UNMARKED and not one.away for one in self._rows)
        if left:
            said = ngettext("The other one marked present", "The other {n} marked present", left)
            self.board.do(lambda: self.workspace.sessions.mark_rest_present(self._id), said)

    def _on_online(self) -> Dialog:
        sessions = self.workspace.sessions

        def keep(checks: VirtualChecks) -> None:
            self.board.do(lambda: sessions.check_virtual(self._id, checks), _("Online checks kept"))

        return ask_checks(self, sessions.get(self._id).virtual_checks, keep)

    def _on_close(self) -> None:
        self.pair.keep()
        session = self.workspace.sessions.get(self._id)
        if (count := self.workspace.sessions.unsigned(session)) and not against_closing(
            session, self.workspace.desk.today()
        ):
            ask_mentors(self, count, self._on_said)
        else:
            self._on_said(Presence.UNMARKED)

    def _on_said(self, mentors: Presence) -> None:
        if (missing := self.workspace.sessions.missing_checks(self.workspace.sessions.get(self._id))) is not None:
            self.trouble.tell(missing, _("Tick the checks"), self._on_online)
            return
        said = _("Session closed")
        left = sum(bool(one.barred) and one.pair.mentor_mark is Presence.UNMARKED for one in self._rows)
        if left and mentors in HERE:
            said += "; " + ngettext(
                "{n} mentor isn’t clear to meet: not marked", "{n} mentors aren’t clear to meet: not marked", left
            )
        self.board.do(lambda: self.workspace.sessions.close(self._id, mentors=mentors), said)

    def _on_details(self) -> Dialog | None:
        if not 0 <= self.view.line < len(self._rows):
            return None
        one = self._rows[self.view.line]
        session = self.workspace.sessions.get(self._id)
        busy = self.workspace.sessions.busy(session, but=one.pair.match) | {one.pair.mentor}
        free = [(str(m.id), f"{m.given} {m.family}") for m in self.workspace.lists.free_for_cover(busy)]
        if one.pair.cover_mentor and one.pair.cover_mentor not in dict(free):  # who stands in stays to be seen
            free.append((one.pair.cover_mentor, one.mentor))
        draft = self.board.draft(f"details:{self._id}:{one.pair.match}")
        return ask_details(self, one, free, draft, partial(self._keep_details, one))

    def _keep_details(self, one: RegisterRow, values: dict[str, str]) -> bool:
        told = marks_from(values, one)
        if told == Marks():  # nothing to keep, so nothing to undo
            return True
        said = _("Kept for {name}").format(name=called(one, self._rows))
        return self.board.do(lambda: self.workspace.sessions.mark(self._id, one.pair.match, told), said)

    def _on_concern(self) -> Dialog:
        dsl = self.workspace.settings.school.dsl
        name = dsl.name if dsl else _("the safeguarding lead")

        def keep(values: dict[str, str]) -> bool:
            told = partial(self.workspace.concerns.hand_over, told_by=values["told_by"], received_by=name)
            return self.board.do(told, _("{name} was told. What it was about is not kept here.").format(name=name))

        return ask_concern(self, dsl, self.workspace.desk.who, self.board.draft(f"concern:{self._id}"), keep)

    def print_here(self) -> None:
        self.board.go("papers", f"registers:{self._id}")

    def focus_list(self) -> None:
        self._turn(0)
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
