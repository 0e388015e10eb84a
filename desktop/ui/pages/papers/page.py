"""The papers page: which paper, for whom, how it looks, and out it goes; forms that come back are marked here."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QStackedWidget, QVBoxLayout

from desktop.i18n import _, ngettext
from desktop.models.record import SessionId
from desktop.models.sessions import Session, SessionState
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, button, card, col, row, words
from desktop.ui.choices import Choice, Tick
from desktop.ui.dates import clock, long_day
from desktop.ui.notices import empty_state
from desktop.ui.page import Page
from desktop.ui.pages.papers.people import WhoFor
from desktop.ui.pages.papers.preview import Preview
from desktop.ui.pages.papers.printing import print_pdf
from desktop.ui.pages.papers.returned import ReturnedCard
from desktop.ui.switchboard import Switchboard
from desktop.workspace.lists import Asked
from desktop.workspace.papers import Paper, PaperOrder, Variant
from desktop.workspace.preview import Sheaf, SheafJob


def papers() -> list[tuple[str, str]]:
    """Return the papers by key."""
    return [
        ("consent-forms", _("Consent forms")),
        ("chase-letters", _("Reminders")),
        ("registers", _("Register")),
        ("session-sheets", _("Session sheets")),
        ("evening-packs", _("All papers of an evening")),
        ("welcome-letters", _("Welcome letters")),
    ]


def more_papers() -> list[tuple[str, str]]:
    """Return the papers asked for less often."""
    return [
        ("agreements", _("Agreements")),
        ("certificates", _("Certificates")),
        ("list-young-people", _("List of young people")),
        ("list-mentors", _("List of mentors")),
        ("list-matches", _("List of pairs")),
        ("list-waiting", _("List of who waits")),
    ]


def variants() -> list[tuple[str, str]]:
    """Return how a paper can be set."""
    return [
        (Variant.STANDARD.value, _("Ordinary print")),
        (Variant.LARGE_PRINT.value, _("Large print")),
        (Variant.DYSLEXIA_FRIENDLY.value, _("Easier to read")),
    ]


class PapersPage(Page):
    """Choose at the left, look at the right, print or save."""

    key = "papers"
    kinds = frozenset({"Mentee", "Consent", "Session", "Match", "School", "Programme"})

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self.sheaf: Sheaf | None = None
        self._again = False
        self.save = button(_("Save as PDF"), self._on_save, drawing="save")
        self.send = button(_("Print"), self.print_here, "primary", drawing="print", tip="Ctrl+P")
        self.act(self.save, self.send)
        self._group = QButtonGroup(self)
        tabs = row(gap=20)
        self._tabs = {}
        for key, name in papers():
            tab = button(name, partial(self.choose_paper, key), "tab")
            tab.setCheckable(True)
            self._group.addButton(tab)
            tabs.addWidget(tab)
            self._tabs[key] = tab
        self._more = Choice([("", _("More papers")), *more_papers()], _("More papers"))
        self._more.currentIndexChanged.connect(self._on_more)
        tabs.addStretch(1)
        tabs.addWidget(self._more)
        self.paper = "consent-forms"
        self.preview = Preview()
        self._left = QStackedWidget()
        self.returned = ReturnedCard(self._on_returned, self._find_form)
        self._who = WhoFor([])
        self._language = Choice([], _("Language"))
        self._bilingual = Tick(_("English beside it"))
        self._variant = Choice(variants(), _("Print"))
        self._session = Choice([], _("Session"))
        self._build_left()
        left = col(self._left, self.returned, gap=12)
        left.setStretch(0, 1)
        across = row(left, self.preview, gap=16)
        across.setStretch(0, 1)
        across.setStretch(1, 1)
        self.fill(tabs, across)
        self.body.setStretch(1, 1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(120)
        self._wait.timeout.connect(self._make)

    def _build_left(self) -> None:
        self._people_box = QVBoxLayout()
        self._people_box.setContentsMargins(0, 0, 0, 0)
        languages = row(self._language, self._variant, self._bilingual, STRETCH, gap=10)
        self._variant.currentIndexChanged.connect(self._soon)
        self._language.currentIndexChanged.connect(self._soon)
        self._bilingual.toggled.connect(self._soon)
        people = card(box(self._people_box), languages, gap=10, inside=14)
        layout = people.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(0, 1)
        self._left.addWidget(people)
        self._session.currentIndexChanged.connect(self._soon)
        self._about = words("", "muted", wrap=True)
        self._left.addWidget(card(words(_("Session"), "strong"), self._session, self._about, STRETCH, gap=8))
        plan = button(_("Plan the sessions"), partial(self.board.go, "sessions", "plan"))
        self._left.addWidget(
            card(empty_state(_("No session is planned yet."), _("Registers and sheets are made for a session."), plan))
        )

    def refresh(self) -> None:
        lists = self.workspace.lists
        lines = lists.mentee_lines(lists.mentee_ids(Asked()))
        chosen = self._who.ids
        while (item := self._people_box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._who = WhoFor(lines)
        self._who.view.setMinimumWidth(theme.current().px(300))
        self._people_box.addWidget(self._who)
        self._who.choose(chosen)
        self._who.chosen.connect(self._soon)
        languages = [("", _("Each family’s own")), *self.workspace.previews.languages()]
        self._language.offer(languages, self._language.code)
        sessions = [one for one in self.workspace.sessions.all() if one.state is not SessionState.CANCELLED]
        today = self.workspace.desk.today()
        self._sessions = {one.id: one for one in sessions}
        coming = next((one.id for one in sessions if one.day >= today), sessions[-1].id if sessions else "")
        self._session.offer([(one.id, _session_words(one)) for one in sessions], self._session.code or coming)
        self.choose_paper(self.paper)

    def open(self, target: str) -> None:
        paper, _colon, what = target.partition(":")
        if paper == "code":
            self.returned.show_code(what)
            return
        if paper in dict([*papers(), *more_papers()]):
            self.choose_paper(paper)
        if self._left.currentIndex() == 0 and what:
            self._who.choose(what.split(","))
        elif what:
            self._session.choose(what)
        self._soon()

    def choose_paper(self, key: str) -> None:
        """Show what one kind of paper asks."""
        self.paper = key
        self._group.setExclusive(False)
        for name, tab in self._tabs.items():
            tab.setChecked(name == key)
        self._group.setExclusive(True)
        self._more.blockSignals(True)
        self._more.setCurrentIndex(max(self._more.findData(key), 0))
        self._more.blockSignals(False)
        takes = PaperOrder(paper=Paper(key)).takes
        of_sessions = "sessions" in takes
        self._left.setCurrentIndex((1 if self._sessions else 2) if of_sessions else 0)
        self._language.setVisible("language" in takes)
        self._bilingual.setVisible("bilingual" in takes)
        self._variant.setVisible("variant" in takes)
        self._who.setEnabled("people" in takes)
        self.returned.setVisible(key == "consent-forms")
        self._describe()
        self._soon()

    def focus_list(self) -> None:
        if self._left.currentIndex() == 0:
            self._who.focus()
        else:
            self._session.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_more(self) -> None:
        if self._more.code:
            self.choose_paper(self._more.code)

    def _describe(self) -> None:
        out = self.workspace.consents.current().values()
        waiting = sum(one.response.value == "not_returned" for one in out)
        said = ngettext("{n} consent form is out and not back.", "{n} consent forms are out and not back.", waiting)
        self.head(_("Papers"), said)

    def _soon(self) -> None:
        self._wait.start()

    def _job(self) -> SheafJob | None:
        """Return what makes the paper as it is asked for, None while nobody is chosen for it."""
        paper = Paper(self.paper)
        takes = PaperOrder(paper=paper).takes
        chosen: dict[str, object] = {"paper": paper}
        if "sessions" in takes:
            if not self._session.code:
                return None
            chosen["sessions"] = (SessionId(self._session.code),)
        elif "people" in takes:
            if not self._who.ids:
                return None
            chosen["people"] = tuple(self._who.ids)
        if "language" in takes:
            chosen["language"] = self._language.code or None
        if "bilingual" in takes:
            chosen["bilingual"] = self._bilingual.isChecked()
        if "variant" in takes:
            chosen["variant"] = Variant(self._variant.code)
        return self.workspace.previews.of(PaperOrder.model_validate(chosen))

    def _make(self) -> None:
        """Make the paper in the background; what was asked meanwhile is made right after."""
        if not self.isVisible():
            return
        if self.board.tasks.busy:
            self._wait.start()
            return
        self.trouble.hide()
        job = self.board.attempt(self._job)
        if job is None:
            self.sheaf = None
            self.preview.show_nothing()
            self._enable()
            return
        self.board.work(_("Making the papers"), lambda running: job(running, running.asked), self._on_made)

    def _on_made(self, sheaf: Sheaf) -> None:
        self.sheaf = sheaf
        self.preview.show_pdf(sheaf.pdf)
        self._enable()
        if sheaf.problems:
            from desktop.errors import Trouble

            rest = len(sheaf.problems) - 1
            more = ngettext("{n} more like it.", "{n} more like it.", rest) if rest else ""
            self.trouble.tell(Trouble(sheaf.problems[0], more))

    def _enable(self) -> None:
        for one in (self.save, self.send):
            one.setEnabled(self.sheaf is not None)
        pages = self.sheaf.pages if self.sheaf else 0
        self.send.setText(ngettext("Print {n} page", "Print {n} pages", pages) if pages else _("Print"))
        self.send.setAccessibleName(self.send.text())

    def print_here(self) -> None:
        sheaf = self.sheaf
        name = dict([*papers(), *more_papers()])[self.paper]
        if sheaf is not None and print_pdf(self, sheaf.pdf, name):
            self._went_out(sheaf, _("{paper} sent to the printer").format(paper=name))

    def _on_save(self) -> None:
        if self.sheaf is None:
            return
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), f"{self.paper}.pdf", "PDF (*.pdf)")
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the very bytes of the preview."""
        sheaf = self.sheaf
        if sheaf is None:
            return
        if self.board.tried(lambda: self.workspace.previews.write(sheaf, path)):
            self._went_out(sheaf, _("Saved as {file}").format(file=path.name))

    def _went_out(self, sheaf: Sheaf, said: str) -> None:
        self.board.do(lambda: self.workspace.previews.keep(sheaf), said, undoable=bool(sheaf.new_forms))

    def _find_form(self, code: str) -> str:
        """Return whose form a code is."""
        form = self.workspace.consents.find(code)
        return self.workspace.roster.mentee(form.mentee).full_name

    def _on_returned(self, code: str) -> bool:
        name = self._find_form(code)
        returned = self.returned.answer
        return self.board.do(
            lambda: self.workspace.consents.record(code, returned), _("{name}’s form marked returned").format(name=name)
        )


def _session_words(session: Session) -> str:
    return f"{long_day(session.day)}, {clock(session.start)}, {session.room}".rstrip(", ")
