"""Prices from a best answer: such as hold for every pair of a table; whole numbers, held in floats below 2**53.

Whoever would rather have another item makes that one dearer, and whoever holds it looks again: Bellman-Ford, first
all at once, then row by row in order of price (Yen 1970). It ends because the answer is best.
"""

import numpy as np
from numpy.typing import NDArray

from desktop.assignment.arrays import Bits, Ints

Floats = NDArray[np.float64]

_CELLS = 1 << 16  # cells a block


def closing_prices(worth: Floats, of: Ints, idle: Bits, may_idle: Bits) -> Floats:
    """Return item prices under which a best answer `of` (one item a row) is best.

    `worth` (rows, items) holds -inf where a pair is barred. Items that stay idle cost 0, those that may, no less. They
    start from nothing: from a guess they would have to climb past each of its errors.
    """
    price = np.zeros(worth.shape[1])
    own = worth[np.arange(len(of)), of]
    seen = price[of]
    np.maximum(price, _asked(worth, price[of] - own), out=price)
    for _round in range(2 * len(price) + 4):  # no chain of who would rather have what is longer
        if idle.any():
            np.maximum(price, price[idle].max(), out=price, where=may_idle)
        restless = np.flatnonzero(price[of] != seen)
        if len(restless) == 0:
            return price - price[idle].max() if idle.any() else price
        for row in restless[np.argsort(price[of[restless]], kind="stable")].tolist():
            seen[row] = price[of[row]]
            np.maximum(price, worth[row] + (seen[row] - own[row]), out=price)
    raise AssertionError("no prices hold: the answer given is not the best")


def _asked(worth: Floats, offset: Floats) -> Floats:
    """Return what each item is worth to whoever wants it most, beside what they hold."""
    found = np.full(worth.shape[1], -np.inf)
    step = max(1, _CELLS // max(1, worth.shape[1]))
    for start in range(0, len(offset), step):
        block = worth[start : start + step] + offset[start : start + step, None]
        np.maximum(found, block.max(axis=0), out=found)
    return found
