"""The tight face: every best answer at once, as the pairs that are worth exactly their prices."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from desktop.assignment.paths import Mask
from desktop.assignment.pool import Pool, thinned
from desktop.assignment.prices import Prices
from desktop.assignment.table import Ints, Scores, Table


@dataclass(frozen=True)
class Face:
    """Free choices among equally good answers: pairs that are in some best answer and not in all of them.

    `full[j]` says that column j must take exactly `left[j]` of these pairs, else it takes at most so many.
    """

    rows: Ints
    columns: Ints
    left: Ints
    full: Mask


def tight_pairs(table: Table, prices: Prices, *, most: int) -> tuple[Ints, Ints, bool]:
    """Return the pairs of the table that score exactly their two prices together, and whether those are all.

    Where they are too many, they are a scatter.
    """
    dtype = table.dtype
    limits: Scores = prices.rows.astype(dtype)
    cost: Scores = prices.columns[: table.m].astype(dtype)

    def work(start: int, stop: int) -> Ints:
        tight: Mask = table.block(start, stop) - cost == limits[start:stop, None]
        return np.flatnonzero(tight) + start * table.m

    found = list(table.each(work))
    keys = thinned(found, most, spans=len(found))
    return keys // table.m, keys % table.m, len(keys) == sum(map(len, found))


def free_choices(pool: Pool, of: Ints, room: Ints, prices: Prices) -> Face:
    """Return what is left to choose among the tight pairs of a pool, given one best answer `of`.

    A pair is in some best answer if it lies on an alternating cycle; a path between mentors with room to spare closes
    through one further node. So: strongly connected components.
    """
    n, spare = pool.height, pool.height + pool.width
    used = np.bincount(of, minlength=pool.width)
    taken = pool.columns == of[pool.rows]
    gives = np.flatnonzero(prices.columns == 0)
    takes = np.flatnonzero(used < room)
    tail = np.concatenate([pool.rows[~taken], n + of, np.full(len(gives), spare), n + takes])
    head = np.concatenate([n + pool.columns[~taken], np.arange(n), n + gives, np.full(len(takes), spare)])
    links = csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(spare + 1, spare + 1))
    part = connected_components(links, connection="strong")[1]
    free = part[pool.rows] == part[n + pool.columns]
    choice = free & (np.bincount(pool.rows[free], minlength=n) > 1)[pool.rows]
    rows, columns = pool.rows[choice], pool.columns[choice]
    moving = np.zeros(n, np.bool_)
    moving[rows] = True
    left = room - np.bincount(of[~moving], minlength=pool.width)
    return Face(rows, columns, left, prices.columns > 0)
