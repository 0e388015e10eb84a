"""Text into lines, in any of the school's scripts and both directions; it draws nothing and knows no page.

All widths are in em, so that a text is shaped once and printed at any size. The order of work follows UAX #9: levels
for the whole paragraph, faces by what they cover, breaks in reading order, and each line put into visual order last.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from desktop.documents import fonts
from desktop.documents.directions import PHONE, placed_in

# Where a line may break: at spaces, and after hyphens, dashes and slashes; not within a phone number.
_WORDS = re.compile(PHONE.pattern + r"[^\s]*|\s+|[^\s\-\u2013/]*[\-\u2013/]+|[^\s\-\u2013/]+")


class Setting(NamedTuple):
    """How a paper is set: language, direction, Latin hand, extra space between letters and lines (em, factor)."""

    language: str = "en"
    rtl: bool = False
    kind: str = "plain"
    tracking: float = 0.0
    leading: float = 1.36


def clearer(setting: Setting) -> Setting:
    """Return a dyslexia-friendly setting: a hand whose letters can't be taken for one another, and more space."""
    return setting._replace(kind="clear", tracking=0.03, leading=setting.leading * 1.14)


class Piece(NamedTuple):
    """A stretch of one word in one face and direction; `glyphs` where it had to be shaped. Lengths in em."""

    text: str
    face: str
    level: int
    width: float
    above: float
    below: float
    glyphs: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line in visual order: what to show in which face; its width and its reach above and below, in em."""

    pieces: tuple[Piece, ...]
    width: float
    above: float
    below: float


@lru_cache(maxsize=16384)
def lines(text: str, setting: Setting, width: float, *, bold: bool = False) -> tuple[Line, ...]:
    """Break a text into lines no wider than `width` em. A word that is wider alone is broken between letters."""
    rows: list[list[Piece]] = [[]]
    used = 0.0
    for word in _words(text, setting, bold=bold):
        wide = sum(piece.width for piece in word)
        if used + wide > width and not word[0].text.isspace():
            if rows[-1]:
                rows.append([])
                used = 0.0
            for part in _parts(word, setting, width):
                taken = sum(piece.width for piece in part)
                if rows[-1] and used + taken > width:
                    rows.append([])
                    used = 0.0
                rows[-1].extend(part)
                used += taken
        else:
            rows[-1].extend(word)
            used += wide
    return tuple(_line(row, setting) for row in rows)


@lru_cache(maxsize=16384)
def fitted(
    text: str, setting: Setting, box: tuple[float, float], size: float, *, bold: bool = False
) -> tuple[float, tuple[Line, ...]]:
    """Return the size and the lines with which a text fills no more than `box` (width and height in points).

    First it shrinks on one line to three quarters, then it takes more lines, then it shrinks as far as it must;
    a word is broken between letters only where it would be set below six tenths of its size. Nothing is ever cut.
    """
    width, height = box
    longest = max((sum(piece.width for piece in word) for word in _words(text, setting, bold=bold)), default=0.0)
    single = lines(text, setting, float("inf"), bold=bold)
    on_one_line = min(size, width / max(single[0].width, 0.01), height / (single[0].above + single[0].below))
    if on_one_line >= 0.75 * size:
        return on_one_line, single
    smaller = size
    while True:
        rows = lines(text, setting, width / smaller, bold=bold)
        if smaller <= on_one_line:
            return on_one_line, single
        whole = smaller * longest <= width or smaller < 0.6 * size
        if whole and smaller * height_of(rows) <= height and smaller * max(row.width for row in rows) <= width + 0.01:
            return smaller, rows
        smaller *= 0.94


def height_of(rows: tuple[Line, ...]) -> float:
    """Return the height of lines set as tightly as their ink allows, in em."""
    return sum(row.above + row.below for row in rows)


def width_of(text: str, setting: Setting, *, bold: bool = False) -> float:
    """Return the width of a text on one line, in em."""
    return sum(piece.width for word in _words(text, setting, bold=bold) for piece in word)


@lru_cache(maxsize=16384)
def _words(text: str, setting: Setting, *, bold: bool) -> tuple[tuple[Piece, ...], ...]:
    names = fonts.family(setting.kind, setting.language, bold=bold)
    marked = fonts.printable(text, setting.kind, setting.language)
    if not setting.rtl and marked.isascii():
        return tuple((_piece(word, names[0], 0, setting),) for word in _WORDS.findall(marked))
    placed = list(placed_in(marked, int(setting.rtl)))
    cleaned, levels = "".join(character for character, _level in placed), [level for _character, level in placed]
    faces = _faces(cleaned, names)
    words = []
    for found in _WORDS.finditer(cleaned):
        places = range(*found.span())
        runs = groupby(places, key=lambda place: (faces[place], levels[place]))
        words.append(
            tuple(_piece("".join(cleaned[place] for place in run), name, level, setting) for (name, level), run in runs)
        )
    return tuple(words)


def _faces(text: str, names: tuple[str, ...]) -> list[str]:
    """Return the face of each character; a space stays in the face of the letter before it."""
    faces: list[str] = []
    for cluster in fonts.clusters(text):
        found = fonts.face_of(cluster, names) or names[0]
        if cluster.isspace() and faces and cluster in fonts.face(faces[-1]).covers:
            found = faces[-1]
        faces.extend([found] * len(cluster))
    return faces


@lru_cache(maxsize=16384)
def _piece(text: str, name: str, level: int, setting: Setting) -> Piece:
    if level % 2 == 0 and fonts.simple(text):
        chosen = fonts.face(name)
        advance = chosen.font.stringWidth(text, 1) + len(text) * setting.tracking
        return Piece(text, name, level, advance, chosen.ascent, chosen.descent)
    glyphs = fonts.shape(text, name, setting.language, backwards=level % 2 == 1)
    return Piece(text, name, level, glyphs.advance, glyphs.above, glyphs.below, glyphs.shown)


def _parts(word: tuple[Piece, ...], setting: Setting, width: float) -> list[tuple[Piece, ...]]:
    """Return a word whole where it fits a line, else letter by letter."""
    if sum(piece.width for piece in word) <= width:
        return [word]
    return [
        (_piece(cluster, piece.face, piece.level, setting),) for piece in word for cluster in fonts.clusters(piece.text)
    ]


def _line(row: list[Piece], setting: Setting) -> Line:
    while row and row[-1].text.isspace():
        row.pop()
    merged = [
        _joined(list(run), setting)
        for _key, run in groupby(row, key=lambda piece: (piece.face, piece.level, piece.glyphs is None or id(piece)))
    ]
    above = max((piece.above for piece in merged), default=1.0)
    below = max((piece.below for piece in merged), default=0.3)
    return Line(tuple(_visual(merged)), sum(piece.width for piece in merged), above, below)


def _joined(run: list[Piece], setting: Setting) -> Piece:
    first = run[0]
    if len(run) == 1:
        return first
    return _piece("".join(piece.text for piece in run), first.face, first.level, setting)


def _visual(pieces: list[Piece]) -> list[Piece]:
    """Reverse runs level by level from the highest down to 1 (UAX #9, rule L2)."""
    ordered = list(pieces)
    for level in range(max((piece.level for piece in ordered), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = end + 1
    return ordered
