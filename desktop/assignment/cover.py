"""Who is matched at all: as many as can be, first in line first. It looks at which pairs are allowed, not at scores.

Sets of mentees that can be matched together form a transversal matroid, so taking mentees in order of priority, each
by an augmenting path, gives the largest set *and* the best by priority (Edmonds and Fulkerson 1965; Edmonds 1971).
"""

from dataclasses import dataclass

import numpy as np

from desktop.assignment.paths import Mask, Paths
from desktop.assignment.table import Ints, Table
from desktop.assignment.watch import Watch

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Cover:
    """A first matching of the best set, and who competes for whom.

    `row_level[i]` is the rank of the first mentee whose search failed and reached mentee i, `column_level[j]` the same
    for mentors (NEVER where none did): all that mentees of a level can be matched with are mentors up to that level,
    and those are full. That is the proof that no better set exists.
    """

    of: Ints
    row_level: Ints
    column_level: Ints


def cover(table: Table, ranks: Ints, *, watch: Watch) -> Cover:
    """Match mentees in order of rank (0 first); rows of equal rank are taken in order of index."""
    paths = Paths(table, table.capacities)
    dead = table.capacities <= 0
    row_level = np.full(table.n, NEVER)
    column_level = np.where(dead, -1, NEVER)
    for count, row in enumerate(np.argsort(ranks, kind="stable").tolist()):
        if count % 256 == 0:
            watch.check()
        stuck = paths.augment(row, least=table.no + 1, dead=dead)
        if stuck:
            row_level[stuck.rows] = ranks[row]
            column_level[stuck.columns] = ranks[row]
            dead |= stuck.columns
    return Cover(paths.of, row_level, column_level)


def waiting(cover_of: Ints, ranks: Ints) -> tuple[Mask, Ints]:
    """Return who surely waits, and the ranks of which only the number that waits is settled.

    A mentee alone in a rank who wasn't matched surely waits. In a shared rank the later objectives choose who waits.
    """
    unmatched = cover_of < 0
    shared, counts = np.unique(ranks, return_counts=True)
    alone = np.isin(ranks, shared[counts == 1])
    return unmatched & alone, np.unique(ranks[unmatched & ~alone])
