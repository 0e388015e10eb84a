"""What outlives a shell, and what comes late: changes of look, the lock, closing; real workers, as at the desk."""

import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog

from desktop.ui.preferences import Preferences
from desktop.ui.window import MainWindow
from tests.ui.school import TODAY


@pytest.fixture
def told(monkeypatch):
    """Hear every bug that came to the window's doors, or to none."""
    bugs: list[BaseException] = []
    monkeypatch.setattr("desktop.ui.crash.show", lambda _window, bug: bugs.append(bug))
    monkeypatch.setattr(sys, "excepthook", lambda _kind, bug, _trace: bugs.append(bug))
    yield bugs
    assert bugs == []


@pytest.fixture
def window(qtbot, workspace, folder, told):
    made = MainWindow(folder, preferences=Preferences(), today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    made.sit_down(workspace)
    qtbot.waitUntil(lambda: made.board.ready)
    yield made
    made.close()


def look(window, **choice) -> None:
    """Choose another look, and let what the window took away be freed."""
    window.preferences.keep(**choice)
    window.board.look_changed.emit()
    bury()


def bury() -> None:
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def step(window) -> None:
    board = window.board
    assert board.do(lambda: board.workspace.seats.greet("Olu"), "A step")


def open_dialogs(window) -> list[str]:
    return [one.windowTitle() for one in window.findChildren(QDialog) if one.isVisible()]


class TestAnotherLook:
    @pytest.mark.parametrize("choice", [{"theme": "dark"}, {"text_size": 115}, {"language": "cy"}])
    def test_steps_and_notices_after_it_meet_one_living_shell(self, window, choice):
        for key in ("young-people", "matching", "settings"):
            window.shell.go(key)
        look(window, **choice)
        step(window)
        window.board.say("Said")
        assert window.shell.top.notice.said == "Said"

    def test_a_job_that_began_before_it_is_adopted_after_it(self, qtbot, window):
        gate, got = threading.Event(), []
        page = window.shell.page
        window.board.work("Work", lambda _run: gate.wait(10), lambda _v: got.append(page.title.text()))
        look(window, theme="dark")
        gate.set()
        qtbot.waitUntil(lambda: bool(got))
        bury()
        step(window)

    def test_what_is_being_kept_meanwhile_is_said_by_the_new_shell(self, qtbot, window):
        gate = threading.Event()
        window.board.keep("Keep", lambda _workspace: gate.wait(10), "Kept")
        look(window, text_size=130)
        look(window, text_size=100)
        gate.set()
        qtbot.waitUntil(lambda: not window.board.tasks.writing)
        assert window.shell.top.notice.said == "Kept"

    def test_a_bug_after_it_is_told_once(self, window, told):
        look(window, theme="dark")
        window.board.bugged.emit(ValueError())
        assert len(told) == 1
        told.clear()
