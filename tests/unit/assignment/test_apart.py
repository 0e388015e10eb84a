"""Families kept apart by gates, against PuLP alone: every objective, every answer proved, nothing branched on."""

from dataclasses import replace

import numpy as np
import pytest

from desktop.assignment import decision, table
from desktop.assignment.apart import parted
from desktop.assignment.gates import Gates, none
from desktop.assignment.proof import Asked, faults, sharing
from desktop.assignment.solve import Settled
from desktop.assignment.table import NO_NARROW, Table
from desktop.assignment.watch import Watch
from tests.unit.assignment.oracle import Case, optimum, reached
from tests.unit.assignment.test_every_objective import asked, families, solve, wishes_of


def household(seed: int, largest: int = 12) -> Case:
    """Draw a case of large families and mentors with room for several, of whom some are better for everybody."""
    rng = np.random.default_rng(50_000 + seed)
    n, m = rng.integers(4, largest), rng.integers(2, 7)
    loved = np.sort(rng.integers(0, 60, m))[::-1]
    scores = rng.integers(0, (5, 40)[seed % 2], (n, m)) + loved
    return Case(
        scores=scores,
        barred=rng.random((n, m)) < rng.choice([0.0, 0.3]),
        room=rng.integers(1, 5, m),
        ranks=[np.zeros(n, np.int64), np.arange(n), rng.integers(0, 3, n)][seed % 3],
        floor=seed % 4 > 0,
        poor_below=50,
        kept={(int(i), int(j)) for i, j in zip(rng.integers(0, n, n), rng.integers(0, m, n), strict=True)},
        apart=families(rng.integers(0, rng.integers(1, n), n)),
    )


def judged(case: Case, settled: Settled) -> list[str]:
    return [*faults(case.scores, case.barred, asked(case), settled), *sharing(settled.of, case.apart)]


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_households_are_the_oracles_and_proved(start: int) -> None:
    for seed in range(start, start + 20):
        case = household(seed)
        settled = solve(case, wide=seed % 7 == 0)
        assert reached(case, settled.of) == optimum(case), seed
        assert judged(case, settled) == [], seed


def test_households_are_the_oracles_where_ties_outgrow_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decision, "_LARGEST", 3)
    monkeypatch.setattr(decision, "tight_pairs", _few_tight_pairs)
    for seed in range(0, 30, 2):
        case = household(seed)
        case.scores = case.scores // 30
        settled = solve(case)
        assert reached(case, settled.of) == optimum(case), seed
        assert judged(case, settled) == [], seed


def _few_tight_pairs(*_: object, most: int) -> tuple[np.ndarray, np.ndarray, bool]:
    nothing = np.empty(0, np.int64)
    return nothing, nothing, most < 0


def test_gates_stand_in_blocks_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "WHOLE", 0)
    monkeypatch.setattr(table, "_CELLS", 20)
    for seed in range(12):
        case = household(seed)
        assert reached(case, solve(case).of) == optimum(case), seed


def test_one_family_of_everybody_takes_one_place_of_each_mentor() -> None:
    scores = np.tile(np.array([90, 80, 70, 60, 50, 40]), (6, 1))
    case = Case(scores, scores < 0, np.full(6, 6), np.arange(6), floor=True, poor_below=45, apart=(tuple(range(6)),))
    settled = solve(case)
    assert sorted(settled.of.tolist()) == list(range(6))
    assert judged(case, settled) == []


def test_scores_below_nothing_and_int32_have_gates() -> None:
    for low, high in ((-90, -5), (-(2**31), 2**31 - 1)):
        case = household(4)
        case.scores = np.random.default_rng(3).integers(low, high, case.scores.shape) + case.scores
        case.floor = False
        settled = solve(case, wide=True)
        assert reached(case, settled.of) == optimum(case)
        assert judged(case, settled) == []


@pytest.mark.parametrize("seed", range(12))
def test_out_of_time_everyone_is_apart_and_a_gap_is_told(seed: int) -> None:
    case = household(seed)
    settled = solve(case, watch=Watch(seconds=-1))
    best = optimum(case)
    assert sharing(settled.of, case.apart) == []
    assert (np.bincount(settled.of[settled.of >= 0], minlength=len(case.room)) <= case.room).all()
    assert settled.gap > 0 or reached(case, settled.of) == best


def test_whoever_finds_no_other_mentor_waits() -> None:
    scores = np.array([[9], [8]])
    only = Table(scores.astype(np.int16), np.array([2]))
    assert parted(only, np.array([1, 0]), np.array([0, 0]), ((0, 1),)).tolist() == [-1, 0]


def test_an_answer_in_which_a_family_shares_is_noticed() -> None:
    case = household(1)
    settled = solve(case)
    one, other = case.apart[0][:2]
    of = settled.of.copy()
    of[one] = of[other] = 0
    assert sharing(of, case.apart) == ["two of a family have one mentor"]


def test_a_gate_passed_by_two_is_noticed() -> None:
    scores = np.array([[9, 1], [9, 1]])
    case = Case(scores, scores < 0, np.array([2, 2]), np.arange(2), apart=((0, 1),))
    settled = solve(case)
    assert settled.gates.count == 1
    settled.of[:] = 0
    assert faults(case.scores, case.barred, asked(case), settled) == ["a mentor has too many mentees"]


def test_a_table_without_gates_is_itself() -> None:
    plain = Table(np.array([[NO_NARROW]], np.int16), np.ones(1, np.int64))
    assert none(plain).opened(plain) is plain


def test_gates_lead_to_the_mentors_behind_them() -> None:
    gates = Gates.of((3, 2), [((0, 2), 1), ((0, 2), 0)], 7)
    assert gates.entered(np.array([[0, 0], [1, 0], [2, 1]])).tolist() == [[0, 3], [1, 0], [2, 2]]
    assert gates.passed(np.array([0, 2, 3, 4, -1])).tolist() == [0, 1, 0, 4, -1]


def gated() -> tuple[Case, Settled]:
    found = ((case, solve(case)) for case in map(household, range(60)))
    return next((case, settled) for case, settled in found if settled.gates.count)


def test_gates_between_strangers_are_refused() -> None:
    case, settled = gated()
    strangers = Asked(case.ranks, case.room, replace(wishes_of(case), apart=()))
    assert faults(case.scores, case.barred, strangers, settled) == ["the gates keep others apart than they should"]


def test_a_gate_to_nowhere_is_refused() -> None:
    case, settled = gated()
    nowhere = replace(settled, gates=replace(settled.gates, columns=settled.gates.columns - 99))
    assert "the gates keep others apart than they should" in judged(case, nowhere)


def test_a_gate_that_counts_less_than_a_pair_is_noticed() -> None:
    case, settled = gated()
    low = replace(settled, gates=replace(settled.gates, score=settled.gates.score - 60))
    assert "a gate counts less than a pair" in judged(case, low)
