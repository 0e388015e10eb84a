"""A guess of prices for a list of pairs: everyone spreads over what they like, ever less (Sinkhorn, Cuturi 2013).

Only speed hangs on the guess, never the answer.
"""

import numpy as np

from desktop.assignment.arcs import Arcs
from desktop.assignment.arrays import Bits, Ints

_SMALL = 400  # pairs too few for a guess to pay
_PASSES = 80
_LAST = 0.002  # of the spread of scores: the last temperature


def guessed_prices(arcs: Arcs, supply: Ints, room: Ints, may_idle: Bits) -> Ints:
    """Return a price for each column where each row asks for `supply` of them; none below 0 where it may stay idle."""
    price = np.zeros(arcs.width, np.float32)
    if len(arcs.rows) < _SMALL:
        return price.astype(np.int64)
    rows, heads = np.unique(arcs.rows, return_index=True)
    line = np.repeat(np.arange(len(rows)), np.diff(np.append(heads, len(arcs.rows))))
    worth, asks = arcs.scores.astype(np.float32), supply[rows].astype(np.float32)
    spread = max(1.0, float(np.ptp(worth)))
    low = np.where(may_idle, np.float32(0), np.float32(-np.inf))
    for heat in np.geomspace(spread / 8, max(1.0, _LAST * spread), _PASSES).astype(np.float32):
        share = worth - price[arcs.columns]
        share -= np.maximum.reduceat(share, heads)[line]
        np.exp(share / heat, out=share)
        share *= (asks / np.add.reduceat(share, heads))[line]
        wanted = np.bincount(arcs.columns, share, arcs.width) / np.maximum(room, 1)
        price = np.maximum(price + heat * np.log(np.maximum(wanted, 1e-3)).astype(np.float32), low)
    return np.rint(price.astype(np.float64)).astype(np.int64)
