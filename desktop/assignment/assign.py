"""Any assignment instance from plain arrays: who gets whom, at which prices, and whether it is proved."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from desktop.assignment.solve import Settled, Wishes, settle
from desktop.assignment.table import NARROW, NO_NARROW, NO_WIDE, Ints, Scores, Table
from desktop.assignment.watch import Watch
from desktop.errors import MatchingTrouble
from desktop.i18n import _


@dataclass(frozen=True)
class Assignment:
    """An answer: `pairs` (k, 2) of mentee and mentor in order of mentee, and the total of their scores.

    Prices prove it: an allowed pair of a mentee in play scores at most the two prices together, a chosen pair exactly
    that. `proved` is false only where time ran out.
    """

    pairs: Ints
    total: int
    mentee_prices: Ints
    mentor_prices: Ints
    proved: bool


def assign(
    scores: ArrayLike,
    *,
    barred: ArrayLike | None = None,
    capacities: ArrayLike | None = None,
    priority: ArrayLike | None = None,
) -> Assignment:
    """Match as many mentees as can be matched, greatest `priority` first, then with the greatest total score.

    `scores` is an integer array (n mentees, m mentors), `barred` a bool array of that shape, `capacities` (m,) how many
    mentees each mentor takes (default 1), `priority` (n,): equal ones are settled by the total. Raises MatchingTrouble.
    """
    worth = _whole(scores, 2, _("scores"))
    n, m = worth.shape
    bars = _bars(barred, (n, m))
    room = np.ones(m, np.int64) if capacities is None else _of_length(capacities, m, _("capacities"))
    if (room < 0).any():
        raise _unfit(_("capacities"), _("none may be below 0"))
    ranks = np.zeros(n, np.int64) if priority is None else _ranks(priority, n)
    return _answer(
        settle(lambda _: _table(worth, bars, np.minimum(room, n)), ranks, Wishes(), Watch(seconds=600)), worth
    )


def assign_sparse(
    candidates: ArrayLike,
    *,
    shape: tuple[int, int],
    capacities: ArrayLike | None = None,
    priority: ArrayLike | None = None,
) -> Assignment:
    """Match from candidate pairs only: rows of (mentee index, mentor index, score); the rest as `assign`."""
    listed = _whole(candidates, 2, _("candidates"))
    worth = np.zeros(shape, np.int64)
    barred = np.ones(shape, np.bool_)
    worth[listed[:, 0], listed[:, 1]] = listed[:, 2]
    barred[listed[:, 0], listed[:, 1]] = False
    return assign(worth, barred=barred, capacities=capacities, priority=priority)


def _table(worth: Ints, bars: NDArray[np.bool_] | None, room: Ints) -> Table:
    low, high = int(worth.min(initial=0)), int(worth.max(initial=0))
    narrow = low >= -NARROW and high <= NARROW
    table: Scores = worth.astype(np.int16 if narrow else np.int64)
    if bars is not None:
        table[bars] = NO_NARROW if narrow else NO_WIDE
    return Table(table, room)


def _answer(settled: Settled, worth: Ints) -> Assignment:
    mentees = np.flatnonzero(settled.of >= 0)
    mentors = settled.of[mentees]
    found, m = settled.certificate, worth.shape[1]
    prices = np.zeros(len(settled.of), np.int64)
    prices[found.playing] = found.prices.rows
    total = int(worth[mentees, mentors].astype(np.int64).sum())
    pairs = np.stack([mentees, mentors], axis=1)
    return Assignment(pairs, total, prices, found.prices.columns[:m], settled.gap == 0)


def _whole(values: ArrayLike, dimensions: int, name: str) -> Ints:
    """Return an array of whole numbers; raises MatchingTrouble for anything else, NaN included."""
    array = np.asarray(values)
    if array.ndim != dimensions:
        raise _unfit(name, _("the shape must have {n} dimensions").format(n=dimensions))
    if array.dtype.kind == "f":
        if not np.isfinite(array).all() or (array != np.rint(array)).any() or (np.abs(array) > 2**53).any():
            raise _unfit(name, _("all must be whole numbers"))
        return array.astype(np.int64)
    if array.dtype.kind not in "iub" and array.size:
        raise _unfit(name, _("all must be whole numbers"))
    return array if array.dtype.kind == "i" else array.astype(np.int64)


def _of_length(values: ArrayLike, length: int, name: str) -> Ints:
    array = _whole(values, 1, name)
    if len(array) != length:
        raise _unfit(name, _("there must be {n}").format(n=length))
    return array.astype(np.int64)


def _bars(barred: ArrayLike | None, shape: tuple[int, int]) -> NDArray[np.bool_] | None:
    if barred is None:
        return None
    bars = np.asarray(barred)
    if bars.shape != shape:
        raise _unfit(_("barred pairs"), _("the shape must be that of the scores"))
    return bars.astype(np.bool_)


def _ranks(priority: ArrayLike, length: int) -> Ints:
    """Return dense ranks, 0 for the greatest priority; any numbers that can be ordered will do."""
    order = np.asarray(priority)
    if (
        order.shape != (length,)
        or order.dtype.kind not in "iufb"
        or (order.dtype.kind == "f" and np.isnan(order).any())
    ):
        raise _unfit(_("priorities"), _("there must be {n} numbers").format(n=length))
    values, place = np.unique(order, return_inverse=True)
    return (len(values) - 1 - place).astype(np.int64)


def _unfit(name: str, reason: str) -> MatchingTrouble:
    return MatchingTrouble(_("These {name} can't be used: {reason}.").format(name=name, reason=reason))
