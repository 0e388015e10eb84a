"""Letters: the reminder about a form that hasn't come back, and the welcomes to mentee, family and mentor.

Each letter is in the language asked for where its catalogue has the letter, else in English.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import BinaryIO, NamedTuple

from desktop.documents.batch import print_each, unprintable
from desktop.documents.catalogue import SOURCE, Catalogue, catalogue, choose
from desktop.documents.codes import QR_SIDE, draw_qr
from desktop.documents.consent_form import draw_draft_note
from desktop.documents.facts import first_session, school_facts
from desktop.documents.reply import MARGIN
from desktop.documents.requests import (
    UNWATCHED,
    Batch,
    ChaseLetterRequest,
    PaperProblem,
    Watch,
    Welcomed,
    WelcomeLetterRequest,
)
from desktop.documents.sheet import ACCENT, INK, MUTED, Box, Column, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _
from desktop.models.programme import School
from desktop.models.reference import spaced

_SIZES = (11.0, 10.4, 9.8, 9.2, 8.6, 8.0, 7.4)
_TEXT_TOP = 190.0
_TEXT_FOOT = 190.0
_INDENT = MARGIN + 12


class Letter(NamedTuple):
    """A letter in words: whom it is from, when, about what, the paragraphs and the signature."""

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
    catalogues: Sequence[Catalogue] = (),
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write a reminder to each family, with the form's reference so that a reply finds its form."""
    sheet = Sheet(out, _("Reminder letters"), Setting())

    def draw(request: ChaseLetterRequest) -> list[PaperProblem]:
        words = words_for(request.consent.language, catalogues, "chase")
        facts = school_facts(words, request.school, request.programme) | {
            "name": request.mentee.full_name,
            "issued": words.day(request.consent.issued_on),
            "return_by": words.day(request.consent.return_by or request.on),
        }
        reference = request.consent.reference
        letter = Letter(request.school, words, "chase", request.on, facts, request.signed_by, reference)
        return _draw(sheet, letter, request.mentee.full_name)

    return print_each(sheet, requests, draw, watch)


def welcome_letters(
    requests: Sequence[WelcomeLetterRequest],
    out: BinaryIO,
    *,
    catalogues: Sequence[Catalogue] = (),
    watch: Watch = UNWATCHED,
) -> Batch:
    """Write a welcome to each mentee, family or mentor."""
    sheet = Sheet(out, _("Welcome letters"), Setting())

    def draw(request: WelcomeLetterRequest) -> list[PaperProblem]:
        section = f"welcome_{request.to.value}"
        usual = request.mentee.form_language if request.to is Welcomed.FAMILY else SOURCE
        words = words_for(request.language or usual, catalogues, section)
        facts = school_facts(words, request.school, request.programme) | {
            "name": request.mentee.known_as,
            "mentor": request.mentor.known_as,
            "first": first_session(words, section, request.first_session),
            "year": _year(words, section, request.mentee.year),
        }
        letter = Letter(request.school, words, section, request.on, facts, request.signed_by)
        person = request.mentor.name if request.to is Welcomed.MENTOR else request.mentee.full_name
        return _draw(sheet, letter, person)

    return print_each(sheet, requests, draw, watch)


def words_for(language: str, own: Sequence[Catalogue], section: str) -> Catalogue:
    """Return the texts of a paper in a language, in English where there are none."""
    return choose(language, own, section) or choose(SOURCE, own, section) or catalogue(SOURCE)


def _year(words: Catalogue, section: str, year: int | None) -> str:
    key = f"{section}.in_year"
    return words.text(key, {"year": str(year)}) if year is not None and key in words.texts else ""


def _draw(sheet: Sheet, letter: Letter, person: str) -> list[PaperProblem]:
    problems = unprintable(person, list(letter.facts.values()), letter.words.setting, left_out=True)
    sheet.setting, sheet.mirrored = letter.words.setting, letter.words.rtl
    paragraphs = letter.words.all(f"{letter.section}.paragraphs", letter.facts)
    size = _size(sheet, paragraphs)
    if size is None:
        advice = _("Shorten the letter in the school's own form texts.")
        problems.append(PaperProblem(person=person, reason=_("This letter is too long for its page."), advice=advice))
    elif not problems:
        _draw_letter(sheet, letter, paragraphs, size)
        sheet.end_page()
    return problems


def _draw_letter(sheet: Sheet, letter: Letter, paragraphs: Sequence[str], size: float) -> None:
    words, width = letter.words, sheet.width - 2 * _INDENT
    top = draw_letterhead(sheet, letter.school)
    top = sheet.write(words.day(letter.on), Column(_INDENT, top, width), Style(10.4, colour=MUTED), align="page") + 16
    subject = words.text(f"{letter.section}.subject", letter.facts)
    sheet.fit(subject, Box(_INDENT, top, width, 34), Style(15, bold=True), middle=False)
    top = max(top + 44, _TEXT_TOP)
    for paragraph in paragraphs:
        top = sheet.write(paragraph, Column(_INDENT, top, width), Style(size)) + size * 0.75
    top = sheet.write(words.text(f"{letter.section}.closing"), Column(_INDENT, top + 6, width), Style(size)) + 38
    sheet.rule(_INDENT, top, width * 0.45)
    signed = Box(_INDENT, top + 4, width * 0.6, 18 * words.leading / 1.38)
    sheet.fit(letter.signed_by, signed, Style(10.4, bold=True, colour=INK))
    if letter.reference:
        _draw_reference(sheet, letter)
    draw_draft_note(sheet, words)


def draw_letterhead(sheet: Sheet, school: School) -> float:
    """Draw the school's name and address and return where a letter may begin."""
    width = sheet.width - 2 * _INDENT
    sheet.fit(school.name, Box(_INDENT, 40, width, 24), Style(15, bold=True, colour=ACCENT))
    contact = "  ·  ".join(part for part in (school.address, school.phone, school.email) if part)
    sheet.fit(contact, Box(_INDENT, 65, width, 13), Style(8.6, colour=MUTED))
    sheet.rule(_INDENT, 84, width, ACCENT, 1.2)
    return 112


def _draw_reference(sheet: Sheet, letter: Letter) -> None:
    top = sheet.height - 44 - QR_SIDE
    draw_qr(sheet, letter.reference, sheet.width - _INDENT - QR_SIDE, top)
    box = Box(sheet.width - _INDENT - QR_SIDE - 190, top + QR_SIDE - 24, 180, 18)
    sheet.fit(spaced(letter.reference), box, Style(11, bold=True, colour=MUTED), align="end")


def _size(sheet: Sheet, paragraphs: Sequence[str]) -> float | None:
    """Return the largest size at which a letter stays on its page, None where it can't."""
    width, room = sheet.width - 2 * _INDENT, sheet.height - _TEXT_TOP - _TEXT_FOOT
    for size in _SIZES:
        tall = sum(sheet.measure(paragraph, width, Style(size)) + size * 0.75 for paragraph in paragraphs)
        if tall <= room:
            return size
    return None
