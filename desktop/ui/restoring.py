"""Bringing a backup back in the place of the school's file: asked for over the door, done while no school is open."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.ui.bring_back import BringBack, Here
from desktop.ui.tasks import Job, Running, Tasks
from desktop.workspace import Workspace
from desktop.workspace.safekeeping import restore

if TYPE_CHECKING:
    from desktop.store import Keys
    from desktop.ui.window import MainWindow


class Restoring(QObject):
    """Asks which backup, and has the doorman's worker bring it back to the window's folder."""

    def __init__(self, window: "MainWindow", doorman: Tasks, today: Callable[[], date]) -> None:
        super().__init__(window)
        self._window, self._doorman, self._today = window, doorman, today

    def ask(self, over: QWidget, who: str = "") -> BringBack:
        """Ask which backup is brought back where no school is open: at the first run and at the door."""
        folder = self._window.folder
        here = Here(folder, self._today(), who, present=Workspace.exists(folder))
        dialog = BringBack(over, self._doorman, here)
        dialog.brought.connect(self.bring)
        dialog.open()
        return dialog

    def bring(self, backup: str, secret: str, who: str) -> None:
        """Close the file, if one is open, and have a worker bring a backup back in its place; then sit down there.

        Trouble leaves all as it was; where even that can't be opened with this passphrase, the door says why.
        """
        window = self._window
        folder, before = window.folder, window.board is not None
        window.leave(backup=False)  # the file becomes a backup itself when another takes its place
        window.wait_for(_("The backup is being brought back"))

        def enter(found: "tuple[Trouble | None, Keys | None]") -> None:
            trouble, keys = found
            if trouble is not None and not before:
                raise trouble
            workspace = Workspace.open(folder, secret, who=who, today=self._today, keys=keys)
            if not before:
                window.preferences.remember_person(who)
            window.come_in(workspace, lambda: tell(trouble))

        def tell(trouble: Trouble | None) -> None:
            assert window.board is not None
            if trouble is not None:
                window.board.troubled.emit(trouble)
            else:
                window.preferences.keep(first_run="")
                window.board.say(_("The backup was brought back"))

        work = partial(_bring_back, folder, Path(backup), secret, before)
        self._doorman.start(Job(_("Bringing the backup back"), work, enter, window.ask_again))


def _bring_back(
    folder: Path, backup: Path, secret: str, before: bool, progress: Running
) -> "tuple[Trouble | None, Keys | None]":
    """Bring a backup back; return what went wrong, and the keys of the file that stands there now.

    `before` says whether a school was open there: only then is there something to open after trouble. Trouble goes on
    up where what stands there can't be opened with this secret.
    """
    trouble: Trouble | None = None
    try:
        restore(folder, backup, secret, progress)
    except Trouble as met:
        trouble = met
    try:
        return trouble, Workspace.find_keys(folder, secret) if before or trouble is None else None
    except Trouble as shut:
        raise trouble or shut from shut
