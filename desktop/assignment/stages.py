"""The stages between cover and decision: floor, fewest poor pairs, total; each ends with integers that prove it."""

from contextlib import suppress
from dataclasses import replace

import numpy as np

from desktop.assignment.grades import Grades
from desktop.assignment.play import Best, Play
from desktop.assignment.pool import Pool, first_pool
from desktop.assignment.prices import (
    IDLE,
    NotBest,
    Prices,
    best_in_pool,
    fit_narrow,
    most_in_pool,
    prices_of,
    underpriced,
)
from desktop.assignment.table import NARROW, Ints
from desktop.assignment.watch import Watch
from desktop.assignment.whole import CELLS, best_in_table, corrected, places

_HEAVY = 2_000_000  # pairs of rows of nobody with idle places, at most
_PATIENCE = 5  # rounds of pricing before a slow one gives way to solving the whole table


def greatest_total(play: Play, start: Ints, watch: Watch) -> Best:
    """Return a matching of all rows with the greatest total, given any matching of all rows."""
    watch.stage("pool", 0.3)
    pool, guess = first_pool(play.table, play.bench, len(play.room))
    lacking = most_in_pool(pool, play.room, play.table.m) < 0
    if lacking.any():  # only then, for poor pairs make the work on the pool much heavier
        pool = pool.joined(np.arange(len(start)), start, play.scores(start))
    return total(play, pool, guess, watch)


def total(play: Play, pool: Pool, guess: Ints, watch: Watch) -> Best:
    """Solve on the pool, price all pairs, add what was missing; until nothing is, or the time is used up."""
    rounds, before = 0, None
    while True:
        rounds += 1
        watch.stage("total", min(0.9, 0.4 + 0.05 * rounds))
        of, prices = _best_with_prices(pool, play.room, guess)
        guess = prices.columns
        if not fit_narrow(play.table, prices):
            play.table = play.table.widened()
        rows, columns, gap = underpriced(play.table, prices)
        if gap == 0 or watch.late:
            return Best(of, pool, prices, gap, rounds)
        if before is not None and rounds > _PATIENCE and gap > before // 2 and _fits_whole(play):
            return _whole(play, pool, rounds)
        before = gap
        pool = pool.joined(rows, columns, play.table.values(rows, columns))


def _best_with_prices(pool: Pool, room: Ints, guess: Ints) -> tuple[Ints, Prices]:
    """Solve on the pool from a guess of prices, or without where the guess was wrong or would make the work heavier."""
    spare = max(0, int(np.minimum(room, pool.height).sum()) - pool.height)
    if spare * (IDLE * spare + 200) <= _HEAVY:
        with suppress(NotBest, ValueError):  # scipy raises ValueError where idle places can't be taken as guessed
            of = best_in_pool(pool, room, guess)
            return of, prices_of(pool, of, room)
    of = best_in_pool(pool, room, np.zeros_like(guess))
    return of, prices_of(pool, of, room)


def _fits_whole(play: Play) -> bool:
    return bool(places(play.room, play.table.n) * play.table.n <= CELLS)


def _whole(play: Play, pool: Pool, rounds: int) -> Best:
    """Solve the whole table at once and find prices that hold for every pair."""
    of = best_in_table(play.table, play.bench, play.room)
    pool = pool.joined(np.arange(len(of)), of, play.scores(of))
    prices = corrected(play.table, play.bench, of, prices_of(pool, of, play.room))
    if not fit_narrow(play.table, prices):
        play.table = play.table.widened()
    gap = underpriced(play.table, prices)[2]
    return Best(of, pool, prices, gap, rounds)


def fewest_poor(play: Play, start: Ints, scale: tuple[int, int], watch: Watch) -> tuple[Best, int, Prices | None]:
    """Solve for fewest poor pairs and total at once: a bonus for good pairs grows until it is proved enough.

    `start` is any matching of all rows, `scale` the score from which a pair is good and the first bonus.
    """
    (poor_below, step), bonus = scale, 0
    while True:
        if play.table.narrow and poor_below + bonus + step > NARROW:
            play.table = play.table.widened()
        play.table.reward(poor_below + bonus, step)
        bonus, step = bonus + step, bonus + step
        best = greatest_total(play, start, watch)
        proof = _poor_proof(play, best, poor_below + bonus)
        if proof is not None or best.gap:
            return best, bonus, proof
        start = best.of


def _poor_proof(play: Play, best: Best, good: int) -> Prices | None:
    """Return prices that prove the number of poor pairs least, None where it isn't."""
    grades = Grades(play.table, good)
    pool = replace(best.pool, scores=(best.pool.scores >= good).astype(np.int64))
    try:
        while True:
            prices = prices_of(pool, best.of, play.room)
            rows, columns, gap = underpriced(grades, prices)
            if gap == 0:
                return prices
            pool = pool.joined(rows, columns, grades.values(rows, columns))
    except NotBest:
        return None
