"""How search sees names: no case, no accents, no difference between Łukasz and lukasz; it knows no list."""

import unicodedata
from functools import lru_cache

# Letters that Unicode doesn't take apart but that people type without their stroke or hook.
_UNSTROKED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "’": "'", "‘": "'"}
)
_WITHIN = str.maketrans("", "", "'-‐‑")


def fold(text: str) -> str:
    """Return the text in lower case, without accents and invisible signs, with single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(
        letter for letter in apart if not unicodedata.combining(letter) and (letter.isprintable() or letter.isspace())
    )
    return " ".join(bare.translate(_UNSTROKED).split())


@lru_cache(maxsize=32_768)  # a list asks for the same names at each letter that is typed
def findable(text: str) -> str:
    """Return folded text in which O'Brien is also found as obrien, and Osei-Bonsu as oseibonsu."""
    folded = fold(text)
    closed = (word.translate(_WITHIN) for word in folded.split())
    return " ".join([folded, *(word for word, own in zip(closed, folded.split(), strict=True) if word and word != own)])


def is_found(text: str, name: str) -> bool:
    """Return whether each word of a text stands somewhere in a name, whatever its case, accents and apostrophes."""
    words = fold(text).split()
    return all(word in findable(name) for word in words)


def begins(text: str, name: str) -> bool:
    """Return whether each word of a text begins a word of a name."""
    inside = f" {findable(name)}"
    return all(f" {word}" in inside for word in fold(text).split())
