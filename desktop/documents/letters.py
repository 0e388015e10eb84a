"""Letters: the reminder about a form that hasn't come back, and the welcomes to mentee, family and mentor.

Each letter is in the language asked for where its catalogue has the letter, else in English.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import BinaryIO, NamedTuple

from desktop.documents.batch import in_english, print_each, unprintable
from desktop.documents.blocks import Block, kept, text_block
from desktop.documents.catalogue import SOURCE, Catalogue, catalogue, choose
from desktop.documents.codes import QR_SIDE, draw_qr
from desktop.documents.facts import first_session, school_facts
from desktop.documents.letterpaper import INDENT, Letterpaper, too_long
from desktop.documents.requests import (
    UNWATCHED,
    Batch,
    ChaseLetterRequest,
    PaperProblem,
    Variant,
    Watch,
    Welcomed,
    WelcomeLetterRequest,
)
from desktop.documents.sheet import MUTED, Box, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _
from desktop.models.programme import School
from desktop.models.reference import spaced


class Letter(NamedTuple):
    """A letter in words: to whom and from whom, when, about what, the paragraphs and the signature."""

    person: str
    school: School
    words: Catalogue
    section: str
    on: date
    facts: Mapping[str, str]
    signed_by: str = ""
    reference: str = ""


def chase_letters(
    requests: Sequence[ChaseLetterRequest],
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    catalogues: Sequence[Catalogue] = (),
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write a reminder to each family, with the form's reference so that a reply finds its form."""
    sheet, told = Sheet(out, _("Reminder letters"), Setting()), set[str]()

    def draw(request: ChaseLetterRequest) -> list[PaperProblem]:
        words = words_for(request.consent.language, catalogues, "chase")
        facts = school_facts(words, request.school, request.programme) | {
            "name": request.mentee.full_name,
            "issued": words.day(request.consent.issued_on),
            "return_by": words.day(request.consent.return_by or request.on),
        }
        person, reference = request.mentee.full_name, request.consent.reference
        letter = Letter(person, request.school, words, "chase", request.on, facts, request.signed_by, reference)
        return in_english(request.consent.language, words.language, told) + _draw(sheet, letter, variant)

    return print_each(sheet, requests, draw, watch)


def welcome_letters(
    requests: Sequence[WelcomeLetterRequest],
    out: BinaryIO,
    *,
    variant: Variant = Variant.STANDARD,
    catalogues: Sequence[Catalogue] = (),
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write a welcome to each mentee, family or mentor."""
    sheet, told = Sheet(out, _("Welcome letters"), Setting()), set[str]()

    def draw(request: WelcomeLetterRequest) -> list[PaperProblem]:
        section = f"welcome_{request.to.value}"
        usual = request.mentee.papers_language if request.to is Welcomed.FAMILY else SOURCE
        language = request.language or usual
        words = words_for(language, catalogues, section)
        facts = school_facts(words, request.school, request.programme) | {
            "name": request.mentee.known_as,
            "mentor": request.mentor.known_as,
            "first": first_session(words, section, request.first_session),
            "year": _year(words, section, request.mentee.year),
        }
        person = request.mentor.name if request.to is Welcomed.MENTOR else request.mentee.full_name
        letter = Letter(person, request.school, words, section, request.on, facts, request.signed_by)
        return in_english(language, words.language, told) + _draw(sheet, letter, variant)

    return print_each(sheet, requests, draw, watch)


def words_for(language: str, own: Sequence[Catalogue], section: str) -> Catalogue:
    """Return the texts of a paper in a language, in English where there are none."""
    return choose(language, own, section) or choose(SOURCE, own, section) or catalogue(SOURCE)


def _year(words: Catalogue, section: str, year: int | None) -> str:
    key = f"{section}.in_year"
    return words.text(key, {"year": str(year)}) if year is not None and key in words.texts else ""


def _draw(sheet: Sheet, letter: Letter, variant: Variant) -> list[PaperProblem]:
    paper = Letterpaper(sheet, letter.school, letter.words, variant, foot=QR_SIDE if letter.reference else 0.0)
    named = [*letter.facts.values(), letter.signed_by]
    problems = unprintable(letter.person, named, paper.hand.setting, left_out=True)
    pages = paper.laid_out(lambda size: _blocks(paper, letter, size))
    if pages is None:
        problems.append(too_long(letter.person))
    elif not problems:
        for number, _end in paper.draw(pages):
            if letter.reference and number == len(pages) - 1:
                _draw_reference(sheet, letter.reference)
    return problems


def _blocks(paper: Letterpaper, letter: Letter, size: float) -> list[Block]:
    sheet, words, column = paper.sheet, letter.words, (INDENT, paper.width)
    subject = words.text(f"{letter.section}.subject", letter.facts)
    day = Style(size * 0.95, colour=MUTED)
    blocks = [
        text_block(sheet, words.day(letter.on), column, day, after=size * 1.5, align="page"),
        kept(text_block(sheet, subject, column, Style(size * 1.36, bold=True), after=size * 1.1)),
    ]
    paragraphs = words.all(f"{letter.section}.paragraphs", letter.facts)
    blocks += [text_block(sheet, paragraph, column, Style(size), after=size * 0.75) for paragraph in paragraphs]
    closing = text_block(sheet, words.text(f"{letter.section}.closing"), column, Style(size), after=size * 3)
    return [*blocks, kept(closing), _signature(paper, letter.signed_by, size)]


def _signature(paper: Letterpaper, name: str, size: float) -> Block:
    tall = size * 1.7 * paper.words.leading / 1.38

    def draw(top: float) -> None:
        paper.sheet.rule(INDENT, top, paper.width * 0.45)
        paper.sheet.fit(name, Box(INDENT, top + 4, paper.width * 0.6, tall), Style(size, bold=True))

    return Block(tall + 4, draw)


def _draw_reference(sheet: Sheet, reference: str) -> None:
    top = sheet.height - 44 - QR_SIDE
    draw_qr(sheet, reference, sheet.width - INDENT - QR_SIDE, top)
    box = Box(sheet.width - INDENT - QR_SIDE - 190, top + QR_SIDE - 24, 180, 18)
    sheet.fit(spaced(reference), box, Style(11, bold=True, colour=MUTED), align="end")
