"""The terms of which a row of scores is the sum: one row over all mentors for each fact that mentees share.

A term is made once for a fact (an area and a way of meeting, a set of languages, one sector) and read by every mentee
of whom it is true. What stands here knows no single mentee; `scoring` adds the terms up.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop.rules.columns import WISHES, Bits, MentorColumns
from desktop.rules.compatibility import criteria

Row = NDArray[np.signedinteger[Any]]
Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")
_KEPT = 512  # rows a memory keeps
_PART = 8  # times looked up together: 256 sets of them at most
_IN_PERSON = (0, 1, 2)
_ONLINE = (0, 2, 3)
_HYBRID, _VIRTUAL, _FACE = WISHES.index("hybrid"), WISHES.index("virtual"), WISHES.index("face_to_face")
_MET: dict[int, Callable[[Bits, Bits, Bits], Bits]] = {  # with whom a wish is met, of those met in person and online
    _HYBRID: lambda in_person, online, hybrid: in_person & online & hybrid,
    _FACE: lambda in_person, _online, _hybrid: in_person,
    _VIRTUAL: lambda in_person, online, _hybrid: online & ~in_person,
}


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

    def points(self, code: str, units: NDArray[Any]) -> Row:
        """Return a criterion's points for so many units, its cap applied."""
        criterion = criteria()[code]
        counted = np.minimum(units, criterion.most).astype(np.int64)
        points: Row = (self.weights[code] * counted // criterion.per).astype(self.dtype)
        return points

    def most(self, code: str) -> int:
        """Return the most points that a criterion gives."""
        return criteria()[code].points(self.weights[code], criteria()[code].most)


class Sum(NamedTuple):
    """Rows to be added up, and what their sum counts for: for each cap what lies below it (None: all of it)."""

    rows: list[Row]
    caps: list[Row | None]


class Places:
    """Points, or bars, for the place and the way of meeting, and bars for gender and language."""

    def __init__(self, mentors: MentorColumns, kind: Kind) -> None:
        self._mentors, self._kind = mentors, kind
        self._hybrid = mentors.wishes == _HYBRID
        self._reached, self._ways = kept(self._nearness), kept(self._open_ways)
        self.row = kept(self._row)
        self.gender, self.language = kept(self._gender), kept(self._language)

    def _row(self, key: tuple[tuple[int, int] | None, int, bool]) -> Row:
        """Return the points of one combination of area, wish and leave to meet online."""
        area, wish, may_online = key
        near, close = self._reached(area)
        willing, online = self._ways((wish, may_online))
        in_person = close & willing
        points = near * in_person
        if wish in _MET:
            points += _MET[wish](in_person, online, self._hybrid) * self._kind.dtype(self._kind.weights["modality"])
        points |= ~(in_person | online) * self._kind.dtype(self._kind.bar)
        return points

    def _open_ways(self, key: tuple[int, bool]) -> tuple[Bits, Bits]:
        """Return who would meet in person a mentee of such a wish, however far, and who would and may meet online."""
        wish, may_online = key
        free, theirs = "modality" in self._kind.relaxed, self._mentors.wishes
        willing = free | (np.isin(theirs, _IN_PERSON) & (wish in _IN_PERSON))
        return willing, (free | (np.isin(theirs, _ONLINE) & (wish in _ONLINE))) & may_online

    def _nearness(self, area: tuple[int, int] | None) -> tuple[Row, Bits]:
        """Return the points for being near, and which mentors come so far; no known distance keeps anybody apart."""
        away = np.rint(np.hypot(*(self._mentors.places - (area or (np.nan, np.nan))).T) / 1000)
        closeness = np.fmax(criteria()["distance"].most - away, 0)  # NaN where the distance isn't known: no points
        points = self._kind.points("distance", closeness)
        return points, ("distance" in self._kind.relaxed) | ~(away > self._mentors.reach)

    def _gender(self, gender: str) -> Row:
        return self._unless(self._mentors.genders, gender)

    def _language(self, language: str) -> Row:
        return self._unless(self._mentors.spoken, language)

    def _unless(self, masks: Mapping[str, Bits], code: str) -> Row:
        """Return a bar for every mentor outside a mask."""
        allowed = masks.get(code, np.zeros(len(self._mentors.wishes), np.bool_))
        return np.where(allowed, 0, self._kind.bar).astype(self._kind.dtype)


class Traits:
    """Points for background, languages, experiences and pioneers."""

    def __init__(self, mentors: MentorColumns, kind: Kind) -> None:
        self._mentors, self._kind = mentors, kind
        self._nobody = np.zeros(len(mentors.wishes), np.bool_)
        self._pioneers = kind.points("pioneer", mentors.pioneers)
        self._backgrounds = kept(self._background)
        self._shared = kept(self._units)

    def rows(self, own: tuple[str | None, str | None, frozenset[str], frozenset[str], bool]) -> list[Row]:
        """Return the rows of one mentee's backgrounds, home languages, experiences and being a pioneer."""
        ethnic, social, languages, experiences, pioneer = own
        found = [self._backgrounds((ethnic, social))]
        if languages:
            found.append(self._shared(("languages", languages)))
        if experiences:
            found.append(self._shared(("experiences", experiences)))
        if pioneer:
            found.append(self._pioneers)
        return found

    def _background(self, key: tuple[str | None, str | None]) -> Row:
        ethnic, social = key
        differs = self._unlike(ethnic, self._mentors.ethnic), self._unlike(social, self._mentors.social)
        points = self._kind.points("across_ethnic", differs[0])
        points += self._kind.points("across_social", differs[1])
        return points

    def _unlike(self, own: str | None, theirs: Mapping[str, Bits]) -> Bits:
        if own is None:
            return self._nobody
        return ~(theirs.get(own, self._nobody) | theirs.get("", self._nobody))

    def _units(self, key: tuple[str, frozenset[str]]) -> Row:
        code, own = key
        theirs = {"languages": self._mentors.languages, "experiences": self._mentors.experiences}[code]
        known = [theirs[one] for one in sorted(own & theirs.keys())]
        return self._kind.points(code, np.sum(known or [self._nobody], axis=0))


class Times:
    """Points for times in common and bars for nothing in common, both in parts of a few times."""

    def __init__(self, mentors: MentorColumns, kind: Kind) -> None:
        self._mentors, self._kind = mentors, kind
        self._cap = np.full(len(mentors.wishes), kind.most("availability"), kind.dtype)
        known, weight = sorted(mentors.times), kind.dtype(kind.weights["availability"])
        self._worth = {code: mentors.times[code] * weight for code in known}
        self._parts = [frozenset(known[first : first + _PART]) for first in range(0, max(1, len(known)), _PART)]
        self._dropped = mentors.timeless | ("availability" in kind.relaxed)
        self._part = kept(self._points_and_bar)

    def shared(self, times: frozenset[str]) -> tuple[list[Sum], list[Row]]:
        """Return the points of one set of times, and bars of which all must hold to bar a mentor."""
        if not times:
            return [], []
        parts = [self._part(times & part) for part in self._parts]
        return [Sum([points for points, _ in parts], [self._cap])], [bar for _, bar in parts]

    def _points_and_bar(self, codes: frozenset[str]) -> tuple[Row, Row]:
        points, met = np.zeros(len(self._dropped), self._kind.dtype), self._dropped.copy()
        for code in codes & self._worth.keys():
            points += self._worth[code]
            met |= self._mentors.times[code]
        return points, ~met * self._kind.dtype(self._kind.bar)


class Interests:
    """Points for career interests in common, and for a long wait where there is one."""

    def __init__(self, mentors: MentorColumns, kind: Kind) -> None:
        weight, self._patience = kind.weights["sectors"], kind.weights["waiting"]
        self._few, self._wait = criteria()["sectors"].most, criteria()["waiting"]
        self._worth = {code: mask * kind.dtype(weight) for code, mask in mentors.sectors.items()}
        self._one_sum = weight >= kind.most("waiting")  # one interest in common is then worth more than any wait
        self._waited = {code: mask * kind.dtype(kind.most("waiting")) for code, mask in mentors.sectors.items()}
        self._most = np.full(len(mentors.wishes), kind.most("sectors"), kind.dtype)
        self._cap = kept(lambda points: np.full(len(mentors.wishes), points, kind.dtype))

    def shared(self, sectors: tuple[str, ...], months: int) -> list[Sum]:
        """Return the points of one mentee's interests and months of waiting."""
        known = [code for code in sectors if code in self._worth]
        if not known:
            return []
        caps = [None if len(known) <= self._few else self._most]
        waited = self._wait.points(self._patience, months)
        if waited and self._one_sum:
            caps.append(self._cap(waited))
        found = [Sum([self._worth[code] for code in known], caps)]
        if waited and not self._one_sum:
            found.append(Sum([self._waited[code] for code in known], [self._cap(waited)]))
        return found


def kept(make: Callable[[Key], Made]) -> Callable[[Key], Made]:
    """Return `make` with a memory of what it made last."""
    memory: dict[Key, Made] = {}

    def recall(key: Key) -> Made:
        found = memory.get(key)
        if found is None:
            if len(memory) >= _KEPT:
                memory.clear()
            found = memory[key] = make(key)
        return found

    return recall
