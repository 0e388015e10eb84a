"""Dialogs of the system's own: files, folders, printers. None opens behind the locked door; it comes back after it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from desktop.ui.dialogs import is_locked

T = TypeVar("T")


class Later(QObject):
    """Something to be asked once the window is unlocked; it goes with the page that asked."""

    def __init__(self, owner: QWidget, ask: Callable[[], object]) -> None:
        super().__init__(owner)
        self._ask = ask

    def bring_back(self) -> None:
        """Ask it now."""
        self.setParent(None)
        self.deleteLater()
        self._ask()


def go_on_with(window: QWidget, ask: Callable[[], T | None], then: Callable[[T], object]) -> None:
    """Ask by a dialog that holds everything up, and go on with what was chosen; nothing where it was left.

    Such a dialog can't be put away and brought back as ours are. Where the window is locked, or was locked while it
    stood open, what it says counts for nothing, for nobody knows who pressed it: it is asked again after unlocking.
    """
    if not is_locked(window):
        found = ask()
        if not isValid(window):
            return
        if not is_locked(window):
            if found is not None:
                then(found)
            return
    Later(window, lambda: go_on_with(window, ask, then))


def with_folder(window: QWidget, title: str, then: Callable[[Path], object]) -> None:
    """Ask for a folder and go on with it."""

    def ask() -> Path | None:
        name = QFileDialog.getExistingDirectory(window, title)
        return Path(name) if name else None

    go_on_with(window, ask, then)
