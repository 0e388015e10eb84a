import json

import pytest

from desktop.errors import MatchingTrouble
from desktop.models.remembered import Remembered
from desktop.models.scenarios import Newcomers, Scenario
from desktop.workspace.scenarios import MOST
from tests.builders import mentor

WEIGHTS = {"sectors": 200, "across_ethnic": 80}


def kept(desk, name, **facts):
    return desk.scenarios.keep(Scenario(name=name, **facts))


def test_a_scenario_is_kept_whole_under_its_name(desk):
    found = kept(desk, " More across ", weights=WEIGHTS, newcomers=(Newcomers(count=3, sector="law"),),
                 without_days=("mon",), relaxed=("distance",), change_at_most=2)  # fmt: skip
    assert desk.scenarios.all() == [found]
    assert found.name == "More across"


def test_a_scenario_of_the_first_kind_is_still_read(desk, put):
    put(Remembered(id="scenario:Old", value=json.dumps(WEIGHTS)))
    assert desk.scenarios.all() == [Scenario(name="Old", weights=WEIGHTS)]


def test_the_same_name_again_takes_the_place_of_the_first(desk):
    kept(desk, "One", weights=WEIGHTS)
    kept(desk, "One", weights={"sectors": 10})
    assert [one.weights for one in desk.scenarios.all()] == [{"sectors": 10}]


def test_a_changed_scenario_takes_its_new_name_in_one_step(desk):
    kept(desk, "One")
    desk.scenarios.keep(Scenario(name="Two"), instead_of="One")
    assert [one.name for one in desk.scenarios.all()] == ["Two"]
    desk.safekeeping.undo()
    assert [one.name for one in desk.scenarios.all()] == ["One"]


def test_a_changed_scenario_may_keep_its_name(desk):
    kept(desk, "One")
    desk.scenarios.keep(Scenario(name="One", without_days=("mon",)), instead_of="One")
    assert [one.without_days for one in desk.scenarios.all()] == [("mon",)]


def test_scenarios_come_by_name(desk):
    for name in ("zoo", "Across", "Near"):
        kept(desk, name)
    assert [one.name for one in desk.scenarios.all()] == ["Across", "Near", "zoo"]


def test_keeping_a_scenario_can_be_undone(desk):
    kept(desk, "One")
    desk.safekeeping.undo()
    assert desk.scenarios.all() == []


def test_a_removed_scenario_is_gone(desk):
    kept(desk, "One")
    desk.scenarios.drop("One")
    assert desk.scenarios.all() == []


def test_a_scenario_without_a_name_is_refused(desk):
    with pytest.raises(MatchingTrouble, match="needs a name"):
        kept(desk, "  ")


def test_a_seventh_scenario_is_refused_and_a_sixth_can_be_changed(desk):
    for number in range(MOST):
        kept(desk, str(number))
    kept(desk, "0", weights={"sectors": 1})
    desk.scenarios.keep(Scenario(name="other"), instead_of="1")
    with pytest.raises(MatchingTrouble, match="six scenarios"):
        kept(desk, "one more")


def test_a_scenario_is_found_by_its_name_in_any_case(desk):
    assert kept(desk, "No Mondays") == desk.scenarios.named("no mondays ")
    with pytest.raises(MatchingTrouble, match="no scenario of this name"):
        desk.scenarios.named("Tuesdays")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"weights": WEIGHTS}, "other weights only"),
        ({"without_mentors": ("mentor-1",)}, "without Ruth Okafor"),
        ({"newcomers": (Newcomers(count=2, sector="law", day="thu"),)}, "2 more mentors in Law free on Thu"),
        ({"without_days": ("mon", "tue")}, "no Mon; no Tue"),
        ({"relaxed": ("distance",)}, "“Distance” set aside"),
        ({"change_at_most": 1}, "at most 1 running pair changes"),
        ({"change_at_most": 3}, "at most 3 running pairs change"),
        ({"give_up_percent": 2.5}, "running pairs change, giving up at most 2.5% of the points"),
    ],
)
def test_what_is_different_is_said_in_a_line(desk, put, facts, words):
    put(mentor(id="mentor-1", name="Ruth Okafor"))
    assert desk.scenarios.words(Scenario(name="x", **facts)) == words


def test_rules_that_keep_people_safe_can_t_be_chosen(desk):
    codes = {code for code, _name in desk.scenarios.rules()}
    assert "distance" in codes
    assert not codes & {"consent", "dbs", "gates", "training", "blocked", "under_18_virtual"}


def test_the_time_and_the_way_to_meet_of_newcomers_are_told(desk):
    kind = Newcomers(count=2, sector="law", slot="thu-pm", modality="virtual", area="M14")
    assert kind.sentence == "2 more mentors in Law free on Thursday afternoon near M14 (online)"


def test_what_the_weights_change_is_told_with_the_rest(desk):
    said = desk.scenarios.words(Scenario(name="x", without_days=("mon",)), weights="Shared interests: most")
    assert said == "no Mon; Shared interests: most"
