"""Matchings under a budget of change without whole variables: a price on every kept pair, as high as it need be.

With a price on keeping, the best answer is an assignment like any other, and no answer under the budget is worth more
than it less the price of what must be kept (Lagrange's bound; Everett 1963). Two best answers at one price, one that
keeps too few and one that keeps enough, differ by swaps that are all worth the same: choosing among those mostly meets
the budget exactly, and then the bound is reached and proves the answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from desktop.assignment.arrays import Bits, Ints
from desktop.assignment.assign import assign
from desktop.assignment.watch import Watch

_MOST = 1 << 36  # what plain arrays may hold


@dataclass(frozen=True)
class Task:
    """Scores and allowed pairs (n, m), room, ranks (0 first), and which pairs run already."""

    scores: Ints
    allowed: Bits
    room: Ints
    ranks: Ints
    running: Bits
    watch: Watch

    def best(self, worth: Ints) -> "Point":
        """Return the answer of the greatest worth among those that match who can be matched."""
        self.watch.check()
        found = assign(worth, barred=~self.allowed, capacities=self.room, priority=-self.ranks)
        of = np.full(len(worth), -1)
        of[found.pairs[:, 0]] = found.pairs[:, 1]
        return self.point(of, found.proved)

    def point(self, of: Ints, proved: bool = True) -> "Point":
        """Return what an answer is worth and how many running pairs it keeps."""
        rows = np.flatnonzero(of >= 0)
        kept, total = self.running[rows, of[rows]], self.scores[rows, of[rows]]
        profile = np.bincount(self.ranks[rows], minlength=int(self.ranks.max(initial=0)) + 1)
        return Point(of, int(kept.sum()), int(total.sum()), tuple(profile.tolist()), proved)


@dataclass(frozen=True)
class Point:
    """An answer, how many running pairs it keeps, its worth, and how many of each rank it matches."""

    of: Ints
    kept: int
    worth: int
    profile: tuple[int, ...]
    proved: bool


@dataclass(frozen=True)
class Budgeted:
    """The answer under a budget, and what none can exceed: worth where pairs must be kept, kept pairs otherwise."""

    of: Ints
    reached: int
    bound: int


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
        return Budgeted(low.of, low.worth, low.worth)
    found = _meeting(weighed, low, lambda point: point.kept >= keep)
    chosen = _chosen(weighed, (found.high, found.low), found.high.kept - keep)
    return Budgeted(chosen.of, chosen.worth, floor(found.top - found.price * keep))


def within_loss(task: Task, least: int) -> Budgeted | None:
    """Return the answer that keeps most running pairs among those of at least so much worth, then of the most worth.

    None where no answer is worth so much.
    """
    low, high = task.best(task.scores), _keeping(task)
    if low.worth < least:
        return None
    if high.worth >= least:
        return Budgeted(high.of, high.kept, high.kept)
    found = _meeting(task, low, lambda point: point.worth < least)
    chosen = _chosen(task, (found.low, found.high), floor((found.low.worth - least) / found.price))
    return Budgeted(chosen.of, chosen.kept, floor((found.top - least) / found.price))


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
    while True:
        slope = Fraction(low.worth - high.worth, high.kept - low.kept)
        price = slope.limit_denominator(max(1, _MOST // (2 * most)))
        new = task.best(price.denominator * task.scores + price.numerator * task.running)
        top = new.worth + price * new.kept
        if price != slope or top == low.worth + price * low.kept:
            return _Meeting(low, high, price, top)
        low, high = (low, new) if is_high(new) else (new, high)


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
    tail = np.concatenate([moved[answer.of[moved] >= 0] for answer in (first, second)])
    head = np.concatenate([n + answer.of[moved[answer.of[moved] >= 0]] for answer in (first, second)])
    graph = csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(n + m, n + m))
    part = connected_components(graph, directed=False)[1][:n]
    masks = [(part == one) & (first.of != second.of) for one in np.unique(part[moved]).tolist()]
    whole = [mask for mask in masks if task.point(np.where(mask, second.of, first.of)).profile == first.profile]
    others = [mask for mask in masks if task.point(np.where(mask, second.of, first.of)).profile != first.profile]
    return [*whole, *([np.logical_or.reduce(others)] if others else [])]
