"""What every page has: title, one true sentence, actions, trouble, progress, a body and perhaps a side panel."""

from typing import ClassVar

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QRect, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QBoxLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui import dates, theme
from desktop.ui.build import Part, box, clear, col, row, words
from desktop.ui.notices import ProgressStrip, TroubleBar
from desktop.ui.panel import SidePanel
from desktop.ui.roomy import Roomy
from desktop.ui.switchboard import Switchboard
from desktop.ui.turns import Pieces

NARROW = 1100
WIDE = 1600
LOW = 640
TIGHT = 800
POLISHED = 24  # parts a piece


class Page(QWidget):
    """A page of the window. It re-reads when it is shown and when a kind of record it shows was touched.

    Made empty; `build` puts in what it has, `read` what the file says. Both are cut into pieces by `yield`, so that
    the window goes on between them.
    """

    key: ClassVar[str] = ""
    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, board: Switchboard) -> None:
        super().__init__()
        self.board = board
        self.workspace = board.workspace
        self._stale = True
        self.title = words("", "title")
        self.sentence = words("", "muted", wrap=True)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self.trouble = TroubleBar()
        self.progress = ProgressStrip(board.tasks)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._side: SidePanel | None = None
        texts = col(self.title, self.sentence, gap=2)
        self._header = row(texts, self._actions, gap=16)
        self._header.setStretch(0, 1)
        self._main = box(col(self._header, self.trouble, self.progress, self.body, gap=12, margins=(24, 12, 24, 16)))
        layout = self._main.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(3, 1)
        self._main.installEventFilter(self)
        self._across = row(Roomy(self._main), gap=0)
        self._across.setStretch(0, 1)
        self.setLayout(self._across)

    def build(self) -> Pieces:
        """Make what the page has; a page says what that is. It is hidden meanwhile."""
        yield

    def polish(self) -> Pieces:
        """Let the style sheet look at everything, and find it its place, before it is seen."""
        yield from polished(self)
        if (layout := self.layout()) is not None:
            layout.activate()
        yield

    def head(self, title: str, sentence: str = "") -> None:
        """Say where we are and what is true now."""
        self.title.setText(title)
        self.sentence.setText(dates.sentence(sentence))
        self.setAccessibleName(title)
        self._turn_header()

    def act(self, *buttons: QWidget) -> None:
        """Put the page's actions at the right, the filled one last."""
        for button in buttons:
            self._actions.addWidget(button)

    def act_anew(self, *buttons: QWidget) -> None:
        """Put other actions in the place of those before."""
        clear(self._actions)
        self.act(*buttons)

    @property
    def acts(self) -> list[QWidget]:
        """The page's actions, the filled one last."""
        items = [self._actions.itemAt(at) for at in range(self._actions.count())]
        return [made for one in items if one is not None and (made := one.widget()) is not None]

    def fill(self, *parts: Part) -> None:
        """Put parts under each other in the body."""
        for part in parts:
            self.body.addLayout(part if isinstance(part, QLayout) else col(part))

    def side(self, panel: SidePanel) -> None:
        """Give the page a side panel; on a narrow window it slides over the list."""
        self._side = panel
        panel.closed.connect(self._on_panel_closed)
        self._across.addWidget(panel)

    def read(self) -> Pieces:
        """Read again what the page shows, in pieces; a page says what that is."""
        yield

    def refresh(self) -> None:
        """Read again what the page shows; a page that asks a worker does that here."""
        self.board.turns.take(self, self.read())

    def frame(self) -> None:
        """Show what is true before the file has been read; the page that opens first says what."""

    def open(self, target: str) -> None:
        """Show one thing on the page, named by its id or a word."""

    @property
    def in_the_midst(self) -> bool:
        """Whether the page holds work that is kept nowhere yet: it is not built anew by itself meanwhile."""
        return False

    def print_here(self) -> None:
        """Print what is here (Ctrl+P); a page that prints says what."""
        self.board.go("papers")

    def touch(self, kinds: frozenset[str]) -> None:
        """Hear that kinds of record were touched: re-read now if shown, else when shown."""
        if self.kinds & kinds or not kinds:
            self._stale = True
            if self.isVisible():
                self.freshen()

    def freshen(self) -> None:
        """Re-read if something changed since the last look; before the file has been read show the frame."""
        if not self.board.ready:
            self.frame()
        elif self._stale:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.board.attempt(self.freshen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sentence.setVisible(self.window().height() >= LOW)
        self._turn_header()
        self._place_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._main:  # an action may say more than before
            self._turn_header()
        return super().eventFilter(watched, event)

    def _turn_header(self) -> None:
        """Put the page's actions under its title where they don't fit beside it, and under each other if need be."""
        acts = [one for at in range(self._actions.count()) if (one := self._actions.itemAt(at)) and not one.isEmpty()]
        across = sum(one.sizeHint().width() + self._actions.spacing() for one in acts)
        wanted = self.title.sizeHint().width() + across + 16 + 48
        beside = self._side is not None and not self._side.isHidden() and not self._floats
        seen = self.seen_width()
        room = seen - (self._side.width() if self._side is not None and beside else 0)
        turn_by_room(self._header, narrow=room < wanted)
        turn_by_room(self._actions, narrow=room < across + 48)
        side = Qt.AlignmentFlag.AlignLeft if room < wanted else Qt.AlignmentFlag(0)
        if side != self._actions.alignment():  # saying it again has Qt lay the page out again, which asks again
            self._header.setAlignment(self._actions, side)

    def seen_width(self) -> int:
        """Return the width that is seen: where the page stands in something that scrolls, its own may be more."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QAbstractScrollArea):
            above = above.parentWidget()
        return min(self.width(), above.viewport().width()) if above is not None else self.width()

    def show_panel(self, shown: bool) -> None:
        """Show or hide the side panel; over a narrow list it slides in within 120 ms."""
        if self._side is None or shown == self._side.isVisible():
            return
        self._side.setVisible(shown)
        self._place_panel()
        if shown and self._floats and self.board.motion:
            self._slide(self._side)

    @property
    def _floats(self) -> bool:
        return self.width() < theme.current().px(NARROW - 208)

    def _place_panel(self) -> None:
        if self._side is None:
            return
        if self._floats and self._across.indexOf(self._side) >= 0:
            self._across.removeWidget(self._side)
        elif not self._floats and self._across.indexOf(self._side) < 0:
            self._across.addWidget(self._side)
        if self._floats:
            wide = self._side.width()
            self._side.setGeometry(self.width() - wide, 0, wide, self.height())
            self._side.raise_()

    def _slide(self, panel: SidePanel) -> None:
        end = panel.geometry()
        move = QPropertyAnimation(panel, b"geometry", panel)
        move.setDuration(120)
        move.setEasingCurve(QEasingCurve.Type.OutCubic)
        move.setStartValue(QRect(self.width(), end.y(), end.width(), end.height()))
        move.setEndValue(end)
        move.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def _on_panel_closed(self) -> None:
        self.show_panel(False)
        self.focus_list()

    def focus_list(self) -> None:
        """Give the keys to the page's list; a page that has one says which."""

    @property
    def place(self) -> str:
        """What `open` is given where the window is made anew around the page; empty where nothing is to be opened."""
        return ""


def turn_by_room(layout: QBoxLayout, *, narrow: bool) -> None:
    """Lay what stands beside each other under each other where the room is narrow, and back again."""
    way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
    if layout.direction() != way:
        layout.setDirection(way)


def polished(whole: QWidget) -> Pieces:
    """Let the style sheet look at the parts of something that stands in a page, a few at a time.

    Qt does it all in one go when anything asks for a size, and once more when a part moves to another parent.
    """
    parts = [one for one in whole.findChildren(QWidget) if not one.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)]
    for at in range(0, len(parts), POLISHED):
        for one in parts[at : at + POLISHED]:
            if isValid(one):
                one.ensurePolished()
        yield


def prose(text: str) -> QLabel:
    """Return running text of at most about 80 characters a line."""
    made = words(text, wrap=True)
    made.setMaximumWidth(theme.current().px(560))
    return made
