"""Which column fills which field, by heading and by content, with the reason in words; it reads no person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.i18n import _
from desktop.roster.content import share, text_samples
from desktop.roster.headings import Library, Match, Strength, key_of
from desktop.roster.layout import Layout, base_heading
from desktop.roster.names_by_content import name_columns
from desktop.roster.reading import Column, Kind
from desktop.roster.table import Cell, Table
from desktop.roster.tidying import tidy

_SAMPLE_ROWS = 400
# Contents by which a heading can be contradicted: a column headed UPN without a single UPN is something else.
_STRICT = frozenset({"upn", "birth_date", "date", "email", "year", "percent", "number", "postcode", "slots", "phone"})
# Contents that are plain enough to name a column whose heading says nothing, in the order in which they are tried.
_TELLING = {
    Kind.MENTEES: (
        ("upn", "upn"), ("date_of_birth", "birth_date"), ("postcode_area", "postcode"), ("form", "form"),
        ("year", "year"),
        ("sen", "sen"), ("sex", "sex"), ("contact1_email", "email"), ("contact1_phone", "phone"),
        ("availability", "slots"), ("modality", "modality"), ("sectors", "sectors"), ("languages", "languages"),
    ),
    Kind.MENTORS: (
        ("email", "email"), ("phone", "phone"), ("postcode_area", "postcode"), ("gender", "sex"), ("days", "slots"),
        ("modality", "modality"), ("sectors", "sectors"), ("languages", "languages"),
    ),
}  # fmt: skip


def _content_words() -> dict[str, str]:
    """Return what a kind of content is called."""
    return {
        "upn": _("UPNs"),
        "birth_date": _("dates of birth of young people"),
        "postcode": _("postcodes"),
        "form": _("form groups"),
        "year": _("year groups"),
        "sen": _("SEN codes"),
        "sex": _("M or F"),
        "email": _("e-mail addresses"),
        "phone": _("phone numbers"),
        "slots": _("days of the week"),
        "modality": _("ways to meet"),
        "sectors": _("career sectors"),
        "languages": _("languages"),
        "date": _("dates"),
        "percent": _("percentages"),
        "number": _("numbers"),
    }


@dataclass(slots=True)
class _Claim:
    """A column and what it may mean."""

    index: int
    heading: str
    cells: list[Cell]
    match: Match | None = None
    field: str | None = None
    why: str = ""
    sure: bool = True
    refuted: bool = False

    def drop(self, why: str) -> None:
        self.field, self.why = None, why

    def take(self, field: str, why: str, *, sure: bool = True) -> None:
        self.field, self.why, self.sure = field, why, sure


def map_columns(
    table: Table, layout: Layout, library: Library, *, today: date, told: Mapping[str, str] | None = None
) -> tuple[Column, ...]:
    """Return the columns with their fields. A told mapping is the whole truth: a heading it lacks is dropped."""
    claims = [_Claim(index, heading, _cells(table, layout, index)) for index, heading in enumerate(layout.headings)]
    _by_headings(claims, library, today)
    _by_contents(claims, library, today)
    _settle_names(claims, library)
    clashing = frozenset() if told is None else _as_told(claims, told, library)
    return tuple(
        Column(
            claim.index,
            claim.heading,
            claim.field,
            claim.why,
            claim.sure,
            text_samples(claim.cells),
            claim.refuted,
            claim.field in clashing,
        )
        for claim in claims
        if claim.cells or not claim.heading.startswith("Column ")
    )


def _cells(table: Table, layout: Layout, index: int) -> list[Cell]:
    column = [row[index] for row in table.rows[layout.first : layout.first + _SAMPLE_ROWS] if index < len(row)]
    tidied = [tidy(cell).text if isinstance(cell, str) else cell for cell in column]
    return [cell for cell in tidied if cell]


def _as_told(claims: list[_Claim], told: Mapping[str, str], library: Library) -> frozenset[str]:
    """Take what was told, and keep the reason of what stays as it was guessed; returns fields told twice."""
    wanted = {key_of(heading): field for heading, field in told.items()}
    for claim in claims:
        field = told.get(claim.heading) or wanted.get(key_of(claim.heading))
        known = field if field and library.knows(field) else None
        if known == claim.field:
            continue
        claim.refuted = False
        if known:
            claim.take(known, _("You chose this."))
        else:
            claim.drop(_("You chose not to keep this column."))
    return _clashing(claims, library)


def _clashing(claims: list[_Claim], library: Library) -> frozenset[str]:
    """Return the fields that several columns are to fill where only one can, and say so at each of these columns."""
    filling: dict[str, list[_Claim]] = {}
    for claim in claims:
        if claim.field and not library.many(claim.field):
            filling.setdefault(claim.field, []).append(claim)
    twice = {field: several for field, several in filling.items() if len(several) > 1}
    for field, several in twice.items():
        for claim in several:
            other = next(one.heading for one in several if one is not claim)
            said = _("“{heading}” is kept as {label} too. Choose something else for one of them.")
            claim.take(field, said.format(heading=other, label=library.label(field)), sure=False)
    return frozenset(twice)


def _by_headings(claims: list[_Claim], library: Library, today: date) -> None:
    for claim in claims:
        claim.match = _match(claim, library, today)
    ranked = sorted((claim for claim in claims if claim.match), key=_standing)
    taken: dict[str, _Claim] = {}
    for claim in ranked:
        _award(claim, taken, library)


def _standing(claim: _Claim) -> tuple[int, int, int, int]:
    """Order claims: the surer heading first, then the stronger alias, then the fuller column, then from the left."""
    assert claim.match
    return (-claim.match.strength, claim.match.rank, -len(claim.cells), claim.index)


def _match(claim: _Claim, library: Library, today: date) -> Match | None:
    """Return what a heading means if the column's content doesn't contradict it."""
    heading = base_heading(claim.heading)
    match = library.lookup(heading) or library.nearly(heading)
    if match is None and library.of_others(heading):
        claim.drop(_("This column speaks of somebody else."))
    if match is None or not match.field:
        if match:
            claim.drop(_("The programme doesn’t need this column."))
        return None
    content = library.content(match.field)
    fitting = share(content, claim.cells, today)
    doubtful = match.strength in (Strength.WEAK, Strength.SPELLING) and content != "words"
    lax = content not in _STRICT and match.strength is not Strength.WEAK
    if not claim.cells or (fitting > 0 and not (doubtful and fitting < 0.5 and content in _STRICT)) or lax:
        return _better_by_content(match, claim, library, today)
    other = library.fields[match.field].otherwise if match.field in library.fields else ""
    if other:
        return Match(other, match.strength, match.alias, match.rank)
    what = _content_words().get(content, _("such values"))
    claim.drop(
        _("The heading says {label}, but the column holds no {what}.").format(
            label=library.label(match.field), what=what
        )
    )
    claim.refuted = True
    return None


def _better_by_content(match: Match, claim: _Claim, library: Library, today: date) -> Match:
    """Return the other meaning of a heading such as 'Training' or 'DBS' where the column holds dates."""
    field = library.fields.get(match.field)
    other = field.otherwise if field else ""
    telling = [cell for cell in claim.cells if not (isinstance(cell, str) and cell.isdigit())]
    if other and library.content(other) == "date" and share("date", telling, today) >= 0.6:
        return Match(other, match.strength, match.alias, match.rank)
    return match


def _award(claim: _Claim, taken: dict[str, _Claim], library: Library) -> None:
    match = claim.match
    assert match
    winner = taken.get(match.field)
    if winner is None or library.many(match.field):
        taken[match.field] = claim
        claim.take(match.field, _why(match, library), sure=match.strength >= Strength.PHRASE)
        return
    other = library.fields[match.field].otherwise if match.field in library.fields else ""
    if other == "preferred_forename" and other not in taken and winner.heading != claim.heading:
        taken[other] = claim
        claim.take(
            other,
            _("“{heading}” holds the legal forename, so this is the one in use.").format(heading=winner.heading),
            sure=False,
        )
        return
    claim.drop(_("“{heading}” already gives {label}.").format(heading=winner.heading, label=library.label(match.field)))


def _why(match: Match, library: Library) -> str:
    label = library.label(match.field)
    return {
        Strength.ALIAS: _("Schools use this heading for {label}.").format(label=label),
        Strength.TRIMMED: _("Schools use “{alias}” for {label}.").format(alias=match.alias, label=label),
        Strength.WEAK: _("The heading may mean {label}, and the content agrees.").format(label=label),
        Strength.PHRASE: _("The heading speaks of “{alias}”, so it was taken for {label}.").format(
            alias=match.alias, label=label
        ),
        Strength.SPELLING: _("It is spelled nearly like “{alias}”, so it was taken for {label}.").format(
            alias=match.alias, label=label
        ),
    }[match.strength]


def _by_contents(claims: list[_Claim], library: Library, today: date) -> None:
    for claim in claims:
        if claim.field is None and not claim.why:
            field, content, fitting = _by_content(claim, claims, library, today)
            if field:
                count = _("{n} of {all}").format(n=round(fitting * len(claim.cells)), all=len(claim.cells))
                words = _content_words()[content]
                claim.take(
                    field,
                    _("The heading says little, but {count} cells look like {words}.").format(count=count, words=words),
                    sure=False,
                )


def _by_content(claim: _Claim, claims: Sequence[_Claim], library: Library, today: date) -> tuple[str, str, float]:
    taken = {other.field for other in claims}
    for field, content in _TELLING[library.kind]:
        if field in taken or not claim.cells:
            continue
        fitting = share(content, claim.cells, today)
        if (
            fitting >= 0.8
            and not (field == "contact1_email" and _one_domain(claim.cells))
            and _varied(content, claim.cells)
        ):
            return field, content, fitting
    return "", "", 0.0


def _one_domain(cells: Sequence[Cell]) -> bool:
    """Whether all addresses are of one domain, which makes them the school's own for its students."""
    return len(cells) > 2 and len({str(cell).rpartition("@")[2].casefold() for cell in cells}) == 1


def _varied(content: str, cells: Sequence[Cell]) -> bool:
    """Whether codes of one letter differ enough to be what they seem: a column of nothing but N is no SEN column."""
    return content not in ("sen", "sex") or len({str(cell)[:1].casefold() for cell in cells}) > 1


def _part_twins(by_field: dict[str, _Claim], claims: list[_Claim], names: tuple[str, str, str]) -> None:
    """Take two columns of one heading, such as Name and Name, for forename and surname where they look like these."""
    first, last, whole = names
    if whole not in by_field or {first, last} & by_field.keys():
        return
    heading = key_of(base_heading(by_field[whole].heading))
    twins = [claim for claim in claims if claim.cells and key_of(base_heading(claim.heading)) == heading]
    parts = name_columns({claim.index: claim.cells for claim in twins})
    if len(twins) == 2 and set(parts.values()) == {"forename", "surname"}:
        by_field.pop(whole)
        for claim in twins:
            field = first if parts[claim.index] == "forename" else last
            claim.take(
                field, _("Two columns have this heading; by its cells this is one part of the name."), sure=False
            )
            by_field[field] = claim


def _settle_names(claims: list[_Claim], library: Library) -> None:
    """Make sense of the name columns together, and look for names where no heading spoke of any."""
    by_field = {claim.field: claim for claim in claims if claim.field}
    first, last, whole = ("legal_forename", "legal_surname", "full_name")
    if library.kind is Kind.MENTORS:
        first, last, whole = ("forename", "surname", "name")
    _part_twins(by_field, claims, (first, last, whole))
    both = first in by_field and last in by_field
    for extra in (whole, "surname_first_name"):
        if both and extra in by_field:
            by_field.pop(extra).drop(_("Forename and surname have columns of their own."))
    if whole in by_field and last in by_field and first not in by_field:
        by_field[whole].take(first, _("Beside a column of surnames, this is the forename."), sure=False)
    elif "surname_first_name" in by_field and whole in by_field:
        by_field["surname_first_name"].drop(_("The full name has a column of its own."))
    if not {first, last, whole, "surname_first_name"} & by_field.keys():
        free = {claim.index: claim for claim in claims if claim.field is None and claim.cells and not claim.why}
        for index, part in name_columns({index: claim.cells for index, claim in free.items()}).items():
            field = {"forename": first, "surname": last, "full": whole}[part]
            free[index].take(field, _("No heading speaks of names, and this column looks like them."), sure=False)
    for claim in claims:
        if claim.field is None and not claim.why:
            claim.drop(_("Nothing known to the programme was recognised in this column."))
