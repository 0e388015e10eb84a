"""The commitment agreement that mentee, mentor and staff sign at their first meeting."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import BinaryIO

from desktop.documents.batch import in_english, print_each, unprintable
from desktop.documents.blocks import Block, kept, text_block
from desktop.documents.catalogue import Catalogue
from desktop.documents.facts import school_facts
from desktop.documents.letterpaper import INDENT, Letterpaper, too_long
from desktop.documents.letters import words_for
from desktop.documents.requests import UNWATCHED, AgreementRequest, Batch, PaperProblem, Variant, Watch
from desktop.documents.sheet import ACCENT, MUTED, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _


def agreements(
    requests: Sequence[AgreementRequest],
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    catalogues: Sequence[Catalogue] = (),
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write an agreement for each pair, with lines for three signatures."""
    sheet, told = Sheet(out, _("Mentoring agreements"), Setting()), set[str]()

    def draw(request: AgreementRequest) -> list[PaperProblem]:
        words = words_for(request.language, catalogues, "agreement")
        paper = Letterpaper(sheet, request.school, words, variant)
        facts = school_facts(words, request.school, request.programme)
        facts |= {"mentee": request.mentee.known_as, "mentor": request.mentor.known_as}
        named = [*facts.values(), request.staff]
        problems = unprintable(request.mentee.full_name, named, paper.hand.setting, left_out=True)
        pages = paper.laid_out(lambda size: _blocks(paper, facts, request.staff, size))
        if pages is None:
            problems.append(too_long(request.mentee.full_name))
        elif not problems:
            list(paper.draw(pages))
        return in_english(request.language, words.language, told) + problems

    return print_each(sheet, requests, draw, watch)


def _blocks(paper: Letterpaper, facts: Mapping[str, str], staff: str, size: float) -> list[Block]:
    sheet, words, column = paper.sheet, paper.words, (INDENT, paper.width)
    body, heading = Style(size * 0.95), Style(size * 1.12, bold=True, colour=ACCENT)
    blocks = [
        text_block(sheet, words.text("agreement.title"), column, Style(size * 2.1, bold=True)),
        text_block(sheet, words.text("agreement.lead", facts), column, Style(size), after=size * 1.8),
    ]
    for side in ("mentee", "mentor", "school"):
        blocks.append(kept(text_block(sheet, words.text(f"agreement.{side}_heading"), column, heading, after=3)))
        blocks += [_promise(paper, promise, body) for promise in words.all(f"agreement.{side}", facts)]
        blocks[-1] = blocks[-1]._replace(height=blocks[-1].height + size * 0.85)
    closing = Style(body.size, colour=MUTED)
    blocks.append(kept(text_block(sheet, words.text("agreement.closing"), column, closing, after=size * 1.4)))
    signing = (("mentee", facts["mentee"]), ("mentor", facts["mentor"]), ("staff", staff))
    blocks += [kept(_signature(paper, words.text(f"agreement.sign_{who}"), name, size)) for who, name in signing]
    return blocks


def _promise(paper: Letterpaper, promise: str, style: Style) -> Block:
    sheet, inside = paper.sheet, style.size * 1.35
    text = text_block(sheet, promise, (INDENT + inside, paper.width - inside), style, after=style.size * 0.3)

    def draw(top: float) -> None:
        sheet.write("•", Column(INDENT, top, inside), style._replace(colour=ACCENT))
        text.draw(top)

    return text._replace(draw=draw)


def _signature(paper: Letterpaper, label: str, name: str, size: float) -> Block:
    """Return a line for a name, a signature and a date."""
    words, unit = paper.words, size / 11
    columns = (
        (label, name, 0.36),
        (words.text("agreement.signature"), "", 0.4),
        (words.text("agreement.date"), "", 0.24),
    )
    return Block(50 * unit, partial(_sign_here, paper, columns, unit))


def _sign_here(paper: Letterpaper, columns: Sequence[tuple[str, str, float]], unit: float, top: float) -> None:
    sheet, x = paper.sheet, INDENT
    for heading, text, share in columns:
        box = Box(x, top, paper.width * share - 12, 12 * unit)
        sheet.fit(heading, box, Style(11 * unit * paper.hand.small, colour=MUTED))
        sheet.fit(text, Box(x, top + 12 * unit, box.width, 24 * unit), Style(12 * unit, bold=True))
        sheet.rule(x, top + 38 * unit, box.width)
        x += paper.width * share
