"""Prices that prove a matching best: one integer a mentee and a mentor, from the pool and against every pair.

A matching of all rows is best if every pair scores at most its two prices together, chosen pairs exactly that, and a
mentor with room left costs nothing (strong duality of the assignment problem; all in integers, no tolerance).
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from desktop.assignment.arcs import Arcs
from desktop.assignment.arrays import counted_up
from desktop.assignment.levels import largest
from desktop.assignment.pool import Pool, rows_best
from desktop.assignment.table import Ints, Scores, Table

IDLE = 8  # idle places looked at for each place that stays idle, where it isn't clear which cost nothing
_BESIDE = 100  # places looked at besides
_ADDED = 4  # pairs a mentee brings into the pool in one round


@dataclass(frozen=True)
class Prices:
    """Prices of rows and of columns (benches included)."""

    rows: Ints
    columns: Ints


class NotBest(Exception):  # a finding of the mathematics, not an error shown to anyone
    """The matching can be improved by pairs of the pool."""


def best_in_pool(pool: Pool, room: Ints, guess: Ints) -> Ints:
    """Return the column of each row in a best matching of all rows by pairs of the pool.

    Taking guessed prices off the scores solves most of it at once. That changes nothing where every place is taken;
    so rows of nobody take the places that stay idle, the cheapest by the guess. A wrong guess makes it not the best,
    which `prices_of` finds out; a guess of zeros is never wrong.
    """
    bench = pool.width - 1
    if room[bench] > 1 and int(room.sum()) == pool.height == np.count_nonzero(pool.columns == bench):
        return _best_of_all_who_may_wait(pool, room, bench)
    worth = pool.scores - guess[pool.columns]
    short = np.maximum.reduceat(worth, pool.heads[:-1])[pool.rows] - worth
    owner, places, cost, first = _places(pool, room, short + 1)
    count = int(first[-1])
    paid = np.repeat(guess, np.diff(first))
    idle = _idle(paid, count - pool.height)
    ends = np.searchsorted(owner, np.arange(pool.height + 1))
    ends = np.concatenate([ends, ends[-1] + idle.shape[1] * np.arange(1, len(idle) + 1)])
    data = np.concatenate([cost, paid[idle.ravel()] + 1]).astype(np.float64)
    graph = csr_array((data, np.concatenate([places, idle.ravel()]), ends), shape=(len(ends) - 1, count))
    rows, chosen = min_weight_full_bipartite_matching(graph)
    of = np.empty(len(ends) - 1, np.int64)
    of[rows] = np.searchsorted(first, chosen, side="right") - 1
    return of[: pool.height]


def _idle(paid: Ints, spare: int) -> Ints:
    """Return the places that each row of nobody may take: some of the cheapest, among them all that cost nothing.

    Rows of nobody are alike, so the first needs none of the last places and each next may begin one place later: any
    places that stay idle can still be shared out among them, in order.
    """
    if spare == 0 or not paid.any():
        return np.empty((0, 0), np.int64)
    free = int((paid == 0).sum())
    few = free + spare + _BESIDE if free >= spare else IDLE * spare + 2 * _BESIDE
    cheapest = np.sort(np.argsort(paid, kind="stable")[: min(len(paid), few)])
    return np.lib.stride_tricks.sliding_window_view(cheapest, len(cheapest) - spare + 1)


def _best_of_all_who_may_wait(pool: Pool, room: Ints, bench: int) -> Ints:
    """Match every place instead of every row, where each row could take the last column: it needs no places."""
    real = pool.columns != bench
    rest = Pool(pool.rows[real], pool.columns[real], pool.scores[real], pool.height, bench)
    rows = rest.scores - pool.scores[~real][rest.rows]
    owner, places, cost, first = _places(rest, room[:bench], int(rows.max(initial=0)) + 1 - rows)
    ends = np.searchsorted(owner, np.arange(pool.height + 1))
    graph = csr_array((cost.astype(np.float64), places, ends), shape=(pool.height, int(first[-1])))
    rows, chosen = min_weight_full_bipartite_matching(graph)
    of = np.full(pool.height, bench)
    of[rows] = np.searchsorted(first, chosen, side="right") - 1
    return of


def most_in_pool(pool: Pool, room: Ints, real: int) -> Ints:
    """Return the column of each row, or -1, where pairs of the pool match as many rows as they can.

    Columns from `real` on are benches: they take whoever is left, as far as their room goes.
    """
    pairs = pool.columns < real
    seats = Arcs(pool.rows[pairs], pool.columns[pairs], pool.scores[pairs], pool.height, real)
    of = largest(seats, room[:real])
    for bench in range(real, pool.width):
        waiting = pool.rows[pool.columns == bench]
        of[waiting[of[waiting] < 0][: room[bench]]] = bench
    return of


def _places(pool: Pool, room: Ints, cost: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Split columns into places: row, place and cost of each pair, and each column's first place."""
    degree = np.bincount(pool.columns, minlength=pool.width)
    wide = room >= degree  # room for all who might come: each gets a place of their own
    first = np.concatenate([[0], np.cumsum(np.where(wide, degree, room))])
    if (room == 1).all():
        return pool.rows, pool.columns, cost, np.arange(pool.width + 1)
    order = pool.by_column()
    heads = np.concatenate([[0], np.cumsum(degree)[:-1]])
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - heads[pool.columns[order]]
    copies = np.where(wide[pool.columns], 1, room[pool.columns])
    pair = np.repeat(np.arange(len(copies)), copies)
    nth = counted_up(np.zeros_like(copies), copies)
    offset = np.where(wide[pool.columns[pair]], rank[pair], nth)
    return pool.rows[pair], first[pool.columns[pair]] + offset, cost[pair], first


def prices_of(pool: Pool, of: Ints, room: Ints) -> Prices:
    """Return the least prices under which a matching of all rows is best in the pool; raises NotBest (Bellman-Ford).

    Whoever holds what has grown dearer looks again at their pairs, and nobody else.
    """
    base = np.zeros(pool.height, np.int64)
    taken = np.flatnonzero(pool.columns == of[pool.rows])
    base[pool.rows[taken]] = pool.scores[taken]
    gain = pool.scores - base[pool.rows]
    heads = pool.heads
    price = np.zeros(pool.width, np.int64)
    idle = np.bincount(of, minlength=pool.width) < room
    restless = np.arange(pool.height)
    for _ in range(pool.width + 1):
        pairs = counted_up(heads[restless], heads[restless + 1])
        targets = pool.columns[pairs]
        raised = price[of[pool.rows[pairs]]] + gain[pairs]
        better = np.flatnonzero(raised > price[targets])
        if len(better) == 0:
            return Prices(base - price[of], price)
        np.maximum.at(price, targets[better], raised[better])
        if price[idle].any():
            raise NotBest
        dearer = np.zeros(pool.width, np.bool_)
        dearer[targets[better]] = True
        restless = np.flatnonzero(dearer[of])
    raise NotBest


def underpriced(table: Table, prices: Prices) -> tuple[Ints, Ints, int]:
    """Price every pair: return pairs that score above their prices (a few a row), and by how much rows do in sum."""
    dtype = table.dtype
    limits: Scores = prices.rows.astype(dtype)
    cost: Scores = prices.columns[: table.m].astype(dtype)

    def work(start: int, stop: int) -> tuple[Ints, Ints, int]:
        worth = table.block(start, stop) - cost
        over = worth.max(axis=1) - limits[start:stop].astype(np.int64)
        bad = np.flatnonzero(over > 0)
        best = rows_best(worth[bad], _ADDED)
        above = np.take_along_axis(worth[bad], best, axis=1) > limits[start + bad, None]
        rows = np.repeat(start + bad, best.shape[1])[above.ravel()]
        return rows, best[above], int(over[bad].sum())

    rows, columns, gaps = zip(*table.each(work), strict=True)
    return np.concatenate(rows), np.concatenate(columns), sum(gaps)


def fit_narrow(table: Table, prices: Prices) -> bool:
    """Return whether prices can be compared with a narrow table's scores without overflow."""
    low, high = int(prices.rows.min(initial=0)), int(prices.rows.max(initial=0))
    dearest = int(prices.columns[: table.m].max(initial=0))
    return not table.narrow or (low >= -16000 and high <= 32000 and dearest <= 15000)
