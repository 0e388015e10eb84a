"""The papers page: which paper, for whom, how it looks, and out it goes; forms that come back are marked here."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QButtonGroup

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.models.sessions import Session, SessionState
from desktop.ui import theme
from desktop.ui.allow import allow, explain, reason_against
from desktop.ui.build import STRETCH, box, button, col, row
from desktop.ui.dates import clock, long_day, sentence
from desktop.ui.page import TIGHT, Page, turn_by_room
from desktop.ui.pages.papers.asking import Asking
from desktop.ui.pages.papers.kinds import group_of, groups, paper_name
from desktop.ui.pages.papers.preview import Preview
from desktop.ui.pages.papers.printing import no_printer, print_to, with_printer
from desktop.ui.pages.papers.problems import Problems
from desktop.ui.pages.papers.returned import ReturnedCard
from desktop.ui.pages.papers.scanner import Scanner
from desktop.ui.pages.papers.texts import TextsDialog
from desktop.ui.saving import with_file
from desktop.ui.system_dialogs import with_folder
from desktop.ui.tasks import Running
from desktop.ui.turning import Turning
from desktop.ui.turns import Pieces
from desktop.workspace.consents import ReturnedForm
from desktop.workspace.papers import Paper, PaperOrder, Printed, PrintJob
from desktop.workspace.preview import Sheaf

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class PapersPage(Page):
    """Choose at the left, look at the right, print or save."""

    key = "papers"
    kinds = frozenset({"Mentee", "Mentor", "Consent", "Session", "Match", "School", "Programme", "Remembered"})

    def build(self) -> Pieces:
        self.sheaf: Sheaf | None = None
        self._shown: PaperOrder | None = None
        self._tried: PaperOrder | None = None
        self.more = button("", self._on_more)
        self.save = button(
            _("Save as PDF"),
            self._on_save,
            drawing="save",
            tip=_("Keeps the pages of the preview in one file. New forms count as given out."),
        )
        self.send = button(
            _("Print"),
            self.print_here,
            "primary",
            drawing="print",
            tip=_("Prints the pages of the preview. New forms count as given out (Ctrl+P)."),
        )
        self.act(self.more, self.save, self.send)
        self._bar(_("The paper is being made. It takes a moment."))
        self._group = QButtonGroup(self)
        tabs = row(gap=20)
        self._tabs = {}
        self._last: dict[str, Paper] = {}
        for group in groups():
            tab = button(group.name, partial(self._on_tab, group.key), "tab", tip=group.what)
            tab.setCheckable(True)
            self._group.addButton(tab)
            tabs.addWidget(tab)
            self._tabs[group.key] = tab
            self._last[group.key] = group.papers[0]
        tabs.addStretch(1)
        texts = button(
            _("Texts of forms and letters"),
            self.ask_texts,
            "link",
            tip=_("Who checked which language, and your school’s own words in their place."),
        )
        left, right = col(gap=12), col(gap=12)
        self._beside = row(left, right, gap=16)
        self._beside.setStretch(0, 1)
        self._beside.setStretch(1, 1)
        self.fill(Turning(box(tabs), STRETCH, box(row(texts, STRETCH))), self._beside)
        self.body.setStretch(1, 1)
        yield
        self.preview = Preview()
        self.problems = Problems()
        right.addWidget(self.preview, 1)
        right.addWidget(self.problems)
        right.addWidget(self.progress)  # beneath the pages, which give way; above them it would move all that is read
        yield
        self.asking = Asking(self.workspace.lists)
        left.addWidget(self.asking, 1)
        yield from self.asking.build()
        self.asking.changed.connect(self._on_asked)
        self.asking.changing.connect(self._let_go)
        self.asking.plan_wanted.connect(partial(self.board.go, "sessions", "plan"))
        self.asking.language_wanted.connect(self._on_language_wanted)
        self.returned = ReturnedCard(self.workspace.consents, self._on_returned, self.board.draft)
        left.addWidget(self.returned)
        yield
        self.scanner = Scanner(self, self.returned.code, self.returned.knows)
        self.scanner.scanned.connect(self.returned.take)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(120)
        self._wait.timeout.connect(self._make)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(TIGHT)
        turn_by_room(self._beside, narrow=narrow)
        self.preview.setMinimumHeight(theme.current().px(420) if narrow else 0)

    @property
    def paper(self) -> Paper:
        """The paper that is asked for."""
        return self.asking.chosen

    def read(self) -> Pieces:
        sessions = [one for one in self.workspace.sessions.all() if one.state is not SessionState.CANCELLED]
        today = self.workspace.desk.today()
        coming = next((one.id for one in sessions if one.day >= today), sessions[-1].id if sessions else "")
        named = [(str(one.id), _session_words(one)) for one in sessions]
        self.asking.offer(self.workspace.papers.texts.languages(), named, coming)
        yield
        self.choose_paper(self.paper)
        yield
        out = self.workspace.consents.current().values()
        waiting = sum(one.response.value == "not_returned" for one in out)
        yield
        self._describe(waiting, len(self.workspace.papers.late()))
        yield

    def open(self, target: str) -> None:
        paper, _colon, what = target.partition(":")
        if paper == "code":
            self.returned.show_code(what)
            return
        if paper in list(Paper):
            self.choose_paper(Paper(paper))
        if what and group_of(self.paper).key == "evening":
            self.asking.session.choose(what)
        elif what:
            self.asking.choose_people(what.split(","))
        self._soon()

    def choose_paper(self, paper: Paper) -> None:
        """Show what one kind of paper asks."""
        group = group_of(paper)
        self._tabs[group.key].setChecked(True)
        self.asking.show_group(group, paper)
        self._on_asked()

    def focus_list(self) -> None:
        self.asking.focus()

    def _on_tab(self, key: str) -> None:
        self.choose_paper(self._last[key])

    def _on_asked(self) -> None:
        group = group_of(self.paper)
        self._last[group.key] = self.paper
        more = group.more if self.paper is not Paper.CHASE_LETTERS else ""
        explain(self.more, group.more_what)
        self.more.setText(more)
        self.more.setAccessibleName(more)
        self.more.setVisible(bool(more))
        self._soon()

    def _describe(self, waiting: int, late: int) -> None:
        said = ngettext("{n} consent form is out and not back", "{n} consent forms are out and not back", waiting)
        after = ngettext("{n} of them is late", "{n} of them are late", late)
        self.head(_("Papers"), f"{said}; {after}." if late else f"{said}.")

    def _soon(self) -> None:
        """Make what is asked for in a moment; until it is there nothing that was asked before goes out."""
        order = self.asking.order
        if order is not None and order == self._tried and not self.board.tasks.busy:  # stopped, or it failed
            self._show(None, Trouble(_("These papers were not made."), _("Choose again to make them.")))
            return
        self._let_go()
        self._wait.start()

    def _let_go(self) -> None:
        """Let nothing go out that isn't what is asked for now; the next is made soon."""
        order, self.sheaf = self.asking.order, None
        self._bar(self.asking.lack if order is None else _("The paper is being made. It takes a moment."))
        if order is not None and order != self._shown:
            self.preview.show_making(len(order.people))

    def _make(self) -> None:
        """Make the paper in the background; what was asked meanwhile is made right after."""
        if not self.isVisible():
            return
        if self.board.tasks.busy:
            self._wait.start()
            return
        order = self.asking.order
        if order != self._shown:  # made anew by itself, a printer's trouble stays to be read
            self.trouble.hide()
        if order is None:
            self._show(None)
            return
        self._tried = order
        making = partial(_made, order=order)
        self.board.look_through(_("Making the papers"), making, partial(self._on_made, order))

    def _on_made(self, order: PaperOrder, made: tuple[Sheaf | None, Trouble | None]) -> None:
        """Show what was made where it is still what is asked for; else the next is made already."""
        self._tried = None
        if order == self.asking.order:
            self._shown = order
            self._show(*made)

    def _show(self, sheaf: Sheaf | None, trouble: Trouble | None = None) -> None:
        self.sheaf = sheaf
        if sheaf is None:
            self._shown = None
            self.preview.show_nothing(trouble)
        else:
            self.preview.show_pdf(sheaf.pdf)
        self.problems.show_problems(sheaf.problems if sheaf else ())
        self._bar("" if sheaf is not None else str(trouble or self.asking.lack))
        pages = sheaf.pages if sheaf else 0
        self.send.setText(ngettext("Print {n} page", "Print {n} pages", pages) if pages else _("Print"))
        self.send.setAccessibleName(self.send.text())

    def _bar(self, reason: str) -> None:
        for one in (self.more, self.save, self.send):
            allow(one, reason)

    def print_here(self) -> None:
        sheaf = self.sheaf
        if sheaf is None:
            self.board.say(reason_against(self.send))
        elif (trouble := no_printer()) is not None:
            self.board.troubled.emit(trouble)
        else:
            with_printer(self, paper_name(self.paper), sheaf.pages, lambda printer: self.print_on(printer, sheaf))

    def print_on(self, printer: QPrinter, sheaf: Sheaf) -> None:
        """Print in the background; new forms are kept first, so that no code on paper is unknown."""
        said = _("{paper} sent to the printer").format(paper=paper_name(self.paper))

        def printed(_nothing: None) -> None:
            self.board.do(lambda: None, said, undoable=bool(sheaf.new_forms))

        def go_on(_kept: None) -> None:
            self.board.work(_("Printing"), lambda run: print_to(printer, sheaf.pdf, run, breath=run.asked), printed)

        if sheaf.new_forms and not self.board.tasks.busy:  # where it is busy `work` says so, and nothing is kept
            self.board.keep(_("Printing"), lambda desk: desk.previews.keep(sheaf), then=go_on)
        else:
            go_on(None)

    def _on_save(self) -> None:
        if self.sheaf is None:
            return
        with_file(self, (_("Save as PDF"), f"{self.paper}.pdf", "PDF (*.pdf)"), self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the very bytes of the preview; new forms are kept first, so that no code on paper is unknown."""
        sheaf = self.sheaf
        if sheaf is None:
            return
        said = _("Saved as {file}").format(file=path.name)

        def write(_kept: None) -> None:
            if self.board.tried(lambda: self.workspace.previews.write(sheaf, path)):
                self.board.noticed.emit(said, bool(sheaf.new_forms))

        if sheaf.new_forms:
            self.board.keep(_("Save as PDF"), lambda desk: desk.previews.keep(sheaf), then=write)
        else:
            write(None)

    def _on_more(self) -> None:
        with_folder(self, self.more.text(), self.save_more)

    def save_more(self, folder: Path) -> None:
        """Write a file for each family, for each session to come, or a workbook; Stop leaves what is whole."""
        order = self.asking.order
        if order is None:
            return
        group = group_of(order.paper).key
        wanted = {
            "families": order.model_copy(update={"fillable": True, "html": True}),
            "evening": order.model_copy(update={"sessions": ()}),
            "lists": order.model_copy(update={"workbook": True}),
        }[group]
        title = self.more.text()

        def go_on(job: PrintJob) -> None:
            self.board.work(title, lambda running: job(folder, running, running.asked), self._on_written)

        if group == "families":  # new forms are kept before they go out
            self.board.keep(title, lambda desk: desk.papers.printer(wanted), then=go_on)
        else:
            self.board.look(title, lambda desk: desk.papers.printer(wanted), go_on)

    def _on_written(self, printed: Printed) -> None:
        self.problems.show_problems(printed.problems)
        said = ngettext("{n} file saved in {{folder}}", "{n} files saved in {{folder}}", len(printed.files))
        said = said.format(folder=printed.files[0].parent.name if printed.files else "")
        self.board.say(_("Stopped. {saved}.").format(saved=said) if printed.stopped else said)

    def _on_language_wanted(self, language: str) -> None:
        chosen = self.asking.who.ids
        said = ngettext("{n} family’s language changed", "{n} families’ language changed", len(chosen))
        if self.board.do_many(len(chosen), lambda desk: desk.papers.change_language(chosen, language), said):
            self.asking.language.choose("")

    def ask_texts(self) -> TextsDialog:
        """Open the texts of forms and letters, the school's own among them."""
        dialog = TextsDialog(self)
        dialog.open()
        return dialog

    def _on_returned(self, code: str, returned: ReturnedForm, change: bool) -> bool:
        consents = self.workspace.consents
        try:
            name = consents.look_up(code).name
        except Trouble as trouble:
            self.board.troubled.emit(trouble)
            return False
        said = _("{name}’s form changed") if change else _("{name}’s form marked returned")
        return self.board.do(lambda: consents.record(code, returned, change=change), said.format(name=name))


def _made(desk: "Workspace", running: Running, *, order: PaperOrder) -> tuple[Sheaf | None, Trouble | None]:
    """Return an order's papers; why there are none for these people is said where the page would be."""
    try:
        job = desk.previews.of(order)
    except Trouble as trouble:
        return None, trouble
    return job(running, running.asked), None


def _session_words(session: Session) -> str:
    return f"{sentence(long_day(session.day))}, {clock(session.start)}, {session.room}".rstrip(", ")
