"""The commitment agreement that mentee, mentor and staff sign at their first meeting."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from desktop.documents.batch import print_each, unprintable
from desktop.documents.catalogue import Catalogue
from desktop.documents.consent_form import draw_draft_note
from desktop.documents.facts import school_facts
from desktop.documents.letters import draw_letterhead, words_for
from desktop.documents.reply import MARGIN
from desktop.documents.requests import UNWATCHED, AgreementRequest, Batch, PaperProblem, Watch
from desktop.documents.sheet import ACCENT, MUTED, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _

_X = MARGIN + 12


def agreements(
    requests: Sequence[AgreementRequest],
    out: BinaryIO,
    *,
    catalogues: Sequence[Catalogue] = (),
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write an agreement for each pair, with lines for three signatures."""
    sheet = Sheet(out, _("Mentoring agreements"), Setting())

    def draw(request: AgreementRequest) -> list[PaperProblem]:
        words = words_for(request.language, catalogues, "agreement")
        sheet.setting, sheet.mirrored = words.setting, words.rtl
        facts = school_facts(words, request.school, request.programme)
        facts |= {"mentee": request.mentee.known_as, "mentor": request.mentor.known_as}
        named = [facts["mentee"], facts["mentor"], request.staff]
        problems = unprintable(request.mentee.full_name, named, sheet.setting, left_out=True)
        if not problems:
            _draw_agreement(sheet, words, facts, request)
            sheet.end_page()
        return problems

    return print_each(sheet, requests, draw, watch)


def _draw_agreement(sheet: Sheet, words: Catalogue, facts: Mapping[str, str], request: AgreementRequest) -> None:
    width = sheet.width - 2 * _X
    top = draw_letterhead(sheet, request.school)
    top = sheet.write(words.text("agreement.title"), Column(_X, top - 6, width), Style(24, bold=True)) + 2
    sheet.fit(words.text("agreement.lead", facts), Box(_X, top, width, 44), Style(11.4), middle=False)
    top += 52
    for side in ("mentee", "mentor", "school"):
        heading = Style(12.4, bold=True, colour=ACCENT)
        top = sheet.write(words.text(f"agreement.{side}_heading"), Column(_X, top, width), heading) + 3
        for promise in words.all(f"agreement.{side}", facts):
            sheet.write("•", Column(_X, top, 12), Style(10.4, colour=ACCENT))
            top = sheet.write(promise, Column(_X + 14, top, width - 14), Style(10.4)) + 3
        top += 9
    top = sheet.write(words.text("agreement.closing"), Column(_X, top, width), Style(10.4, colour=MUTED)) + 16
    signing = (("mentee", facts["mentee"]), ("mentor", facts["mentor"]), ("staff", request.staff))
    for who, name in signing:
        top = _signature(sheet, words, words.text(f"agreement.sign_{who}"), name, top)
    draw_draft_note(sheet, words)


def _signature(sheet: Sheet, words: Catalogue, label: str, name: str, top: float) -> float:
    width = sheet.width - 2 * _X
    columns = (
        (label, name, 0.36),
        (words.text("agreement.signature"), "", 0.4),
        (words.text("agreement.date"), "", 0.24),
    )
    x = _X
    for heading, text, share in columns:
        box = Box(x, top, width * share - 12, 12)
        sheet.fit(heading, box, Style(8.2, colour=MUTED))
        sheet.fit(text, Box(x, top + 12, box.width, 24), Style(12, bold=True))
        sheet.rule(x, top + 38, box.width)
        x += width * share
    return top + 50
