"""A checker for answers: re-prices every pair with nothing but comparisons and sums; it shares no line with the solver.

It uses neither PuLP nor scipy. Scores are given again by the caller, so that nothing of the solver need be trusted, and
read a few rows at a time, so that no second table is held.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.assignment.prices import Prices
from desktop.assignment.solve import Settled

Ints = NDArray[np.int64]
Bits = NDArray[np.bool_]
Scores = NDArray[np.signedinteger[Any]]
Read = Callable[[Ints], tuple[Scores, Bits]]
Count = Callable[[Ints], Ints]
Claim = tuple[str, Callable[[Ints, Ints], Bits]]

_CELLS = 1 << 18  # cells a block
_DEAR = "a pair scores more than its prices"
_BEYOND = "a mentee could have a mentor beyond their level"
_LOW = "the floor could be higher"


def faults(scores: Scores, barred: Bits, capacities: Ints, settled: Settled) -> list[str]:
    """Return what is wrong with an answer or its proof; empty means that no better answer exists.

    `scores` and `barred` are (n, m), before any objective was applied to them. A gap is a fault: it is no proof.
    """
    return _faults(lambda some: (scores[some], barred[some]), capacities, settled)


def faults_of_rows(read: Callable[[Ints], Scores], no: int, capacities: Ints, settled: Settled) -> list[str]:
    """Do the same for scores of the rows asked for, which hold `no` where a pair is barred; each is asked for once."""

    def both(some: Ints) -> tuple[Scores, Bits]:
        scores = read(some)
        return scores, scores == no

    return _faults(both, capacities, settled)


def sharing(of: Ints, families: Iterable[Iterable[int]]) -> list[str]:
    """Return whether two of a family, given by rows, have one mentor."""
    found = ([int(of[row]) for row in family if of[row] >= 0] for family in families)
    return ["two of a family have one mentor"] if any(len(set(some)) < len(some) for some in found) else []


def _faults(read: Read, capacities: Ints, settled: Settled) -> list[str]:
    gates = settled.gates
    if (len(settled.of), len(capacities)) != (gates.height, gates.width) or (settled.of >= gates.width).any():
        return ["the answer has another shape"]
    if gates.count:
        read, capacities, settled = _gated(read, capacities, settled)
    of, room = settled.of, np.maximum(capacities, 0)
    shape = len(of), len(room)
    if (np.bincount(of[of >= 0], minlength=len(room)) > room).any():
        return ["a mentor has too many mentees"]
    claims, worth = _claims(settled), np.zeros(shape[0], np.int64)
    found: set[str] = set()
    step = max(1, _CELLS // max(1, shape[1]))
    for start in range(0, shape[0], step):
        rows = np.arange(start, min(start + step, shape[0]))
        scores, barred = read(rows)
        scores = scores.astype(np.int64)
        real = np.flatnonzero(of[rows] >= 0)
        worth[rows[real]] = scores[real, of[rows[real]]]
        if barred[real, of[rows[real]]].any():
            found.add("a barred pair was chosen")
        found |= {words for words, excess in claims if (excess(rows, scores) & ~barred).any()}
    return sorted({*found, *_cover(settled, room), *_floor(settled, worth), *_sums(settled, worth)})


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

    def both(some: Ints) -> tuple[Scores, Bits]:
        people = some[some < n]
        scores, barred = read(people)
        wide = np.zeros((len(some), m + gates.count), np.int64)
        shut = np.ones(wide.shape, np.bool_)
        wide[: len(people), :m], shut[: len(people), :m] = scores, barred
        for place, row in enumerate(some.tolist()):
            for gate in of_row.get(row, []) if row < n else [row - n]:
                door, there = m + gate, behind[gate]
                wide[place, door] = scores[place, there] if row < n else gates.score
                shut[place, door] = bool(row < n and barred[place, there])
                wide[place, there], shut[place, there] = gates.score, row < n
        return wide, shut

    return both, np.concatenate([room, np.ones(gates.count, np.int64)]), replace(settled, of=of)


def _claims(settled: Settled) -> list[Claim]:
    """Return what no allowed pair may do: for some rows and their scores, which pairs do it."""
    facts, n = settled.certificate, len(settled.of)
    levels, m = facts.cover, len(facts.cover.column_level)
    claims: list[Claim] = []
    if levels.row_level.min(initial=levels.column_level.max(initial=-1)) < levels.column_level.max(initial=-1):
        claims.append((_BEYOND, lambda rows, _: levels.column_level > levels.row_level[rows, None]))
    least = np.iinfo(np.int64).min
    if facts.floor is not None:
        least, stuck = facts.floor.score, np.zeros(n, np.bool_)
        alone = len(facts.floor.violator.rows) == 0  # the floor is the best score there is
        stuck[facts.playing if alone else facts.playing[facts.floor.violator.rows]] = True
        outside = np.ones(m, np.bool_) if alone else ~facts.floor.violator.columns[:m]
        claims.append((_LOW, lambda rows, scores: (scores > least) & outside & stuck[rows, None]))
    for prices, counted in _priced(settled):
        limit = np.full(n, np.iinfo(np.int64).max // 2)
        limit[facts.playing] = prices.rows
        claims.append((_DEAR, _excess(limit, prices.columns[:m], least, counted)))
    return claims


def _excess(limit: Ints, cost: Ints, least: int, counted: Count) -> Callable[[Ints, Ints], Bits]:
    return lambda rows, scores: (counted(scores) - cost > limit[rows, None]) & (scores >= least)


def _priced(settled: Settled) -> list[tuple[Prices, Count]]:
    """Return the prices to be checked and what a pair counts at them: good pairs if they matter, then the total."""
    facts = settled.certificate
    if not facts.bonus or facts.poor_below is None:
        return [(facts.prices, lambda scores: scores)]
    good, bonus = facts.poor_below, facts.bonus
    total: tuple[Prices, Count] = (facts.prices, lambda scores: scores + bonus * (scores >= good))
    if facts.poor_prices is None:
        return [total]
    return [(facts.poor_prices, lambda scores: (scores >= good).astype(np.int64)), total]


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
    for prices, counted in _priced(settled):
        if (prices.columns < 0).any():
            yield _DEAR
        if (prices.rows[seated] + prices.columns[facts.bench[seated]] < 0).any():
            yield "a bench is worth more than its prices"
        if int(counted(chosen).sum()) != int(prices.rows.sum()) + int((prices.columns * facts.room).sum()):
            yield "the answer is not worth its prices"
