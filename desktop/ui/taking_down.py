"""What stood in the window is freed a page a turn: with 5,000 people all at once takes a tenth of a second."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.ui.shell.frame import Shell
from desktop.ui.turns import Pieces

FREE_MS = 100


def free(old: QWidget, awaited: Callable[[], bool]) -> None:
    """Free what was taken away, once no job is under way whose answer one of its pages awaits."""
    if awaited():
        QTimer.singleShot(FREE_MS, old, partial(free, old, awaited))
    elif isinstance(old, Shell) and old.stack.made:
        _go_on(apart(old))
    else:
        old.deleteLater()


def apart(old: Shell) -> Pieces:
    """Free a shell page by page."""
    for one in (*old.stack.made.values(), old):
        if isValid(one):  # the window it stood in may be gone by this turn
            one.deleteLater()
            QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)
        yield


def _go_on(pieces: Pieces) -> None:
    for _piece in pieces:
        QTimer.singleShot(0, partial(_go_on, pieces))
        return
