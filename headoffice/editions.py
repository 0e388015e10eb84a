"""What the page tells, edition by edition, so that nobody learns of one school by comparing two days' numbers.

A line of a table is told anew only when the releases behind it differ at three sites or more; till then it stays as
it was, though the records it was made of may be gone. An edition is kept with the revisions behind each line. It is
made anew only when something changed: `mark`, the number of releases of a term and the sum of their revisions, grows
with every write to them.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from pydantic import TypeAdapter
from sqlalchemy import Engine, func, select

from headoffice.database import insert, reading, writing
from headoffice.groups import FEWEST_SITES, Group, hide_what_a_total_gives_away
from headoffice.numbers import Comparison, SiteRow, TermNumbers, numbers_of, sites_behind
from headoffice.tables import editions, held, sites

_TERM_NUMBERS = TypeAdapter(TermNumbers)
Basis = Mapping[str, Mapping[str, int]]
_UNTOLD = ("size", "behind")  # what decides whether a group is shown is no part of what is shown


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

    def as_json(self) -> dict[str, object]:
        """Return the numbers as plain values, shares to three places."""
        plain = asdict(self)
        for name in ("modality_matters", "dosage_matters"):
            for row, comparison in zip(plain[name], getattr(self, name), strict=True):
                row["verdict"] = comparison.verdict
        found = _tidy(plain)
        assert isinstance(found, dict)
        return found


def _tidy(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {key: _tidy(one) for key, one in value.items() if key not in _UNTOLD}
    if isinstance(value, list | tuple):
        return [_tidy(one) for one in value]
    return value


def national(engine: Engine, term: str = "") -> Numbers:
    """Return the numbers of a term, of the latest one where none is named or known."""
    with reading(engine) as db:
        marks = select(held.c.term, func.count(), func.sum(held.c.revision), func.sum(held.c.records))
        now = {row[0]: f"{row[1]}.{row[2]}" for row in db.execute(marks.group_by(held.c.term)) if row[3]}
        kept = {row.term: row for row in db.execute(select(editions.c.term, editions.c.mark, editions.c.told))}
        active = int(db.execute(select(func.count(held.c.site.distinct()))).scalar_one())
    told = {
        one: _TERM_NUMBERS.validate_json(kept[one].told)
        if one in kept and kept[one].mark == mark
        else _made_anew(engine, one, mark)
        for one, mark in sorted(now.items())
    }
    chosen = term if term in told else max(told, default="")
    found = told[chosen] if chosen else numbers_of([], "")
    return Numbers(
        term=chosen,
        terms=tuple(told),
        sites=active,
        overall=found.overall,
        by_region=tuple(hide_what_a_total_gives_away(found.by_region, apart=True)),
        by_modality=tuple(hide_what_a_total_gives_away(found.by_modality, apart=False)),
        by_sessions=tuple(hide_what_a_total_gives_away(found.by_sessions, apart=False)),
        by_term=tuple(replace(one.overall, name=code, label=code) for code, one in told.items()),
        modality_matters=found.modality_matters,
        dosage_matters=found.dosage_matters,
    )


def _made_anew(engine: Engine, term: str, mark: str) -> TermNumbers:
    """Make a term's next edition and keep it; lines that too few sites changed stay those of the one before."""
    columns = (held.c.site, held.c.revision, sites.c.region, held.c.counts)
    query = select(*columns).join(sites, sites.c.id == held.c.site).where(held.c.term == term, held.c.records > 0)
    with reading(engine) as db:
        before = db.execute(select(editions).where(editions.c.term == term)).one_or_none()
        rows = [SiteRow(*row) for row in db.execute(query.order_by(held.c.site))]
    basis: Basis = sites_behind(rows)
    fresh = numbers_of(rows, term)
    if before is not None:
        old = _TERM_NUMBERS.validate_json(before.told)
        fresh, basis = merged(old, json.loads(zlib.decompress(before.basis)), fresh, basis)
    row = {
        "mark": mark,
        "told": _TERM_NUMBERS.dump_json(fresh).decode(),
        "basis": zlib.compress(json.dumps(basis).encode(), 1),
    }
    with writing(engine) as db:
        statement = insert(db, editions).values(term=term, **row)
        unseen = editions.c.mark == (before.mark if before is not None else "")
        db.execute(statement.on_conflict_do_update(index_elements=["term"], set_=row, where=unseen))
    return fresh


def merged(old: TermNumbers, old_basis: Basis, fresh: TermNumbers, basis: Basis) -> tuple[TermNumbers, Basis]:
    """Return the next edition: each line fresh, or the earlier one where one or two sites' releases would show."""
    if _gives_away(old.overall, old_basis.get("all", {}), basis.get("all", {})):
        return old, old_basis
    regions, region_basis = _lines("region", (old.by_region, old_basis), (fresh.by_region, basis))
    ways, way_basis = _lines("modality", (old.by_modality, old_basis), (fresh.by_modality, basis))
    same = ways == list(fresh.by_modality)
    found = replace(
        fresh,
        by_region=tuple(regions),
        by_modality=tuple(ways),
        modality_matters=fresh.modality_matters if same else old.modality_matters,
    )
    return found, {"all": basis["all"], **region_basis, **way_basis}


def _lines(
    kind: str, old: tuple[Sequence[Group], Basis], fresh: tuple[Sequence[Group], Basis]
) -> tuple[list[Group], dict[str, Mapping[str, int]]]:
    """Return the lines of one table with what each is made of."""
    earlier = {group.name: group for group in old[0]}
    now = {group.name: group for group in fresh[0]}
    groups, basis = [], {}
    for name in [*now, *(name for name in earlier if name not in now)]:
        key = f"{kind}:{name}"
        was, new = old[1].get(key, {}), fresh[1].get(key, {})
        stays = name in earlier and _gives_away(earlier[name], was, new)
        if stays or name in now:
            groups.append(earlier[name] if stays else now[name])
            basis[key] = was if stays else new
    return groups, basis


def _gives_away(line: Group, was: Mapping[str, int], now: Mapping[str, int]) -> bool:
    """Return whether telling a line anew would show what one or two sites changed."""
    changed = sum(was.get(site) != now.get(site) for site in {*was, *now})
    return line.shown and 0 < changed < FEWEST_SITES
