"""The numbers of one term, from the counts of its sites to one value; it knows no page and no earlier numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from headoffice.estimates import Share
from headoffice.groups import OUTCOMES, Counts, Group, band_group, of_band, of_known, plain_group
from headoffice.promise import Promise, promise
from headoffice.tallying import MODALITIES

SPEC = 1


@dataclass(frozen=True)
class Comparison:
    """One answer to "does it matter?": two groups, one outcome, the difference in the share that went up."""

    outcome: str
    one: str
    two: str
    share: Share | None

    @property
    def verdict(self) -> str:
        """What the interval allows to say."""
        if self.share is None:
            return "Too few to say"
        if self.share.low > 0:
            return f"More with {self.one.lower()}"
        if self.share.high < 0:
            return f"More with {self.two.lower()}"
        return "No difference that can be told from chance"


@dataclass(frozen=True)
class SiteRow:
    """What is held of one site for the term."""

    site: str
    revision: int
    region: str
    counts: bytes


@dataclass(frozen=True)
class TermNumbers:
    """All figures of one term."""

    overall: Group
    by_region: tuple[Group, ...]
    by_modality: tuple[Group, ...]
    by_sessions: tuple[Group, ...]
    modality_matters: tuple[Comparison, ...]
    dosage_matters: tuple[Comparison, ...]


def the_promise() -> Promise:
    """Return the spec by which the figures are made."""
    spec = promise(SPEC)
    assert spec is not None  # shipped with this program
    return spec


def numbers_of(rows: Sequence[SiteRow], term: str) -> TermNumbers:
    """Make the figures of a term from what is held of its sites."""
    spec, counts = the_promise(), Counts.read([row.counts for row in rows])
    ways = {way: counts.meeting(way) for way in MODALITIES}
    modalities = [plain_group(way, spec.words[way], found, spec=spec) for way, found in ways.items() if found.records]
    bands = [band_group(band, spec.words[band], counts, spec=spec) for band in spec.private["sessions"].values]
    return TermNumbers(
        overall=plain_group("all", "All schools", counts, spec=spec),
        by_region=tuple(_by_region(rows, counts, spec)),
        by_modality=tuple(modalities),
        by_sessions=tuple(bands),
        modality_matters=tuple(_modalities_compared(modalities, ways, spec)),
        dosage_matters=tuple(_bands_compared(counts, bands, spec)),
    )


def sites_behind(rows: Sequence[SiteRow]) -> dict[str, dict[str, int]]:
    """Return for each line of the tables which sites it is made of, each with its release's revision."""
    counts = Counts.read([row.counts for row in rows])
    lines = {"all": {row.site: row.revision for row in rows}}
    for row in rows:
        lines.setdefault(f"region:{row.region}", {})[row.site] = row.revision
    for way in MODALITIES:
        met = counts.meeting(way).by_site > 0
        lines[f"modality:{way}"] = {row.site: row.revision for row, any_ in zip(rows, met, strict=True) if any_}
    return lines


def _by_region(rows: Sequence[SiteRow], counts: Counts, spec: Promise) -> Iterable[Group]:
    regions = np.array([row.region for row in rows])
    for region in sorted({row.region for row in rows}):
        yield plain_group(region, region, counts.where(regions == region), spec=spec)


def _modalities_compared(groups: Sequence[Group], ways: Mapping[str, Counts], spec: Promise) -> Iterable[Comparison]:
    """Yield each pair of modalities for each outcome."""
    known = [group for group in groups if group.name != "not_stated"]
    for outcome in OUTCOMES:
        fact = spec.private[outcome]
        for place, one in enumerate(known):
            for two in known[place + 1 :]:
                told = all("higher" in group.shares.get(outcome, {}) for group in (one, two))
                ratios = [of_known(ways[group.name], fact, "higher") for group in (one, two)]
                found = ratios[0].minus(ratios[1], same_records=False) if told else None
                yield Comparison(outcome, one.label, two.label, found)


def _bands_compared(counts: Counts, bands: Sequence[Group], spec: Promise) -> Iterable[Comparison]:
    """Yield the highest sessions band that can be told against the band of one to three, for each outcome."""
    few = next((band for band in bands if band.name == "1-3" and band.shown), None)
    many = next((band for band in reversed(bands) if band.shown and band.name in ("4-7", "8+")), None)
    if few is None or many is None:
        return
    for outcome in OUTCOMES:
        told = all("higher" in band.shares.get(outcome, {}) for band in (many, few))
        fact = spec.private[outcome]
        ratios = [of_band(counts, band.name, fact, "higher", spec=spec) for band in (many, few)]
        found = ratios[0].minus(ratios[1], same_records=True) if told else None
        yield Comparison(outcome, f"{many.label} sessions", f"{few.label} sessions", found)
