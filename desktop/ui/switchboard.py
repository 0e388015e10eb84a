"""What connects pages, jobs, notices and the workspace, so that no page knows another; it shows nothing itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import FileTrouble, Stopped, Trouble
from desktop.i18n import _
from desktop.ui.drafts import Draft, DraftBook
from desktop.ui.latest import Latest
from desktop.ui.pace import settle
from desktop.ui.preferences import Preferences
from desktop.ui.refused import told_plainly
from desktop.ui.rooms import Rooms
from desktop.ui.tasks import Job, RunAtOnce, Running, Tasks
from desktop.ui.turns import Turns
from desktop.workspace.safekeeping import LARGE

if TYPE_CHECKING:
    from desktop.ui.post import PostRound
    from desktop.workspace import Workspace
    from desktop.workspace.lent import Lent

T = TypeVar("T")
BUSY, SAVING = "busy", "saving"  # states a Trouble may tell of
UNLOCK_MS = 300  # after the first page was filled and painted


class Switchboard(QObject):
    """Passed to every page: it runs verbs, starts jobs, says what was done and asks for other pages.

    `changed` carries the kinds of record touched (empty: anything), `placed` the place the open page turned out to be
    of. The two doors of the window are here: Trouble becomes a bar on the page, anything else a crash report without
    personal data.
    """

    changed = Signal(object)
    noticed = Signal(str, bool)
    offered = Signal(str, object)
    troubled = Signal(object)
    bugged = Signal(object)
    wanted = Signal(str, str)
    look_changed = Signal()
    restore_wanted = Signal(str, str, str)
    sample_wanted = Signal()
    readied = Signal()
    unkept_heard = Signal()
    kept_again = Signal(str)
    over = Signal(str)
    placed = Signal(str)

    def __init__(self, workspace: "Workspace", tasks: Tasks, preferences: Preferences) -> None:
        super().__init__()
        self.workspace = workspace
        self.tasks = tasks
        self.preferences = preferences
        self.motion = True
        self.closed = False
        self.drafts = DraftBook(workspace, self.attempt, lambda: self.tasks.writing)
        self.post: PostRound | None = None
        self._kinds: frozenset[str] = frozenset()
        self._steps = 0  # heard of since the window opened
        self._deaf: Callable[[], object] = lambda: None
        self.ready = False
        self.closing = False
        self.unkept: Trouble | None = None
        self.about = ""  # the action or the state that what is told through `troubled` just now belongs to
        tasks.ended.connect(self._on_ended)
        tasks.keeping.connect(self._on_keeping)
        self._reading = Latest(self, self)
        self.turns = Turns(self.attempt, at_once=isinstance(tasks.executor, RunAtOnce))
        self.rooms = Rooms(self)
        self._reading.settled.connect(self._on_settled)

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run something that reads or writes; Trouble and bugs go to their doors and None comes back."""
        if self.closed:  # an answer or a repaint that comes late: there is no file to read any more
            return None
        try:
            return act()
        except Trouble as trouble:
            self.troubled.emit(trouble)
        except Exception as bug:  # noqa: BLE001 - the window's door: whatever is not Trouble is a bug
            self.bugged.emit(bug)
        return None

    def tried(self, act: Callable[[], object]) -> bool:
        """Run something for what it does; False where Trouble or a bug came instead."""
        return self.attempt(lambda: (act(),)) is not None

    def do(
        self,
        act: Callable[[], object],
        said: str = "",
        *,
        undoable: bool = True,
        refused: Callable[[Trouble], object] | None = None,
    ) -> bool:
        """Run a verb of the workspace and say what was done; False where Trouble came instead.

        Undo is offered only where the verb made a step, else it would take back what was done before. `refused` tells
        a Trouble where it belongs, as at a form's field.
        """
        before, met = self._steps, list[Trouble]()

        def run() -> None:
            try:
                told_plainly(act)
            except Trouble as trouble:
                if refused is None:
                    raise
                met.append(trouble)

        done = self._about(said, lambda: self.tried(run)) and not met
        if met and refused is not None:
            refused(met[0])
        if done and said:
            self.over.emit(said)
            self.noticed.emit(said, undoable and self._steps > before)
        if done:
            self.changed.emit(self._touched())
        return done

    def _about(self, about: str, act: Callable[[], T]) -> T:
        """Do something; what is told meanwhile is told of this."""
        before, self.about = self.about, about
        try:
            return act()
        finally:
            self.about = before

    def _tell(self, trouble: Trouble, about: str) -> None:
        self._about(about, lambda: self.troubled.emit(trouble))

    def _on_ended(self) -> None:
        self.over.emit(BUSY)

    def _on_keeping(self, keeping: bool) -> None:
        if not keeping:
            self.over.emit(SAVING)

    def _touched(self) -> frozenset[str]:
        """Return the kinds of record the latest steps touched; empty, which means anything, where none told."""
        kinds, self._kinds = self._kinds, frozenset()
        return kinds

    def listen(self) -> None:
        """Hear from the workspace which kinds of record each step touched, and of steps that could not be kept."""
        self._deaf = self.workspace.on_step(self._heard)
        self.workspace.on_unkept(self._on_unkept)

    def _heard(self, kinds: frozenset[str]) -> None:
        self._kinds |= kinds
        self._steps += 1
        if self.unkept is not None:
            told, self.unkept = str(self.unkept), None
            self.kept_again.emit(told)

    def _on_unkept(self, trouble: Trouble) -> None:
        self.unkept = trouble
        self.unkept_heard.emit()

    def read_in(self) -> None:
        """Have every record read by a worker; pages fill when `readied` says so."""
        if not self.workspace.lendable:
            self._on_settled()
            return
        lent = self.workspace.lend(writing=False)

        def read(run: Running) -> "Lent":
            lent.run(lambda workspace: workspace.desk.store.read_all(run.asked), breath=run.asked)
            return lent

        self._reading.ask(read, self._on_read)

    def _on_read(self, lent: "Lent") -> None:
        if not self.workspace.take_back(lent):  # something was written meanwhile
            self.read_in()
        settle()

    def _on_settled(self) -> None:
        """Let the pages fill; where the file can't be read they say why themselves."""
        if not self._reading.asking and not self.closing:
            self.ready = True
            self.readied.emit()
            self._tell_unkept()
            QTimer.singleShot(UNLOCK_MS, self, self._unlock_rooms)

    def _unlock_rooms(self) -> None:
        """Have a worker import the pages that nobody opened yet, once the page that is open stands."""
        if self.turns.busy:
            QTimer.singleShot(UNLOCK_MS, self, self._unlock_rooms)
        elif not self.closing:
            self.rooms.unlock()

    def look(self, title: str, verb: "Callable[[Workspace], T]", then: Callable[[T], None]) -> bool:
        """Run a verb that reads much, or makes a backup, at a desk of a worker's thread; what it returns is shown."""
        return self.look_through(title, lambda workspace, _run: verb(workspace), then)

    def look_through(self, title: str, verb: "Callable[[Workspace, Running], T]", then: Callable[[T], None]) -> bool:
        """Do as `look` does for a verb that tells how far it is and can be stopped."""
        if not self.workspace.lendable:
            return self.tried(lambda: then(verb(self.workspace, Running(lambda _stage: None))))
        lent = self.workspace.lend(writing=False, back=False)
        return self.work(title, lambda run: lent.run(lambda desk: verb(desk, run), breath=run.asked), then)

    def keep(
        self,
        title: str,
        verb: "Callable[[Workspace], T]",
        said: str = "",
        *,
        then: Callable[[T], object] | None = None,
        undoable: bool = True,
    ) -> bool:
        """Run a verb that writes much on a worker's thread. Until it is done the window shows things as they stood.

        False where something large is being kept already.
        """
        after = then or (lambda _value: None)
        if not self.workspace.lendable:
            return self.do(lambda: after(verb(self.workspace)), said, undoable=undoable)
        if self.tasks.writing:
            busy, advice = _("A large change is being saved just now."), _("Wait a moment, then do it again.")
            self._tell(Trouble(busy, advice), SAVING)
            return False
        lent = self.attempt(lambda: self.workspace.lend(writing=True))
        if lent is None:
            return False

        def adopt(value: T) -> None:
            if self.closing:  # closing waited for it and took it back
                return
            before = self._steps
            self.workspace.take_back(lent)  # what the worker wrote is told now
            if said:
                self.noticed.emit(said, undoable and self._steps > before)
            self.changed.emit(self._touched())
            self.over.emit(title)
            after(value)

        def failed(trouble: BaseException) -> None:
            if self.closing:
                return
            self.workspace.take_back(lent)
            self._about(title, lambda: self.failed(trouble))

        return self.tasks.keep(
            Job(title, lambda run: told_plainly(lambda: lent.run(verb, breath=run.asked)), adopt, failed)
        )

    def do_many(self, size: int, verb: "Callable[[Workspace], object]", said: str) -> bool:
        """Run a verb that writes so many records: at once where they are few, else on a worker's thread.

        False where Trouble came instead, or something large is being kept already.
        """
        return self.do(lambda: verb(self.workspace), said) if size <= LARGE else self.keep(said, verb, said)

    def close(self, *, backup: bool = True) -> None:
        """Stop what runs and let go of the school's file; no backup where the file becomes one next."""
        self.closing = True
        self._deaf()
        self.rooms.close()
        self.turns.drop()
        unkept = self.tasks.close()
        if unkept is not None:
            self._remember_unkept(*unkept)
        try:
            self.attempt(self.workspace.call_back)
            self.drafts.flush()
        finally:
            self.closed = True
            self._let_go(backup)

    def _let_go(self, backup: bool) -> None:
        """Back up and close the file; it is closed whether or not there was room for the backup."""
        try:
            self.workspace.close(backup=backup)
        except Trouble as trouble:  # everything done is in the file; the next opening tells
            self.preferences.keep(unbacked=str(trouble))

    def _remember_unkept(self, title: str, why: BaseException) -> None:
        """Have the next opening tell of a step that failed while the window was closing; a step's name names nobody."""
        self.preferences.keep(unkept=title, unkept_why=str(why) if isinstance(why, FileTrouble) else "")

    def _tell_unkept(self) -> None:
        liked = self.preferences.liked
        if liked.unbacked:
            kept = _("No backup could be made when the window closed. Everything you did is kept.")
            self.troubled.emit(Trouble(kept, liked.unbacked))
            self.preferences.keep(unbacked="")
        if liked.unkept:
            words = _("Not saved when the window closed: {what}.").format(what=liked.unkept)
            advice = _("Nothing else was lost. Do it again.")
            self.troubled.emit(Trouble(words, liked.unkept_why or advice))
            self.preferences.keep(unkept="", unkept_why="")

    def work(self, title: str, work: Callable[[Running], T], adopt: Callable[[T], None]) -> bool:
        """Start a job over frozen values; its value is adopted here on the GUI thread."""

        def land(value: T) -> None:
            self.over.emit(title)
            self._about(title, lambda: adopt(value))

        def failed(trouble: BaseException) -> None:
            self._about(title, lambda: self.failed(trouble))

        started = self.tasks.start(Job(title, work, land, failed))
        if not started:
            busy = Trouble(_("Another job is under way."), _("Wait until it is done, or stop it."))
            self._tell(busy, BUSY)
        return started

    def failed(self, trouble: BaseException) -> None:
        """Take what a job raised to its door, and let pages read again."""
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

    def offer(self, act: str, then: Callable[[], object]) -> None:
        """Offer, beside what was just said to be done, what usually follows from it."""
        QTimer.singleShot(0, self, lambda: self.offered.emit(act, then))  # the notice may be said in this very turn

    def draft(self, form: str) -> Draft:
        """Return what was typed into a form before and not kept, on another day too."""
        return self.drafts.draft(form)
