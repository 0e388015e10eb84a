"""The pool: the few pairs worth looking at, found by what mentors seem to be worth; pricing adds what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from desktop.assignment.arcs import Arcs
from desktop.assignment.table import Ints, Scores, Table

BEST = 8  # pairs kept per mentee and per mentor, at least
_FEW = 1 << 16  # a table of so many cells is its own pool
_SAMPLE = 1000  # mentees asked for a first guess of prices
_PASSES = 12
_BIDS = 40
_COOLING = 0.1
_GROUPS = 32
_MOST = 12  # pairs kept per mentee and mentor, at most, where many are equally good


@dataclass(frozen=True)
class Pool(Arcs):
    """Candidate pairs; `width` counts columns, benches included."""

    @property
    def keys(self) -> Ints:
        """One ascending integer a pair."""
        return self.rows * self.width + self.columns

    def by_column(self) -> Ints:
        """Return the places of the pairs in order of column, then row."""
        return np.argsort(self.columns.astype(np.min_scalar_type(self.width)), kind="stable")  # narrow: a radix sort

    def joined(self, rows: Ints, columns: Ints, scores: Ints) -> "Pool":
        """Return the pool with further pairs in it; pairs that are in it already don't count."""
        if len(rows) == 0:
            return self
        keys = np.concatenate([self.keys, rows * self.width + columns])
        unique, first = np.unique(keys, return_index=True)
        every = np.concatenate([self.scores, scores])[first]
        return Pool(unique // self.width, unique % self.width, every, self.height, self.width)

    def of_rows(self, rows: Ints) -> "Pool":
        """Return the pairs of some rows."""
        if len(rows) == self.height:
            return self
        keep = np.isin(self.rows, rows)
        return Pool(self.rows[keep], self.columns[keep], self.scores[keep], self.height, self.width)


def first_pool(table: Table, bench: Ints, width: int) -> tuple[Pool, Ints]:
    """Return the best pairs of each mentee and mentor at guessed prices, each mentee's bench, and the guess.

    A sample of the mentees gives a first guess, the pool that it suggests a better one, and that the pool to work with.
    """
    prices = np.zeros(width, np.int64)
    if table.n * table.m <= _FEW:
        rows, columns = np.nonzero(table.block(0, table.n) > table.no)
        return _with_benches(table, (rows, columns), bench, width), prices
    rough, step = guessed_prices(table)
    pool = _with_benches(table, best_pairs(table, rough), bench, width)
    prices[: table.m] = refined_prices(pool, rough, table.capacities, step=step)
    return _with_benches(table, best_pairs(table, prices[: table.m]), bench, width), prices


def _with_benches(table: Table, pairs: tuple[Ints, Ints], bench: Ints, width: int) -> Pool:
    """Return a pool of those of the pairs that are allowed, and of every mentee's bench."""
    scores = table.values(*pairs)
    allowed = scores > table.no
    pool = Pool(pairs[0][allowed], pairs[1][allowed], scores[allowed], table.n, width)
    benched = np.flatnonzero(bench >= 0)
    return pool.joined(benched, bench[benched], np.zeros(len(benched), np.int64))


def guessed_prices(table: Table) -> tuple[Ints, float]:
    """Guess what each mentor is worth by letting a sample of the mentees bid, and return the step that it began with.

    Who is in demand grows dearer (tatonnement). Only speed hangs on the guess, never the answer.
    """
    sample = table.rows(np.arange(0, table.n, max(1, table.n // _SAMPLE)))
    prices = np.zeros(table.m)
    step = max(1.0, float(np.ptp(sample.max(axis=1).astype(np.int64))) / 50)
    for turn in range(_PASSES):
        choice = (sample - prices.astype(sample.dtype)).argmax(axis=1)
        wanted = np.bincount(choice, minlength=table.m) * (table.n / len(sample))
        prices = np.clip(prices + step / (1 + _COOLING * turn) * (wanted - table.capacities), 0, step * 400)
    return np.rint(prices).astype(np.int64), step


def refined_prices(pool: Pool, prices: Ints, room: Ints, *, step: float) -> Ints:
    """Let all mentees bid many times over for the pairs of the pool alone, at prices in fractions; benches are free."""
    heads = np.flatnonzero(np.diff(pool.rows, prepend=-1))
    lengths = np.diff(heads, append=len(pool.rows))
    paid = np.zeros(pool.width)
    paid[: len(prices)] = prices
    for turn in range(_BIDS):
        worth = pool.scores - paid[pool.columns]
        best = np.flatnonzero(worth == np.repeat(np.maximum.reduceat(worth, heads), lengths))
        owners = pool.rows[best]
        share = 1 / np.bincount(owners, minlength=pool.height)[owners]  # who finds several equally good asks for each
        wanted = np.bincount(pool.columns[best], share, pool.width)[: len(room)]
        move = step / (1 + _COOLING * turn) * (wanted - room)
        paid[: len(room)] = np.maximum(paid[: len(room)] + move, 0)
    return np.rint(paid[: len(room)]).astype(np.int64)


def best_pairs(table: Table, prices: Ints) -> tuple[Ints, Ints]:
    """Return at least the `BEST` pairs of each row and each column at given prices, roughly the best ones.

    The bars for a pair are order statistics of maxima over groups: a few passes at memory speed in place of sorting.
    """
    cost: Scores = prices.astype(table.dtype)
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
