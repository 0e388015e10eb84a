"""Many papers one after the other: one bad record never stops the rest, and what was left out is listed at the end."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from desktop.documents import fonts
from desktop.documents.reply import MARGIN
from desktop.documents.requests import Batch, PaperProblem, Watch
from desktop.documents.sheet import A4, MUTED, Column, Sheet, Style
from desktop.documents.typeset import Setting
from desktop.i18n import _
from desktop.models.vocabulary import vocabulary

Request = TypeVar("Request")
Draw = Callable[[Request], list[PaperProblem]]


def print_each(sheet: Sheet, requests: Sequence[Request], draw: Draw[Request], watch: Watch) -> Batch:
    """Draw each request and close the document. `draw` returns its problems; a paper left out draws nothing."""
    problems: list[PaperProblem] = []
    made = 0
    for done, request in enumerate(requests):
        watch.step(done, len(requests))
        found = draw(request)
        problems.extend(found)
        made += not any(problem.left_out for problem in found)
    watch.step(len(requests), len(requests))
    return finish(sheet, made, problems)


def finish(sheet: Sheet, made: int, problems: Sequence[PaperProblem], *, for_hall: bool = False) -> Batch:
    """Add the list of problems where there are any, close the document and report.

    A paper for the hall has no such list: it must not name a mentor who may not be there. The report does.
    """
    if not sheet.pages or (problems and not for_hall):
        _list_problems(sheet, [] if for_hall else problems)
    sheet.close()
    return Batch(pages=sheet.pages, made=made, problems=tuple(problems))


def unprintable(person: str, texts: Sequence[str], setting: Setting, *, left_out: bool) -> list[PaperProblem]:
    """Return a problem where a person's texts have letters that no face has, else nothing."""
    lacking = [letter for text in texts for letter in fonts.missing(text, setting.kind, setting.language)]
    if not lacking:
        return []
    letters = " ".join(dict.fromkeys(lacking))
    return [
        PaperProblem(
            person=person,
            reason=_("There is no printed letter for: {letters}").format(letters=letters),
            advice=_("Write the name in letters this computer can print, or fill in the form by hand."),
            left_out=left_out,
        )
    ]


def in_english(wanted: str, used: str, told: set[str]) -> list[PaperProblem]:
    """Return a problem where a paper isn't there in a language and another was used; `told` says it once a batch."""
    if wanted.split("-")[0] == used.split("-")[0] or wanted in told:
        return []
    told.add(wanted)
    return [
        PaperProblem(
            person=vocabulary("languages").label(wanted),
            reason=_("This paper isn’t there in this language; it was printed in English."),
            advice=_("Add a file of form texts that has it, or read the paper with the family."),
            left_out=False,
        )
    ]


def _list_problems(sheet: Sheet, problems: Sequence[PaperProblem]) -> None:
    sheet.turn_to(A4)
    sheet.setting, sheet.mirrored = Setting(), False
    width = sheet.width - 2 * MARGIN
    heading = _("For the coordinator: please look at these") if problems else _("There was nothing to print")
    top = sheet.write(heading, Column(MARGIN, MARGIN, width), Style(16, bold=True)) + 10
    for problem in problems:
        text = f"{problem.reason} {problem.advice}".strip()
        tall = sheet.measure(problem.person, width, Style(10.5, bold=True)) + sheet.measure(text, width, Style(9.5))
        if top + tall > sheet.height - MARGIN:
            sheet.end_page()
            top = MARGIN
        top = sheet.write(problem.person, Column(MARGIN, top, width), Style(10.5, bold=True))
        top = sheet.write(text, Column(MARGIN, top, width), Style(9.5, colour=MUTED)) + 8
    sheet.end_page()
