"""A table that is never held whole: its rows are made anew whenever they are read; for tables past `WHOLE` cells.

What was done to the table is remembered and done again to every row made: slower by the making, as small as a block.
"""

from collections.abc import Callable

import numpy as np

from desktop.assignment.table import Edit, Ints, Scores, Table, wide


class Blocks(Table):
    """Scores (n, m) that `make(rows)` gives, barred pairs at `no`; `make` may be asked by two threads at once."""

    def __init__(self, make: Callable[[Ints], Scores], rows: Ints, capacities: Ints) -> None:
        self._make, self._index, self._edits = make, rows, list[Edit]()
        self._be((len(rows), len(capacities)), make(rows[:0]).dtype, capacities)

    @property
    def scores(self) -> Scores:
        """All scores at once, for who must have them whole."""
        return self.rows(np.arange(self.n))

    def rows(self, index: Ints) -> Scores:
        """Return the scores of some mentees."""
        found = self._make(self._index[index])
        for edit in self._edits:
            edit(found)
        return found

    def row(self, i: int) -> Scores:
        """Return one mentee's scores."""
        found: Scores = self.block(i, i + 1)[0]
        return found

    def block(self, start: int, stop: int) -> Scores:
        """Return the scores of mentees from start to stop."""
        return self.rows(np.arange(start, min(stop, self.n)))

    def values(self, rows: Ints, columns: Ints) -> Ints:
        """Return the scores of single pairs as wide integers."""
        found = np.empty(len(rows), np.int64)
        order = np.argsort(rows, kind="stable")
        asked, first = np.unique(rows[order], return_index=True)

        def look(start: int, stop: int) -> None:
            low, high = np.searchsorted(asked, (start, stop))
            if low < high:
                mine = order[first[low] : first[high] if high < len(asked) else None]
                block = self.rows(asked[low:high])
                found[mine] = block[np.searchsorted(asked[low:high], rows[mine]), columns[mine]]

        for _ in self.each(look):
            pass
        return found

    def kept(self, rows: Ints) -> "Blocks":
        """Return the table of some rows only (ascending)."""
        found = Blocks(self._make, self._index[rows], self.capacities)
        found._edits = self._edits.copy()
        return found

    def _change(self, edit: Edit) -> None:
        self._edits.append(edit)

    def widened(self) -> "Blocks":
        """Return the same table in int64."""
        return Blocks(lambda index: wide(self.rows(index)), np.arange(self.n), self.capacities)
