"""The pool: the few pairs worth looking at, found by what mentors seem to be worth; pricing adds what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from desktop.assignment.table import Ints, Scores, Table

BEST = 8  # pairs kept per mentee and per mentor, at least
_FEW = 4096  # a table of so many cells is its own pool
_PASSES = 20
_FULL_PASSES = 4
_SAMPLE = 2000
_GROUPS = 32
_MOST = 12  # pairs kept per mentee and mentor, at most, where many are equally good


@dataclass(frozen=True)
class Pool:
    """Candidate pairs in order of row, then column: rows, columns, scores. `width` counts columns, benches included."""

    rows: Ints
    columns: Ints
    scores: Ints
    height: int
    width: int

    @property
    def keys(self) -> Ints:
        """One ascending integer a pair."""
        return self.rows * self.width + self.columns

    def joined(self, rows: Ints, columns: Ints, scores: Ints) -> "Pool":
        """Return the pool with further pairs in it; pairs that are in it already don't count."""
        keys = np.concatenate([self.keys, rows * self.width + columns])
        unique, first = np.unique(keys, return_index=True)
        every = np.concatenate([self.scores, scores])[first]
        return Pool(unique // self.width, unique % self.width, every, self.height, self.width)

    def at_least(self, score: int, real: int) -> "Pool":
        """Return the pairs that score so much, and all benches (the columns from `real` on)."""
        keep = (self.scores >= score) | (self.columns >= real)
        return Pool(self.rows[keep], self.columns[keep], self.scores[keep], self.height, self.width)


def first_pool(table: Table, bench: Ints, width: int) -> tuple[Pool, Ints]:
    """Return the best pairs of each mentee and mentor at guessed prices, each mentee's bench, and the guess."""
    prices = np.zeros(width, np.int64)
    if table.n * table.m <= _FEW:
        rows, columns = np.nonzero(table.block(0, table.n) > table.no)
    else:
        prices[: table.m] = guessed_prices(table)
        rows, columns = best_pairs(table, prices[: table.m])
    scores = table.values(rows, columns)
    allowed = scores > table.no
    pool = Pool(rows[allowed], columns[allowed], scores[allowed], table.n, width)
    benched = np.flatnonzero(bench >= 0)
    return pool.joined(benched, bench[benched], np.zeros(len(benched), np.int64)), prices


def guessed_prices(table: Table) -> Ints:
    """Guess what each mentor is worth by letting mentees bid: who is in demand grows dearer (tatonnement).

    Most passes ask a sample of the mentees, the last few everyone. Only speed hangs on the guess, never the answer.
    """
    prices = np.zeros(table.m, np.int64)
    sample = table.block(0, table.n)[:: max(1, table.n // _SAMPLE)]
    step = _first_step(sample)
    for turn in range(_PASSES):
        asked = sample if turn < _PASSES - _FULL_PASSES else None
        wanted = _wanted(table, asked, prices) * (table.n / len(sample) if asked is not None else 1)
        move = np.rint(step / (1 + 0.15 * turn) * (wanted - table.capacities)).astype(np.int64)
        prices = np.clip(prices + move, 0, step * 400)
    return prices


def _wanted(table: Table, sample: Scores | None, prices: Ints) -> Ints:
    """Return how many mentees would choose each mentor at these prices."""
    cost: Scores = prices.astype(table.scores.dtype)
    if sample is not None:
        choice = (sample - cost).argmax(axis=1)
    else:
        choice = np.concatenate(list(table.each(lambda start, stop: (table.block(start, stop) - cost).argmax(axis=1))))
    return np.bincount(choice, minlength=table.m)


def _first_step(sample: Scores) -> int:
    """Return the size of the first step in price: a fiftieth of the spread of the best scores, at least 1."""
    best = sample.max(axis=1).astype(np.int64)
    return max(1, int(np.ptp(best)) // 50)


def best_pairs(table: Table, prices: Ints) -> tuple[Ints, Ints]:
    """Return at least the `BEST` pairs of each row and each column at given prices, roughly the best ones.

    The bars for a pair are order statistics of maxima over groups: a few passes at memory speed in place of sorting.
    """
    cost: Scores = prices.astype(table.scores.dtype)
    groups = np.linspace(0, table.m, min(table.m, _GROUPS) + 1)[:-1].astype(np.int64)
    bar = max(0, len(groups) - BEST)

    def survey(start: int, stop: int) -> tuple[Scores, Scores, Scores]:
        worth = table.block(start, stop) - cost
        tops = np.maximum.reduceat(worth, groups, axis=1)
        top = tops.max(axis=1)
        return top, np.partition(tops, bar, axis=1)[:, bar], (worth - top[:, None]).max(axis=0)

    top, row_bar, column_tops = zip(*table.each(survey), strict=True)
    tops, row_bars = np.concatenate(top), np.concatenate(row_bar)
    rank = max(0, len(column_tops) - BEST)
    column_bar: Scores = np.partition(np.stack(column_tops), rank, axis=0)[rank]

    def select(start: int, stop: int) -> Ints:
        worth = table.block(start, stop) - cost
        good = worth >= row_bars[start:stop, None]
        worth -= tops[start:stop, None]
        good |= worth >= column_bar
        return np.flatnonzero(good) + start * table.m

    keys = thinned(table.each(select), _MOST * (table.n + table.m), spans=len(table.spans()))
    return keys // table.m, keys % table.m


def thinned(found: Iterable[Ints], most: int, *, spans: int) -> Ints:
    """Return the keys of all blocks, or an even scatter of about `most` of them where ties make them too many."""
    share = max(1, most // spans)
    return np.concatenate([keys if len(keys) <= 2 * share else _scatter(keys, share) for keys in found])


def _scatter(keys: Ints, share: int) -> Ints:
    """Return about `share` keys, chosen by a multiplicative hash so that rows and columns are met evenly."""
    mixed = (keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)
    chosen: Ints = keys[mixed < np.uint64((share << 24) // len(keys))]
    return chosen


def rows_best(block: Scores, most: int) -> Ints:
    """Return the columns of the `most` largest values of each row, in no order."""
    width = block.shape[1]
    if most >= width:
        return np.broadcast_to(np.arange(width), block.shape)
    return np.argpartition(block, width - most, axis=1)[:, width - most :]
