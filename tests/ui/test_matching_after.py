"""After a step on the matching page: the letters are a press away, nothing stays pressed, no key is lost."""

from concurrent.futures import Executor, Future

import pytest
from PySide6.QtWidgets import QDialog

from tests.ui.dialogs import dialog, press


@pytest.fixture
def window(seat, workspace):
    return seat(workspace, "matching")


@pytest.fixture
def page(window):
    return window.shell.page


@pytest.fixture
def published(qtbot, window, page, workspace):
    """Publish what is proposed, its first pair pinned before, and return whose pairs they are."""
    young = [one.mentee for one in page.bench.draft.pairs]
    page.proposal.key_pressed.emit("P")
    page.review.click()
    press(dialog(window), f"Publish {len(young)} pairs")
    qtbot.waitUntil(lambda: not window.shell.top.notice._next.isHidden(), timeout=4000)
    return young


def test_the_letters_of_what_was_published_are_a_press_away(qtbot, window, published):
    notice = window.shell.top.notice
    assert notice.said == f"{len(published)} pairs published"
    notice._next.click()
    page = window.shell.page
    assert (window.shell.key, page.paper.value) == ("papers", "welcome-letters")
    assert set(page.asking.who.ids) == set(published)


def test_the_letters_are_offered_no_longer_once_something_else_was_done(window, published):
    window.board.say("Something else")
    assert window.shell.top.notice._next.isHidden()


def test_without_a_pair_no_pin_is_drawn_as_pressed(page, published):
    assert not page.why.pin.isChecked()


def open_dialogs(window) -> list[QDialog]:
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


class Slow(Executor):
    """Does what it is given when told to."""

    def __init__(self) -> None:
        self.given = []

    def submit(self, work, /, *args, **kwargs):
        future = Future()
        self.given.append((future, work, args))
        return future

    def go_on(self) -> None:
        while self.given:
            future, work, args = self.given.pop(0)
            future.set_result(work(*args))


def test_a_review_asked_for_while_the_pairs_are_read_opens_then(qtbot, window, page):
    slow = page.questions._trying._executor = Slow()
    page.proposal.key_pressed.emit("P")
    page.review.click()
    assert window.told.notices[-1] == "The pairs are being read. The review opens then."
    slow.go_on()
    qtbot.waitUntil(lambda: len(open_dialogs(window)) == 1, timeout=4000)


def test_a_review_asked_for_is_forgotten_once_another_page_is_shown(qtbot, window, page):
    slow = page.questions._trying._executor = Slow()
    page.proposal.key_pressed.emit("P")
    page.review.click()
    window.shell.go("today")
    slow.go_on()
    qtbot.wait(20)
    assert open_dialogs(window) == []


def test_a_review_reads_what_changed_elsewhere_first(qtbot, window, page, workspace):
    workspace.matching.pin(page.pair.match, pinned=True)
    page.review.click()
    qtbot.waitUntil(lambda: len(open_dialogs(window)) == 1, timeout=4000)
    assert page.bench.current


def test_a_window_without_room_for_it_keeps_undo_whole_instead_of_the_letters(qtbot, window, monkeypatch):
    monkeypatch.setattr("desktop.ui.notices.OFFERS", window.width() + 1)
    notice = window.shell.top.notice
    window.board.say("Published", undoable=True)
    window.board.offer("Print the letters", lambda: None)
    qtbot.wait(20)
    assert [one.isHidden() for one in (notice._next, notice._key, notice._undo)] == [True, True, False]


def test_on_a_cramped_window_the_review_has_its_short_name(window, page, monkeypatch):
    assert page.review.text() == "Review and publish"
    monkeypatch.setattr("desktop.ui.pages.matching.page.CRAMPED", window.width() + 1)
    page._size()
    assert (page.review.text(), page.review.accessibleName()) == ("Review", "Review and publish")
