"""Scores of all pairs as a matrix, row by row with vector operations; the same table of weights as compatibility.

What depends on few facts of a mentee is computed once for each combination of those facts and added up.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop.rules.columns import ANY_GENDER, WISHES, Apart, Bits, MenteeColumns, MentorColumns
from desktop.rules.compatibility import criteria

Row = NDArray[np.signedinteger]
Key = TypeVar("Key", bound=Hashable)
_KEPT = 256  # rows a cache keeps
_IN_PERSON = (0, 1, 2)
_ONLINE = (0, 2, 3)
_HYBRID, _VIRTUAL, _FACE = WISHES.index("hybrid"), WISHES.index("virtual"), WISHES.index("face_to_face")


def greatest_score(weights: Mapping[str, int]) -> int:
    """Return a bound on every score under these weights."""
    return sum(criterion.points(weights[code], criterion.most) for code, criterion in criteria().items())


class Scorer:
    """Scores mentees against all mentors; barred pairs hold `no`, whose double must fit the type."""

    def __init__(
        self, mentees: MenteeColumns, mentors: MentorColumns, apart: Apart, *, weights: Mapping[str, int]
    ) -> None:
        self._mentees, self._mentors, self._apart, self._weights = mentees, mentors, apart, weights

    def matrix(self, dtype: type[np.signedinteger], no: int, *, relaxed: frozenset[str] = frozenset()) -> Row:
        """Return the scores of all pairs (mentees, mentors)."""
        rows = _Rows(self._mentors, self._weights, (dtype, no), relaxed)
        people, count = self._mentees, len(self._mentees.wishes)
        scores = np.empty((count, len(self._mentors.wishes)), dtype)
        for i in range(count):
            place = (people.areas[i], people.wishes[i], people.online[i], people.genders[i], people.needed[i])
            interest = rows.interest(people.sectors[i])
            np.add(rows.place(place), rows.time(people.times[i]), out=scores[i])
            scores[i] += interest
            scores[i] += rows.trait(people.traits[i])
            scores[i] += rows.patience(people.sectors[i], people.months[i])
        for i, j in self._apart.continuing:
            scores[i, j] += self._weights["continuation"]
        for i, j in self._apart.barred:
            scores[i, j] = no
        scores[scores < no // 2] = no
        return scores


class _Rows:
    """Rows of points over all mentors, by the few facts they depend on."""

    def __init__(
        self,
        mentors: MentorColumns,
        weights: Mapping[str, int],
        kind: tuple[type[np.signedinteger], int],
        relaxed: frozenset[str],
    ) -> None:
        self.mentors, self.weights, self.relaxed = mentors, weights, relaxed
        self.dtype, self.no = kind
        self.none = np.zeros(len(mentors.wishes), np.int64)
        self.place = _kept(self._place)
        self.trait = _kept(self._trait)
        self.time = _kept(self._time)
        self.interest = _kept(self._interest)
        self.shared = _kept(self._shared)

    def patience(self, sectors: tuple[str, ...], months: int) -> Row:
        """Points for a long wait, with mentors who share an interest."""
        points = criteria()["waiting"].points(self.weights["waiting"], months)
        return (self.shared(sectors) > 0) * self.dtype(points)

    def _place(self, key: tuple[tuple[int, int] | None, int, bool, str, str | None]) -> Row:
        area, wish, may_online, gender, needed = key
        mentors, free = self.mentors, "modality" in self.relaxed
        km = self._km(area)
        known = km >= 0
        near = ~known | (km <= mentors.reach) if "distance" not in self.relaxed else np.ones_like(known)
        in_person = near & (free or (np.isin(mentors.wishes, _IN_PERSON) & (wish in _IN_PERSON)))
        online = (np.isin(mentors.wishes, _ONLINE) & (wish in _ONLINE) | free) & may_online
        hybrid = in_person & online & (mentors.wishes == _HYBRID) & (wish == _HYBRID)
        way = np.where(hybrid, _HYBRID, np.where(in_person, _FACE, _VIRTUAL))
        close = criteria()["distance"]
        units = np.clip(close.most - km, 0, close.most) * (in_person & known)
        points = self.weights["distance"] * units // close.per + self.weights["modality"] * ((way == wish) & (wish > 0))
        allowed = in_person | online
        if gender != ANY_GENDER:
            allowed &= mentors.genders.get(gender, False)
        if needed is not None:
            allowed &= mentors.spoken.get(needed, False)
        return np.where(allowed, points, self.no).astype(self.dtype)

    def _km(self, area: tuple[int, int] | None) -> NDArray[np.int64]:
        """Whole kilometres to each mentor, -1 where not known."""
        away = np.hypot(*(self.mentors.places - (area or (np.nan, np.nan))).T) / 1000
        return np.where(np.isnan(away), -1, np.rint(np.nan_to_num(away))).astype(np.int64)

    def _trait(self, key: tuple[str | None, str | None, frozenset[str], frozenset[str], bool]) -> Row:
        ethnic, social, languages, experiences, pioneer = key
        mentors = self.mentors
        points = self._differ("across_ethnic", ethnic, mentors.ethnic)
        points += self._differ("across_social", social, mentors.social)
        points += self._units("languages", languages, mentors.languages)
        points += self._units("experiences", experiences, mentors.experiences)
        points += self.weights["pioneer"] * (mentors.pioneers & pioneer)
        return points.astype(self.dtype)

    def _time(self, times: frozenset[str]) -> Row:
        points = self._units("availability", times, self.mentors.times)
        if not times or "availability" in self.relaxed:
            return points.astype(self.dtype)
        shared = self._count(times, self.mentors.times) > 0
        return np.where(shared | self.mentors.timeless, points, self.no).astype(self.dtype)

    def _interest(self, sectors: tuple[str, ...]) -> Row:
        return self._units("sectors", sectors, self.mentors.sectors).astype(self.dtype)

    def _shared(self, sectors: tuple[str, ...]) -> NDArray[np.int64]:
        return self._count(sectors, self.mentors.sectors)

    def _differ(self, code: str, own: str | None, theirs: Mapping[str, Bits]) -> NDArray[np.int64]:
        if own is None:
            return self.none.copy()
        unlike = ~(theirs.get(own, self.none > 0) | theirs.get("", self.none > 0))
        return self.weights[code] * unlike.astype(np.int64)

    def _units(self, code: str, own: Iterable[str], theirs: Mapping[str, Bits]) -> NDArray[np.int64]:
        criterion = criteria()[code]
        return self.weights[code] * np.minimum(self._count(own, theirs), criterion.most) // criterion.per

    def _count(self, own: Iterable[str], theirs: Mapping[str, Bits]) -> NDArray[np.int64]:
        total = self.none.copy()
        for code in own:
            if code in theirs:
                total += theirs[code]
        return total


def _kept(make: Callable[[Key], Row]) -> Callable[[Key], Row]:
    """Return `make` with a memory of its last rows."""
    memory: dict[Key, Row] = {}

    def row(key: Key) -> Row:
        found = memory.get(key)
        if found is None:
            if len(memory) >= _KEPT:
                memory.clear()
            found = memory[key] = make(key)
        return found

    return row
