"""Questions whose answer only counts while nobody asked again: the latest wins, an older one is stopped and dropped."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.errors import Stopped, Trouble
from desktop.ui.tasks import Running

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from desktop.ui.switchboard import Switchboard

T = TypeVar("T")
Work = Callable[[Running], T]
Adopt = Callable[[T], None]


class Latest(QObject):
    """Asks off the GUI thread, one question at a time; nothing is shown while it works. Trouble goes to the page."""

    settled = Signal()
    _landed = Signal(object, object, object)

    def __init__(self, board: "Switchboard", parent: QObject, executor: "Executor | None" = None) -> None:
        super().__init__(parent)
        self._executor = executor or board.tasks.executor
        self._board = board
        self._running: Running | None = None
        self._next: tuple[Work[Any], Adopt[Any]] | None = None
        self._landed.connect(self._on_landed)

    @property
    def asking(self) -> bool:
        """Whether an answer is still to come."""
        return self._running is not None

    def ask(self, work: Work[T], adopt: Adopt[T]) -> None:
        """Ask; whatever was asked before and not answered yet no longer counts."""
        if self._running is not None:
            self._running.stop()
            self._next = (work, adopt)
            return
        running = self._board.tasks.running()
        self._running = running
        try:
            future = self._executor.submit(work, running)
        except RuntimeError:  # the window is closing
            self._running = None
            return
        future.add_done_callback(lambda done: self._land(running, done, adopt))

    def drop(self) -> None:
        """Let whatever was asked no longer count."""
        self._next = None
        if self._running is not None:
            self._running.stop()

    def _land(self, running: Running, done: "Future[Any]", adopt: Adopt[Any]) -> None:
        try:
            self._landed.emit(running, done, adopt)
        except RuntimeError:  # the page is gone, and with it whoever wanted the answer
            return

    def _on_landed(self, running: Running, done: "Future[Any]", adopt: Adopt[Any]) -> None:
        self._running = None
        following, self._next = self._next, None
        if following is not None:
            self.ask(*following)
            return
        if running.asked() or done.cancelled():
            return
        trouble = done.exception()
        if trouble is None:
            self._board.attempt(lambda: adopt(done.result()))
        elif isinstance(trouble, Trouble) and not isinstance(trouble, Stopped):
            self._board.troubled.emit(trouble)
        elif not isinstance(trouble, Stopped):
            self._board.bugged.emit(trouble)
        self.settled.emit()
