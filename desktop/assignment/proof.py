"""A checker for answers: re-prices every pair with nothing but comparisons and sums; it shares no line with the solver.

It uses neither PuLP nor scipy. Scores are given again by the caller, so that nothing of the solver need be trusted, and
read a few rows at a time, so that no second table is held.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.assignment.solve import Settled

Ints = NDArray[np.int64]
Bits = NDArray[np.bool_]
Scores = NDArray[np.signedinteger[Any]]

_CELLS = 1 << 16  # cells a block


def faults(scores: Scores, barred: Bits, capacities: Ints, settled: Settled) -> list[str]:
    """Return what is wrong with an answer or its proof; empty means that no better answer exists.

    `scores` and `barred` are (n, m), before any objective was applied to them. A gap is a fault: it is no proof.
    """
    return _faults(_Given(lambda some: (scores[some], barred[some]), scores.shape, settled), capacities)


def faults_of_table(scores: Scores, no: int, capacities: Ints, settled: Settled) -> list[str]:
    """Do the same for scores that hold `no` where a pair is barred."""
    return _faults(_Given(lambda some: (scores[some], scores[some] == no), scores.shape, settled), capacities)


@dataclass(frozen=True)
class _Given:
    """What is to be checked: what gives scores and bars of some rows, how many there are, and the answer.

    Pairs that a search for people to be kept apart has ruled out are barred too: the proof is that of its branch.
    """

    read: Callable[[Ints], tuple[Scores, Bits]]
    shape: tuple[int, ...]
    settled: Settled

    def rows(self, some: Ints) -> tuple[Ints, Bits]:
        """Return the scores and bars of some rows."""
        scores, barred = self.read(some)
        ruled_out = [(place, column) for row, column in self.settled.bars for place in np.flatnonzero(some == row)]
        if ruled_out:
            barred = barred.copy()
            barred[tuple(np.array(ruled_out).T)] = True
        return scores.astype(np.int64), barred

    def blocks(self, rows: Ints) -> Iterator[tuple[slice, Ints, Bits]]:
        """Yield rows a few at a time: where they stand among `rows`, their scores and bars."""
        step = max(1, _CELLS // max(1, self.shape[1]))
        for start in range(0, len(rows), step):
            yield slice(start, start + step), *self.rows(rows[start : start + step])

    def chosen(self) -> tuple[Ints, Bits]:
        """Return the score of each row's chosen pair and whether it is barred; 0 and no where there is none."""
        worth, out = np.zeros(self.shape[0], np.int64), np.zeros(self.shape[0], np.bool_)
        for block, scores, barred in self.blocks(np.arange(self.shape[0])):
            of = self.settled.of[block]
            real = np.flatnonzero(of >= 0)
            worth[block][real], out[block][real] = scores[real, of[real]], barred[real, of[real]]
        return worth, out


def _faults(given: _Given, capacities: Ints) -> list[str]:
    of, room = given.settled.of, np.maximum(capacities, 0)
    if len(of) != given.shape[0] or (of >= given.shape[1]).any():
        return ["the answer has another shape"]
    worth, out = given.chosen()
    if out.any():
        return ["a barred pair was chosen"]
    if (np.bincount(of[of >= 0], minlength=len(room)) > room).any():
        return ["a mentor has too many mentees"]
    return sorted({*_cover(given, room), *_floor(given, worth), *_prices(given, worth)})


def _cover(given: _Given, room: Ints) -> Iterator[str]:
    """Check that no set of the first ranks is larger: those of a level can only have mentors up to that level."""
    found, ranks = given.settled.certificate.cover, given.settled.certificate.ranks
    rows, columns = found.row_level, found.column_level
    if rows.min(initial=columns.max(initial=-1)) < columns.max(initial=-1):
        for block, _, barred in given.blocks(np.arange(given.shape[0])):
            if (~barred & (columns > rows[block, None])).any():
                yield "a mentee could have a mentor beyond their level"
                break
    matched = given.settled.of >= 0
    for rank in np.unique(ranks[~matched]):
        most = int((rows[ranks <= rank] > rank).sum()) + int(room[columns <= rank].sum())
        if int(matched[ranks <= rank].sum()) != most:
            yield "more mentees of the first ranks could be matched"
            return


def _floor(given: _Given, worth: Ints) -> Iterator[str]:
    """Check that the violator's mentees have too few mentors above the floor, and that no pair lies below it."""
    facts = given.settled.certificate
    if facts.floor is None:
        return
    stuck, score = facts.floor.violator, facts.floor.score
    if (worth[given.settled.of >= 0] < score).any():
        yield "a pair lies below the floor"
    if len(stuck.rows) == 0:  # the floor is the best score there is
        rows, inside = facts.playing, np.zeros(given.shape[1], np.bool_)
    else:
        rows, inside = facts.playing[stuck.rows], stuck.columns[: given.shape[1]]
        benches = facts.bench[stuck.rows]
        if len(rows) <= int(facts.room[stuck.columns].sum()) or not stuck.columns[benches[benches >= 0]].all():
            yield "the floor could be higher"
    if any(((scores > score) & ~barred & ~inside).any() for _, scores, barred in given.blocks(rows)):
        yield "the floor could be higher"


def _prices(given: _Given, worth: Ints) -> Iterator[str]:
    """Check that no pair scores more than its prices and the answer is worth their sum: good pairs, then total."""
    facts = given.settled.certificate
    if facts.bonus and facts.poor_below is not None:
        if facts.poor_prices is None:
            yield "the number of poor pairs is not proved"
        else:
            yield from _dual(given, worth, (facts.poor_prices.rows, facts.poor_prices.columns), _good(facts.poor_below))
        plus = _with_bonus(facts.poor_below, facts.bonus)
    else:
        plus = _as_it_is
    yield from _dual(given, worth, (facts.prices.rows, facts.prices.columns), plus)


def _as_it_is(scores: Ints) -> Ints:
    return scores


def _good(poor_below: int) -> Callable[[Ints], Ints]:
    return lambda scores: (scores >= poor_below).astype(np.int64)


def _with_bonus(poor_below: int, bonus: int) -> Callable[[Ints], Ints]:
    return lambda scores: scores + bonus * (scores >= poor_below)


def _dual(given: _Given, worth: Ints, prices: tuple[Ints, Ints], counted: Callable[[Ints], Ints]) -> Iterator[str]:
    facts, (rows, columns) = given.settled.certificate, prices
    floor = facts.floor.score if facts.floor else np.iinfo(np.int64).min
    cost = columns[: given.shape[1]]
    dear = (columns < 0).any() or any(
        ((counted(scores) > rows[block, None] + cost) & ~barred & (scores >= floor)).any()
        for block, scores, barred in given.blocks(facts.playing)
    )
    if dear:
        yield "a pair scores more than its prices"
    seated = np.flatnonzero(facts.bench >= 0)
    if (rows[seated] + columns[facts.bench[seated]] < 0).any():
        yield "a bench is worth more than its prices"
    real = np.flatnonzero(given.settled.of[facts.playing] >= 0)
    primal = int(counted(worth[facts.playing[real]]).sum())
    if primal != int(rows.sum()) + int((columns * facts.room).sum()):
        yield "the answer is not worth its prices"
