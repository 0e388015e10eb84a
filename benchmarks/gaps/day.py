"""A window on a school of 5,000 that is open for the whole day; what is done in it stands in the modules beside."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.big_school import SECRET, TODAY, Gaps, settle


class Day:
    """A window, its watch, and what the steps of the day reach it by."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from desktop.ui import theme
        from desktop.ui.fonts import load_interface_fonts
        from desktop.ui.pace import keep_pace
        from desktop.ui.preferences import Preferences
        from desktop.ui.sweep import Sweep
        from desktop.ui.window import MainWindow

        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        keep_pace()
        Sweep(app)
        load_interface_fonts()
        theme.apply(app, theme.Theme(theme.tokens("light")))
        self._app = app
        self.folder = folder
        self.watch = Gaps()
        self.window = MainWindow(folder, preferences=Preferences(), today=lambda: TODAY)
        self.window.resize(1366, 768)
        self.window.show()
        self.settle(lambda: True)

    def open_the_door(self) -> None:
        """Type the passphrase; the shell is built, and the file is read by a worker."""
        door = self.begin()
        self.settle(lambda: True)
        with self.watch.watched("unlocking, until the first page has its facts"):
            door._name_line.setText("Benchmark")
            door._entry.setText(SECRET)
            door._on_pressed()
            self.settle(lambda: self.shell is not None and self.board.ready)
            self.settle(lambda: not self.board.turns.busy)
        self.settle(lambda: not self.board.rooms.busy, after=1.0)

    def begin(self) -> Any:
        """Begin as the command does, and return the window's first page."""
        self.window.begin()
        shown: Any = self.window.centralWidget()
        return shown.currentWidget()

    @property
    def board(self) -> Any:
        """The board that stands now; another after a backup was brought back."""
        return self.window.board

    @property
    def shell(self) -> Any:
        """The shell that stands now; another after the look changed."""
        return self.window.shell

    @property
    def desk(self) -> Any:
        """The workspace that is open."""
        return self.board.workspace

    def settle(self, until: Callable[[], bool], *, after: float = 0.2) -> None:
        """Let events run until something is so, and a little longer."""
        settle(self._app, until, after=after)

    def rest(self) -> None:
        """Wait until nothing is asked or done."""
        board = self.board
        self.settle(lambda: not (board.tasks.busy or board.tasks.writing or board.turns.busy), after=0.5)

    def go(self, *place: str) -> Any:
        """Go to a page, wait until it rests, and return it."""
        self.shell.go(*place)
        self.rest()
        return self.shell.page
