"""Finding the columns of names where no heading helps, by their look and a list of common forenames."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from unicodedata import category

from desktop.models.vocabulary import fold
from desktop.paths import resource
from desktop.roster.content import fits
from desktop.roster.table import Cell

_MOST_WORDS = 6  # of a name that stands in a list by itself
_FORENAMES = 0.2  # of a list of people bear a common one, however many come from elsewhere
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_BETWEEN = frozenset(" -'’.,،·・\u200c\u200d")  # what stands within names besides letters and their marks


@cache
def _forenames() -> frozenset[str]:
    data = tomllib.loads(resource("aliases/forenames.toml").read_text("utf-8"))
    return frozenset(map(fold, data["forenames"]))


def has_forename(cell: str) -> bool:
    """Return whether a common forename is among a cell's words."""
    return any(fold(word) in _forenames() for word in cell.replace(",", " ").split())


def are_names(cells: Sequence[str]) -> bool:
    """Return whether a bare column is one of people's names: each looks like one, and forenames are among them.

    The list of forenames knows Latin letters only: names that are all written in others are told by their look alone.
    """
    short = all(len(cell.split()) <= _MOST_WORDS for cell in cells)
    known = _forename_share(cells) >= _FORENAMES or all(map(_other_letters, cells))
    return short and known and bool(name_columns({0: cells}))


def _other_letters(cell: str) -> bool:
    """Return whether a cell could be a name in other letters than Latin: no sentence’s marks, no small first letter."""
    plain = all(category(sign)[0] in "LM" or sign in _BETWEEN for sign in cell)
    return plain and not _LATIN.search(cell) and not any(word[0].islower() for word in cell.split())


def name_columns(columns: Mapping[int, Sequence[Cell]]) -> dict[int, str]:
    """Return which of some unexplained columns hold names, as `full`, `forename` or `surname`; empty if none does."""
    texts = {index: [cell for cell in cells if isinstance(cell, str)] for index, cells in columns.items()}
    like = [index for index, cells in texts.items() if cells and _name_share(cells) >= 0.9 and _different(cells)]
    full = [index for index in like if _several_words(texts[index]) >= 0.6]
    if full:
        return {max(full, key=lambda index: _forename_share(texts[index])): "full"}
    single = sorted(like, key=lambda index: -_forename_share(texts[index]))
    if len(single) < 2:
        return {single[0]: "full"} if single else {}
    forename = single[0]
    surname = min((index for index in like if index != forename), key=lambda index: abs(index - forename))
    return {forename: "forename", surname: "surname"}


def _name_share(cells: Sequence[str]) -> float:
    from datetime import date

    return sum(fits("name", cell, date.min) and not cell[:1].islower() for cell in cells) / len(cells)


def _different(cells: Sequence[str]) -> bool:
    return len(cells) < 4 or len(set(cells)) > 0.3 * len(cells)


def _several_words(cells: Sequence[str]) -> float:
    return sum(" " in cell for cell in cells) / len(cells)


def _forename_share(cells: Sequence[str]) -> float:
    """Return which part of the cells has a common forename among its words."""
    return sum(map(has_forename, cells)) / len(cells)
