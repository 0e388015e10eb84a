"""The last page: bring in the list, or look round first, or type people in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.i18n import _
from desktop.ui.build import button, card, col, row, words
from desktop.ui.drop import DropZone
from desktop.ui.first_run.steps import StepPage
from desktop.ui.marks import DrawnIcon, Sign
from desktop.ui.turning import Turning


def row_of_pairs() -> QWidget:
    """Return the one illustration: four pairs, the last one's mentor still to come."""
    from desktop.ui.build import box

    return box(row(*[Sign(60, outline=at == 3) for at in range(4)], gap=15))


class ListPage(StepPage):
    """One large place to act, two lesser ways, one promise."""

    brought = Signal(object)

    def __init__(self, look_round: Callable[[], object], type_in: Callable[[], object]) -> None:
        super().__init__(
            _("Import your young people"),
            _("Ten minutes from here, your consent forms are ready to print."),
            beside=row_of_pairs(),
        )
        self.zone = DropZone(_("A file from SIMS, Arbor, Bromcom or Excel. Any columns, any order."))
        self.zone.brought.connect(self._on_brought)
        promise = words(
            _("You see every row before anything is saved, and can undo the whole import afterwards."),
            "muted",
            wrap=True,
        )
        told = row(DrawnIcon("eye"), promise, gap=8)
        told.setStretch(1, 1)
        self.fill(self.zone, told)
        look = _way("folder", _("Look round first"), _("A made-up school, easy to delete"), _("Open"), look_round)
        typing = _way("edit", _("Type people in"), _("Fine for a handful"), _("Start"), type_in)
        self.fill(Turning(look, typing, gap=16))

    def _on_brought(self, path: Path) -> None:
        self.brought.emit(path)

    def began(self) -> None:
        self.zone.choose.setFocus(Qt.FocusReason.OtherFocusReason)


def _way(drawing: str, title: str, line: str, verb: str, act: Callable[[], object]) -> QFrame:
    texts = col(words(title, "strong", wrap=True), words(line, "muted", wrap=True), gap=2)
    press = button(verb, act, "row")
    press.setAccessibleName(f"{verb}: {title}")
    line_up = row(DrawnIcon(drawing, "link", 24), texts, press, gap=14)
    line_up.setStretch(1, 1)
    return card(line_up)
