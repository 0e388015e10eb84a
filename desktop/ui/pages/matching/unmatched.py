"""Who is left out, with the reason and the smallest thing that would help; never about themselves."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.record import MenteeId
from desktop.ui import theme
from desktop.ui.build import box, button, clear, col, hairline, row, scroll, words
from desktop.ui.marks import LightMark
from desktop.ui.paint import Light
from desktop.workspace.lists import MenteeLine

SHOWN = 40


class UnmatchedCard(QFrame):
    """A low card under the pairs that scrolls inside."""

    def __init__(self, why_not: Callable[[MenteeId], object], see_rules: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._why_not = why_not
        self._see_rules = see_rules
        self._title = words("", "section")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self.setLayout(col(self._title, scroll(box(self._lines)), gap=6, margins=(16, 12, 8, 10)))
        self.setFixedHeight(theme.current().px(160))

    def show_people(self, people: Sequence[tuple[MenteeLine, Any]]) -> None:
        """Show everybody without a mentor; those who wait for somebody else first."""
        clear(self._lines)
        order = sorted(people, key=lambda one: (one[1].rule in ("mentee_state", "consent"), one[0].family))
        shown = [one for one in order if one[1].rule != "mentee_state"]
        self._title.setText(ngettext("{n} not matched", "{n} not matched", len(shown)))
        for at, (line, why) in enumerate(shown[:SHOWN]):
            if at:
                self._lines.addWidget(hairline())
            self._lines.addWidget(self._line(line, why))
        if not shown:
            self._lines.addWidget(words(_("Everybody who is ready has a pair."), "muted"))
        if len(shown) > SHOWN:
            self._lines.addWidget(words(_("And {n} more.").format(n=len(shown) - SHOWN), "muted"))
        self._lines.addStretch(1)

    def _line(self, line: MenteeLine, why: Any) -> QWidget:
        name = f"{line.given} {line.family}, {line.form}" if line.form else f"{line.given} {line.family}"
        kind = Light.NONE if why.rule == "consent" else Light.WAIT
        texts = col(words(name), words(f"{why.reason} {why.advice}".strip(), "small", wrap=True), gap=0)
        press = button(_("See who"), partial(self._why_not, line.id), "row")
        press.setAccessibleName(_("See what stands between {name} and each mentor").format(name=line.given))
        made = row(LightMark(kind, name), texts, press, gap=10)
        made.setStretch(1, 1)
        return box(made)
