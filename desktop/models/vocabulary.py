"""The lists a school chooses from: those shipped in `resources/vocabularies/` with the school's own words put in.

It knows codes, labels and other spellings, and not who keeps a school's own words. A shipped label is kept in English
and said in the chosen language; a word of the school's own is said as it was written. One school is open in a process;
whoever opens it says what its words are (`use_own_words`), as the language of the window is said once.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from pydantic import Field

from desktop.i18n import language, pgettext
from desktop.models.record import Record
from desktop.paths import resource

_NO_WORD = re.compile(r"[\W_]+")
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+")  # and the points of Hebrew and Arabic


class Entry(Record):
    """One choice: the code that is stored, the word people read, and other ways schools spell it."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.code, self.label, *self.aliases)


class OwnWords(Record):
    """What a school changed in one list: words of its own, other labels by code, and codes no longer offered."""

    added: tuple[Entry, ...] = ()
    renamed: dict[str, str] = Field(default_factory=dict)
    retired: frozenset[str] = frozenset()


class Vocabulary(Record):
    """One list, in the order in which it is shown; `retired` are words still read and still people's own."""

    name: str
    entries: tuple[Entry, ...]
    retired: tuple[Entry, ...] = ()

    def label(self, code: str) -> str:
        """Return the word for a code; a code that isn't in the list is a school's own word and stands for itself."""
        return pgettext("word", self._labels[code]) if code in self._labels else code

    def code(self, text: str) -> str | None:
        """Return the code a spelling or a word as it is shown means, None where the list lacks it.

        Case, accents and dashes don't count.
        """
        key = fold(text)
        return self._codes.get(key) or self._said.get(key)

    def in_order(self, codes: Iterable[str]) -> list[str]:
        """Return codes in the order of the list, as days go through a week; those it lacks last, by the alphabet."""
        return sorted(codes, key=lambda code: (self._place.get(code, len(self._place)), code))

    @cached_property
    def _place(self) -> dict[str, int]:
        return {entry.code: at for at, entry in enumerate(self.entries)}

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in order."""
        return tuple(entry.code for entry in self.entries)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {entry.code: entry.label for entry in (*self.retired, *self.entries)}

    @property
    def _said(self) -> dict[str, str]:
        """The codes by the words of the chosen language."""
        if language() not in self._by_language:
            self._by_language[language()] = {fold(self.label(code)): code for code in self._labels}
        return self._by_language[language()]

    @cached_property
    def _by_language(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def _codes(self) -> dict[str, str]:
        every = (*self.retired, *self.entries)
        return {fold(spelling): entry.code for entry in every for spelling in entry.spellings}


def fold(text: str) -> str:
    """Return letters and digits only, lower case, without accents: what two spellings of one word share.

    Letters of any script stay, and the vowels that some scripts write as marks: two names in Hebrew are two names.
    """
    if text.isascii():
        return _NO_WORD.sub("", text.casefold())
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LMN")


@cache
def shipped(name: str) -> Vocabulary:
    """Return a list as it is shipped, such as `sectors`, `languages`, `slots`."""
    data = tomllib.loads(resource(f"vocabularies/{name}.toml").read_text("utf-8"))
    return Vocabulary(name=name, entries=tuple(Entry(**entry) for entry in data["entry"]))


def with_own(words: Vocabulary, own: OwnWords) -> Vocabulary:
    """Return a list with a school's changes; a renamed word is still found by its old spelling."""
    known = {entry.code for entry in words.entries}
    every = [*words.entries, *(entry for entry in own.added if entry.code not in known)]
    named = [_renamed(entry, own.renamed.get(entry.code, entry.label)) for entry in every]
    return Vocabulary(
        name=words.name,
        entries=tuple(entry for entry in named if entry.code not in own.retired),
        retired=tuple(entry for entry in named if entry.code in own.retired),
    )


def _renamed(entry: Entry, label: str) -> Entry:
    if label == entry.label:
        return entry
    return Entry(code=entry.code, label=label, aliases=(entry.label, *entry.aliases))


class _Lists:
    """The lists of the school that is open; replaced whole, so that a worker never sees half a change."""

    def __init__(self, own: Mapping[str, OwnWords]) -> None:
        self._own = own
        self._made: dict[str, Vocabulary] = {}

    def get(self, name: str) -> Vocabulary:
        if name not in self._made:
            own = self._own.get(name)
            self._made[name] = with_own(shipped(name), own) if own else shipped(name)
        return self._made[name]


class _School:
    """Whose lists are in use, and how often that changed: what a cache over words must keep in its key."""

    def __init__(self) -> None:
        self.lists = _Lists({})
        self.edition = 0

    def use(self, own: Mapping[str, OwnWords]) -> None:
        self.lists = _Lists(own)
        self.edition += 1


_school = _School()


def use_own_words(own: Mapping[str, OwnWords]) -> None:
    """Take a school's own words by list into use, in place of any others; without any, the lists are as shipped."""
    _school.use(own)


def edition() -> int:
    """Return a number that is another after every change of the words in use."""
    return _school.edition


def vocabulary(name: str) -> Vocabulary:
    """Return a list by name, such as `sectors`, `languages`, `slots`, with the words of the school that is open."""
    return _school.lists.get(name)
