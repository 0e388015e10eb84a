"""The line to head office: the very records that would go, the truth in four steps, and what never leaves."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QPlainTextEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.models.sharing import ReleaseState, Standing, StoredRelease, SyncReport, TermStanding
from desktop.models.wire import NOT_MEASURED, NOT_STATED, WireRecord
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, button, card, clear, col, hairline, row, scroll, words
from desktop.ui.dates import ago
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.marks import DrawnIcon, LightMark
from desktop.ui.notices import empty_state
from desktop.ui.page import Page
from desktop.ui.pages.importing.lists import plain_list
from desktop.ui.paint import Light
from desktop.ui.switchboard import Switchboard
from desktop.ui.table.cells import Cell, Column, state


def heads() -> dict[str, str]:
    """Return what a record holds, in words."""
    return {
        "age_band": _("Age band"),
        "modality": _("How they meet"),
        "unmet_need": _("Unmet need"),
        "sessions": _("Sessions"),
        "ending": _("Ending"),
        "confidence": _("Confidence"),
        "personal_skills": _("Personal skills"),
        "across_difference": _("Across difference"),
        "employability": _("Employability"),
        "social_connections": _("Connections"),
        "wellbeing": _("Wellbeing"),
    }


def value_words(value: str) -> str:
    """Return a listed value as people read it."""
    words_ = {
        NOT_STATED: _("Not stated"),
        NOT_MEASURED: _("Not measured"),
        "face_to_face": _("Face to face"),
        "hybrid": _("Hybrid"),
        "virtual": _("Online"),
    }
    return words_.get(value, value.replace("-", "–").replace("_", " ").capitalize())


class HeadOfficePage(Page):
    """Look, approve, send; and the truth about where it is."""

    key = "head-office"
    kinds = frozenset({"Enrolment", "StoredRelease", "Approval", "Match", "Session", "Outcome", "Consent"})

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self._words = ""
        self._earlier = button(_("Earlier releases"), self.show_earlier)
        self.send = button(_("Look, then send"), self.send_now, "primary", drawing="send", tip="Ctrl+Enter")
        self.act(self._earlier, self.send)
        self._stack = QStackedWidget()
        self._tabs: list[QPushButton] = []
        self._aside = QVBoxLayout()
        self._aside.setContentsMargins(0, 0, 6, 0)
        self._aside.setSpacing(12)
        side = scroll(box(self._aside))
        side.setFixedWidth(theme.current().px(336))
        across = row(self._sheet(), side, gap=12)
        across.setStretch(0, 1)
        self.fill(across)
        self.body.setStretch(0, 1)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.send_now)
        for at in range(3):
            QShortcut(QKeySequence(f"Alt+{at + 1}"), self, partial(self.show_tab, at))
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(partial(self.send_now, quiet=True))

    def _sheet(self) -> QFrame:
        group = QButtonGroup(self)
        for at in range(3):
            tab = button("", partial(self.show_tab, at), "tab")
            tab.setCheckable(True)
            group.addButton(tab)
            self._tabs.append(tab)
        self._plain = words("", wrap=True)
        self._records = QVBoxLayout()
        self._records.setContentsMargins(0, 0, 0, 0)
        self._records.setSpacing(0)
        self._bytes = QPlainTextEdit()
        self._bytes.setReadOnly(True)
        self._bytes.setFrameShape(QFrame.Shape.NoFrame)
        self._bytes.setAccessibleName(_("Exact bytes"))
        for view in (
            scroll(box(col(self._plain, STRETCH, margins=(16, 14, 16, 14)))),
            box(self._records),
            box(col(self._bytes, margins=(12, 8, 12, 8))),
        ):
            self._stack.addWidget(view)
        top = box(row(*self._tabs, STRETCH, gap=24, margins=(16, 2, 16, 0)))
        return card(top, hairline(), self._stack, gap=0, inside=1)

    def show_tab(self, at: int) -> None:
        """Show words, records or bytes."""
        self._tabs[at].setChecked(True)
        self._stack.setCurrentIndex(at)

    def refresh(self) -> None:
        sharing = self.workspace.sharing
        release = sharing.preview()
        self._plain.setText(release.words)
        self._bytes.setPlainText(release.body)
        size = len(release.body.encode()) / 1000
        records = ngettext("{n} record", "{n} records", len(release.rows))
        for tab, name in zip(
            self._tabs, (_("In words"), records, _("Exact bytes, {n} kB").format(n=f"{size:.1f}")), strict=True
        ):
            tab.setText(name)
            tab.setAccessibleName(name)
        self._fill_records(release.rows)
        self.show_tab(max(self._stack.currentIndex(), 0) if any(tab.isChecked() for tab in self._tabs) else 1)
        standing = next((one for one in sharing.standings() if one.term == release.term), None)
        self._describe(standing)
        self._fill_aside(standing, len(release.rows))

    def _fill_records(self, rows: Sequence[WireRecord]) -> None:
        clear(self._records)
        if not rows:
            why = _("A school with fewer than 10 pairs who may share says “active” and nothing else.")
            self._records.addWidget(empty_state(_("No record would go."), why))
            return
        told = _("The first two are shared by 6 or more. The others are blurred on purpose: one may be untrue.")
        shared = words(told, "small", wrap=True)
        samples = {
            "age_band": _("Not stated"),
            "modality": _("Face to face"),
            "unmet_need": _("Yes"),
            "sessions": "4–7",
        }
        samples["ending"] = _("Completed")
        columns: list[Column[WireRecord]] = [
            Column(key, name, partial(_value, key), samples.get(key, _("Not measured")), keep=10 - at // 2)
            for at, (key, name) in enumerate(heads().items())
        ]
        view = plain_list(_("Records that would go"), columns, rows, height=32)
        self._records.addWidget(box(row(shared, margins=(16, 8, 16, 8))))
        self._records.addWidget(hairline())
        self._records.addWidget(view, 1)
        left = len(columns) - len(view.wide_columns())
        foot = words(_("{n} records, {facts} facts in each.").format(n=len(rows), facts=len(columns)), "small")
        every = button(_("Show all facts of a record"), partial(self._show_record, view, rows), "link")
        every.setVisible(left >= 0)
        self._records.addWidget(hairline())
        self._records.addWidget(box(row(foot, STRETCH, every, margins=(16, 8, 16, 8))))

    def _show_record(self, view: QWidget, rows: Sequence[WireRecord]) -> Dialog:
        at = int(getattr(view, "current", "") or 0)
        lines = [
            row(words(name, "muted"), STRETCH, words(value_words(getattr(rows[at], key))))
            for key, name in heads().items()
        ]
        dialog = Dialog(self, _("Everything that stands in record {n}").format(n=at + 1), *lines)
        dialog.verb(_("Close"), dialog.accept, primary=True)
        dialog.open()
        return dialog

    def _describe(self, standing: TermStanding | None) -> None:
        term = self.workspace.desk.term.name
        enrolled = self.workspace.sharing.enrolment is not None
        self.head(
            _("Head office"),
            _("What would leave this computer for {term}. Look at it before it goes.").format(term=term),
        )
        waiting = standing is not None and standing.standing in (Standing.NOT_APPROVED, Standing.ASKED)
        text = _("Approve and send") if waiting else _("Try to send now")
        self.send.setText(text if enrolled else _("Connect to head office"))
        self.send.setAccessibleName(self.send.text())
        self._earlier.setVisible(bool(self.workspace.sharing.releases()))

    def _fill_aside(self, standing: TermStanding | None, records: int) -> None:
        clear(self._aside)
        self._aside.addWidget(self._where(standing, records))
        self._aside.addWidget(_never())
        self._aside.addStretch(1)

    def _where(self, standing: TermStanding | None, records: int) -> QFrame:
        now = standing.standing if standing else Standing.NOT_ENROLLED
        today = self.workspace.desk.today()
        parts: list[QWidget] = []
        for kind, name, under in _steps(now, standing, records, today):
            strong = kind in (Light.WAIT, Light.NOW, Light.STOP)
            texts = col(words(name, "strong" if strong else "body"), words(under, "small", wrap=True), gap=0)
            line_ = row(col(LightMark(kind, name, 20), STRETCH, margins=(0, 1, 0, 0)), texts, gap=10)
            line_.setStretch(1, 1)
            parts.append(box(line_))
        if self._words:
            parts += [hairline(), words(self._words, "small", wrap=True)]
        if now is Standing.REFUSED:
            parts.append(box(row(button(_("Let it go once more"), self._on_try_again, "row"), STRETCH)))
        return card(words(_("Where it is"), "section"), *parts, gap=8)

    def _on_try_again(self) -> None:
        term = self.workspace.desk.term.code
        if self.board.tried(lambda: self.workspace.sharing.try_again(term)):
            self.send_now()

    def send_now(self, *, quiet: bool = False) -> None:
        """Connect where this PC isn't enrolled; approve where nobody has; then send in the background."""
        sharing = self.workspace.sharing
        if sharing.enrolment is None:
            if not quiet:
                self.ask_enrol()
            return
        term = self.workspace.desk.term.code
        standing = next((one.standing for one in sharing.standings() if one.term == term), None)
        unseen = standing in (Standing.NOT_APPROVED, Standing.ASKED)
        if unseen and (quiet or not self.board.tried(sharing.approve)):
            return
        job = self.board.attempt(lambda: sharing.courier(self.board.tasks.hand_over))
        if job is not None:
            self.board.work(_("Sending to head office"), lambda running: job(running, running.asked), self._on_sent)

    def _on_sent(self, report: SyncReport) -> None:
        self.board.tried(lambda: self.workspace.sharing.heard(report))
        self._words = report.words
        term = self.workspace.desk.term.code
        mine = next((one for one in report.terms if one.term == term), None)
        self.board.say(report.words or (mine.words if mine else _("Head office was asked.")))
        self.board.changed.emit(frozenset())
        if report.next_try:
            self._again.start(int(min(report.next_try, 6 * 3600) * 1000))

    def ask_enrol(self) -> Dialog:
        """Ask for the code of head office's letter and its address."""
        form = Form(
            [
                Field(
                    "code", _("Code of the letter"), line(hint="XXXX-…"), needed(_("Type the code as it is printed."))
                ),
                Field("office", _("Address of head office"), line("https://"), _an_address),
            ]
        )

        def enrol(values: dict[str, str]) -> bool:
            try:
                self.workspace.sharing.enrol(values["code"], values["office"])
            except Trouble as trouble:
                form.fields["code"].show_problem(str(trouble))
                return False
            self.board.say(_("Connected to head office"))
            self.board.changed.emit(frozenset())
            return True

        return ask_form(self, _("What does head office’s letter say?"), form, _("Connect"), enrol)

    def show_earlier(self) -> Dialog:
        """Show every release ever made here, with its answer."""
        today = self.workspace.desk.today()
        columns: list[Column[StoredRelease]] = [
            Column("term", _("Term"), lambda one: Cell(one.term, strong=True), "2026-27-1", keep=10),
            Column("when", _("Prepared"), lambda one: Cell(ago(one.prepared_at, today)), "yesterday at 08:02", keep=8),
            Column("records", _("Records"), lambda one: Cell(str(one.records)), "100", keep=7),
            Column("state", _("State"), _release_state, _("light:Confirmed"), keep=10),
            Column("answer", _("Answer"), _answer, "x" * 18, keep=6),
        ]
        view = plain_list(_("Earlier releases"), columns, self.workspace.sharing.releases())
        view.setMinimumHeight(320)
        dialog = Dialog(self, _("What was released from here"), view, width=640)
        dialog.verb(_("Close"), dialog.accept, primary=True)
        dialog.open()
        return dialog

    def focus_list(self) -> None:
        self._tabs[max(self._stack.currentIndex(), 0)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _value(key: str, record: WireRecord) -> Cell:
    return Cell(value_words(getattr(record, key)))


def _answer(one: StoredRelease) -> Cell:
    return Cell(one.answer or "–", muted=True, tip=one.answer)


def _release_state(one: StoredRelease) -> Cell:
    kinds = {
        ReleaseState.CONFIRMED: Light.GOOD, ReleaseState.SENT: Light.GOOD, ReleaseState.REFUSED: Light.STOP,
        ReleaseState.WAITING: Light.WAIT, ReleaseState.PREPARED: Light.WAIT,
    }  # fmt: skip
    named = {
        ReleaseState.PREPARED: _("Prepared"),
        ReleaseState.WAITING: _("Waiting"),
        ReleaseState.SENT: _("Sent"),
        ReleaseState.CONFIRMED: _("Confirmed"),
        ReleaseState.REFUSED: _("Refused"),
        ReleaseState.REPLACED: _("Replaced"),
        ReleaseState.RETRACTED: _("Taken back"),
    }
    return state(kinds.get(one.state, Light.NONE), named[one.state])


def _an_address(text: str) -> str:
    good = text.startswith(("https://", "http://127.0.0.1", "http://localhost")) and len(text) > 9
    return "" if good else _("Write the address as the letter has it: it begins with https://")


def _steps(now: Standing, standing: TermStanding | None, records: int, today: date) -> list[tuple[Light, str, str]]:
    """Return the four steps with what is true of each."""
    order = [Standing.PREPARED, Standing.WAITING, Standing.SENT, Standing.CONFIRMED]
    reached = order.index(now) if now in order else -1
    said = standing.words if standing else _("This computer is not connected to head office yet.")
    at = ago(standing.at, today).capitalize() if standing and standing.at else ""
    count = ngettext("{n} record", "{n} records", records)
    if now in (Standing.NOT_ENROLLED, Standing.NOT_APPROVED, Standing.ASKED, Standing.TAKEN_OVER, Standing.REFUSED):
        first = (Light.STOP if now in (Standing.REFUSED, Standing.TAKEN_OVER) else Light.NOW, _("Not on its way"), said)
        return [
            first,
            *[(Light.NONE, name, _("Not yet.")) for name in (_("Prepared"), _("Sent"), _("Confirmed by head office"))],
        ]
    done = _("{records}. {when}").format(records=count, when=at).strip()
    found = [(Light.GOOD if reached > 0 else Light.NOW, _("Prepared"), done)]
    waiting = reached == 1
    found.append(
        (
            Light.WAIT if waiting else (Light.GOOD if reached > 1 else Light.NONE),
            _("Waiting for a connection"),
            _("It goes by itself; nothing is lost.") if waiting else (_("Over.") if reached > 1 else _("Not yet.")),
        )
    )
    for step, name in ((2, _("Sent")), (3, _("Confirmed by head office"))):
        found.append(
            (
                Light.GOOD if reached >= step else Light.NONE,
                name,
                said if reached == step else (_("Not yet.") if reached < step else at),
            )
        )
    return found


def _never() -> QFrame:
    kept = (
        _("Names, dates, addresses, pupil numbers"),
        _("Safeguarding, SEND, care, meals, faith, ethnicity, language"),
        _("Notes, goals, anything typed freely"),
        _("Who the mentors are"),
        _("Pairs whose family did not agree to share"),
    )
    parts = []
    for text in kept:
        line_ = row(col(DrawnIcon("lock", "muted", 16), STRETCH, margins=(0, 3, 0, 0)), words(text, wrap=True), gap=10)
        line_.setStretch(1, 1)
        parts.append(box(line_))
    return card(words(_("Never leaves this computer"), "section"), *parts, gap=8)
