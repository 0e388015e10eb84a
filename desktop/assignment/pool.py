"""The pool: the few pairs worth looking at, found by what mentors seem to be worth; pricing adds what it lacks."""

from dataclasses import dataclass

import numpy as np

from desktop.assignment.table import Ints, Scores, Table

BEST = 8  # pairs kept per mentee and per mentor
_PASSES = 20
_PACKED = 15  # bits for a column in a packed key


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


def first_pool(table: Table, bench: Ints, width: int) -> Pool:
    """Return the best pairs of each mentee and mentor at guessed prices, and each mentee's bench."""
    small = table.n * table.m <= 4096
    rows, columns = _every_pair(table) if small else _best_pairs(table, guessed_prices(table))
    scores = table.values(rows, columns)
    allowed = scores > table.no
    benched = np.flatnonzero(bench >= 0)
    none = np.empty(0, np.int64)
    nothing = Pool(none, none, none, table.n, width)
    pool = nothing.joined(rows[allowed], columns[allowed], scores[allowed])
    return pool.joined(benched, bench[benched], np.zeros(len(benched), np.int64))


def guessed_prices(table: Table) -> Ints:
    """Guess what each mentor is worth by letting all mentees bid: a mentor in demand grows dearer (tatonnement)."""
    prices = np.zeros(table.m, np.int64)
    sample = np.arange(0, table.n, max(1, table.n // 1000))
    seen = np.ascontiguousarray(np.stack([table.row(i) for i in sample.tolist()]))
    share = table.n / len(sample)
    step = _typical_gap(seen)
    for turn in range(_PASSES):
        wanted = np.bincount((seen - prices.astype(seen.dtype)).argmax(axis=1), minlength=table.m)
        move = np.rint(step / (1 + 0.15 * turn) * (wanted * share - table.capacities)).astype(np.int64)
        prices = np.clip(prices + move, 0, 8 * step * _PASSES)
    return prices


def rows_best(block: Scores, most: int) -> Ints:
    """Return the columns of the `most` largest values of each row, in no order."""
    width = block.shape[1]
    if most >= width:
        return np.broadcast_to(np.arange(width), block.shape)
    if block.dtype != np.int16 or width > 1 << _PACKED:
        return np.argpartition(block, width - most, axis=1)[:, -most:]
    packed = block.astype(np.int32)  # one sortable key a pair: numpy partitions int32 with vector instructions
    packed <<= _PACKED
    packed |= np.arange(width, dtype=np.int32)
    packed.partition(width - most, axis=1)
    return (packed[:, width - most :] & ((1 << _PACKED) - 1)).astype(np.int64)


def _typical_gap(seen: Scores) -> int:
    """Return a fiftieth of the spread of the best scores, at least 1: the size of a first step in price."""
    best = seen.max(axis=1).astype(np.int64)
    return max(1, min(20, int(np.ptp(best)))) if seen.dtype == np.int16 else max(1, int(np.ptp(best)) // 50)


def _every_pair(table: Table) -> tuple[Ints, Ints]:
    rows, columns = np.nonzero(table.scores > table.no)
    return rows.astype(np.int64), columns.astype(np.int64)


def _best_pairs(table: Table, prices: Ints) -> tuple[Ints, Ints]:
    cost: Scores = prices.astype(table.scores.dtype)

    def of_mentees(start: int, stop: int) -> tuple[Ints, Ints, Ints]:
        worth = table.block(start, stop) - cost
        best = rows_best(worth, BEST)
        rows = np.repeat(np.arange(start, stop), best.shape[1])
        return rows, best.ravel(), worth.max(axis=1).astype(np.int64)

    found = list(table.each(of_mentees))
    rows, columns, top = (np.concatenate(part) for part in zip(*found, strict=True))
    more_rows, more_columns = _best_of_mentors(table, top)
    return np.concatenate([rows, more_rows]), np.concatenate([columns, more_columns])


def _best_of_mentors(table: Table, top: Ints) -> tuple[Ints, Ints]:
    """Return for each mentor the mentees who lose least by taking them."""
    step = max(1, (1 << 17) // max(1, table.n))
    found_rows, found_columns = [], []
    for start in range(0, table.m, step):
        stop = min(start + step, table.m)
        worth = np.ascontiguousarray(table.scores[:, start:stop].T) - top.astype(table.scores.dtype)
        best = rows_best(worth, BEST)
        found_rows.append(best.ravel())
        found_columns.append(np.repeat(np.arange(start, stop), best.shape[1]))
    return np.concatenate(found_rows), np.concatenate(found_columns)
