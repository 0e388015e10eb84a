"""All papers of one evening in one PDF with bookmarks: cover, register, sheets, cover mentors, badges, blanks."""

from collections.abc import Sequence
from typing import BinaryIO

from desktop.documents.badges import Badge, draw_badges
from desktop.documents.batch import finish
from desktop.documents.facts import day_in_words
from desktop.documents.register import (
    draw_register,
    exits_of,
    facilitator_of,
    may_appear,
    mentors_on,
    names_on,
    reach,
    session_in_words,
    setting_for,
    sorted_rows,
)
from desktop.documents.reply import MARGIN
from desktop.documents.requests import (
    UNWATCHED,
    Batch,
    EveningPackRequest,
    PaperProblem,
    RegisterRequest,
    SheetRequest,
    Variant,
    Watch,
)
from desktop.documents.session_sheet import draw_sheets
from desktop.documents.sheet import A4, ACCENT, MUTED, SOFT, Box, Column, Sheet, Style
from desktop.i18n import _, pgettext
from desktop.models.people import Mentor, PersonState


def evening_pack(
    request: EveningPackRequest, out: BinaryIO, *, variant: Variant = Variant.STANDARD, watch: Watch = UNWATCHED
) -> Batch:
    """Write one evening's papers; nobody who may not be there stands on any of them. Raises Stopped."""
    return evening_packs([request], out, variant=variant, watch=watch)


def evening_packs(
    requests: Sequence[EveningPackRequest],
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write the papers of several evenings one after the other, each under its bookmark. Raises Stopped."""
    alone = len(requests) == 1
    title = _("Session papers")
    if alone:
        day = day_in_words(requests[0].register_request.session.day)
        title = _("Session papers, {day}").format(day=day)
    sheet = Sheet(out, title, setting_for(variant))
    problems: list[PaperProblem] = []
    made = 0
    for request in requests:
        if not alone:
            sheet.bookmark(session_in_words(request.register_request.session))
        problems += _draw_pack(sheet, request, variant, watch, level=0 if alone else 1)
        made += len(request.sheets)
    return finish(sheet, made, _once(problems), for_hall=True)


def _draw_pack(
    sheet: Sheet, request: EveningPackRequest, variant: Variant, watch: Watch, *, level: int
) -> list[PaperProblem]:
    """Draw one evening's papers in the order they are used; `level` is that of their bookmarks."""
    register_request, sheets = request.register_request, _allowed(request)
    watch.step(0, len(sheets))
    sheet.bookmark(pgettext("first page", "Cover"), level)
    _draw_cover(sheet, register_request)
    sheet.bookmark(_("Register"), level)
    problems = draw_register(sheet, register_request, variant)
    if sheets:
        sheet.bookmark(_("Session sheets"), level)
        problems += draw_sheets(sheet, sheets, variant, watch)
    sheet.bookmark(_("Cover mentors"), level)
    _draw_cover_mentors(sheet, register_request)
    badges = _badges(register_request)
    if badges:
        sheet.bookmark(_("Badges"), level)
        draw_badges(sheet, badges)
    if request.blank_sheets:
        sheet.bookmark(_("Blank sheets"), level)
        blank = SheetRequest(programme=register_request.programme, session=register_request.session)
        draw_sheets(sheet, [blank] * request.blank_sheets, variant)
    watch.step(len(sheets), len(sheets))
    return problems


def _allowed(request: EveningPackRequest) -> list[SheetRequest]:
    """Return the sheets by table, each without a mentor who may not be there."""
    clear = {mentor.id for row in request.register_request.rows if (mentor := may_appear(row))}
    sheets = [
        sheet if sheet.mentor is None or sheet.mentor.id in clear else sheet.model_copy(update={"mentor": None})
        for sheet in request.sheets
    ]
    return sorted(sheets, key=lambda sheet: (sheet.table is None, sheet.table or 0))


def _cover(request: RegisterRequest) -> list[Mentor]:
    return [mentor for mentor in request.cover if mentor.state is PersonState.ACTIVE]


def _draw_cover(sheet: Sheet, request: RegisterRequest) -> None:
    session, school = request.session, request.school
    sheet.turn_to(A4)
    width = sheet.width - 2 * MARGIN
    sheet.fit(school.name, Box(MARGIN, 44, width, 22), Style(13, bold=True, colour=ACCENT))
    title = _("Session {n} of {all}").format(n=session.number, all=request.programme.sessions_planned)
    sheet.fit(title, Box(MARGIN, 74, width, 44), Style(32, bold=True))
    when = f"{day_in_words(session.day, weekday=True)}, {session.start:%H:%M}\u2013{session.finish:%H:%M}"
    sheet.fit(when, Box(MARGIN, 122, width, 26), Style(16))
    top = _draw_counts(sheet, request, 172)
    for label, text in (
        (_("Room"), session.room or "____________"),
        (_("Facilitator"), reach(facilitator_of(school, session))),
        (_("Safeguarding lead"), reach(school.dsl)),
        (_("Fire and evacuation"), exits_of(school, session)),
    ):
        sheet.fit(label, Box(MARGIN, top, width, 14), Style(9.4, colour=MUTED))
        sheet.fit(text, Box(MARGIN, top + 14, width, 34), Style(15, bold=True), middle=False)
        top += 58
    note = _("These papers name young people. Give them back to the coordinator at the end; leave none in the room.")
    sheet.write(note, Column(MARGIN, top + 10, width), Style(10.4, colour=MUTED))
    sheet.end_page()


def _draw_counts(sheet: Sheet, request: RegisterRequest, top: float) -> float:
    clear = sum(may_appear(row) is not None and row.mentee_clear for row in request.rows)
    counts = (
        (len(request.rows), _("pairs due")),
        (clear, _("clear to meet")),
        (len(request.rows) - clear, _("to look at")),
        (len(_cover(request)), _("cover mentors")),
    )
    width = (sheet.width - 2 * MARGIN + 10) / len(counts)
    for place, (count, label) in enumerate(counts):
        box = Box(MARGIN + place * width, top, width - 10, 66)
        sheet.box(box, fill=SOFT, radius=5)
        sheet.fit(str(count), Box(box.x, top + 6, box.width, 34), Style(24, bold=True), align="centre")
        sheet.fit(label, Box(box.x + 4, top + 42, box.width - 8, 16), Style(9.4, colour=MUTED), align="centre")
    return top + 92


def _draw_cover_mentors(sheet: Sheet, request: RegisterRequest) -> None:
    sheet.turn_to(A4)
    width = sheet.width - 2 * MARGIN
    top = sheet.write(_("Cover mentors"), Column(MARGIN, MARGIN, width), Style(22, bold=True)) + 2
    about = _("Clear to meet, and free at this time if asked. Write the cover mentor’s name on the register.")
    top = sheet.write(about, Column(MARGIN, top, width), Style(10.4, colour=MUTED)) + 12
    called = mentors_on(request)
    for name in [called[mentor.id] for mentor in _cover(request)] or [_("Nobody is on the list for this session.")]:
        if top + 40 > sheet.height - MARGIN:
            sheet.end_page()
            top = MARGIN
        sheet.tick_box(MARGIN, top + 7, 13)
        sheet.fit(name, Box(MARGIN + 22, top, width * 0.5, 28), Style(13, bold=True))
        sheet.rule(MARGIN, top + 31, width)
        top += 34
    sheet.end_page()


def _badges(request: RegisterRequest) -> list[Badge]:
    """Return a badge for each mentor and mentee who is due, mentors first; forenames only."""
    event = f"{request.programme.name}, {day_in_words(request.session.day)}"
    return [
        *(Badge(name, _("Mentor"), event) for name in mentors_on(request).values()),
        *(Badge(name, _("Young person"), event) for name in names_on(sorted_rows(request))),
    ]


def _once(problems: list[PaperProblem]) -> list[PaperProblem]:
    return list(dict.fromkeys(problems))
