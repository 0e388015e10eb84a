"""Who double-clicks every button gets what one click gives: no step done twice, no crash, no warning of Qt."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget

from desktop.models.record import new_id
from tests.builders import mentor
from tests.ui.test_by_keys import TODAYS
from tests.ui.test_pages_fit import PAGES

JOBS = {"Find again"}  # done before the second click here, where jobs run at once; else it is barred while it runs


@pytest.fixture(autouse=True)
def nothing_of_the_system(monkeypatch):
    """Whoever is asked for a file, a folder or a printer chooses none."""
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_asked, **_more: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked, **_more: "")
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: 0)


def over(window) -> list[QDialog]:
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


def settle() -> None:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tidy(window) -> None:
    while popup := QApplication.activePopupWidget():
        popup.close()
    for one in over(window):
        one.done(QDialog.DialogCode.Rejected)
    settle()


def double_click(window, one: QPushButton) -> None:
    """Click twice as a hand does: what came up over the button at the first click holds off the second."""
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    if not over(window) and not QApplication.activePopupWidget() and one.isVisible() and one.isEnabled():
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)


def buttons(inside: QWidget) -> list[QPushButton]:
    return [one for one in inside.findChildren(QPushButton) if one.isVisible() and one.isEnabled() and one.text()]


def twice(workspace, since: int) -> list[str]:
    """Steps of one name written after each other by a double click."""
    made = [entry.label for entry in workspace.safekeeping.entries(limit=10) if entry.number > since]
    return sorted({label for label in made if made.count(label) > 1})


def newest(workspace) -> int:
    return max((entry.number for entry in workspace.safekeeping.entries(limit=1)), default=0)


def go(window, page: str) -> None:
    tidy(window)
    window.shell.go(page, TODAYS) if page == "register" else window.shell.go(page)
    settle()


def test_a_button_that_keeps_somebody_at_each_click_is_found(seat, workspace):
    window = seat(workspace, "mentors")
    one, since = QPushButton("Add", window.shell.page), newest(workspace)
    one.clicked.connect(lambda: workspace.roster.keep(mentor(id=new_id()), label="Add a mentor"))
    one.show()
    double_click(window, one)
    assert twice(workspace, since) == ["Add a mentor"]


@pytest.mark.parametrize("page", PAGES)
def test_a_double_click_does_nothing_twice(seat, workspace, page):
    window = seat(workspace, page)
    go(window, page)
    known = workspace.safekeeping.undo_step
    found = {}
    for at in range(len(buttons(window.shell.page))):
        go(window, page)
        if at >= len(there := buttons(window.shell.page)):
            break
        name, since = there[at].accessibleName() or there[at].text(), newest(workspace)
        double_click(window, there[at])
        settle()
        assert len(over(window)) <= 1, name
        if (again := twice(workspace, since)) and name not in JOBS:
            found[name] = again
        tidy(window)
        while workspace.safekeeping.undo_step > known:
            window.shell._undo()
    assert found == {}
    assert window.told.bugs == []
