"""The certificate at the end, for a mentee or a mentor."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from desktop.documents.batch import in_english, print_each, unprintable
from desktop.documents.catalogue import Catalogue
from desktop.documents.draft_note import draw_draft_note
from desktop.documents.facts import school_facts
from desktop.documents.letterpaper import hand_of
from desktop.documents.letters import words_for
from desktop.documents.requests import UNWATCHED, Batch, CertificateRequest, PaperProblem, Variant, Watch
from desktop.documents.sheet import A4, ACCENT, CREAM, HAIR, MM, MUTED, Box, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _

_LANDSCAPE = (A4[1], A4[0])
_EDGE = 14 * MM


def certificates(
    requests: Sequence[CertificateRequest],
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    catalogues: Sequence[Catalogue] = (),
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write a certificate for each name, as it stands."""
    sheet, told = Sheet(out, _("Certificates"), Setting(), _LANDSCAPE), set[str]()

    def draw(request: CertificateRequest) -> list[PaperProblem]:
        words = words_for(request.language, catalogues, "certificate")
        hand = hand_of(words, variant)
        sheet.setting, sheet.mirrored = hand.setting, words.rtl
        facts = school_facts(words, request.school, request.programme)
        facts["sessions"] = _times(words, request.sessions)
        named = [request.name, request.signed_by, facts["programme"], facts["school"]]
        problems = unprintable(request.name, named, sheet.setting, left_out=True)
        if not problems:
            sheet.turn_to(_LANDSCAPE)
            _draw_ground(sheet, variant)
            _draw_certificate(sheet, words, facts, request, hand.grow)
            sheet.end_page()
        return in_english(request.language, words.language, told) + problems

    return print_each(sheet, requests, draw, watch)


def _draw_ground(sheet: Sheet, variant: Variant) -> None:
    if variant is Variant.DYSLEXIA_FRIENDLY:
        sheet.box(Box(0, 0, sheet.width, sheet.height), fill=CREAM)
    sheet.box(Box(_EDGE, _EDGE, sheet.width - 2 * _EDGE, sheet.height - 2 * _EDGE), stroke=ACCENT, radius=8)
    inner = Box(_EDGE + 6, _EDGE + 6, sheet.width - 2 * _EDGE - 12, sheet.height - 2 * _EDGE - 12)
    sheet.box(inner, stroke=HAIR, radius=5)


def _draw_certificate(
    sheet: Sheet, words: Catalogue, facts: Mapping[str, str], request: CertificateRequest, grow: float
) -> None:
    """Draw what is said; `grow` is the factor on what isn't large anyway."""
    width, x = sheet.width - 6 * _EDGE, 3 * _EDGE

    def centred(text: str, top: float, height: float, style: Style) -> None:
        sheet.fit(text, Box(x, top, width, height), style, align="centre")

    centred(facts["programme"], 88, 28, Style(14 * grow, colour=MUTED))
    centred(words.text("certificate.title"), 122, 62, Style(40, bold=True, colour=ACCENT))
    centred(words.text("certificate.presented"), 194, 28, Style(14 * grow, colour=MUTED))
    centred(request.name, 230, 64, Style(36, bold=True))
    sheet.rule(x + width * 0.2, 302, width * 0.6)
    what = words.text(f"certificate.{'mentor' if request.as_mentor else 'mentee'}", facts)
    sheet.fit(what, Box(x, 316, width, 66), Style(16 * grow), align="centre", middle=False)
    centred(words.text("certificate.thanks"), 388, 30, Style(15 * grow, colour=ACCENT))
    half = width / 2 - 20
    ends = (("signed", request.signed_by), ("date", words.day(request.on)))
    for place, (label, text) in enumerate(ends):
        left = x + place * (half + 40)
        sheet.fit(text, Box(left, 450, half, 30), Style(13 * grow, bold=True), align="centre")
        sheet.rule(left, 482, half)
        below = Box(left, 485, half, 13 * grow)
        sheet.fit(words.text(f"certificate.{label}"), below, Style(9 * grow, colour=MUTED), align="centre")
    draw_draft_note(sheet, words, grow)


def _times(words: Catalogue, sessions: int) -> str:
    if sessions == 1:
        return words.text("certificate.once")
    return words.text("certificate.times", {"n": str(sessions)})
