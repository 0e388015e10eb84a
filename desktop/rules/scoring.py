"""Scores of all pairs as a matrix, each row a sum of a few terms; the same table of weights as compatibility.

A row is added up by vector operations on numbers as narrow as they can be, so that it never leaves the processor's
first cache. Bars are sign bits: once set, no points make up for them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np

from desktop.rules.columns import ANY_GENDER, Apart, MenteeColumns, MentorColumns
from desktop.rules.compatibility import criteria
from desktop.rules.terms import Interests, Kind, Places, Row, Sum, Times, Traits


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
        kind = Kind(self._weights, dtype, relaxed)
        scores = np.empty((len(self._mentees.wishes), len(self._mentors.wishes)), dtype)
        adder = Adder(scores.shape[1], kind, no)
        for row, recipe in zip(scores, self._recipes(kind), strict=True):
            adder.fill(row, recipe)
        self._single(scores, no)
        return scores

    def _recipes(self, kind: Kind) -> Iterator[Recipe]:
        """Yield what each mentee's row is made of."""
        people = self._mentees
        places, traits = Places(self._mentors, kind), Traits(self._mentors, kind)
        times, interests = Times(self._mentors, kind), Interests(self._mentors, kind)
        lines = zip(*(getattr(people, field.name) for field in fields(people)), strict=True)
        for area, wish, online, gender, needed, sectors, free, own, months in lines:
            points, common = times.shared(free)
            bars = [] if gender == ANY_GENDER else [places.gender(gender)]
            if needed is not None:
                bars.append(places.language(needed))
            terms = [places.row((area, wish, online)), *traits.rows(own)]
            yield Recipe(terms, [*interests.shared(sectors, months), *points], bars, common)

    def _single(self, scores: Row, no: int) -> None:
        """Write what holds for single pairs: points for going on together, and bars."""
        rows, columns = np.array(self._apart.continuing, np.int64).reshape(-1, 2).T
        allowed = scores[rows, columns] > no
        scores[rows[allowed], columns[allowed]] += self._weights["continuation"]
        rows, columns = np.array(self._apart.barred, np.int64).reshape(-1, 2).T
        scores[rows, columns] = no


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
