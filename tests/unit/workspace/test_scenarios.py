import pytest

from desktop.errors import MatchingTrouble

WEIGHTS = {"sectors": 240}


def test_a_scenario_is_kept_under_its_name(desk):
    desk.scenarios.keep("  Interests first ", WEIGHTS)
    (one,) = desk.scenarios.all()
    assert (one.name, one.weights) == ("Interests first", WEIGHTS)


def test_the_same_name_keeps_the_later_weights(desk):
    desk.scenarios.keep("A", WEIGHTS)
    desk.scenarios.keep("A", {"sectors": 0})
    assert [one.weights for one in desk.scenarios.all()] == [{"sectors": 0}]


def test_a_scenario_is_dropped_and_undone(desk):
    desk.scenarios.keep("A", WEIGHTS)
    desk.scenarios.drop("A")
    assert desk.scenarios.all() == []
    desk.safekeeping.undo()
    assert [one.name for one in desk.scenarios.all()] == ["A"]


def test_a_scenario_without_a_name_is_refused(desk):
    with pytest.raises(MatchingTrouble, match="needs a name"):
        desk.scenarios.keep(" ", WEIGHTS)


def test_more_than_six_are_refused(desk):
    for number in range(6):
        desk.scenarios.keep(f"Scenario {number}", WEIGHTS)
    with pytest.raises(MatchingTrouble, match="six scenarios already"):
        desk.scenarios.keep("One more", WEIGHTS)


def test_the_sixth_can_still_be_kept_anew(desk):
    for number in range(6):
        desk.scenarios.keep(f"Scenario {number}", WEIGHTS)
    desk.scenarios.keep("Scenario 5", {"sectors": 1})
    assert len(desk.scenarios.all()) == 6
