"""The sheet a pair fills in at a session: two to a page with a tear line, no surname and no address on it."""

from collections.abc import Sequence
from itertools import groupby
from typing import BinaryIO

from desktop.documents.batch import finish, unprintable
from desktop.documents.facts import day_in_words
from desktop.documents.register import setting_for
from desktop.documents.requests import UNWATCHED, Batch, PaperProblem, SheetRequest, Variant, Watch
from desktop.documents.sheet import A4, ACCENT, CREAM, HAIR, MM, MUTED, WHITE, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _

_MARGIN = 15 * MM
_SIDE = 11.0


def session_sheets(
    requests: Sequence[SheetRequest],
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write a sheet for each pair, two to a page; one to a page in large print and in the dyslexia-friendly form."""
    sheet = Sheet(out, _("Session sheets"), setting_for(variant))
    problems: list[PaperProblem] = []
    for _session, due in groupby(requests, key=lambda one: one.session.id):  # no two sessions share a page
        problems += draw_sheets(sheet, list(due), variant, watch)
    return finish(sheet, len(requests), list(dict.fromkeys(problems)), for_hall=True)


def draw_sheets(
    sheet: Sheet, requests: Sequence[SheetRequest], variant: Variant, watch: Watch = UNWATCHED
) -> list[PaperProblem]:
    """Draw the sheets on as many pages as they need and return what the coordinator has to know."""
    sheet.turn_to(A4)
    a_page = 2 if variant is Variant.STANDARD else 1
    problems: list[PaperProblem] = []
    for done, request in enumerate(requests):
        watch.step(done, len(requests))
        place = done % a_page
        if place == 0:
            _ground(sheet, variant, a_page)
        _draw_sheet(sheet, request, place * sheet.height / 2, 1.0 if a_page == 2 else 1.5)
        problems.extend(_problems(request, sheet.setting))
        if place == a_page - 1 or done == len(requests) - 1:
            sheet.end_page()
    return problems


def _ground(sheet: Sheet, variant: Variant, a_page: int) -> None:
    if variant is Variant.DYSLEXIA_FRIENDLY:
        sheet.box(Box(0, 0, sheet.width, sheet.height), fill=CREAM)
    if a_page == 2:
        sheet.tear_line(sheet.height / 2)


def _draw_sheet(sheet: Sheet, request: SheetRequest, top: float, grow: float) -> None:
    """Draw one sheet; `grow` is the factor on the ordinary sizes."""
    width = sheet.width - 2 * _MARGIN
    deep = grow if grow == 1.0 else grow * 1.9  # a sheet with a page of its own has more room to write
    end = _draw_head(sheet, request, top + _MARGIN * 0.8, grow)
    end = _lines(sheet, Box(_MARGIN, end, width, 32 * grow), _("Last time we agreed"), request.last_action, grow)
    end = _lines(sheet, Box(_MARGIN, end, width, 46 * deep), _("Today’s goal"), "", grow)
    end = _topics(sheet, request, end, grow)
    end = _lines(sheet, Box(_MARGIN, end, width, 62 * deep), _("What we agreed to do next"), "", grow)
    _draw_foot(sheet, request, end, grow)


def _draw_head(sheet: Sheet, request: SheetRequest, top: float, grow: float) -> float:
    session, width = request.session, sheet.width - 2 * _MARGIN
    mentee = request.mentee.known_as if request.mentee else ""
    mentor = request.mentor.known_as if request.mentor else ""
    number = _("Session {n} of {all}").format(n=session.number, all=request.programme.sessions_planned)
    sheet.fit(number, Box(_MARGIN, top, width * 0.42, 20 * grow), Style(14 * grow, bold=True))
    about = day_in_words(session.day)
    if request.table is not None:
        table = _("Table {n}").format(n=request.table)
        about = f"{table}  ·  {about}"
    right = Box(_MARGIN + width * 0.44, top, width * 0.56, 20 * grow)
    sheet.fit(about, right, Style(10 * grow, bold=True, colour=ACCENT), align="end")
    top += 24 * grow
    half = width / 2 - 8
    for place, (label, name) in enumerate(((_("Young person"), mentee), (_("Mentor"), mentor))):
        x = _MARGIN + place * (half + 16)
        sheet.fit(label, Box(x, top, half, 10 * grow), Style(7.8 * grow, colour=MUTED))
        sheet.fit(name, Box(x, top + 10 * grow, half, 20 * grow), Style(12 * grow, bold=True))
        sheet.rule(x, top + 31 * grow, half, HAIR)
    return top + 37 * grow


def _lines(sheet: Sheet, box: Box, label: str, text: str, grow: float) -> float:
    """Draw a label with what is known under it, or with lines to write on."""
    sheet.fit(label, Box(box.x, box.top, box.width, 11 * grow), Style(8.6 * grow, bold=True, colour=MUTED))
    written = Box(box.x, box.top + 11 * grow, box.width, box.height - 12 * grow)
    if text:
        sheet.fit(text, written, Style(10 * grow), middle=False)
    pitch = 16 * grow
    for line in range(1, max(1, round(written.height / pitch)) + 1):
        if not text or line * pitch >= written.height:
            sheet.rule(box.x, min(written.top + line * pitch, written.top + written.height), box.width, HAIR)
    return box.top + box.height + 8 * grow


def _topics(sheet: Sheet, request: SheetRequest, top: float, grow: float) -> float:
    topics = request.topics or (
        _("School"), _("Skills"), _("Work"), _("What comes next"), _("Confidence"), _("Something else")
    )  # fmt: skip
    width = (sheet.width - 2 * _MARGIN) / 3
    label = Box(_MARGIN, top, 3 * width, 11 * grow)
    sheet.fit(_("We talked about"), label, Style(8.6 * grow, bold=True, colour=MUTED))
    top += 13 * grow
    for place, topic in enumerate(topics):
        x, line = _MARGIN + place % 3 * width, top + place // 3 * 16 * grow
        sheet.tick_box(x, line + 2, _SIDE * grow)
        box = Box(x + _SIDE * grow + 6, line, width - _SIDE * grow - 12, 15 * grow)
        sheet.fit(topic, box, Style(9.4 * grow))
    return top + -(-len(topics) // 3) * 16 * grow + 6 * grow


def _draw_foot(sheet: Sheet, request: SheetRequest, top: float, grow: float) -> None:
    width = (sheet.width - 2 * _MARGIN) / 2
    for place, who in enumerate((_("Young person: how was today?"), _("Mentor: how was today?"))):
        _scale(sheet, Column(_MARGIN + place * width, top, width - 12), who, grow)
    top += 36 * grow
    alone = grow > 1.0  # a sheet with a page of its own has a line for each
    sheet.tick_box(_MARGIN, top, _SIDE * grow)
    label = Box(_MARGIN + _SIDE * grow + 6, top - 2, (2 * width if alone else width) - 30, 16 * grow)
    sheet.fit(_("Anything to tell staff? Tick, and someone will come."), label, Style(9.2 * grow))
    top += 24 * grow if alone else 0
    following = day_in_words(request.next_date) if request.next_date else "____________________"
    left = _MARGIN if alone else _MARGIN + width
    right = Box(left, top - 2, width * 1.1 if alone else width - 12, 16 * grow)
    sheet.fit(_("Next time: {day}").format(day=following), right, Style(9.2 * grow))
    top += 22 * grow
    minutes = Box(_MARGIN, top - 2, width, 16 * grow)
    sheet.fit(_("Minutes together: ________"), minutes, Style(9.2 * grow))
    initials = Box(_MARGIN + width, top - 2, width, 16 * grow)
    sheet.fit(_("Initials: ________"), initials, Style(9.2 * grow), align="start" if not alone else "end")


def _scale(sheet: Sheet, column: Column, label: str, grow: float) -> None:
    sheet.fit(label, Box(column.x, column.top, column.width, 11 * grow), Style(8.6 * grow, bold=True, colour=MUTED))
    side = 17 * grow
    for number in range(1, 6):
        box = Box(column.x + (number - 1) * (side + 8), column.top + 13 * grow, side, side)
        sheet.box(box, fill=WHITE, stroke=HAIR, radius=side / 2)
        sheet.fit(str(number), box, Style(9.4 * grow), align="centre")
    words = Box(column.x + 5 * (side + 8), column.top + 13 * grow, column.width - 5 * (side + 8), side)
    sheet.fit(_("1 poor, 5 great"), words, Style(7.4 * grow, colour=MUTED))


def _problems(request: SheetRequest, setting: Setting) -> list[PaperProblem]:
    found: list[PaperProblem] = []
    if request.mentee:
        texts = [request.mentee.known_as, request.last_action]
        found += unprintable(request.mentee.full_name, texts, setting, left_out=False)
    if request.mentor:
        found += unprintable(request.mentor.name, [request.mentor.known_as], setting, left_out=False)
    return found
