"""Counts of one group of records and the figures they give; it knows which group is too small to be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from headoffice.estimates import Array, Ratio, Share, Table, answered, rounded, together, unblurred
from headoffice.promise import Fact, Promise
from headoffice.tallying import MODALITIES, SHAPE, columns

FEWEST_SITES = 3
FEWEST_RECORDS = 10
OUTCOMES = ("confidence", "personal_skills", "employability", "social_connections", "wellbeing")
TOO_FEW = "Too few to say"


class Counts:
    """What was told at each site of a term: one array a site, by modality, sessions band and answer."""

    def __init__(self, cells: NDArray[np.uint16]) -> None:
        self._cells = cells
        self._tables: dict[tuple[str, bool], Table] = {}

    @classmethod
    def read(cls, rows: Sequence[bytes]) -> "Counts":
        """Read the arrays as they are stored."""
        return cls(np.frombuffer(b"".join(rows), dtype="<u2").reshape(len(rows), *SHAPE))

    def where(self, chosen: NDArray[np.bool_]) -> "Counts":
        """Return the counts of some of the sites."""
        return Counts(self._cells[chosen])

    def meeting(self, modality: str) -> "Counts":
        """Return the counts of one way of meeting, at the same sites."""
        place = MODALITIES.index(modality)
        return Counts(self._cells[:, place : place + 1])

    @cached_property
    def _bands(self) -> Array:
        """By site, sessions band and answer."""
        return np.asarray(self._cells.sum(axis=1, dtype=np.float64))

    @property
    def by_site(self) -> Array:
        """How many records each site has."""
        return np.asarray(self.of("sessions").rows.sum(axis=1))

    @property
    def records(self) -> int:
        """How many records there are."""
        return int(self.of("sessions").cells.sum())

    @property
    def sites(self) -> int:
        """How many sites have any."""
        return self.of("sessions").sites

    def of(self, fact: str) -> Table:
        """Return how often each value of a fact was told, a row a site."""
        return self._table(fact, by_band=False)

    def by_band(self, fact: str) -> Table:
        """Return how often each value was told in each sessions band, a row a site, the bands one after another."""
        return self._table(fact, by_band=True)

    def _table(self, fact: str, *, by_band: bool) -> Table:
        """Return a table, the same one when it is asked for again."""
        key = fact, by_band
        if key not in self._tables:
            self._tables[key] = Table(self._rows(fact, by_band=by_band))
        return self._tables[key]

    def _rows(self, fact: str, *, by_band: bool) -> Array:
        if fact == "sessions":  # each record tells each fact once: any fact counts them
            return np.asarray(self._bands[..., columns("unmet_need")].sum(axis=2))
        told = self._bands[..., columns(fact)]
        return np.asarray(told.reshape(len(told), -1) if by_band else told.sum(axis=1))


@dataclass(frozen=True)
class Group:
    """One line of a table: how many sites and pairs, and the shares; `why` says why there are none."""

    name: str
    label: str
    sites: int
    pairs: int
    shares: Mapping[str, Mapping[str, Share]]
    why: str = ""
    size: float = 0.0
    behind: int = 0

    @property
    def shown(self) -> bool:
        """Whether the group is large enough to be told."""
        return not self.why

    def hidden(self) -> "Group":
        """Return the group without its figures."""
        return Group(self.name, self.label, 0, 0, {}, TOO_FEW, self.size, self.behind)


def of_known(counts: Counts, fact: Fact, value: str) -> Ratio:
    """Return the share of a value among the records whose answer is known, in a group whose members are known."""
    return Ratio(counts.of(fact.name), unblurred(value, fact), answered(fact))


def of_band(counts: Counts, band: str, fact: Fact, value: str, *, spec: Promise) -> Ratio:
    """Return the share of a value among the pairs that truly met so often, though who they are is blurred."""
    met = unblurred(band, spec.private["sessions"])
    return Ratio(counts.by_band(fact.name), together((met, unblurred(value, fact))), together((met, answered(fact))))


def plain_group(name: str, label: str, counts: Counts, *, spec: Promise) -> Group:
    """Return a group whose members are known: all, a region, a modality, a term."""
    sites, size = counts.sites, counts.records
    if sites < FEWEST_SITES or size < FEWEST_RECORDS:
        return Group(name, label, 0, 0, {}, TOO_FEW, size, sites)
    found = ((fact.name, _shares([of_known(counts, fact, value) for value in fact.answers], fact))
             for fact in spec.private.values())  # fmt: skip
    return Group(name, label, sites, rounded(size), {name: one for name, one in found if one}, "", size, sites)


def band_group(band: str, label: str, counts: Counts, *, spec: Promise) -> Group:
    """Return the group of pairs that truly met so often, though who they are is blurred."""
    sessions = spec.private["sessions"]
    size = float(counts.of("sessions").cells @ unblurred(band, sessions))
    if counts.sites < FEWEST_SITES or size < FEWEST_RECORDS:
        return Group(band, label, 0, 0, {}, TOO_FEW, size, counts.sites)
    found = (
        (fact.name, _shares([of_band(counts, band, fact, value, spec=spec) for value in fact.answers], fact))
        for fact in spec.private.values()
        if fact.name != "sessions"
    )
    shares = {name: one for name, one in found if one}
    return Group(band, label, counts.sites, rounded(size), shares, "", size, counts.sites)


def _shares(ratios: Sequence[Ratio], fact: Fact) -> dict[str, Share]:
    """Return the share of each answer; none at all where too few answered or one of them can't be told."""
    if ratios[0].bottom < FEWEST_RECORDS:
        return {}
    told = {value: ratio.share() for value, ratio in zip(fact.answers, ratios, strict=True)}
    found = {value: one for value, one in told.items() if one is not None}
    return found if len(found) == len(told) else {}


def hide_what_a_total_gives_away(groups: Sequence[Group], *, apart: bool) -> list[Group]:
    """Hide the smallest shown groups until those hidden are together enough: a total less the others is their sum.

    `apart`: no site stands in two of the groups; else the sites behind several are at least those behind the largest.
    """
    told = list(groups)
    while True:
        hidden = [group for group in told if not group.shown and group.size > 0]
        shown = [group for group in told if group.shown]
        if not hidden or not shown or _enough(hidden, apart=apart):
            return told
        smallest = min(shown, key=lambda group: group.size)
        told = [group.hidden() if group is smallest else group for group in told]


def _enough(hidden: Sequence[Group], *, apart: bool) -> bool:
    """Return whether the sum of several hidden groups may be known."""
    behind = [group.behind for group in hidden]
    sites = sum(behind) if apart else max(behind)
    return len(hidden) > 1 and sites >= FEWEST_SITES and sum(group.size for group in hidden) >= FEWEST_RECORDS
