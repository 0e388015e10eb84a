"""Counts of one group of records and the figures they give; it knows which group is too small to be told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from headoffice.estimates import Ratio, Share, rounded, share, true_count
from headoffice.promise import Promise

FEWEST_SITES = 3
FEWEST_RECORDS = 10
OUTCOMES = ("confidence", "personal_skills", "employability", "social_connections", "wellbeing")


@dataclass
class Counts:
    """What was told of a group: records by sessions band, and each other fact's values by band."""

    bands: Counter[str] = field(default_factory=Counter)
    cells: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # (fact, band, value)

    def add(self, band: str, counters: Mapping[str, int], facts: Sequence[tuple[str, str]]) -> None:
        """Add one row of tallies."""
        self.bands[band] += counters["records"]
        for fact, value in facts:
            self.cells[fact, band, value] += counters[f"{fact}_{value}"]

    @property
    def records(self) -> int:
        """How many records there are."""
        return self.bands.total()

    def of(self, fact: str, band: str | None = None) -> Counter[str]:
        """Return how often each value of a fact was told, over all bands or in one."""
        if fact == "sessions":
            return self.bands
        found: Counter[str] = Counter()
        for (name, told, value), count in self.cells.items():
            if name == fact and band in (None, told):
                found[value] += count
        return found

    def joint(self, fact: str) -> dict[tuple[str, str], int]:
        """Return the counts of a fact by (band, value)."""
        return {(band, value): count for (name, band, value), count in self.cells.items() if name == fact}


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

    @property
    def shown(self) -> bool:
        """Whether the group is large enough to be told."""
        return not self.why


TOO_FEW = "Too few to say"


def plain_group(name: str, label: str, counts: Counts, *, sites: int, spec: Promise) -> Group:
    """Return a group whose members are known: all, a region, a modality, a term."""
    if sites < FEWEST_SITES or counts.records < FEWEST_RECORDS:
        return Group(name, label, 0, 0, {}, TOO_FEW, counts.records)
    shares = {}
    for fact in spec.private.values():
        told = counts.of(fact.name)
        of = told.total()
        if of >= FEWEST_RECORDS:
            shares[fact.name] = {value: share(told[value], of, fact) for value in fact.values}
    return Group(name, label, sites, rounded(counts.records), shares, size=counts.records)


def band_group(band: str, label: str, counts: Counts, *, sites: int, spec: Promise) -> Group:
    """Return the group of pairs that truly met so often, though who they are is blurred."""
    sessions = spec.private["sessions"]
    size = true_count(counts.bands, band, sessions)
    if sites < FEWEST_SITES or size < FEWEST_RECORDS:
        return Group(band, label, 0, 0, {}, TOO_FEW, size)
    shares = {}
    for fact in spec.private.values():
        if fact.name == "sessions":
            continue
        ratios = (Ratio.within(counts.joint(fact.name), band, value, (sessions, fact)) for value in fact.values)
        found = {value: ratio.share() for value, ratio in zip(fact.values, ratios, strict=True)}
        told = {value: one for value, one in found.items() if one is not None}
        if len(told) == len(found):
            shares[fact.name] = told
    return Group(band, label, sites, rounded(size), shares, size=size)


def hide_a_second(groups: Sequence[Group]) -> list[Group]:
    """Hide the smallest shown group where only one is hidden: a total would give that one away."""
    hidden = [group for group in groups if not group.shown and group.size > 0]
    shown = [group for group in groups if group.shown]
    if len(hidden) != 1 or not shown:
        return list(groups)
    smallest = min(shown, key=lambda group: group.size)
    told = Group(smallest.name, smallest.label, 0, 0, {}, TOO_FEW, smallest.size)
    return [told if group is smallest else group for group in groups]
