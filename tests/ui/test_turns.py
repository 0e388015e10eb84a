"""What only the GUI thread can do is cut into pieces; keys, mouse and paint come between them."""

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer

from desktop.errors import Trouble
from desktop.ui import turns as module
from desktop.ui.turns import Turns


class Door:
    """Runs a piece as the switchboard does, and hears of trouble."""

    def __init__(self) -> None:
        self.troubles: list[Trouble] = []

    def attempt(self, act):
        try:
            return act()
        except Trouble as trouble:
            self.troubles.append(trouble)


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def turns(qapp, door, monkeypatch) -> Turns:
    monkeypatch.setattr(module, "TURN_SECONDS", 0)  # a piece a turn
    return Turns(door.attempt)


def said(words: list[str], *pieces: str):
    for piece in pieces:
        words.append(piece)
        yield


def test_other_events_come_between_two_pieces(qtbot, turns):
    words: list[str] = []
    QTimer.singleShot(0, lambda: words.append("event"))
    turns.take(QObject(turns), said(words, "first", "second", "third"))
    qtbot.waitUntil(lambda: not turns.busy)
    assert words.index("event") < words.index("third")


def test_pieces_of_one_owner_keep_their_order(qtbot, turns):
    words: list[str] = []
    owner = QObject(turns)
    turns.take(owner, said(words, "a", "b"))
    turns.take(owner, said(words, "c"))
    turns.after(owner, lambda: words.append("after"))
    qtbot.waitUntil(lambda: not turns.busy)
    assert words == ["a", "b", "c", "after"]


def test_who_came_last_goes_first(qtbot, turns):
    words: list[str] = []
    turns.take(QObject(turns), said(words, "old", "older"))
    turns.take(QObject(turns), said(words, "new", "newer"))
    qtbot.waitUntil(lambda: not turns.busy)
    assert words == ["new", "newer", "old", "older"]


def test_what_comes_after_nothing_is_done_now(turns):
    words: list[str] = []
    turns.after(QObject(turns), lambda: words.append("now"))
    assert words == ["now"]


def test_at_once_everything_is_done_before_it_returns(door):
    words: list[str] = []
    at_once = Turns(door.attempt, at_once=True)
    at_once.take(QObject(at_once), said(words, "a", "b"))
    assert (words, at_once.busy) == (["a", "b"], False)


def test_trouble_ends_the_pieces_it_came_from_and_no_others(qtbot, turns, door):
    words: list[str] = []
    owner = QObject(turns)

    def failing():
        yield
        raise Trouble("The list can't be read.", "Try again.")

    turns.take(owner, failing())
    turns.take(owner, said(words, "next"))
    qtbot.waitUntil(lambda: not turns.busy)
    assert ([one.sentence for one in door.troubles], words) == (["The list can't be read."], ["next"])


def test_pieces_of_what_is_gone_are_let_fall(qtbot, turns):
    words: list[str] = []
    owner = QObject()
    turns.take(owner, said(words, "never"))
    turns.take(owner, said(words, "neither"))
    owner.deleteLater()
    qtbot.waitUntil(lambda: not turns.busy)
    assert words == []


def test_what_is_dropped_is_never_done(qtbot, turns):
    words: list[str] = []
    turns.take(QObject(turns), said(words, "never"))
    turns.drop()
    qtbot.wait(20)
    assert (words, turns.busy) == ([], False)


def test_a_piece_that_drops_everything_is_the_last(qtbot, turns):
    words: list[str] = []

    def closing():
        turns.drop()
        yield
        words.append("never")

    turns.take(QObject(turns), closing())
    qtbot.wait(20)
    assert (words, turns.busy) == ([], False)


def test_a_piece_that_waits_in_a_loop_of_its_own_is_not_entered_again(qtbot, turns):
    words: list[str] = []

    def waiting():
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        words.append("waited")
        yield

    turns.take(QObject(turns), waiting())
    qtbot.waitUntil(lambda: not turns.busy)
    assert words == ["waited"]
