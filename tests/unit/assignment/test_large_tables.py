"""Tables past the size at which every pair is its own pool: pools, ties, ways out and both number widths."""

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from desktop.assignment import pool as pools
from desktop.assignment import stages
from desktop.assignment.cover import cover
from desktop.assignment.play import Play
from desktop.assignment.pool import first_pool
from desktop.assignment.proof import Asked, faults
from desktop.assignment.solve import Settled, Wishes, settle
from desktop.assignment.table import NARROW, NO_NARROW, NO_WIDE, Table
from desktop.assignment.watch import Watch


@pytest.fixture(autouse=True)
def _small_tables_count_as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "_FEW", 4096)


def best(scores: np.ndarray) -> int:
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return int(scores[rows, columns].astype(object).sum())


def instance(kind: str, n: int = 130) -> np.ndarray:
    rng = np.random.default_rng(7)
    return {
        "uniform": lambda: rng.integers(0, 1000, (n, n)),
        "few values": lambda: rng.integers(0, 3, (n, n)),
        "all equal": lambda: np.zeros((n, n), np.int64),
        "products": lambda: np.outer(np.arange(n), np.arange(n)),
        "negative products": lambda: -np.outer(np.arange(n), np.arange(n)),
        "int32 extremes": lambda: rng.choice([-(2**31), 2**31 - 1], (n, n)),
        "more mentors": lambda: rng.integers(-50, 50, (n, 2 * n)),
        "more mentees": lambda: rng.integers(-50, 50, (2 * n, n)),
        "one row": lambda: rng.integers(0, 9, (1, 5000)),
        "one column": lambda: rng.integers(0, 9, (5000, 1)),
    }[kind]()


KINDS = ("uniform", "few values", "all equal", "products", "negative products", "int32 extremes")
SHAPES = ("more mentors", "more mentees", "one row", "one column")


def worth(scores: np.ndarray, settled: Settled) -> int:
    rows = np.flatnonzero(settled.of >= 0)
    return int(scores[rows, settled.of[rows]].astype(object).sum())


def greatest(scores: np.ndarray, barred: np.ndarray | None = None) -> Settled:
    """Settle the greatest total, proved by the checker."""
    out = np.zeros(scores.shape, np.bool_) if barred is None else barred
    narrow = int(np.abs(scores).max()) <= NARROW
    table = np.where(out, NO_NARROW if narrow else NO_WIDE, scores).astype(np.int16 if narrow else np.int64)
    room = np.ones(scores.shape[1], np.int64)
    settled = settle(lambda: Table(table, room), np.zeros(len(scores), np.int64), Wishes(), Watch())
    assert faults(scores.astype(np.int64), out, Asked(np.zeros(len(scores), np.int64), room, Wishes()), settled) == []
    return settled


@pytest.mark.parametrize("kind", [*KINDS, *SHAPES])
def test_the_total_is_scipys(kind: str) -> None:
    assert worth(instance(kind), greatest(instance(kind))) == best(instance(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_way_out_gives_the_same(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "_PATIENCE", 1)
    assert worth(instance(kind), greatest(instance(kind))) == best(instance(kind))


def test_large_tables_are_read_by_two_threads() -> None:
    scores = np.random.default_rng(3).integers(0, 1000, (1500, 1500)).astype(np.int16)
    assert worth(scores, greatest(scores)) == best(scores)


def test_all_objectives_of_a_large_tie_are_proved() -> None:
    rng = np.random.default_rng(5)
    scores = rng.integers(0, 2, (120, 110)) * 100
    barred = rng.random(scores.shape) < 0.1
    kept = np.array([(i, i) for i in range(100)])
    table = np.where(barred, NO_NARROW, scores).astype(np.int16)
    room = np.ones(110, np.int64)
    settled = settle(lambda: Table(table.copy(), room), np.arange(120), Wishes(True, 50, kept), Watch())
    assert faults(scores, barred, Asked(np.arange(120), room, Wishes(True, 50, kept)), settled) == []
    held = np.flatnonzero(settled.of[:100] == np.arange(100))
    tight = [i for i in range(100) if scores[i, i] == 100 and not barred[i, i]]
    assert len(held) == len(tight)


def test_what_is_kept_among_too_many_ties_is_still_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.assignment import decision

    monkeypatch.setattr(decision, "_LARGEST", 10)
    kept = np.array([(i, 99 - i) for i in range(100)])
    table = np.zeros((100, 100), np.int16)
    room = np.ones(100, np.int64)
    settled = settle(lambda: Table(table.copy(), room), np.zeros(100, np.int64), Wishes(kept=kept), Watch())
    assert (settled.of == 99 - np.arange(100)).all()


def test_what_is_kept_with_idle_places_is_still_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.assignment import decision

    monkeypatch.setattr(decision, "_LARGEST", 10)
    scores = np.zeros((90, 60), np.int16)
    scores[:, 0] = 5
    room = np.ones(60, np.int64)
    kept = np.array([(i, i) for i in range(30, 60)])
    settled = settle(lambda: Table(scores.copy(), room), np.zeros(90, np.int64), Wishes(kept=kept), Watch())
    assert (settled.of[30:60] == np.arange(30, 60)).all()
    assert int((settled.of == 0).sum()) == 1


def test_out_of_time_gives_the_best_so_far_with_its_gap() -> None:
    scores = instance("products")
    room = np.ones(130, np.int64)
    settled = settle(lambda: Table(scores.copy(), room), np.zeros(130, np.int64), Wishes(), Watch(seconds=-1))
    total = int(scores[np.arange(130), settled.of].sum())
    assert settled.gap > 0
    assert total <= best(scores) <= total + settled.gap


def chain(n: int, low: int, high: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows that each would rather have the next row's mentor: prices climb along the chain."""
    scores = np.full((n, n), low)
    scores[np.arange(n - 1), np.arange(1, n)] = high
    barred = np.ones((n, n), np.bool_)
    barred[np.arange(n), np.arange(n)] = barred[np.arange(n - 1), np.arange(1, n)] = False
    barred[0, 1] = False
    return scores, barred


def test_prices_beyond_int16_are_priced_in_wide_numbers() -> None:
    scores, barred = chain(6, -5000, 5000)
    scores[:-1, 0] = -5000
    barred[1:, 0] = True
    found = greatest(scores, barred)
    assert worth(scores, found) == -30_000
    assert found.certificate.prices.columns.max() == 50_000


def test_the_way_out_widens_too() -> None:
    scores, barred = chain(80, -5000, 5000)
    table = np.where(barred, NO_NARROW, scores).astype(np.int16)
    whole = Table(table, np.ones(80, np.int64))
    play = Play(whole, np.arange(80), cover(whole, np.arange(80), watch=Watch()))
    pool, _ = first_pool(play.table, play.bench, 80)
    best = stages._whole(play, pool, 1)
    assert not play.table.narrow
    assert best.gap == 0


def objectives(scores: np.ndarray, barred: np.ndarray, poor_below: int) -> Settled:
    n, m = scores.shape
    table = np.where(barred, NO_NARROW, scores).astype(np.int16)
    room = np.ones(m, np.int64)
    settled = settle(lambda: Table(table.copy(), room), np.arange(n), Wishes(True, poor_below), Watch())
    assert faults(scores, barred, Asked(np.arange(n), room, Wishes(True, poor_below)), settled) == []
    return settled


def test_a_bonus_that_is_too_small_grows() -> None:
    scores = np.array([[0, 0, 0, 0], [0, 9, 10, 0], [0, 0, 9, 0], [0, 0, 0, 9]])
    barred = np.ones((4, 4), np.bool_)
    for row, column in ((0, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 1)):
        barred[row, column] = False
    settled = objectives(scores, barred, 10)
    assert settled.of.tolist() == [0, 2, 3, 1]
    assert settled.certificate.bonus > 10


def test_a_bonus_beyond_int16_is_given_in_wide_numbers() -> None:
    scores = np.random.default_rng(4).integers(0, 5900, (20, 18))
    assert objectives(scores, scores < 100, 5890).certificate.bonus > 0


def test_a_market_with_many_idle_mentors_is_solved_without_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "_HEAVY", 0)
    scores = instance("more mentors")
    assert worth(scores, greatest(scores)) == best(scores)


def test_the_proof_of_poor_pairs_looks_past_the_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "BEST", 2)
    scores = np.random.default_rng(6).integers(0, 1000, (90, 80))
    assert objectives(scores, scores < 30, 985).gap == 0


def test_the_way_out_prices_benches_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "_PATIENCE", 0)
    scores = instance("products")
    tall = np.concatenate([scores, scores - 3])
    assert worth(tall, greatest(tall)) == best(tall)
