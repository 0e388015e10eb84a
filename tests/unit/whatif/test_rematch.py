"""Matching again in mid-year: budgets of change held against every matching there is."""

from itertools import permutations
from typing import Any

import pytest

from desktop.errors import MatchingTrouble, OutOfTime, Stopped
from desktop.explain import why_unmatched
from desktop.matching import MatchingRequest, prepare, propose
from desktop.models.record import MentorId
from desktop.rematch import rematch, work_out_again
from desktop.rules.compatibility import points
from desktop.rules.eligibility import bars
from tests.unit.matching.school import crowd, match, mentee, mentor, request

O2 = MentorId("o2")


def asked_of(**how: Any) -> MatchingRequest:
    """Return a request of a school in which three pairs run that all would rather change."""
    people = [mentee(f"e{k}", sectors=(sector,)) for k, sector in enumerate(("law", "music", "sport"))]
    mentors = [mentor(f"o{k}", sectors=(sector,)) for k, sector in enumerate(("music", "sport", "law"))]
    return request(people, mentors, matches=tuple(match(f"e{k}", f"o{k}") for k in range(3)), **how)


@pytest.mark.parametrize(("budget", "kept"), [(0, 3), (1, 3), (2, 1), (3, 0)])
def test_at_most_so_many_pairs_change(budget: int, kept: int):
    found = rematch(asked_of(weights={"continuation": 0}), change_at_most=budget)
    assert sum(pair.running for pair in found.pairs) == kept
    assert len(found.pairs) == 3


@pytest.mark.parametrize(("percent", "kept"), [(0, 0), (100, 3)])
def test_at_most_so_much_is_given_up(percent: float, kept: int):
    found = rematch(asked_of(weights={"continuation": 0}), give_up_percent=percent)
    assert sum(pair.running for pair in found.pairs) == kept


def test_without_a_budget_running_pairs_stay():
    assert rematch(asked_of()) == propose(asked_of())


def test_newcomers_are_matched_within_a_budget():
    people = [
        mentee("e1"),
        mentee("e2", needs={"sen": "K"}, availability=("mon-am",)),
        mentee("e3", availability=("sat",)),
    ]
    mentors = [mentor("o1", availability=("mon",)), mentor("o2", availability=("tue",))]
    found = rematch(request(people, mentors, matches=(match("e1", "o1"),)), change_at_most=1)
    assert {(pair.mentee, pair.mentor) for pair in found.pairs} == {("e1", "o2"), ("e2", "o1")}


def test_a_budget_with_nobody_to_change_is_a_plain_matching():
    assert rematch(request([], [mentor()]), change_at_most=1).pairs == ()


@pytest.mark.parametrize(
    "budget",
    [
        {"change_at_most": -1},
        {"change_at_most": 0.5},
        {"change_at_most": True},
        {"give_up_percent": 101.0},
        {"give_up_percent": -1.0},
        {"give_up_percent": float("nan")},
    ],
)
def test_a_budget_that_makes_no_sense_is_said(budget: dict[str, Any]):
    with pytest.raises(MatchingTrouble, match="can’t be used"):
        rematch(request([mentee()], [mentor()]), **budget)


def test_a_roster_too_large_for_two_budgets_at_once_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desktop.assignment.budget.LARGEST", 1)
    with pytest.raises(MatchingTrouble, match="too many people"):
        rematch(request([mentee("e1"), mentee("e2")], [mentor()]), change_at_most=1, give_up_percent=5)


@pytest.mark.parametrize("budget", [{"change_at_most": 2}, {"give_up_percent": 5.0}])
def test_an_answer_under_a_budget_is_proved_under_it(budget: dict[str, Any]):
    proof = rematch(small(1), **budget).proof
    assert (proof.proved, proof.gap, proof.primal) == (True, 0, proof.dual)
    assert proof.line.startswith("Proved best with this limit")


def test_two_budgets_at_once_are_both_kept():
    asked = small(2)
    changed, _worst, total = told(asked, rematch(asked, change_at_most=3, give_up_percent=40))
    free = max((low, all_) for _so_many, low, all_ in every_matching(asked))[1]
    assert changed <= 3
    assert total * 100 >= free * 60


def test_a_gap_that_no_search_closes_is_told(monkeypatch: pytest.MonkeyPatch):
    asked = asked_of(weights={"continuation": 0})
    closed = rematch(asked, change_at_most=2).proof
    monkeypatch.setattr("desktop.assignment.under_budget._CLOSED", 0)
    proof = rematch(asked, change_at_most=2).proof
    assert (closed.proved, proof.proved) == (True, False)
    assert proof.dual - proof.primal == proof.gap > 0
    assert proof.line.startswith("Best known answer with this limit")


def test_a_budget_that_no_matching_keeps_is_said():
    people, matches = [mentee("e1"), mentee("e2")], (match("e1", "o1"), match("e2", "o1"))
    with pytest.raises(MatchingTrouble, match="No matching keeps"):
        rematch(request(people, [mentor()], matches=matches), change_at_most=0)


def test_a_running_pair_with_someone_gone_is_no_change():
    found = rematch(request([mentee()], [mentor("o2")], matches=(match("e1", "o1"),)), change_at_most=0)
    assert [pair.mentor for pair in found.pairs] == [O2]


def small(seed, n=5):
    """Return a school in which everybody has a running pair, and may have any mentor."""
    mentees, mentors = crowd(n, n, seed)
    mentees = [one.model_copy(update={"same_gender": False, "needs_language": None, "siblings": None,
        "availability": (), "modality": None, "postcode_area": None, "date_of_birth": None})
        for one in mentees]  # fmt: skip
    mentors = [one.model_copy(update={"capacity": 1, "availability": (), "modality": None, "postcode_area": None})
               for one in mentors]  # fmt: skip
    running = tuple(match(one.id, other.id) for one, other in zip(mentees, mentors, strict=True))
    return request(mentees, mentors, matches=running, policy={"poor_score": 0})


def every_matching(asked):
    """Yield (changed, worst, total) of every way to give everybody a mentor, by the rules' own points."""
    setting = prepare(asked)
    c, weights = setting.c, setting.weights
    mentees, mentors = list(setting.mentees.values()), list(setting.mentors.values())
    for order in permutations(range(len(mentors))):
        both = [(mentees[at], mentors[other]) for at, other in enumerate(order)]
        if not any(bars(one, other, c) for one, other in both):
            scores = [sum(points(one, other, c, weights=weights).values()) for one, other in both]
            yield sum(at != other for at, other in enumerate(order)), min(scores), sum(scores)


def told(asked, found):
    """Return (changed, worst, total) of an answer, by the points that are shown."""
    setting = prepare(asked)
    running = {(one.mentee, one.mentor) for one in asked.matches}
    scores = [
        sum(points(setting.mentees[p.mentee], setting.mentors[p.mentor], setting.c, weights=setting.weights).values())
        for p in found.pairs
    ]
    return sum((p.mentee, p.mentor) not in running for p in found.pairs), min(scores), sum(scores)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("budget", [0, 2, 3, 5])
def test_no_matching_within_the_budget_is_better(seed, budget):
    asked = small(seed)
    changed, worst, total = told(asked, rematch(asked, change_at_most=budget))
    assert changed <= budget
    assert (worst, total) == max((low, all_) for so_many, low, all_ in every_matching(asked) if so_many <= budget)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("percent", [0, 5, 20])
def test_no_matching_that_gives_up_as_little_changes_fewer_pairs(seed, percent):
    asked = small(seed)
    changed, _worst, total = told(asked, rematch(asked, give_up_percent=percent))
    matchings = list(every_matching(asked))
    free = max((low, all_) for _so_many, low, all_ in matchings)[1]
    enough = [(so_many, all_) for so_many, _low, all_ in matchings if all_ * 100 >= free * (100 - percent)]
    assert total * 100 >= free * (100 - percent)
    assert changed == min(so_many for so_many, _all in enough)
    assert total == max(all_ for so_many, all_ in enough if so_many == changed)


@pytest.mark.parametrize("budget", [{"change_at_most": 2}, {"give_up_percent": 5.0}])
def test_a_re_match_can_be_followed_and_stopped(budget: dict[str, Any]):
    told: list[tuple[str, float]] = []
    rematch(small(1), progress=lambda stage, share: told.append((stage, share)), **budget)
    assert {"score", "total", "explain"} <= {stage for stage, _share in told}
    assert [share for _stage, share in told] == sorted(share for _stage, share in told)
    for turn in (0, 2, 5):
        asked = iter([False] * turn)
        with pytest.raises(Stopped):
            rematch(small(1), stopped=lambda asked=asked: next(asked, True), **budget)


def test_a_re_match_without_time_gives_what_is_known_and_never_calls_it_proved():
    hurried = small(1).model_copy(update={"seconds": 1e-9})
    proof = rematch(hurried, give_up_percent=5).proof
    assert (proof.proved, proof.gap > 0) == (False, True)
    assert proof.line.startswith("Best known answer with this limit")
    with pytest.raises(OutOfTime):
        rematch(hurried, change_at_most=2)


@pytest.mark.parametrize("budget", [{"change_at_most": 3}, {"give_up_percent": 5.0}])
def test_brothers_and_sisters_stay_apart_under_a_budget(budget: dict[str, Any]):
    people = [
        mentee(f"e{k}", siblings="s" if k < 3 else None, sectors=(one,))
        for k, one in ((1, "law"), (2, "law"), (3, "music"))
    ]
    mentors = [mentor("o1", capacity=2, sectors=("law",)), mentor("o2", sectors=("music",)), mentor("o3")]
    asked = request(people, mentors, matches=(match("e3", "o3"),), weights={"continuation": 0})
    found = rematch(asked, **budget)
    assert (found.objective["total"], found.refused_pins, found.proof.proved) == (240, (), True)
    assert len({pair.mentor for pair in found.pairs if pair.mentee in ("e1", "e2")}) == 2


def test_the_points_proved_are_those_shown():
    found = rematch(small(2), change_at_most=2)
    assert found.proof.primal == found.proof.dual == found.objective["total"] == sum(pair.score for pair in found.pairs)
    assert found.run.objective == found.objective
    assert found.objective["worst"] == min(pair.score for pair in found.pairs) > 0


def test_who_waits_after_a_re_match_is_told_with_whom_they_compete():
    people, mentors = [mentee("e1"), mentee("e2"), mentee("e3")], [mentor("o1"), mentor("o2")]
    w = work_out_again(request(people, mentors, matches=(match("e1", "o1"),)), change_at_most=1)
    (waits,) = w.proposal.unmatched
    assert waits.rule == "competition"
    assert set(why_unmatched(w, waits.mentee).mentors) <= {"o1", "o2"}
    assert why_unmatched(w, waits.mentee).changes
