"""How the words of a cell stand in the room they have: in one line, else in smaller lines; it paints nothing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf

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
    if most > 1 and _wide_in_two(cell) <= width:
        return [(cell.text, weight), (cell.second, 400)]
    return [(one, weight) for one in _pieces_of(cell).lines(width, most)]


def least_width(cell: Cell, most: int) -> float:
    """Return about the least width at which none of a cell's words are cut, its light and bar left out."""
    pieces = _pieces_of(cell)
    low, high = 0.0, pieces.widest(inf, 1)
    if most > 1:
        high = min(high, _wide_in_two(cell))
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if pieces.widest(middle, most) <= middle else (middle, high)
    return high


def fits(cell: Cell, width: float, most: int) -> bool:
    """Return whether a cell's words stand whole in so many small lines of a width."""
    return (most > 1 and _wide_in_two(cell) <= width) or _pieces_of(cell).widest(width, most) <= width


@dataclass(frozen=True)
class _Pieces:
    """A text in pieces between which a line may end; each is wider than it is bare by the space after it."""

    texts: tuple[str, ...]
    wide: tuple[float, ...]
    bare: tuple[float, ...]

    def lines(self, width: float, most: int) -> list[str]:
        """Return it in lines no wider than asked, at most so many: what is over stands in the last one."""
        return ["".join(self.texts[first:last]).strip() for first, last in self._spans(width, most)]

    def widest(self, width: float, most: int) -> float:
        """Return how wide the widest of these lines is."""
        spans = self._spans(width, most)
        return max((sum(self.wide[first : last - 1]) + self.bare[last - 1] for first, last in spans), default=0.0)

    def _spans(self, width: float, most: int) -> list[tuple[int, int]]:
        """Return the first piece of each line and the one after its last, greedily."""
        starts, used = [0], 0.0
        for at, one in enumerate(self.wide):
            if at and used + self.bare[at] > width:
                starts.append(at)
                used = 0.0
            used += one
        return list(pairwise([*starts[:most], len(self.texts)])) if self.texts else []


def _pieces_of(cell: Cell) -> _Pieces:
    return _pieces(f"{cell.text} {cell.second}".strip(), weight_of(cell), theme.current().scale)


@lru_cache(maxsize=4096)
def _pieces(text: str, weight: int, _scale: float) -> _Pieces:
    """Measure a text's pieces at a size of text; most of what a list says it says again at each width that is tried."""
    metrics, texts = theme.current().metrics(SMALL, weight), _PIECE.findall(text)
    wide, bare = (tuple(map(metrics.horizontalAdvance, each)) for each in (texts, [one.rstrip() for one in texts]))
    return _Pieces(tuple(texts), wide, bare)


def _wide_in_two(cell: Cell) -> float:
    """Return how wide the two parts of a name are beneath each other; endlessly where there is one part."""
    if not cell.second:
        return inf
    return max(_wide(cell.text, weight_of(cell), theme.current().scale), _wide(cell.second, 400, theme.current().scale))


@lru_cache(maxsize=4096)
def _wide(text: str, weight: int, _scale: float) -> float:
    return theme.current().metrics(SMALL, weight).horizontalAdvance(text)
