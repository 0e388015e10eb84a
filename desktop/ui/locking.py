"""The door over an open school: closed by hand or where nobody has typed for a while, opened by its passphrase.

It knows no page; what was typed stays behind the door, and dialogs come back when it opens.
"""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget

from desktop.i18n import _
from desktop.ui.dialogs import LOCKED, Dialog
from desktop.ui.greeting import greet
from desktop.ui.preferences import Preferences
from desktop.ui.shell.frame import Shell
from desktop.ui.shell.lock import Door
from desktop.ui.switchboard import Switchboard
from desktop.ui.system_dialogs import Later

INPUTS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)
LOOK_EVERY_MS = 5_000
AskDoor = Callable[[Door, Callable[[], None], Callable[[None], None]], None]


class Locking(QObject):
    """Locks a window whose `stack` shows the shell; `ask` works while a door waits."""

    def __init__(self, window: QMainWindow, stack: QStackedWidget, preferences: Preferences, ask: AskDoor) -> None:
        super().__init__(window)
        self._window, self._stack = window, stack
        self._preferences = preferences
        self._ask = ask
        self._open: tuple[Switchboard, Shell] | None = None
        self._late = False  # somebody locked while another shell was being made
        self._once_open: Callable[[], object] | None = None
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        self._heard = time.time()
        self._woken = QTimer(self)
        self._woken.setInterval(LOOK_EVERY_MS)
        self._woken.timeout.connect(self._on_looked)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.watch)

    def guard(self, board: Switchboard, shell: Shell) -> None:
        """Lock this shell from now on, once nobody has typed for the minutes that are liked."""
        self._open = board, shell
        self._count()
        if self._late:
            self.lock()

    @property
    def closed(self) -> bool:
        """Whether the door is closed over the school."""
        return bool(self._window.property(LOCKED))

    def once_open(self, act: Callable[[], object]) -> None:
        """Have something that would take the door away wait until it is opened; the last asked for counts."""
        self._once_open = act

    def rest(self) -> None:
        """Lock nothing: no school is open."""
        self._stop_counting()
        self._open, self._once_open, self._late = None, None, False

    def watch(self, handle: QWindow | None) -> None:
        """Hear keys and pointer in whichever window has the keys, dialogs too: who types there is not away."""
        if handle is not None:
            handle.installEventFilter(self)

    def lock(self) -> None:
        """Close the door; what was typed stays behind it. Where the shell is being made anew, as soon as it stands."""
        if self._open is None:
            return
        board, shell = self._open
        self._late = self._stack.currentWidget() is not shell and not self.closed
        if self._late or self.closed:
            return
        self._stop_counting()
        self._put_away(board)
        names = dict.fromkeys((board.workspace.desk.who, *self._preferences.liked.people))
        door = Door(_("Locked"), tuple(names), partial(self._unlock, board))
        door.opened.connect(lambda: self._leave(door, shell))
        self._stack.addWidget(door)
        self._stack.setCurrentWidget(door)
        door.began()

    def _put_away(self, board: Switchboard) -> None:
        """Keep what is being typed and hide the dialogs: behind the door nobody's data may stand on the screen."""
        board.drafts.flush()
        self._window.setProperty(LOCKED, True)
        for dialog in self._window.findChildren(QDialog):
            if isinstance(dialog, Dialog):
                dialog.put_away()
            else:
                dialog.reject()
        if (menu := QApplication.activePopupWidget()) is not None:
            menu.close()

    def _unlock(self, board: Switchboard, door: Door, secret: str, who: str) -> None:
        def enter(_proved: None) -> None:
            self._seat(board, who)
            door.open()

        self._ask(door, lambda: board.workspace.safekeeping.prove(secret), enter)

    def _seat(self, board: Switchboard, who: str) -> None:
        """Have what is done from now on bear the name given at the door, and every page know who sits here."""
        self._preferences.remember_person(who)
        seats = board.workspace.seats
        if who == board.workspace.desk.who:
            return
        seats.sit(who)
        greet(board, who)
        board.changed.emit(frozenset())

    def _leave(self, door: Door, shell: Shell) -> None:
        self._window.setProperty(LOCKED, False)
        self._stack.setCurrentWidget(shell)  # while the door has the keys: they go back to where they were
        self._stack.removeWidget(door)
        door.deleteLater()
        for dialog in self._window.findChildren(Dialog):
            dialog.bring_back()
        for asking in self._window.findChildren(Later):
            asking.bring_back()
        self._count()
        act, self._once_open = self._once_open, None
        if act is not None:
            act()

    def _count(self) -> None:
        if minutes := self._preferences.liked.lock_minutes:
            self._heard = time.time()
            self.idle.start(minutes * 60_000)
            self._woken.start()

    def _stop_counting(self) -> None:
        self.idle.stop()
        self._woken.stop()

    @property
    def _slept(self) -> bool:
        """Whether the minutes went by while the computer slept: the idle timer stands still then, the day doesn't.

        Seconds since 1970 know no summer time.
        """
        return self.idle.isActive() and time.time() - self._heard >= self.idle.interval() / 1000

    def _on_looked(self) -> None:
        if self._slept:
            self.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in INPUTS or not self.idle.isActive():
            return False
        if self._slept:  # the first key after the lid was opened is for the door
            self.lock()
            return True
        self._heard = time.time()
        self.idle.start()
        return False
