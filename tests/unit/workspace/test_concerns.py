import pytest

from desktop.errors import Trouble


def test_a_concern_keeps_that_it_was_handed_over_and_never_what_it_was(desk, calendar):
    kept = desk.concerns.hand_over(told_by="Tom Price", received_by="Carys Owen")
    assert set(kept.model_dump()) == {"id", "reference", "at", "told_by", "received_by"}
    assert (kept.at, kept.told_by) == (calendar.now(), "Tom Price")


def test_hand_overs_are_told_latest_first(desk, calendar):
    first = desk.concerns.hand_over(told_by="Tom Price", received_by="Carys Owen")
    calendar.day = calendar.day.replace(day=23)
    second = desk.concerns.hand_over(told_by="Tom Price", received_by="Carys Owen")
    assert desk.concerns.all() == [second, first]


def test_handing_over_a_concern_cant_be_undone(desk):
    desk.concerns.hand_over(told_by="Tom Price", received_by="Carys Owen")
    with pytest.raises(Trouble, match="nothing to undo"):
        desk.safekeeping.undo()
