"""Plain lists: rosters, matches with their reasons, the waiting list; printed here, as a workbook elsewhere."""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from desktop.documents.batch import finish, unprintable
from desktop.documents.facts import day_in_words
from desktop.documents.grid import Grid, GridColumn
from desktop.documents.register import LANDSCAPE
from desktop.documents.requests import Batch, Cell, Column, Listing, MatchRow, WaitingRow
from desktop.documents.sheet import MM, MUTED, Box, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _, ngettext
from desktop.models.matches import MatchState
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.vocabulary import vocabulary

_MARGIN = 14 * MM


def mentee_list(mentees: Sequence[Mentee], subtitle: str = "") -> Listing:
    """Return the roster of mentees, in the order given."""
    columns = _columns(
        (_("Name"), 3), (_("Known as"), 2), (_("Year"), 0.8), (_("Form"), 1), (_("Born"), 1.6), (_("Papers in"), 1.6)
    )
    tongues = vocabulary("languages")
    rows = tuple(
        (
            f"{one.legal_forename} {one.legal_surname}".strip(),
            one.known_as,
            one.year,
            one.form,
            one.date_of_birth,
            tongues.label(one.papers_language),
        )
        for one in mentees
    )
    return Listing(title=_("Young people"), subtitle=subtitle, columns=columns, rows=rows)


def mentor_list(mentors: Sequence[Mentor], subtitle: str = "") -> Listing:
    """Return the roster of mentors, in the order given; no check number stands on it."""
    columns = _columns(
        (_("Name"), 3), (_("Employer"), 2.4), (_("Sectors"), 3), (_("E-mail"), 3), (_("Phone"), 2), (_("State"), 1.2)
    )
    sectors, states = vocabulary("sectors"), _states()
    rows = tuple(
        (one.name, one.employer, ", ".join(map(sectors.label, one.sectors)), one.email, one.phone, states[one.state])
        for one in mentors
    )
    return Listing(title=_("Mentors"), subtitle=subtitle, columns=columns, rows=rows)


def match_list(matches: Sequence[MatchRow], subtitle: str = "") -> Listing:
    """Return the matches with what speaks for each, best first reasons as they were given."""
    columns = _columns(
        (_("Young person"), 2.4),
        (_("Year"), 0.8),
        (_("Mentor"), 2.4),
        (_("State"), 1.3),
        (_("Fit"), 0.8),
        (_("Why"), 6),
    )
    stands = _stands()
    rows = tuple(
        (
            row.mentee.full_name,
            row.mentee.year,
            row.mentor.name,
            stands[row.match.state],
            row.match.score,
            "; ".join(row.reasons) or _points(row.match.criteria),
        )
        for row in matches
    )
    return Listing(title=_("Matches"), subtitle=subtitle, columns=columns, rows=rows)


def _states() -> dict[PersonState, str]:
    return {
        PersonState.ACTIVE: _("takes part"),
        PersonState.PAUSED: _("is paused"),
        PersonState.BARRED: _("barred"),
        PersonState.LEFT: _("no longer takes part"),
    }


def _stands() -> dict[MatchState, str]:
    return {
        MatchState.DRAFT: _("proposed"),
        MatchState.REVIEWED: _("reviewed"),
        MatchState.PUBLISHED: _("running"),
        MatchState.CLOSED: _("ended"),
        MatchState.VOID: _("taken back"),
    }


def waiting_list(waiting: Sequence[WaitingRow], subtitle: str = "") -> Listing:
    """Return who waits, since when and why, in the order given."""
    columns = _columns((_("Name"), 3), (_("Year"), 0.8), (_("Form"), 1), (_("Waiting since"), 1.8), (_("Why"), 6))
    rows = tuple(
        (row.mentee.full_name, row.mentee.year, row.mentee.form, row.mentee.waiting_since, row.reason)
        for row in waiting
    )
    return Listing(title=_("Waiting list"), subtitle=subtitle, columns=columns, rows=rows)


def listing_pdf(listing: Listing, out: BinaryIO) -> Batch:
    """Print a list, A4 landscape, with its heading on each page."""
    sheet = Sheet(out, listing.title, Setting(), LANDSCAPE)
    columns = tuple(
        GridColumn(column.heading, column.share, place == 0) for place, column in enumerate(listing.columns)
    )
    grid = Grid(columns, 23, 9.4, _MARGIN, 15 * MM, ruled=False)
    cells = [[cell_text(cell) for cell in row] for row in listing.rows]
    grid.draw(sheet, cells, lambda: _head(sheet, listing))
    problems = [problem for row in cells for problem in unprintable(row[0], row, sheet.setting, left_out=False)]
    return finish(sheet, len(listing.rows), problems)


def cell_text(cell: Cell) -> str:
    """Return a cell as it is printed."""
    if isinstance(cell, date):
        return day_in_words(cell)
    return "" if cell is None else str(cell)


def _columns(*columns: tuple[str, float]) -> tuple[Column, ...]:
    return tuple(Column(heading=heading, share=share) for heading, share in columns)


def _points(criteria: dict[str, int]) -> str:
    best = sorted(criteria.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name.replace('_', ' ')} {points}" for name, points in best if points)


def _head(sheet: Sheet, listing: Listing) -> float:
    width = sheet.width - 2 * _MARGIN
    sheet.fit(listing.title, Box(_MARGIN, 30, width * 0.5, 24), Style(17, bold=True))
    right = Box(_MARGIN + width * 0.5, 30, width * 0.5, 24)
    sheet.fit(listing.subtitle, right, Style(10, colour=MUTED), align="end")
    foot = Box(_MARGIN, sheet.height - 32, width, 12)
    said = ngettext(
        "Page {{page}}. {n} line. Keep this list safe; it names people.",
        "Page {{page}}. {n} lines. Keep this list safe; it names people.",
        len(listing.rows),
    )
    sheet.fit(said.format(page=sheet.pages + 1), foot, Style(8, colour=MUTED))
    return 62
