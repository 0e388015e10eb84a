"""The texts families read, by language: content packs with a version, and a note whether a person has checked them.

A school's own texts take the place of the shipped ones; how they are read and looked over is another module's.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import Field

from desktop.documents.directions import apart
from desktop.documents.typeset import Setting
from desktop.models.record import Record
from desktop.paths import resource

SOURCE = "en"
PLACE = re.compile(r"\{(\w*)\}")  # where a fact is filled in

Texts = dict[str, str | tuple[str, ...]]


class Catalogue(Record):
    """One language's texts by dotted key, such as `consent.title`, and what is known about the translation."""

    language: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    name: str
    english_name: str
    version: str
    rtl: bool = False
    leading: float = Field(default=1.38, ge=1.1, le=2.6)
    translated_from: str = ""
    checked_by: str = ""
    checked_on: str = ""
    draft_note: str = ""
    date_form: str = "{day} {month} {year}"
    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    texts: Texts

    @property
    def draft(self) -> bool:
        """Whether this is a translation that no person has checked, or one of an older English text."""
        if self.language.split("-")[0] == SOURCE:
            return False
        return not self.checked_by or self.translated_from != catalogue(SOURCE).version

    @property
    def setting(self) -> Setting:
        """How this language is set on paper."""
        return Setting(self.language, rtl=self.rtl, leading=self.leading)

    def has(self, section: str) -> bool:
        """Return whether a paper's texts are in this language."""
        return any(key.startswith(f"{section}.") for key in self.texts)

    def text(self, key: str, facts: Mapping[str, str] | None = None) -> str:
        """Return one text with its facts filled in; a fact's own braces stay as they are."""
        found = self.texts[key]
        whole = found if isinstance(found, str) else " ".join(found)
        return _filled(whole, facts or {}, rtl=self.rtl)

    def all(self, key: str, facts: Mapping[str, str] | None = None) -> list[str]:
        """Return a text of several paragraphs."""
        found = self.texts[key]
        parts = (found,) if isinstance(found, str) else found
        return [_filled(part, facts or {}, rtl=self.rtl) for part in parts]

    def day(self, when: date | None) -> str:
        """Return a date in words of this language, nothing where there is none."""
        if when is None:
            return ""
        parts = {"day": str(when.day), "month": self.months[when.month - 1], "year": str(when.year)}
        return PLACE.sub(lambda place: parts.get(place.group(1), place.group(0)), self.date_form)


@cache
def catalogue(language: str) -> Catalogue:
    """Return a shipped catalogue. Raises KeyError where the language has none."""
    if language not in shipped():
        raise KeyError(language)
    return parsed(resource(f"forms/{language}.toml").read_bytes())


@cache
def shipped() -> tuple[str, ...]:
    """Return the languages that have a shipped catalogue, English first."""
    found = sorted(path.stem for path in resource("forms").glob("*.toml"))
    return tuple(sorted(found, key=lambda language: language != SOURCE))


def choose(language: str, own: Iterable[Catalogue], section: str) -> Catalogue | None:
    """Return the school's own texts in a language, else the shipped ones, None where a paper has none in it.

    A variety of a language, such as `pt-BR`, makes do with the language.
    """
    plain = language.split("-")[0]
    candidates = [*own, *(catalogue(name) for name in (language, plain) if name in shipped())]
    for wanted in (language, plain):
        for candidate in candidates:
            if candidate.language == wanted and candidate.has(section):
                return candidate
    return None


def parsed(data: bytes) -> Catalogue:
    """Return a catalogue from the bytes of a TOML file. Raises KeyError, TypeError or ValueError for another shape."""
    tables = tomllib.loads(data.decode("utf-8-sig"))
    about = tables.pop("catalogue")
    return Catalogue(**about, texts=_flat(tables))


def _flat(tables: dict[str, Any], prefix: str = "") -> Texts:
    flat: Texts = {}
    for name, value in tables.items():
        key = f"{prefix}{name}"
        flat.update(_flat(value, f"{key}.") if isinstance(value, dict) else {key: _text(key, value)})
    return flat


def _text(key: str, value: object) -> str | tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    if isinstance(value, str):
        return value
    raise TypeError(key)


def _filled(text: str, facts: Mapping[str, str], *, rtl: bool) -> str:
    return PLACE.sub(lambda place: apart(facts.get(place.group(1), place.group(0)), rtl=rtl), text)
