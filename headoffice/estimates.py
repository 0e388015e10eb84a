"""Unbiased shares with 95 % intervals from blurred counts, site by site; it knows arithmetic and no school.

A fact with chance p of the true value and q of each other one turns a true share t into an expected observed share
q + t (p - q); so (observed - q) / (p - q) is right on average (Warner 1965). Every figure here is a ratio of two sums
of such weights: the records with a value above, the records asked below. Where the denominator is blurred itself (who
answered, who met so often), both are unblurred together.

Schools differ, and the young people of one school are more alike than those of several. The spread of a figure is
therefore taken from how much sites differ about it, never less than what chance and blur alone make, and its ends
stand as far out as Student's t for that number of sites asks.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from headoffice.promise import Fact

Array: TypeAlias = NDArray[np.float64]
Z = 1.959964  # 95 % of a normal distribution lies within this many standard deviations
_STUDENT = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


def student(freedom: int) -> float:
    """Return how many standard errors hold 95 % with so many degrees of freedom; beyond 30 by Fisher's expansion."""
    return _STUDENT[freedom - 1] if freedom <= len(_STUDENT) else Z + (Z**3 + Z) / (4 * freedom)


@dataclass(frozen=True)
class Share:
    """An estimate between two ends that hold the truth 95 times of 100; all between -1 and 1."""

    value: float
    low: float
    high: float


def unblurred(told: str, fact: Fact) -> Array:
    """Return what one told value of a fact counts for the true number of `told`, for each value of the fact."""
    hit = np.array([1.0 if value == told else 0.0 for value in fact.values])
    return np.asarray((hit - fact.lie) / (fact.truth - fact.lie))


def answered(fact: Fact) -> Array:
    """Return what each told value counts for the true number of those with an answer."""
    return np.asarray(sum((unblurred(value, fact) for value in fact.answers), np.zeros(len(fact.values))))


def standard_error(true: float, of: int, fact: Fact) -> float:
    """Return the standard error of a share, chance and blur together: what a planned number of records gives."""
    observed = fact.lie + true * (fact.truth - fact.lie)
    return math.sqrt(observed * (1 - observed) / of) / (fact.truth - fact.lie)


@dataclass(frozen=True, eq=False)
class Table:
    """What was told, a row of counts for each site."""

    rows: Array

    @cached_property
    def cells(self) -> Array:
        """The counts of all sites together."""
        return np.asarray(self.rows.sum(axis=0))

    @cached_property
    def filled(self) -> NDArray[np.bool_]:
        """Which sites have any record."""
        return np.asarray(self.rows @ np.ones(self.rows.shape[1]) > 0)

    @cached_property
    def sites(self) -> int:
        """How many sites have any record."""
        return int(np.count_nonzero(self.filled))


@dataclass(frozen=True, eq=False)
class Ratio:
    """A share: two weighted sums over the same cells of a table."""

    table: Table
    above: Array
    below: Array

    @cached_property
    def top(self) -> float:
        """The estimated number of records with the value."""
        return float(self.above @ self.table.cells)

    @cached_property
    def bottom(self) -> float:
        """The estimated number of records asked."""
        return float(self.below @ self.table.cells)

    @property
    def value(self) -> float:
        """The estimated share, which may lie a little outside 0 to 1."""
        return self.top / self.bottom

    def share(self) -> Share | None:
        """Return the share with its interval, None where there is too little to say anything."""
        if self.table.sites < 2 or self.bottom <= 0:
            return None
        reach = student(self.table.sites - 1)
        ends = self._known_group(reach) if np.ptp(self.below) < 1e-9 else self._blurred_group(reach)
        return None if ends is None else Share(*(min(1.0, max(0.0, end)) for end in (self.value, *ends)))

    def _known_group(self, reach: float) -> tuple[float, float] | None:
        """Wilson's interval of the observed share, as wide as if there were fewer records where sites differ."""
        weights = self.above - self.above.min()
        scale = float(weights.max())
        observed = float(weights @ self.table.cells) / scale / self.bottom
        of = self.bottom / self._excess
        middle = (observed + reach * reach / (2 * of)) / (1 + reach * reach / of)
        spread = reach / (1 + reach * reach / of)
        spread *= math.sqrt(observed * (1 - observed) / of + (reach / (2 * of)) ** 2)
        low, high = ((middle + side * spread) * scale + float(self.above.min()) for side in (-1, 1))
        return low, high

    def _blurred_group(self, reach: float) -> tuple[float, float] | None:
        """Fieller's interval of a ratio of two estimated sums."""
        factor = reach * reach * self._excess
        saa, sab, sbb = (
            factor * _chance(self.table.cells, *two)
            for two in ((self.above, self.above), (self.above, self.below), (self.below, self.below))
        )
        a, b = self.top, self.bottom
        square, line, rest = b * b - sbb, a * b - sab, a * a - saa
        if square <= 0:
            return None
        root = math.sqrt(max(0.0, line * line - square * rest))
        return (line - root) / square, (line + root) / square

    @property
    def _excess(self) -> float:
        """How many times more than by chance and blur the sites differ; never less than once."""
        pulls = self.above - self.value * self.below
        alone = _chance(self.table.cells, pulls, pulls)
        return max(1.0, _between(self.table.rows @ pulls, self.table.sites) / alone) if alone > 0 else 1.0

    def minus(self, other: "Ratio", *, same_records: bool) -> Share | None:
        """Return the difference to another group's share at the same sites, None where either says nothing.

        `same_records`: both are told from the same cells, so what chance does to one it does to the other.
        """
        if self.share() is None or other.share() is None:
            return None
        mine, theirs = self._pulls(), other._pulls()  # noqa: SLF001 - its own kind
        if same_records:
            alone = _chance(self.table.cells, mine - theirs, mine - theirs)
        else:
            alone = _chance(self.table.cells, mine, mine) + _chance(other.table.cells, theirs, theirs)
        sites = int(np.count_nonzero(self.table.filled | other.table.filled))
        between = _between(self.table.rows @ mine - other.table.rows @ theirs, sites)
        spread = student(sites - 1) * math.sqrt(max(alone, between, 0.0))
        middle = self.value - other.value
        return Share(middle, max(-1.0, middle - spread), min(1.0, middle + spread))

    def _pulls(self) -> Array:
        """Return how much one more record in each cell moves the share."""
        return np.asarray((self.above - self.value * self.below) / self.bottom)


def _chance(cells: Array, one: Array, two: Array) -> float:
    """Return the covariance of two weighted sums of multinomial counts."""
    return float((one * two) @ cells - (one @ cells) * (two @ cells) / cells.sum())


def _between(pulls: Array, sites: int) -> float:
    """Return the variance of a sum over sites from how its parts differ; sites without records have none."""
    return float((pulls @ pulls - pulls.sum() ** 2 / sites) * sites / (sites - 1))


def rounded(count: float, to: int = 5) -> int:
    """Return a count rounded to the nearest five, never below none."""
    return max(0, to * round(count / to))


def together(weights: Sequence[Array]) -> Array:
    """Return the weights of cells in several directions, in the order in which an array of them is read out."""
    made = np.ones(1)
    for one in weights:
        made = np.outer(made, one).ravel()
    return made
