"""Why this pair, why not that one, and what would help those who wait: words from the mathematics of a matching.

It reads the workings of one matching and changes nothing.
"""

from desktop.explain.others import instead, without
from desktop.explain.pairs import candidates, swaps, why_pair
from desktop.explain.waiting import why_all_wait, why_unmatched
from desktop.explain.wanted import recruits, scarcity, wanted

__all__ = [
    "candidates",
    "instead",
    "recruits",
    "scarcity",
    "swaps",
    "wanted",
    "why_all_wait",
    "why_pair",
    "why_unmatched",
    "without",
]
