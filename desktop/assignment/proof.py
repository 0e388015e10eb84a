"""A checker for answers: re-prices every pair with nothing but comparisons and sums; it shares no line with the solver.

It uses neither PuLP nor scipy. Scores, places and what was asked for are given again by the caller, so that nothing of
the solver need be trusted, and scores are read a few rows at a time, so that no second table is held.
"""

import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.assignment.foundations import groundless
from desktop.assignment.prices import Prices
from desktop.assignment.solve import Settled, Wishes

Ints = NDArray[np.int64]
Bits = NDArray[np.bool_]
Scores = NDArray[np.signedinteger[Any]]
Barred = Callable[[Any], Bits]
Read = Callable[[Ints], tuple[Scores, Barred]]

_CELLS = 1 << 22  # cells read at once
_BYTE = 127
_TILE = 1 << 18  # cells looked at together, near the processor
_HALF = 16383  # two numbers of int16 no larger than this can be added up
_DEAR = "a pair scores more than its prices"
_BEYOND = "a mentee could have a mentor beyond their level"
_LOW = "the floor could be higher"


class Claim(NamedTuple):
    """What no allowed pair may do: who, of some rows and their scores, might do it, and which pairs do.

    `suspects` looks at whole rows and may suspect too many, also for their barred pairs, but never too few.
    """

    words: str
    suspects: Callable[[Ints, Scores], Bits]
    excess: Callable[[Ints, Scores], Bits]


class Priced(NamedTuple):
    """Prices to be checked, and what a pair counts at them: its score, or nothing, and a bonus from `good` on."""

    prices: Prices
    score: bool
    good: int
    bonus: int

    def counted(self, scores: Scores) -> Scores:
        """Return what pairs count."""
        good = scores >= self.good
        if not self.score:
            found: Scores = good.view(np.int8) if scores.itemsize == 2 else good.astype(np.int64)
            return found
        return scores + good * scores.dtype.type(self.bonus) if self.bonus else scores


class Asked(NamedTuple):
    """What an answer is held to: the rank of every mentee, smaller first, how many each mentor takes, the wishes."""

    ranks: Ints
    room: Ints
    wishes: Wishes


def faults(scores: Scores, barred: Bits, asked: Asked, settled: Settled) -> list[str]:
    """Return what is wrong with an answer or its proof; empty means that no better answer exists.

    `scores` and `barred` are (n, m), before any objective was applied to them. A gap is a fault: it is no proof.
    """

    def read(some: Ints) -> tuple[Scores, Barred]:
        return scores[some].astype(np.int64), lambda at: barred[some][at]

    return _faults(read, asked, settled)


def faults_of_rows(make: Callable[[Ints], Scores], no: int, asked: Asked, settled: Settled) -> list[str]:
    """Do the same for scores of the rows asked for, which hold `no` where a pair is barred; each is asked for once.

    `no` must be below every score.
    """

    def read(some: Ints) -> tuple[Scores, Barred]:
        scores = make(some)
        if scores.dtype != np.int16 or scores.max(initial=0) > _HALF or scores.min(initial=0) < -_HALF - 1:
            scores = scores.astype(np.int64)
        return scores, lambda at: scores[at] == no

    return _faults(read, asked, settled)


def sharing(of: Ints, families: Iterable[Iterable[int]]) -> list[str]:
    """Return whether two of a family, given by rows, have one mentor."""
    found = ([int(of[row]) for row in family if of[row] >= 0] for family in families)
    return ["two of a family have one mentor"] if any(len(set(some)) < len(some) for some in found) else []


def _faults(read: Read, asked: Asked, settled: Settled) -> list[str]:
    gates, room = settled.gates, np.maximum(asked.room, 0)
    if (len(settled.of), len(room)) != (gates.height, gates.width) or (settled.of >= gates.width).any():
        return ["the answer has another shape"]
    if gates.count:
        read, room, settled = _gated(read, room, settled)
    of, shape = settled.of, (len(settled.of), len(room))
    if (np.bincount(of[of >= 0], minlength=len(room)) > room).any():
        return ["a mentor has too many mentees"]
    wrong = groundless(settled, room, asked.ranks, asked.wishes)
    if wrong:
        return wrong
    claims, worth = _claims(settled), np.zeros(shape[0], np.int64)
    found: set[str] = set()
    step = max(1, _CELLS // max(1, shape[1]))
    for start in range(0, shape[0], step):
        rows = np.arange(start, min(start + step, shape[0]))
        scores, barred = read(rows)
        real = np.flatnonzero(of[rows] >= 0)
        chosen = real, of[rows[real]]
        worth[rows[real]] = scores[chosen]
        if barred(chosen).any():
            found.add("a barred pair was chosen")
        if gates.count and ((scores > gates.score) & ~barred(...)).any():
            found.add("a gate counts less than a pair")  # and would lower the floor
        found |= {claim.words for claim in claims if _is_broken(claim, rows, scores, barred)}
    return sorted({*found, *_cover(settled, room), *_floor(settled, worth), *_sums(settled, worth)})


def _is_broken(claim: Claim, rows: Ints, scores: Scores, barred: Barred) -> bool:
    """Look at whole rows, and pair by pair at those that are suspected."""
    step = max(1, _TILE // max(1, scores.shape[1]))
    parts = [slice(start, start + step) for start in range(0, len(rows), step)]
    some = np.flatnonzero(np.concatenate([claim.suspects(rows[part], scores[part]) for part in parts]))
    return bool(len(some) and (claim.excess(rows[some], scores[some]) & ~barred(some)).any())


def _gated(read: Read, room: Ints, settled: Settled) -> tuple[Read, Ints, Settled]:
    """Put gates between families and mentors: whoever has a gate goes by it, and its own row takes the place behind."""
    gates, (n, m) = settled.gates, (settled.gates.height, settled.gates.width)
    behind = dict(enumerate(gates.columns.tolist()))
    of = np.concatenate([settled.of, m + np.arange(gates.count)])
    of_row: dict[int, list[int]] = {}
    for row, gate in zip(gates.rows.tolist(), gates.own.tolist(), strict=True):
        of_row.setdefault(row, []).append(gate)
        if of[row] == behind[gate]:
            of[row], of[n + gate] = m + gate, behind[gate]

    def both(some: Ints) -> tuple[Scores, Barred]:
        people = some[some < n]
        scores, barred = read(people)
        kind = scores.dtype if gates.score <= _HALF else np.dtype(np.int64)
        wide = np.zeros((len(some), m + gates.count), kind)
        shut = np.ones(wide.shape, np.bool_)
        wide[: len(people), :m], shut[: len(people), :m] = scores, barred(...)
        for place, row in enumerate(some.tolist()):
            for gate in of_row.get(row, []) if row < n else [row - n]:
                door, there = m + gate, behind[gate]
                wide[place, door] = scores[place, there] if row < n else gates.score
                shut[place, door] = bool(row < n and shut[place, there])
                wide[place, there], shut[place, there] = gates.score, row < n
        return wide, shut.__getitem__

    return both, np.concatenate([room, np.ones(gates.count, np.int64)]), replace(settled, of=of)


def _claims(settled: Settled) -> list[Claim]:
    facts, n = settled.certificate, len(settled.of)
    levels, m = facts.cover, len(facts.cover.column_level)
    claims, highest = list[Claim](), levels.column_level.max(initial=-1)

    def beyond(rows: Ints, _scores: Scores) -> Bits:
        return np.asarray(levels.row_level[rows] < highest)

    claims.append(Claim(_BEYOND, beyond, lambda rows, _: levels.column_level > levels.row_level[rows, None]))
    least = np.iinfo(np.int64).min
    if facts.floor is not None:
        least, stuck = facts.floor.score, np.zeros(n, np.bool_)
        alone = len(facts.floor.violator.rows) == 0  # the floor is the best score there is
        stuck[facts.playing if alone else facts.playing[facts.floor.violator.rows]] = True
        outside = np.ones(m, np.bool_) if alone else ~facts.floor.violator.columns[:m]
        claims.append(Claim(_LOW, lambda rows, _: stuck[rows], lambda _, scores: (scores > least) & outside))
    return [*claims, *(_no_dearer(priced, least, facts.playing, n) for priced in _priced(settled))]


def _no_dearer(priced: Priced, least: int, playing: Ints, n: int) -> Claim:
    """Return the claim that no pair of at least `least` counts for more than its two prices together."""
    limit = np.full(n, np.iinfo(np.int64).max // 2)
    limit[playing] = priced.prices.rows
    cost = priced.prices.columns

    dearest = int(np.abs(cost).max(initial=0)) + abs(priced.bonus)

    def suspects(rows: Ints, scores: Scores) -> Bits:
        if dearest > (_HALF if priced.score else _BYTE):
            scores = scores.astype(np.int64)
        left = priced.counted(scores)
        left = left - cost[: scores.shape[1]].astype(left.dtype)
        return np.asarray(left.max(axis=1, initial=np.iinfo(left.dtype).min) > limit[rows])

    def excess(rows: Ints, scores: Scores) -> Bits:
        scores = scores.astype(np.int64)
        return (priced.counted(scores) - cost[: scores.shape[1]] > limit[rows, None]) & (scores >= least)

    return Claim(_DEAR, suspects, excess)


def _priced(settled: Settled) -> list[Priced]:
    """Return the prices to be checked: of good pairs if they matter, then of the total."""
    facts = settled.certificate
    if not facts.bonus or facts.poor_below is None:
        return [Priced(facts.prices, True, 0, 0)]
    total = Priced(facts.prices, True, facts.poor_below, facts.bonus)
    if facts.poor_prices is None:
        return [total]
    return [Priced(facts.poor_prices, False, facts.poor_below, 1), total]


def _cover(settled: Settled, room: Ints) -> Iterator[str]:
    """Check that no set of the first ranks is larger: those of a level can only have mentors up to that level."""
    found, ranks = settled.certificate.cover, settled.certificate.ranks
    matched = settled.of >= 0
    for rank in np.unique(ranks[~matched]):
        most = int((found.row_level[ranks <= rank] > rank).sum()) + int(room[found.column_level <= rank].sum())
        if int(matched[ranks <= rank].sum()) != most:
            yield "more mentees of the first ranks could be matched"
            return


def _floor(settled: Settled, worth: Ints) -> Iterator[str]:
    """Check that no pair lies below the floor and that the violator's mentees have too few mentors above it."""
    facts = settled.certificate
    if facts.floor is None:
        return
    if (worth[settled.of >= 0] < facts.floor.score).any():
        yield "a pair lies below the floor"
    stuck = facts.floor.violator
    benches = facts.bench[stuck.rows]
    seated = stuck.columns[benches[benches >= 0]].all()
    if len(stuck.rows) and (len(stuck.rows) <= int(facts.room[stuck.columns].sum()) or not seated):
        yield _LOW


def _sums(settled: Settled, worth: Ints) -> Iterator[str]:
    """Check that the answer is worth the sum of its prices, and that waiting pays nobody."""
    facts = settled.certificate
    if facts.bonus and facts.poor_below is not None and facts.poor_prices is None:
        yield "the number of poor pairs is not proved"
    seated = np.flatnonzero(facts.bench >= 0)
    chosen = worth[facts.playing[settled.of[facts.playing] >= 0]]
    for priced in _priced(settled):
        prices = priced.prices
        if (prices.columns < 0).any():
            yield _DEAR
        if (prices.rows[seated] + prices.columns[facts.bench[seated]] < 0).any():
            yield "a bench is worth more than its prices"
        if int(priced.counted(chosen).sum()) != _exactly(prices.rows) + _exactly(prices.columns, facts.room):
            yield "the answer is not worth its prices"


def _exactly(prices: Ints, times: Ints | None = None) -> int:
    """Return the sum of prices, each so many times, in numbers that can't overflow."""
    return sum(map(operator.mul, prices.tolist(), [1] * len(prices) if times is None else times.tolist()))
