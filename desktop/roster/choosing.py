"""Which sheet of a file holds people, and whether they are mentees or mentors; it maps no column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.errors import RosterTrouble
from desktop.i18n import _, ngettext
from desktop.roster.content import share
from desktop.roster.delimited import unlike_its_name
from desktop.roster.headings import Library, Strength, key_of, library, words_of
from desktop.roster.layout import Layout, base_heading, find_layout
from desktop.roster.reading import Kind
from desktop.roster.table import Cell, Table, as_text

_OF_MENTEES = frozenset(
    [
        "upn",
        "date_of_birth",
        "year",
        "form",
        "sen",
        "pupil_premium",
        "free_school_meals",
        "eal",
        "looked_after",
        "attendance",
        "young_carer",
        "same_gender",
        "contact1_name",
        "contact1_email",
        "contact1_phone",
        "preferred_forename",
        "needs_language",
    ]
)
_OF_MENTORS = frozenset(
    [
        "employer",
        "dbs_number",
        "dbs_issued",
        "dbs_seen_on",
        "dbs_update_service",
        "training",
        "training_date",
        "training_hours",
        "capacity",
        "interview_on",
        "references_on",
        "approved_on",
        "approved_by",
        "travel_km",
        "travel_miles",
        "badge_name",
        "dbs_level",
    ]
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The sheet that is read, where its headings are, the library that knows them, and what to tell the coordinator."""

    table: Table
    layout: Layout
    library: Library
    notes: tuple[str, ...]


def choose(
    tables: Sequence[Table],
    *,
    name: str,
    kind: Kind | None,
    told: Mapping[str, str] | None,
    sheet: str | None,
    today: date,
) -> Choice:
    """Return the sheet with most that looks like people; raises RosterTrouble where no sheet has a row."""
    keys = frozenset(map(key_of, told or ()))
    kinds = [kind] if kind else list(Kind)
    candidates = [
        Choice(table, find_layout(table, library(one), today, keys), library(one), table.notes)
        for table in tables
        if sheet is None or table.sheet == sheet
        for one in kinds
    ]
    filled = [choice for choice in candidates if _rows_below(choice)]
    if not filled:
        raise _nobody(candidates, name)
    best = max(filled, key=lambda choice: _weight(choice, name, today, told))
    return Choice(best.table, best.layout, best.library, best.notes + _about_sheets(best, filled, tables))


def _nobody(candidates: Sequence[Choice], name: str) -> RosterTrouble:
    if any(choice.layout.score > 0 for choice in candidates):
        return RosterTrouble(
            _("This file has headings and nobody below them."), _("Export the list again with its people.")
        )
    mistaken = next((trouble for one in candidates if (trouble := unlike_its_name(one.table, name))), None)
    return mistaken or RosterTrouble(
        _("This file holds no rows."), _("Export the list again and check that it opens in Excel.")
    )


def _rows_below(choice: Choice) -> int:
    return sum(any(row) for row in choice.table.rows[choice.layout.first : choice.layout.first + 2_000])


def _weight(choice: Choice, name: str, today: date, told: Mapping[str, str] | None) -> tuple[int, float, float, int]:
    """Order sheets and kinds: fields a person chose, fields known, words that hint at a kind, then rows."""
    chosen = sum(choice.library.knows(field) for field in (told or {}).values())
    known = round(choice.layout.score + _leaning(choice, today), 2)
    return (chosen, known, _hints(choice, name), _rows_below(choice))


def _leaning(choice: Choice, today: date) -> float:
    """Return how much headings and cells speak for this kind and against the other."""
    own, other = (_OF_MENTEES, _OF_MENTORS) if choice.library.kind is Kind.MENTEES else (_OF_MENTORS, _OF_MENTEES)
    fields = [
        match.field
        for heading in choice.layout.headings
        if (match := choice.library.lookup(base_heading(heading))) and match.strength >= Strength.PHRASE
    ]
    upns = _has_upns(choice, today)
    return (
        sum(field in own for field in fields)
        - sum(field in other for field in fields)
        + ((2.0 if choice.library.kind is Kind.MENTEES else -2.0) if upns else 0.0)
    )


def _has_upns(choice: Choice, today: date) -> bool:
    rows = choice.table.rows[choice.layout.first : choice.layout.first + 20]
    columns: list[list[Cell]] = [
        [row[index] for row in rows if index < len(row)] for index in range(len(choice.layout.headings))
    ]
    return any(share("upn", cells, today) > 0.6 for cells in columns)


def _hints(choice: Choice, name: str) -> float:
    """Count the words in the file's name, the sheet's name and the title rows that speak for a kind."""
    titles = [as_text(cell) for row in choice.table.rows[: choice.layout.header or 0] for cell in row if cell]
    words = [word for text in (name, choice.table.sheet, *titles[:20]) for word in words_of(text)]
    hints = choice.library.hints
    count = sum(word in hints or word.rstrip("s") in hints for word in words)
    return count + (0.5 if choice.library.kind is Kind.MENTEES else 0.0)


def _about_sheets(best: Choice, filled: Sequence[Choice], tables: Sequence[Table]) -> tuple[str, ...]:
    if len(tables) < 2:
        return ()
    alike = sorted(
        {
            choice.table.sheet
            for choice in filled
            if choice.table is not best.table and choice.layout.score >= 0.7 * best.layout.score > 1
        }
    )
    said = ngettext(
        "The file has {n} sheet; “{{sheet}}” was read.", "The file has {n} sheets; “{{sheet}}” was read.", len(tables)
    ).format(sheet=best.table.sheet)
    more = _(" These look like people too and were not read: {what}.").format(what=", ".join(alike)) if alike else ""
    return (said + more,)
