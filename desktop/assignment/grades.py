"""A table seen as good (1) and poor (0) pairs, made block by block so that no second matrix is held."""

import numpy as np

from desktop.assignment.table import Ints, Scores, Table


class Grades(Table):
    """The grades of a table: 1 for pairs of at least `good`, 0 for the other allowed ones."""

    def __init__(self, table: Table, good: int) -> None:
        self._table, self._good = table, good
        self._be((table.n, table.m), np.dtype(np.int16), table.capacities)

    def block(self, start: int, stop: int) -> Scores:
        """Return the grades of mentees from start to stop."""
        scores = self._table.block(start, stop)
        grades: Scores = (scores == self._table.no) * np.int16(self.no)
        grades += scores >= self._good
        return grades

    def values(self, rows: Ints, columns: Ints) -> Ints:
        """Return the grades of single pairs."""
        scores = self._table.values(rows, columns)
        return np.where(scores == self._table.no, self.no, scores >= self._good).astype(np.int64)
