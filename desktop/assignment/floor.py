"""The worst pair as good as possible: the highest score that everyone matched can have at least."""

from dataclasses import dataclass

import numpy as np

from desktop.assignment.paths import Mask, Paths, Violator
from desktop.assignment.play import Play
from desktop.assignment.seed import PAIRS, begun
from desktop.assignment.table import Ints, Table
from desktop.assignment.watch import Watch

_FEW = 2  # steps down for which a matching is mended rather than begun anew
_MANY = 120  # pairs a row with which it is: searches one by one cost more


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


def floor(play: Play, *, most: int | None, watch: Watch) -> Floor:
    """Return the floor of a table in which every row can be matched, and which is `most` at the most, if that is known.

    A search that fails at a score names the pairs that alone can help: the best that lead out of its violator bound
    the floor. Below that bound ever larger steps down find a score that can be kept, and halving what is between the
    two ends at the floor. The last violator is the proof.
    """
    table = play.table
    natural, top = bounds(table, play.bench)
    bound = natural if most is None else min(natural, most)
    paths, kept, of, last, steps = _paths(play, bound), None, play.start, None, 0
    score = bound
    while True:
        watch.check()
        stuck = _first_stuck(paths, score)
        if stuck is None:
            kept, of = score, paths.of
        else:
            last, bound = stuck, _best_way_out(table, stuck)
        if kept == bound:
            if last is None and bound < natural:
                last = _first_stuck(_paths(play, bound + 1), bound + 1)
            return Floor(bound, top, of, last or _weakest_row(table, paths, bound))
        steps += 1
        score = (kept + bound + 1) // 2 if kept is not None else max(table.no + 1, bound - (1 << steps - 1) + 1)
        paths = paths if kept is None and steps <= _FEW else _paths(play, score, each=_MANY)


def _paths(play: Play, least: int, *, each: int = PAIRS) -> Paths:
    """Return a matching to begin with, of what a scatter of pairs of at least so much can do."""
    paths = Paths(play.table, play.room, play.bench)
    paths.start_from(begun(play.table, np.arange(play.table.n), least, (play.bench, play.room), each=each))
    return paths


def _first_stuck(paths: Paths, least: int) -> Violator | None:
    """Match all who aren't yet by pairs of at least so much; else say who competes with the first who can't be."""
    dead = np.zeros(len(paths.room), np.bool_)
    searches = (paths.augment(row, least=least, dead=dead) for row in np.flatnonzero(paths.of < 0).tolist())
    return next((stuck for stuck in searches if stuck is not None), None)


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
