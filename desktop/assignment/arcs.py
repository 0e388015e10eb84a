"""Allowed pairs as a list, mentee by mentee: what stays small where few of all pairs are allowed."""

from dataclasses import dataclass

import numpy as np

from desktop.assignment.arrays import Ints


@dataclass(frozen=True)
class Arcs:
    """Allowed pairs in order of row, then column, with their scores; `height` rows and `width` columns in all."""

    rows: Ints
    columns: Ints
    scores: Ints
    height: int
    width: int

    @property
    def heads(self) -> Ints:
        """Where each row's pairs begin, and the end of the last."""
        found: Ints = np.searchsorted(self.rows, np.arange(self.height + 1)).astype(np.int64)
        return found

    def kept(self, mask: np.ndarray) -> "Arcs":
        """Return some of the pairs, named by a mask or by ascending places."""
        return Arcs(self.rows[mask], self.columns[mask], self.scores[mask], self.height, self.width)

    def turned(self) -> "Arcs":
        """Return the same pairs with rows and columns changed over, in order again."""
        order = np.lexsort((self.rows, self.columns))
        return Arcs(self.columns[order], self.rows[order], self.scores[order], self.width, self.height)
