"""The lists a school chooses from, read from `resources/vocabularies/`; it knows codes, labels and other spellings."""

import re
import tomllib
import unicodedata
from functools import cache

from desktop.models.record import Record
from desktop.paths import resource


class Entry(Record):
    """One choice: the code that is stored, the word people read, and other ways schools spell it."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


class Vocabulary(Record):
    """One list, in the order in which it is shown."""

    name: str
    entries: tuple[Entry, ...]

    def label(self, code: str) -> str:
        """Return the word for a code; a code that isn't in the list is a school's own word and stands for itself."""
        return _labels(self).get(code, code)

    def code(self, text: str) -> str | None:
        """Return the code a spelling means, None where the list lacks it. Case, accents and dashes don't count."""
        return _codes(self).get(fold(text))

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in order."""
        return tuple(entry.code for entry in self.entries)


def fold(text: str) -> str:
    """Return letters and digits only, lower case, without accents: what two spellings of one word share."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() or text
    return re.sub(r"[\W_]+", "", plain.casefold())


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return a shipped list by name, such as `sectors`, `languages`, `slots`."""
    data = tomllib.loads(resource(f"vocabularies/{name}.toml").read_text("utf-8"))
    return Vocabulary(name=name, entries=tuple(Entry(**entry) for entry in data["entry"]))


@cache
def _labels(words: Vocabulary) -> dict[str, str]:
    return {entry.code: entry.label for entry in words.entries}


@cache
def _codes(words: Vocabulary) -> dict[str, str]:
    return {
        fold(spelling): entry.code for entry in words.entries for spelling in (entry.code, entry.label, *entry.aliases)
    }
