"""Starts the window: checks the binding, then fonts, theme and the school of a folder."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import Trouble
from desktop.paths import school_folder
from desktop.ui.guard import refuse_leaking_qt, version_of

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

PASSPHRASE_VARIABLE = "ALONGSIDE_PASSPHRASE"


def run(folder: Path | None = None) -> int:
    """Open the window on a folder's school, or the first run where it holds none; return the exit code.

    Raises Trouble where this version of Qt can't be trusted.
    """
    import PySide6

    refuse_leaking_qt(version_of(PySide6.__version__))
    from PySide6.QtWidgets import QApplication

    from desktop.i18n import choose_language
    from desktop.ui import crash, theme
    from desktop.ui.fonts import load_interface_fonts
    from desktop.ui.preferences import Preferences
    from desktop.ui.window import MainWindow

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Alongside")
    load_interface_fonts()
    place = school_folder(folder)
    preferences = Preferences(place)
    choose_language(preferences.liked.language)
    theme.apply(app, theme.chosen(preferences.liked.theme, preferences.liked.text_size))
    window = MainWindow(place, preferences=preferences)
    crash.catch(window)
    open_with_variable(window)
    window.show()
    return app.exec()


def open_with_variable(window: "MainWindow") -> None:
    """Sit down at once where the passphrase stands in the environment, as in the demo; else show the door."""
    secret = os.environ.get(PASSPHRASE_VARIABLE)
    if secret:
        from desktop.workspace import Workspace

        if Workspace.exists(window.folder):
            who = window.preferences.liked.people[0] if window.preferences.liked.people else os.environ.get("USER", "")
            try:
                window.sit_down(Workspace.open(window.folder, secret, who=who or "Coordinator"))
            except Trouble:
                window.begin()
            return
    window.begin()
