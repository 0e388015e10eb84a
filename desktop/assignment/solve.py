"""The recipe of an exact matching, stage by stage: cover, floor, fewest poor pairs, total, decision. Arrays only."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count

import numpy as np

from desktop.assignment.apart import clashes, parted, wanted
from desktop.assignment.cover import Cover, cover
from desktop.assignment.decide import Undecided
from desktop.assignment.decision import decision
from desktop.assignment.face import Face
from desktop.assignment.floor import Floor, floor
from desktop.assignment.gates import Families, Gate, Gates, none
from desktop.assignment.play import Best, Play
from desktop.assignment.pool import Pool
from desktop.assignment.prices import Prices
from desktop.assignment.stages import fewest_poor, greatest_total
from desktop.assignment.table import Ints, Table
from desktop.assignment.watch import Watch


@dataclass(frozen=True)
class Wishes:
    """The objectives after the cover: a floor or none, the score below which a pair is poor, and pairs to keep.

    `kept` are pairs (k, 2) that break ties; `apart` are families of rows, none in two, that must not share a mentor.
    """

    floor: bool = False
    poor_below: int | None = None
    kept: Ints = field(default_factory=lambda: np.empty((0, 2), np.int64))
    apart: Families = ()


@dataclass(frozen=True)
class Certificate:
    """Integers that prove an answer best, objective by objective; `desktop.assignment.proof` checks them.

    Rows are those of the table, then those of gates. `playing` are the rows the later stages work on, and all later row
    arrays are over them. Columns past the table's and its gates' are benches, one a shared rank, each with room for
    exactly those who wait.
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

    `gates` keep families apart: the certificate is that of the table with them. The face's rows are places in play,
    its columns those of the table.
    """

    of: Ints
    certificate: Certificate
    gap: int
    face: Face
    rounds: int
    gates: Gates

    @property
    def of_gates(self) -> int:
        """What the gates' own rows add to the worth of every answer alike."""
        facts, score = self.certificate, self.gates.score
        good = facts.poor_below is not None and score >= facts.poor_below
        return self.gates.count * (score + facts.bonus * good)


@dataclass(frozen=True)
class _Relaxed:
    """A best answer before the decision among equals, in which a family may still share where it has no gates."""

    play: Play
    best: Best
    certificate: Certificate
    gates: Gates

    def floor_for(self, play: Play) -> int | None:
        """Return the floor where another play has the same people in it and as many who wait, else None."""
        here, there = (one.rows[one.rows < self.gates.height] for one in (self.play, play))
        left, right = (one.room[one.table.m :] for one in (self.play, play))
        alike = np.array_equal(here, there) and np.array_equal(left, right)
        return self.certificate.floor.score if alike and self.certificate.floor else None

    def decided(self, wishes: Wishes, watch: Watch) -> Settled:
        """Let PuLP decide; raises Undecided where no best answer keeps everyone apart."""
        if self.best.rounds == 0:
            nothing = np.empty(0, np.int64)
            return self.settled(self.best.of, Face(nothing, nothing, nothing, nothing > 0), self.best.gap)
        kept = self.gates.entered(wishes.kept[np.isin(wishes.kept[:, 0], self.play.rows)])
        kept = np.stack([np.searchsorted(self.play.rows, kept[:, 0]), kept[:, 1]], axis=1)
        of, face = decision(self.play, self.best, kept, apart=self.families(wishes), watch=watch)
        return self.settled(of, face, self.best.gap)

    def settled(self, of: Ints, face: Face, gap: int) -> Settled:
        """Return an answer of the rows in play as one of all rows of the table, the gates' own left out."""
        people = self.play.rows[face.rows] < self.gates.height
        columns = self.gates.passed(face.columns[people])
        seen = Face(face.rows[people], columns, face.left, face.full)
        return Settled(self.everyone(of), self.certificate, gap, seen, self.best.rounds, self.gates)

    def everyone(self, of: Ints) -> Ints:
        """Return the column of every row of the table, -1 for those who wait."""
        found = np.full(len(self.certificate.ranks), -1)
        found[self.play.rows] = np.where(of < self.play.table.m, of, -1)
        return self.gates.passed(found[: self.gates.height])

    def families(self, wishes: Wishes) -> Families:
        """Return the families by their places in play, where two or more are."""
        at = {row: place for place, row in enumerate(self.play.rows.tolist())}
        found = (tuple(at[row] for row in family if row in at) for family in wishes.apart)
        return tuple(family for family in found if len(family) > 1)


def settle(make: Callable[[], Table], ranks: Ints, wishes: Wishes, watch: Watch) -> Settled:
    """Return the best answer under the strict order of objectives.

    `make` returns a fresh table; it is used up. An answer that lets families share where no gate is bounds all that
    don't; so gates are made where the best such answers need them, until one keeps everyone apart: that is the best of
    all. When time is up whoever shares is led elsewhere, and the gap to the bound is told.
    """
    wanting: dict[Gate, None] = {}
    before: _Relaxed | None = None
    turns = count()
    while True:
        table = make()
        gates = _gates(table, wanting)
        relaxed = _relaxed(gates.opened(table), gates, ranks, (wishes, before), watch)
        try:
            return relaxed.decided(wishes, watch)
        except Undecided as tried:
            if watch.late:
                return _hurried(relaxed, make(), ranks, wishes)
            clashing = clashes(tried.of, relaxed.families(wishes), relaxed.play.table.m)
            family_of = {row: family for family in wishes.apart for row in family}  # with those who are not in play
            before = relaxed
            for family, column in wanted(relaxed.play, relaxed.best, clashing, gates.width, next(turns)):
                wanting[family_of[int(relaxed.play.rows[family[0]])], column] = None


def _gates(table: Table, wanting: dict[Gate, None]) -> Gates:
    if not wanting:
        return none(table)
    top = max(table.each(lambda start, stop: int(table.block(start, stop).max())))
    return Gates.of((table.n, table.m), wanting, top)


def _hurried(relaxed: _Relaxed, table: Table, ranks: Ints, wishes: Wishes) -> Settled:
    """Return what is known when time is up, without clashes, and a gap: what is lost to the bound, or at least 1."""
    bound = relaxed.everyone(relaxed.best.of)
    of = parted(table, ranks, bound, wishes.apart)
    worth = [int(table.values(np.flatnonzero(one >= 0), one[one >= 0]).sum()) for one in (bound, of)]
    nothing = np.empty(0, np.int64)
    found = relaxed.settled(relaxed.best.of, Face(nothing, nothing, nothing, nothing > 0), 0)
    return replace(found, of=of, gap=max(1, relaxed.best.gap + worth[0] - worth[1]))


def _relaxed(table: Table, gates: Gates, ranks: Ints, asked: tuple[Wishes, _Relaxed | None], watch: Watch) -> _Relaxed:
    """Go through the stages for one table with its gates; a family may still share where it has none.

    Beside the wishes stands what fewer gates led to: where as many wait, the floor is no higher.
    """
    wishes, before = asked
    watch.stage("cover", 0.05)
    ranks = gates.ranked(ranks)
    found = cover(table, ranks, watch=watch)
    play = Play(table, ranks, found)
    if (found.of < 0).all():
        return _nobody(play, gates, ranks, found)
    least, start = None, play.start
    if wishes.floor:
        watch.stage("floor", 0.2)
        least = floor(play, most=before.floor_for(play) if before else None, watch=watch)
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
    return _Relaxed(play, best, facts, gates)


def _nobody(play: Play, gates: Gates, ranks: Ints, found: Cover) -> _Relaxed:
    """Nobody can be matched, so that there is nothing to weigh."""
    prices = Prices(np.zeros(len(play.rows), np.int64), np.zeros(len(play.room), np.int64))
    for start, stop in play.table.spans():
        dearest = play.table.block(start, stop).max(axis=0, initial=0)  # whoever takes nobody costs what they are worth
        np.maximum(prices.columns[: play.table.m], dearest, out=prices.columns[: play.table.m])
    facts = Certificate(ranks, found, play.rows, play.bench, play.room, None, None, None, 0, prices)
    nothing = np.empty(0, np.int64)
    best = Best(play.start, Pool(nothing, nothing, nothing, len(play.rows), len(play.room)), prices, 0, 0)
    return _Relaxed(play, best, facts, gates)
