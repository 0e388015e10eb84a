"""The real window on a real encrypted file, offscreen; jobs run at once, and what the person was told is asserted."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.i18n import choose_language
from desktop.models.people import Mentee, Mentor
from desktop.post.line import Line
from desktop.store import Store
from desktop.ui import theme
from desktop.ui.fonts import load_interface_fonts
from desktop.ui.preferences import Preferences
from desktop.ui.sweep import Sweep
from desktop.ui.tasks import RunAtOnce
from desktop.ui.window import MainWindow
from desktop.workspace import Workspace
from tests.ui.remembered import remembered
from tests.ui.school import PASSPHRASE, TODAY, fill, new_store, sit_down


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    load_interface_fonts()
    theme.apply(qapp, theme.Theme(theme.tokens("light")))
    return qapp


@pytest.fixture(autouse=True)
def swept(qapp: QApplication) -> Iterator[Sweep]:
    """As in the program: no worker of a test frees what belongs to Qt."""
    sweep = Sweep(qapp)
    yield sweep
    sweep.stop()
    sweep.deleteLater()


@pytest.fixture(autouse=True)
def plain_english(qapp: QApplication) -> Iterator[None]:
    """Every test begins and ends in English, light, at 100 %."""
    yield
    choose_language("en")
    if theme.current() != theme.Theme(theme.tokens("light")):
        theme.apply(qapp, theme.Theme(theme.tokens("light")))


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between two tries to reach a head office that isn't there."""
    monkeypatch.setattr("desktop.workspace.sharing.Line", partial(Line, pause=lambda _seconds: None))


@pytest.fixture(scope="session", autouse=True)
def good_memory() -> Iterator[None]:
    """The engine answers at once what it was asked before."""
    with remembered():
        yield


@pytest.fixture(scope="session")
def mould(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled school, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("mould") / "school"
    workspace = sit_down(new_store(folder))
    fill(workspace)
    workspace.close()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "school"


@pytest.fixture
def empty(folder: Path) -> Workspace:
    return sit_down(new_store(folder))


@pytest.fixture
def workspace(mould: Path, folder: Path) -> Workspace:
    shutil.copytree(mould, folder)
    return sit_down(Store.open(folder, PASSPHRASE))


class Told:
    """What the person at the desk was told, in order."""

    def __init__(self, window: MainWindow) -> None:
        self.notices: list[str] = []
        self.troubles: list[str] = []
        self.bugs: list[BaseException] = []
        board = window.board
        assert board is not None
        board.noticed.connect(lambda text, _undoable: self.notices.append(text))
        board.troubled.connect(lambda trouble: self.troubles.append(str(trouble)))
        board.bugged.connect(self.bugs.append)


@pytest.fixture
def threaded(qtbot, workspace: Workspace, folder: Path) -> Iterator[MainWindow]:
    """A window whose workers are real threads; nothing has been read yet."""
    made = MainWindow(folder, preferences=Preferences(), today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    made.sit_down(workspace)
    yield made
    made.close()


Seat = Callable[..., MainWindow]


@pytest.fixture
def seat(qtbot, folder: Path) -> Iterator[Seat]:
    """Sit down in the real window before a workspace; a bug that reached its door fails the test."""
    windows: list[MainWindow] = []

    def sit(workspace: Workspace, page: str = "today", *, size: tuple[int, int] = (1366, 697)) -> MainWindow:
        window = MainWindow(folder, preferences=Preferences(), executor=RunAtOnce(), today=lambda: TODAY)
        windows.append(window)
        window.resize(*size)
        window.show()
        window.sit_down(workspace)
        window.told = Told(window)  # type: ignore[attr-defined]
        window.shell.go(page)
        return window

    yield sit
    for window in windows:
        bugs = window.told.bugs  # type: ignore[attr-defined]
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert bugs == []


@pytest.fixture
def young(workspace) -> Mentee:
    return workspace.roster.people(Mentee)[0]


@pytest.fixture
def grown(workspace) -> Mentor:
    return workspace.roster.people(Mentor)[0]
