"""Answers under a budget when time is up at any moment: never called proved, never further from the best than said."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from desktop.assignment import few_changes, under_budget
from desktop.assignment.budget import Budget
from desktop.assignment.few_changes import Task
from desktop.assignment.under_budget import Limits, Verdict, answered
from desktop.assignment.watch import Watch
from desktop.errors import MatchingTrouble, OutOfTime, Stopped
from desktop.matching import assign
from tests.unit.assignment.test_few_changes import drawn, ring


@dataclass
class Tired(Watch):
    """A watch whose time is up after so many looks at it."""

    looks: int = 0

    @property
    def late(self) -> bool:
        self.looks -= 1
        return self.looks < 0

    @property
    def left(self) -> float:
        return 60.0


def with_families(seed: int) -> Task:
    task = drawn(seed)
    n = len(task.ranks)
    room = task.room + 1
    return replace(task, room=room, apart=(tuple(range(0, n, 2)), tuple(range(1, n, 3))[:1]), seen=[])


def kept_and_worth(task: Task, found: Verdict) -> tuple[int, int]:
    point = task.point(found.of)
    return point.kept, point.worth


@pytest.mark.parametrize("limits", [(3, None), (None, 0.9), (2, 0.8)])
@pytest.mark.parametrize("seed", [1, 3])
def test_whenever_time_is_up_the_gap_told_is_true(seed: int, limits: tuple[int | None, float | None]) -> None:
    task = with_families(seed)
    most = task.best(task.scores).worth
    asked = Limits(limits[0], None if limits[1] is None else int(most * limits[1]), 400)
    try:
        best = answered(replace(task, seen=[]), asked)
    except MatchingTrouble:
        pytest.fail("this budget can be kept")
    assert best.gap == 0
    given = 0
    for looks in (*range(14), *range(14, 60, 9)):
        try:
            found = answered(replace(task, seen=[], watch=Tired(looks=looks)), asked)
        except OutOfTime:
            continue
        given += 1
        counted = 0 if asked.least is not None else 1
        assert kept_and_worth(task, found)[counted] == found.reached
        assert best.reached <= found.reached + found.gap, looks
        assert found.words(1).startswith("Best known" if found.gap else "Proved best"), looks
    assert given


def test_an_answer_known_when_the_time_is_up_is_given_as_such() -> None:
    task = ring(5, 0, 10)
    task.seen.append(task.best(task.scores).of)
    found = answered(replace(task, watch=Watch(seconds=0)), Limits(0, None, 0))
    assert (found.reached, found.gap, found.searched) == (50, 1, False)
    assert found.words(10) == "Best known answer with this limit: at most 1 points below the best possible."


def test_a_better_count_of_good_pairs_that_may_be_there_is_said() -> None:
    verdict = Verdict(np.zeros(0, np.int64), 5, 3, 0, by_points=False, searched=False, poor=True)
    assert "which may have fewer low fits" in verdict.words(1)


def test_an_answer_found_by_a_search_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answered(ring(5, 0, 10), Limits(1, None, 0))
    assert (found.reached, found.gap, found.searched) == (0, 0, True)
    assert "a search of all 10 pairs to its end" in found.words(10)
    monkeypatch.setattr(under_budget, "_CLOSED", 0)
    left = answered(ring(5, 0, 10), Limits(1, None, 0))
    assert (left.gap, left.searched) == (40, False)


def test_an_answer_that_breaks_its_budget_is_a_bug_and_said() -> None:
    task = ring(3, 0, 10)
    with pytest.raises(AssertionError, match="does not keep to its budget"):
        under_budget._hold(task, Limits(1, None, 0), task.best(task.scores))


def test_a_search_can_be_stopped_and_is_cut_short_in_time() -> None:
    task = with_families(1)
    rng = np.random.default_rng(1)
    crowd = np.ones((30, 30), np.bool_)
    ones = np.ones(30, np.int64)

    class Short(Watch):
        late = False
        left = 0.0

    search = Budget(rng.integers(0, 10**4, (30, 30)), crowd, ones, ones, Short())
    search.demand(rng.integers(0, 10**4, (30, 30)), 250_000)
    with pytest.raises(OutOfTime):
        search.most(rng.integers(0, 10**4, (30, 30)))
    stopped = Budget(task.scores, task.allowed, task.room, task.ranks, Watch(stopped=lambda: True))
    with pytest.raises(Stopped):
        stopped.most(task.scores)


def test_an_answer_without_a_proof_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(few_changes, "assign", lambda *a, **k: replace(assign(*a, **k), proved=False))
    with pytest.raises(OutOfTime):
        ring(3, 0, 10).best(np.ones((3, 3), np.int64))


def test_gates_that_do_not_pass_the_checker_are_a_bug_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(few_changes, "faults", lambda *_: ["a pair scores more than its prices"])
    task = replace(ring(2, 0, 10), allowed=np.ones((2, 2), np.bool_), room=np.array([2, 2]), apart=((0, 1),))
    with pytest.raises(AssertionError, match="scores more"):
        task.best(np.array([[9, 0], [9, 0]]))


def test_prices_cut_short_still_bound_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(few_changes, "_TURNS", 1)
    monkeypatch.setattr(under_budget, "_CLOSED", 0)
    for seed in range(12):
        task = drawn(seed)
        keep = max(0, int(task.running.sum()) - 2)
        least = task.best(task.scores).worth * 9 // 10
        for limits in (Limits(keep, None, 400), Limits(None, least, 400)):
            try:
                found = answered(replace(task, seen=[]), limits)
            except MatchingTrouble:
                continue
            assert found.gap >= 0
