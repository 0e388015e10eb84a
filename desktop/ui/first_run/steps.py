"""What the pages of the first run share: the list of steps at the side and a page's column of words and acts."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, Part, box, clear, col, row, scroll, words
from desktop.ui.marks import LightMark
from desktop.ui.page import TIGHT
from desktop.ui.paint import Light
from desktop.ui.shell.sidebar import WIDTH, brand

_ENTRIES = (QLineEdit, QComboBox)
FIXED = QSizePolicy.Policy.Fixed


@dataclass(frozen=True)
class Step:
    """A step of the first run and what is said once it is done."""

    key: str
    name: str
    done: str


def steps() -> tuple[Step, ...]:
    """Return the steps in order."""
    return (
        Step("passphrase", _("Passphrase"), _("Set")),
        Step("recovery", _("Recovery sheet"), _("Kept and checked")),
        Step("school", _("Your school"), _("Named")),
        Step("list", _("Your list"), _("Imported")),
    )


class StepList(QWidget):
    """The side of the first run: how far you are."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "sidebar")
        self.setProperty("edge", "right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.current().px(WIDTH))
        self.setAccessibleName(_("Getting started"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(14)
        self._lines.setContentsMargins(0, 0, 0, 0)
        heading = words(_("Getting started"), "head")
        self.setLayout(
            col(brand(), 12, row(10, heading), 12, row(10, box(self._lines)), STRETCH, gap=0, margins=(12, 2, 12, 10))
        )

    def show_step(self, current: str, said: dict[str, str] | None = None) -> None:
        """Mark the step that is open; `said` replaces what is said of the steps done."""
        clear(self._lines)
        reached = False
        for step in steps():
            here = step.key == current
            reached = reached or here
            kind = Light.NOW if here else (Light.NONE if reached else Light.GOOD)
            under = _("You are here") if here else ("" if reached else (said or {}).get(step.key, step.done))
            name = words(step.name, "strong" if here else "body")
            texts = col(name, words(under, "small"), gap=0) if under else col(name)
            mark = col(LightMark(kind, step.name, 20), STRETCH, margins=(0, 1, 0, 0))
            line = row(mark, texts, STRETCH, gap=9)
            self._lines.addLayout(line)


class StepPage(QWidget):
    """One page of the first run: a column 776 wide with a title, a lead and what there is to do."""

    moved_on = Signal()
    COLUMN = 776

    def __init__(self, title: str, lead: str, *, beside: QWidget | None = None) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(12)
        texts = col(words(title, "big", wrap=True), words(lead, "lead", wrap=True), gap=6)
        self._beside = beside
        heading = row(texts, beside, gap=24) if beside else row(texts)
        heading.setStretch(0, 1)
        column = box(col(heading, 12, self.inside, gap=4))
        column.setMaximumWidth(theme.current().px(self.COLUMN))
        across = row(STRETCH, column, STRETCH)
        across.setStretch(1, 100)
        self._above = QSpacerItem(0, 0)
        self._whole = col(across, STRETCH, gap=0, margins=(24, 16, 24, 16))
        self._whole.insertSpacerItem(0, self._above)
        self._area = scroll(box(self._whole))
        self.setLayout(col(self._area, gap=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in the middle of the height, and stay there: a hint that comes or goes moves only what is below it."""
        super().resizeEvent(event)
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()

    def _settle(self) -> None:
        if self._beside is not None:
            self._beside.setVisible(self.width() >= theme.current().px(TIGHT))
        room = self._area.viewport().size()
        self._above.changeSize(0, 0)
        self._whole.invalidate()
        left = room.height() - self._whole.heightForWidth(room.width())
        self._above.changeSize(0, max(left // 2, 0), FIXED, FIXED)
        self._whole.invalidate()

    def fill(self, *parts: Part) -> None:
        """Put parts under each other."""
        self.inside.addLayout(col(*parts, gap=12))

    def go_on(self) -> None:
        """Do what the one filled button does; Enter in any field asks for it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.window().focusWidget(), _ENTRIES):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def began(self) -> None:
        """Hear that the page is shown; a page says where the keys go."""


Act = Callable[[], object]
