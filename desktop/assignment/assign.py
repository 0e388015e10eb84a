"""Any assignment instance from plain arrays: who gets whom, at which prices, and whether it is proved."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from desktop.assignment.solve import Settled, Wishes, settle
from desktop.assignment.table import NARROW, NO_NARROW, NO_WIDE, Ints, Scores, Table
from desktop.assignment.watch import Watch
from desktop.errors import MatchingTrouble
from desktop.i18n import _

_MOST = 1 << 36  # sums over a hundred thousand mentees stay exact in 53 bits
_CELLS = 500_000_000  # cells of one connected part that are held at once


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
    worth = _modest(_whole(scores, 2, _("scores")), _("scores"))
    n, m = worth.shape
    return _solved(worth, _bars(barred, (n, m)), _room(capacities, m, n), _ranks(priority, n))


def assign_sparse(
    candidates: ArrayLike,
    *,
    shape: tuple[int, int],
    capacities: ArrayLike | None = None,
    priority: ArrayLike | None = None,
) -> Assignment:
    """Match from candidate pairs only: rows of (mentee index, mentor index, score); the rest as `assign`."""
    listed = _whole(candidates, 2, _("candidates")).astype(np.int64)
    if listed.shape[1] != 3:
        raise _unfit(_("candidates"), _("there must be three columns: mentee, mentor, score"))
    mentees, mentors, scores = listed.T
    _modest(scores, _("scores"))
    if (listed[:, :2] < 0).any() or (mentees >= shape[0]).any() or (mentors >= shape[1]).any():
        raise _unfit(_("candidates"), _("one names a mentee or mentor outside the shape"))
    if len(np.unique(mentees * shape[1] + mentors)) < len(listed):
        raise _unfit(_("candidates"), _("one pair is named twice"))
    room, ranks = _room(capacities, shape[1], shape[0]), _ranks(priority, shape[0])
    return _in_parts(listed, shape, room, ranks)


def _in_parts(listed: Ints, shape: tuple[int, int], room: Ints, ranks: Ints) -> Assignment:
    """Solve each connected part by itself: no pair joins two parts, so that nobody competes across."""
    n, m = shape
    links = csr_array((np.ones(len(listed), np.int8), (listed[:, 0], n + listed[:, 1])), shape=(n + m, n + m))
    part = connected_components(links, directed=False)[1]
    pairs, total, proved = [np.empty((0, 2), np.int64)], 0, True
    prices = np.zeros(n), np.zeros(m)
    mentee_prices, mentor_prices = (own.astype(np.int64) for own in prices)
    order = np.argsort(part[listed[:, 0]], kind="stable")
    for mine in np.split(listed[order], np.flatnonzero(np.diff(part[listed[order, 0]])) + 1):
        rows, columns = np.unique(mine[:, 0]), np.unique(mine[:, 1])
        if len(rows) * len(columns) > _CELLS:
            raise _unfit(_("candidates"), _("one connected part of them is too large"))
        worth = np.zeros((len(rows), len(columns)), np.int64)
        barred = np.ones(worth.shape, np.bool_)
        at = np.searchsorted(rows, mine[:, 0]), np.searchsorted(columns, mine[:, 1])
        worth[at], barred[at] = mine[:, 2], False
        found = _solved(worth, barred, room[columns], ranks[rows])
        pairs.append(np.stack([rows[found.pairs[:, 0]], columns[found.pairs[:, 1]]], axis=1))
        mentee_prices[rows], mentor_prices[columns] = found.mentee_prices, found.mentor_prices
        total, proved = total + found.total, proved and found.proved
    every = np.concatenate(pairs)
    return Assignment(every[np.argsort(every[:, 0])], total, mentee_prices, mentor_prices, proved)


def _solved(worth: Ints, bars: NDArray[np.bool_] | None, room: Ints, ranks: Ints) -> Assignment:
    dense = np.unique(ranks, return_inverse=True)[1]
    settled = settle(lambda _: _table(worth, bars, room), dense, Wishes(), Watch(seconds=600))
    return _answer(settled, worth)


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
    """Return an array of whole numbers within 2**53; raises MatchingTrouble for anything else, NaN included."""
    try:
        array = np.asarray(values)
    except ValueError as ragged:
        raise _unfit(name, _("all must be in rows of one length")) from ragged
    if array.ndim != dimensions:
        raise _unfit(name, _("the shape must have {n} dimensions").format(n=dimensions))
    if array.size and array.dtype.kind not in "iubf":
        raise _unfit(name, _("all must be whole numbers"))
    if array.dtype.kind == "f" and np.isfinite(array).all() and (np.abs(array) > _MOST).any():
        raise _unfit(name, _("some are too large"))
    if array.dtype.kind == "f" and (not np.isfinite(array).all() or (array != np.rint(array)).any()):
        raise _unfit(name, _("all must be whole numbers"))
    return array.astype(np.int64) if array.dtype.kind != "i" else array


def _modest(array: Ints, name: str) -> Ints:
    if array.size and (int(array.min()) < -_MOST or int(array.max()) > _MOST):
        raise _unfit(name, _("some are too large"))
    return array


def _room(capacities: ArrayLike | None, length: int, mentees: int) -> Ints:
    if capacities is None:
        return np.ones(length, np.int64)
    room = _of_length(capacities, length, _("capacities"))
    if (room < 0).any():
        raise _unfit(_("capacities"), _("none may be below 0"))
    return np.minimum(room, mentees)


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


def _ranks(priority: ArrayLike | None, length: int) -> Ints:
    """Return dense ranks, 0 for the greatest priority; any numbers that can be ordered will do."""
    if priority is None:
        return np.zeros(length, np.int64)
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
