"""The words of cells as data, from `resources/aliases/words.toml`: yes, no, nothing, numbers; it reads no cell."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from desktop.models.people import PersonState, Sen
from desktop.models.vocabulary import fold
from desktop.paths import resource


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `words.toml`, folded where case and punctuation don't count."""

    yes: frozenset[str]
    no: frozenset[str]
    begins_yes: frozenset[str]
    begins_no: frozenset[str]
    ticks: frozenset[str]
    crosses: frozenset[str]
    blank: frozenset[str]
    fillers: frozenset[str]
    training: tuple[str, ...]
    numbers: dict[str, int]
    years: dict[str, int]
    sen: tuple[tuple[Sen, tuple[str, ...]], ...]
    states: dict[str, PersonState]


@cache
def words() -> Words:
    """Return the words of cells."""
    data = tomllib.loads(resource("aliases/words.toml").read_text("utf-8"))
    return Words(
        yes=_folded(data["yes"]),
        no=_folded(data["no"]),
        begins_yes=_folded(data["begins_yes"]),
        begins_no=_folded(data["begins_no"]),
        ticks=frozenset(data["ticks"]),
        crosses=frozenset(data["crosses"]),
        blank=frozenset(data["blank"]),
        fillers=frozenset(data["fillers"]),
        training=tuple(map(fold, data["training"])),
        numbers=dict(data["numbers"]),
        years={fold(word): year for word, year in data["years"].items()},
        sen=tuple((Sen(entry["code"]), tuple(map(fold, entry["begins"]))) for entry in data["sen"]),
        states={fold(word): PersonState(entry["code"]) for entry in data["state"] for word in entry["words"]},
    )


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, texts))
