"""What each column of a list may mean, and what somebody who looked at it said it means; it reads no cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.i18n import _
from desktop.roster.headings import Library, Match, key_of
from desktop.roster.table import Cell


@dataclass(slots=True)
class Claim:
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
        """Let it fill nothing."""
        self.field, self.why = None, why

    def take(self, field: str, why: str, *, sure: bool = True) -> None:
        """Let it fill a field."""
        self.field, self.why, self.sure = field, why, sure


def as_told(claims: list[Claim], told: Mapping[str, str], library: Library) -> frozenset[str]:
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


def _clashing(claims: list[Claim], library: Library) -> frozenset[str]:
    """Return the fields that several columns are to fill where only one can, and say so at each of these columns."""
    filling: dict[str, list[Claim]] = {}
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
