"""From the best prices to the answer: the tight face, what is wished among equals, and PuLP's word on it."""

from copy import copy

import numpy as np

from desktop.assignment.decide import Apart, Undecided, decide
from desktop.assignment.face import Face, free_choices, tight_pairs
from desktop.assignment.gates import Families
from desktop.assignment.marks import Marks
from desktop.assignment.play import Best, Play
from desktop.assignment.pool import Pool
from desktop.assignment.stages import total
from desktop.assignment.table import Ints
from desktop.assignment.watch import Watch

_LARGEST = 4_000  # pairs of a face that are handed to PuLP, or two a mentee and mentor where that is more


def decision(play: Play, best: Best, wished: Ints, *, apart: Families, watch: Watch) -> tuple[Ints, Face]:
    """Return the best answer that keeps most wished pairs, given as (k, 2) rows and columns in play, and what was free.

    Where ties make the face too large for one model, the most that can be kept is found first by the same mathematics
    on the face itself, and PuLP decides among a scatter of the face that holds such an answer. Raises Undecided where
    that can't be with families apart.
    """
    most = max(_LARGEST, 2 * (play.table.n + play.table.m))
    rows, columns, complete = tight_pairs(play.table, best.prices, most=most)
    of = best.of
    pool = _face_pool(play, best, of, (rows, columns), wished)
    face = free_choices(pool, of, play.room, best.prices)
    if len(wished) and not (complete and len(face.rows) <= _LARGEST):
        of = _keeping(play, best, pool, wished, watch)
        pool = _face_pool(play, best, of, (rows, columns), wished)
        face = free_choices(pool, of, play.room, best.prices)
    keys = wished[:, 0] * pool.width + wished[:, 1]
    worth = np.isin(face.rows * pool.width + face.columns, keys).astype(np.int64)
    answer = decide(face, of, worth, apart=Apart(apart, play.table.m))
    if _kept(answer, keys, pool.width) < _kept(of, keys, pool.width):  # the scatter may not hold what the face does
        raise Undecided(of)
    hold_to_prices(play, best, answer)
    return answer, face


def _kept(of: Ints, keys: Ints, width: int) -> int:
    return int(np.isin(np.arange(len(of)) * width + of, keys).sum())


def hold_to_prices(play: Play, best: Best, of: Ints) -> None:
    """Hold the answer against its prices, in integers; a difference is a bug, not trouble."""
    worth = int(play.scores(of).sum())
    bound = int(best.prices.rows.sum() + (best.prices.columns * play.room).sum())
    if worth != bound or (np.bincount(of, minlength=len(play.room)) > play.room).any():
        raise AssertionError("the decision is not worth its prices")


def _face_pool(play: Play, best: Best, of: Ints, tight: tuple[Ints, Ints], wished: Ints) -> Pool:
    """Put together the tight pairs found, the answer's own, the wished ones that are tight, and idle benches."""
    width = len(play.room)
    benched = np.flatnonzero(play.bench >= 0)
    rows = np.concatenate([tight[0], np.arange(len(of)), wished[:, 0], benched])
    columns = np.concatenate([tight[1], of, wished[:, 1], play.bench[benched]])
    keys = np.unique(rows * width + columns)
    pool = play.rescored(Pool(keys // width, keys % width, keys, len(of), width))
    exact = pool.scores == best.prices.rows[pool.rows] + best.prices.columns[pool.columns]
    return Pool(pool.rows[exact], pool.columns[exact], pool.scores[exact], len(of), width)


def _keeping(play: Play, best: Best, pool: Pool, wished: Ints, watch: Watch) -> Ints:
    """Return a best answer that keeps as many wished pairs as any: the same mathematics on the face."""
    marked = copy(play)
    marked.table = Marks(play.table, best.prices, wished)
    marked.bench = np.full(len(best.of), -1)
    idle = pool.columns >= play.table.m
    marked.bench[pool.rows[idle]] = pool.columns[idle]
    scores = marked.table.values(pool.rows, pool.columns)
    marks = Pool(pool.rows, pool.columns, scores, pool.height, pool.width)
    return total(marked, marks, np.zeros(pool.width, np.int64), watch).of
