"""Partial matchings that grow by augmenting paths over a table, reading only the rows they visit.

A failed search is a Hall violator: the mentees it reached compete for the mentors it reached, and there are too few.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.assignment.table import Ints, Table

Mask = NDArray[np.bool_]
FREE = -1


@dataclass(frozen=True)
class Violator:
    """The mentees (rows) that compete and the mentors (a mask of columns) they compete for."""

    rows: Ints
    columns: Mask


class Paths:
    """A partial matching: `of[row]` is the column or -1; columns take several rows up to their room.

    Columns past the table's are benches: places for waiting. `bench[row]` is the row's bench column or -1.
    """

    def __init__(self, table: Table, room: Ints, bench: Ints | None = None) -> None:
        self.table = table
        self.room = room.copy()
        self.bench = np.full(table.n, FREE) if bench is None else bench
        self.of = np.full(table.n, FREE)
        self._held: dict[int, list[int]] = {}

    def start_from(self, of: Ints) -> None:
        """Take over a matching that keeps every room."""
        for row in np.flatnonzero(of >= 0).tolist():
            self._put(row, int(of[row]))

    def augment(self, row: int, *, least: int, dead: Mask) -> Violator | None:
        """Match one more row by pairs that score at least `least`, leaving dead columns out; else say who competes."""
        found = self.insert(row, np.zeros(len(self.of), np.int64), least=least, dead=dead)
        return found if isinstance(found, Violator) else None

    def insert(self, row: int, ranks: Ints, *, least: int, dead: Mask) -> Violator | int | None:
        """Match one more row as `augment` does, or in the place of a row of later rank, which is returned."""
        seen = dead.copy()
        came: dict[int, int] = {}
        visited = [row]
        for current in self._breadth_first(visited):
            fresh = self._open(current, least) & ~seen
            columns = np.flatnonzero(fresh)
            if len(columns) == 0:
                continue
            seen |= fresh
            with_room = columns[self.room[columns] > 0]
            if len(with_room):
                came[int(with_room[0])] = current
                self._flip(int(with_room[0]), row, came)
                return None
            holders = [holder for column in columns.tolist() for holder in self._held.get(column, ())]
            came.update(dict.fromkeys(columns.tolist(), current))
            last = max(holders, key=lambda holder: (ranks[holder], -holder), default=row)
            if ranks[last] > ranks[row]:
                self._displace(last, row, came)
                return last
            visited.extend(holders)
        return Violator(np.array(visited), seen & ~dead)

    def _displace(self, last: int, row: int, came: dict[int, int]) -> None:
        column = int(self.of[last])
        self._held[column].remove(last)
        self.room[column] += 1
        self.of[last] = FREE
        self._flip(column, row, came)

    @staticmethod
    def _breadth_first(visited: list[int]) -> Iterator[int]:
        """Yield the list's rows while it grows."""
        position = 0
        while position < len(visited):
            yield visited[position]
            position += 1

    def _open(self, row: int, least: int) -> Mask:
        found = np.zeros(len(self.room), np.bool_)
        np.greater_equal(self.table.row(row), least, out=found[: self.table.m])
        if self.bench[row] >= 0:
            found[self.bench[row]] = True
        return found

    def _flip(self, column: int, root: int, came: dict[int, int]) -> None:
        while True:
            row = came[column]
            left = int(self.of[row])
            if left >= 0:
                self._held[left].remove(row)
                self.room[left] += 1
            self._put(row, column)
            if row == root:
                return
            column = left

    def _put(self, row: int, column: int) -> None:
        self.of[row] = column
        self.room[column] -= 1
        self._held.setdefault(column, []).append(row)
