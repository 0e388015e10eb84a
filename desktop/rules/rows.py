"""Rows over all mentors, one for each fact that mentees share: made once and looked up; what they say is no matter.

Points are counted here too, as widely as the weights ask for.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop.rules.columns import Bits
from desktop.rules.compatibility import criteria

Row = NDArray[np.signedinteger[Any]]
Ints = NDArray[np.int64]
Key = TypeVar("Key", bound=Hashable)
_KEPT = 1024  # rows of a term that are kept
_CELLS = 1 << 20  # cells made at once


@dataclass(frozen=True)
class Kind:
    """The weights that count, the type of number they are counted in, and the rules that a scenario drops."""

    weights: Mapping[str, int]
    dtype: type[np.signedinteger[Any]]
    relaxed: frozenset[str] = frozenset()

    @cached_property
    def bar(self) -> int:
        """The sign bit: or-ed into a score it makes it fall below every other, whatever points come on top."""
        return int(np.iinfo(self.dtype).min)

    @cached_property
    def half_bar(self) -> int:
        """The bit below the sign: two of them added up are a bar."""
        return -(self.bar // 2)

    def points(self, code: str, units: NDArray[Any]) -> Row:
        """Return a criterion's points for so many units, its cap applied."""
        criterion = criteria()[code]
        few = np.minimum(units, criterion.most)
        points: Row = few.astype(self.dtype)
        if criterion.per == 1:
            points *= self.dtype(self.weights[code])
            return points
        points[...] = self.weights[code] * few.astype(np.int64) // criterion.per
        return points

    def most(self, code: str) -> int:
        """Return the most points that a criterion gives."""
        return criteria()[code].points(self.weights[code], criteria()[code].most)


class Term(Generic[Key]):
    """A row over all mentors for each mentee's key: made once where keys are few, else for the mentees asked about."""

    def __init__(self, keys: Iterable[Key], make: Callable[[Sequence[Key]], Row], empty: Row) -> None:
        self._make, self._empty = make, empty
        self.keys, self.place = numbered(keys)
        self._shelf = self._rows(self.keys) if len(self.keys) <= _KEPT else None

    @property
    def kept(self) -> bool:
        """Whether all rows are at hand."""
        return self._shelf is not None

    def of(self, mentees: Ints) -> tuple[Row, Ints]:
        """Return rows, and which of them is each mentee's."""
        if self._shelf is not None:
            return self._shelf, self.place[mentees]
        used, place = np.unique(self.place[mentees], return_inverse=True)
        return self._rows([self.keys[key] for key in used.tolist()]), place

    def _rows(self, keys: Sequence[Key]) -> Row:
        found = np.empty((len(keys), self._empty.shape[1]), self._empty.dtype)
        step = max(1, _CELLS // max(1, found.shape[1]))
        for start in range(0, len(keys), step):
            found[start : start + step] = self._make(keys[start : start + step])
        return found


def numbered(keys: Iterable[Key]) -> tuple[list[Key], Ints]:
    """Return what differs among the keys in order of first sight, and the number of each."""
    known: dict[Key, int] = {}
    numbers = [known.setdefault(key, len(known)) for key in keys]
    return list(known), np.array(numbers, np.int64)


def counted(sets: Sequence[frozenset[str]], masks: Mapping[str, Bits], width: int) -> NDArray[np.int16]:
    """Return how many codes of each set each mentor has."""
    found = np.zeros((len(sets), width), np.int16)
    ones = {code: mask.astype(np.int16) for code, mask in masks.items()}
    for row, codes in zip(found, sets, strict=True):
        for code in codes & ones.keys():
            np.add(row, ones[code], out=row)
    return found
