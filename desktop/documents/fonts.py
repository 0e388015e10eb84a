"""The faces papers are printed with, and which of them has which letter; it knows no layout."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from desktop.paths import resource

_PRIVATE = range(0xE000, 0xF900)
MISSING = "\ufffd"
APART, TOGETHER = "\u2068", "\u2069"  # around a stretch that runs in its own direction (UAX #9, FSI and PDI)
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file; lengths in em. `spare` are private-use codes it leaves free, one a glyph."""

    name: str
    font: Any
    covers: frozenset[str]
    ascent: float
    descent: float
    shaper: Any
    units: int
    spare: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A shaped word: ReportLab's string of glyphs in visual order, its advance, and its ink's reach, all in em."""

    shown: Any
    advance: float
    above: float
    below: float


@cache
def face(name: str) -> Face:
    """Return a face of `resources/fonts` by its file's stem, loaded once and registered with ReportLab."""
    font = TTFont(name, str(resource(f"fonts/{name}.ttf")))
    pdfmetrics.registerFont(font)
    known = frozenset(chr(code) for code in font.face.charToGlyph)
    return Face(
        name=name,
        font=font,
        covers=known - {MISSING},  # in a name it means that a letter was lost before
        ascent=font.face.ascent / 1000,
        descent=-font.face.descent / 1000,
        shaper=font.hbFont(10),
        units=font.hbFace.upem,
        spare=tuple(code for code in _PRIVATE if chr(code) not in known),
    )


@lru_cache(maxsize=64)
def family(kind: str, language: str, *, bold: bool) -> tuple[str, ...]:
    """Return the names of the faces to try in order: `plain` or `clear` Latin, then the other scripts.

    Urdu is set in Nastaliq, its own hand; other languages that use the Arabic script are set in Naskh.
    """
    weight = "Bold" if bold else "Regular"
    latin = ["Andika", "NotoSans"] if kind == "clear" else ["NotoSans"]
    arabic = "NotoNastaliqUrdu" if language == "ur" else "NotoNaskhArabic"
    return tuple(f"{name}-{weight}" for name in (*latin, arabic, "NotoSansBengali"))


def clusters(text: str) -> Iterator[str]:
    """Yield each letter with the marks and joiners that follow it."""
    start = 0
    for place, character in enumerate(text):
        if place > start and not _follows(character):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


@lru_cache(maxsize=8192)
def face_of(cluster: str, names: tuple[str, ...]) -> str | None:
    """Return the first face that has a letter and all its marks, None where none has."""
    letters = frozenset(character for character in cluster if character not in _JOINERS)
    return next((name for name in names if letters <= face(name).covers), None)


@lru_cache(maxsize=4096)
def missing(text: str, kind: str = "plain", language: str = "en") -> tuple[str, ...]:
    """Return the letters of a text that no face can print, each once, in order."""
    names = family(kind, language, bold=False)
    lacking = [cluster for cluster in clusters(clean(text)) if face_of(cluster, names) is None]
    return tuple(dict.fromkeys(lacking))


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Return a text fit for print: composed, each run of white space one space, no controls and no bidi overrides."""
    return _composed(text).replace(APART, "").replace(TOGETHER, "")


def printable(text: str, kind: str = "plain", language: str = "en") -> str:
    """Return a clean text with the mark for a missing letter in the place of each that no face has.

    What sets a stretch apart is kept.
    """
    cleaned = _composed(text)
    lacking = missing(cleaned, kind, language)
    if not lacking:
        return cleaned
    return "".join(MISSING if cluster in lacking else cluster for cluster in clusters(cleaned))


@lru_cache(maxsize=8192)
def shape(text: str, name: str, language: str, *, backwards: bool) -> Glyphs:
    """Shape one word in one face; `backwards` is right-to-left, which also mirrors brackets."""
    chosen = face(name)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if backwards else "ltr"
    buffer.language = language
    uharfbuzz.shape(chosen.shaper, buffer, {"kern": True, "liga": True})
    scale = 1000 / chosen.units
    shown, placed, tops, bottoms = [], [], [0], [0]
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        code = _code(chosen, info.codepoint, own=not backwards)
        offsets = (position.y_advance * scale, position.x_offset * scale, position.y_offset * scale)
        shown.append(chr(code))
        placed.append(ShapeData(info.cluster, position.x_advance * scale, *offsets, chosen.font.face.charWidths[code]))
        ink = chosen.shaper.get_glyph_extents(info.codepoint)
        tops.append(position.y_offset + ink.y_bearing)
        bottoms.append(position.y_offset + ink.y_bearing + ink.height)
    return Glyphs(
        shown=ShapedStr("".join(shown), shapeData=placed),
        advance=sum(place.x_advance for place in placed) / 1000,
        above=max(tops) / chosen.units,
        below=-min(bottoms) / chosen.units,
    )


@lru_cache(maxsize=8192)
def simple(text: str) -> bool:
    """Return whether a text prints letter by letter, as nearly all Latin text does."""
    return text.isascii() or all(_stands_alone(character) for character in text)


def _stands_alone(character: str) -> bool:
    return not unicodedata.category(character).startswith("M") and not "\u0590" <= character <= "\u1cff"


def _follows(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character).startswith("M")


def _composed(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text != text.strip() else text
    kept = (_kept(character) for character in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if category == "Cs" or (category == "Cf" and character not in (*_JOINERS, APART, TOGETHER)):
        return ""
    return character


def _code(chosen: Face, glyph: int, *, own: bool) -> int:
    """Return a character that stands for a glyph: its own, else a private one that depends on the glyph alone.

    ReportLab's own choice depends on what was shaped before, so that equal papers would differ in their bytes.
    Glyphs from right to left never stand for themselves: PDFium would turn a word round that is said in full.
    """
    table = chosen.font.face
    if own and (found := table.glyphToChar.get(glyph)):
        return int(found[0])
    code = chosen.spare[glyph]
    table.charToGlyph[code] = glyph
    table.glyphToChar.setdefault(glyph, [code])
    table.charWidths[code] = chosen.shaper.get_glyph_h_advance(glyph) * 1000 / chosen.units
    return code
