"""Work that only the GUI thread can do, cut into pieces: a few milliseconds a turn of the event loop; it knows no page.

Building a page, or filling it with 5,000 people, takes a tenth of a second. What is cut by `yield` lets keys, mouse
and paint in between, so that nobody feels it.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

Pieces = Iterator[None]
Attempt = Callable[[Callable[[], bool]], bool | None]
TURN_SECONDS = 0.004  # no further piece in a turn after this; paint and layout come on top of the last one


class Turns(QObject):
    """Pieces under way, in order for each owner; the owner who came last goes first.

    `attempt` runs a piece; trouble in one ends the pieces it belongs to. `at_once` is for tests and scripts.
    """

    def __init__(self, attempt: Attempt, *, at_once: bool = False) -> None:
        super().__init__()
        self._attempt = attempt
        self._at_once = at_once
        self._lines: dict[QObject, deque[Pieces]] = {}
        self._inside = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether anything is still to be done."""
        return bool(self._lines)

    def pending(self, owner: QObject) -> bool:
        """Whether an owner has anything still to be done."""
        return owner in self._lines

    def take(self, owner: QObject, pieces: Pieces) -> None:
        """Do the pieces, after what the owner has under way and before anybody else's."""
        if self._at_once:
            deque(pieces, maxlen=0)
            return
        line = self._lines.pop(owner, deque())
        line.append(pieces)
        self._lines[owner] = line
        self._timer.start()

    def after(self, owner: QObject, act: Callable[[], object]) -> None:
        """Do something once an owner's pieces are done; now where there are none."""
        if self.pending(owner):
            self.take(owner, _one(act))
        else:
            act()

    def drop(self) -> None:
        """Let everything fall, as when the window closes or is built anew."""
        self._lines.clear()
        self._timer.stop()

    def _turn(self) -> None:
        if self._inside:  # a piece that runs an event loop of its own, such as a system's dialog
            return
        self._inside = True
        end = time.perf_counter() + TURN_SECONDS
        while self._lines:  # at least one piece a turn, however slow the clock is read
            self._step(next(reversed(self._lines)))
            if time.perf_counter() >= end:
                break
        self._inside = False
        if not self._lines:
            self._timer.stop()

    def _step(self, owner: QObject) -> None:
        line = self._lines[owner]
        pieces = line[0]
        if isValid(owner) and self._attempt(lambda: _goes_on(pieces)):
            return
        if self._lines.get(owner) is line:
            line.popleft()
            if not line or not isValid(owner):
                del self._lines[owner]


def _goes_on(pieces: Pieces) -> bool:
    """Do one piece; False when it was the last."""
    return next(pieces, _DONE) is not _DONE


def _one(act: Callable[[], object]) -> Pieces:
    act()
    yield


_DONE = object()
