"""The solver against PuLP alone over all pairs, on seeded cases of every kind."""

import numpy as np
import pytest

from desktop.assignment.proof import faults
from desktop.assignment.solve import Settled, Wishes, settle
from desktop.assignment.table import NO_NARROW, NO_WIDE, Table
from desktop.assignment.watch import Watch
from tests.unit.assignment.oracle import Case, optimum, reached


def solve(case: Case, *, wide: bool = False, watch: Watch | None = None) -> Settled:
    no = NO_WIDE if wide else NO_NARROW

    def make(bars: tuple[tuple[int, int], ...]) -> Table:
        table = np.where(case.barred, no, case.scores).astype(np.int64 if wide else np.int16)
        for pair in bars:
            table[pair] = no
        return Table(table, case.room)

    return settle(make, case.ranks, wishes_of(case), watch or Watch())


def wishes_of(case: Case) -> Wishes:
    kept = np.array(sorted(case.kept), np.int64).reshape(-1, 2)
    return Wishes(case.floor, case.poor_below, kept, case.apart)


def draw(seed: int, largest: int = 7) -> Case:
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, largest, 2).tolist()
    few = seed % 3 > 0
    scores = rng.integers(-5, 12, (n, m)) if few else rng.integers(-500, 900, (n, m))
    room = np.ones(m, np.int64) if seed % 4 == 3 else rng.choice([0, 1, 1, 1, 2, 3], m).astype(np.int64)
    ranks = [np.zeros(n, np.int64), np.arange(n), rng.integers(0, 3, n)][seed % 3]
    kept = {(int(i), int(j)) for i, j in zip(rng.integers(0, n, 4), rng.integers(0, m, 4), strict=True)}
    pairs = rng.integers(0, n, (3, 2)).tolist() if seed % 5 == 0 else []
    return Case(
        scores=scores,
        barred=rng.random((n, m)) < rng.choice([0.0, 0.3, 0.7]),
        room=np.full(m, 2) if seed % 10 == 0 else room,
        ranks=ranks,
        floor=bool(rng.integers(0, 2)),
        poor_below=4 if few else 200,
        kept=kept,
        apart=tuple((one, other) for one, other in pairs if one != other),
    )


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_every_objective_is_the_oracles(start: int) -> None:
    for seed in range(start, start + 20):
        case = draw(seed)
        settled = solve(case, wide=seed % 7 == 0)
        assert reached(case, settled.of) == optimum(case), seed


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_every_answer_has_a_proof_that_stands(start: int) -> None:
    for seed in range(start, start + 100):
        case = draw(seed, 12)
        case.apart = ()
        assert faults(case.scores, case.barred, case.room, solve(case)) == [], seed


@pytest.mark.parametrize("seed", range(6))
def test_larger_cases_are_the_oracles_too(seed: int) -> None:
    rng = np.random.default_rng(1000 + seed)
    n, m = 40, int(rng.integers(25, 60))
    case = Case(
        scores=rng.integers(0, 990, (n, m)),
        barred=rng.random((n, m)) < 0.8,
        room=rng.choice([1, 1, 2], m).astype(np.int64),
        ranks=rng.integers(0, 2, n),
        kept={(int(i), int(j)) for i, j in zip(rng.integers(0, n, 40), rng.integers(0, m, 40), strict=True)},
    )
    settled = solve(case)
    assert reached(case, settled.of) == optimum(case)
    assert faults(case.scores, case.barred, case.room, settled) == []


def test_siblings_are_kept_apart_where_it_costs_points() -> None:
    scores = np.array([[9, 1], [9, 1]])
    case = Case(scores, scores < 0, np.array([2, 2]), np.arange(2), apart=((0, 1),))
    assert reached(case, solve(case).of) == [1, 2, 10, 0]


def test_when_time_is_up_siblings_are_still_kept_apart() -> None:
    scores = np.array([[9, 1, 1], [9, 1, 1], [9, 1, 1]])
    case = Case(scores, scores < 0, np.array([3, 1, 1]), np.arange(3), apart=((0, 1), (0, 2), (1, 2)))
    settled = solve(case, watch=Watch(seconds=-1))
    assert len(set(settled.of.tolist())) == 3
