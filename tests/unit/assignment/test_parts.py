"""Lists of pairs, parts that don't compete, crowded and roomy markets: always the best answer of the whole, proved."""

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from desktop.assignment import assign as plain
from desktop.assignment import market, tight
from desktop.assignment.arcs import Arcs
from desktop.assignment.arrays import ranks
from desktop.assignment.guess import guessed_prices
from desktop.assignment.market import Market, begun, settled
from desktop.assignment.tight import head_start
from desktop.assignment.watch import Watch
from desktop.errors import OutOfTime, Stopped
from desktop.matching import Assignment, assign, assign_sparse
from tests.unit.assignment.brute import best_of_all


def reached(found: Assignment, priority: np.ndarray) -> tuple[int, ...]:
    matched = priority[found.pairs[:, 0]]
    return (*(int((matched == one).sum()) for one in sorted(set(priority.tolist()), reverse=True)), found.total)


def drawn(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    n, m = rng.integers(0, 6, 2).tolist()
    few = seed % 2 == 0
    scores = rng.integers(-4, 5, (n, m)) if few else rng.integers(-(2**31), 2**31, (n, m))
    barred = rng.random((n, m)) < rng.choice([0.0, 0.3, 0.6])
    room = rng.choice([0, 1, 1, 2, 9], m) if seed % 3 else np.ones(m, np.int64)
    priority = [np.zeros(n), rng.integers(-1, 2, n), rng.permutation(n) * 1e300][seed % 5 % 3]
    return scores, barred, room, np.asarray(priority, np.float64)


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_small_instances_are_the_best_of_all_answers(start: int) -> None:
    for seed in range(start, start + 100):
        scores, barred, room, priority = drawn(seed)
        best = best_of_all(scores, barred, room, priority)
        found = assign(scores, barred=barred if barred.any() else None, capacities=room, priority=priority)
        assert (reached(found, priority), found.proved) == (best, True), seed


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_small_lists_are_the_best_of_all_answers(start: int) -> None:
    for seed in range(start, start + 100):
        scores, barred, room, priority = drawn(seed)
        rows, columns = np.nonzero(~barred)
        found = assign_sparse(
            (rows, columns, scores[rows, columns]), shape=scores.shape, capacities=room, priority=priority
        )
        assert (reached(found, priority), found.proved) == (best_of_all(scores, barred, room, priority), True), seed


def middling(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    n, m = rng.integers(30, 150, 2).tolist()
    scores = [rng.integers(-9, 9, (n, m)), rng.integers(-(10**6), 10**6, (n, m))][seed % 2]
    barred = rng.random((n, m)) < rng.choice([0.2, 0.7, 0.95])
    if seed % 3 == 0:
        barred |= rng.integers(0, 3, n)[:, None] != rng.integers(0, 3, m)
    room = rng.choice([0, 1, 1, 2, 3], m) if seed % 4 else np.ones(m, np.int64)
    return scores, barred, room, [np.zeros(n), rng.integers(0, 4, n), rng.permutation(n)][seed % 5 % 3]


@pytest.mark.parametrize("seed", range(40))
def test_parts_lists_and_pools_reach_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    scores, barred, room, priority = middling(seed)
    by_parts = assign(scores, barred=barred, capacities=room, priority=priority)
    rows, columns = np.nonzero(~barred)
    listed = assign_sparse(
        (rows, columns, scores[rows, columns]), shape=scores.shape, capacities=room, priority=priority
    )
    monkeypatch.setattr(plain, "CELLS", 0)
    pooled = assign(scores, barred=barred, capacities=room, priority=priority)
    answers = [by_parts, listed, pooled]
    assert len({reached(found, np.asarray(priority)) for found in answers}) == 1
    assert all(found.proved for found in answers)


@pytest.mark.parametrize("seed", range(6))
def test_blocks_solved_apart_reach_the_total_of_the_whole(seed: int) -> None:
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 5, 200)
    scores, barred = rng.integers(-99, 999, (200, 200)), group[:, None] != group
    rows, columns = linear_sum_assignment(np.where(barred, -1e9, scores), maximize=True)
    found = assign(scores, barred=barred)
    assert (len(found.pairs), found.total) == (200, int(scores[rows, columns].sum()))
    own = [assign(scores[np.ix_(group == g, group == g)]).total for g in range(5)]
    assert found.total == sum(own)


def pairs_of_a_few(n: int, m: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    own = np.arange(n) * m + np.arange(n) % m
    keys = np.unique(np.append(np.repeat(np.arange(n), 6) * m + rng.integers(0, m, 6 * n), own))
    return keys // m, keys % m, rng.integers(-500, 500, len(keys))


@pytest.mark.parametrize(("n", "m"), [(600, 600), (600, 601), (600, 700), (600, 1200), (900, 600)])
def test_large_lists_reach_scipys_total(n: int, m: int) -> None:
    rows, columns, scores = pairs_of_a_few(n, m, n + m)
    table = np.full((n, m), -(10.0**7))
    table[rows, columns] = scores
    best = linear_sum_assignment(table, maximize=True)
    found = assign_sparse((rows, columns, scores), shape=(n, m))
    taken = table[best] > -(10.0**7)
    assert (len(found.pairs), found.total) == (int(taken.sum()), int(table[best][taken].sum()))
    assert found.proved


def test_a_head_start_changes_no_total(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, columns, scores = pairs_of_a_few(500, 501, 5)
    with_it = assign_sparse((rows, columns, scores), shape=(500, 501))
    monkeypatch.setattr(tight, "_BIDDERS", 10**9)
    assert assign_sparse((rows, columns, scores), shape=(500, 501)).total == with_it.total


def test_a_head_start_cut_short_changes_no_total(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, columns, scores = pairs_of_a_few(500, 501, 5)
    total = assign_sparse((rows, columns, scores), shape=(500, 501)).total
    monkeypatch.setattr(tight, "_ROUNDS", 1)
    assert assign_sparse((rows, columns, scores), shape=(500, 501)).total == total


def beside_tables(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """A crowd so cut up that some parts are solved as tables, others as a list, and some mentees must be taken."""
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(10, 50)), int(rng.integers(8, 40))
    scores = [lambda: (rng.random((n, m)) < 0.05).astype(int), lambda: rng.integers(0, 2, (n, m)),
              lambda: rng.integers(-50, 50, (n, m))][seed % 3]()  # fmt: skip
    barred = rng.random((n, m)) < rng.choice([0.6, 0.8, 0.9])
    room = rng.choice([1, 1, 1, 2], m)
    return scores, barred, room, rng.permutation(n) if seed % 2 else rng.integers(0, 4, n)


@pytest.mark.parametrize("seed", [72, 2201, *range(40)])
def test_lists_beside_tables_come_to_an_end_and_are_proved(seed: int) -> None:
    scores, barred, room, priority = beside_tables(seed)
    found = assign(scores, barred=barred, capacities=room, priority=priority)
    seats = np.repeat(np.arange(len(room)), room)
    table = np.where(barred, 0, 1000 + scores)[:, seats]  # so many points for being matched: only where all are equal
    best = table[linear_sum_assignment(table, maximize=True)]
    assert (len(found.pairs), found.proved) == (int((best > 0).sum()), True)


def one_pair(*, supply: int, room: int) -> Market:
    arcs = Arcs(np.array([0]), np.array([0]), np.array([7]), 1, 1)
    return Market(arcs, np.array([supply]), np.array([room]), np.zeros(1, np.bool_))


@pytest.mark.parametrize(
    ("supply", "room", "words"), [(1, 2, "an item must be held"), (2, 1, "a bidder must have an item")]
)
def test_a_market_that_nobody_can_serve_is_a_bug_and_said(supply: int, room: int, words: str) -> None:
    whole = one_pair(supply=supply, room=room)
    with pytest.raises(AssertionError, match=words):
        settled(whole, begun(whole, np.zeros(1, np.int64)), Watch())


def test_a_market_can_be_stopped() -> None:
    scores, barred, room, priority = beside_tables(72)
    with pytest.raises(Stopped):
        assign(scores, barred=barred, capacities=room, priority=priority, watch=Watch(stopped=lambda: True))


def test_a_market_that_may_take_no_time_says_so() -> None:
    rows, columns, scores = pairs_of_a_few(60, 60, 3)
    with pytest.raises(OutOfTime, match="time ran out"):
        assign_sparse((rows, columns, scores), shape=(60, 60), watch=Watch(seconds=0))


def test_numbers_too_large_for_a_head_start_are_solved_without() -> None:
    rows, columns, scores = pairs_of_a_few(400, 400, 6)
    small = assign_sparse((rows, columns, scores), shape=(400, 400))
    large = assign_sparse((rows, columns, scores * 2**26), shape=(400, 400))
    assert (large.total, large.proved) == (small.total * 2**26, True)


def test_a_state_that_cannot_go_on_is_left_to_the_searches() -> None:
    """The item set aside is the only one left for the first two: rounds end without them, searches place them."""
    n = 400
    own = np.arange(2, n)
    rows = np.concatenate([[0, 0, 1, 2, 2], own, own[:-1]])
    columns = np.concatenate([[0, 1, 1, 1, n], own, own[1:]])
    scores = np.concatenate([[-50, 10, 10, 0, 0], np.full(n - 2, 5), np.zeros(n - 3, np.int64)])
    order = np.lexsort((columns, rows))
    arcs = Arcs(rows[order], columns[order], scores[order], n, n + 1)
    whole = Market(arcs, np.ones(n, np.int64), np.ones(n + 1, np.int64), np.ones(n + 1, np.bool_))
    prices = np.zeros(n + 1, np.int64)
    state = settled(whole, head_start(whole, begun(whole, prices)), Watch())
    assert int(arcs.scores[state.taken].sum()) == 5 * (n - 2) + 10 - 50


@pytest.mark.parametrize("seed", range(30))
def test_from_any_prices_a_market_comes_to_the_same(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = (index.ravel() for index in np.indices((9, 12)))
    arcs = Arcs(rows, columns, rng.integers(-20, 20, 108), 9, 12)
    whole = Market(arcs, np.ones(9, np.int64), rng.integers(1, 3, 12), np.ones(12, np.bool_))
    states = [
        settled(whole, begun(whole, prices), Watch()) for prices in (np.zeros(12, np.int64), rng.integers(0, 40, 12))
    ]
    totals = {int(arcs.scores[state.taken].sum()) for state in states}
    assert len(totals) == 1
    assert market.most_of(whole, np.ones(108, np.bool_)).sum() == 9


def test_a_guess_of_few_pairs_is_nothing() -> None:
    arcs = Arcs(np.array([0]), np.array([0]), np.array([7]), 1, 1)
    assert guessed_prices(arcs, np.ones(1, np.int64), np.ones(1, np.int64), np.ones(1, np.bool_)).tolist() == [0]


def test_a_list_in_any_order_gives_the_same_pairs() -> None:
    rows, columns, scores = pairs_of_a_few(80, 70, 9)
    turn = np.random.default_rng(1).permutation(len(rows))
    first = assign_sparse((rows, columns, scores), shape=(80, 70))
    again = assign_sparse(np.stack([rows, columns, scores], axis=1)[turn], shape=(80, 70))
    assert (first.pairs == again.pairs).all()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["ties", "factors", "bars", "drawn"])
def test_rows_in_any_order_give_the_same_pairs(seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 3 if kind == "ties" else 1000, (60, 45))
    scores = np.outer(scores[:, 0], scores[0]) if kind == "factors" else scores
    barred = rng.random((60, 45)) < 0.5 if kind == "bars" else np.zeros((60, 45), np.bool_)
    priority, turn = rng.integers(0, 3, 60), rng.permutation(60)
    first = assign(scores, barred=barred, priority=priority)
    again = assign(scores[turn], barred=barred[turn], priority=priority[turn])
    seen = {(tuple(scores[i]), int(j)) for i, j in first.pairs}
    assert {(tuple(scores[turn[i]]), int(j)) for i, j in again.pairs} == seen


@pytest.mark.parametrize("most", [1000, 5])
def test_tables_past_a_million_pairs_reach_scipys_total(most: int) -> None:
    scores = np.random.default_rng(most).integers(0, most, (1010, 1000))
    rows, columns = linear_sum_assignment(scores, maximize=True)
    found = assign(scores)
    assert (found.total, found.proved) == (int(scores[rows, columns].sum()), True)


def test_a_large_table_of_one_value_needs_no_guess() -> None:
    found = assign(np.full((500, 500), 3))
    assert (found.total, found.proved) == (1500, True)


def test_ranks_put_the_greatest_priority_first() -> None:
    assert ranks([1, 2**70, -3], 3).tolist() == [1, 0, 2]
