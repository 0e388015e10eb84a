"""The system turns dark or light: the window follows, and takes nobody's open dialog or half-typed words along."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit
from shiboken6 import isValid

from desktop.ui import theme
from desktop.ui.dialogs import ask
from desktop.ui.preferences import Preferences
from desktop.ui.window import MainWindow
from tests.ui.school import TODAY

DARK = theme.Theme(theme.tokens("dark"), dark=True)
LIST = "Forename,Surname,Date of birth,Year\nAda,Byron,10/12/2012,9\n"


@pytest.fixture
def window(qtbot, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready and threaded.shell.key in threaded.shell.stack.made)
    qtbot.waitUntil(lambda: not threaded.board.turns.busy)
    return threaded


def goes_dark(window, monkeypatch) -> None:
    monkeypatch.setattr(theme, "chosen", lambda _choice, _size=100: DARK)
    window.dressing.follow()


def follows(qtbot, window) -> bool:
    qtbot.waitUntil(lambda: theme.current() == DARK and window.shell is not None)
    return True


def stays(window) -> bool:
    """Ask again as the window does every half second; the pages are still those that were there."""
    shell = window.shell
    window.dressing.follow()
    QCoreApplication.processEvents()
    return theme.current() != DARK and window.shell is shell


def test_the_window_follows_on_the_page_that_was_open(qtbot, window, monkeypatch):
    window.shell.go("settings")
    qtbot.waitUntil(lambda: "settings" in window.shell.stack.made and not window.board.turns.busy)
    goes_dark(window, monkeypatch)
    assert follows(qtbot, window)
    assert window.shell.key == "settings"


def test_no_part_of_the_old_pages_is_styled_anew(qtbot, window, monkeypatch):
    styled, apply = [], theme.apply
    pages = list(window.shell.stack.made.values())

    def put_on(app, wanted):
        styled.append([one for one in pages if isValid(one)])
        apply(app, wanted)

    monkeypatch.setattr(theme, "apply", put_on)
    goes_dark(window, monkeypatch)
    assert follows(qtbot, window)
    assert styled == [[]]


def test_an_open_dialog_stays_and_the_window_follows_when_it_is_left(qtbot, window, monkeypatch):
    dialog = ask(window, "Is this open?", "It is.", "Leave it", lambda: None)
    goes_dark(window, monkeypatch)
    assert stays(window)
    assert dialog.isVisible()
    dialog.reject()
    assert follows(qtbot, window)


def test_the_locked_door_stays(window, monkeypatch):
    window.locking.lock()
    goes_dark(window, monkeypatch)
    assert stays(window)


def test_words_typed_into_the_page_stay(window, monkeypatch):
    field = QLineEdit(window.shell.page)
    field.setText("half a sen")
    field.setModified(True)
    goes_dark(window, monkeypatch)
    assert stays(window)
    assert field.text() == "half a sen"


def test_a_list_that_is_being_looked_at_stays(qtbot, window, folder, monkeypatch):
    (folder / "list.csv").write_text(LIST, "utf-8")
    window.shell.go("import", str(folder / "list.csv"))
    qtbot.waitUntil(lambda: window.shell.page.in_the_midst)
    qtbot.waitUntil(lambda: not (window.board.turns.busy or window.board.tasks.busy))
    goes_dark(window, monkeypatch)
    assert stays(window)


def test_before_a_school_is_open_it_follows_at_once(qtbot, folder, monkeypatch):
    made = MainWindow(folder, preferences=Preferences(), today=lambda: TODAY)
    qtbot.addWidget(made)
    goes_dark(made, monkeypatch)
    assert theme.current() == DARK
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
