"""Finding the columns of names where no heading helps, by their look and a list of common forenames."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

from desktop.models.vocabulary import fold
from desktop.paths import resource
from desktop.roster.content import fits
from desktop.roster.table import Cell

_MOST_WORDS = 6  # of a name that stands in a list by itself
_FORENAMES = 0.2  # of a list of people bear a common one, however many come from elsewhere


@cache
def _forenames() -> frozenset[str]:
    data = tomllib.loads(resource("aliases/forenames.toml").read_text("utf-8"))
    return frozenset(map(fold, data["forenames"]))


def are_names(cells: Sequence[str]) -> bool:
    """Return whether a bare column is one of people's names: each looks like one, and forenames are among them."""
    short = all(len(cell.split()) <= _MOST_WORDS for cell in cells)
    return short and bool(name_columns({0: cells})) and _forename_share(cells) >= _FORENAMES


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

    return sum(fits("name", cell, date.min) and cell[:1].isupper() for cell in cells) / len(cells)


def _different(cells: Sequence[str]) -> bool:
    return len(cells) < 4 or len(set(cells)) > 0.3 * len(cells)


def _several_words(cells: Sequence[str]) -> float:
    return sum(" " in cell for cell in cells) / len(cells)


def _forename_share(cells: Sequence[str]) -> float:
    """Return which part of the cells has a common forename among its words."""
    known = _forenames()
    return sum(any(fold(word) in known for word in cell.replace(",", " ").split()) for cell in cells) / len(cells)
