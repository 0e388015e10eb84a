"""The window: the first run or the door, then the shell; it locks itself, follows the system's scheme, and closes."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from desktop import __version__
from desktop.errors import Trouble
from desktop.i18n import _, choose_language
from desktop.ui import crash, theme
from desktop.ui.dressing import Dressing
from desktop.ui.first_run.sample_school import make_beside
from desktop.ui.focus import FocusRing
from desktop.ui.greeting import greet
from desktop.ui.help import show_changes
from desktop.ui.locking import Locking
from desktop.ui.pages import makers
from desktop.ui.preferences import Preferences
from desktop.ui.restoring import Restoring
from desktop.ui.rooms import PAGES
from desktop.ui.shell.frame import Shell
from desktop.ui.shell.lock import Door, waiting_page
from desktop.ui.switchboard import Switchboard
from desktop.ui.taking_down import apart, free
from desktop.ui.tasks import Job, Tasks
from desktop.ui.turns import Pieces
from desktop.workspace import Workspace
from desktop.workspace.safekeeping import own_backups

if TYPE_CHECKING:
    from desktop.store import Keys
    from desktop.ui.first_run.run import FirstRun

T = TypeVar("T")
GREET_MS = 1000  # after the file was read


class MainWindow(QMainWindow):
    """One window a school. `executor` and `today` are passed in by tests."""

    def __init__(
        self,
        folder: Path,
        *,
        preferences: Preferences | None = None,
        executor: Executor | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self.folder = folder
        self.preferences = preferences or Preferences(folder)
        self.board: Switchboard | None = None
        self.shell: Shell | None = None
        self._executor = executor
        self._today = today
        self._doorman = Tasks(executor, self)
        self._stack = QStackedWidget()
        self._ring = FocusRing(self)
        self._first_run: FirstRun | None = None
        self.locking = Locking(self, self._stack, self.preferences, self._ask_door)
        self.restoring = Restoring(self, self._doorman, today)
        self.dressing = Dressing(self)
        self.setWindowTitle("Alongside")
        self.setMinimumSize(640, 340)  # 1366 x 768 at 200 %, less a title bar
        self.resize(1366, 768)
        self.setCentralWidget(self._stack)
        if kept := self.preferences.liked.geometry:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def begin(self) -> None:
        """Show the door to a school's file, or the first run where there is none."""
        if Workspace.exists(self.folder):
            self._show_door()
        else:
            self._tell_of_backups(self._show_first_run())

    def _tell_of_backups(self, run: "FirstRun") -> None:
        """Say so where the school's file is gone from a folder that still holds its backups."""
        if not own_backups(self.folder):
            return
        gone = Trouble(
            _("The school’s file is gone from its folder, but its backups are there."),
            _("Bring one back, or check whether somebody moved the file. Setting up begins a new school."),
        )
        run.trouble.tell(gone, _("Bring back a backup"), lambda: self.restoring.ask(run))

    def _show_first_run(self) -> "FirstRun":
        from desktop.ui.first_run.run import FirstRun

        run = FirstRun(self.folder, self.preferences, self._doorman, today=self._today)
        run.finished.connect(self._on_first_run_over)
        run.elsewhere.connect(self._on_elsewhere)
        run.language.connect(self._on_first_language)
        run.backup_wanted.connect(lambda: self.restoring.ask(run))
        self._drop_all()
        self._stack.addWidget(run)
        self._first_run = run
        return run

    def _on_first_language(self, language: str) -> None:
        """Begin the first run anew in another language."""
        self.preferences.keep(language=language)
        choose_language(language)
        self._show_first_run()

    def _on_first_run_over(self, workspace: Workspace, target: str) -> None:
        if self._first_run is None:  # pressed twice
            return
        self._first_run = None
        self.preferences.keep(first_run="")
        page, _colon, what = target.partition(":")

        def go() -> None:
            if page and self.shell is not None:
                self.shell.go(page, what, by_key=True)

        self.come_in(workspace, go)

    def _on_elsewhere(self, folder: Path, workspace: Workspace) -> None:
        self.folder = folder
        self.come_in(workspace)

    def _show_door(self) -> Door:
        door = Door(_("Open your school"), self.preferences.liked.people, self._open)
        door.offer_backup(lambda: self.restoring.ask(door, door.who))
        self._stack.addWidget(door)
        self._stack.setCurrentWidget(door)
        QTimer.singleShot(0, door, door.began)
        for module in PAGES["today"]:  # is there once somebody has typed
            self._doorman.post_executor.submit(import_module, module)
        return door

    def _open(self, door: Door, secret: str, who: str) -> None:
        """Have a worker find the key, which takes a while by design, then open the file."""
        folder = self.folder

        def enter(keys: "Keys | None") -> None:
            try:
                workspace = Workspace.open(folder, secret, who=who or _("Coordinator"), today=self._today, keys=keys)
            except Trouble as trouble:
                door.refuse(trouble)
                return
            self.preferences.remember_person(who)
            if reached := self.preferences.liked.first_run:
                self._show_first_run().resume(workspace, reached)
            else:
                self.come_in(workspace)

        self._ask_door(door, lambda: Workspace.find_keys(folder, secret), enter)

    def _ask_door(self, door: Door, work: Callable[[], T], enter: Callable[[T], None]) -> None:
        """Work while the door waits; Trouble is said on it."""

        def refuse(trouble: BaseException) -> None:
            if isValid(door):  # it may have been opened, by the same keys pressed twice
                door.refuse(trouble)
            if not isinstance(trouble, Trouble):
                crash.show(self, trouble)

        self._doorman.start(Job(_("Opening"), lambda _run: work(), enter, refuse))

    def _follow_seats(self, _kinds: frozenset[str]) -> None:
        """Offer at the door exactly the names the school keeps, the latest first."""
        if self.board is not None:
            names, liked = self.board.workspace.seats.names, self.preferences.liked.people
            if set(names) != set(liked):
                self.preferences.keep(people=(*(n for n in liked if n in names), *(n for n in names if n not in liked)))

    def sit_down(self, workspace: Workspace) -> None:
        """Show the shell of an open school."""
        self._take_seat(workspace)
        self._show_shell()

    def come_in(self, workspace: Workspace, then: Callable[[], object] = lambda: None) -> None:
        """Show the shell of a school that was just opened, in turns; then do what waits for it."""
        board = self._take_seat(workspace)
        board.turns.take(self, self._entering())
        board.turns.after(self, then)

    def _entering(self) -> Pieces:
        """Make the shell and show it in turns of their own: the file was opened in the one before."""
        shell = self._begun_shell()
        yield
        yield from shell.build()
        yield
        self._put_shell(shell, "today")

    def _take_seat(self, workspace: Workspace) -> Switchboard:
        self.board = Switchboard(workspace, Tasks(self._executor), self.preferences)
        self.board.motion = theme.moving()
        self.board.listen()
        self.board.look_changed.connect(self.dressing.turn)
        self.board.restore_wanted.connect(self.restoring.bring)
        self.board.sample_wanted.connect(self._on_sample_wanted)
        self.board.read_in()
        return self.board

    def _greet_soon(self) -> None:
        """Have a new name kept once the first page stands: a worker's calculating would hold the page up."""
        if self.board is None:
            return
        new = self.board.workspace.seats.new_among(*self.preferences.liked.people)
        if new:
            QTimer.singleShot(GREET_MS, self, self._greet)
        else:
            self._greet()

    def _greet(self) -> None:
        """Have the school know who sits at this PC; from then on the door offers exactly the names the school keeps."""
        if self.board is not None:
            greet(self.board, *self.preferences.liked.people)
            self.board.changed.connect(self._follow_seats, Qt.ConnectionType.UniqueConnection)

    def _show_shell(self, page: str = "today") -> None:
        assert self.board is not None
        self.board.turns.drop()
        shell = self._begun_shell()
        deque(shell.build(), maxlen=0)
        self._put_shell(shell, page)

    def _begun_shell(self) -> Shell:
        assert self.board is not None
        made = Shell(self.board, makers())
        made.lock_wanted.connect(self.locking.lock)
        self._stack.addWidget(made)
        made.hide()  # what is put into something that is seen is shown late
        return made

    def _put_shell(self, shell: Shell, page: str, target: str = "") -> None:
        self._stack.setCurrentWidget(shell)
        shell.show()
        self._drop_all(but=shell)
        self._first_run = None
        self.shell = shell
        shell.began(page, target)
        assert self.board is not None
        self.locking.guard(self.board, shell)
        QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        if self.board is not None:
            if self.board.ready:
                self._greet_soon()
            else:
                self.board.readied.connect(self._greet_soon)
        from desktop.ui.fonts import load_script_fonts

        if self.board is not None:
            self.board.turns.take(self, load_script_fonts())
        seen = self.preferences.liked.seen_version
        if seen != __version__:
            self.preferences.keep(seen_version=__version__)
            if seen and self.shell is not None:
                show_changes(self.shell)

    def _drop_all(self, *, but: QWidget | None = None) -> None:
        for old in [self._stack.widget(at) for at in range(self._stack.count())]:
            if old is None or old is but:
                continue
            self._stack.removeWidget(old)
            if isinstance(old, Shell):
                old.retire()
            free(old, lambda: self.awaited)

    @property
    def awaited(self) -> bool:
        """Whether a job is under way whose answer a page may await."""
        return self.board is not None and (self.board.tasks.busy or self.board.tasks.writing)

    def turning(self) -> Pieces:
        """Put another shell in the place of the old one, whose pages go first: Qt would style every part of them.

        Behind a closed door it waits: the new shell would stand in the door's place.
        """
        if self.locking.closed:
            self.locking.once_open(self.dressing.turn)
            return
        old, page = self.shell, QWidget()
        assert old is not None
        key, target = old.key, old.target_again
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        old.retire()
        self._stack.removeWidget(old)
        self.shell = None
        yield
        if self.awaited:
            free(old, lambda: self.awaited)
        else:
            yield from apart(old)
        self.dressing.restyle()
        yield
        shell = self._begun_shell()
        yield from shell.build()
        self._put_shell(shell, key, target)

    def leave(self, *, backup: bool = True) -> None:
        """Close the file, if one is open, and take down what stood on it; no backup where the file becomes one next."""
        if self.board is not None:
            self.board.close(backup=backup)
        self.board = self.shell = None
        self.locking.rest()
        self._drop_all()

    def wait_for(self, said: str) -> None:
        """Show that no school is open yet, and what is under way."""
        self._stack.addWidget(waiting_page(self._doorman, said))

    def _on_sample_wanted(self) -> None:
        assert self.board is not None
        make_beside(self.board, self.folder, self._today, self._move)

    def _move(self, folder: Path, workspace: Workspace) -> None:
        self.leave()
        self._on_elsewhere(folder, workspace)

    def ask_again(self, trouble: BaseException) -> None:
        """Show the door, or the first run where there is no file, and on it what went wrong."""
        self._drop_all()
        told = trouble if isinstance(trouble, Trouble) else Trouble("")
        if Workspace.exists(self.folder):
            self._show_door().refuse(told)
        else:
            self._show_first_run().trouble.tell(told)
        if not isinstance(trouble, Trouble):
            crash.show(self, trouble)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ring.listen()
        self.locking.watch(self.windowHandle())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close without a question: a job's value falls, every step is already kept."""
        self.locking.rest()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.preferences.keep(geometry=geometry)
        self._doorman.close()
        self.setProperty(crash.CLOSING, True)
        self.hide()  # what is still being kept, and the backup, need nobody to look on
        board, self.board = self.board, None
        if board is not None:
            board.close()
        elif self._first_run is not None and self._first_run.workspace is not None:
            if self._first_run.drafts is not None:
                self._first_run.drafts.flush()
            with suppress(Trouble):  # a backup of hardly anything
                self._first_run.workspace.close()
        super().closeEvent(event)
