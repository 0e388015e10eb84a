"""Tables that are never held whole give the answers of those that are."""

import numpy as np
import pytest

from desktop.assignment import pool, table
from desktop.assignment.blocks import Blocks
from desktop.assignment.proof import Asked, faults
from desktop.assignment.solve import Settled, settle
from desktop.assignment.table import NO_NARROW, Table
from desktop.assignment.watch import Watch
from desktop.matching import propose
from tests.unit.assignment.oracle import Case, reached
from tests.unit.assignment.test_every_objective import draw, solve, wishes_of
from tests.unit.matching.school import crowd, match, request


def by_blocks(case: Case) -> Settled:
    scores = np.where(case.barred, NO_NARROW, case.scores).astype(np.int16)

    def make() -> Table:
        return Blocks(lambda rows: scores[rows], np.arange(len(scores)), case.room)

    return settle(make, case.ranks, wishes_of(case), Watch())


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_blocks_reach_what_the_whole_table_reaches(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    case = draw(seed, 14)
    whole = reached(case, solve(case).of)
    monkeypatch.setattr(pool, "_FEW", 1)
    monkeypatch.setattr(table, "_CELLS", 20)
    assert reached(case, by_blocks(case).of) == whole


def test_every_pair_of_a_table_in_blocks_is_priced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_FEW", 1)
    monkeypatch.setattr(table, "_CELLS", 500)
    rng = np.random.default_rng(2)
    scores, room = rng.integers(0, 900, (90, 80)), np.ones(80, np.int64)
    case = Case(scores, scores < 60, room, np.arange(90), floor=True, poor_below=880)
    assert faults(scores, case.barred, Asked(case.ranks, room, wishes_of(case)), by_blocks(case)) == []


def test_blocks_are_widened_where_prices_outgrow_int16() -> None:
    scores = np.random.default_rng(4).integers(0, 5900, (20, 18))
    case = Case(scores, scores < 100, np.ones(18, np.int64), np.arange(20), floor=True, poor_below=5890)
    assert reached(case, by_blocks(case).of) == reached(case, solve(case).of)


def test_a_proposal_by_blocks_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    mentees, mentors = crowd(40, 30, 3)
    asked = request(mentees, mentors, matches=(match(mentees[0].id, mentors[1].id),))
    whole = propose(asked)
    monkeypatch.setattr(table, "WHOLE", 0)
    assert propose(asked) == whole


def test_blocks_can_be_had_whole_by_who_must_have_them() -> None:
    scores = np.arange(6, dtype=np.int16).reshape(2, 3)
    found = Blocks(lambda rows: scores[rows], np.arange(2), np.ones(3, np.int64))
    assert (found.scores == scores).all()


def test_siblings_are_kept_apart_in_blocks_too() -> None:
    scores = np.array([[9, 1], [9, 1]])
    case = Case(scores, scores < 0, np.array([2, 2]), np.arange(2), apart=((0, 1),))
    assert reached(case, by_blocks(case).of) == [1, 2, 10, 0]
