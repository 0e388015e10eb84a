"""The head office page: look at the very records, approve, send, and see truthfully how far it got."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut

from desktop.i18n import _
from desktop.models.sharing import Enrolment, Standing, SyncReport, TermStanding
from desktop.ui import theme
from desktop.ui.allow import allow, explain, reason_against
from desktop.ui.build import STRETCH, box, button, col, row, scroll
from desktop.ui.choices import Choice
from desktop.ui.dialogs import Dialog
from desktop.ui.help import show_help
from desktop.ui.latest import Latest
from desktop.ui.page import NARROW, WIDE, Page
from desktop.ui.pages.head_office.aside import Never, Where
from desktop.ui.pages.head_office.earlier import show_earlier
from desktop.ui.pages.head_office.enrolling import ask_code
from desktop.ui.pages.head_office.preview import Preview
from desktop.ui.post import PostRound
from desktop.ui.turns import Pieces
from desktop.workspace.sharing import Sight

WIDEST = 16777215  # Qt's own "as much as you like"

# Not enrolled: what is shown was looked at before this computer was; approving makes sure that it is still the same.
# Deleted at head office on request: approving sends the term anew.
_UNSEEN = (Standing.NOT_APPROVED, Standing.ASKED, Standing.NOT_ENROLLED, Standing.RETRACTED)


class HeadOfficePage(Page):
    """Look, approve, send; nothing of a term leaves before a person looked at it."""

    key = "head-office"
    kinds = frozenset(
        {"Enrolment", "StoredRelease", "Approval", "Match", "Session", "Outcome", "Consent", "Mentee", "Programme"}
    )

    def build(self) -> Pieces:
        self.post = self.board.post or PostRound(self.board, self)
        self.post.heard.connect(self._on_heard)
        self._looking = Latest(self.board, self)
        self.sight: Sight | None = None
        self._wide_table = False
        self._heard_words = ""
        self._approving = self._sending = self._after_job = False
        self._answer = ""
        self._looking.settled.connect(lambda: self.board.turns.after(self, self._say_answer))
        self.board.tasks.ended.connect(self._on_job_ended)
        self.board.tasks.keeping.connect(self._on_keeping)
        self.term = Choice([], _("Term"))
        self.term.currentIndexChanged.connect(self._look)
        self.log = button(
            _("What was sent before"),
            self.show_log,
            tip=_("What was sent, who approved it and what head office answered."),
        )
        self.send = button(_("Approve and send"), self.send_now, "primary", drawing="send")
        allow(self.send, _not_seen())
        self.act(self.term, self.log, self.send)
        self.preview = Preview(self._on_widen)
        self.head(_("Head office"), _not_seen())
        yield
        self._where = Where(self.board, self._on_try_again)
        self._never = Never(self._show_how)
        yield
        self._aside = scroll(box(col(self._where, self._never, STRETCH, gap=12)))
        yield
        self._across_page = row(self.preview, self._aside, gap=12)
        self._across_page.setStretch(0, 1)
        self.fill(self._across_page)
        self.body.setStretch(0, 1)
        yield
        yield from self.preview.behind_tabs()
        self.preview.add_keys(self)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.send_now)

    def refresh(self) -> None:
        today, programme = self.workspace.desk.today(), self.workspace.settings.programme
        begun = [(term.code, term.name) for term in programme.terms if term.start <= today]
        kept = self.term.code or self.workspace.desk.term.code
        self.term.blockSignals(True)
        self.term.offer(begun, kept)
        self.term.blockSignals(False)
        self.term.setVisible(len(begun) > 1)
        self._look()

    def _look(self) -> None:
        """Make the preview at a desk of a worker's thread: it reads every pair."""
        term = self.term.code
        if not term:
            self._show_no_term()
            return
        if self.sight is None or self.sight.release is None or self.sight.release.term != term:
            allow(self.send, _not_seen())  # nobody approves what isn't shown yet
        lent = self.board.attempt(lambda: self.workspace.lend(writing=False, back=False))
        if lent is not None:
            self._looking.ask(
                lambda run: lent.run(lambda desk: desk.sharing.looker(term)(), breath=run.asked), self._show
            )

    def _show_no_term(self) -> None:
        self.head(_("Head office"), _("No term has begun yet, so nothing could leave."))
        allow(self.send, _("No term has begun yet. The first and last day of each term are in Settings."))

    def _show(self, sight: Sight) -> None:
        self.board.turns.take(self, self._showing(sight))

    def _showing(self, sight: Sight) -> Pieces:
        self.sight = sight
        release = sight.release
        self.preview.show_sight(sight)
        self.log.setVisible(bool(sight.releases))
        standing = sight.standing(release.term) if release else None
        self._describe(standing)
        yield
        yield from self.preview.records.showing(sight)
        yield
        self._size()
        yield
        self._where.show_standing(sight, standing, heard=self._heard_words)
        yield
        self._never.show_sight(sight)

    def _say_answer(self) -> None:
        """Tell what head office answered, once the page shows it too."""
        said, self._answer = self._answer, ""
        if said:
            self.board.say(said)

    def _describe(self, standing: TermStanding | None) -> None:
        name = self.term.currentText()
        said = _("What would leave this computer for {term}. Look at it before it goes.").format(term=name)
        now = standing.standing if standing else None
        text, what = _("Send now"), _("Sends what you approved.")
        if self.workspace.sharing.enrolment is None or now is Standing.TAKEN_OVER:
            text, what = _("Connect to head office"), _("Asks for the code of their letter. Nothing is sent yet.")
        elif now in (Standing.NOT_APPROVED, Standing.ASKED, Standing.RETRACTED):
            text = _("Approve and send")
            what = _("Puts your name to these records and sends them. Later changes go by themselves.")
        elif now is Standing.WAITING:
            text, what = _("Try to send now"), _("It also goes by itself once there is a connection.")
        elif now is Standing.CONFIRMED:
            said = _("What left this computer for {term}. It goes again by itself when something changes.").format(
                term=name
            )
            text, what = _("Ask head office again"), _("Asks whether they still hold what you sent.")
        self.head(_("Head office"), self._said_of_deleting(now, name) or said)
        self.send.setText(text)
        self.send.setAccessibleName(text)
        explain(self.send, _("{what} (Ctrl+Enter)").format(what=what))
        allow(self.send, self._busy_with)

    def _said_of_deleting(self, now: Standing | None, term: str) -> str:
        """Say of a term that head office is asked to delete, or deleted, that no record of it leaves; else nothing."""
        if now is Standing.RETRACTED:
            return _("Head office keeps nothing of {term}. These records leave only if you approve them again.").format(
                term=term
            )
        last = next((one for one in self.sight.releases if one.term == self.term.code), None) if self.sight else None
        asked = _("Head office is asked to delete {term}. No record of it leaves.").format(term=term)
        return asked if last is not None and last.retraction else ""

    def _show_how(self) -> Dialog:
        return show_help(self, "anonymity", _("how we know nobody can be picked out"))

    def send_now(self) -> None:
        """Connect where this PC isn't enrolled; approve where nobody has; then send as a job with Stop."""
        if self._busy_with:  # a second press asks for what is being done
            return
        if reason := reason_against(self.send):
            self.board.say(reason)
            return
        sharing, term = self.workspace.sharing, self.term.code
        standing = self.sight.standing(term) if self.sight else None
        if sharing.enrolment is None or (standing and standing.standing is Standing.TAKEN_OVER):
            self.ask_enrol()
            return
        unseen = standing is None or standing.standing in _UNSEEN
        seen = self.sight.release.digest if self.sight and self.sight.release else ""
        if unseen and not self.board.tasks.busy:  # where it is busy `work` says so, and nothing is approved
            said = _("Approving the records of this term")
            self._approving = True
            allow(self.send, self._busy_with)
            self.board.keep(said, lambda desk: desk.sharing.approve(term, seen=seen), then=lambda _kept: self._send())
            if not self.board.tasks.writing:  # it was done at once, or could not begin
                self._on_keeping(keeping=False)
        else:
            self._send()

    def _send(self) -> None:
        job = self.board.attempt(lambda: self.workspace.sharing.courier(self.board.tasks.hand_over))
        if job is None:
            return
        self._sending = True
        allow(self.send, self._busy_with)
        if not self.board.work(_("Sending to head office"), lambda run: job(run, run.asked), self._on_sent):
            self._on_job_ended()

    @property
    def _busy_with(self) -> str:
        """Why nothing more can be sent just now; empty where it can."""
        if self._sending:
            return _("It is being sent just now. Wait until it is done, or press Stop.")
        return _("Your approval is being kept; then the records go. It takes a moment.") if self._approving else ""

    def _on_keeping(self, keeping: bool) -> None:
        if self._approving and not keeping:
            self._approving = False
            allow(self.send, self._busy_with)

    def _on_job_ended(self) -> None:
        if self._sending:
            self._sending = False
            allow(self.send)
        if self._after_job and not self.board.tasks.busy:
            self._after_job = False
            QTimer.singleShot(0, self, self._send)  # once the answer that just came was taken in

    def _on_sent(self, report: SyncReport) -> None:
        mine = next((one for one in report.terms if one.term == self.term.code), None)
        self._answer = report.words or (mine.words if mine else _("Head office was asked."))
        self.post.adopt(report)
        if not self.isVisible():
            self._say_answer()

    def _on_heard(self, report: SyncReport) -> None:
        self._heard_words = report.words
        self.touch(frozenset({"StoredRelease"}))

    def _on_try_again(self) -> None:
        if self._busy_with:  # a second press asks for what is being done
            return
        if self.board.tried(lambda: self.workspace.sharing.try_again(self.term.code)):
            self._send()

    def ask_enrol(self) -> Dialog:
        """Ask for the code of head office's letter and its address, and connect off the GUI thread."""
        return ask_code(self, self.board, self._on_enrolled)

    def _on_enrolled(self, enrolment: Enrolment) -> None:
        keep = self.workspace.sharing.keep_enrolment
        self.board.do(lambda: keep(enrolment), _("Connected to head office. Nothing was sent."), undoable=False)
        self.post.begin()

    def show_log(self) -> Dialog:
        """Show every release ever made here."""
        sharing = self.workspace.sharing
        return show_earlier(
            self, sharing.releases(), self.workspace.desk.today(), why=sharing.refusal_words, take_back=self._take_back
        )

    def _take_back(self, term: str) -> None:
        if not self.board.tried(lambda: self.workspace.sharing.retract(term)):
            return
        if self.board.tasks.busy:
            self._after_job = True
            self.board.say(_("Your request is kept. It goes once what is under way is done."))
        else:
            self._send()

    def focus_list(self) -> None:
        self.preview.focus()

    def _on_widen(self) -> None:
        self._wide_table = not self._wide_table
        self._size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        """Stand the cards beside the records, or make them a tab where there is no room."""
        px = theme.current().px
        if self.window().width() < px(NARROW):
            self._aside.setMinimumWidth(0)
            self._aside.setMaximumWidth(WIDEST)
            self.preview.take(self._aside)
        else:
            if self.preview.give_back() is not None:
                self._across_page.addWidget(self._aside)
            wide = self.window().width() >= WIDE
            self._aside.setVisible(not self._wide_table)
            self._aside.setFixedWidth(px(420) if wide else min(px(336), max(self.width() // 3, 240)))
        QTimer.singleShot(0, self, self._say_width)  # once the table has its place

    def _say_width(self) -> None:
        alone = self.preview.alone
        self.preview.records.say_width(wide=self._wide_table and not alone, alone=alone)


def _not_seen() -> str:
    return _("The records are being made, for you to look at first. It takes a moment.")
