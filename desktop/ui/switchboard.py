"""What connects pages, jobs, notices and the workspace, so that no page knows another; it shows nothing itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.errors import Stopped, Trouble
from desktop.i18n import _
from desktop.ui.drafts import Draft, DraftBook
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import Job, Running, Tasks

if TYPE_CHECKING:
    from desktop.ui.post import PostRound
    from desktop.workspace import Workspace

T = TypeVar("T")


class Switchboard(QObject):
    """Passed to every page: it runs verbs, starts jobs, says what was done and asks for other pages.

    `changed` carries the kinds of record touched (empty: anything). The two doors of the window are here:
    Trouble becomes a bar on the page, anything else a crash report without personal data.
    """

    changed = Signal(object)
    noticed = Signal(str, bool)
    troubled = Signal(object)
    bugged = Signal(object)
    wanted = Signal(str, str)
    look_changed = Signal()
    restore_wanted = Signal(str, str)

    def __init__(self, workspace: "Workspace", tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self.workspace = workspace
        self.tasks = tasks
        self.preferences = preferences
        self.motion = True
        self.drafts = DraftBook(workspace, self.attempt)
        self.post: PostRound | None = None
        self._kinds: frozenset[str] = frozenset()
        self._deaf: Callable[[], object] = lambda: None

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run something that reads or writes; Trouble and bugs go to their doors and None comes back."""
        try:
            return act()
        except Trouble as trouble:
            self.troubled.emit(trouble)
        except Exception as bug:  # the window's door: whatever is not Trouble is a bug
            self.bugged.emit(bug)
        return None

    def tried(self, act: Callable[[], object]) -> bool:
        """Run something for what it does; False where Trouble or a bug came instead."""
        return self.attempt(lambda: (act(),)) is not None

    def do(self, act: Callable[[], object], said: str = "", *, undoable: bool = True) -> bool:
        """Run a verb of the workspace and say what was done; False where Trouble came instead."""
        done = self.tried(act)
        if done and said:
            self.noticed.emit(said, undoable)
        if done:
            self.changed.emit(self._touched())
        return done

    def _touched(self) -> frozenset[str]:
        """Return the kinds of record the latest steps touched; empty, which means anything, where none told."""
        kinds, self._kinds = self._kinds, frozenset()
        return kinds

    def listen(self) -> None:
        """Hear from the workspace which kinds of record each step touched."""
        self._deaf = self.workspace.on_step(self._heard)

    def _heard(self, kinds: frozenset[str]) -> None:
        self._kinds |= kinds

    def close(self) -> None:
        """Stop what runs and let go of the school's file."""
        self._deaf()
        self.drafts.flush()
        self.tasks.close()
        self.workspace.close()

    def work(self, title: str, work: Callable[[Running], T], adopt: Callable[[T], None]) -> bool:
        """Start a job over frozen values; its value is adopted here on the GUI thread."""
        started = self.tasks.start(Job(title, work, adopt, self._failed))
        if not started:
            self.troubled.emit(Trouble(_("Another job is under way."), _("Wait until it is done, or stop it.")))
        return started

    def _failed(self, trouble: BaseException) -> None:
        if isinstance(trouble, Stopped):
            self.noticed.emit(_("Stopped. Nothing was changed."), False)
        elif isinstance(trouble, Trouble):
            self.troubled.emit(trouble)
        else:
            self.bugged.emit(trouble)
        self.changed.emit(frozenset())

    def go(self, page: str, target: str = "") -> None:
        """Ask for a page, and for one thing on it."""
        self.wanted.emit(page, target)

    def say(self, text: str, *, undoable: bool = False) -> None:
        """Say something that was done."""
        self.noticed.emit(text, undoable)

    def draft(self, form: str) -> Draft:
        """Return what was typed into a form before and not kept, on another day too."""
        return self.drafts.draft(form)
