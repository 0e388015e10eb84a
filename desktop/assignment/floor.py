"""The worst pair as good as possible: the highest score that everyone matched can have at least."""

from dataclasses import dataclass

import numpy as np

from desktop.assignment.paths import Mask, Paths, Violator
from desktop.assignment.table import Ints, Table
from desktop.assignment.watch import Watch


@dataclass(frozen=True)
class Floor:
    """The floor, a matching that keeps it, and who would compete were it any higher (None: a bound by single rows)."""

    score: int
    top: int
    of: Ints
    violator: Violator

    @property
    def spread(self) -> int:
        """A number no smaller than any difference of two scores above the floor."""
        return max(1, self.top - self.score)


def floor(paths: Paths, between: tuple[int, int], *, watch: Watch) -> Floor:
    """Return the floor of a table in which every row can be matched; `between` is a bound on it and the best score.

    A search that fails at a score names the pairs that alone can help: the best that lead out of its violator. The
    floor falls to exactly that score, and what was matched stays matched. The last violator is the proof.
    """
    table = paths.table
    (score, top), last = between, None
    dead = np.zeros(len(paths.room), np.bool_)
    for row in np.flatnonzero(paths.of < 0).tolist():
        watch.check()
        while (stuck := paths.augment(row, least=score, dead=dead)) is not None:
            last = stuck
            score = _best_way_out(table, stuck)
    return Floor(score, top, paths.of, last or _weakest_row(table, paths, score))


def bounds(table: Table, bench: Ints) -> tuple[int, int]:
    """Return a score above which no floor lies, the least best of the rows without a bench, and the best score."""
    best = np.concatenate(list(table.each(lambda start, stop: table.block(start, stop).max(axis=1))))
    must = best[bench < 0]
    return int(must.min() if len(must) else best.max()), int(best.max())


def _best_way_out(table: Table, stuck: Violator) -> int:
    out = ~stuck.columns[: table.m]
    return max(int(table.row(row)[out].max(initial=table.no)) for row in stuck.rows.tolist())


def _weakest_row(table: Table, paths: Paths, score: int) -> Violator:
    """Return the row whose best pair is the floor: it competes for no mentor above it."""
    nobody: Mask = np.zeros(len(paths.room), np.bool_)
    for start, stop in table.spans():
        best = table.block(start, stop).max(axis=1)
        weak = np.flatnonzero((best <= score) & (paths.bench[start:stop] < 0))
        if len(weak):
            return Violator(weak[:1] + start, nobody)
    return Violator(np.array([], np.int64), nobody)
