"""The top bar: search at the left; what was done, undo and redo, and help at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, button, row
from desktop.ui.notices import Notice
from desktop.ui.shell.search import Found, SearchBox
from desktop.ui.written import cut, on_button, tip

SEARCH, LONGEST = 300, 340


class TopBar(QWidget):
    """48 pixels above every page; a notice takes the place of Undo, where Undo lives."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, find: Callable[[str], Sequence[Found]]) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self.setProperty("edge", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.current().px(48))
        self.setAccessibleName(_("Search, undo and help"))
        self.search = SearchBox(find)
        self.notice = Notice()
        self._undo = button(_("Undo"), self.undo_wanted.emit, "quiet", drawing="undo", tip="Ctrl+Z")
        self._redo = button(_("Redo"), self.redo_wanted.emit, "icon", drawing="redo")
        self._help = button(
            _("Help"), self.help_wanted.emit, "quiet", drawing="help", tip=_("Help with this page (F1)")
        )
        self._able = False
        self._words = ""
        self.notice.undo_wanted.connect(self.undo_wanted)
        self.notice.faded.connect(self._on_faded)
        line = row(self.search, STRETCH, self.notice, self._undo, self._redo, self._help, gap=8)
        line.setContentsMargins(24, 5, 18, 6)
        self.setLayout(line)
        self.show_steps("", "")

    def show_steps(self, undo: str, redo: str) -> None:
        """Name the step that Undo takes back and the one Redo brings again; empty where there is none."""
        self._able = bool(undo)
        text = _("Undo “{step}”").format(step=undo) if undo else _("Undo")
        self._words = text
        self._show_undo()
        self._undo.setAccessibleName(text)
        self._undo.setToolTip(tip(f"{text} (Ctrl+Z)"))
        allow(self._undo, None if undo else _("Nothing to undo yet. What you change next can be undone here."))
        again = _("Redo “{step}” (Ctrl+Y)").format(step=redo) if redo else _("Redo")
        self._redo.setToolTip(tip(again))
        self._redo.setAccessibleName(again)
        allow(self._redo, None if redo else _("Nothing to redo. What you undo can be brought back here."))

    def _show_undo(self) -> None:
        """Name the step in as much as the bar has room for beside a search box of a useful width."""
        px, plain = theme.current().px, _("Undo")
        others = self._redo.sizeHint().width() + self._help.sizeHint().width() + px(SEARCH) + 42 + 4 * 8
        room = min(self.width() - others - 18 - 2 * px(14), px(LONGEST))
        shown = cut(QFontMetricsF(theme.current().font(15, 500)), self._words, room)
        self._undo.setText(on_button(shown if len(shown) > len(plain) + 6 else plain))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_undo()

    def say(self, text: str, *, undoable: bool) -> None:
        """Show a notice in Undo's place."""
        self.notice.say(text, undoable=undoable)
        self._undo.setVisible(not undoable)

    def put_away(self) -> None:
        """Take the notice away before its time; Undo stands there again with the step that it takes back."""
        self.notice.hide()
        self._undo.show()

    def _on_faded(self) -> None:
        self._undo.show()
