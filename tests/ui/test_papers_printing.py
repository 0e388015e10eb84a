"""What comes out of the printer is the very PDF: each page as large as it is and lying as it lies."""

import io
import threading

import numpy as np
import pypdfium2
import pytest
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.consent_form import consent_forms
from desktop.documents.evening_pack import evening_pack
from desktop.errors import Stopped, Trouble
from desktop.ui.pages.papers.printing import _ONE_AT_A_TIME, no_printer, print_to, when_free, with_sheet_job
from desktop.workspace.papers import Paper
from tests.ui.test_papers_page import ask
from tests.unit.documents.papers import PACK, form, picture, printed


@pytest.fixture
def printer(qapp, tmp_path):
    """A printer whose paper is a file."""
    found = QPrinter(QPrinter.PrinterMode.HighResolution)
    found.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    found.setOutputFileName(str(tmp_path / "paper.pdf"))
    return found


def came_out(tmp_path):
    return (tmp_path / "paper.pdf").read_bytes()


def sizes(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [tuple(round(side) for side in document.get_page_size(number)) for number in range(len(document))]


def grey(pdf, page):
    """How dark each ninth of an inch of a page is."""
    shown = np.asarray(picture(pdf, page, 72), dtype=float)[:840, :592]
    return shown.reshape(105, 8, 74, 8).mean(axis=(1, 3))


def test_each_page_lies_as_it_lies_and_is_as_large_as_it_is(printer, tmp_path):
    pdf, _batch = printed(evening_pack, PACK)
    print_to(printer, pdf)
    ours, theirs = sizes(pdf), sizes(came_out(tmp_path))
    assert (842, 595) in ours
    assert all(
        abs(a - b) <= 1 for one, other in zip(ours, theirs, strict=True) for a, b in zip(one, other, strict=True)
    )


def test_the_ink_stands_where_it_stands_in_the_pdf(printer, tmp_path):
    pdf, _batch = printed(consent_forms, [form(0, "ur")])
    print_to(printer, pdf)
    for page in (1, 2):
        ours, theirs = (grey(one, page) for one in (pdf, came_out(tmp_path)))
        assert np.abs(ours - theirs).mean() < 1.5
        assert np.abs(np.roll(ours, 1, axis=0) - theirs).mean() > 2  # the measure tells a ninth of an inch


def test_only_the_pages_that_were_asked_for_are_printed(printer, tmp_path):
    pdf, batch = printed(evening_pack, PACK)
    printer.setFromTo(2, 3)
    print_to(printer, pdf)
    assert batch.pages > 3
    assert sizes(came_out(tmp_path))[0][0] > sizes(came_out(tmp_path))[0][1]
    assert len(sizes(came_out(tmp_path))) == 2


def test_printing_can_be_stopped_between_pages(printer):
    def stop(_words, done, _of):
        if done:
            raise Stopped("Stopped.", "")

    with pytest.raises(Stopped):
        print_to(printer, printed(consent_forms, [form()])[0], stop)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said(qapp, tmp_path):
    broken = QPrinter()
    broken.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    broken.setOutputFileName(str(tmp_path / "no folder" / "paper.pdf"))
    with pytest.raises(Trouble, match="printer"):
        print_to(broken, printed(consent_forms, [form()])[0])


class RunsOut(QPrinter):
    """A printer whose tray is empty after its first page."""

    def newPage(self):  # noqa: N802 - Qt names it
        return False


class Jams(QPrinter):
    """A printer that fails once it has everything."""

    def printerState(self):  # noqa: N802 - Qt names it
        return QPrinter.PrinterState.Error


def into_a_file(printer, tmp_path):
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    return printer


def test_a_printer_that_stops_on_the_way_is_said_with_how_far_it_came(qapp, tmp_path):
    with pytest.raises(Trouble, match="stopped after 1 page"):
        print_to(into_a_file(RunsOut(), tmp_path), printed(evening_pack, PACK)[0])


def test_a_printer_that_fails_at_the_end_is_said(qapp, tmp_path):
    with pytest.raises(Trouble, match="didn’t take the paper"):
        print_to(into_a_file(Jams(), tmp_path), printed(consent_forms, [form()])[0])


@pytest.fixture
def asked(monkeypatch):
    """The answers of the system's dialog that asks for a printer; how often it was asked can be seen."""
    answers, seen = [QDialog.DialogCode.Rejected], []

    def ask(dialog):
        seen.append(dialog)
        return answers[-1]

    monkeypatch.setattr(QPrintDialog, "exec", ask)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Office"]))
    return answers, seen


@pytest.fixture
def page(seat, workspace):
    found = seat(workspace, "papers").shell.page
    ask(found, Paper.REGISTERS)
    return found


def press_print(qtbot, page):
    """Press Print once the paper is there."""
    qtbot.waitUntil(lambda: page.sheaf is not None)
    page.print_here()


def test_a_dialog_for_a_printer_that_is_left_prints_and_keeps_nothing(qtbot, page, asked):
    told = page.window().told
    before = list(told.notices)
    press_print(qtbot, page)
    assert len(asked[1]) == 1
    assert (told.notices, told.troubles) == (before, [])


def test_where_there_is_no_printer_one_sentence_says_so_and_nothing_is_asked(qtbot, page, asked, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    press_print(qtbot, page)
    assert asked[1] == []
    assert page.window().told.troubles == [str(no_printer())]


def test_a_printer_that_fails_leaves_the_paper_ready_to_be_printed_again(qtbot, page, tmp_path):
    qtbot.waitUntil(lambda: page.sheaf is not None)
    page.print_on(into_a_file(Jams(), tmp_path), page.sheaf)
    assert len(page.window().told.troubles) == 1
    qtbot.waitUntil(page.send.isEnabled)
    assert page.trouble.isVisible()  # making the preview anew takes nothing back


def test_a_recovery_sheet_isn_t_said_to_be_printed_where_there_is_no_printer(qapp, asked, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    jobs = []
    with_sheet_job(QWidget(), lambda: b"", "print", lambda job, said: jobs.append((job, said)))
    (job, said) = jobs[0]
    assert (asked[1], said) == ([], "")
    with pytest.raises(Trouble, match="no printer"):
        job()


def test_a_form_s_code_is_kept_before_it_is_printed(seat, workspace, printer, tmp_path):
    from desktop.models.people import Mentee

    page = seat(workspace, "papers").shell.page
    person = next(one for one in workspace.roster.people(Mentee) if workspace.consents.of(one.id) is None)
    ask(page, Paper.CONSENT_FORMS, person.id)
    sheaf = page.sheaf
    page.print_on(printer, sheaf)
    assert workspace.consents.of(person.id).reference == sheaf.new_forms[0].reference
    assert len(sizes(came_out(tmp_path))) == sheaf.pages
    assert page.window().told.notices[-1] == "Consent forms sent to the printer"


def black_page():
    out = io.BytesIO()
    drawn = Canvas(out, pagesize=(595, 842))
    drawn.rect(0, 0, 595, 842, fill=1)
    drawn.save()
    return out.getvalue()


@pytest.mark.parametrize("dots", [203, 300, 720])
def test_no_white_line_stands_between_two_strips_of_a_page(printer, tmp_path, dots):
    printer.setResolution(dots)
    print_to(printer, black_page())
    shown = np.asarray(picture(came_out(tmp_path), 1, 150), dtype=float)
    assert shown[4:-4, 4:-4].max() < 40


def test_the_preview_waits_for_a_page_that_is_being_printed_without_holding_up_the_window(qtbot):
    printing, done, drawn = threading.Event(), threading.Event(), []

    def draw_a_page():
        with _ONE_AT_A_TIME:
            printing.set()
            done.wait(10)

    printer = threading.Thread(target=draw_a_page)
    printer.start()
    printing.wait(10)
    owner = QObject()
    when_free(owner, lambda: drawn.append("the page"))
    assert drawn == []
    done.set()
    qtbot.waitUntil(lambda: drawn == ["the page"])
    printer.join()
