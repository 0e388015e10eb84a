"""Families whose members must not share a mentor: who clashes, where gates are needed, a way out when time is up."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from desktop.assignment.gates import Families, Gate
from desktop.assignment.play import Best, Play
from desktop.assignment.table import Ints, Table

_LIKELY = 2  # times as many further gates with every round, so that rounds stay few


def clashes(of: Ints, families: Families, real: int) -> list[Gate]:
    """Return each family with a column below `real` that several of them have."""
    found: list[Gate] = []
    for family in families:
        columns, times = np.unique(of[list(family)], return_counts=True)
        shared = columns[(times > 1) & (columns >= 0) & (columns < real)]
        found.extend((family, column) for column in shared.tolist())
    return found


def wanted(play: Play, best: Best, clashing: list[Gate], width: int, turn: int) -> list[Gate]:
    """Return the gates that keep apart who clashes, and further ones they would next clash at, ever more by turn.

    Families and columns are those of the play; only the first `width` columns can have gates.
    """
    shared: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for family, column in clashing:
        shared[family].append(column)
    roomy = play.room[:width] > 1
    return [
        (family, column)
        for family, columns in shared.items()
        for column in _with_next(play, best, family, columns, roomy, turn)
    ]


def _with_next(
    play: Play, best: Best, family: tuple[int, ...], columns: list[int], roomy: np.ndarray, turn: int
) -> Iterator[int]:
    """Yield columns where a family clashes, and those that its members, when they must leave, would rather share."""
    rows = np.array(family)
    loss = best.prices.rows[rows, None] + best.prices.columns[: len(roomy)] - play.table.rows(rows)[:, : len(roomy)]
    second = np.partition(loss, 1, axis=0)[1]
    second[columns] = np.iinfo(np.int64).min
    more = int(np.isin(best.of[rows], columns).sum()) - 2 * len(columns) + _LIKELY**turn - 1
    order = np.argsort(second, kind="stable")[: len(columns) + max(0, more)]
    never = -play.table.no // 2
    yield from order[roomy[order] & (second[order] < never)].tolist()


def parted(table: Table, ranks: Ints, of: Ints, families: Families) -> Ints:
    """Return an answer without clashes, for want of time: all but one go where there is room for them, or wait.

    The first in line of a family stays; `table` is one with nothing done to it yet.
    """
    found = of.copy()
    left = table.capacities - np.bincount(of[of >= 0], minlength=table.m)
    for family, column in clashes(of, families, table.m):
        mine = [row for row in sorted(family, key=lambda row: int(ranks[row])) if of[row] == column]
        for row in mine[1:]:
            open_ = left > 0
            open_[found[[one for one in family if found[one] >= 0]]] = False
            scores = np.where(open_, table.row(row), table.no)
            best = int(scores.argmax())
            left[column] += 1
            found[row] = best if scores[best] > table.no else -1
            left[best] -= scores[best] > table.no
    return found
