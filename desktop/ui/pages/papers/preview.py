"""The live preview: the very PDF that prints, a page at a time."""

from functools import partial

from PySide6.QtCore import QMargins, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, box, button, col, hairline, row, words
from desktop.ui.pages.papers.printing import PdfPages, when_free

A4_HEIGHT_INCHES = 11.69


class PageView(QWidget):
    """One page as a picture, as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_image(self, image: QImage) -> None:
        """Show a page."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.size().shrunkBy(QMargins(1, 1, 1, 1))
        size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(
            (room.width() - size.width()) / 2, (room.height() - size.height()) / 2, size.width(), size.height()
        )
        painter.drawImage(rect, self._image)
        painter.setPen(QPen(theme.current().colour("line2"), 1))
        painter.drawRect(rect)


class Preview(QFrame):
    """Pages with a small bar to turn them."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._pages: PdfPages | None = None
        self._at = 0
        self.view = PageView()
        self._count = words("", "small")
        self._back = button(
            _("Page before"), lambda: self.turn(-1), "icon", drawing="left", tip=_("Page before (Page Up)")
        )
        self._on = button(_("Next page"), lambda: self.turn(1), "icon", drawing="right", tip=_("Next page (Page Down)"))
        self._title = words(_("Preview"), "section")
        self._stack = QStackedWidget()
        self._nothing = QVBoxLayout()
        self._stack.addWidget(box(col(self.view, margins=(12, 12, 12, 12))))
        self._why_not = words("", "section", wrap=True)
        self._advice = words("", "muted", wrap=True)
        for said in (self._why_not, self._advice):
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        empty = col(STRETCH, self._why_not, self._advice, STRETCH, gap=6, margins=(24, 24, 24, 24))
        self._stack.addWidget(box(empty))
        head = row(self._title, STRETCH, self._back, self._count, self._on, gap=6, margins=(16, 6, 10, 6))
        self.setLayout(col(head, hairline(), self._stack, gap=0, margins=(1, 1, 1, 1)))
        self.show_nothing()

    @property
    def said(self) -> str:
        """What stands here in place of a page, empty where there is one."""
        return "" if self._stack.currentIndex() == 0 else f"{self._why_not.text()} {self._advice.text()}"

    def show_nothing(self, trouble: Trouble | None = None) -> None:
        """Say that there is nothing to look at yet, or why there can't be."""
        usual = Trouble(_("Choose who it is for"), _("The preview is the very paper that prints."))
        self._why_not.setText((trouble or usual).sentence)
        self._advice.setText((trouble or usual).advice)
        self._stack.setCurrentIndex(1)
        self._say()

    def show_making(self, people: int) -> None:
        """Say that the pages are on their way, for how many people where they are chosen."""
        made = ngettext("The papers of {n} person are being made", "The papers of {n} people are being made", people)
        self.show_nothing(Trouble(made if people else _("The paper is being made"), _("Large batches take a while.")))

    def show_pdf(self, pdf: bytes) -> None:
        """Show a PDF from its first page, or from the page that was open."""
        when_free(self, partial(self._show_pdf, pdf))

    def _show_pdf(self, pdf: bytes) -> None:
        if self._pages is not None:
            self._pages.close()
        self._pages = PdfPages(pdf)
        self.destroyed.connect(self._pages.close)
        self._at = min(self._at, len(self._pages) - 1)
        self._stack.setCurrentIndex(0)
        self._draw()

    def turn(self, by: int) -> None:
        """Turn pages."""
        if self._pages is not None:
            when_free(self, partial(self._turn, by))

    def _turn(self, by: int) -> None:
        assert self._pages is not None
        self._at = min(max(self._at + by, 0), len(self._pages) - 1)
        self._draw()

    def _draw(self) -> None:
        assert self._pages is not None
        dots = max(90.0, self.view.height() * self.devicePixelRatioF() / A4_HEIGHT_INCHES)
        self.view.show_image(self._pages.picture(self._at, min(dots, 200)))
        self._say()
        self.turned.emit(self._at)

    def _say(self) -> None:
        some = self._pages is not None and self._stack.currentIndex() == 0
        total = len(self._pages) if self._pages is not None else 0
        said = _("Page {n} of {total}").format(n=self._at + 1, total=total) if some else ""
        self._count.setText(said)
        self.view.setAccessibleName(said or _("No page yet"))
        nothing = "" if some else _("There is no page to turn. The preview says what is missing.")
        allow(self._back, nothing or ("" if self._at > 0 else _("This is the first page.")))
        allow(self._on, nothing or ("" if self._at < total - 1 else _("This is the last page.")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1}.get(
            Qt.Key(event.key()), 0
        )
        if step:
            self.turn(step)
        else:
            super().keyPressEvent(event)
