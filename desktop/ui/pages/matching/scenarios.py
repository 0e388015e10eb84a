"""Scenarios side by side: what each set of weights would give on today's roster, and one press to try it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.build import STRETCH, box, button, clear, col, hairline, row, scroll, words
from desktop.ui.notices import empty_state
from desktop.workspace.scenarios import Scenario
from desktop.workspace.trials import Figures


class ScenariosTab(QWidget):
    """A column a scenario, the draft first. `used` and `dropped` carry its name."""

    used = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 8, 0)
        self.setLayout(col(scroll(box(self._inside)), margins=(16, 12, 8, 8)))

    def show_none(self) -> None:
        """Say what a scenario is good for."""
        clear(self._inside)
        self._inside.addWidget(
            empty_state(
                _("Hold two ways of matching against each other"),
                _("Move the sliders, then press Save as a scenario. Each appears here beside the draft."),
            )
        )

    def compare(self, draft: Figures | None, found: Sequence[tuple[Scenario, Figures]]) -> None:
        """Show the figures of the draft and of every scenario."""
        clear(self._inside)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(9)
        columns = [(_("The draft"), draft, "")] if draft else []
        columns += [(one.name, figures, one.name) for one, figures in found]
        for at, (title, figures, name) in enumerate(columns, 1):
            grid.addWidget(words(title, "strong", wrap=True), 0, at)
            assert figures is not None
            for line, (label, value) in enumerate(_lines(figures), 1):
                if at == 1:
                    grid.addWidget(words(label, "muted"), line, 0)
                said = words(value, "strong" if line == 1 else "body")
                said.setAccessibleName(f"{title}, {label}: {value}")
                grid.addWidget(said, line, at)
            if name:
                use = button(_("Try it"), partial(self.used.emit, name), "row")
                use.setAccessibleName(_("Try {scenario}").format(scenario=name))
                drop = button(_("Remove {scenario}").format(scenario=name), partial(self.dropped.emit, name), "icon",
                              drawing="remove")  # fmt: skip
                grid.addWidget(box(row(use, drop, STRETCH, gap=4)), 7, at, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(len(columns) + 1, 1)
        self._inside.addLayout(grid)
        self._inside.addWidget(hairline())
        lead = _("All on today’s roster and rules. Trying one moves the sliders; nothing is kept until you say so.")
        self._inside.addWidget(words(lead, "small", wrap=True))
        self._inside.addStretch(1)


def _lines(figures: Figures) -> list[tuple[str, str]]:
    weakest = "–" if figures.weakest is None else str(figures.weakest)
    return [
        (_("Matched"), _("{n} of {all}").format(n=figures.matched, all=figures.of)),
        (_("Weakest pair"), weakest),
        (_("Low fits"), str(figures.poor)),
        (_("With unmet need"), str(figures.need)),
        (_("Across difference"), str(figures.across)),
        (_("Pairs changed"), str(figures.changed)),
    ]
