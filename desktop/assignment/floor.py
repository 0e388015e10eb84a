"""The worst pair as good as possible: the highest score that everyone matched can have at least."""

from dataclasses import dataclass

import numpy as np

from desktop.assignment.paths import Mask, Paths, Violator
from desktop.assignment.play import Play
from desktop.assignment.seed import begun, begun_with_benches
from desktop.assignment.table import Ints, Table
from desktop.assignment.watch import Watch

_MENDED = 2  # steps down for which a matching is mended rather than begun anew
_SEARCHED = 100  # people without a pair for whom ways are searched, one by one: 20 ms where ways are short


@dataclass(frozen=True)
class Floor:
    """The floor, a matching that keeps it, and who would compete were it any higher; `top` is the best score of all."""

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
    two ends at the floor. Where too many lack a pair to be searched for, a score only seems too high, and is looked at
    again if nothing else is left. The last violator is the proof.
    """
    table = play.table
    bound, natural, top = bounds(play)
    bound = bound if most is None else min(bound, most)
    paths, kept, of, last, steps = _paths(play, bound, anew=False), None, play.start, None, 0
    score, likely, searched = bound, bound, _SEARCHED
    while True:
        watch.check()
        if steps > _MENDED or kept is not None or _lacking(paths) > _SEARCHED:
            paths = _paths(play, score, anew=True)
        if _lacking(paths) > searched and score != (table.no if kept is None else kept) + 1:
            likely = score - 1
        elif (stuck := _first_stuck(paths, score)) is not None:
            last, bound = stuck, _best_way_out(table, stuck)
            likely = bound
        else:
            kept, of = score, paths.of
        if kept == bound:
            if last is None and bound < natural:
                last = _first_stuck(_paths(play, bound + 1, anew=True), bound + 1)
            return Floor(bound, top, of, last or _weakest_row(table, paths, bound))
        if kept == likely:  # what seemed too high was not, perhaps: from now on everything is searched
            likely, searched = bound, table.n
        steps += 1
        score = (kept + likely + 1) // 2 if kept is not None else max(table.no + 1, likely - (1 << steps - 1) + 1)


def _lacking(paths: Paths) -> int:
    return int((paths.of < 0).sum())


def _paths(play: Play, least: int, *, anew: bool) -> Paths:
    """Return a matching to begin with, by a scatter of good pairs; unless anew, those who waited before wait."""
    table = play.table
    paths = Paths(table, play.room, play.bench)
    if anew:
        paths.start_from(begun_with_benches(table, least, play.bench, play.room))
    else:
        of = begun(table, np.flatnonzero(play.start < table.m), least, play.room[: table.m])
        paths.start_from(np.where(play.start < table.m, of, play.start))
    return paths


def _first_stuck(paths: Paths, least: int) -> Violator | None:
    """Match all who aren't yet by pairs of at least so much; else say who competes with the first who can't be."""
    dead = np.zeros(len(paths.room), np.bool_)
    searches = (paths.augment(row, least=least, dead=dead) for row in np.flatnonzero(paths.of < 0).tolist())
    return next((stuck for stuck in searches if stuck is not None), None)


def bounds(play: Play) -> tuple[int, int, int]:
    """Return a score above which no floor lies, the same by the rows without a bench alone, and the best score.

    Of those with one bench all but as many as it takes must be matched, so that so many have pairs of that score.
    """
    table = play.table
    best = np.concatenate(list(table.each(lambda start, stop: table.block(start, stop).max(axis=1)))).astype(np.int64)
    natural = int(best[play.bench < 0].min(initial=best.max()))
    bound = natural
    for bench in np.unique(play.bench[play.bench >= 0]).tolist():
        mine = np.sort(best[play.bench == bench])
        bound = min(bound, int(mine[play.room[bench]])) if play.room[bench] < len(mine) else bound
    return bound, natural, int(best.max())


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
