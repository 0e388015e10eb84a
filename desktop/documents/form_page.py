"""The pages of a consent form drawn: what stands there whoever gets them, and over it one family's own words."""

from collections.abc import Mapping
from typing import NamedTuple

from desktop.documents.codes import CODE128_HEIGHT, code128_width, draw_code128
from desktop.documents.directions import apart
from desktop.documents.draft_note import draw_draft_note
from desktop.documents.flow import Flow
from desktop.documents.information import bottom, column_width
from desktop.documents.reply import FOOT, MARGIN, ReplyPage, Spoken, draw_plan
from desktop.documents.sheet import ACCENT, CREAM, INK, MUTED, Box, Column, Sheet, Style
from desktop.models.reference import spaced


class Form(NamedTuple):
    """What all families that get the same form share: its words, its pages to keep and its pages to return."""

    key: object
    spoken: Spoken
    keep: list[tuple[Flow, ...]]
    reply: list[ReplyPage]
    whom: str
    grow: float  # the factor of large print on what has a fixed size

    @property
    def first_top(self) -> float:
        """Where the text starts on the first page."""
        return MARGIN * 0.72 + 108 * self.grow

    @property
    def pages(self) -> int:
        """How many pages a family gets."""
        return len(self.keep) + len(self.reply)


def same_for_all(sheet: Sheet, form: Form, number: int) -> None:
    """Draw what stands on a page of a form whoever gets it."""
    if form.spoken.clear:
        sheet.box(Box(0, 0, sheet.width, sheet.height), fill=CREAM)
    if number < len(form.keep):
        _draw_information(sheet, form, number)
    else:
        draw_plan(sheet, form.reply[number - len(form.keep)])
    _draw_foot(sheet, form, number)


def _draw_information(sheet: Sheet, form: Form, number: int) -> None:
    top = MARGIN
    if number == 0:
        _draw_head(sheet, form)
        top = form.first_top
    width = column_width(sheet, form.spoken)
    for place, flow in enumerate(form.keep[number]):
        flow.draw(sheet, Column(MARGIN + place * (width + 16), top, width))
    if len(form.keep[number]) > 1:
        sheet.upright(sheet.width / 2, top, bottom(sheet) - top)


def _draw_head(sheet: Sheet, form: Form) -> None:
    width, top, grow = sheet.width - 2 * MARGIN, MARGIN * 0.72, form.grow
    school = Box(MARGIN, top, width * 0.5 - 8, 15 * grow)
    sheet.fit(form.spoken.facts["school"], school, Style(9.6 * grow, bold=True, colour=ACCENT))
    programme = Box(MARGIN + width * 0.5, top, width * 0.5, 15 * grow)
    sheet.fit(form.spoken.facts["programme"], programme, Style(9.6 * grow, colour=MUTED), align="end")
    sheet.rule(MARGIN, top + 19 * grow, width, ACCENT, 1.2)
    rtl = form.spoken.setting.rtl
    titles = "  ·  ".join(apart(text, rtl=rtl) for text, _setting in form.spoken.each("consent.title"))
    sheet.fit(titles, Box(MARGIN, top + 24 * grow, width, 34 * grow), Style(20 * grow, bold=True))
    whom = " / ".join(apart(text, rtl=rtl) for text, _setting in form.spoken.each(f"consent.for_{form.whom}"))
    sheet.fit(whom, Box(MARGIN, form.first_top - 48 * grow, width, 15 * grow), Style(9.4 * grow, colour=MUTED))


def _draw_foot(sheet: Sheet, form: Form, number: int) -> None:
    words = form.spoken.main
    keep = [words.text("words.keep")] if number < len(form.keep) else []
    page = words.text("words.page", {"page": str(number + 1), "pages": str(form.pages)})
    version = words.text(
        "words.version", {"version": f"{form.spoken.facts['version']} {words.language} {words.version}"}
    )
    text = "  ·  ".join([page, *keep, version])
    width = sheet.width - 2 * MARGIN - 130
    sheet.fit(text, Box(MARGIN, sheet.height - FOOT - 2, width, 15), Style(8 * form.grow, colour=MUTED))
    draw_draft_note(sheet, words, form.grow)


def fill_in(sheet: Sheet, page: ReplyPage, values: Mapping[str, str], *, editable: bool) -> None:
    """Draw what is known; what can be changed on a screen is left to its field."""
    for entry in page.fields:
        if entry.key in values and not (editable and entry.tip):
            bold = entry.key == "return_by"
            style = Style(entry.box.height * 0.74, bold=bold, colour=ACCENT if bold else INK)
            sheet.fit(values[entry.key], entry.box, style)


def draw_code(sheet: Sheet, office: Box, reference: str) -> None:
    """Draw a form's reference as bars, and as people read it, into the box for the office."""
    x, top = office.x + 8, office.top + 6
    draw_code128(sheet, reference, x, top)
    box = Box(x, top + CODE128_HEIGHT + 2, code128_width(reference), 18)
    sheet.fit(spaced(reference), box, Style(13, bold=True), align="centre")
