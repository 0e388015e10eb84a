"""Starts the window: checks the binding, then fonts, theme and the school of a folder."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import Trouble
from desktop.paths import school_folder
from desktop.ui.guard import refuse_leaking_qt, version_of
from desktop.ui.pace import keep_pace

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desktop.store import Keys
    from desktop.ui.window import MainWindow

PASSPHRASE_VARIABLE = "ALONGSIDE_PASSPHRASE"


def run(folder: Path | None = None) -> int:
    """Open the window on a folder's school, or the first run where it holds none; return the exit code.

    Raises Trouble where this version of Qt can't be trusted.
    """
    place = school_folder(folder)
    keys = _finding_keys(place)
    import PySide6

    refuse_leaking_qt(version_of(PySide6.__version__))
    keep_pace()
    from PySide6.QtWidgets import QApplication

    from desktop.i18n import choose_language
    from desktop.ui import crash, theme
    from desktop.ui.fonts import load_interface_fonts
    from desktop.ui.preferences import Preferences
    from desktop.ui.sweep import Sweep
    from desktop.ui.window import MainWindow

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Alongside")
    Sweep(app)
    load_interface_fonts()
    preferences = Preferences(place)
    choose_language(preferences.liked.language)
    theme.apply(app, theme.chosen(preferences.liked.theme, preferences.liked.text_size))
    window = MainWindow(place, preferences=preferences)
    crash.catch(window)
    open_with_variable(window, keys)
    window.show()
    return app.exec()


def _finding_keys(folder: Path) -> "Future[Keys | None] | None":
    """Begin to find the keys where the passphrase stands in the environment, while Qt is still being loaded."""
    secret = os.environ.get(PASSPHRASE_VARIABLE)
    if not secret:
        return None
    from concurrent.futures import ThreadPoolExecutor

    from desktop.workspace import Workspace

    if not Workspace.exists(folder):
        return None
    with_one = ThreadPoolExecutor(1, "alongside-keys")
    found = with_one.submit(Workspace.find_keys, folder, secret)
    with_one.shutdown(wait=False)
    return found


def open_with_variable(window: "MainWindow", keys: "Future[Keys | None] | None" = None) -> None:
    """Sit down at once where the passphrase stands in the environment, as in the demo; else show the door."""
    secret = os.environ.get(PASSPHRASE_VARIABLE)
    if secret:
        from desktop.workspace import Workspace

        if Workspace.exists(window.folder):
            who = window.preferences.liked.people[0] if window.preferences.liked.people else os.environ.get("USER", "")
            try:
                found = keys.result() if keys else None
                window.sit_down(Workspace.open(window.folder, secret, who=who or "Coordinator", keys=found))
            except Trouble:
                window.begin()
            return
    window.begin()
