"""The register page: who is here, the head-count, the pair's few lines, and the hand-over to the safeguarding lead."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.models.record import SessionId
from desktop.models.sessions import Presence, Session, SessionState, VirtualChecks
from desktop.ui import theme
from desktop.ui.build import STRETCH, KeysLine, box, button, card, clear, col, hairline, row, scroll, words
from desktop.ui.choices import Choice, Tick
from desktop.ui.dates import clock, long_day
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.entries import line, lines
from desktop.ui.forms import Field, Form, a_number, needed
from desktop.ui.marks import DrawnIcon, LightMark
from desktop.ui.page import Page
from desktop.ui.pages.sessions.rows import HERE, LIGHTS, RegisterHeads, RegisterRow, RegisterView, mark_words
from desktop.ui.paint import Light
from desktop.ui.switchboard import Switchboard
from desktop.workspace.sessions import Marks

WAIT_MS = 900


class RegisterPage(Page):
    """Nobody counts as in the room until marked."""

    key = "register"
    kinds = frozenset({"Session", "Mentor", "Mentee", "School", "Concern"})

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self._id = SessionId("")
        self._rows: list[RegisterRow] = []
        self._noted = ""
        self.print_button = button(_("Print the register"), self.print_here, drawing="print")
        self.close_button = button(_("Close the session"), self._on_close, "primary")
        self.act(self.print_button, self.close_button)
        self.view = RegisterView()
        self.view.marked.connect(self._on_marked)
        self.view.signed.connect(self._on_signed)
        self.view.note_wanted.connect(lambda: self._note.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.view.current_changed.connect(self._on_current)
        sheet = card(RegisterHeads(self.view), hairline(), self.view, gap=0, inside=1)
        keys = KeysLine(
            ("P", _("Present")), ("L", _("Late")), ("A", _("Absent")), ("M", _("Mentor in")), ("N", _("Note")),
            ("↑↓", _("Move")), ("Ctrl ↵", _("The rest present")),
        )  # fmt: skip
        left = col(sheet, keys, gap=8)
        left.setStretch(0, 1)
        across = row(left, self._side_column(), gap=16)
        across.setStretch(0, 1)
        self.fill(across)
        self.body.setStretch(0, 1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.keep_note)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_rest)

    def _side_column(self) -> QWidget:
        self._counts = QVBoxLayout()
        self._counts.setContentsMargins(0, 0, 0, 0)
        self._counts.setSpacing(8)
        self._pair_title = words("", "section", wrap=True)
        self._pair_line = words("", "muted", wrap=True)
        self._note = lines(hint=_("For the pair’s file. Never a concern about safety."), height=64)
        self._note.setAccessibleName(_("Note"))
        self._note.textChanged.connect(lambda: self._wait.start())
        self._more = button(_("Minutes, ratings, cover"), self._on_details, "link")
        self._online = button("", self._on_online, "row", drawing="eye")
        self._online.hide()
        self._tell = button(_("Tell the safeguarding lead"), self._on_concern)
        self._tell.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        worried = row(
            DrawnIcon("shield", "stop", 18), words(_("Worried about a young person?"), "strong"), STRETCH, gap=10
        )
        pair = card(
            self._pair_title, self._pair_line, words(_("Agreed next step"), "strong"), self._note,
            row(self._more, STRETCH), row(self._online, STRETCH), STRETCH, gap=8,
        )  # fmt: skip
        above = col(card(box(self._counts), gap=0), pair, gap=12)
        above.setStretch(1, 1)
        hand_over = card(worried, self._tell, gap=6, inside=10)  # always in sight, whatever scrolls above it
        made = box(col(scroll(box(above)), hand_over, gap=12))
        layout = made.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(0, 1)
        made.setFixedWidth(theme.current().px(296))
        return made

    def open(self, target: str) -> None:
        self.keep_note()
        self._id = SessionId(target)
        self.refresh()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        if not self._id:
            coming = self.workspace.sessions.next()
            if coming is None:
                self.board.go("sessions")
                return
            self._id = coming.id
        session = self.workspace.sessions.get(self._id)
        self._rows = self._made_rows(session)
        self.view.show_rows(self._rows)
        self._describe(session)
        self._fill_counts(session)
        self._show_online(session)
        self._on_current(self.view.line)
        dsl = self.workspace.settings.school.dsl
        self._tell.setText(
            _("Tell {name}, safeguarding lead").format(name=dsl.name) if dsl else _("Tell the safeguarding lead")
        )
        self._tell.setAccessibleName(self._tell.text())

    def _describe(self, session: Session) -> None:
        today = self.workspace.desk.today()
        room = next((one for one in self.workspace.settings.school.rooms if one.name == session.room), None)
        said = _("{day}, {start} to {end}. {pairs}.").format(
            day=long_day(session.day, today),
            start=clock(session.start),
            end=clock(session.finish),
            pairs=ngettext("{n} pair", "{n} pairs", len(session.pairs)),
        )
        if room is not None and room.exits:
            said += f" {room.exits.rstrip('.')}."
        self.head(_("Session in the {room}").format(room=session.room) if session.room else _("Session"), said)
        held = session.state is SessionState.HELD
        self.close_button.setText(_("Closed") if held else _("Close the session"))
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.setEnabled(not held and session.day <= today)

    def _made_rows(self, session: Session) -> list[RegisterRow]:
        lists = self.workspace.lists
        mentees = {one.id: one for one in lists.mentee_lines([pair.mentee for pair in session.pairs])}
        mentors = {
            one.id: one for one in lists.mentor_lines([pair.cover_mentor or pair.mentor for pair in session.pairs])
        }
        rows = []
        for pair in sorted(session.pairs, key=lambda one: one.table or 999):
            mentee, mentor = mentees[pair.mentee], mentors[pair.cover_mentor or pair.mentor]
            cover = _(" (cover)") if pair.cover_mentor else ""
            barred = "" if mentor.clear.good else _("Not clear")
            rows.append(
                RegisterRow(
                    pair=pair,
                    mentee=f"{mentee.given} {mentee.family}",
                    form=mentee.form,
                    mentor=f"{mentor.given} {mentor.family}{cover}",
                    barred=barred,
                )
            )
        return rows

    def _fill_counts(self, session: Session) -> None:
        clear(self._counts)
        young = sum(pair.mentee_mark in HERE for pair in session.pairs)
        grown = sum(pair.mentor_mark in HERE for pair in session.pairs)
        staff = 1 if session.facilitator else 0
        line_ = _("{young} young people, {mentors} mentors, {staff} staff").format(
            young=young, mentors=grown, staff=staff
        )
        texts = col(words(_("people in the room now"), "strong"), words(line_, "small", wrap=True), gap=0)
        figure = words(str(young + grown), "big")
        head = row(figure, texts, gap=14)
        head.setStretch(1, 1)
        self._counts.addLayout(head)
        self._counts.addWidget(hairline())
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for at, (mark, name) in enumerate(mark_words().items()):
            count = sum(pair.mentee_mark is mark for pair in session.pairs)
            light = LIGHTS[mark][0] if mark in LIGHTS else Light.NONE
            mark_light = LightMark(light, f"{name}, {count}")
            grid.addLayout(row(mark_light, words(name), STRETCH, words(str(count), "strong"), gap=8), at // 2, at % 2)
        self._counts.addLayout(grid)
        left = sum(pair.mentee_mark is Presence.UNMARKED for pair in session.pairs)
        if left:
            rest = button(_("Mark the other {n} present").format(n=left), self._on_rest)
            rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._counts.addWidget(rest)

    def _on_current(self, at: int) -> None:
        self.keep_note()
        if not 0 <= at < len(self._rows):
            return
        one = self._rows[at]
        session = self.workspace.sessions.get(self._id)
        names = f"{one.mentee.split(' ')[0]} and {one.mentor.split(' ')[0]}"
        self._pair_title.setText(_("Table {n}: {names}").format(n=one.pair.table or "–", names=names))
        last = self.workspace.sessions.last_action(one.pair.match, session)
        planned = self.workspace.settings.programme.sessions_planned
        said = _("Session {n} of {all}.").format(n=session.number, all=planned)
        self._pair_line.setText(f"{said} " + (_("Last time they agreed: “{text}”").format(text=last) if last else ""))
        self._note.blockSignals(True)
        self._note.setPlainText(one.pair.action)
        self._note.blockSignals(False)
        self._noted = one.pair.action
        self._noted_for = one.pair.match

    def keep_note(self) -> None:
        """Keep what was typed about the pair; it is never lost by moving on."""
        self._wait.stop()
        text = self._note.toPlainText().strip()
        if self._id and hasattr(self, "_noted_for") and text != self._noted:
            self._noted = text
            match = self._noted_for
            self.board.do(lambda: self.workspace.sessions.mark(self._id, match, Marks(action=text)))

    def _on_marked(self, at: int, mark: Presence) -> None:
        one = self._rows[at]
        given = one.mentee.split(" ")[0]
        said = _("{name}: {mark}").format(name=given, mark=mark_words()[mark].lower())
        self.board.do(lambda: self.workspace.sessions.mark(self._id, one.pair.match, Marks(mentee=mark)), said)

    def _on_signed(self, at: int) -> None:
        one = self._rows[at]
        if one.barred:
            sentence = _("{name} is not clear to meet young people now.").format(name=one.mentor)
            self.trouble.tell(
                Trouble(sentence, _("Choose a cover mentor for this evening.")), _("Choose"), self._on_details
            )
            return
        marks = Marks(mentor=Presence.PRESENT, arrived=datetime.now().time().replace(second=0, microsecond=0))
        said = _("{name} signed in").format(name=one.mentor.split(" ")[0])
        self.board.do(lambda: self.workspace.sessions.mark(self._id, one.pair.match, marks), said)

    def _on_rest(self) -> None:
        left = sum(one.pair.mentee_mark is Presence.UNMARKED for one in self._rows)
        if left:
            said = _("The other {n} marked present").format(n=left)
            self.board.do(lambda: self.workspace.sessions.mark_rest_present(self._id), said)

    def _show_online(self, session: Session) -> None:
        """Ask for the three ticks where somebody under 18 meets online."""
        checks = session.virtual_checks
        ticked = sum((checks.approved_platform, checks.staff_present, checks.observable))
        self._online.setVisible(self.workspace.sessions.online_under_18(session) > 0)
        self._online.setText(_("Online checks: {n} of 3").format(n=ticked))
        self._online.setAccessibleName(self._online.text())

    def _on_online(self) -> Dialog:
        """Tick what must be so before somebody under 18 meets online."""
        now = self.workspace.sessions.get(self._id).virtual_checks
        ticks = {
            "approved_platform": Tick(_("They meet on a platform the school approved"), now.approved_platform),
            "staff_present": Tick(_("A member of staff is present"), now.staff_present),
            "observable": Tick(_("Staff can see and interrupt at any time"), now.observable),
        }
        dialog = Dialog(self, _("Is everything in place for the pairs who meet online?"), *ticks.values())

        def on_kept() -> None:
            checks = VirtualChecks(**{name: tick.isChecked() for name, tick in ticks.items()})
            dialog.accept()
            self.board.do(lambda: self.workspace.sessions.check_virtual(self._id, checks), _("Online checks kept"))

        dialog.leave_verb()
        dialog.verb(_("Keep the checks"), on_kept, primary=True)
        dialog.open()
        return dialog

    def _on_close(self) -> None:
        self.keep_note()
        session = self.workspace.sessions.get(self._id)
        if self.workspace.sessions.online_under_18(session) and not session.virtual_checks.complete:
            trouble = Trouble(
                _("Somebody under 18 meets online, and not all three checks are ticked."), _("Tick them.")
            )
            self.trouble.tell(trouble, _("Tick the checks"), self._on_online)
            return
        self.board.do(lambda: self.workspace.sessions.close(self._id), _("Session closed"))

    def _on_details(self) -> Dialog | None:
        if not 0 <= self.view.line < len(self._rows):
            return None
        one = self._rows[self.view.line]
        pair = one.pair
        ids = self.workspace.lists.free_for_cover({row_.pair.mentor for row_ in self._rows})
        cover = Choice([("", _("Nobody"))] + [(m.id, f"{m.given} {m.family}") for m in ids])
        scale = [("", _("Not said"))] + [(str(n), str(n)) for n in range(1, 6)]
        fields = [
            Field("minutes", _("Minutes together"), line(hint="60"), a_number(0, 600)),
            Field("mentee_rating", _("The young person’s rating, 1 to 5"), Choice(scale)),
            Field("mentor_rating", _("The mentor’s rating, 1 to 5"), Choice(scale)),
            Field("goal", _("Goal of the evening"), line()),
            Field("cover", _("Cover mentor for this evening"), cover),
        ]
        known = {
            "minutes": str(pair.minutes or ""),
            "mentee_rating": str(pair.mentee_rating or ""),
            "mentor_rating": str(pair.mentor_rating or ""),
            "goal": pair.goal,
            "cover": pair.cover_mentor or "",
        }
        for field in fields:
            field.put(known[field.key])
        return ask_form(
            self,
            _("What did {name} do?").format(name=one.mentee.split(" ")[0]),
            Form(fields),
            _("Keep"),
            partial(self._keep_details, one),
        )

    def _keep_details(self, one: RegisterRow, values: dict[str, str]) -> bool:
        numbers = {
            key: int(values[key]) if values[key] else None for key in ("minutes", "mentee_rating", "mentor_rating")
        }
        marks = Marks(goal=values["goal"], **numbers)
        sessions = self.workspace.sessions
        done = self.board.do(lambda: sessions.mark(self._id, one.pair.match, marks), _("Kept"))
        if done and values["cover"] and values["cover"] != one.pair.cover_mentor:
            from desktop.models.record import MentorId

            cover = MentorId(values["cover"])
            return self.board.do(lambda: sessions.cover(self._id, one.pair.match, cover), _("Cover mentor named"))
        return done

    def _on_concern(self) -> Dialog:
        """Hand a concern to the safeguarding lead: what it was is told to her, never written here."""
        dsl = self.workspace.settings.school.dsl
        name = dsl.name if dsl else _("the safeguarding lead")
        phone = f" ({dsl.phone})" if dsl and dsl.phone else ""
        said = _("Go to {name}{phone} now and tell her in person. Here only stands that you did, and when.").format(
            name=name, phone=phone
        )
        form = Form(
            [
                Field("told_by", _("Who told"), line(self.workspace.desk.who), needed(_("Write who told."))),
                Field("told", "", Tick(_("I have told {name}").format(name=name)), needed(_("Tell her first."))),
            ]
        )

        def keep(values: dict[str, str]) -> bool:
            told = partial(self.workspace.concerns.hand_over, told_by=values["told_by"], received_by=name)
            return self.board.do(told, _("Handed over to {name}. What it was stands nowhere here.").format(name=name))

        return ask_form(self, said, form, _("Keep that it was told"), keep)

    def print_here(self) -> None:
        self.board.go("papers", f"registers:{self._id}")

    def focus_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
