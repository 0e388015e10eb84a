"""The library of headings, as data in `resources/aliases/`: which heading means which field, and how surely."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any

from desktop.i18n import _, pgettext
from desktop.models.vocabulary import vocabulary
from desktop.paths import resource
from desktop.roster.contact_headings import contact_label
from desktop.roster.reading import Kind

_SLOT_HEADING = re.compile(
    r"(?:availab\w* |free )?(mon|tue|wed|thu|fri)[a-z]*(?: (am|pm|eve|morning|afternoon|evening))?"
)
_PART_OF_DAY = {"morning": "am", "afternoon": "pm", "evening": "eve"}
MAX_HEADING = 200


class Strength(IntEnum):
    """How surely a heading means its field; a stronger one wins a field that two columns claim."""

    CONTENT = 0
    SPELLING = 1
    PHRASE = 2
    WEAK = 3
    TRIMMED = 4
    ALIAS = 5
    TOLD = 6


@dataclass(frozen=True, slots=True)
class Field:
    """One thing the programme keeps about a person, with the ways schools head it."""

    name: str
    label: str
    content: str
    many: bool = False
    otherwise: str = ""
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A heading's meaning: a field (empty: known and not needed), how surely, and the alias that spoke for it."""

    field: str
    strength: Strength
    alias: str
    rank: int = 0


def words_of(heading: str) -> tuple[str, ...]:
    """Return a heading's words, lower case without accents: 'PARENT_1_NAME', 'FirstName' and 'D.O.B.' come apart."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", heading[:MAX_HEADING])
    plain = unicodedata.normalize("NFKD", spaced)
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark)).casefold()
    plain = re.sub(r"[’'`]s\b", "s", plain).replace("%", " percent ").replace("#", " number ")
    return tuple(re.findall(r"[^\W_]+", plain))


def key_of(heading: str) -> str:
    """Return what two spellings of one heading share."""
    return "".join(words_of(heading))


class Library:
    """The headings known for one kind of people."""

    def __init__(self, kind: Kind) -> None:
        """Read a library from the shipped data."""
        data = tomllib.loads(resource(f"aliases/{kind}.toml").read_text("utf-8"))
        self.kind = kind
        self.fields = {entry["name"]: _field(entry) for entry in data["field"]}
        self.hints = frozenset(data["hints"])
        self._noise = frozenset(data["noise"])
        self._others = frozenset(data["others"])
        self._strangers = frozenset(data["strangers"]) | self._others
        self._known = {key_of(alias): Match("", Strength.ALIAS, alias) for alias in data["unneeded"]}
        for spelling, strength in (("weak", Strength.WEAK), ("aliases", Strength.ALIAS)):
            for field in self.fields.values():
                for rank, alias in enumerate(getattr(field, spelling)):
                    self._known.setdefault(key_of(alias), Match(field.name, strength, alias, rank))
        self._phrases = [
            (frozenset(words_of(phrase)), Match(field.name, Strength.PHRASE, phrase))
            for field in self.fields.values()
            for phrase in field.phrases
        ]
        self._seen: dict[str, Match | None] = {}

    def lookup(self, heading: str) -> Match | None:
        """Return what a heading means by the library's own words, None where it says nothing."""
        if heading not in self._seen:
            self._seen[heading] = self._lookup(heading) if 0 < len(heading) <= MAX_HEADING else None
        return self._seen[heading]

    def nearly(self, heading: str) -> Match | None:
        """Return the field whose heading is spelled nearly like this one: 'Forname', 'Date of Brith'."""
        from rapidfuzz import fuzz, process

        key = key_of(heading)
        if len(key) < 5:
            return None
        found = process.extractOne(
            key, [known for known in self._known if len(known) > 4], scorer=fuzz.ratio, score_cutoff=85
        )
        if not found or any(mark.isdigit() for mark in key):
            return None
        match = self._known[found[0]]
        return Match(match.field, Strength.SPELLING, match.alias, match.rank)

    def of_others(self, heading: str) -> bool:
        """Whether a heading speaks of somebody else than the person of the row: a tutor, a doctor, a referee."""
        return not self._others.isdisjoint(words_of(heading))

    def label(self, field: str) -> str:
        """Return the word people read for a field."""
        if field in self.fields:
            return pgettext("heading", self.fields[field].label)
        if field.startswith("slot:"):
            return _("Free: {time}").format(time=vocabulary("slots").label(field.removeprefix("slot:")))
        return contact_label(field) or field

    def content(self, field: str) -> str:
        """Return what a field's cells must look like."""
        if field in self.fields:
            return self.fields[field].content
        part = field.partition("_")[2]
        return part if part in ("email", "phone") else "words"

    def many(self, field: str) -> bool:
        """Whether several columns may fill a field together."""
        return field.startswith("slot:") or (field in self.fields and self.fields[field].many)

    def knows(self, field: str) -> bool:
        """Whether a field can be filled in this kind of list."""
        from desktop.roster.contact_headings import is_contact_field

        return (
            field in self.fields or field.startswith("slot:") or (self.kind is Kind.MENTEES and is_contact_field(field))
        )

    def _lookup(self, heading: str) -> Match | None:
        words = words_of(heading)
        known = self._known.get("".join(words))
        if known:
            return known
        return self._contact(words) or self._slot(words) or self._trimmed(heading, words) or self._phrase(words)

    def _contact(self, words: tuple[str, ...]) -> Match | None:
        from desktop.roster.contact_headings import contact_field

        field = contact_field(words) if self.kind is Kind.MENTEES else None
        return Match(field, Strength.ALIAS, " ".join(words)) if field else None

    def _slot(self, words: tuple[str, ...]) -> Match | None:
        found = _SLOT_HEADING.fullmatch(" ".join(words))
        if not found:
            return None
        part = f"-{_PART_OF_DAY.get(found[2], found[2])}" if found[2] else ""
        return Match(f"slot:{found[1]}{part}", Strength.ALIAS, found[0])

    def _trimmed(self, heading: str, words: tuple[str, ...]) -> Match | None:
        """Look again without what stands in brackets and without words such as 'student' that say nothing here."""
        outside = words_of(re.sub(r"[(\[{][^)\]}]*[)\]}]?", " ", heading))
        for fewer in (outside, self._quiet(words), self._quiet(outside)):
            found = self._known.get("".join(fewer)) if fewer else None
            if found:
                return Match(found.field, Strength.TRIMMED, found.alias, found.rank)
        return None

    def _quiet(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._noise)

    def _phrase(self, words: tuple[str, ...]) -> Match | None:
        """Return the longest phrase whose words all stand in a heading."""
        here = frozenset(words)
        found = [
            (len(phrase), match)
            for phrase, match in self._phrases
            if phrase <= here and self._strangers.isdisjoint(here - phrase)
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None


def _field(entry: dict[str, Any]) -> Field:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Field(**values)


@cache
def library(kind: Kind) -> Library:
    """Return the headings known for one kind of people."""
    return Library(kind)
