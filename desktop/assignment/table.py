"""The table of scores, one row a mentee and one column a mentor, read in blocks that fit a processor's cache.

A barred pair holds `no`, a value below every score. Narrow tables are int16 so that all pairs can be priced at
memory speed; whatever doesn't fit is held wide (int64). Both give the same answers.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Found = TypeVar("Found")
Ints = NDArray[np.int64]
Scores = NDArray[np.signedinteger[Any]]
Edit = Callable[[Scores], None]

NO_NARROW = -16384
NO_WIDE = -(1 << 60)
WHOLE = 400_000_000  # cells of a table that are held at once; larger ones are made block by block (`blocks`)
NARROW = 6000  # scores between -NARROW and NARROW leave int16 room for prices
_CELLS = 1 << 18  # cells a block: 512 KB of int16, so that a block and its copy stay near the processor
_THREADS = 2
_SMALL = 1 << 21  # below so many cells, threads cost more than they save


class Table:
    """Scores (n, m) with the barred pairs at `no`, and how many mentees each mentor takes."""

    def __init__(self, scores: Scores, capacities: Ints) -> None:
        self._scores = scores
        self._be(scores.shape, scores.dtype, capacities)

    def _be(self, shape: tuple[int, ...], dtype: np.dtype[Any], capacities: Ints) -> None:
        """Set what every kind of table has."""
        self.n, self.m = shape
        self.dtype, self.capacities = dtype, capacities
        self.narrow = dtype == np.int16
        self.no = NO_NARROW if self.narrow else NO_WIDE

    @property
    def scores(self) -> Scores:
        """All scores at once (n, m)."""
        return self._scores

    def row(self, i: int) -> Scores:
        """Return one mentee's scores."""
        found: Scores = self._scores[i]
        return found

    def rows(self, index: Ints) -> Scores:
        """Return the scores of some mentees, a copy."""
        found: Scores = self._scores[index]
        return found

    def block(self, start: int, stop: int) -> Scores:
        """Return the scores of mentees from start to stop."""
        return self._scores[start:stop]

    def values(self, rows: Ints, columns: Ints) -> Ints:
        """Return the scores of single pairs as wide integers."""
        return self._scores[rows, columns].astype(np.int64)

    def spans(self) -> list[tuple[int, int]]:
        """Return the blocks as (start, stop) rows."""
        step = max(1, _CELLS // max(1, self.m))
        return [(start, min(start + step, self.n)) for start in range(0, self.n, step)]

    def each(self, work: Callable[[int, int], Found]) -> Iterator[Found]:
        """Yield `work(start, stop)` of every block in order; large tables use two threads (numpy frees the lock)."""
        spans = self.spans()
        if self.n * self.m < _SMALL:
            yield from (work(*span) for span in spans)
            return

        def share(first: int) -> list[Found]:
            return [work(*span) for span in spans[first : first + step]]

        step = -(-len(spans) // (4 * _THREADS))
        with ThreadPoolExecutor(_THREADS) as pool:
            for found in pool.map(share, range(0, len(spans), step)):
                yield from found

    def kept(self, rows: Ints) -> "Table":
        """Return the table of some rows only (ascending). This table is used up: its rows move together in place."""
        if len(rows) < self.n:
            for start, stop in self.spans():
                self._scores[start : min(stop, len(rows))] = self._scores[rows[start:stop]]
        return Table(self._scores[: len(rows)], self.capacities)

    def drop_below(self, least: int) -> None:
        """Bar every pair that scores less, in place."""
        self._change(partial(_dropped, least=least, no=self.no))

    def reward(self, good: int, bonus: int) -> None:
        """Add a bonus to every pair that scores at least `good`, in place."""
        self._change(partial(_rewarded, good=good, bonus=bonus))

    def _change(self, edit: Edit) -> None:
        """Change every pair in place."""
        deque(self.each(lambda start, stop: edit(self.block(start, stop))), maxlen=0)

    def widened(self) -> "Table":
        """Return the same table in int64."""
        return Table(wide(self._scores), self.capacities)


def wide(scores: Scores) -> Scores:
    """Return narrow scores in int64."""
    found: Scores = scores.astype(np.int64)
    found[scores == NO_NARROW] = NO_WIDE
    return found


def _dropped(block: Scores, *, least: int, no: int) -> None:
    number = block.dtype.type
    low = block - number(least)
    np.right_shift(low, number(8 * block.itemsize - 1), out=low)  # all bits where the score is less, else none
    low &= block ^ number(no)
    block ^= low


def _rewarded(block: Scores, *, good: int, bonus: int) -> None:
    block += (block >= good) * block.dtype.type(bonus)
