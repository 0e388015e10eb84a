"""The texts families read, by language: content packs with a version, and a note whether a person has checked them.

A school's own file of the same shape takes the place of the shipped one; nothing here draws.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from desktop.documents.typeset import Setting, apart
from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.record import Record
from desktop.paths import resource

SOURCE = "en"
_REQUIRED = ("words", "consent")
_PLACE = re.compile(r"\{(\w*)\}")
_MAX_BYTES = 512 * 1024

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
        if not self.translated_from:
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
        return self.date_form.format(day=when.day, month=self.months[when.month - 1], year=when.year)


@cache
def catalogue(language: str) -> Catalogue:
    """Return a shipped catalogue. Raises KeyError where the language has none."""
    if language not in shipped():
        raise KeyError(language)
    return _parsed(resource(f"forms/{language}.toml").read_bytes())


@cache
def shipped() -> tuple[str, ...]:
    """Return the languages that have a shipped catalogue, English first."""
    found = sorted(path.stem for path in resource("forms").glob("*.toml"))
    return tuple(sorted(found, key=lambda language: language != SOURCE))


def read_catalogue(path: Path) -> Catalogue:
    """Return a school's own catalogue from a TOML file.

    Raises DocumentTrouble where the file can't be read, lacks a text of the English one, or names an unknown fact.
    """
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise DocumentTrouble(_("The file of form texts can't be read."), _("Choose the file again.")) from trouble
    if len(data) > _MAX_BYTES:
        raise DocumentTrouble(_("This file is too large to be form texts."), _("Choose a file made from en.toml."))
    try:
        found = _parsed(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
        raise DocumentTrouble(
            _("The file of form texts isn't in the right shape."), _("Start from a copy of en.toml and change words.")
        ) from trouble
    compared(found)
    return found


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


def _parsed(data: bytes) -> Catalogue:
    tables = tomllib.loads(data.decode("utf-8-sig"))
    about = tables.pop("catalogue")
    try:
        return Catalogue(**about, texts=_flat(tables))
    except ValidationError as trouble:
        raise ValueError("catalogue") from trouble


def _flat(tables: dict[str, Any], prefix: str = "") -> Texts:
    flat: Texts = {}
    for name, value in tables.items():
        key = f"{prefix}{name}"
        flat.update(_flat(value, f"{key}.") if isinstance(value, dict) else {key: _text(value)})
    return flat


def _text(value: object) -> str | tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    if isinstance(value, str):
        return value
    raise TypeError(value)


def compared(own: Catalogue) -> None:
    """Raise DocumentTrouble where a catalogue lacks a text of the English one, or asks for a fact it doesn't have."""
    source = catalogue(SOURCE)
    for key in source.texts:
        section = key.split(".")[0]
        if key not in own.texts and (section in _REQUIRED or own.has(section)):
            raise DocumentTrouble(
                _("The form text “{key}” is missing.").format(key=key), _("Copy it from en.toml and put it in words.")
            )
    for key in own.texts:
        known = _places(source, key)
        strange = _places(own, key) - known
        if strange:
            raise DocumentTrouble(
                _("The form text “{key}” asks for “{fact}”.").format(key=key, fact=sorted(strange)[0]),
                _("Use only words in braces that the same text of en.toml has."),
            )


def _places(where: Catalogue, key: str) -> set[str]:
    found = where.texts.get(key, "")
    return set(_PLACE.findall(found if isinstance(found, str) else " ".join(found)))


def _filled(text: str, facts: Mapping[str, str], *, rtl: bool) -> str:
    return _PLACE.sub(lambda place: apart(facts.get(place.group(1), place.group(0)), rtl=rtl), text)
