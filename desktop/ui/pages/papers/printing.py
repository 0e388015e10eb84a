"""PDF bytes on screen and on a printer, through pypdfium2; it knows pages, not what is on them."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.ui.saving import with_file
from desktop.ui.system_dialogs import go_on_with
from desktop.workspace.preview import write_pdf

POINTS = 72
MOST_DOTS = 300
STRIP = 40  # lines of a page that are handed to the printer at once: Qt lets no other thread go on meanwhile
BUSY_MS = 15
_ONE_AT_A_TIME = threading.RLock()  # PDFium draws for the preview and, on another thread, for the printer
_FAILED = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
Moved = Callable[[str, int, int], None]


class PdfPages:
    """A PDF's pages as pictures, drawn when they are asked for."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        with _ONE_AT_A_TIME:
            self._document = pypdfium2.PdfDocument(pdf)

    def __len__(self) -> int:
        with _ONE_AT_A_TIME:
            return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        """Return a page's width and height in points."""
        with _ONE_AT_A_TIME:
            width, height = self._document.get_page_size(number)
        return float(width), float(height)

    def picture(self, number: int, dots: float) -> QImage:
        """Return a page, counted from 0, at so many dots to the inch."""
        with _ONE_AT_A_TIME:
            page = self._document[number]
            bitmap = page.render(scale=dots / POINTS, rev_byteorder=True, prefer_bgrx=True)
            shown = QImage.Format.Format_RGBX8888
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, shown).copy()
            page.close()
        return image

    def close(self) -> None:
        """Let go of the document."""
        with _ONE_AT_A_TIME:
            self._document.close()


def when_free(owner: QObject, act: Callable[[], object]) -> None:
    """Draw now, or as soon as the printer's thread has done its page: the GUI thread doesn't wait for it."""
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        QTimer.singleShot(BUSY_MS, owner, lambda: when_free(owner, act))
        return
    try:
        act()
    finally:
        _ONE_AT_A_TIME.release()


def no_printer() -> Trouble | None:
    """Return what to say where this PC knows no printer at all, None where it knows one."""
    if QPrinterInfo.availablePrinterNames():
        return None
    return Trouble(_("This PC has no printer."), _("Save the paper as a PDF, and print it at a PC that has one."))


def with_printer(window: QWidget, name: str, pages: int, then: Callable[[QPrinter], object]) -> None:
    """Ask for a printer and which of the pages, and go on with it; the job's name says what it is and of nobody."""

    def ask() -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        dialog = QPrintDialog(printer, window)
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None

    go_on_with(window, ask, then)


SheetJob = Callable[[Callable[[], object], str], object]


def with_sheet_job(window: QWidget, sheet: Callable[[], bytes], how: str, then: SheetJob) -> None:
    """Ask where the recovery sheet goes, to `print` or to `save`; go on with a worker's job and what is said then."""

    def print_it(printer: QPrinter) -> None:
        then(lambda: print_to(printer, sheet()), _("Sent to the printer."))

    def refuse() -> None:
        if (trouble := no_printer()) is not None:
            raise trouble

    def save_it(path: Path) -> None:
        then(lambda: write_pdf(sheet(), path), _("Saved. Print it, then delete the file."))

    if how == "print" and no_printer() is not None:
        then(refuse, "")
    elif how == "print":
        with_printer(window, _("Recovery sheet"), 1, print_it)
    else:
        with_file(window, (_("Save the recovery sheet"), "recovery-sheet.pdf", "PDF (*.pdf)"), save_it)


def print_to(
    printer: QPrinter,
    pdf: bytes,
    moved: Moved = lambda _words, _done, _of: None,
    *,
    breath: Callable[[], object] = lambda: None,
) -> None:
    """Print the pages that were asked for, each lying as it lies and exactly as large as it is.

    Labels come out where they are, and codes as wide as scanners need. Any thread may do it; `moved` may raise
    Stopped between two pages; `breath` is called within one, for the window to go first. Raises Trouble where the
    printer takes nothing, or stops on the way.
    """
    pages, painter = PdfPages(pdf), QPainter()
    first, last = max(1, printer.fromPage()), min(len(pages), printer.toPage() or len(pages))
    printer.setFullPage(True)
    try:
        for number in range(first - 1, last):
            moved(_("Printing"), number - first + 1, last - first + 1)
            width, height = pages.size(number)
            printer.setPageLayout(_layout(width, height))
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise _not_taken(number - first + 1)
            dots = printer.resolution()
            picture = pages.picture(number, min(dots, MOST_DOTS))
            _draw_in_strips(painter, picture, QSizeF(width * dots / POINTS, height * dots / POINTS), breath)
        if painter.isActive() and not (painter.end() and printer.printerState() not in _FAILED):
            raise _not_taken(0)  # how many pages came out is the printer's secret
    finally:
        if painter.isActive():
            painter.end()
        pages.close()


def _not_taken(pages: int) -> Trouble:
    """Return what to say of a printer that stopped after so many pages."""
    if not pages:
        return Trouble(_("The printer didn’t take the paper."), _("Check that it is on, and print again."))
    said = ngettext("The printer stopped after {n} page.", "The printer stopped after {n} pages.", pages)
    return Trouble(said, _("Look at its paper and ink, and print the pages that are missing."))


def _draw_in_strips(painter: QPainter, picture: QImage, room: QSizeF, breath: Callable[[], object]) -> None:
    """Draw a page's picture over its paper, a few lines at a time, the window first after each."""
    high = room.height() / picture.height()
    for top in range(0, picture.height(), STRIP):
        lines = min(STRIP + 1, picture.height() - top)  # one more than needed: no white line shows between two strips
        place = QRectF(0, top * high, room.width(), lines * high)
        painter.drawImage(place, picture, QRectF(0, top, picture.width(), lines))
        breath()


def _layout(width: float, height: float) -> QPageLayout:
    """Return how a sheet lies for a page of so many points: upright paper, turned where the page is wider than high."""
    paper = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, turned, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
