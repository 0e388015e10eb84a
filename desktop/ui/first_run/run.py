"""Leads through the first run: makes the encrypted file, keeps the recovery sheet, names the school, hands over."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.errors import Stopped, Trouble
from desktop.i18n import _
from desktop.ui import crash, theme
from desktop.ui.build import STRETCH, box, button, col, row, words
from desktop.ui.drafts import DraftBook
from desktop.ui.drop import dropped_file
from desktop.ui.first_run.passphrase import PassphrasePage, WelcomePage
from desktop.ui.first_run.recovery import RecoveryPage
from desktop.ui.first_run.sample_school import SampleSchool
from desktop.ui.first_run.school import SchoolPage
from desktop.ui.first_run.start_list import ListPage
from desktop.ui.first_run.steps import StepList, StepPage
from desktop.ui.help import show_help
from desktop.ui.marks import DrawnIcon
from desktop.ui.notices import ProgressStrip, TroubleBar
from desktop.ui.page import TIGHT
from desktop.ui.preferences import Preferences
from desktop.ui.tab_stops import step
from desktop.ui.tasks import Job, Running, Tasks
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.store import Keys
    from desktop.store.vault import Vault

T = TypeVar("T")


class FirstRun(QWidget):
    """Five pages beside a list of steps. `finished` hands over the open workspace and where to go."""

    finished = Signal(object, str)
    elsewhere = Signal(object, object)
    language = Signal(str)
    backup_wanted = Signal()

    def __init__(
        self, folder: Path, preferences: Preferences, tasks: Tasks, *, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self.progress = ProgressStrip(tasks)
        self.folder = folder
        self.workspace: Workspace | None = None
        self._preferences = preferences
        self._today = today
        self.drafts: DraftBook | None = None
        self._said: dict[str, str] = {}
        self._steps = StepList()
        self._stack = QStackedWidget()
        self.trouble = TroubleBar()
        top = box(row(STRETCH, button(_("Help"), self._help, "quiet", drawing="help"), margins=(24, 5, 18, 6)))
        top.setFixedHeight(48)
        told = col(self.trouble, self.progress, margins=(24, 0, 24, 0), gap=0)
        right = col(top, told, self._stack, gap=0)
        across = row(self._steps, right, gap=0)
        across.setStretch(1, 1)
        foot, self._office = _foot()
        self.setLayout(col(across, foot, gap=0))
        self.setAcceptDrops(True)
        QShortcut(QKeySequence("F1"), self, self._help)
        self._welcome()

    def _welcome(self) -> None:
        page = WelcomePage(self._look_round, self._preferences.liked.language)
        page.language.connect(self.language)
        page.backup_wanted.connect(self.backup_wanted)
        self._show("passphrase", page, self._ask_passphrase)

    def resume(self, workspace: Workspace, reached: str) -> None:
        """Go on where the window was closed; a recovery key that was never confirmed is made anew."""
        self.workspace = workspace
        if reached == "recovery":
            self._make_key()
        elif reached == "school":
            self._ask_school()
        else:
            self._said["school"] = workspace.settings.school.name
            self.show_list()

    def _make_key(self) -> None:
        """Show another key; a sheet that was printed before opens the file until this one is safe."""
        assert self.workspace is not None
        safe = self.workspace.safekeeping
        key = safe.new_recovery_key()

        def enter(made: "Vault") -> None:
            safe.adopt_recovery_key(made)
            self._ask_school()

        def change() -> None:
            job = safe.recovery_changer(key)
            self._start(_("Making a new recovery key"), lambda _run: job(), enter)

        self._show_key(key, change)

    def _show_key(self, key: str, then: Callable[[], object]) -> None:
        self._show("recovery", RecoveryPage(key, partial(self._keep_sheet, key)), then)

    @property
    def page(self) -> StepPage:
        """The page that is open."""
        page = self._stack.currentWidget()
        assert isinstance(page, StepPage)
        return page

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's own name
        return step(self, forward=next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for lesser in (self._steps, self._office):
            lesser.setVisible(self.width() >= theme.current().px(TIGHT))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a list wherever it is dropped, once it is its turn."""
        path = dropped_file(event)
        if isinstance(self.page, ListPage):
            self.page.brought.emit(path)
        else:
            first = _("A few steps come first: then your list has a safe place.")
            self.trouble.tell(Trouble(first, _("Drop it again at the last step, or anywhere in the window later.")))

    def _show(self, named: str, page: StepPage, then: Callable[[], object]) -> None:
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._steps.show_step(named, self._said)
        page.moved_on.connect(lambda: self._attempt(then))
        QTimer.singleShot(0, page, page.began)

    def _attempt(self, then: Callable[[], object]) -> None:
        self.trouble.hide()
        try:
            then()
        except Exception as met:  # noqa: BLE001 - the window's door: whatever is not Trouble is a bug
            self._on_failed(met)

    def _on_failed(self, met: BaseException) -> None:
        if isinstance(met, Stopped):  # on purpose: nothing to tell
            return
        if isinstance(met, Trouble):
            self.trouble.tell(met)
        else:
            crash.show(self, met)

    def _ask_passphrase(self) -> None:
        page = PassphrasePage()
        self._show("passphrase", page, lambda: self._make(page.secret, page.who))

    def _make(self, secret: str, who: str) -> None:
        """Have a worker make the file, whose passphrase takes a while to work in by design; then open it."""
        folder = self.folder

        def enter(made: "tuple[Keys, str]") -> None:
            keys, key = made
            self.workspace = Workspace.open(folder, secret, who=who, today=self._today, keys=keys)
            self._preferences.keep(people=(who,), first_run="recovery")
            self._show_key(key, self._ask_school)

        self._start(_("Making an encrypted file"), lambda _run: Workspace.prepare(folder, secret), enter)

    def _start(self, title: str, work: Callable[[Running], T], adopt: Callable[[T], None]) -> None:
        self._tasks.start(Job(title, work, adopt, self._on_failed))

    def _keep_sheet(self, key: str, how: str) -> None:
        """Print or save the recovery sheet at a worker, and say where it went."""
        assert self.workspace is not None
        from desktop.ui.pages.papers.printing import with_sheet_job

        def go_on(job: Callable[[], object], said: str) -> None:
            page = self.page
            if isinstance(page, RecoveryPage):
                self._start(_("Recovery sheet"), lambda _run: job(), lambda _nothing: page.say_kept(said))

        with_sheet_job(self, self.workspace.previews.recovery_sheet(key), how, go_on)

    def _ask_school(self) -> None:
        assert self.workspace is not None
        self._preferences.keep(first_run="school")
        self.drafts = DraftBook(self.workspace, self._attempt, lambda: False)
        page = SchoolPage(self.workspace.settings.school, self.drafts.draft("first-run:school"))
        self._show("school", page, lambda: self._name_school(page))

    def _name_school(self, page: SchoolPage) -> None:
        assert self.workspace is not None
        self.workspace.settings.found_school(page.school)
        page.form.settle()
        if self.drafts is not None:
            self.drafts.flush()
        self._preferences.keep(first_run="list")
        self._said["school"] = page.school.name
        self.show_list()

    def show_list(self) -> None:
        """Show the last page: bring in the list."""
        page = ListPage(self._look_round, lambda: self.finished.emit(self.workspace, "young-people:add"))
        page.brought.connect(lambda path: self.finished.emit(self.workspace, f"import:{path}"))
        self._show("list", page, lambda: None)

    def _look_round(self) -> None:
        """Make a made-up school in a folder of its own, beside the real one, on a worker; then open it."""
        self.trouble.hide()
        sample = SampleSchool(self.folder, who=self._who, today=self._today)

        def enter(keys: "Keys | None") -> None:
            opened = sample.open(keys)
            if self.workspace is not None:
                self.workspace.close()
            self.elsewhere.emit(sample.folder, opened)

        self._start(_("Making the sample school"), sample.make, enter)

    @property
    def _who(self) -> str:
        people = self._preferences.liked.people
        return people[0] if people else _("Coordinator")

    def _help(self) -> None:
        show_help(self, "first-run", _("Getting started"))


def _foot() -> tuple[QWidget, QWidget]:
    """Return the line under every step, and what it leaves out where the window is narrow."""
    from PySide6.QtCore import Qt

    left = row(DrawnIcon("lock", "muted", 16), words(_("Encrypted on this computer"), "small"), gap=8)
    right = words(_("Head office: not connected yet. You can do that later."), "small")
    made = box(row(left, STRETCH, right, margins=(16, 0, 16, 0)), surface="sidebar")
    made.setProperty("edge", "top")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setFixedHeight(32)
    return made, right
