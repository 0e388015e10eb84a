"""A whole table at once: scipy finds the best answer, a guess of prices eases hard tables, closing prices prove it."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from desktop.assignment.arrays import Bits, Ints
from desktop.assignment.closing import Floats, closing_prices

CELLS = 30_000_000  # 240 MB of floats
_HARD = 250_000  # cells from which a guess can pay
_SHARE = 0.3  # of what is left without the means of rows and columns, explained by one factor: such tables are hard
_SAMPLE = 256
_PASSES = 40


def best_of_table(worth: Floats, may_idle: Bits) -> tuple[Ints, Floats, Floats]:
    """Return the item of each row in a best answer that leaves no row out, and prices of rows and items.

    `worth` (rows, items; no more rows than items) holds -inf where a pair is barred; an answer must exist. Only items
    that may stay idle do.
    """
    rows, items = worth.shape
    spare = items - rows
    hard = worth.size >= _HARD and spare <= rows // 20 and one_factor(worth) > _SHARE
    asked = worth
    if spare and (hard or not may_idle.all()):  # rows of nobody, so that every item is taken
        asked = np.concatenate([worth, np.where(may_idle, 0.0, -np.inf)[None, :].repeat(spare, axis=0)])
    if hard:
        asked = asked - guessed(worth)  # where every item is taken, that changes no answer
    of = linear_sum_assignment(asked, maximize=True)[1][:rows].astype(np.int64)
    idle = np.ones(items, np.bool_)
    idle[of] = False
    price = closing_prices(worth, of, idle, may_idle)
    return of, worth[np.arange(rows), of] - price[of], price


def one_factor(worth: Floats) -> float:
    """Return how much of a sample of the table one factor explains, beyond the means of rows and columns (0 to 1)."""
    sample = worth[:: max(1, len(worth) // _SAMPLE), :: max(1, worth.shape[1] // _SAMPLE)]
    sample = np.where(np.isfinite(sample), sample, 0.0)
    sample = sample - sample.mean(axis=0)
    sample -= sample.mean(axis=1)[:, None]
    whole = float((sample**2).sum())
    factor = sample[0] + sample[len(sample) // 2]
    for _ in range(8):
        factor = sample.T @ (sample @ factor)
        size = float(np.linalg.norm(factor))
        if size == 0:
            return 0.0
        factor /= size
    return float(((sample @ factor) ** 2).sum()) / whole


def guessed(worth: Floats) -> Floats:
    """Guess item prices: everyone spreads over what they like, ever less, and what is asked too much grows dearer.

    That is Sinkhorn's scaling with a falling temperature (Cuturi 2013). Only speed hangs on the guess.
    """
    table = worth.astype(np.float32)
    price = np.zeros(worth.shape[1], np.float32)
    finite = worth[np.isfinite(worth)]
    spread = max(1.0, float(finite.max() - finite.min()))
    for heat in np.geomspace(spread / 8, spread / len(worth), _PASSES).astype(np.float32):
        wanted = np.zeros(worth.shape[1], np.float32)
        for block in np.array_split(table, max(1, table.size >> 16)):
            share = block - price
            share -= share.max(axis=1, keepdims=True)
            np.exp(share / heat, out=share)
            wanted += (share / share.sum(axis=1, keepdims=True)).sum(axis=0)
        price += heat * np.log(np.maximum(wanted, np.float32(1e-6)))
    return np.rint(price.astype(np.float64))
