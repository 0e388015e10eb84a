"""Real pages on a workspace over a real encrypted file; jobs run at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui import theme
from desktop.ui.fonts import load_interface_fonts
from desktop.ui.page import Page
from desktop.ui.preferences import Preferences
from desktop.ui.switchboard import Switchboard
from desktop.ui.tasks import RunAtOnce, Tasks
from desktop.workspace import Workspace
from tests.ui.desk.school import empty_school, roster_school, running_school


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    load_interface_fonts()
    theme.apply(qapp, theme.Theme(theme.tokens("light")))
    return qapp


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return empty_school(tmp_path)


@pytest.fixture
def roster(tmp_path: Path) -> Workspace:
    return roster_school(tmp_path)


@pytest.fixture
def running(tmp_path: Path) -> Workspace:
    return running_school(tmp_path)


class Told:
    """What the person at the desk was told, in order."""

    def __init__(self, board: Switchboard) -> None:
        self.notices: list[str] = []
        self.troubles: list[str] = []
        self.asked: list[tuple[str, str]] = []
        self.bugs: list[BaseException] = []
        board.noticed.connect(lambda text, _undoable: self.notices.append(text))
        board.troubled.connect(lambda trouble: self.troubles.append(str(trouble)))
        board.bugged.connect(self.bugs.append)
        board.wanted.connect(lambda page, target: self.asked.append((page, target)))


@pytest.fixture
def sit(qtbot) -> Iterator[Callable[..., tuple[Page, Told]]]:
    """Open one page on a workspace as the window would, and say what the person is told."""
    boards: list[tuple[Switchboard, Told]] = []

    def open_page(maker: Callable[[Switchboard], Page], workspace: Workspace) -> tuple[Page, Told]:
        board = Switchboard(workspace, Tasks(RunAtOnce()), Preferences())
        board.motion = False
        board.listen()
        told = Told(board)
        boards.append((board, told))
        page = maker(board)
        board.changed.connect(page.touch)
        qtbot.addWidget(page)
        page.resize(1158, 620)
        page.show()
        return page, told

    yield open_page
    for board, told in boards:
        board.close()
        assert told.bugs == []
