"""The tight face seen as a table of its own: what is wished counts, and mentors who must be full count for more."""

import numpy as np

from desktop.assignment.prices import Prices
from desktop.assignment.table import NARROW, Ints, Scores, Table


class Marks(Table):
    """Tight pairs only: 1 for a wished pair, and a bonus, greater than all wishes, where the mentor has a price."""

    def __init__(self, table: Table, prices: Prices, wished: Ints) -> None:
        self._table, self._prices = table, prices
        self._wished = wished[np.argsort(wished[:, 0], kind="stable")]
        self._bonus = len(wished) + 1
        dtype = np.dtype(np.int16 if self._bonus < NARROW else np.int64)
        self._be((table.n, table.m), dtype, table.capacities)

    def row(self, i: int) -> Scores:
        """Return one mentee's marks."""
        found: Scores = self.block(i, i + 1)[0]
        return found

    def block(self, start: int, stop: int) -> Scores:
        """Return the marks of mentees from start to stop."""
        scores = self._table.block(start, stop).astype(np.int64)
        tight = scores - self._prices.columns[: self.m] == self._prices.rows[start:stop, None]
        marks = np.where(tight, (self._prices.columns[: self.m] > 0) * self._bonus, self.no)
        first, last = np.searchsorted(self._wished[:, 0], (start, stop))
        rows, columns = self._wished[first:last].T
        marks[rows - start, columns] += tight[rows - start, columns]
        return marks.astype(self.dtype)

    def values(self, rows: Ints, columns: Ints) -> Ints:
        """Return the marks of single pairs, 0 for a bench."""
        found = np.zeros(len(rows), np.int64)
        real = np.flatnonzero(columns < self.m)
        scores = self._table.values(rows[real], columns[real])
        tight = scores - self._prices.columns[columns[real]] == self._prices.rows[rows[real]]
        wished = np.isin(rows[real] * self.m + columns[real], self._wished[:, 0] * self.m + self._wished[:, 1])
        found[real] = np.where(tight, (self._prices.columns[columns[real]] > 0) * self._bonus + wished, self.no)
        return found
