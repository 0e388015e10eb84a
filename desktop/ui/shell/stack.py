"""The pages one behind the other: each made piece by piece when it is first opened, a frame with its name meanwhile."""

from collections import deque
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from desktop.i18n import _
from desktop.ui.page import Page
from desktop.ui.pages import Maker
from desktop.ui.rooms import PAGES
from desktop.ui.shell.sidebar import place_of
from desktop.ui.switchboard import Switchboard
from desktop.ui.turns import Pieces


class PageStack(QStackedWidget):
    """Shows one page, and has it made where nobody opened it yet; `arrived` says that it stands."""

    arrived = Signal()

    def __init__(self, board: Switchboard, makers: Mapping[str, Maker]) -> None:
        super().__init__()
        self._board = board
        self._makers = makers
        self.made: dict[str, Page] = {}
        self._begun: set[str] = set()
        self._frame = Page(board)
        self._frame.fill(QWidget())  # the room of what comes: title and sentence stand where the page has them
        self.addWidget(self._frame)
        self.key = ""
        self.target, self._by_key = "", False

    @property
    def page(self) -> Page:
        """The page that is open; the frame while it is being made."""
        return self.made.get(self.key, self._frame)

    def go(self, key: str, target: str, *, by_key: bool) -> None:
        """Open a page and one thing on it; who comes by keys gets its list in hand."""
        self.key, self.target, self._by_key = key, target, by_key
        if key in self.made:
            self._show()
            return
        if key not in self._begun:
            self._begun.add(key)
            self._begin(key)
        if key not in self.made:
            self._frame.head(place_of(key).name, _("Opening"))
            self.setCurrentWidget(self._frame)

    def _begin(self, key: str) -> None:
        """Have a page made; at once where nobody sees the window yet."""
        if self.isVisible():
            self._board.rooms.have(PAGES[key], partial(self._make, key))
        else:
            deque(self._making(key, self._makers[key](self._board)), maxlen=0)

    def _make(self, key: str) -> None:
        if not isValid(self):  # the shell was built anew while the page was imported
            return
        page = self._board.attempt(lambda: self._makers[key](self._board))
        if page is None:
            self._begun.discard(key)
        else:
            self._board.turns.take(page, self._making(key, page))

    def _making(self, key: str, page: Page) -> Pieces:
        """Make a page while it is hidden: nobody sees half of it, and nothing is laid out twice."""
        if not isValid(self):  # the shell was built anew before the page's turn came
            page.deleteLater()
            return
        self.addWidget(page)
        try:
            yield from page.build()
            page.resize(self.size())
            yield from page.polish()
            self.made[key] = page
        finally:
            if key not in self.made:
                self._begun.discard(key)
                if isValid(page):  # it went with a shell that was built anew meanwhile
                    page.deleteLater()
        if self.key == key:
            self._show()

    def _show(self) -> None:
        page, target, after = self.page, self.target, self._board.turns.after
        self.setCurrentWidget(page)
        self._board.attempt(page.freshen)
        if target:
            after(page, lambda: self._board.attempt(lambda: page.open(target)))
        if self._by_key:
            after(page, page.focus_list)
        self.arrived.emit()
