"""Unbiased shares with 95 % intervals from blurred counts; it knows arithmetic and no school.

A fact with chance p of the true value and q of each other one turns a true share t into an expected observed share
q + t (p - q); so (observed - q) / (p - q) is right on average (Warner 1965). Where the group itself is told by a
blurred fact, such as the sessions band, the counts of both facts are unblurred together and the share is a ratio of
two such sums.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from headoffice.promise import Fact

Z = 1.959964  # 95 % of a normal distribution lies within this many standard deviations

Cells = Mapping[tuple[str, str], int]  # observed counts by (value of the grouping fact, value of the fact)


@dataclass(frozen=True)
class Share:
    """An estimate between two ends that hold the truth 95 times of 100; all between -1 and 1."""

    value: float
    low: float
    high: float


def share(count: int, of: int, fact: Fact) -> Share:
    """Return the share of one value of a blurred fact, from how often it was told.

    Wilson's interval of the observed share, carried over to the true one; it keeps its promise in small groups too.
    """
    observed = count / of
    middle = (observed + Z * Z / (2 * of)) / (1 + Z * Z / of)
    spread = Z / (1 + Z * Z / of) * math.sqrt(observed * (1 - observed) / of + (Z / (2 * of)) ** 2)
    true = [_unblur(one, fact) for one in (observed, middle - spread, middle + spread)]
    return Share(*(min(1.0, max(0.0, one)) for one in true))


def _unblur(observed: float, fact: Fact) -> float:
    return (observed - fact.lie) / (fact.truth - fact.lie)


def standard_error(true: float, of: int, fact: Fact) -> float:
    """Return the standard error of a share, chance and blur together: what a planned number of records gives."""
    observed = fact.lie + true * (fact.truth - fact.lie)
    return math.sqrt(observed * (1 - observed) / of) / (fact.truth - fact.lie)


def true_count(counts: Mapping[str, int], value: str, fact: Fact) -> float:
    """Return how many records truly have a value, from how often each value was told."""
    total = sum(counts.values())
    return (counts.get(value, 0) - total * fact.lie) / (fact.truth - fact.lie)


@dataclass(frozen=True)
class Ratio:
    """A share within a blurred group: two weighted sums over the same observed cells."""

    cells: Cells
    above: Mapping[tuple[str, str], float]
    below: Mapping[tuple[str, str], float]

    @classmethod
    def within(cls, cells: Cells, group: str, value: str, facts: tuple[Fact, Fact]) -> "Ratio":
        """Return the share of `value` among records whose grouping fact truly is `group`."""
        grouping, fact = facts
        below = {cell: _weight(cell[0], group, grouping) for cell in cells}
        above = {cell: below[cell] * _weight(cell[1], value, fact) for cell in cells}
        return cls(cells, above, below)

    def share(self) -> Share | None:
        """Return the share with Fieller's interval, None where the group is too small to say anything."""
        a, b = self._sum(self.above), self._sum(self.below)
        saa, sab, sbb = (
            self._spread(*pair) for pair in ((self.above,) * 2, (self.above, self.below), (self.below,) * 2)
        )
        square, line, rest = b * b - Z * Z * sbb, a * b - Z * Z * sab, a * a - Z * Z * saa
        root = line * line - square * rest
        if b <= 0 or square <= 0 or root < 0:
            return None
        ends = (a / b, (line - math.sqrt(root)) / square, (line + math.sqrt(root)) / square)
        return Share(*(min(1.0, max(0.0, end)) for end in ends))

    def minus(self, other: "Ratio") -> Share | None:
        """Return the difference to another group's share of the same cells, None where either says nothing."""
        if self.share() is None or other.share() is None:
            return None
        one, two = (ratio._sum(ratio.above) / ratio._sum(ratio.below) for ratio in (self, other))  # noqa: SLF001 - its own kind
        pull = {cell: self._pull(cell, one) - other._pull(cell, two) for cell in self.cells}  # noqa: SLF001 - its own kind
        spread = Z * math.sqrt(max(0.0, self._spread(pull, pull)))
        return Share(one - two, max(-1.0, one - two - spread), min(1.0, one - two + spread))

    def _pull(self, cell: tuple[str, str], ratio: float) -> float:
        """Return how much one more record in a cell moves the ratio."""
        return (self.above[cell] - ratio * self.below[cell]) / self._sum(self.below)

    def _sum(self, weights: Mapping[tuple[str, str], float]) -> float:
        return sum(weights[cell] * count for cell, count in self.cells.items())

    def _spread(self, one: Mapping[tuple[str, str], float], two: Mapping[tuple[str, str], float]) -> float:
        """Return the covariance of two weighted sums of multinomial counts."""
        total = sum(self.cells.values())
        both = sum(one[cell] * two[cell] * count for cell, count in self.cells.items())
        return both - self._sum(one) * self._sum(two) / total if total else 0.0


def _weight(told: str, wanted: str, fact: Fact) -> float:
    return _unblur(1.0 if told == wanted else 0.0, fact)


def difference(one: Share, two: Share) -> Share:
    """Return the difference of two groups without a record in common, from their intervals (Newcombe's way)."""
    low = math.hypot(one.value - one.low, two.high - two.value)
    high = math.hypot(one.high - one.value, two.value - two.low)
    middle = one.value - two.value
    return Share(middle, max(-1.0, middle - low), min(1.0, middle + high))


def rounded(count: float, to: int = 5) -> int:
    """Return a count rounded to the nearest five, never below none."""
    return max(0, to * round(count / to))
