"""Scores of all pairs as a matrix, each row a sum of a few terms; the same table of weights as compatibility.

A row is added up by vector operations on numbers as narrow as they can be, so that it never leaves the processor's
first cache. Bars are sign bits: once set, no points make up for them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from desktop.rules.columns import ANY_GENDER, Apart, Facts, MenteeColumns, MentorColumns
from desktop.rules.compatibility import criteria
from desktop.rules.terms import Interests, Kind, Places, Row, Sum, Times, Traits

Lines = Callable[[Iterable[int]], Row]


def greatest_score(weights: Mapping[str, int]) -> int:
    """Return a bound on every score under these weights."""
    return sum(criterion.points(weights[code], criterion.most) for code, criterion in criteria().items())


class Recipe(NamedTuple):
    """What one mentee's row is made of: terms, sums, bars, and bars of which all must hold."""

    terms: list[Row]
    sums: list[Sum]
    bars: list[Row]
    common: list[Row]


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
        cook = Cook(self._mentors, Kind(self._weights, dtype, relaxed))
        mentees = self._mentees.lines()
        barred, running = _by_row(self._apart.barred), _by_row(self._apart.continuing)

        def made(index: Iterable[int]) -> Row:
            mine = list(index)
            scores = np.empty((len(mine), len(self._mentors.wishes)), dtype)
            adder = Adder(scores.shape[1], cook.kind, no)
            for row, i in zip(scores, mine, strict=True):
                adder.fill(row, cook.recipe(mentees[i]))
                for j in running.get(i, ()):
                    row[j] += (row[j] > no) * self._weights["continuation"]
                for j in barred.get(i, ()):
                    row[j] = no
            return scores

        return made


def _by_row(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row, column in pairs:
        found[row].append(column)
    return found


class Cook:
    """Knows what each mentee's row is made of."""

    def __init__(self, mentors: MentorColumns, kind: Kind) -> None:
        self.kind = kind
        self._places, self._traits = Places(mentors, kind), Traits(mentors, kind)
        self._times, self._interests = Times(mentors, kind), Interests(mentors, kind)

    def recipe(self, own: Facts) -> Recipe:
        """Return the recipe of one mentee's row."""
        points, common = self._times.shared(own.times)
        bars = [] if own.gender == ANY_GENDER else [self._places.gender(own.gender)]
        if own.needed is not None:
            bars.append(self._places.language(own.needed))
        terms = [self._places.row((own.area, own.wish, own.online)), *self._traits.rows(own.traits)]
        return Recipe(terms, [*self._interests.shared(own.sectors, own.months), *points], bars, common)


class Adder:
    """Adds up rows in one place; it holds the rows it needs on the way."""

    def __init__(self, width: int, kind: Kind, no: int) -> None:
        self._total, self._counted = np.empty(width, kind.dtype), np.empty(width, kind.dtype)
        self._least = np.full(width, no, kind.dtype)

    def fill(self, row: Row, recipe: Recipe) -> None:
        """Write the row of a recipe."""
        first, second, *others = recipe.terms
        np.add(first, second, row)
        for other in others:
            np.add(row, other, row)
        for rows, caps in recipe.sums:
            total = self._folded(np.add, rows)
            for cap in caps:
                np.add(row, total if cap is None else np.minimum(total, cap, out=self._counted), row)
        for bar in recipe.bars:
            np.bitwise_or(row, bar, row)
        if recipe.common:
            np.bitwise_or(row, self._folded(np.bitwise_and, recipe.common), row)
        np.maximum(row, self._least, out=row)

    def _folded(self, fold: np.ufunc, rows: list[Row]) -> Row:
        """Return all rows folded into one; good until the next fold."""
        found = rows[0]
        for other in rows[1:]:
            found = fold(found, other, self._total)
        return found
