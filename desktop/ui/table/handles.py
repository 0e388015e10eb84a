"""The row above a list: chips with exact counts, what is shown by itself, filter, sort, columns; it knows no row."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.allow import explain
from desktop.ui.build import STRETCH, button, row
from desktop.ui.icons import icon
from desktop.ui.marks import Chip
from desktop.ui.page import turn_by_room
from desktop.ui.written import on_button

RARE = ("away", "proposed")  # chips that are shown where they hold anybody
LOW = 480  # a window lower than this has no room for a second line
GAP = 8


class Handles(QWidget):
    """Chips by their key and three quiet buttons; `these` stands there while exactly some rows are shown."""

    chosen = Signal(str)

    def __init__(self, chips: Sequence[tuple[str, str]], tips: Mapping[str, str]) -> None:
        super().__init__()
        self.chips = {key: Chip(name) for key, name in chips}
        self.these = button("", kind="quiet", drawing="close")
        self.these.hide()
        self.filter = button(_("Filter"), kind="quiet", drawing="filter")
        self.filter.setCheckable(True)
        self.sort = button(_("Sort"), kind="quiet", drawing="down")
        self.columns = button(_("Columns"), kind="quiet", drawing="columns")
        self._bar = {self.filter: "filter", self.sort: "down", self.columns: "columns"}
        self._drawn = True
        self._named = ""
        self._count = 0
        self._line: QBoxLayout = row(
            row(*self.chips.values(), STRETCH, gap=GAP), row(self.these, STRETCH, *self._bar, gap=GAP), gap=GAP
        )
        self._line.setStretch(1, 1)
        self.setLayout(self._line)
        group = QButtonGroup(self)
        for key, chip in self.chips.items():
            explain(chip, tips.get(key, ""))
            group.addButton(chip)
            chip.clicked.connect(partial(self.chosen.emit, key))
        next(iter(self.chips.values())).setChecked(True)

    def show_these(self, name: str) -> None:
        """Say that exactly some rows are shown, under a name that a press takes away again; no chip is chosen."""
        for chip in self.chips.values():
            _uncheck(chip)
        self._named = name
        self.these.setAccessibleName(_("{these}: show everybody again").format(these=name))
        self.these.show()

    def show_counts(self, counts: Mapping[str, int], *, shown: int, filters: int) -> None:
        """Say how many are behind each chip, how many rows are shown, and by how many filters."""
        self._count = shown
        for key, chip in self.chips.items():
            chip.show_count(counts.get(key, 0))
            chip.setVisible(key not in RARE or chip.isChecked() or counts.get(key, 0) > 0)
        self.filter.setAccessibleName(_("Filter, {n}").format(n=filters) if filters else _("Filter"))
        self.fit()

    def minimumSizeHint(self) -> QSize:
        lines = (self._line.itemAt(at) for at in range(self._line.count()))
        widest = max(one.minimumSize().width() for one in lines if one is not None)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the row what room there is: words without drawings, then a short name, then a second line.

        Where the window is low too, drawings alone come before that, with their names as tooltips.
        """
        looks = [(True, True, True), (True, True, False), (False, True, True), (False, True, False)]
        if self.window().height() < theme.current().px(LOW):
            looks.append((False, False, True))
        for whole, said, drawn in looks:
            self._name(whole=whole)
            self._dress(said=said, drawn=drawn)
            if self.over <= 0:
                break
        turn_by_room(self._line, narrow=self.over > 0)
        if self.over > 0:
            self._dress()
            self._name(whole=True)
            self._name(whole=self._beyond(self.these, *self._bar) <= 0)

    @property
    def over(self) -> int:
        """By how much everything in one line is wider than the room."""
        return self._beyond(*self.chips.values(), self.these, *self._bar)

    def _beyond(self, *parts: QWidget) -> int:
        return sum(one.sizeHint().width() + GAP for one in parts if not one.isHidden()) - self.width()

    def _dress(self, *, said: bool = True, drawn: bool = True) -> None:
        """Have the bar show words, drawings, or both."""
        for one, drawing in self._bar.items():
            one.setText(one.accessibleName() if said else "")
            one.setToolTip("" if said else one.accessibleName())
            if drawn is not self._drawn:
                one.setIcon(icon(drawing, "muted") if drawn else QIcon())
        self._drawn = drawn

    def _name(self, *, whole: bool) -> None:
        """Call what is shown by its name; a short one has the whole one in its tip and for ears."""
        again = _("Show everybody again")
        short = _("These {n}").format(n=f"{self._count:,}")
        self.these.setText(on_button(self._named if whole else short))
        explain(self.these, again if whole else f"{self._named}. {again}")


def _uncheck(chip: Chip) -> None:
    """Let no chip of a group be the chosen one: what is shown is none of them."""
    group = chip.group()
    group.setExclusive(False)
    chip.setChecked(False)
    group.setExclusive(True)
