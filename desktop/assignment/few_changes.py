"""Matchings under a budget of change without whole variables: a price on every kept pair, as high as it need be.

With a price on keeping, the best answer is an assignment like any other, and no answer under the budget is worth more
than it less the price of what must be kept (Lagrange's bound; Everett 1963). Two best answers at one price, one that
keeps too few and one that keeps enough, differ by swaps that are all worth the same: choosing among those mostly meets
the budget exactly, and then the bound is reached and proves the answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from desktop.assignment.apart import clashes
from desktop.assignment.arrays import Bits, Ints
from desktop.assignment.assign import assign
from desktop.assignment.gates import Families
from desktop.assignment.proof import Asked, faults
from desktop.assignment.solve import Wishes, settle
from desktop.assignment.table import NO_WIDE, Table
from desktop.assignment.watch import Watch, out_of_time
from desktop.errors import OutOfTime

_MOST = 1 << 36  # what plain arrays may hold
_TURNS = 100  # prices tried: any of them bounds the answer, and few are ever needed


@dataclass(frozen=True)
class Task:
    """Scores and allowed pairs (n, m), room, ranks (0 first), and which pairs run already.

    `apart` are families of rows that must not share a column; `seen` gathers every answer found on the way, so that
    there is one to give when time is up.
    """

    scores: Ints
    allowed: Bits
    room: Ints
    ranks: Ints
    running: Bits
    watch: Watch
    apart: Families = ()
    seen: list[Ints] = field(default_factory=list)

    def best(self, worth: Ints) -> "Point":
        """Return the answer of the greatest worth among those that match who can be matched, checked by its prices.

        Raises Stopped and OutOfTime.
        """
        self.watch.hold()
        self.watch.stage("total", min(0.8, 0.1 + 0.02 * len(self.seen)))
        found = assign(worth, barred=~self.allowed, capacities=self.room, priority=-self.ranks, watch=self.watch)
        of = np.full(len(worth), -1)
        of[found.pairs[:, 0]] = found.pairs[:, 1]
        if not found.proved:  # a pool that came to no end
            raise out_of_time()
        if clashes(of, self.apart, len(self.room)):
            of = self._best_apart(worth)
        self.seen.append(of)
        return self.point(of)

    def _best_apart(self, worth: Ints) -> Ints:
        """Return the same with every family apart, by gates; an answer cut short is none."""
        wishes, quiet = Wishes(apart=self.apart), self.watch.quietly()
        table = np.where(self.allowed, worth, NO_WIDE)
        found = settle(lambda: Table(table.copy(), self.room), self.ranks, wishes, quiet)
        self.watch.hold()
        wrong = faults(table, ~self.allowed, Asked(self.ranks, self.room, wishes), found)
        if wrong:
            raise AssertionError("; ".join(wrong))
        return found.of

    def point(self, of: Ints) -> "Point":
        """Return what an answer is worth and how many running pairs it keeps."""
        rows = np.flatnonzero(of >= 0)
        kept, total = self.running[rows, of[rows]], self.scores[rows, of[rows]]
        profile = np.bincount(self.ranks[rows], minlength=int(self.ranks.max(initial=0)) + 1)
        return Point(of, int(kept.sum()), int(total.sum()), tuple(profile.tolist()))


@dataclass(frozen=True)
class Point:
    """An answer, how many running pairs it keeps, its worth, and how many of each rank it matches."""

    of: Ints
    kept: int
    worth: int
    profile: tuple[int, ...]


@dataclass(frozen=True)
class Budgeted:
    """The answer under a budget, and what none can exceed: worth where pairs must be kept, kept pairs otherwise.

    Worth counts `bonus` for every pair that isn't poor. `searched` says that no prices but a search set the bound.
    """

    of: Ints
    reached: int
    bound: int
    bonus: int = 0
    searched: bool = False


def within_changes(task: Task, keep: int, *, poor_below: int) -> Budgeted | None:
    """Return the best answer that keeps so many running pairs: worst pair, fewest poor pairs, total, in that order.

    None where nobody can keep so many and still match who can be matched: then the cover hangs on the budget too. The
    answer's worth counts a bonus for each pair that isn't poor, greater than any sum of points.
    """
    running = task.running.astype(np.int64)
    most = task.best(running)
    if most.kept < keep:
        return None
    task = _raised(task, most, keep)
    spread = int(np.ptp(task.scores[task.allowed])) + 1 if task.allowed.any() else 1
    good = (task.scores >= poor_below) & task.allowed
    bonus = spread * len(task.scores) if (good != task.allowed).any() else 0
    weighed = replace(task, scores=task.scores + bonus * good)
    low = weighed.best(weighed.scores)
    if low.kept >= keep:
        return Budgeted(low.of, low.worth, low.worth, bonus)
    try:
        found = _meeting(weighed, low, lambda point: point.kept >= keep)
    except OutOfTime:
        known = max(_seen(weighed, low, lambda point: point.kept >= keep), key=lambda point: point.worth)
        return Budgeted(known.of, known.worth, low.worth, bonus)
    chosen = _chosen(weighed, (found.high, found.low), found.high.kept - keep)
    return Budgeted(chosen.of, chosen.worth, floor(found.top - found.price * keep), bonus)


def within_loss(task: Task, least: int) -> Budgeted | None:
    """Return the answer that keeps most running pairs among those of at least so much worth, then of the most worth.

    None where no answer is worth so much.
    """
    low = task.best(task.scores)
    if low.worth < least:
        return None
    most = int(task.running.any(axis=1).sum())
    try:
        high = _keeping(task)
        if high.worth >= least:
            return Budgeted(high.of, high.kept, high.kept)
        most = high.kept
        found = _meeting(task, low, lambda point: point.worth < least)
    except OutOfTime:
        known = max(_seen(task, low, lambda point: point.worth >= least), key=lambda point: (point.kept, point.worth))
        return Budgeted(known.of, known.kept, most)
    chosen = _chosen(task, (found.low, found.high), floor((found.low.worth - least) / found.price))
    chosen = chosen if chosen.worth >= least else found.low  # swaps cost more where the price is not quite met
    return Budgeted(chosen.of, chosen.kept, floor((found.top - least) / found.price))


def _seen(task: Task, like: Point, fits: Callable[[Point], bool]) -> list[Point]:
    """Return the answers found so far that match as many as another and fit the budget."""
    points = (task.point(of) for of in task.seen if task.allowed[of >= 0, of[of >= 0]].all())
    return [point for point in points if point.profile == like.profile and fits(point)]


def _raised(task: Task, most: Point, keep: int) -> Task:
    """Return the task without the pairs below the highest floor under which as many can be matched and kept."""
    values = np.unique(task.scores[task.allowed])
    low, high = 0, len(values) - 1
    while low < high:
        middle = (low + high + 1) // 2
        some = replace(task, allowed=task.allowed & (task.scores >= values[middle]))
        found = some.best(task.running.astype(np.int64))
        fits = found.kept >= keep and found.profile == most.profile
        low, high = (middle, high) if fits else (low, middle - 1)
    return replace(task, allowed=task.allowed & (task.scores >= values[low])) if len(values) else task


@dataclass(frozen=True)
class _Meeting:
    """Two answers on either side of a budget that are best at one price of a kept pair, and what they come to at it."""

    low: Point
    high: Point
    price: Fraction
    top: Fraction


def _keeping(task: Task) -> Point:
    """Return the answer that keeps most running pairs, and of those the one of the most worth, if numbers allow."""
    most = int(np.abs(task.scores[task.allowed]).max(initial=0))
    weight = 2 * most * len(task.scores) + 1
    if weight + most > _MOST:
        return task.best(task.running.astype(np.int64))
    return task.best(weight * task.running + task.scores)


def _meeting(task: Task, low: Point, is_high: Callable[[Point], bool]) -> _Meeting:
    """Find the price at which the budget is met, from the answers without a price and with one above all worth.

    The slope between two answers is the next price (Dinkelbach 1967), until no answer is better at it than both.
    """
    high = _keeping(task)
    most = max(1, int(np.abs(task.scores[task.allowed]).max(initial=0)))
    for _turn in range(_TURNS):
        slope = Fraction(low.worth - high.worth, high.kept - low.kept)
        price = slope.limit_denominator(max(1, _MOST // (2 * most)))
        new = task.best(price.denominator * task.scores + price.numerator * task.running)
        top = new.worth + price * new.kept
        if price != slope or top == low.worth + price * low.kept:
            return _Meeting(low, high, price, top)
        low, high = (low, new) if is_high(new) else (new, high)
    return _Meeting(low, high, price, top)


def _chosen(task: Task, ends: tuple[Point, Point], most: int) -> Point:
    """Return the first answer with swaps towards the second, as many as change kept pairs by `most` at the most."""
    first, second = ends
    parts = _swaps(task, first, second)
    way = 1 if second.kept > first.kept else -1
    moves = [way * (task.point(np.where(part, second.of, first.of)).kept - first.kept) for part in parts]
    reach: dict[int, tuple[int, ...]] = {0: ()}
    for swap, move in enumerate(moves):
        for sum_, used in list(reach.items()):
            if move > 0 and sum_ + move <= most:
                reach.setdefault(sum_ + move, (*used, swap))
    of = first.of
    for swap in reach[max(reach)]:
        of = np.where(parts[swap], second.of, of)
    return task.point(of)


def _swaps(task: Task, first: Point, second: Point) -> list[Bits]:
    """Return the swaps between two answers as masks of rows; those that change who is matched go together."""
    n, m = task.scores.shape
    moved = np.flatnonzero(first.of != second.of)
    kin = [np.array(family)[np.isin(family, moved)] for family in task.apart]  # families move as one, or they may meet
    ends = [moved[answer.of[moved] >= 0] for answer in (first, second)]
    tail = np.concatenate([*ends, *(some[:-1] for some in kin)])
    head = np.concatenate([n + first.of[ends[0]], n + second.of[ends[1]], *(some[1:] for some in kin)])
    graph = csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(n + m, n + m))
    part = connected_components(graph, directed=False)[1][:n]
    masks = [(part == one) & (first.of != second.of) for one in np.unique(part[moved]).tolist()]
    whole = [mask for mask in masks if task.point(np.where(mask, second.of, first.of)).profile == first.profile]
    others = [mask for mask in masks if task.point(np.where(mask, second.of, first.of)).profile != first.profile]
    return [*whole, *([np.logical_or.reduce(others)] if others else [])]
