"""Who is matched at all: as many as can be, first in line first. It looks at which pairs are allowed, not at scores.

Sets of mentees that can be matched together form a transversal matroid, so taking mentees in order of priority, each
by an augmenting path, gives the largest set *and* the best by priority (Edmonds and Fulkerson 1965; Edmonds 1971).
"""

import heapq
from dataclasses import dataclass

import numpy as np

from desktop.assignment.paths import Mask, Paths, Violator
from desktop.assignment.seed import begun
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
    """Match as many as can be matched, first ranks first.

    Of as many as there are places, those whom a scatter of pairs allows are matched at once. Then the others are taken
    in order of rank, and each may take the place of somebody of a later rank, who comes again (greedy, by exchanges).
    """
    paths = Paths(table, table.capacities)
    dead = table.capacities <= 0
    first = np.argsort(ranks, kind="stable")[: int(paths.room.clip(0).sum())]
    paths.start_from(begun(table, first, table.no + 1, table.capacities))
    row_level = np.full(table.n, NEVER)
    column_level = np.where(dead, -1, NEVER)
    line = [(int(ranks[row]), row) for row in np.flatnonzero(paths.of < 0).tolist()]
    heapq.heapify(line)
    while line:
        watch.check()
        rank, row = heapq.heappop(line)
        found = paths.insert(row, ranks, least=table.no + 1, dead=dead)
        if isinstance(found, Violator):
            row_level[found.rows] = rank
            column_level[found.columns] = rank
            dead |= found.columns
        elif found is not None:
            heapq.heappush(line, (int(ranks[found]), found))
    return Cover(paths.of, row_level, column_level)


def waiting(cover_of: Ints, ranks: Ints) -> tuple[Mask, Ints]:
    """Return who surely waits, and the ranks of which only the number that waits is settled.

    A mentee alone in a rank who wasn't matched surely waits. In a shared rank the later objectives choose who waits.
    """
    unmatched = cover_of < 0
    shared, counts = np.unique(ranks, return_counts=True)
    alone = np.isin(ranks, shared[counts == 1])
    return unmatched & alone, np.unique(ranks[unmatched & ~alone])
