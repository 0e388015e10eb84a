"""One cell's text made safe and even: NFC, no controls, no bidi overrides, single spaces; what was odd is named."""

import html
import re
import unicodedata
from dataclasses import dataclass

from desktop.roster.limits import MAX_CELL_TEXT

# Invisible marks that reorder or hide text. ZWJ and ZWNJ stay: Bengali, Urdu and Persian names need them.
_HIDDEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"\s+")
_TWICE = re.compile(
    "[\u00c2-\u00cb\u00d0\u00d8\u00e0-\u00e2][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]"
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|amp|quot|apos|nbsp|lt|gt|[a-z]{3,6}|[A-Z][a-z]{3,6});")
_MARKUP = re.compile(r"<\s*[/!]?\s*[a-zA-Z-]")
_TEXT_FORMULA = re.compile(r'="([^"=]*)"')
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!"})


@dataclass(frozen=True, slots=True)
class Tidied:
    """Clean text and the oddities found: long, control, entity, twice, error, formula, markup."""

    text: str
    oddities: tuple[str, ...] = ()


def tidy(raw: str) -> Tidied:
    """Return a cell's text cleaned, with the names of what was odd about it. Nothing a person would read is lost."""
    if raw.isascii() and raw.isalnum() and len(raw) <= MAX_CELL_TEXT:
        return Tidied(raw)
    found: list[str] = []
    text = _cut(raw, found)
    text = _unescaped(text, found)
    text = _visible(text, found)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _mended(text, found))
    text = _SPACES.sub(" ", text).strip()
    text = _unwrapped(text, found)
    _name_dangers(text, found)
    return Tidied(text, tuple(found))


def unhidden(text: str) -> str:
    """Return a text without marks that reorder or hide letters, and without control characters; lines stay lines."""
    return _CONTROL.sub("", _HIDDEN.sub("", text))


def _cut(text: str, found: list[str]) -> str:
    if len(text) > MAX_CELL_TEXT:
        found.append("long")
    return text[:MAX_CELL_TEXT]


def _unescaped(text: str, found: list[str]) -> str:
    """Undo what web exports do to letters: `O&#39;Brien`."""
    if "&" not in text or not _ENTITY.search(text):
        return text
    found.append("entity")
    return html.unescape(text)


def _visible(text: str, found: list[str]) -> str:
    plain = unhidden(text)
    if plain != text:
        found.append("control")
    return plain


def _mended(text: str, found: list[str]) -> str:
    """Undo UTF-8 that was once read as cp1252 ('ZoÃ«'), where all of the cell can be undone."""
    if not _TWICE.search(text):
        return text
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
    found.append("twice")
    return mended


def _unwrapped(text: str, found: list[str]) -> str:
    """Take off what spreadsheets wrap around text: `="0041"`, the `'` that keeps a formula quiet, error values."""
    if text in _ERRORS:
        found.append("error")
        return ""
    whole = _TEXT_FORMULA.fullmatch(text)
    if whole:
        return whole[1].strip()
    quiet = text[:1] == "'" and (text[1:2] in ("=", "+", "-", "@") or text[1:2].isdigit())
    return text[1:] if quiet else text


def _name_dangers(text: str, found: list[str]) -> None:
    first = text[:1]
    if first in ("=", "@") or (first in ("+", "-") and any(map(str.isalpha, text))):
        found.append("formula")
    if "<" in text and _MARKUP.search(text):
        found.append("markup")
