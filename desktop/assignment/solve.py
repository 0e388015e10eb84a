"""The recipe of an exact matching, stage by stage: cover, floor, fewest poor pairs, total, decision. Arrays only."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count

import numpy as np

from desktop.assignment.cover import Cover, cover
from desktop.assignment.decide import Undecided
from desktop.assignment.decision import decision
from desktop.assignment.face import Face
from desktop.assignment.floor import Floor
from desktop.assignment.play import Best, Play
from desktop.assignment.pool import Pool
from desktop.assignment.prices import Prices
from desktop.assignment.stages import fewest_poor, floor_of, greatest_total
from desktop.assignment.table import Ints, Table
from desktop.assignment.watch import Watch

Bars = tuple[tuple[int, int], ...]
Value = tuple[int, ...]


@dataclass(frozen=True)
class Wishes:
    """The objectives after the cover: a floor or none, the score below which a pair is poor, and pairs to keep.

    `kept` are pairs (k, 2) that break ties; `apart` pairs of rows that must not share a mentor.
    """

    floor: bool = False
    poor_below: int | None = None
    kept: Ints = field(default_factory=lambda: np.empty((0, 2), np.int64))
    apart: Bars = ()


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
    """The answer: each row's column or -1, its certificate, the gap (0: proved best), and the choices left.

    `bars` are the pairs ruled out on the way to keep rows apart: the certificate is that of the table without them.
    """

    of: Ints
    certificate: Certificate
    gap: int
    face: Face
    rounds: int
    value: Value
    bars: Bars = ()


@dataclass(frozen=True)
class _Relaxed:
    """A best answer before the decision among equals; `value` compares answers in the strict order of objectives."""

    play: Play
    best: Best
    certificate: Certificate
    value: Value

    def decided(self, wishes: Wishes, watch: Watch) -> Settled:
        """Let PuLP decide; raises Undecided where no best answer keeps everyone apart."""
        if self.best.rounds == 0:
            nothing = np.empty(0, np.int64)
            face = Face(nothing, nothing, nothing, nothing > 0)
            return Settled(self.everyone(self.best.of), self.certificate, 0, face, 0, (*self.value, 0))
        at = {row: place for place, row in enumerate(self.play.rows.tolist())}
        apart = tuple((at[one], at[other]) for one, other in wishes.apart if one in at and other in at)
        kept = wishes.kept[np.isin(wishes.kept[:, 0], self.play.rows)]
        kept = np.stack([np.searchsorted(self.play.rows, kept[:, 0]), kept[:, 1]], axis=1)
        of, face = decision(self.play, self.best, kept, apart=apart, watch=watch)
        keeps = int((of[kept[:, 0]] == kept[:, 1]).sum())
        everyone = self.everyone(of)
        return Settled(everyone, self.certificate, self.best.gap, face, self.best.rounds, (*self.value, keeps))

    def everyone(self, of: Ints) -> Ints:
        """Return the column of every row of the table, -1 for those who wait."""
        found = np.full(len(self.certificate.ranks), -1)
        found[self.play.rows] = np.where(of < self.play.table.m, of, -1)
        return found

    def clashes(self, apart: Bars) -> list[Bars]:
        """Return the two pairs of each two rows who share a mentor but must not."""
        of = self.everyone(self.best.of).tolist()
        return [((one, of[one]), (other, of[other])) for one, other in apart if of[one] == of[other] >= 0]


def settle(make: Callable[[Bars], Table], ranks: Ints, wishes: Wishes, watch: Watch) -> Settled:
    """Return the best answer under the strict order of objectives.

    `make` returns a fresh table with further pairs barred; it is used up. Rows apart: an answer that lets them share
    bounds all that don't, so tables are branched on one clash at a time, best first, until an answer is reached that
    none left can beat. When time is up the first answer found stands, with the gap to that bound.
    """
    order = count()
    heap = [_node((), next(order), make, ranks, wishes, watch)]
    bound, best = heap[0][-1], None
    while heap and (best is None or (heap[0][0] <= tuple(-part for part in best.value[:-1]) and not watch.late)):
        _, _, bars, relaxed = heapq.heappop(heap)
        try:
            found = replace(relaxed.decided(wishes, watch), bars=bars)
        except Undecided:
            clashes = relaxed.clashes(wishes.apart)
            ways = [(bar,) for bar in clashes[0]] if not watch.late else [tuple({other for _, other in clashes})]
            for bar in ways:
                heapq.heappush(heap, _node((*bars, *bar), next(order), make, ranks, wishes, watch))
            continue
        best = found if best is None or found.value > best.value else best
    assert best is not None  # the last row of a clash can always wait
    short = bound.value[-1] - best.value[-2] if heap and watch.late else 0
    return replace(best, gap=max(best.gap, short))


def _node(
    bars: Bars, number: int, make: Callable[[Bars], Table], ranks: Ints, wishes: Wishes, watch: Watch
) -> tuple[Value, int, Bars, _Relaxed]:
    relaxed = _relaxed(make(bars), ranks, wishes, watch)
    return tuple(-part for part in relaxed.value), number, bars, relaxed


def _relaxed(table: Table, ranks: Ints, wishes: Wishes, watch: Watch) -> _Relaxed:
    """Go through the stages for one table; whoever must be kept apart may still share."""
    watch.stage("cover", 0.05)
    found = cover(table, ranks, watch=watch)
    play = Play(table, ranks, found)
    if (found.of < 0).all():
        return _nobody(play, ranks, found)
    least, start = None, play.start
    if wishes.floor:
        watch.stage("floor", 0.2)
        least = floor_of(play, watch)
        play.table.drop_below(least.score)
        start = least.of
    bonus, proof = 0, None
    if least is not None and wishes.poor_below is not None and least.score < wishes.poor_below:
        best, bonus, proof = fewest_poor(play, start, (wishes.poor_below, least.spread), watch)
    else:
        best = greatest_total(play, start, watch)
    watch.stage("decision", 0.92)
    room, poor = play.room, wishes.poor_below
    facts = Certificate(ranks, found, play.rows, play.bench, room, least, poor, proof, bonus, best.prices)
    return _Relaxed(play, best, facts, _value(play, best, facts))


def _nobody(play: Play, ranks: Ints, found: Cover) -> _Relaxed:
    """Nobody can be matched, so that there is nothing to weigh."""
    prices = Prices(np.zeros(len(play.rows), np.int64), np.zeros(len(play.room), np.int64))
    for start, stop in play.table.spans():
        dearest = play.table.block(start, stop).max(axis=0, initial=0)  # whoever takes nobody costs what they are worth
        np.maximum(prices.columns[: play.table.m], dearest, out=prices.columns[: play.table.m])
    facts = Certificate(ranks, found, play.rows, play.bench, play.room, None, None, None, 0, prices)
    nothing = np.empty(0, np.int64)
    best = Best(play.start, Pool(nothing, nothing, nothing, len(play.rows), len(play.room)), prices, 0, 0)
    return _Relaxed(play, best, facts, (*np.zeros(len(ranks), np.int64).tolist(), 0, 0, 0))


def _value(play: Play, best: Best, facts: Certificate) -> Value:
    """Return what was reached: who is matched by rank, the floor, how many good pairs, and the total."""
    real = best.of < play.table.m
    by_rank = np.bincount(facts.ranks[play.rows[real]], minlength=len(facts.ranks)).tolist()
    floor = facts.floor.score if facts.floor else 0
    scores = play.scores(best.of)[real]
    good = scores >= facts.poor_below + facts.bonus if facts.bonus and facts.poor_below is not None else real[real]
    return (*by_rank, floor, int(good.sum()), int(scores.sum()) - facts.bonus * int(good.sum()))
