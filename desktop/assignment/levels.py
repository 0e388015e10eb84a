"""Who can be matched at all, from a list of allowed pairs, and the parts that don't compete with each other.

Rows of a level can only have columns up to that level, and those are full; so no best answer uses a pair between two
levels (Dulmage and Mendelsohn 1958; by priority: the greedy set of a transversal matroid, Edmonds 1971).
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_bipartite_matching, maximum_flow

from desktop.assignment.arcs import Arcs
from desktop.assignment.arrays import Ints

NEVER = np.iinfo(np.int64).max
_LIGHT = 10_000  # pairs up to which scipy's matching is taken: fast as a rule, but in some larger tables endless


@dataclass(frozen=True)
class Levels:
    """The level of each row and column: the rank of the first who waits and competes with them, NEVER if none does."""

    rows: Ints
    columns: Ints


def levels(arcs: Arcs, room: Ints, ranks: Ints) -> Levels:
    """Return the levels of the best set by rank (0 first), the largest there is."""
    found = Levels(np.full(arcs.height, NEVER), np.where(room > 0, NEVER, -1))
    arcs = arcs.kept(room[arcs.columns] > 0)
    of = largest(arcs, room)
    waiting = np.flatnonzero(of < 0)
    if len(waiting) == 0:
        return found
    rows, columns = _competing(arcs, of, waiting)
    if (ranks[rows] == ranks[rows[0]]).all():
        found.rows[rows] = ranks[rows[0]]
        found.columns[columns] = ranks[rows[0]]
        return found
    inside = np.zeros(arcs.height, np.bool_)
    inside[rows] = True
    _by_rank(arcs.kept(inside[arcs.rows]), room, rows[np.argsort(ranks[rows], kind="stable")], (ranks, found))
    return found


def level_table(shape: tuple[int, int], room: Ints, ranks: Ints) -> Levels:
    """Return the levels where every pair is allowed: whoever comes first in line, as far as there are places."""
    places = int(room.sum())
    found = Levels(np.full(shape[0], NEVER), np.where(room > 0, NEVER, -1))
    if shape[0] > places:
        first = np.sort(ranks)[places]
        found.rows[:] = np.maximum(ranks, first)
        found.columns[room > 0] = first
    return found


def largest(arcs: Arcs, room: Ints) -> Ints:
    """Return the column of each row, or -1, in a matching of as many rows as can be."""
    if (room <= 1).all() and len(arcs.rows) <= _LIGHT:
        arcs = arcs.kept(room[arcs.columns] > 0)
        graph = csr_array((np.ones(len(arcs.rows), np.int8), (arcs.rows, arcs.columns)), (arcs.height, arcs.width))
        found: Ints = maximum_bipartite_matching(graph, perm_type="column").astype(np.int64)
        return found
    n, m = arcs.height, arcs.width
    tail = np.concatenate([np.full(n, n + m), arcs.rows, n + np.arange(m)])
    head = np.concatenate([np.arange(n), n + arcs.columns, np.full(m, n + m + 1)])
    takes = np.concatenate([np.ones(n + len(arcs.rows), np.int64), np.minimum(room, n)]).astype(np.int32)
    flow = maximum_flow(csr_array((takes, (tail, head)), shape=(n + m + 2, n + m + 2)), n + m, n + m + 1).flow.tocoo()
    taken = (flow.data > 0) & (flow.row < n)
    of = np.full(n, -1)
    of[flow.row[taken]] = flow.col[taken] - n
    return of


def _competing(arcs: Arcs, of: Ints, waiting: Ints) -> tuple[Ints, Ints]:
    """Return the rows and columns that alternating paths from those who wait reach."""
    n, root = arcs.height, arcs.height + arcs.width
    held = np.flatnonzero(of >= 0)
    tail = np.concatenate([arcs.rows, n + of[held], np.full(len(waiting), root)])
    head = np.concatenate([n + arcs.columns, held, waiting])
    graph = csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(root + 1, root + 1))
    reached = np.sort(breadth_first_order(graph, root, return_predecessors=False))
    return reached[reached < n], reached[(reached >= n) & (reached < root)] - n


def _by_rank(arcs: Arcs, room: Ints, order: Ints, found: tuple[Ints, Levels]) -> None:
    """Take rows in order of rank, each by an augmenting path, and note the level of all a failed search reached."""
    ranks, level = found
    heads, columns, left = arcs.heads.tolist(), arcs.columns.tolist(), room.tolist()
    held: dict[int, list[int]] = {}
    of: dict[int, int] = {}
    dead: set[int] = set()
    for root in order.tolist():
        came: dict[int, int] = {}
        visited, free = [root], -1
        for row in visited:
            for column in columns[heads[row] : heads[row + 1]]:
                if column in came or column in dead:
                    continue
                came[column] = row
                if left[column] > 0:
                    free = column
                    break
                visited.extend(held[column])
            if free >= 0:
                break
        if free < 0:
            level.rows[visited] = ranks[root]
            level.columns[list(came)] = ranks[root]
            dead.update(came)
            continue
        left[free] -= 1
        while free >= 0:
            row = came[free]
            before = of.get(row, -1)
            if before >= 0:
                held[before].remove(row)
            of[row] = free
            held.setdefault(free, []).append(row)
            free = before
