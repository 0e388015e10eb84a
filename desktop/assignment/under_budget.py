"""The best answer under a budget of change, by prices where they reach it, else by a search; and what is proved of it.

It knows how sure each answer is and says so in words; it knows no mentee and no roster.
"""

from dataclasses import dataclass

import numpy as np

from desktop.assignment.apart import clashes
from desktop.assignment.arrays import Ints
from desktop.assignment.budget import Budget
from desktop.assignment.few_changes import Budgeted, Point, Task, within_changes, within_loss
from desktop.assignment.watch import out_of_time
from desktop.errors import OutOfTime
from desktop.i18n import _

_CLOSED = 12_000  # allowed pairs up to which a search closes what prices leave open


@dataclass(frozen=True)
class Limits:
    """How many running pairs must stay, what total must be reached, and the score below which a pair is poor."""

    keep: int | None
    least: int | None
    poor_below: int


@dataclass(frozen=True)
class Verdict:
    """An answer, what it comes to, how far it is from the best at most (0: it is the best), and how that is known.

    What counts is the total, or how many running pairs stay where the budget is one of points.
    """

    of: Ints
    reached: int
    gap: int
    kept: int
    by_points: bool
    searched: bool
    poor: bool = False

    def words(self, pairs: int) -> str:
        """Say exactly what is proved."""
        if self.gap:
            return self._open()
        how = (
            _("a search of all {pairs} pairs to its end found none better")
            if self.searched
            else _("prices on all {pairs} pairs leave room for none better")
        ).format(pairs=pairs)
        if self.by_points:
            line = _("Proved best with this limit: {kept} running pairs stay, and {how}.")
        else:
            line = _("Proved best with this limit: {reached} points with {kept} running pairs kept, and {how}.")
        return line.format(kept=self.kept, reached=self.reached, how=how)

    def _open(self) -> str:
        if self.by_points:
            line = _(
                "Best known answer with this limit: {kept} running pairs stay, at most {gap} below the best possible."
            )
        elif self.poor:
            line = _(
                "Best known answer with this limit: at most {gap} points below the best possible, which may have "
                "fewer low fits."
            )
        else:
            line = _("Best known answer with this limit: at most {gap} points below the best possible.")
        return line.format(kept=self.kept, gap=self.gap)


def answered(task: Task, limits: Limits) -> Verdict:
    """Return the best answer within the limits; when time is up the best known. Raises MatchingTrouble and Stopped."""
    try:
        found = _by_price(task, limits)
    except OutOfTime:
        return _verdict(task, limits, _known(task, limits))
    closing = found is not None and found.reached < found.bound
    if found is None or (closing and int(task.allowed.sum()) <= _CLOSED):
        task.watch.stage("decision", 0.85)
        found = _by_search(task, limits, found)
    return _verdict(task, limits, found)


def _by_price(task: Task, limits: Limits) -> Budgeted | None:
    """Return the answer by a price on kept pairs; None where it can't be had so, as with two budgets at once."""
    if limits.least is None and limits.keep is not None:
        return within_changes(task, limits.keep, poor_below=limits.poor_below)
    if limits.keep is None and limits.least is not None:
        return within_loss(task, limits.least)
    return None


def _by_search(task: Task, limits: Limits, known: Budgeted | None) -> Budgeted:
    """Return the answer by PuLP with whole variables: slower, for what prices leave open; else what is known."""
    search = Budget(task.scores, task.allowed, task.room, task.ranks, task.watch, task.apart)
    try:
        of = _searched(search, task, limits)
    except OutOfTime:
        if known is not None:
            return known
        if search.chosen is not None:
            task.seen.append(_columns(search))
        return _known(task, limits)
    point = task.point(of)
    reached = point.worth if limits.least is None else point.kept
    return Budgeted(of, reached, reached, searched=True)


def _searched(search: Budget, task: Task, limits: Limits) -> Ints:
    running = task.running.astype(np.int64)
    if limits.keep is not None:
        search.demand(running, limits.keep)
    if limits.least is not None:
        search.cover()
        search.demand(task.scores, limits.least)
        search.most(running)
    else:
        search.cover()
        search.floor()
        search.most((task.scores >= limits.poor_below).astype(np.int64))
    search.most(task.scores)
    return _columns(search)


def _columns(search: Budget) -> Ints:
    assert search.chosen is not None
    return np.where(search.chosen.any(axis=1), search.chosen.argmax(axis=1), -1)


def _known(task: Task, limits: Limits) -> Budgeted:
    """Return the best answer met before time was up; raises OutOfTime where none keeps to the budget."""
    points = [task.point(of) for of in task.seen]
    fitting = [one for one in points if one.kept >= (limits.keep or 0)]
    if limits.least is not None:
        fitting = [one for one in fitting if one.worth >= limits.least]
    if not fitting:
        raise out_of_time()
    return _late(task, limits, max(fitting, key=lambda one: (one.profile, _rank(task, limits, one))))


def _rank(task: Task, limits: Limits, point: Point) -> tuple[int, ...]:
    if limits.least is not None:
        return point.kept, point.worth
    rows = np.flatnonzero(point.of >= 0)
    scores = task.scores[rows, point.of[rows]]
    return int(scores.min(initial=0)), int((scores >= limits.poor_below).sum()), point.worth


def _late(task: Task, limits: Limits, point: Point) -> Budgeted:
    """Return an answer with a bound that holds for every matching: everybody with whom they fit best."""
    if limits.least is not None:
        return Budgeted(point.of, point.kept, max(point.kept + 1, int(task.running.any(axis=1).sum())))
    return Budgeted(point.of, point.worth, max(point.worth + 1, _ceiling(task)))


def _ceiling(task: Task) -> int:
    best = np.where(task.allowed, task.scores, 0).max(axis=1, initial=0)
    return int(best.sum())


def _verdict(task: Task, limits: Limits, found: Budgeted) -> Verdict:
    """Hold an answer to its limits and say what it comes to; one that breaks them is a bug."""
    point, by_points = task.point(found.of), limits.least is not None
    _hold(task, limits, point)
    gap = found.bound - found.reached
    poor = bool(found.bonus) and gap >= found.bonus
    if gap and not by_points:
        gap = max(1, min(gap, _ceiling(task) - point.worth))
    return Verdict(point.of, point.kept if by_points else point.worth, gap, point.kept, by_points, found.searched, poor)


def _hold(task: Task, limits: Limits, point: Point) -> None:
    """Check an answer anew with nothing but comparisons and sums: rules, places, families, and the budget itself."""
    rows = np.flatnonzero(point.of >= 0)
    columns = point.of[rows]
    wrong = [
        not task.allowed[rows, columns].all(),
        (np.bincount(columns, minlength=len(task.room)) > task.room).any(),
        bool(clashes(point.of, task.apart, len(task.room))),
        limits.keep is not None and int(task.running[rows, columns].sum()) < limits.keep,
        limits.least is not None and int(task.scores[rows, columns].sum()) < limits.least,
    ]
    if any(wrong):
        raise AssertionError("an answer does not keep to its budget")
