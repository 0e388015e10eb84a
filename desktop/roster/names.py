"""Splitting written names into parts: commas, particles, capitals, titles, names in brackets; it knows no row."""

import re
from dataclasses import dataclass

# Words that belong to the surname after them. 'bin' and 'ap' link to a father's name, which schools file as surname.
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "dos",
        "das",
        "du",
        "del",
        "della",
        "des",
        "la",
        "las",
        "le",
        "les",
        "los",
        "lo",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "te",
        "zu",
        "zum",
        "zur",
        "af",
        "av",
        "bin",
        "binti",
        "bint",
        "ibn",
        "ben",
        "abu",
        "al",
        "el",
        "ul",
        "ap",
        "ab",
        "ferch",
        "verch",
        "mac",
        "mc",
        "nic",
        "ni",
        "ní",
        "ó",
        "o'",
        "st",
        "st.",
        "san",
        "santa",
        "saint",
        "vander",
        "vande",
        "d'",
        "e",
        "y",
        "dal",
        "dalla",
        "degli",
        "den't",
        "'t",
        "op",
        "in't",
    ]
)
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "rev",
        "revd",
        "sir",
        "dame",
        "master",
        "mstr",
        "lady",
        "lord",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
    ]
)
_AKA = re.compile(
    r"\s*[(\[\"“‘]\s*(?:known as |pref(?:erred)?:? |aka )?([^()\[\]\"“”‘’]{1,60})[)\]\"”’]\s*|\s+(?:known as|aka)\s+(\S.*)$",  # noqa: E501
    re.I,
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in parts; `preferred` is a name in brackets."""

    forename: str
    surname: str
    preferred: str = ""


def split_name(text: str, *, surname_first: bool = False) -> NameParts:
    """Return the parts of a full name. 'Surname, Forename' is known by its comma, 'SMITH Ann' by its capitals."""
    text, preferred = _known_as(text)
    last, comma, first = text.partition(",")
    if comma and first.strip():
        return NameParts(_untitled(first.split()), " ".join(last.split()), preferred)
    words = text.replace(",", " ").split()
    if not words:
        return NameParts("", "", preferred)
    title_off = _untitled(words).split()
    if surname_first:
        return _surname_first(title_off, preferred)
    shouted = _shouted(title_off)
    if shouted:
        return NameParts(" ".join(title_off[shouted:]), " ".join(title_off[:shouted]), preferred)
    cut = _surname_start(title_off)
    return NameParts(" ".join(title_off[:cut]), " ".join(title_off[cut:]), preferred)


def without_title(text: str) -> str:
    """Return a full name without Mr, Mrs, Dr and the like."""
    return _untitled(text.split())


def _known_as(text: str) -> tuple[str, str]:
    found = _AKA.search(text)
    if not found:
        return text, ""
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
    return (rest, (found[1] or found[2]).strip()) if rest else (text, "")


def _untitled(words: list[str]) -> str:
    while len(words) > 1 and words[0].casefold() in _TITLES:
        words = words[1:]
    return " ".join(words)


def _surname_start(words: list[str]) -> int:
    """Return where the surname begins: the last word and the particles before it; a single word is a forename."""
    cut = max(len(words) - 1, 1)
    while cut > 1 and words[cut - 1].casefold() in _PARTICLES:
        cut -= 1
    return cut


def _surname_first(words: list[str], preferred: str) -> NameParts:
    cut = 1
    while cut < len(words) - 1 and words[cut - 1].casefold() in _PARTICLES:
        cut += 1
    return NameParts(" ".join(words[cut:]), " ".join(words[:cut]), preferred)


def _shouted(words: list[str]) -> int:
    """Return how many words at the start are capitals where the rest is not: a surname put first."""
    count = 0
    for word in words:
        if not (word.isupper() and len(word) > 1):
            break
        count += 1
    return count if 0 < count < len(words) and not words[count].isupper() else 0
