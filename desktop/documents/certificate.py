"""The certificate at the end, for a mentee or a mentor."""

from collections.abc import Sequence
from typing import BinaryIO

from desktop.documents.batch import print_each, unprintable
from desktop.documents.catalogue import Catalogue
from desktop.documents.consent_form import draw_draft_note
from desktop.documents.facts import school_facts
from desktop.documents.letters import words_for
from desktop.documents.requests import UNWATCHED, Batch, CertificateRequest, PaperProblem, Watch
from desktop.documents.sheet import A4, ACCENT, HAIR, MM, MUTED, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _

_LANDSCAPE = (A4[1], A4[0])
_EDGE = 14 * MM


def certificates(
    requests: Sequence[CertificateRequest],
    out: BinaryIO,
    *,
    catalogues: Sequence[Catalogue] = (),
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write a certificate for each name, as it stands."""
    sheet = Sheet(out, _("Certificates"), Setting(), _LANDSCAPE)

    def draw(request: CertificateRequest) -> list[PaperProblem]:
        words = words_for(request.language, catalogues, "certificate")
        sheet.setting, sheet.mirrored = words.setting, words.rtl
        problems = unprintable(request.name, [request.name, request.signed_by], sheet.setting, left_out=True)
        if not problems:
            sheet.turn_to(_LANDSCAPE)
            _draw_certificate(sheet, words, request)
            sheet.end_page()
        return problems

    return print_each(sheet, requests, draw, watch)


def _draw_certificate(sheet: Sheet, words: Catalogue, request: CertificateRequest) -> None:
    facts = school_facts(words, request.school, request.programme)
    facts["sessions"] = _times(words, request.sessions)
    width, x = sheet.width - 6 * _EDGE, 3 * _EDGE
    sheet.box(Box(_EDGE, _EDGE, sheet.width - 2 * _EDGE, sheet.height - 2 * _EDGE), stroke=ACCENT, radius=8)
    inner = Box(_EDGE + 6, _EDGE + 6, sheet.width - 2 * _EDGE - 12, sheet.height - 2 * _EDGE - 12)
    sheet.box(inner, stroke=HAIR, radius=5)
    sheet.fit(facts["programme"], Box(x, 92, width, 24), Style(14, colour=MUTED), align="centre")
    title = Style(40, bold=True, colour=ACCENT)
    sheet.fit(words.text("certificate.title"), Box(x, 124, width, 60), title, align="centre")
    sheet.fit(words.text("certificate.presented"), Box(x, 198, width, 24), Style(14, colour=MUTED), align="centre")
    sheet.fit(request.name, Box(x, 230, width, 64), Style(36, bold=True), align="centre")
    sheet.rule(x + width * 0.2, 302, width * 0.6)
    what = words.text(f"certificate.{'mentor' if request.as_mentor else 'mentee'}", facts)
    sheet.fit(what, Box(x, 320, width, 54), Style(16), align="centre", middle=False)
    sheet.fit(words.text("certificate.thanks"), Box(x, 384, width, 28), Style(15, colour=ACCENT), align="centre")
    half = width / 2 - 20
    ends = (("signed", request.signed_by), ("date", words.day(request.on)))
    for place, (label, text) in enumerate(ends):
        left = x + place * (half + 40)
        sheet.fit(text, Box(left, 456, half, 24), Style(13, bold=True), align="centre")
        sheet.rule(left, 482, half)
        column = Column(left, 485, half)
        sheet.write(words.text(f"certificate.{label}"), column, Style(9, colour=MUTED), align="centre")
    draw_draft_note(sheet, words)


def _times(words: Catalogue, sessions: int) -> str:
    if sessions == 1:
        return words.text("certificate.once")
    return words.text("certificate.times", {"n": str(sessions)})
