"""How the words of a cell stand in the room they have: in one line, else in smaller lines; it paints nothing."""

import re
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QFontMetricsF

from desktop.ui import theme
from desktop.ui.table.cells import Cell

SMALL = 13  # letters of a cell that takes more than one line
MOST = 3
PITCH = 1.25  # from line to line, in letters: closer than running text, since a row holds few lines
_PIECE = re.compile(r"\S{1,20}?(?:-(?=\w)|\s+|$)|\S{20}")  # a word, a part up to its hyphen, or of no word anybody has
Line = tuple[str, int]  # what stands in a small line, and how strong


def weight_of(cell: Cell) -> int:
    """Return how strong a cell's first words are."""
    if cell.strong:
        return 600
    return 500 if cell.light and not cell.muted else 400


def pitch() -> float:
    """Return how far one small line is from the next."""
    return theme.current().px(SMALL) * PITCH


def lines_in(height: float) -> int:
    """Return how many small lines a row of some height has room for."""
    return max(1, min(MOST, int(height // pitch())))


def small_lines(cell: Cell, width: float, most: int) -> list[Line]:
    """Return a cell's words in small lines no wider than asked, at most so many; what is over stands in the last.

    A surname has a line of its own where both parts of the name fit so, else the name runs on as one.
    """
    weight = weight_of(cell)
    if cell.second and most > 1:
        parts = [(cell.text, weight), (cell.second, 400)]
        if _widest(parts) <= width:
            return parts
    return [(one, weight) for one in broken(_small(weight), f"{cell.text} {cell.second}".strip(), width, most)]


def broken(metrics: QFontMetricsF, text: str, width: float, most: int) -> list[str]:
    """Return a text in lines no wider than asked, at most so many: what is over stands in the last one."""
    marks = _PIECE.findall(text)
    wide = [metrics.horizontalAdvance(one) for one in marks]
    bare = [metrics.horizontalAdvance(one.rstrip()) for one in marks]
    starts = [0, *_starts(wide, bare, width)][:most]
    return ["".join(marks[first:last]).strip() for first, last in pairwise([*starts, len(marks)])]


def _starts(wide: Sequence[float], bare: Sequence[float], width: float) -> list[int]:
    """Return at which pieces a new line begins, greedily; a piece is wider than it is bare by the space after it."""
    found, used = [], 0.0
    for at, one in enumerate(wide):
        if at and used + bare[at] > width:
            found.append(at)
            used = 0.0
        used += one
    return found


def least_width(cell: Cell, most: int) -> float:
    """Return about the least width at which none of a cell's words are cut, its light and bar left out."""
    low, high = 0.0, _widest([(f"{cell.text} {cell.second}", weight_of(cell))])
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if fits(cell, middle, most) else (middle, high)
    return high


def fits(cell: Cell, width: float, most: int) -> bool:
    """Return whether a cell's words stand whole in so many small lines of a width."""
    return _widest(small_lines(cell, width, most)) <= width


def _widest(lines: Sequence[Line]) -> float:
    return max((_small(weight).horizontalAdvance(text) for text, weight in lines), default=0.0)


def _small(weight: int) -> QFontMetricsF:
    return theme.current().metrics(SMALL, weight)
