"""Who is not matched: the reason, about rules and times only, and the smallest thing that would help."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.record import MenteeId
from desktop.ui.build import STRETCH, box, button, clear, col, hairline, row, scroll, words
from desktop.ui.marks import LightMark
from desktop.ui.paint import Light
from desktop.workspace.explaining import Help
from desktop.workspace.trials import LeftOut, Trial

SHOWN = 40


class LeftOutCard(QFrame):
    """A row a young person, at most forty of them; the rest are a filter away. `asked` carries an act and an id."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._title = words("", "section")
        self._lines: dict[str, QLabel] = {}
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 8, 0)
        self._inside.setSpacing(0)
        self.area = scroll(box(self._inside))
        layout = col(self._title, self.area, gap=4, margins=(16, 10, 8, 10))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_trial(self, trial: Trial) -> None:
        """Show who is left out and why."""
        clear(self._inside)
        self._lines = {}
        count = len(trial.left_out)
        self._title.setText(
            ngettext("{n} not matched", "{n} not matched", count) if count else _("Everybody has a mentor")
        )
        for words_ in trial.broken[:SHOWN]:
            self._inside.addWidget(_broken(words_))
        for at, one in enumerate(trial.left_out[:SHOWN]):
            if at or trial.broken:
                self._inside.addWidget(hairline())
            self._inside.addWidget(self._row(one))
        if count > SHOWN:
            more = button(_("Show all {n}").format(n=count), partial(self.asked.emit, "all", ""), "link")
            self._inside.addLayout(row(more, STRETCH))
        if not count and trial.pairs:
            self._inside.addWidget(words(_("Nobody who may be matched is left waiting."), "muted"))
        self._inside.addStretch(1)

    def show_help(self, found: Mapping[MenteeId, Help]) -> None:
        """Say what would help each, in place of the general advice."""
        for mentee, one in found.items():
            if mentee in self._lines and one.change:
                self._lines[mentee].setText(f"{one.reason} {one.change}")

    def _row(self, one: LeftOut) -> QWidget:
        act, said = {
            "consent": ("form", _("Print the form")),
            "free_now": ("again", _("Find again")),
        }.get(one.rule, ("why", _("See each mentor")))
        press = button(said, partial(self.asked.emit, act, one.mentee), "row")
        press.setAccessibleName(f"{said}: {one.name}")
        name = words(f"{one.name}, {one.form}" if one.form else one.name)
        line = words(f"{one.reason} {one.advice}".strip(), "small", wrap=True)
        self._lines[one.mentee] = line
        mark = LightMark(Light.WAIT, one.name, 18)
        made = row(col(3, mark, STRETCH, gap=0), col(name, line, gap=0), press, gap=10, margins=(0, 6, 0, 6))
        made.setStretch(1, 1)
        return box(made)


def _broken(said: str) -> QWidget:
    line = words(said, "small", wrap=True)
    made = row(LightMark(Light.STOP, said, 18), col(words(_("A draft no longer fits the rules")), line, gap=0), gap=10,
               margins=(0, 6, 0, 6))  # fmt: skip
    made.setStretch(1, 1)
    return box(made)
