"""Cells that hold several things: sectors, languages, days and times; it knows the vocabularies and no person."""

import re
from collections.abc import Iterable
from functools import lru_cache

from desktop.i18n import _, language
from desktop.models.vocabulary import edition, fold, vocabulary
from desktop.roster.reading import Fault
from desktop.roster.values import is_blank

_NONE = frozenset({"", "none", "no", "nothing", "noneatpresent", "nolanguages", "noother"})
_STRONG = re.compile(r"\s*[;|\n•·]\s*")
_WEAK = re.compile(r"\s*[,/+]\s*|\s+(?:&|and|a|ac)\s+", re.I)
DAYS = ("mon", "tue", "wed", "thu", "fri")
PARTS = ("am", "pm", "eve")
_DAY_WORD = re.compile(
    r"\b(?:(mon|llun)|(tue|maw|mawrth)|(wed|mer|mercher)|(thu|iau)|(fri|gwe|gwener))"
    r"(?:day|s|sday|nesday|rs|rsday|r|urday)?s?\b",
    re.I,
)
_PART_WORDS = (
    ("am", re.compile(r"\bam\b|a\.m\.|morning|\bbore\b|before school|period [12]\b|\bp[12]\b", re.I)),
    ("pm", re.compile(r"\bpm\b|p\.m\.|afternoon|lunch|prynhawn|period [3456]\b|\bp[3456]\b", re.I)),
    ("eve", re.compile(r"\beve|evening|after school|after ?hours|twilight|\bnos\b|after work", re.I)),
)
_EVERY = re.compile(
    r"\b(any|all|every|each|flexible|weekdays?|whenever|always)\b|mon\w*\s*(?:-|–|to|until)\s*fri", re.I
)
_RANGE = re.compile(r"\s*(?:-|–|\bto\b|\buntil\b)\s*", re.I)


def pieces(text: str, words: str) -> tuple[str, ...]:
    """Return the things in a list cell. What the vocabulary knows whole ('Hair and beauty') isn't cut further."""
    return _pieces(text, words, edition())


@lru_cache(maxsize=8_192)
def _pieces(text: str, words: str, _edition: int) -> tuple[str, ...]:
    known = vocabulary(words)
    found: list[str] = []
    for piece in [] if is_blank(text) else _STRONG.split(text.strip()):
        found += [piece] if known.code(piece) else _cut(piece, words)
    return tuple(dict.fromkeys(piece for piece in found if not is_blank(piece) and fold(piece) not in _NONE))


def _cut(piece: str, words: str) -> list[str]:
    known = vocabulary(words)
    commas = re.split(r"\s*[,/]\s*", piece)
    return [part for comma in commas for part in ([comma] if known.code(comma) else _by_and(comma, words))]


def _by_and(piece: str, words: str) -> list[str]:
    """Cut at '&' and 'and' only where a part is a known word, so that a school's own 'Arts & crafts' stays whole."""
    parts = re.split(r"\s*[&+]\s*|\s+(?:and|a|ac)\s+", piece, flags=re.I)
    return parts if any(vocabulary(words).code(part) for part in parts) else [piece]


def read_words(text: str, words: str) -> tuple[tuple[str, ...], Fault | None]:
    """Return the codes of a list cell; what the vocabulary lacks is kept as written, with a warning."""
    known = vocabulary(words)
    found = pieces(text, words)
    strange = [piece for piece in found if known.code(piece) is None]
    codes = tuple(dict.fromkeys(known.code(piece) or piece[:60] for piece in found))
    if not strange:
        return codes, None
    return codes, Fault(
        f"unknown_{words}",
        _("Not in the list of {words}: {what}. It is kept as written.").format(
            words=words, what=", ".join(strange)[:80]
        ),
        _("Choose the nearest from the list if it should count in matching."),
    )


def renamed(texts: Iterable[str], words: str) -> dict[str, str]:
    """Return what cells call by another word than the vocabulary's own: as written, and the word it is kept under."""
    known = vocabulary(words)
    found: dict[str, str] = {}
    for text in texts:
        for piece in pieces(text, words):
            code = known.code(piece)
            if code is not None and fold(piece) not in (fold(code), fold(known.label(code))):
                found.setdefault(piece, known.label(code))
    return found


def read_days(text: str) -> tuple[tuple[str, ...], Fault | None]:
    """Return the days a cell names, in its order."""
    days = [DAYS[found.lastindex - 1] for found in _DAY_WORD.finditer(text) if found.lastindex]
    if (not days or len(days) == 2) and _EVERY.search(text):
        return DAYS, None
    if len(days) == 2 and _RANGE.search(text):
        return DAYS[DAYS.index(days[0]) : DAYS.index(days[1]) + 1], None
    if days:
        return tuple(dict.fromkeys(days)), None
    return (), Fault(
        "unread", _("“{text}” names no day of the week.").format(text=text[:40]), _("Write days such as Mon; Thu.")
    )


def read_slots(text: str) -> tuple[tuple[str, ...], Fault | None]:
    """Return a cell's times as slot codes; a day without a time means all of it, a time without a day every day."""
    return _read_slots(text, edition(), language())


@lru_cache(maxsize=8_192)
def _read_slots(text: str, _edition: int, _language: str) -> tuple[tuple[str, ...], Fault | None]:
    slots: list[str] = []
    for piece in re.split(r"[;,|\n/]|\s(?:and|&)\s", text):
        code = vocabulary("slots").code(piece)
        if code:
            slots.append(code)
            continue
        parts = tuple(part for part, pattern in _PART_WORDS if pattern.search(piece)) or PARTS
        days, _fault = read_days(piece)
        if not days and parts != PARTS:
            days = DAYS
        slots += [f"{day}-{part}" for day in days for part in parts]
    if slots:
        return tuple(dict.fromkeys(slots)), None
    return (), Fault(
        "unread", _("“{text}” names no day or time.").format(text=text[:40]), _("Write days such as Mon; Thu pm.")
    )


def split_code(slot: str) -> tuple[str, str]:
    """Return a slot's day and part."""
    day, _dash, part = slot.partition("-")
    return day, part
