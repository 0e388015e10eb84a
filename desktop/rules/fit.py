"""Fit: a pair's points told out of 100 under the weights in force; it judges nobody and knows no pair.

100 is a pair that shares two interests and two free times, meets near school as wished for, has been through the same
and comes from different backgrounds. What only some pairs can have is left out of the scale.
"""

from collections.abc import Mapping

from desktop.rules.compatibility import ACROSS, criteria

_FULL = {"sectors": 2, "availability": 2, "distance": 20, "modality": 1, "experiences": 1, **dict.fromkeys(ACROSS, 1)}


def full(weights: Mapping[str, int]) -> int:
    """Return the points of fit 100 under some weights; at least 1."""
    return max(1, sum(criteria()[code].points(weights[code], units) for code, units in _FULL.items()))


def fit(score: float, weights: Mapping[str, int]) -> int:
    """Return points out of 100."""
    return max(0, min(100, round(100 * score / full(weights))))
