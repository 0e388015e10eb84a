"""The terms of which a row of scores is the sum: one row over all mentors for each fact that mentees share.

A term is made once for a fact (an area and a way of meeting, a set of languages, one sector) and read by every mentee
of whom it is true. What stands here knows no single mentee; `scoring` adds the terms up.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from desktop.rules.columns import ANY_GENDER, WISHES, Bits, MentorColumns
from desktop.rules.compatibility import criteria
from desktop.rules.rows import Ints, Kind, Row, Term, counted, numbered

_IN_PERSON = (0, 1, 2)
_ONLINE = (0, 2, 3)
_HYBRID, _VIRTUAL, _FACE = WISHES.index("hybrid"), WISHES.index("virtual"), WISHES.index("face_to_face")
_MET: dict[int, Callable[[Bits, Bits, Bits], Bits]] = {  # with whom a wish is met, of those met in person and online
    _HYBRID: lambda in_person, online, hybrid: in_person & online & hybrid,
    _FACE: lambda in_person, _online, _hybrid: in_person,
    _VIRTUAL: lambda in_person, online, _hybrid: online & ~in_person,
}


class Places:
    """Points, or bars, for the place and the way of meeting, and bars for gender and language."""

    def __init__(self, mentors: MentorColumns, kind: Kind) -> None:
        self._mentors, self._kind = mentors, kind
        self._hybrid = mentors.wishes == _HYBRID

    def rows(self, keys: Sequence[tuple[tuple[int, int] | None, int, bool]]) -> Row:
        """Return the points of combinations of area, wish and leave to meet online."""
        areas, place = numbered(area for area, _, _ in keys)
        open_ways, way = numbered(key[1:] for key in keys)
        near, close = self._nearness(areas)
        willing, online = self._open_ways(open_ways)
        in_person, at_a_distance = close[place] & willing[way], online[way]
        points = near[place] * in_person
        wishes = np.array([wish for _, wish, _ in keys], np.int64)
        for wish, is_met in _MET.items():
            mine = np.flatnonzero(wishes == wish)
            met = is_met(in_person[mine], at_a_distance[mine], self._hybrid)
            points[mine] += met * self._kind.dtype(self._kind.weights["modality"])
        points |= ~(in_person | at_a_distance) * self._kind.dtype(self._kind.bar)
        return points

    def _open_ways(self, keys: Sequence[tuple[int, bool]]) -> tuple[Bits, Bits]:
        """Return who would meet in person mentees of such wishes, however far, and who would and may meet online."""
        free, theirs = "modality" in self._kind.relaxed, self._mentors.wishes
        wishes = np.array([wish for wish, _ in keys], np.int64)[:, None]
        may_online = np.array([may for _, may in keys], np.bool_)[:, None]
        willing = free | (np.isin(theirs, _IN_PERSON) & np.isin(wishes, _IN_PERSON))
        return willing, (free | (np.isin(theirs, _ONLINE) & np.isin(wishes, _ONLINE))) & may_online

    def _nearness(self, areas: Sequence[tuple[int, int] | None]) -> tuple[Row, Bits]:
        """Return the points for being near, and which mentors come so far; no known distance keeps anybody apart."""
        own = np.array([area or (np.nan, np.nan) for area in areas], np.float64).reshape(-1, 2, 1)
        east, north = self._mentors.places.T
        away = np.rint(np.hypot(east - own[:, 0], north - own[:, 1]) / 1000)
        closeness = np.fmax(criteria()["distance"].most - away, 0)  # NaN where the distance isn't known: no points
        points = self._kind.points("distance", closeness)
        return points, ("distance" in self._kind.relaxed) | ~(away > self._mentors.reach)

    def bars(self, keys: Sequence[tuple[str, str | None]]) -> Row:
        """Return bars for every mentor of another gender than the wanted one, or without the needed language."""
        found = np.zeros((len(keys), len(self._mentors.wishes)), self._kind.dtype)
        for row, (gender, needed) in zip(found, keys, strict=True):
            if gender != ANY_GENDER:
                row |= self._unless(self._mentors.genders, gender)
            if needed is not None:
                row |= self._unless(self._mentors.spoken, needed)
        return found

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

    def rows(self, keys: Sequence[tuple[str | None, str | None, frozenset[str], frozenset[str], bool]]) -> Row:
        """Return the points of combinations of backgrounds, home languages, experiences and being a pioneer."""
        backgrounds, background = numbered((ethnic, social) for ethnic, social, *_ in keys)
        points = np.stack([self._background(*one) for one in backgrounds])[background]
        theirs = {"languages": self._mentors.languages, "experiences": self._mentors.experiences}
        for at, (code, masks) in enumerate(theirs.items()):
            sets, place = numbered(key[2:4][at] for key in keys)
            points += self._kind.points(code, counted(sets, masks, len(self._nobody)))[place]
        points[[key[4] for key in keys]] += self._pioneers
        return points

    def _background(self, ethnic: str | None, social: str | None) -> Row:
        differs = self._unlike(ethnic, self._mentors.ethnic), self._unlike(social, self._mentors.social)
        points = self._kind.points("across_ethnic", differs[0])
        points += self._kind.points("across_social", differs[1])
        return points

    def _unlike(self, own: str | None, theirs: Mapping[str, Bits]) -> Bits:
        if own is None:
            return self._nobody
        return ~(theirs.get(own, self._nobody) | theirs.get("", self._nobody))


class Times:
    """Points for times in common and bars for nothing in common, in two halves: no mentee's whole week is a key."""

    def __init__(self, mentors: MentorColumns, kind: Kind) -> None:
        self._kind, self._known = kind, sorted(mentors.times)
        self._masks = mentors.times
        self._dropped = mentors.timeless | ("availability" in kind.relaxed)
        self._empty = np.empty((0, len(self._dropped)), kind.dtype)

    def halves(self, weeks: Sequence[frozenset[str]]) -> list[Term[frozenset[str] | None]]:
        """Return two terms: points up to the cap each, and half a bar where nothing is in common.

        Two halves of a bar make a whole. Whoever has named no times is barred from nobody.
        """
        distinct, place = numbered(weeks)
        middle = (len(self._known) + 1) // 2
        found = [self._half(distinct, part) for part in (self._known[:middle], self._known[middle:])]
        for half in found:
            half.place = half.place[place]
        return found

    def _half(self, weeks: Sequence[frozenset[str]], part: list[str]) -> Term[frozenset[str] | None]:
        codes, masks = frozenset(part), {code: self._masks[code] for code in part}
        keys = (times & codes if times else None for times in weeks)
        return Term(keys, lambda some: self._rows(some, masks), self._empty)

    def _rows(self, keys: Sequence[frozenset[str] | None], masks: Mapping[str, Bits]) -> Row:
        common = counted([key or frozenset() for key in keys], masks, len(self._dropped))
        points = self._kind.points("availability", common)
        apart = (common == 0) & ~self._dropped
        apart[[key is None for key in keys]] = False
        points |= apart * self._kind.dtype(self._kind.half_bar)
        return points


class Interests:
    """Points for career interests in common, and for a long wait where there is one."""

    def __init__(self, mentors: MentorColumns, kind: Kind) -> None:
        weight, self._patience = kind.weights["sectors"], kind.weights["waiting"]
        self.few, self._wait = criteria()["sectors"].most, criteria()["waiting"]
        self._at = {code: place for place, code in enumerate(mentors.sectors)}
        nobody = np.zeros(len(mentors.wishes), np.bool_)
        masks = np.stack([*mentors.sectors.values(), nobody])
        self.worth: Row = masks * kind.dtype(weight)
        self.one_sum = weight >= kind.most("waiting")  # one interest in common is then worth more than any wait
        self.waited: Row = self.worth if self.one_sum else masks * kind.dtype(kind.most("waiting"))
        self._empty = np.empty((0, len(nobody)), kind.dtype)

    def of(self, sectors: Sequence[tuple[str, ...]]) -> tuple[Ints, Ints]:
        """Return the rows of `worth` of each mentee, filled up with one that is worth nothing, and how many count."""
        known = [[self._at[code] for code in own if code in self._at] for own in sectors]
        many = np.array([len(own) for own in known], np.int64)
        found = np.full((len(known), int(many.max(initial=0))), len(self._at))
        found[np.arange(found.shape[1]) < many[:, None]] = [place for own in known for place in own]
        return found, many

    def waits(self, months: Sequence[int]) -> Term[int]:
        """Return what each wait is worth at most, the same for every mentor."""
        most = self._wait.most
        return Term((min(one, most) for one in months), self._same, self._empty)

    def _same(self, months: Sequence[int]) -> Row:
        points = [self._wait.points(self._patience, one) for one in months]
        return np.repeat(np.array(points, self._empty.dtype).reshape(-1, 1), self._empty.shape[1], axis=1)
