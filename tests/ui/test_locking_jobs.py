"""The window is locked in the middle of a job: it goes on behind the door, and what came of it is there afterwards."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from desktop.models.people import Mentee
from desktop.ui.allow import reason_against
from desktop.ui.shell.lock import Door
from desktop.ui.tasks import Job
from tests.ui.dialogs import drafts
from tests.ui.school import PASSPHRASE


@pytest.fixture
def window(qtbot, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready)
    threaded.notices = []
    threaded.board.noticed.connect(lambda text, _undoable: threaded.notices.append(text))
    threaded.board.bugged.connect(lambda bug: threaded.notices.append(f"BUG {bug!r}"))
    return threaded


def opened(qtbot, window, key: str):
    """Open a page and wait until it can be worked with."""
    window.shell.go(key)
    qtbot.waitUntil(lambda: window.shell.page.key == key and not window.board.turns.busy)
    return window.shell.page


def lock(window) -> None:
    window.locking.lock()
    assert not window.shell.isVisible()


def unlock(qtbot, window) -> None:
    door = window.findChild(Door)
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    qtbot.waitUntil(lambda: window.shell is not None and window.shell.isVisible())


def idle(qtbot, window) -> None:
    qtbot.waitUntil(lambda: not window.board.tasks.busy and not window.board.tasks.writing, timeout=20_000)


def test_matches_found_behind_the_door_are_there_after_it(qtbot, window):
    page = opened(qtbot, window, "matching")
    qtbot.waitUntil(lambda: reason_against(page.find_press) == "" and page.bench.shown is not None)
    workspace = window.board.workspace
    page.find_press.click()
    assert window.board.tasks.busy
    lock(window)
    idle(qtbot, window)
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: bool(page.proposal.model.ids))
    assert len(page.proposal.model.ids) == len(drafts(workspace))
    assert not [one for one in window.notices if one.startswith("BUG")]


def test_a_review_asked_for_as_the_door_closes_opens_after_it(qtbot, window):
    page = opened(qtbot, window, "matching")
    qtbot.waitUntil(lambda: bool(page.proposal.model.ids) and reason_against(page.review) == "")
    page.review.click()
    lock(window)
    shown = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert shown == []
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(QDialog)))


@pytest.mark.parametrize("stopped", [False, True])
def test_a_batch_made_behind_the_door_shows_nothing_over_it(qtbot, window, stopped):
    page = opened(qtbot, window, "papers")
    ids = [one.id for one in window.board.workspace.roster.people(Mentee)]
    window.shell.go("papers", "consent-forms:" + ",".join(ids))
    qtbot.waitUntil(lambda: not window.board.turns.busy)
    lock(window)
    if stopped:
        window.board.tasks.stop()
    idle(qtbot, window)
    assert [one for one in window.findChildren(QDialog) if one.isVisible()] == []
    unlock(qtbot, window)
    assert window.shell.page is page
    assert window.notices == []


def test_a_bug_in_a_job_behind_the_door_waits_for_it_to_open(qtbot, window):
    def fails(_run):
        raise ValueError("a name")

    window.board.tasks.start(Job("Trying", fails, lambda _v: None, window.board.failed))
    lock(window)
    idle(qtbot, window)
    QTest.qWait(30)
    assert [one for one in window.findChildren(QDialog) if one.isVisible()] == []
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(QDialog)))


def test_a_look_chosen_just_before_the_door_closes_does_not_open_it(qtbot, window):
    before = window.shell
    window.board.look_changed.emit()
    lock(window)
    QTest.qWait(300)
    assert window.findChild(Door).isVisible()
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.shell not in (None, before))
    qtbot.waitUntil(lambda: not window.board.turns.busy)
    assert window.shell.isVisible()
    assert not [one for one in window.notices if one.startswith("BUG")]


def test_a_window_locked_while_its_pages_are_made_anew_is_locked_once_they_are(qtbot, window):
    window.board.look_changed.emit()
    qtbot.waitUntil(lambda: window.shell is None)
    window.locking.lock()
    qtbot.waitUntil(lambda: window.shell is not None)
    assert not window.shell.isVisible()
    unlock(qtbot, window)


def test_keys_pressed_twice_at_a_door_that_opens_break_nothing(qtbot, window):
    lock(window)
    door = window.findChild(Door)
    door.opened.connect(door._on_pressed)
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    qtbot.waitUntil(lambda: not isValid(door))
    qtbot.waitUntil(lambda: not window._doorman.busy)
    assert window.shell.isVisible()
