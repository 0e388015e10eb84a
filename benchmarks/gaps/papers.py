"""Papers made and printed: 300 forms, and a whole evening of 2,000 pairs."""

from typing import Any

from benchmarks.gaps.day import Day


def print_forms(day: Day) -> None:
    """Make 300 forms."""
    from desktop.models.people import Mentee
    from desktop.workspace.papers import Paper, PaperOrder

    people = tuple(one.id for one in day.desk.roster.people(Mentee)[:300])
    with day.watch.watched("300 forms are ordered and made"):
        job = day.desk.previews.of(PaperOrder(paper=Paper.CONSENT_FORMS, people=people))
        day.board.work("Printing", lambda run: job(run, run.asked), lambda _sheaf: None)
        day.rest()


def plan_term(day: Day) -> None:
    """Plan the term of the published pairs, and keep it."""
    with day.watch.watched("the term is planned for 2,000 pairs, and kept"):
        day.go("sessions").plan()
        day.rest()


def print_packs(day: Day) -> None:
    """Make all papers of the first evening, and send eight pages to a printer whose paper is a file."""
    from desktop.workspace.papers import Paper, PaperOrder

    made: list[Any] = []
    with day.watch.watched("all papers of the first evening are made"):
        first = day.desk.sessions.next()
        assert first is not None
        order = PaperOrder(paper=Paper.EVENING_PACKS, sessions=(first.id,))
        day.board.look_through("Packs", lambda desk, run: desk.previews.of(order)(run, run.asked), made.append)
        day.rest()
    _print(day, made[0].pdf)


def _print(day: Day, pdf: bytes) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.ui.pages.papers.printing import print_to

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(day.folder / "paper.pdf"))
    with day.watch.watched("they are printed, eight pages of them"):
        printer.setFromTo(1, 8)
        day.board.work("Printing", lambda run: print_to(printer, pdf, run, breath=run.asked), lambda _nothing: None)
        day.rest()
