"""Each column of a file with what it fills and why, changed by a choice; it knows headings and fields only."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import box, col, row, scroll, words
from desktop.ui.choices import Choice
from desktop.ui.marks import LightMark
from desktop.ui.paint import Light
from desktop.ui.turns import Pieces


class ColumnsView(QWidget):
    """The guess, explained and editable; `told` carries the whole mapping once somebody changed it."""

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[str, Choice] = {}
        self._kept: dict[str, str] = {}
        self._awaited = ""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, heading in enumerate((_("In the file"), _("Is kept as"), _("Why"))):
            grid.addWidget(words(heading, "head"), 0, at)
        self._grid = grid
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 5)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addLayout(grid)
        inside.addStretch(1)
        self.setLayout(col(scroll(box(inside)), gap=0))

    def filling(self, reading: Any, fields: Sequence[tuple[str, str]]) -> Pieces:
        """Put the columns in, one a piece: a school's list has forty of them, each with all fields to choose from."""
        self._kept = {column.heading: column.field or "" for column in reading.columns}
        for line, column in enumerate(reading.columns, 1):
            self._add(self._grid, line, column, fields)
            yield

    def _add(self, grid: QGridLayout, line: int, column: Any, fields: Sequence[tuple[str, str]]) -> None:
        name = column.heading or _("No heading")
        samples = words(", ".join(column.samples[:3]) or _("empty"), "small", wrap=True)
        grid.addLayout(col(words(name, "strong", wrap=True), samples, gap=0), line, 0)
        options = [("", _("Not kept")), *fields]
        choice = Choice(options, _("{column} is kept as").format(column=name))
        choice.choose(column.field or "")
        choice.setMaximumWidth(theme.current().px(230))
        choice.setMinimumWidth(theme.current().px(215))
        choice.currentIndexChanged.connect(self._on_changed)
        self._choices[column.heading] = choice
        grid.addWidget(choice, line, 1)
        if column.heading == self._awaited:
            self.take_keys(column.heading)
        mark = Light.NONE if not column.field else (Light.GOOD if column.sure else Light.WAIT)
        why = row(LightMark(mark, name, 17), words(column.why, "small", wrap=True), gap=8)
        why.setStretch(1, 1)
        grid.addLayout(why, line, 2)

    def take_keys(self, heading: str) -> None:
        """Give the keys to a column's choice, now or once it is made."""
        choice = self._choices.get(heading)
        self._awaited = "" if choice else heading
        if choice is not None:
            choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        kept = self._kept | {heading: choice.code for heading, choice in self._choices.items()}
        self.told.emit({heading: field for heading, field in kept.items() if field})
