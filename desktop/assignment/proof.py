"""A checker for answers: re-prices every pair with nothing but comparisons and sums; it shares no line with the solver.

It uses neither PuLP nor scipy. Scores are given again by the caller, so that nothing of the solver need be trusted.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from desktop.assignment.solve import Settled

Ints = NDArray[np.int64]
Bits = NDArray[np.bool_]


def faults(scores: Ints, barred: Bits, capacities: Ints, settled: Settled) -> list[str]:
    """Return what is wrong with an answer or its proof; empty means that no better answer exists.

    `scores` and `barred` are (n, m), before any objective was applied to them. A gap is a fault: it is no proof.
    """
    unlawful = list(_unlawful(scores, barred, capacities, settled))
    return unlawful or [
        *_cover(barred, np.maximum(capacities, 0), settled),
        *(_floor(scores, barred, settled) if settled.certificate.floor else ()),
        *_prices(scores, barred, settled),
    ]


def _unlawful(scores: Ints, barred: Bits, capacities: Ints, settled: Settled) -> Iterator[str]:
    rows = np.flatnonzero(settled.of >= 0)
    of = settled.of[rows]
    if len(settled.of) != len(scores) or (of >= scores.shape[1]).any():
        yield "the answer has another shape"
    elif barred[rows, of].any():
        yield "a barred pair was chosen"
    elif (np.bincount(of, minlength=len(capacities)) > np.maximum(capacities, 0)).any():
        yield "a mentor has too many mentees"


def _cover(barred: Bits, room: Ints, settled: Settled) -> Iterator[str]:
    """Check that no set of the first ranks is larger: those of a level can only have mentors up to that level."""
    found, ranks = settled.certificate.cover, settled.certificate.ranks
    rows, columns = found.row_level, found.column_level
    if (~barred & (columns[None, :] > rows[:, None])).any():
        yield "a mentee could have a mentor beyond their level"
    matched = settled.of >= 0
    for rank in np.unique(ranks[~matched]):
        most = int((rows[ranks <= rank] > rank).sum()) + int(room[columns <= rank].sum())
        if int(matched[ranks <= rank].sum()) != most:
            yield "more mentees of the first ranks could be matched"
            return


def _floor(scores: Ints, barred: Bits, settled: Settled) -> Iterator[str]:
    """Check that the violator's mentees have too few mentors above the floor, and that no pair lies below it."""
    facts = settled.certificate
    assert facts.floor is not None
    stuck, score = facts.floor.violator, facts.floor.score
    matched = np.flatnonzero(settled.of >= 0)
    if (scores[matched, settled.of[matched]] < score).any():
        yield "a pair lies below the floor"
    m = scores.shape[1]
    if len(stuck.rows) == 0:  # the floor is the best score there is
        if ((scores > score) & ~barred)[facts.playing].any():
            yield "the floor could be higher"
        return
    rows = facts.playing[stuck.rows]
    outside = (scores[rows] > score) & ~barred[rows] & ~stuck.columns[None, :m]
    benches = facts.bench[stuck.rows]
    seated = stuck.columns[benches[benches >= 0]].all()
    if len(rows) <= int(facts.room[stuck.columns].sum()) or outside.any() or not seated:
        yield "the floor could be higher"


def _prices(scores: Ints, barred: Bits, settled: Settled) -> Iterator[str]:
    """Check that no pair scores more than its prices and the answer is worth their sum: good pairs, then total."""
    facts = settled.certificate
    out = barred[facts.playing].copy()
    worth = scores[facts.playing].astype(np.int64)
    if facts.floor:
        out |= worth < facts.floor.score
    of = np.where(settled.of < 0, facts.bench_of(len(settled.of)), settled.of)[facts.playing]
    if facts.bonus and facts.poor_below is not None:
        good = (worth >= facts.poor_below).astype(np.int64)
        if facts.poor_prices is None:
            yield "the number of poor pairs is not proved"
        else:
            yield from _dual(
                good, out, of, (facts.room, facts.bench), facts.poor_prices.rows, facts.poor_prices.columns
            )
        worth += facts.bonus * good
    yield from _dual(worth, out, of, (facts.room, facts.bench), facts.prices.rows, facts.prices.columns)


def _dual(worth: Ints, out: Bits, of: Ints, seats: tuple[Ints, Ints], rows: Ints, columns: Ints) -> Iterator[str]:
    room, bench = seats
    m = worth.shape[1]
    if (columns < 0).any() or (~out & (worth > rows[:, None] + columns[None, :m])).any():
        yield "a pair scores more than its prices"
    seated = np.flatnonzero(bench >= 0)
    if (rows[seated] + columns[bench[seated]] < 0).any():
        yield "a bench is worth more than its prices"
    real = of < m
    primal = int(worth[np.flatnonzero(real), of[real]].sum())
    if primal != int(rows.sum()) + int((columns * room).sum()):
        yield "the answer is not worth its prices"
