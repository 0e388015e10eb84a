"""The national numbers, from tallies to one value that page and JSON both show; it knows no template."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Engine, Row, func, select

from headoffice.database import reading
from headoffice.estimates import Ratio, Share, difference
from headoffice.groups import OUTCOMES, Counts, Group, band_group, hide_a_second, plain_group
from headoffice.promise import Promise, promise
from headoffice.tables import COUNTERS, held, sites, tallies

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
class Numbers:
    """All that is published for one term."""

    term: str
    terms: tuple[str, ...]
    sites: int
    overall: Group
    by_region: tuple[Group, ...]
    by_modality: tuple[Group, ...]
    by_sessions: tuple[Group, ...]
    by_term: tuple[Group, ...]
    modality_matters: tuple[Comparison, ...]
    dosage_matters: tuple[Comparison, ...]
    words: Mapping[str, str]

    def as_json(self) -> dict[str, object]:
        """Return the numbers as plain values, shares to three places."""
        plain = asdict(self)
        for name in ("modality_matters", "dosage_matters"):
            for row, comparison in zip(plain[name], getattr(self, name), strict=True):
                row["verdict"] = comparison.verdict
        plain.pop("words")
        found = _tidy(plain)
        assert isinstance(found, dict)
        return found


def _tidy(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {key: _tidy(one) for key, one in value.items() if key != "size"}
    if isinstance(value, list | tuple):
        return [_tidy(one) for one in value]
    return value


def national(engine: Engine, term: str = "") -> Numbers:
    """Return the numbers of a term, of the latest one where none is named or known."""
    rows, spread = _rows(engine)
    spec = promise(SPEC)
    assert spec is not None  # shipped with this program
    terms = sorted({row.term for row in rows})
    chosen = term if term in terms else (terms[-1] if terms else "")
    mine = [row for row in rows if row.term == chosen]
    overall = _counts(mine, spec)
    at = spread[chosen] if chosen else {}
    modalities = hide_a_second(_by(mine, "modality", at, spec, spec.words))
    bands = [
        band_group(band, spec.words[band], overall, sites=at.get("", 0), spec=spec)
        for band in spec.private["sessions"].values
    ]
    return Numbers(
        term=chosen,
        terms=tuple(terms),
        sites=_active(engine),
        overall=plain_group("all", "All schools", overall, sites=at.get("", 0), spec=spec),
        by_region=tuple(hide_a_second(_by(mine, "region", at, spec, {}))),
        by_modality=tuple(modalities),
        by_sessions=tuple(hide_a_second(bands)),
        by_term=tuple(
            plain_group(
                one, one, _counts([row for row in rows if row.term == one], spec), sites=spread[one][""], spec=spec
            )
            for one in terms
        ),
        modality_matters=tuple(_modalities_compared(modalities)),
        dosage_matters=tuple(_bands_compared(overall, bands, spec)),
        words=spec.words,
    )


def _rows(engine: Engine) -> tuple[Sequence[Row[tuple[object, ...]]], dict[str, dict[str, int]]]:
    """Return the summed tallies, and by term how many sites stand behind each region and modality and all ("")."""
    by = (tallies.c.term, sites.c.region, tallies.c.modality, tallies.c.sessions)
    joined = tallies.join(sites, sites.c.id == tallies.c.site)
    sums = (func.sum(tallies.c[counter]).label(counter) for counter in COUNTERS)
    spread: dict[str, dict[str, int]] = defaultdict(dict)
    distinct = func.count(tallies.c.site.distinct())
    with reading(engine) as db:
        rows = db.execute(select(*by, *sums).select_from(joined).group_by(*by)).all()
        for one, count in db.execute(select(tallies.c.term, distinct).group_by(tallies.c.term)):
            spread[one][""] = count
        for column in (sites.c.region, tallies.c.modality):
            query = select(tallies.c.term, column, distinct).select_from(joined).group_by(tallies.c.term, column)
            for one, name, count in db.execute(query):
                spread[one][f"{column.name}:{name}"] = count
    return rows, spread


def _active(engine: Engine) -> int:
    """Return how many sites have sent anything, be it only that they are active."""
    with reading(engine) as db:
        return int(db.execute(select(func.count(held.c.site.distinct()))).scalar_one())


def _counts(rows: Iterable[Row[tuple[object, ...]]], spec: Promise) -> Counts:
    facts = [(fact.name, value) for fact in spec.private.values() for value in fact.values if fact.name != "sessions"]
    counts = Counts()
    for row in rows:
        counts.add(row.sessions, {name: getattr(row, name) for name in COUNTERS}, facts)
    return counts


def _by(
    rows: Sequence[Row[tuple[object, ...]]],
    column: str,
    at: Mapping[str, int],
    spec: Promise,
    words: Mapping[str, str],
) -> list[Group]:
    told = {getattr(row, column) for row in rows}
    names = [name for name in words if name in told] if words else sorted(told)
    return [
        plain_group(
            name,
            words.get(name, name),
            _counts([row for row in rows if getattr(row, column) == name], spec),
            sites=at.get(f"{column}:{name}", 0),
            spec=spec,
        )
        for name in names
    ]


def _modalities_compared(groups: Sequence[Group]) -> Iterable[Comparison]:
    """Yield each pair of modalities for each outcome."""
    known = [group for group in groups if group.name != "not_stated"]
    for outcome in OUTCOMES:
        for place, one in enumerate(known):
            for two in known[place + 1 :]:
                both = [group.shares.get(outcome, {}).get("higher") for group in (one, two)]
                found = difference(both[0], both[1]) if both[0] and both[1] else None
                yield Comparison(outcome, one.label, two.label, found)


def _bands_compared(counts: Counts, bands: Sequence[Group], spec: Promise) -> Iterable[Comparison]:
    """Yield the highest sessions band that can be told against the band of one to three, for each outcome."""
    few = next((band for band in bands if band.name == "1-3"), None)
    many = next((band for band in reversed(bands) if band.shown and band.name in ("4-7", "8+")), None)
    if few is None or many is None or not few.shown:
        return
    for outcome in OUTCOMES:
        facts = (spec.private["sessions"], spec.private[outcome])
        ratios = [Ratio.within(counts.joint(outcome), band.name, "higher", facts) for band in (many, few)]
        yield Comparison(outcome, f"{many.label} sessions", f"{few.label} sessions", ratios[0].minus(ratios[1]))
