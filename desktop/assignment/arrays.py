"""What a caller's arrays must be, clear words for what isn't, and what arrays of numbers lack; it knows no solver."""

from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from desktop.errors import MatchingTrouble
from desktop.i18n import _

Ints = NDArray[np.int64]
Bits = NDArray[np.bool_]

_MOST = 1 << 36  # sums over a hundred thousand mentees stay exact in 53 bits


def whole(values: ArrayLike, dimensions: int, name: str) -> Ints:
    """Return whole numbers no larger than 2**36; raises MatchingTrouble for anything else, NaN included."""
    array = _plain(values, name)
    if array.ndim != dimensions:
        raise unfit(name, _("the shape must have {n} dimensions").format(n=dimensions))
    if array.size == 0:
        return np.zeros(array.shape, np.int64)
    if array.dtype.kind not in "iubf" or (array.dtype.kind == "f" and not np.isfinite(array).all()):
        raise unfit(name, _("all must be whole numbers"))
    if float(array.min()) < -_MOST or float(array.max()) > _MOST:
        raise unfit(name, _("some are too large"))
    if array.dtype.kind == "f" and (array != np.rint(array)).any():
        raise unfit(name, _("all must be whole numbers"))
    found: Ints = array if array.dtype.kind == "i" else array.astype(np.int64)
    return found


def bars(barred: ArrayLike | None, shape: tuple[int, ...]) -> Bits | None:
    """Return which pairs are barred; only yes and no (or 1 and 0) will do."""
    if barred is None:
        return None
    array = _plain(barred, _("barred pairs"))
    if array.shape != shape:
        raise unfit(_("barred pairs"), _("the shape must be that of the scores"))
    if array.size and (array.dtype.kind not in "biu" or ((array != 0) & (array != 1)).any()):
        raise unfit(_("barred pairs"), _("each must be true or false"))
    return array.astype(np.bool_)


def room(capacities: ArrayLike | None, length: int, mentees: int) -> Ints:
    """Return how many mentees each mentor takes: 1 if nothing is said, and never more than there are."""
    if capacities is None:
        return np.full(length, min(1, mentees), np.int64)
    array = _plain(capacities, _("capacities"))
    if array.size and array.dtype.kind in "iu":
        array = np.minimum(array, mentees)
    places = whole(array, 1, _("capacities")).astype(np.int64)
    if len(places) != length:
        raise unfit(_("capacities"), _("there must be {n}").format(n=length))
    if (places < 0).any():
        raise unfit(_("capacities"), _("none may be below 0"))
    return np.minimum(places, mentees)


def ranks(priority: ArrayLike | None, length: int) -> Ints:
    """Return dense ranks, 0 for the greatest priority; any numbers that can be put in order will do."""
    if priority is None:
        return np.zeros(length, np.int64)
    array = _plain(priority, _("priorities"))
    numbers = array.dtype.kind in "iufb" or (
        array.dtype.kind == "O" and all(isinstance(one, Real) for one in array.ravel())
    )
    if array.shape != (length,) or (length and not numbers) or (array != array).any():
        raise unfit(_("priorities"), _("there must be {n} numbers").format(n=length))
    values, place = np.unique(array, return_inverse=True)
    found: Ints = len(values) - 1 - place.astype(np.int64)
    return found


def counted_up(first: Ints, last: Ints) -> Ints:
    """Return the numbers from each first up to, but not with, its last, one range after another."""
    many = last - first
    found: Ints = np.arange(int(many.sum())) + np.repeat(first - np.cumsum(many) + many, many)
    return found


def unfit(name: str, reason: str) -> MatchingTrouble:
    """Return the trouble of an array that can't be used."""
    return MatchingTrouble(_("These {name} can’t be used: {reason}.").format(name=name, reason=reason))


def _plain(values: ArrayLike, name: str) -> NDArray[Any]:
    try:
        array = np.asarray(values)
    except (ValueError, OverflowError) as ragged:
        raise unfit(name, _("all must be in rows of one length")) from ragged
    if np.ma.is_masked(values):
        raise unfit(name, _("some are missing"))
    return array
