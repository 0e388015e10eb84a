"""A dialog that was closed is gone: opening and closing it again and again leaves nothing behind."""

import gc

import pytest
from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.ui import rooms
from desktop.ui.preferences import Preferences
from desktop.ui.taking_down import apart
from desktop.ui.tasks import RunAtOnce
from desktop.ui.window import MainWindow
from tests.ui.school import TODAY
from tests.ui.test_by_keys import DIALOGS, TODAYS

TIMES = 8  # what stays is counted exactly, so what one opening leaves behind shows; more only takes longer
PAGES = sorted({page for page, _opened in DIALOGS.values()})


def settle() -> None:
    for _round in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def alive(window: QObject) -> tuple[int, int]:
    """Return how many widgets there are at all, and how many objects in the window once all has come to rest."""
    settle()
    for _moment in range(100):  # what moves goes when it has arrived
        if not window.findChildren(QAbstractAnimation):
            break
        QTest.qWait(10)
    gc.collect()
    return len(QApplication.allWidgets()), len(window.findChildren(QObject))


def open_and_close(window, opened) -> None:
    opened(window.shell.page)
    shown = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert shown
    for one in shown:
        one.done(QDialog.DialogCode.Rejected)
    settle()


@pytest.mark.parametrize("page", PAGES)
def test_what_a_dialog_was_made_of_is_freed_when_it_closes(seat, workspace, page):
    workspace.safekeeping.backup()
    window = seat(workspace, page)
    if page == "register":
        window.shell.go("register", TODAYS)
    grown = {}
    for name, (home, opened) in DIALOGS.items():
        if home == page:
            open_and_close(window, opened)  # what is made once and kept, such as a part of Settings
            before = alive(window)
            for _time in range(TIMES):
                open_and_close(window, opened)
            if (after := alive(window)) != before:
                grown[name] = (before, after)
    assert grown == {}


def test_a_window_that_was_closed_leaves_nothing_behind(qapp, workspace, folder):
    """Else a run of all checks drags thousands of widgets along, each dressed anew with every theme."""
    before, _parts = alive(qapp)
    window = MainWindow(folder, preferences=Preferences(), executor=RunAtOnce(), today=lambda: TODAY)
    window.show()
    window.sit_down(workspace)
    for page in rooms.PAGES:
        window.shell.go(page)
    window.close()
    window.deleteLater()
    assert alive(qapp)[0] == before


def test_a_shell_whose_window_went_first_is_taken_down_without_a_word(qapp, workspace, folder):
    window = MainWindow(folder, preferences=Preferences(), executor=RunAtOnce(), today=lambda: TODAY)
    window.sit_down(workspace)
    pieces = apart(window.shell)
    next(pieces)
    window.close()
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert list(pieces) == [None]
