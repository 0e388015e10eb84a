"""The solver against PuLP alone over all pairs, on seeded cases of every kind."""

from dataclasses import replace

import numpy as np
import pytest

from desktop.assignment.proof import Asked, faults
from desktop.assignment.solve import Settled, Wishes, settle
from desktop.assignment.table import NO_NARROW, NO_WIDE, Table
from desktop.assignment.watch import Watch
from tests.unit.assignment.oracle import Case, optimum, reached


def solve(case: Case, *, wide: bool = False, watch: Watch | None = None) -> Settled:
    no = NO_WIDE if wide else NO_NARROW

    def make() -> Table:
        return Table(np.where(case.barred, no, case.scores).astype(np.int64 if wide else np.int16), case.room)

    return settle(make, case.ranks, wishes_of(case), watch or Watch())


def wishes_of(case: Case) -> Wishes:
    kept = np.array(sorted(case.kept), np.int64).reshape(-1, 2)
    return Wishes(case.floor, case.poor_below, kept, case.apart)


def asked(case: Case) -> Asked:
    return Asked(case.ranks, case.room, wishes_of(case))


def answer(case: Case, *, wide: bool = False) -> np.ndarray:
    """Return each row's column; whoever is pinned takes no part in the solve and leaves the mentor less room."""
    of = np.full(len(case.ranks), -1)
    room = case.room.copy()
    for i, j in case.pins:
        of[i] = j
        room[j] -= 1
    rows = np.flatnonzero(of < 0)
    place = {int(row): k for k, row in enumerate(rows)}
    open_ = replace(
        case,
        scores=case.scores[rows],
        barred=case.barred[rows],
        room=room,
        ranks=case.ranks[rows],
        kept={(place[i], j) for i, j in case.kept if i in place},
        apart=tuple(tuple(place[row] for row in family) for family in case.apart),
        pins=(),
    )
    settled = solve(open_, wide=wide)
    assert faults(open_.scores, open_.barred, asked(open_), settled) == []
    of[rows] = settled.of
    return of


def families(number: np.ndarray) -> tuple[tuple[int, ...], ...]:
    """Return rows of one number together, where they are two or more."""
    found = (tuple(np.flatnonzero(number == one).tolist()) for one in np.unique(number).tolist())
    return tuple(family for family in found if len(family) > 1)


def draw(seed: int, largest: int = 7) -> Case:
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, largest, 2).tolist()
    few = seed % 3 > 0
    scores = rng.integers(-5, 12, (n, m)) if few else rng.integers(-500, 900, (n, m))
    room = np.ones(m, np.int64) if seed % 4 == 3 else rng.choice([0, 1, 1, 1, 2, 3], m).astype(np.int64)
    ranks = [np.zeros(n, np.int64), np.arange(n), rng.integers(0, 3, n)][seed % 3]
    kept = {(int(i), int(j)) for i, j in zip(rng.integers(0, n, 4), rng.integers(0, m, 4), strict=True)}
    family = rng.integers(0, 3, n) if seed % 5 == 0 else np.arange(n)
    return Case(
        scores=scores,
        barred=rng.random((n, m)) < rng.choice([0.0, 0.3, 0.7]),
        room=np.full(m, 2) if seed % 10 == 0 else room,
        ranks=ranks,
        floor=bool(rng.integers(0, 2)),
        poor_below=4 if few else 200,
        kept=kept,
        apart=families(family),
    )


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_every_objective_is_the_oracles(start: int) -> None:
    for seed in range(start, start + 20):
        case = draw(seed)
        assert reached(case, answer(case, wide=seed % 7 == 0)) == optimum(case), seed


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_every_answer_has_a_proof_that_stands(start: int) -> None:
    for seed in range(start, start + 100):
        case = draw(seed, 12)
        case.apart = ()
        assert faults(case.scores, case.barred, asked(case), solve(case)) == [], seed


def group(seed: int, smallest: int, largest: int) -> Case:
    """Draw a case with everything at once: regions, capacities, bands, pins, siblings, a floor and pairs to keep."""
    rng = np.random.default_rng(10_000 + seed)
    n, m = rng.integers(smallest, largest + 1, 2).tolist()
    few = seed % 2 == 0
    scores = rng.integers(0, 40, (n, m)) if few else rng.integers(0, 990, (n, m))
    regions = rng.integers(1, 4)
    barred = rng.random((n, m)) < max(0.3, 1 - 9 / m)
    barred |= rng.integers(0, regions, n)[:, None] != rng.integers(0, regions, m)
    room = rng.choice([0, 1, 1, 1, 2, 3], m).astype(np.int64)
    pins, left = [], room.copy()
    for i, j in np.argwhere(~barred)[rng.permutation(int((~barred).sum()))[:3]].tolist():
        if left[j] > 0 and i not in [one for one, _ in pins]:
            left[j] -= 1
            pins.append((i, j))
    loose = [i for i in range(n) if i not in [one for one, _ in pins]]
    twins = rng.permutation(loose)[:4].tolist() if seed % 3 == 0 else []
    return Case(
        scores=scores,
        barred=barred,
        room=room,
        ranks=rng.integers(0, 3, n) if seed % 4 else np.zeros(n, np.int64),
        floor=seed % 5 > 0,
        poor_below=15 if few else 400,
        kept={(int(i), int(j)) for i, j in zip(rng.integers(0, n, n), rng.integers(0, m, n), strict=True)},
        apart=tuple(zip(twins[::2], twins[1::2], strict=True)),
        pins=tuple(pins) if seed % 2 else (),
    )


@pytest.mark.parametrize("start", range(0, 140, 20))
def test_groups_of_eight_to_twenty_are_the_oracles(start: int) -> None:
    for seed in range(start, start + 20):
        case = group(seed, 8, 20)
        assert reached(case, answer(case)) == optimum(case), seed


@pytest.mark.parametrize("start", range(0, 40, 8))
def test_groups_of_thirty_to_sixty_are_the_oracles(start: int) -> None:
    for seed in range(start, start + 8):
        case = group(seed, 30, 60)
        assert reached(case, answer(case)) == optimum(case), seed


def test_need_in_thirty_bands_is_the_oracles_at_sixty() -> None:
    case = replace(group(7, 60, 60), floor=False)
    case.ranks = np.arange(60) // 2
    assert reached(case, answer(case)) == optimum(case)


def test_siblings_are_kept_apart_where_it_costs_points() -> None:
    scores = np.array([[9, 1], [9, 1]])
    case = Case(scores, scores < 0, np.array([2, 2]), np.arange(2), apart=((0, 1),))
    assert reached(case, solve(case).of) == [1, 2, 10, 0]


def test_when_time_is_up_siblings_are_still_kept_apart() -> None:
    scores = np.array([[9, 1, 1], [9, 1, 1], [9, 1, 1]])
    case = Case(scores, scores < 0, np.array([3, 1, 1]), np.arange(3), apart=((0, 1, 2),))
    settled = solve(case, watch=Watch(seconds=-1))
    assert len(set(settled.of.tolist())) == 3
