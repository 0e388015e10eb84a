"""Gates between families and mentors, so that brothers and sisters don't share one; arrays only, no solver.

A gate lets one person of a family through to one mentor. It is a row and a column more: who goes to the mentor takes
the gate's column, and then the gate's own row, which else stays in its own column, must take one of the mentor's
places. So people apart are an assignment like any other (families and places are both laminar; Edmonds 1970), with
the same floor, prices and proof, and nothing is ever branched on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np

from desktop.assignment import table as tables
from desktop.assignment.arrays import counted_up
from desktop.assignment.blocks import Blocks
from desktop.assignment.table import Ints, Scores, Table

Families = tuple[tuple[int, ...], ...]
Gate = tuple[tuple[int, ...], int]  # the rows of a family, and a column
_NONE = np.empty(0, np.int64)


@dataclass(frozen=True)
class Gates:
    """Gates of a table of `height` rows and `width` columns: gate k is row `height + k` and column `width + k`.

    `rows` and `own` name, in order of row, the members of every gate's family and their gate; `columns` are the
    mentors behind the gates. A gate's two pairs score `score`, no less than any pair: they change no floor, and all
    answers alike.
    """

    height: int
    width: int
    rows: Ints
    own: Ints
    columns: Ints
    score: int = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.columns)

    @classmethod
    def of(cls, shape: tuple[int, ...], gates: Iterable[Gate], score: int) -> "Gates":
        """Return the gates of these families and columns."""
        listed = list(gates)
        own = np.repeat(np.arange(len(listed)), [len(family) for family, _ in listed])
        rows = np.array([row for family, _ in listed for row in family], np.int64)
        order = np.lexsort((own, rows))
        return cls(shape[0], shape[1], rows[order], own[order], np.array([c for _, c in listed], np.int64), score)

    def opened(self, table: Table) -> Table:
        """Return the table with its gates; it reads or copies the given one."""
        if not self.count:
            return table
        room = np.concatenate([table.capacities, np.ones(self.count, np.int64)])
        height, make = self.height + self.count, partial(self._made, table)
        if height * len(room) > tables.WHOLE:
            return Blocks(make, np.arange(height), room)
        return Table(make(np.arange(height)), room)

    def _made(self, table: Table, index: Ints) -> Scores:
        found = np.full((len(index), self.width + self.count), table.no, table.dtype)
        people = np.flatnonzero(index < self.height)
        found[people, : self.width] = table.rows(index[people])
        at, gates = self._members(index)
        behind = self.columns[gates]
        found[at, self.width + gates] = found[at, behind]
        found[at, behind] = table.no
        at = np.flatnonzero(index >= self.height)
        gates = index[at] - self.height
        found[at, self.width + gates] = found[at, self.columns[gates]] = self.score
        return found

    def _members(self, index: Ints) -> tuple[Ints, Ints]:
        """Return the places in `index` of people with gates, once a gate, and the gates."""
        first, last = np.searchsorted(self.rows, index), np.searchsorted(self.rows, index, side="right")
        return np.repeat(np.arange(len(index)), last - first), self.own[counted_up(first, last)]

    def ranked(self, ranks: Ints) -> Ints:
        """Return the ranks with those of the gates' own rows, who come before everybody."""
        return np.concatenate([ranks + 1, np.zeros(self.count, np.int64)]) if self.count else ranks

    def entered(self, pairs: Ints) -> Ints:
        """Return pairs (k, 2) of rows and columns with the gate's column where one must be passed."""
        at, gates = self._members(pairs[:, 0])
        through = self.columns[gates] == pairs[at, 1]
        found = pairs.copy()
        found[at[through], 1] = self.width + gates[through]
        return found

    def passed(self, columns: Ints) -> Ints:
        """Return columns with the mentor behind it in place of each gate; columns past the gates stay."""
        if not self.count:
            return columns
        gate = columns - self.width
        inside = (gate >= 0) & (gate < self.count)
        return np.where(inside, self.columns[np.where(inside, gate, 0)], columns)


def none(table: Table) -> Gates:
    """Return no gates for a table."""
    return Gates(table.n, table.m, _NONE, _NONE, _NONE)
