"""The register a facilitator uses in the hall: one line a pair, blanks for walk-ins, nobody who may not be there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from desktop.documents import fonts
from desktop.documents.batch import finish, unprintable
from desktop.documents.facts import day_in_words
from desktop.documents.grid import Grid, GridCell, GridColumn, Mark, Note
from desktop.documents.requests import (
    UNWATCHED,
    Batch,
    PaperProblem,
    RegisterOrder,
    RegisterRequest,
    RegisterRow,
    Variant,
    Watch,
)
from desktop.documents.sheet import A4, ACCENT, INK, MM, MUTED, Box, Sheet, Style
from desktop.documents.typeset import Setting, clearer
from desktop.i18n import _
from desktop.models.people import Mentor, PersonState
from desktop.models.programme import School, Staff
from desktop.models.record import MentorId
from desktop.models.sessions import Session

LANDSCAPE = (A4[1], A4[0])
_MARGIN = 12 * MM
_FOOT = 16 * MM


def register(request: RegisterRequest, out: BinaryIO, *, variant: Variant = Variant.STANDARD) -> Batch:
    """Write a session's register. A mentor who isn't clear to meet is not printed: the row asks for cover."""
    return registers([request], out, variant=variant)


def registers(
    requests: Sequence[RegisterRequest],
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write the registers of several sessions one after the other, with a bookmark each. Raises Stopped."""
    days = ", ".join(dict.fromkeys(f"{one.session.day:%d/%m/%Y}" for one in requests))
    title = _("Register, {day}").format(day=days) if len(requests) == 1 else _("Registers")
    sheet = Sheet(out, title, setting_for(variant), LANDSCAPE)
    problems: list[PaperProblem] = []
    for done, request in enumerate(requests):
        watch.step(done, len(requests))
        if len(requests) > 1:
            sheet.bookmark(session_in_words(request.session))
        problems += draw_register(sheet, request, variant)
    watch.step(len(requests), len(requests))
    return finish(sheet, sum(len(one.rows) for one in requests), list(dict.fromkeys(problems)), for_hall=True)


def session_in_words(session: Session) -> str:
    """Return what a session is called in an outline."""
    return ", ".join(part for part in (day_in_words(session.day), f"{session.start:%H:%M}", session.room) if part)


def draw_register(sheet: Sheet, request: RegisterRequest, variant: Variant) -> list[PaperProblem]:
    """Draw the register's pages on a sheet and return what the coordinator has to know."""
    sheet.turn_to(LANDSCAPE)
    rows = sorted_rows(request)
    large = variant is not Variant.STANDARD
    grid = Grid(_columns(), 40 if large else 24, 15 if large else 10.2, _MARGIN, _FOOT)
    mentors = mentors_on(request)
    cells = [_cells(row, name, mentors) for row, name in zip(rows, names_on(rows), strict=True)]
    blanks = [_blank()] * request.blank_rows
    grid.draw(sheet, [*cells, *blanks], lambda: _head(sheet, request, large=large))
    problems = unprintable(request.school.name, _head_words(request), sheet.setting, left_out=False)
    return problems + [problem for row in rows for problem in _problems(row, sheet.setting)]


def setting_for(variant: Variant) -> Setting:
    """Return how staff papers are set in a variant."""
    return clearer(Setting()) if variant is Variant.DYSLEXIA_FRIENDLY else Setting()


def may_appear(row: RegisterRow) -> Mentor | None:
    """Return the row's mentor if that mentor may meet young people today."""
    mentor = row.mentor
    return mentor if mentor is not None and row.clear and mentor.state is PersonState.ACTIVE else None


def sorted_rows(request: RegisterRequest) -> list[RegisterRow]:
    """Return the rows by table, those without one last, or by the mentee's name."""
    if request.order is RegisterOrder.NAME:
        return sorted(request.rows, key=lambda row: fonts.clean(row.mentee.full_name).casefold())
    return sorted(
        request.rows,
        key=lambda row: (row.table is None, row.table or 0, fonts.clean(row.mentee.full_name).casefold()),
    )


def names_on(rows: Sequence[RegisterRow]) -> list[str]:
    """Return the mentees' names as the hall knows them, told apart within a form."""
    return told_apart([(row.mentee.known_as, row.mentee.legal_surname, row.mentee.form or "") for row in rows])


def mentors_on(request: RegisterRequest) -> dict[MentorId, str]:
    """Return who may be there, by table and then who could cover, with the names on their badges, told apart."""
    there = {mentor.id: mentor for row in sorted_rows(request) if (mentor := may_appear(row))}
    there |= {mentor.id: mentor for mentor in request.cover if mentor.state is PersonState.ACTIVE}
    names = told_apart([(one.known_as, one.name.partition(" ")[2].split(" ")[-1], "") for one in there.values()])
    return dict(zip(there, names, strict=True))


def told_apart(people: Sequence[tuple[str, str, str]]) -> list[str]:
    """Return what people are called; those alike in one place also get as few letters of their surname as tell them.

    Each is given as name, surname and place. More than three letters would be the surname, which stays out of the hall.
    """
    tries = [_with_letters(people, letters) for letters in (1, 2, 3)]
    return [name for name, _place in max(tries, key=lambda tried: len(set(tried)))]


def _with_letters(people: Sequence[tuple[str, str, str]], letters: int) -> list[tuple[str, str]]:
    seen = Counter((name, place) for name, _surname, place in people)
    return [
        (f"{name} {surname[:letters]}".strip() if seen[name, place] > 1 else name, place)
        for name, surname, place in people
    ]


def reach(person: Staff | None) -> str:
    """Return a member of staff with a phone number, or a line to write on."""
    return ", ".join(part for part in (person.name, person.phone) if part) if person else "____________"


def facilitator_of(school: School, session: Session) -> Staff | None:
    """Return who runs a session."""
    return next((person for person in school.staff if person.id == session.facilitator), None)


def exits_of(school: School, session: Session) -> str:
    """Return what is known of a room's exits, without a full stop."""
    known = next((room.exits for room in school.rooms if room.name == session.room), "")
    return known.rstrip(".") or _("see the notice in the room")


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn(_("Table"), 4.2, bold=True),
        GridColumn(_("Mentor"), 13, bold=True),
        GridColumn(_("Clear to meet"), 5),
        GridColumn(_("Signed in"), 6.5),
        GridColumn(_("ID seen"), 4.2),
        GridColumn(_("Young person"), 15, bold=True),
        GridColumn(_("Form"), 5.5),
        GridColumn(_("Arrived"), 6.5),
        GridColumn(_("Left"), 6.5),
        GridColumn(_("Absence code"), 6),
        GridColumn(_("Cover mentor"), 12),
        GridColumn(_("Initials"), 6),
    )


def _cells(row: RegisterRow, name: str, mentors: Mapping[MentorId, str]) -> list[GridCell]:
    mentor = may_appear(row)
    clear = mentor is not None and row.mentee_clear
    return [
        "" if row.table is None else str(row.table),
        mentors[mentor.id] if mentor else Note(_("cover needed")),
        Mark.TICK if clear else Note(_("ask")),
        "",
        Mark.BOX,
        name,
        row.mentee.form or "",
        *[""] * 5,
    ]


def _blank() -> list[GridCell]:
    return ["", "", "", "", Mark.BOX, *[""] * 7]


def _head(sheet: Sheet, request: RegisterRequest, *, large: bool) -> float:
    session, school = request.session, request.school
    width, top = sheet.width - 2 * _MARGIN, _MARGIN * 0.8
    grow = 1.3 if large else 1.0
    title = _("Register: session {n} of {all}").format(n=session.number, all=request.programme.sessions_planned)
    sheet.fit(title, Box(_MARGIN, top, width * 0.5, 24), Style(17, bold=True))
    right = Box(_MARGIN + width * 0.5, top, width * 0.5, 24)
    sheet.fit(school.name, right, Style(11, bold=True, colour=ACCENT), align="end")
    when = f"{day_in_words(session.day, weekday=True)}, {session.start:%H:%M}\u2013{session.finish:%H:%M}"
    facts = [
        (_("When"), when),
        (_("Room"), session.room or "____________"),
        (_("Facilitator"), reach(facilitator_of(school, session))),
        (_("Safeguarding lead"), reach(school.dsl)),
    ]
    for place, (label, text) in enumerate(facts):
        x = _MARGIN + place * width / 4
        sheet.fit(label, Box(x, top + 28, width / 4 - 8, 10), Style(7.4 * grow, colour=MUTED))
        sheet.fit(text, Box(x, top + 38, width / 4 - 8, 18 * grow), Style(10 * grow, colour=INK))
    exits = exits_of(school, session)
    note = _("In a fire or an evacuation: {exits}. Take this register with you.").format(exits=exits)
    sheet.fit(note, Box(_MARGIN, top + 40 + 18 * grow, width, 14 * grow), Style(9 * grow, colour=MUTED))
    foot = _("Nobody counts as in the room until they are marked. Page {n}").format(n=sheet.pages + 1)
    sheet.fit(foot, Box(_MARGIN, sheet.height - _FOOT + 12, width, 12), Style(8, colour=MUTED))
    return top + 44 + 32 * grow


def _head_words(request: RegisterRequest) -> list[str]:
    school, session = request.school, request.session
    people = [reach(facilitator_of(school, session)), reach(school.dsl)]
    return [school.name, session.room, exits_of(school, session), *people]


def _problems(row: RegisterRow, setting: Setting) -> list[PaperProblem]:
    mentee = row.mentee
    found = unprintable(mentee.full_name, [mentee.known_as, mentee.legal_surname[:1]], setting, left_out=False)
    mentor = may_appear(row)
    if mentor is not None:
        return found + unprintable(mentor.name, [mentor.known_as], setting, left_out=False)
    if row.mentor is not None:
        reason = _("This mentor isn’t clear to meet and was not printed on the register.")
        advice = _("Find cover for {name}, or look at the mentor’s checks.").format(name=mentee.known_as)
        found.append(PaperProblem(person=row.mentor.name, reason=reason, advice=advice))
    return found
