"""The theme put on the window: as somebody chose it in Settings, or as the system turns it; it knows no page.

All parts of all pages take two seconds to style with 5,000 people, so the pages go first and are made anew in turns.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.i18n import choose_language
from desktop.ui import theme

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

LOOK_MS = 500  # how soon a window in the midst of something is asked again


class Dressing(QObject):
    """Dresses a window; `turn` when a look was chosen, `follow` when the system's changed."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MS)
        self._soon.timeout.connect(self.follow)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.follow)
        hints.accessibility().contrastPreferenceChanged.connect(self.follow)

    @property
    def _wanted(self) -> theme.Theme:
        liked = self._window.preferences.liked
        return theme.chosen(liked.theme, liked.text_size)

    def turn(self) -> None:
        """Build the shell anew after a change of language, text size or theme, in turns."""
        window = self._window
        choose_language(window.preferences.liked.language)
        if window.shell is None or window.board is None:
            self.restyle()
            return
        window.board.turns.drop()
        window.board.turns.take(window, window.turning())

    def follow(self) -> None:
        """Take up the system's scheme, once nobody is in the midst of something that would go with the pages."""
        if self._wanted == theme.current():
            return
        if self._window.board is None:
            self.restyle()
        elif self._in_the_midst:
            self._soon.start()
        else:
            self._window.board.drafts.flush()
            self.turn()

    @property
    def _in_the_midst(self) -> bool:
        """Whether the door is closed, a dialog open, a job under way, or something typed stands in a page."""
        window, board = self._window, self._window.board
        if window.shell is None or board is None or not window.shell.isVisible():
            return True
        if window.awaited or board.turns.busy or QApplication.activePopupWidget() is not None:
            return True
        if any(dialog.isVisible() for dialog in window.findChildren(QDialog)):
            return True
        held = any(page.in_the_midst for page in window.shell.stack.made.values())
        return held or any(map(_typed, window.shell.page.findChildren(QWidget)))

    def restyle(self) -> None:
        """Put the theme that is chosen on the application."""
        app, wanted = QApplication.instance(), self._wanted
        if isinstance(app, QApplication) and wanted != theme.current():  # all parts there are would be styled anew
            theme.apply(app, wanted)


def _typed(part: QWidget) -> bool:
    """Return whether somebody typed into a part what is still there."""
    if isinstance(part, QLineEdit):
        return part.isModified() and bool(part.text())
    return isinstance(part, QPlainTextEdit | QTextEdit) and part.document().isModified()
