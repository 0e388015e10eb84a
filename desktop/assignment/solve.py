"""The recipe of an exact matching, stage by stage: cover, floor, fewest poor pairs, total, decision. Arrays only."""

from dataclasses import dataclass, field, replace

import numpy as np

from desktop.assignment.cover import Cover, cover, waiting
from desktop.assignment.decide import decide
from desktop.assignment.face import Face, free_choices, tight_pairs
from desktop.assignment.floor import Floor, bounds, floor
from desktop.assignment.grades import Grades
from desktop.assignment.paths import Paths
from desktop.assignment.pool import Pool, first_pool
from desktop.assignment.prices import NotBest, Prices, best_in_pool, fit_narrow, most_in_pool, prices_of, underpriced
from desktop.assignment.table import NARROW, Ints, Table
from desktop.assignment.watch import Watch
from desktop.assignment.whole import CELLS, best_in_table, corrected, places

_PATIENCE = 5  # rounds of pricing before a slow one gives way to solving the whole table


@dataclass(frozen=True)
class Wishes:
    """The objectives after the cover: a floor or none, the score below which a pair is poor, and pairs to keep.

    `kept` are pairs (k, 2) that break ties; `apart` pairs of rows that must not share a mentor.
    """

    floor: bool = False
    poor_below: int | None = None
    kept: Ints = field(default_factory=lambda: np.empty((0, 2), np.int64))
    apart: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Certificate:
    """Integers that prove an answer best, objective by objective; `desktop.assignment.proof` checks them.

    Rows are those of the table. `playing` are the rows the later stages work on, and all later row arrays are over
    them. Columns past the table's are benches, one a shared rank, each with room for exactly those who wait.
    """

    ranks: Ints
    cover: Cover
    playing: Ints
    bench: Ints
    room: Ints
    floor: Floor | None
    poor_below: int | None
    poor_prices: Prices | None
    bonus: int
    prices: Prices


@dataclass(frozen=True)
class Settled:
    """The answer: each row's column or -1, its certificate, the gap (0: proved best), and the choices left."""

    of: Ints
    certificate: Certificate
    gap: int
    face: Face
    rounds: int


class _Play:
    """The rows that stay in play after the cover, with benches for the ranks in which somebody waits."""

    def __init__(self, table: Table, ranks: Ints, found: Cover) -> None:
        out, shared = waiting(found.of, ranks)
        self.rows = np.flatnonzero(~out)
        own = ranks[self.rows]
        place = np.searchsorted(shared, own)
        known = np.append(shared, -1)[np.minimum(place, len(shared))] == own
        self.bench = np.where(known, table.m + place, -1)
        of = found.of[self.rows]
        self.start = np.where(of < 0, self.bench, of)
        waits = np.bincount(self.bench[of < 0] - table.m, minlength=len(shared))
        self.room = np.concatenate([np.maximum(table.capacities, 0), waits.astype(np.int64)])
        self.table = table.kept(self.rows)

    def scores(self, of: Ints) -> Ints:
        """Return each row's score under a matching; a bench scores 0."""
        found = np.zeros(len(of), np.int64)
        real = np.flatnonzero(of < self.table.m)
        found[real] = self.table.values(real, of[real])
        return found

    def rescored(self, pool: Pool) -> Pool:
        """Return a pool with the table's present scores."""
        real = pool.columns < self.table.m
        scores = np.zeros(len(pool.rows), np.int64)
        scores[real] = self.table.values(pool.rows[real], pool.columns[real])
        return replace(pool, scores=scores)


@dataclass(frozen=True)
class _Best:
    """A best matching of all rows in play, the pool that held it, its prices and what they leave open (0: proved)."""

    of: Ints
    pool: Pool
    prices: Prices
    gap: int
    rounds: int


def settle(table: Table, ranks: Ints, wishes: Wishes, watch: Watch) -> Settled:
    """Return the best answer for a table under the strict order of objectives. The table is used up."""
    watch.stage("cover", 0.05)
    found = cover(table, ranks, watch=watch)
    play = _Play(table, ranks, found)
    if (found.of < 0).all():
        return _nobody(found, play, ranks)
    watch.stage("pool", 0.2)
    pool, guess = first_pool(play.table, play.bench, len(play.room))
    least, start = None, play.start
    if wishes.floor:
        watch.stage("floor", 0.3)
        least = _floor_of(play, pool, watch)
        play.table.drop_below(least.score)
        pool, start = pool.at_least(least.score, play.table.m), least.of
    pool = pool.joined(np.arange(len(start)), start, play.scores(start))
    bonus, poor_prices = 0, None
    if least is not None and wishes.poor_below is not None and least.score < wishes.poor_below:
        best, bonus, poor_prices = _fewest_poor(play, pool, (wishes.poor_below, least.spread), watch)
    else:
        best = _total(play, pool, guess, watch)
    of, face = _decision(play, best, wishes, watch)
    certificate = Certificate(
        ranks, found, play.rows, play.bench, play.room, least, wishes.poor_below, poor_prices, bonus, best.prices
    )
    everyone = np.full(len(ranks), -1)
    everyone[play.rows] = np.where(of < play.table.m, of, -1)
    return Settled(everyone, certificate, best.gap, face, best.rounds)


def _nobody(found: Cover, play: _Play, ranks: Ints) -> Settled:
    """Nobody can be matched, so that there is nothing to weigh."""
    nothing = np.empty(0, np.int64)
    prices = Prices(np.zeros(len(play.rows), np.int64), np.zeros(len(play.room), np.int64))
    certificate = Certificate(ranks, found, play.rows, play.bench, play.room, None, None, None, 0, prices)
    return Settled(found.of, certificate, 0, Face(nothing, nothing, nothing, nothing > 0), 0)


def _floor_of(play: _Play, pool: Pool, watch: Watch) -> Floor:
    lowest, top = bounds(play.table, play.bench)
    paths = Paths(play.table, play.room, play.bench)
    paths.start_from(most_in_pool(pool.at_least(lowest, play.table.m), play.room))
    return floor(paths, (lowest, top), watch=watch)


def _total(play: _Play, pool: Pool, guess: Ints, watch: Watch) -> _Best:
    """Solve on the pool, price all pairs, add what was missing; until nothing is, or the time is used up."""
    rounds, before = 0, None
    while True:
        rounds += 1
        watch.stage("total", min(0.9, 0.4 + 0.05 * rounds))
        of = best_in_pool(pool, play.room, guess)
        prices = prices_of(pool, of, play.room)
        guess = prices.columns
        if not fit_narrow(play.table, prices):
            play.table = play.table.widened()
        rows, columns, gap = underpriced(play.table, prices)
        if gap == 0 or watch.late:
            return _Best(of, pool, prices, gap, rounds)
        if before is not None and rounds > _PATIENCE and gap > before // 2 and _fits_whole(play):
            return _whole(play, pool, rounds)
        before = gap
        pool = pool.joined(rows, columns, play.table.values(rows, columns))


def _fits_whole(play: _Play) -> bool:
    return places(play.room, play.table.n) * play.table.n <= CELLS


def _whole(play: _Play, pool: Pool, rounds: int) -> _Best:
    """Solve the whole table at once and find prices that hold for every pair."""
    of = best_in_table(play.table, play.bench, play.room)
    pool = pool.joined(np.arange(len(of)), of, play.scores(of))
    prices = corrected(play.table, play.bench, of, prices_of(pool, of, play.room))
    if not fit_narrow(play.table, prices):
        play.table = play.table.widened()
    gap = underpriced(play.table, prices)[2]
    return _Best(of, pool, prices, gap, rounds)


def _fewest_poor(play: _Play, pool: Pool, scale: tuple[int, int], watch: Watch) -> tuple[_Best, int, Prices | None]:
    """Solve for fewest poor pairs and total at once: a bonus for good pairs grows until it is proved enough."""
    (poor_below, step), bonus = scale, 0
    guess = np.zeros(len(play.room), np.int64)
    while True:
        if play.table.narrow and poor_below + bonus + step > NARROW:
            play.table = play.table.widened()
        play.table.reward(poor_below + bonus, step)
        bonus, step = bonus + step, bonus + step
        best = _total(play, play.rescored(pool), guess, watch)
        proof = _poor_proof(play, best, poor_below + bonus)
        if proof is not None or best.gap:
            return best, bonus, proof
        pool, guess = best.pool, best.prices.columns


def _poor_proof(play: _Play, best: _Best, good: int) -> Prices | None:
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


def _decision(play: _Play, best: _Best, wishes: Wishes, watch: Watch) -> tuple[Ints, Face]:
    watch.stage("decision", 0.92)
    rows, columns = tight_pairs(play.table, best.prices, most=4 * (play.table.n + play.table.m))
    benched = np.flatnonzero(play.bench >= 0)
    at_rest = benched[best.prices.rows[benched] + best.prices.columns[play.bench[benched]] == 0]
    keys = np.unique(np.concatenate([rows, at_rest]) * len(play.room) + np.concatenate([columns, play.bench[at_rest]]))
    face_pool = play.rescored(Pool(keys // len(play.room), keys % len(play.room), keys, len(best.of), len(play.room)))
    face = free_choices(face_pool, best.of, play.room, best.prices)
    kept = wishes.kept[np.isin(wishes.kept[:, 0], play.rows)]
    wish_keys = np.searchsorted(play.rows, kept[:, 0]) * len(play.room) + kept[:, 1]
    wished = np.isin(face.rows * len(play.room) + face.columns, wish_keys).astype(np.int64)
    of = decide(face, best.of, wished)
    assert_equal(play, best, of)
    return of, face


def assert_equal(play: _Play, best: _Best, of: Ints) -> None:
    """Hold the answer against its prices, in integers; a difference is a bug, not trouble."""
    worth = int(play.scores(of).sum())
    bound = int(best.prices.rows.sum() + (best.prices.columns * play.room).sum())
    if worth != bound or (np.bincount(of, minlength=len(play.room)) > play.room).any():
        raise AssertionError("the decision is not worth its prices")
