"""Budgets of change by a price on kept pairs, against PuLP with whole variables: the same, or the gap is told."""

from typing import NamedTuple

import numpy as np
import pytest

from desktop.assignment import few_changes
from desktop.assignment.budget import Budget
from desktop.assignment.few_changes import Budgeted, Task, within_changes, within_loss
from desktop.assignment.watch import Watch, out_of_time
from desktop.errors import MatchingTrouble

POOR = 400


class Reached(NamedTuple):
    """What an answer comes to, objective by objective."""

    matched: int
    worst: int
    good: int
    total: int
    kept: int


def drawn(seed: int) -> Task:
    rng = np.random.default_rng(seed)
    n, m = rng.integers(4, 10, 2).tolist()
    allowed = rng.random((n, m)) < rng.choice([0.5, 0.8, 1.0])
    room = rng.choice([1, 1, 2], m).astype(np.int64)
    running, left = np.zeros((n, m), np.bool_), room.copy()
    for row, column in enumerate(rng.integers(0, m, n).tolist()):
        if allowed[row, column] and left[column]:
            running[row, column] = True
            left[column] -= 1
    ranks = [np.zeros(n, np.int64), np.arange(n), rng.integers(0, 3, n)][seed % 3]
    return Task(np.where(allowed, rng.integers(0, 900, (n, m)), 0), allowed, room, ranks, running, Watch())


def reached(task: Task, of: np.ndarray) -> Reached:
    rows = np.flatnonzero(of >= 0)
    scores = task.scores[rows, of[rows]]
    kept = int(task.running[rows, of[rows]].sum())
    return Reached(len(rows), int(scores.min(initial=10**6)), int((scores >= POOR).sum()), int(scores.sum()), kept)


def searched(task: Task, keep: int | None, least: int | None) -> Reached:
    budget, running = Budget(task.scores, task.allowed, task.room, task.ranks, Watch()), task.running.astype(np.int64)
    if keep is not None:
        budget.demand(running, keep)
    budget.cover()
    if least is not None:
        budget.demand(task.scores, least)
        budget.most(running)
    else:
        budget.floor()
        budget.most((task.scores >= POOR).astype(np.int64))
    budget.most(task.scores)
    assert budget.chosen is not None
    return reached(task, np.where(budget.chosen.any(axis=1), budget.chosen.argmax(axis=1), -1))


@pytest.mark.parametrize("start", range(0, 30, 10))
def test_within_so_many_changes_nothing_is_better(start: int) -> None:
    proved = 0
    for seed in range(start, start + 10):
        task = drawn(seed)
        keep = int(task.running.sum()) - seed % 4
        found = within_changes(task, max(0, keep), poor_below=POOR)
        if found is None:
            continue
        own, best = reached(task, found.of), searched(task, keep, None)
        assert own.kept >= keep, seed
        assert own[:4] <= best[:4], seed
        assert found.reached <= found.bound
        assert found.reached < found.bound or own[:4] == best[:4], seed
        proved += found.reached == found.bound
    assert proved >= 7


def test_when_time_runs_out_between_prices_the_best_known_is_told_with_its_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def late(*_told: object) -> None:
        raise out_of_time()

    monkeypatch.setattr(few_changes, "_meeting", late)
    cut = 0
    for seed in range(12):
        task = drawn(seed)
        keep = int(task.running.sum())
        found = within_changes(task, keep, poor_below=POOR)
        if found is not None:
            assert reached(task, found.of).kept >= keep
            cut += found.reached < found.bound
    assert cut


@pytest.mark.parametrize("start", range(0, 30, 10))
def test_within_so_much_loss_nothing_keeps_more(start: int) -> None:
    proved = 0
    for seed in range(start, start + 10):
        task = drawn(seed)
        least = int(task.best(task.scores).worth * (0.99, 0.95, 0.8, 0.0)[seed % 4])
        found = within_loss(task, least)
        assert found is not None
        own, best = reached(task, found.of), searched(task, None, least)
        assert own.total >= least, seed
        assert own.kept == found.reached <= best.kept <= found.bound, seed
        assert found.reached < found.bound or (own.kept, own.total) == (best.kept, best.total), seed
        proved += found.reached == found.bound
    assert proved >= 7


def ring(n: int, low: int, high: int) -> Task:
    """Everyone has a running pair and would rather have their neighbour's: no smaller swap is there."""
    here = np.arange(n)
    allowed = np.zeros((n, n), np.bool_)
    allowed[here, here] = allowed[here, (here + 1) % n] = True
    scores = np.where(np.eye(n, dtype=np.bool_), low, high) * allowed
    ones = np.ones(n, np.int64)
    return Task(scores, allowed, ones, 0 * ones, np.eye(n, dtype=np.bool_), Watch())


def test_a_swap_that_cannot_be_parted_leaves_a_gap_and_says_so() -> None:
    found = within_loss(ring(5, 0, 10), 25)
    assert found is not None
    assert (found.reached, found.bound) == (0, 2)
    kept = within_changes(ring(5, 0, 10), 1, poor_below=0)
    assert kept is not None
    assert (kept.reached, kept.bound) == (0, 40)


def test_swaps_worth_the_same_are_chosen_until_the_budget_is_met() -> None:
    two = ring(2, 0, 10)
    many = [np.kron(np.eye(4, dtype=np.int64), table) for table in (two.scores, two.allowed, two.running)]
    ones = np.ones(8, np.int64)
    task = Task(many[0], many[1] > 0, ones, 0 * ones, many[2] > 0, Watch())
    found = within_changes(task, 4, poor_below=0)
    assert found is not None
    assert (found.reached, found.bound) == (40, 40)
    lost = within_loss(task, 55)
    assert lost is not None
    assert (lost.reached, lost.bound) == (2, 2)


def test_a_budget_that_decides_who_is_matched_is_left_to_a_search() -> None:
    allowed = np.array([[True, False], [True, True]])
    running = np.array([[False, False], [True, False]])
    ones = np.ones(2, np.int64)
    task = Task(allowed * 5, allowed, ones, np.array([0, 1]), running, Watch())
    assert within_changes(task, 1, poor_below=0) is None


def test_a_loss_that_no_matching_keeps_to_is_none() -> None:
    assert within_loss(ring(3, 0, 10), 31) is None


def test_with_nobody_allowed_nothing_is_kept() -> None:
    none = np.zeros((2, 2), np.bool_)
    task = Task(np.zeros((2, 2), np.int64), none, np.ones(2, np.int64), np.zeros(2, np.int64), none, Watch())
    found = within_changes(task, 0, poor_below=5)
    assert found is not None
    assert (found.of.tolist(), found.reached) == ([-1, -1], 0)


def test_scores_too_large_for_a_price_in_small_parts_still_have_a_bound() -> None:
    task = ring(5, 0, 2**34)
    found = within_loss(task, 2**34)
    assert found is not None
    assert isinstance(found, Budgeted)
    assert found.reached <= found.bound


def test_no_budget_is_kept_by_a_search_that_cannot() -> None:
    task = ring(3, 0, 10)
    budget = Budget(task.scores, task.allowed, task.room, task.ranks, Watch())
    budget.demand(task.scores, 31)
    with pytest.raises(MatchingTrouble, match="No matching keeps"):
        budget.most(task.scores)
