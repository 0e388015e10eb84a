"""Weights as data, and reasons whose points sum to the score."""

from datetime import date

import pytest

from desktop.errors import MatchingTrouble
from desktop.models.people import Background
from desktop.rules.circumstances import Story, circumstances
from desktop.rules.compatibility import ACROSS, checked_weights, default_weights, reasons
from desktop.rules.need import need_band, place_in_line
from desktop.rules.places import kilometres, outcode
from tests.unit.matching.school import TODAY, consent, mentee, mentor, programme

C = circumstances(programme(), Story((consent(),)), today=TODAY)


def test_reasons_are_in_words_with_most_points_first() -> None:
    one = mentee(sectors=("law", "music"), languages=("en", "ur"), waiting_since=date(2026, 1, 1))
    found = reasons(one, mentor(sectors=("law",), languages=("ur",)), C, weights=default_weights())
    assert [(reason.code, reason.points) for reason in found] == [("sectors", 120), ("languages", 80), ("waiting", 30)]
    assert found[0].words == "Shares a career interest: Law."


@pytest.mark.parametrize("weight", [0, 40, 120])
def test_across_difference_counts_as_much_as_its_weight(weight: int) -> None:
    weights = default_weights() | dict.fromkeys(ACROSS, weight)
    one, other = mentee(background=Background(ethnic="asian")), mentor(background=Background(ethnic="white"))
    assert sum(reason.points for reason in reasons(one, other, C, weights=weights)) == weight


@pytest.mark.parametrize("weight", [float("nan"), -1, 1001, True, 2.5, "3"])
def test_weights_that_cannot_be_used_are_refused_in_words(weight: object) -> None:
    with pytest.raises(MatchingTrouble, match="weight of “Shared interests”"):
        checked_weights({"sectors": weight})


def test_an_unknown_criterion_is_refused_in_words() -> None:
    with pytest.raises(MatchingTrouble, match="no criterion called luck"):
        checked_weights({"luck": 3})


def test_greatest_need_then_longest_wait_comes_first() -> None:
    needy, patient = mentee("e1", needs={"looked_after": True}), mentee("e2", waiting_since=date(2026, 1, 1))
    line = sorted([mentee("e3"), patient, needy], key=lambda one: place_in_line(one, C, seed=1))
    assert [one.id for one in line] == ["e1", "e2", "e3"]


def test_the_lottery_changes_with_its_seed_only() -> None:
    first = {seed: min("abcdefgh", key=lambda name: place_in_line(mentee(name), C, seed=seed)) for seed in range(9)}
    assert len(set(first.values())) > 1


def test_bands_of_need_follow_the_policy() -> None:
    found = [need_band(mentee(needs=needs), C) for needs in ({"looked_after": True}, {"eal": True}, {})]
    assert found == [0, 1, 2]


def test_distances_are_known_for_great_britain() -> None:
    assert kilometres("M14 5AB", "L1") == 50
    assert kilometres("BT7", "L1") is None
    assert outcode("nonsense") is None
