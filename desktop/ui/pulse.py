"""Whether the GUI thread is in the middle of a turn of its event loop, so that workers give way; it knows no job.

Python lets one thread run at a time. Where a worker calculates on, each call of Qt into Python waits for it anew, and
a turn of 30 ms takes 100.
"""

import threading
import time

from PySide6.QtCore import QObject, Qt, Signal

EVERY = 0.005  # seconds between two questions
SHORT = 0.002  # a turn this short is over before anybody could give way to it
LONGEST = 0.1  # a worker goes on after this, however long the turn lasts
NAP = 0.001


class Pulse(QObject):
    """Made on the GUI thread; workers call `give_way` at each breath between two pieces of their work.

    A worker asks, and the GUI thread answers in its next turn; while the answer is out, a turn is under way.
    """

    _asked = Signal()

    def __init__(self, parent: QObject, *, longest: float = LONGEST) -> None:
        super().__init__(parent)
        self._own = threading.get_ident()
        self._lock = threading.Lock()
        self._longest = longest
        self._at = 0.0
        self._waiting = self._stopped = False
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def _answer(self) -> None:
        self._waiting = False

    def give_way(self) -> None:
        """Wait until the turn under way is over, a little while at most."""
        if self._stopped or threading.get_ident() == self._own:
            return
        now = time.perf_counter()
        if not self._waiting:
            if now - self._at >= EVERY:
                self._ask(now)
        elif now - self._at >= SHORT:
            self._wait(now + self._longest)

    def _ask(self, now: float) -> None:
        with self._lock:
            if not self._stopped:
                self._at, self._waiting = now, True
                self._asked.emit()

    def _wait(self, end: float) -> None:
        while self._waiting and not self._stopped:
            if time.perf_counter() >= end:
                self._at, self._waiting = end, False
                return
            time.sleep(NAP)

    def stop(self) -> None:
        """Give way no more: the window closes and waits for what is being kept, and Qt may let this go after it."""
        with self._lock:
            self._stopped = True
