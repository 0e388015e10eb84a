"""Where work leaves the GUI thread and comes back: one executor, one landing place; it knows no job's meaning.

Workers get plain values and return plain values. What they return is adopted on the GUI thread.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, SignalInstance

from desktop.errors import Stopped
from desktop.i18n import _
from desktop.ui.pulse import Pulse

T = TypeVar("T")
QUIET_SECONDS = 0.3  # a job this short shows nothing
TELL_SECONDS = 0.05  # progress is told at most this often


@dataclass(frozen=True)
class Stage:
    """How far a job is: what it is doing in words, and how much of that is done; total 0 is not known."""

    words: str
    done: int = 0
    total: int = 0


class Running:
    """A job's hand on the outside: it tells how far it is and learns that it should stop. Safe in any thread.

    Whenever it does either it lets the GUI thread go first.
    """

    def __init__(self, tell: Callable[[Stage], None], give_way: Callable[[], None] = lambda: None) -> None:
        self._tell = tell
        self._give_way = give_way
        self._stop = threading.Event()
        self._told = 0.0
        self._words = ""

    def __call__(self, words: str, done: int = 0, total: int = 0) -> None:
        """Tell how far the job is. Raises Stopped once the person at the desk pressed Stop."""
        if self.asked():
            raise Stopped(_("This was stopped."), _("Nothing was changed."))
        now = time.monotonic()
        if words != self._words or done == total or now - self._told >= TELL_SECONDS:
            self._told, self._words = now, words
            self._tell(Stage(words, done, total))

    def stop(self) -> None:
        """Ask the job to stop at its next breath."""
        self._stop.set()

    def asked(self) -> bool:
        """Return whether Stop was pressed."""
        self._give_way()
        return self._stop.is_set()


@dataclass(frozen=True)
class Job(Generic[T]):
    """Work off the GUI thread: what it is called, the work, who adopts its value and who hears of trouble.

    `work` may see frozen values only, never the store. `adopt` runs on the GUI thread; it may raise RosterChanged.
    """

    title: str
    work: Callable[[Running], T]
    adopt: Callable[[T], None]
    failed: Callable[[BaseException], None]


class RunAtOnce(Executor):
    """An executor for tests and scripts that runs what it is given before it returns."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as trouble:  # noqa: BLE001 - a future tells it to whoever asks
            done.set_exception(trouble)
        return done


class Tasks(QObject):
    """The jobs under way. A page shows `started`, `moved` and `ended`; closing stops them all and waits briefly."""

    keeping = Signal(bool)
    started = Signal(str)
    moved = Signal(object)
    ended = Signal()
    _landed = Signal(object, object)
    _kept = Signal(object, object)
    _told = Signal(object)
    _handed = Signal(object, object)

    def __init__(self, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pulse = Pulse(self)
        self._executor = executor or ThreadPoolExecutor(1, "alongside")
        self.post_executor = executor or ThreadPoolExecutor(1, "alongside-post")  # waits for the line, holds up nothing
        self._desk_executor = executor or ThreadPoolExecutor(1, "alongside-desk")  # writes, held up by no question
        self._current: Running | None = None
        self._keeping: Future[Any] | None = None
        self._kept_title = ""
        self._landed.connect(self._on_landed, Qt.ConnectionType.AutoConnection)
        self._kept.connect(self._on_kept, Qt.ConnectionType.AutoConnection)
        self._told.connect(self.moved, Qt.ConnectionType.AutoConnection)
        self._handed.connect(self._on_handed, Qt.ConnectionType.AutoConnection)
        self._closed = False

    @property
    def executor(self) -> Executor:
        """What runs the jobs; `Latest` shares it, so that one thread does all the work."""
        return self._executor

    def running(self, tell: Callable[[Stage], None] = lambda _stage: None) -> Running:
        """Return a hand on the outside for a job of these threads."""
        return Running(tell, self._pulse.give_way)

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._current is not None

    def start(self, job: Job[T]) -> bool:
        """Start a job; False where another is under way (one at a time: they read the same people)."""
        if self._current is not None:
            return False
        running = self.running(self._told.emit)
        self._current = running
        self.started.emit(job.title)
        future = self._executor.submit(job.work, running)
        future.add_done_callback(lambda done: self._emit(self._landed, job, done))
        return True

    @property
    def writing(self) -> bool:
        """Whether something large is being kept."""
        return self._keeping is not None

    def keep(self, job: Job[T]) -> bool:
        """Start a job that writes; False where another still does. It can't be stopped, and closing waits for it."""
        if self._keeping is not None:
            return False
        self._keeping = future = self._desk_executor.submit(job.work, self.running())
        self._kept_title = job.title
        self.keeping.emit(True)
        future.add_done_callback(lambda done: self._emit(self._kept, job, done))
        return True

    def _on_kept(self, job: Job[Any], done: "Future[Any]") -> None:
        self._keeping = None
        try:
            _hand_in(job, done)
        finally:
            self.keeping.emit(False)

    def stop(self) -> None:
        """Ask the job under way to stop."""
        if self._current is not None:
            self._current.stop()

    def hand_over(self, keep: Callable[[], None]) -> None:
        """Run a keeping on the GUI thread, where the store lives, and wait for it; a worker calls this."""
        if QThread.currentThread() is self.thread():
            keep()
            return
        kept: Future[None] = Future()
        self._handed.emit(keep, kept)
        while not self._closed:
            with suppress(TimeoutError):
                kept.result(0.2)
                return
        raise Stopped(_("The window was closed."), _("It goes on by itself next time."))

    def _on_handed(self, keep: Callable[[], None], kept: "Future[None]") -> None:
        if self._keeping is not None:  # the file can't be written here before that is done
            QTimer.singleShot(50, self, lambda: self._on_handed(keep, kept))
            return
        try:
            keep()
            kept.set_result(None)
        except BaseException as trouble:  # noqa: BLE001 - a future tells it to whoever asks
            kept.set_exception(trouble)

    def close(self) -> tuple[str, BaseException] | None:
        """Stop what runs and let its result fall; what is being written is waited for, so nothing is lost.

        Return what was being written and why where it could not be: nobody else hears of it any more.
        """
        if self._closed:
            return None
        self.stop()
        self._closed = True
        self._pulse.stop()
        self._current = None
        self._landed.disconnect(self._on_landed)
        self._kept.disconnect(self._on_kept)
        self._desk_executor.shutdown(wait=True)
        trouble = self._keeping.exception() if self._keeping is not None else None
        self._keeping = None
        self._executor.shutdown(wait=False, cancel_futures=True)
        self.post_executor.shutdown(wait=False, cancel_futures=True)
        return (self._kept_title, trouble) if trouble is not None else None

    @staticmethod
    def _emit(landing: SignalInstance, job: Job[T], done: "Future[T]") -> None:
        try:
            landing.emit(job, done)
        except RuntimeError:  # the window is gone, and with it whoever wanted the value
            return

    def _on_landed(self, job: Job[Any], done: "Future[Any]") -> None:
        if self._closed:
            return
        if self._keeping is not None:  # what is adopted may write: it waits until what is being kept is in the file
            QTimer.singleShot(50, self, lambda: self._on_landed(job, done))
            return
        self._current = None
        self.ended.emit()
        _hand_in(job, done)


def _hand_in(job: Job[Any], done: "Future[Any]") -> None:
    trouble = done.exception()
    if trouble is not None:
        job.failed(trouble)
        return
    try:
        job.adopt(done.result())
    except Exception as late:  # noqa: BLE001 - the window's door: the page that asked tells it
        job.failed(late)
