"""The rows in play after the cover, and the best matching found for them; arrays only."""

from dataclasses import dataclass, replace

import numpy as np

from desktop.assignment.cover import Cover, waiting
from desktop.assignment.pool import Pool
from desktop.assignment.prices import Prices
from desktop.assignment.table import Ints, Table


class Play:
    """The rows that stay in play after the cover, with benches for the ranks in which somebody waits."""

    def __init__(self, table: Table, ranks: Ints, found: Cover) -> None:
        out, shared = waiting(found.of, ranks)
        self.rows = np.flatnonzero(~out)
        own = ranks[self.rows]
        place = np.searchsorted(shared, own)
        known = np.append(shared, -1)[np.minimum(place, len(shared))] == own
        self.bench = np.where(known, table.m + place, -1)
        of = found.of[self.rows]
        self.start = np.where(of < 0, self.bench, of)
        waits = np.bincount(self.bench[of < 0] - table.m, minlength=len(shared))
        self.room = np.concatenate([np.maximum(table.capacities, 0), waits.astype(np.int64)])
        self.table = table.kept(self.rows)

    def scores(self, of: Ints) -> Ints:
        """Return each row's score under a matching; a bench scores 0."""
        found = np.zeros(len(of), np.int64)
        real = np.flatnonzero(of < self.table.m)
        found[real] = self.table.values(real, of[real])
        return found

    def rescored(self, pool: Pool) -> Pool:
        """Return a pool with the table's present scores."""
        real = pool.columns < self.table.m
        scores = np.zeros(len(pool.rows), np.int64)
        scores[real] = self.table.values(pool.rows[real], pool.columns[real])
        return replace(pool, scores=scores)


@dataclass(frozen=True)
class Best:
    """A best matching of all rows in play, the pool that held it, its prices and what they leave open (0: proved)."""

    of: Ints
    pool: Pool
    prices: Prices
    gap: int
    rounds: int
