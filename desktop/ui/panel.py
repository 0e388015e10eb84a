"""The side panel: who, a few buttons, state in words, lights, facts, latest changes; it knows no record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, Part, box, button, card, clear, col, facts, hairline, row, scroll, words
from desktop.ui.marks import Initials, LightMark, light_line
from desktop.ui.paint import Light
from desktop.ui.turns import Pieces
from desktop.ui.written import one_line

WIDTH = 320


class LightLine(NamedTuple):
    """A light, what it is about, its state in words, a sentence more; `mend` goes to where a gap is filled."""

    kind: Light
    name: str
    state: str
    detail: str = ""
    mend: Callable[[], object] | None = None


class SidePanel(QFrame):
    """320 pixels at the right of a list; it follows the selection, closes with Esc, and scrolls inside."""

    closed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("surface", "surface")
        self.setProperty("edge", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setFixedWidth(theme.current().px(WIDTH))
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(18, 16, 8, 16)  # the bar at the right is a margin of its own
        self._inside.setSpacing(8)
        self.area = scroll(box(self._inside))
        self.setLayout(col(self.area, gap=0, margins=(1, 0, 0, 0)))

    def filling(self, parts: Iterable[Part]) -> Pieces:
        """Show other parts, a part a piece; what stood there is seen until all of them are in their place."""
        self.area.setUpdatesEnabled(False)
        try:
            clear(self._inside)
            for part in parts:
                yield
                self._put(part)
            self._inside.addStretch(1)
        finally:
            if isValid(self):
                self.area.setUpdatesEnabled(True)

    def _put(self, part: Part) -> None:
        if isinstance(part, QWidget):
            self._inside.addWidget(part)
        elif isinstance(part, QLayout):
            self._inside.addLayout(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def who(initials: str, name: str, line: str, *more: QPushButton) -> QWidget:
    """Return a panel's head: initials, name, one line, and a menu where there is one."""
    title = words(one_line(name), "section", wrap=True)
    title.setAccessibleName(one_line(name))
    texts = col(title, words(line, "muted", wrap=True), gap=2)
    mark = Initials(initials)
    head = row(mark, texts, *more, gap=12)
    head.setStretch(1, 1)
    return box(head)


def lights_box(lines: Sequence[LightLine]) -> QFrame:
    """Return the sunken box of lights; the state of a gap is pressed to fill it."""
    made = card(gap=8, inside=12, kind="sunken")
    layout = made.layout()
    assert isinstance(layout, QVBoxLayout)
    for at, one in enumerate(lines):
        if at:
            layout.addWidget(hairline())
        layout.addLayout(light_line(one.kind, one.name, one.state) if one.mend is None else _gap(one, one.mend))
        if one.detail:
            layout.addWidget(words(one.detail, "small", wrap=True))
    return made


def _gap(one: LightLine, mend: Callable[[], object]) -> QLayout:
    """Return the line of a light whose state opens the form where it is mended."""
    link = button(one.state, mend, "link", tip=_("Opens the form at this field."))
    link.setAccessibleName(_("{light}, {state}: open the form there").format(light=one.name, state=one.state))
    line = row(LightMark(one.kind, f"{one.name}, {one.state}"), words(one.name, wrap=True), link, gap=10)
    line.setStretch(1, 1)
    return line


def section(title: str, body: QVBoxLayout | None = None, *, link: QPushButton | None = None) -> QWidget:
    """Return a titled part of a panel."""
    head = row(words(title, "strong"), STRETCH, link) if link else row(words(title, "strong"))
    return box(col(head, body, gap=6, margins=(0, 8, 0, 0)) if body else col(head, margins=(0, 8, 0, 0)))


def facts_section(title: str, pairs: Sequence[tuple[str, str]]) -> QWidget:
    """Return a titled list of facts; empty values are left out."""
    return section(title, facts([(name, value) for name, value in pairs if value]))


def told_sections(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> Iterator[QWidget]:
    """Yield all that is told of somebody, a titled list a group."""
    return (facts_section(title, pairs) for title, pairs in groups)


def changes_area(lines: Sequence[str], *, high: int = 430) -> QScrollArea:
    """Return changes that can be many: a scroll with a hairline between them, which the keys move too."""
    parts: list[QWidget] = []
    for line in lines:
        parts += [hairline(), words(line, "small", wrap=True)] if parts else [words(line, "small", wrap=True)]
    area = scroll(box(col(*parts, STRETCH, gap=8, margins=(0, 0, 10, 0))))
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName("; ".join(lines[:20]))
    area.setFixedHeight(theme.current().px(high))
    return area


def changes_section(title: str, lines: Sequence[str], *, link: QPushButton | None = None) -> QWidget:
    """Return the latest changes, a line each."""
    return section(title, col(*[words(line, "small", wrap=True) for line in lines], gap=5), link=link)
