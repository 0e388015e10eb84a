"""How the words of a cell stand in the room they have: in one line, else in smaller lines; it paints nothing."""

import re
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QFontMetricsF

from desktop.ui import theme
from desktop.ui.table.cells import Cell

SMALL = 13  # letters of a cell that takes more than one line
MOST = 3
_PIECE = re.compile(r"\S+?(?:-(?=\w)|\s+|$)")  # a word, or a part of one up to its hyphen


def weight_of(cell: Cell) -> int:
    """Return how strong a cell's first words are."""
    if cell.strong:
        return 600
    return 500 if cell.light and not cell.muted else 400


def small_metrics(cell: Cell) -> QFontMetricsF:
    """Return what measures a cell's first words where they take more than one line."""
    return theme.current().metrics(SMALL, weight_of(cell))


def lines_in(height: float) -> int:
    """Return how many small lines a row of some height has room for."""
    one = theme.current().metrics(SMALL).height()
    return max(1, min(MOST, int(height // one)))


def broken(metrics: QFontMetricsF, text: str, width: float, most: int) -> list[str]:
    """Return a text in lines no wider than asked, at most so many: what is over stands in the last one."""
    marks = _PIECE.findall(text)
    wide = [metrics.horizontalAdvance(one) for one in marks]
    starts = [0, *_starts(metrics, marks, wide, width)][:most]
    return ["".join(marks[first:last]).strip() for first, last in pairwise([*starts, len(marks)])]


def _starts(metrics: QFontMetricsF, marks: Sequence[str], wide: Sequence[float], width: float) -> list[int]:
    """Return at which pieces a new line begins, greedily."""
    found, used = [], 0.0
    for at, one in enumerate(wide):
        bare = one if not marks[at][-1:].isspace() else metrics.horizontalAdvance(marks[at].rstrip())
        if at and used + bare > width:
            found.append(at)
            used = 0.0
        used += one
    return found


def least_width(cell: Cell, most: int) -> float:
    """Return the least width at which none of a cell's words are cut, its light and bar left out."""
    metrics = small_metrics(cell)
    if cell.second:
        return max(metrics.horizontalAdvance(cell.text), theme.current().metrics(SMALL).horizontalAdvance(cell.second))
    low = max((metrics.horizontalAdvance(one.strip()) for one in _PIECE.findall(cell.text)), default=0.0)
    high = metrics.horizontalAdvance(cell.text)
    if most < 2:
        return high
    low = max(low, high / most)
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if fits(metrics, cell.text, middle, most) else (middle, high)
    return high


def fits(metrics: QFontMetricsF, text: str, width: float, most: int) -> bool:
    """Return whether a text stands whole in so many lines of a width."""
    return all(metrics.horizontalAdvance(one) <= width for one in broken(metrics, text, width, most))
