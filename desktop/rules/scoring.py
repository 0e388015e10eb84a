"""Scores of all pairs as a matrix, row by row with vector operations; the same table of weights as compatibility.

What depends on few facts of a mentee is computed once for each combination of those facts and added up.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop.rules.columns import ANY_GENDER, WISHES, Apart, Bits, MenteeColumns, MentorColumns
from desktop.rules.compatibility import criteria

Row = NDArray[np.signedinteger]
Key = TypeVar("Key", bound=Hashable)
_KEPT = 512  # rows a cache keeps
_CELLS = 1 << 17  # cells looked at together
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
        people, count = self._mentees, len(self._mentees.wishes)
        scores = np.empty((count, len(self._mentors.wishes)), dtype)
        place = _kept(Places(self._mentors, self._weights, (dtype, no), relaxed).row)
        trait = _kept(Traits(self._mentors, self._weights, dtype).row)
        times = Times(self._mentors, self._weights, (dtype, no), relaxed)
        interests = Interests(self._mentors, self._weights, dtype)
        keys = zip(people.areas, people.wishes, people.online, people.genders, people.needed, strict=True)
        for i, key in enumerate(keys):
            row = np.add(place(key), trait(people.traits[i]), out=scores[i])
            times.add(row, people.times[i])
            interests.add(row, people.sectors[i], people.months[i])
        self._single(scores, no)
        return scores

    def _single(self, scores: Row, no: int) -> None:
        """Write what holds for single pairs, and give every barred pair the same value."""
        for i, j in self._apart.continuing:
            scores[i, j] += self._weights["continuation"]
        for i, j in self._apart.barred:
            scores[i, j] = no
        step = max(1, _CELLS // max(1, scores.shape[1]))
        for start in range(0, len(scores), step):
            block = scores[start : start + step]
            np.copyto(block, no, where=block < no // 2)


class Times:
    """Adds the points of times in common to a row, and bars who has none."""

    def __init__(
        self,
        mentors: MentorColumns,
        weights: Mapping[str, int],
        kind: tuple[type[np.signedinteger], int],
        relaxed: frozenset[str],
    ) -> None:
        dtype, no = kind
        self._one = {code: mask.astype(dtype) for code, mask in mentors.times.items()}
        self._weight, self._most = dtype(weights["availability"]), dtype(criteria()["availability"].most)
        bar = 0 if "availability" in relaxed else no
        self._bar = np.where(mentors.timeless, 0, bar).astype(dtype)
        self._sign = dtype(np.iinfo(dtype).bits - 1)
        self._shared, self._none = np.empty(len(self._bar), dtype), np.empty(len(self._bar), dtype)
        self._halves = _kept(self._sum)

    def add(self, row: Row, times: frozenset[str]) -> None:
        """Add the points, or the bar, of one mentee's times."""
        if not times:
            return
        shared, none = self._shared, self._none
        known = sorted(code for code in times if code in self._one)
        np.add(self._halves(tuple(known[::2])), self._halves(tuple(known[1::2])), out=shared)
        np.subtract(shared, 1, out=none)
        np.right_shift(none, self._sign, out=none)  # all bits where nothing is shared, else none
        np.bitwise_and(none, self._bar, out=none)
        row += none
        np.minimum(shared, self._most, out=shared)
        shared *= self._weight
        row += shared

    def _sum(self, codes: tuple[str, ...]) -> Row:
        total = np.zeros_like(self._bar)
        for code in codes:
            total += self._one[code]
        return total


class Interests:
    """Adds the points of career interests in common, and of a long wait where there is one, to a row."""

    def __init__(self, mentors: MentorColumns, weights: Mapping[str, int], dtype: type[np.signedinteger]) -> None:
        self._one = {code: mask.astype(dtype) for code, mask in mentors.sectors.items()}
        self._weight, self._most = dtype(weights["sectors"]), dtype(criteria()["sectors"].most)
        self._patience = weights["waiting"]
        self._shared = np.empty(len(mentors.wishes), dtype)
        self._waited = np.empty(len(mentors.wishes), dtype)

    def add(self, row: Row, sectors: tuple[str, ...], months: int) -> None:
        """Add the points of one mentee's interests."""
        rows = [self._one[code] for code in sectors if code in self._one]
        if not rows:
            return
        shared = self._shared
        np.copyto(shared, rows[0])
        for other in rows[1:]:
            shared += other
        if points := criteria()["waiting"].points(self._patience, months):
            np.minimum(shared, 1, out=self._waited)
            self._waited *= shared.dtype.type(points)
            row += self._waited
        if len(rows) > self._most:
            np.minimum(shared, self._most, out=shared)
        shared *= self._weight
        row += shared


class Places:
    """Rows of points, or bars, for place, way of meeting, gender and language."""

    def __init__(
        self,
        mentors: MentorColumns,
        weights: Mapping[str, int],
        kind: tuple[type[np.signedinteger], int],
        relaxed: frozenset[str],
    ) -> None:
        self.mentors, self.weights, self.relaxed = mentors, weights, relaxed
        self.dtype, self.no = kind
        self._in_person, self._online = np.isin(mentors.wishes, _IN_PERSON), np.isin(mentors.wishes, _ONLINE)
        self._away = _kept(self._near)

    def row(self, key: tuple[tuple[int, int] | None, int, bool, str, str | None]) -> Row:
        """Return the points of one combination of area, wish, leave to meet online, gender and language needed."""
        area, wish, may_online, gender, needed = key
        mentors, free = self.mentors, "modality" in self.relaxed
        close = self._away(area)
        in_person = close >= 0
        if not free:
            in_person &= self._in_person & (wish in _IN_PERSON)
        online = (self._online & (wish in _ONLINE) | free) & may_online
        both = in_person & online & (mentors.wishes == _HYBRID)
        met = {_HYBRID: both, _FACE: in_person, _VIRTUAL: online & ~in_person}.get(wish)
        points = np.maximum(close, 0) * in_person
        if met is not None:
            points += met * self.dtype(self.weights["modality"])
        allowed = in_person | online
        if gender != ANY_GENDER:
            allowed &= mentors.genders.get(gender, False)
        if needed is not None:
            allowed &= mentors.spoken.get(needed, False)
        points[~allowed] = self.no
        return points

    def _near(self, area: tuple[int, int] | None) -> Row:
        """Return the points for being near each mentor, -1 where the mentor doesn't come so far."""
        away = np.rint(np.hypot(*(self.mentors.places - (area or (np.nan, np.nan))).T) / 1000)
        scale = criteria()["distance"]
        units = np.clip(scale.most - np.nan_to_num(away, nan=scale.most), 0, scale.most).astype(np.int64)
        points = self.weights["distance"] * units // scale.per
        if "distance" not in self.relaxed:
            points[away > self.mentors.reach] = -1
        near: Row = points.astype(self.dtype)
        return near


class Traits:
    """Rows of points for background, languages, experiences and pioneers."""

    def __init__(self, mentors: MentorColumns, weights: Mapping[str, int], dtype: type[np.signedinteger]) -> None:
        self.mentors, self.weights, self.dtype = mentors, weights, dtype
        self._nobody = np.zeros(len(mentors.wishes), np.bool_)
        self._pioneers = mentors.pioneers * dtype(weights["pioneer"])
        self._backgrounds = _kept(self._background)
        self._shared = _kept(self._units)

    def row(self, key: tuple[str | None, str | None, frozenset[str], frozenset[str], bool]) -> Row:
        """Return the points of one combination of backgrounds, home languages, experiences and being a pioneer."""
        ethnic, social, languages, experiences, pioneer = key
        points = self._backgrounds((ethnic, social)).copy()
        if languages:
            points += self._shared(("languages", languages))
        if experiences:
            points += self._shared(("experiences", experiences))
        if pioneer:
            points += self._pioneers
        return points

    def _background(self, key: tuple[str | None, str | None]) -> Row:
        ethnic, social = key
        points = self._differ("across_ethnic", ethnic, self.mentors.ethnic)
        points += self._differ("across_social", social, self.mentors.social)
        return points

    def _differ(self, code: str, own: str | None, theirs: Mapping[str, Bits]) -> Row:
        if own is None:
            return self._nobody.astype(self.dtype)
        unlike = ~(theirs.get(own, self._nobody) | theirs.get("", self._nobody))
        return unlike * self.dtype(self.weights[code])

    def _units(self, key: tuple[str, frozenset[str]]) -> Row:
        code, own = key
        theirs = {"languages": self.mentors.languages, "experiences": self.mentors.experiences}[code]
        shared = self._nobody.astype(self.dtype)
        for one in sorted(own & theirs.keys()):
            shared += theirs[one]
        np.minimum(shared, criteria()[code].most, out=shared)
        shared *= self.dtype(self.weights[code])
        return shared


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
