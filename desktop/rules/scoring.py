"""Scores of all pairs as a matrix, each row a sum of a few terms; the same table of weights as compatibility.

Rows are added up some dozens at a time, in numbers as narrow as they can be, so that they stay near the processor and
two threads work beside each other. Bars are sign bits: once set, no points make up for them.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from desktop.rules.columns import ANY_GENDER, Apart, MenteeColumns, MentorColumns
from desktop.rules.compatibility import criteria
from desktop.rules.rows import Ints, Kind, Row, Term
from desktop.rules.terms import Interests, Places, Times, Traits

Lines = Callable[[Iterable[int]], Row]
Shape = tuple[int, int]

_TILE = 1 << 17  # cells added up at once
_BATCH = 512  # mentees at a time where a term has too many rows to keep
_THREADS = 2
_SMALL = 1 << 21  # below so many cells, threads cost more than they save


def greatest_score(weights: Mapping[str, int]) -> int:
    """Return a bound on every score under these weights."""
    return sum(criterion.points(weights[code], criterion.most) for code, criterion in criteria().items())


class Scorer:
    """Scores mentees against all mentors; barred pairs hold `no`, which must be below every score."""

    def __init__(
        self, mentees: MenteeColumns, mentors: MentorColumns, apart: Apart, *, weights: Mapping[str, int]
    ) -> None:
        self._mentees, self._mentors, self._apart, self._weights = mentees, mentors, apart, weights

    def matrix(self, dtype: type[np.signedinteger[Any]], no: int, *, relaxed: frozenset[str] = frozenset()) -> Row:
        """Return the scores of all pairs (mentees, mentors)."""
        return self.lines(dtype, no, relaxed=relaxed)(range(len(self._mentees.wishes)))

    def lines(self, dtype: type[np.signedinteger[Any]], no: int, *, relaxed: frozenset[str] = frozenset()) -> Lines:
        """Return what makes the scores of any mentees (k, mentors), as often as it is asked."""
        terms = Terms(self._mentees, self._mentors, Kind(self._weights, dtype, relaxed))
        barred, running = _sorted(self._apart.barred), _sorted(self._apart.continuing)

        def made(index: Iterable[int]) -> Row:
            mine = np.asarray(index, np.int64)
            scores = np.empty((len(mine), len(self._mentors.wishes)), dtype)
            step = len(mine) if terms.kept else _BATCH
            for start in range(0, len(mine), max(1, step)):
                Sheet(terms, mine[start : start + step]).fill(scores[start : start + step], no)
            at = _among(running, mine)
            scores[at] += (scores[at] > no) * dtype(self._weights["continuation"])
            scores[_among(barred, mine)] = no
            return scores

        return made


def _sorted(pairs: Iterable[tuple[int, int]]) -> tuple[Ints, Ints]:
    rows, columns = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
    return rows, columns


def _among(pairs: tuple[Ints, Ints], mine: Ints) -> tuple[Ints, Ints]:
    """Return the pairs of some mentees, each once, by place among them and mentor."""
    rows, columns = pairs
    first, last = np.searchsorted(rows, mine), np.searchsorted(rows, mine, side="right")
    many = last - first
    pair = np.arange(many.sum()) + np.repeat(first - np.cumsum(many) + many, many)
    return np.repeat(np.arange(len(mine)), many), columns[pair]


class Terms:
    """All that rows are made of, and which of it is whose."""

    def __init__(self, mentees: MenteeColumns, mentors: MentorColumns, kind: Kind) -> None:
        self.kind, width = kind, len(mentors.wishes)
        places, traits = Places(mentors, kind), Traits(mentors, kind)
        ways = zip(mentees.areas, mentees.wishes, mentees.online, strict=True)
        empty = np.empty((0, width), kind.dtype)
        self.place = Term(ways, places.rows, empty)
        self.traits = Term(mentees.traits, traits.rows, empty)
        self.bars = Term(zip(mentees.genders, mentees.needed, strict=True), places.bars, empty)
        self.bound = np.array([key != (ANY_GENDER, None) for key in self.bars.keys], np.bool_)[self.bars.place]
        self.times = Times(mentors, kind).halves(mentees.times)
        self.interests = Interests(mentors, kind)
        self.sectors, self.many = self.interests.of(mentees.sectors)
        self.waits = self.interests.waits(mentees.months)

    @property
    def kept(self) -> bool:
        """Whether all rows of all terms are at hand."""
        kept = (self.place.kept, self.traits.kept, self.bars.kept, self.waits.kept)
        return all((*kept, *(half.kept for half in self.times)))


class Sheet:
    """Rows of some mentees, added up tile by tile."""

    def __init__(self, terms: Terms, mentees: Ints) -> None:
        self._kind, self._interests = terms.kind, terms.interests
        self._place, self._traits, self._bars = (term.of(mentees) for term in (terms.place, terms.traits, terms.bars))
        self._times = [half.of(mentees) for half in terms.times]
        self._waits = terms.waits.of(mentees)
        self._bound, self._sectors, self._many = terms.bound[mentees], terms.sectors[mentees], terms.many[mentees]

    def fill(self, scores: Row, no: int) -> None:
        """Write the rows; large sheets use two threads (numpy frees the lock)."""
        height, width = scores.shape
        step = min(max(1, _TILE // max(1, width)), height)
        spans = [slice(start, start + step) for start in range(0, height, max(1, step))]
        threads = _THREADS if scores.size >= _SMALL else 1

        def share(first: int) -> None:
            tile = Tile((step, width), self._kind, no)
            for span in spans[first::threads]:
                self._add_up(scores[span], span, tile)

        if threads == 1:
            share(0)
            return
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(share, range(threads)))

    def _add_up(self, scores: Row, span: slice, tile: "Tile") -> None:
        _look_up(self._place, span, scores)
        scores += _look_up(self._traits, span, tile.first[: len(scores)])
        self._add_times(scores, span, tile)
        if self._many[span].any():
            self._add_interests(scores, span, tile)
        bound = np.flatnonzero(self._bound[span])
        if len(bound):
            bars, place = self._bars
            scores[bound] |= bars[place[span][bound]]
        np.maximum(scores, tile.least[: len(scores)], out=scores)

    def _add_times(self, scores: Row, span: slice, tile: "Tile") -> None:
        first, second = tile.first[: len(scores)], tile.second[: len(scores)]
        common = _look_up(self._times[0], span, first)
        common += _look_up(self._times[1], span, second)
        scores |= np.bitwise_and(common, tile.bar, out=second)
        common &= tile.points
        scores += np.minimum(common, tile.times[: len(scores)], out=common)

    def _add_interests(self, scores: Row, span: slice, tile: "Tile") -> None:
        found = self._interests
        first, second, most = tile.first[: len(scores)], tile.second[: len(scores)], tile.sectors[: len(scores)]
        places = self._sectors[span, : self._many[span].max()].T
        found.worth.take(places[0], axis=0, out=first, mode="clip")
        for nth, place in enumerate(places[1:], start=2):
            np.add(first, found.worth.take(place, axis=0, out=second, mode="clip"), out=first)
            if nth > found.few:
                np.minimum(first, most, out=first)
        scores += first
        if not found.one_sum:
            found.waited.take(places[0], axis=0, out=first, mode="clip")
            for place in places[1:]:
                np.maximum(first, found.waited.take(place, axis=0, out=second, mode="clip"), out=first)
        scores += np.minimum(first, _look_up(self._waits, span, second), out=first)


def _look_up(found: tuple[Row, Ints], span: slice, into: Row) -> Row:
    """Write the row of each mentee of a span."""
    rows, place = found
    return rows.take(place[span], axis=0, out=into, mode="clip")  # every place is known: no copy to be safe


class Tile:
    """What is at hand where a tile is added up: two pages to reckon on, and caps as pages, which numpy reads fast."""

    def __init__(self, shape: Shape, kind: Kind, no: int) -> None:
        self.first, self.second = np.empty(shape, kind.dtype), np.empty(shape, kind.dtype)
        self.least, self.times, self.sectors = (
            np.full(shape, points, kind.dtype) for points in (no, kind.most("availability"), kind.most("sectors"))
        )
        self.bar, self.points = kind.dtype(kind.bar), kind.dtype(kind.half_bar - 1)
