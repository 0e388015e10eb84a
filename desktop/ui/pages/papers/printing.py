"""PDF bytes on screen and on a printer, through pypdfium2; it knows pages, not what is on them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

POINTS = 72


class PdfPages:
    """A PDF's pages as pictures, drawn when they are asked for."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._document = pypdfium2.PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self._document)

    def picture(self, number: int, dots: float) -> QImage:
        """Return a page, counted from 0, at so many dots to the inch."""
        page = self._document[number]
        bitmap = page.render(scale=dots / POINTS, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
        page.close()
        return image

    def close(self) -> None:
        """Let go of the document."""
        self._document.close()


def print_pdf(window: QWidget, pdf: bytes, name: str) -> bool:
    """Ask for a printer and print; the job's name says what it is and of nobody. False where nothing was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, window)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    print_to(printer, pdf)
    return True


def print_to(printer: QPrinter, pdf: bytes) -> None:
    """Print every page at the printer's size, at no more than 300 dots to the inch."""
    pages = PdfPages(pdf)
    painter = QPainter(printer)
    try:
        for number in range(len(pages)):
            if number:
                printer.newPage()
            picture = pages.picture(number, min(printer.resolution(), 300))
            area = printer.pageRect(QPrinter.Unit.DevicePixel).toRect()
            fitted = picture.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(0, 0, fitted.width(), fitted.height()), picture)
    finally:
        painter.end()
        pages.close()
