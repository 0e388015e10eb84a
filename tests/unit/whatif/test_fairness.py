"""Who waits and who gets the best pairs: every figure counted again, small groups hidden."""

from statistics import median

import pytest

from desktop.fairness import SMALLEST, fairness
from desktop.matching import work_out
from desktop.models.people import PersonState
from desktop.rules.fit import fit
from tests.unit.matching.school import TODAY, consent, crowd, mentee, mentor, request


def worked(mentees, mentors, **facts):
    return work_out(request(mentees, mentors, **facts))


def test_small_groups_are_hidden_with_the_next_smallest():
    people = [mentee(f"e{k:02d}", year=9 if k < 3 else 10 if k < 12 else 11, sex="F") for k in range(22)]
    found = {(one.dimension, one.name): one for one in fairness(worked(people, [mentor(capacity=9)]))}
    assert found["year", "Year 9"].hidden
    assert found["year", "Year 10"].hidden
    assert not found["year", "Year 11"].hidden
    assert (found["sex", "Female"].people, found["sex", "Female"].matched) == (22, 9)


def test_a_group_without_pairs_has_no_middle_score():
    people = [mentee(f"e{k}", needs={"sen": "K"} if k < 6 else {}) for k in range(12)]
    found = {one.name: one for one in fairness(worked(people, [mentor(capacity=6)], pinned=(("e1", "o1"),)))}
    assert (found["Unmet need"].matched, found["No known need"].fit) == (6, None)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_group_can_be_counted_again(seed):
    w = worked(*crowd(60, 40, seed))
    score = {pair.mentee: pair.score for pair in w.proposal.pairs}
    names = {"Female": "F", "Male": "M", "Not recorded": None}
    for group in (one for one in fairness(w) if one.dimension == "sex" and not one.hidden):
        people = [one for one in w.setting.mentees.values() if one.sex == names[group.name]]
        scores = [score[one.id] for one in people if one.id in score]
        waited = [max(0, (TODAY - one.waiting_since).days) for one in people if one.id not in score
                  and one.waiting_since]  # fmt: skip
        assert (group.people, group.matched) == (len(people), len(scores))
        assert group.fit == (fit(median(scores), w.setting.weights) if len(scores) >= SMALLEST else None)
        assert group.waited_days == (round(median(waited)) if len(waited) >= SMALLEST else None)


def test_who_waits_for_a_form_is_counted_and_who_left_is_not():
    people = [*(mentee(f"e{k}") for k in range(8)), mentee("gone", state=PersonState.LEFT)]
    w = work_out(request(people, [mentor()], consents=(consent("e0"),)))
    (group,) = (one for one in fairness(w) if one.dimension == "need")
    assert (group.people, group.matched) == (8, 1)


def test_a_middle_of_few_is_not_told():
    people = [mentee(f"e{k}", waiting_since=TODAY) for k in range(11)]
    (group,) = (one for one in fairness(worked(people, [mentor(capacity=6)])) if one.dimension == "need")
    assert (group.matched, group.fit is None, group.waited_days) == (6, False, None)


def test_no_hidden_group_holds_a_number():
    for group in fairness(worked(*crowd(30, 20, 4))):
        if group.hidden:
            assert (group.people, group.matched, group.fit, group.waited_days) == (None, None, None, None)


def test_two_small_groups_are_hidden_with_a_third_so_that_six_are():
    people = [mentee("e00", year=7), mentee("e01", year=8), *(mentee(f"e{n:02d}", year=9) for n in range(2, 22))]
    years = [group for group in fairness(worked(people, [])) if group.dimension == "year"]
    assert all(group.hidden for group in years)
