"""The recovery key: shown until its sheet was printed or saved, then hidden while three of its groups are asked.

It knows neither printer nor file: `keep` brings the sheet somewhere and answers by `say_kept`.
"""

import random
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import STRETCH, become, box, button, card, col, row, words
from desktop.ui.forms import Field, Form, line
from desktop.ui.turning import Turning

ASKED = 3
HIDDEN = "•••••"


class RecoverySheet(QWidget):
    """`done` may be pressed once the sheet was kept; it says `confirmed` when three groups were typed back."""

    confirmed = Signal()

    def __init__(self, key: str, keep: Callable[[str], None], *, asked: tuple[int, ...] | None = None) -> None:
        super().__init__()
        self.groups = key.split("-")
        self.asked = asked or tuple(sorted(random.sample(range(len(self.groups)), min(ASKED, len(self.groups)))))
        self._shown: list[QLabel] = []
        self.kept = words("", "small")
        self._again = button(_("Show the key again"), self._on_again, "link")
        self._print = button(_("Print the sheet"), partial(keep, "print"), drawing="print")
        ways = row(
            self._print,
            button(_("Save it as a PDF"), partial(keep, "save"), drawing="save"),
            STRETCH,
        )
        keeps = Turning(box(ways), box(row(self.kept, self._again, STRETCH)), STRETCH)
        fields = [
            Field(f"group{at}", _("Group {n}").format(n=at + 1), line(), partial(self._wrong, at)) for at in self.asked
        ]
        for field in fields:
            field.entry.setMaximumWidth(theme.current().px(160))
        self.form = Form(fields, layout=row(*fields, STRETCH, gap=16))
        self.form.setAccessibleName(_("Three groups of the key"))
        self._what = words("", "muted", wrap=True)
        self.setLayout(col(card(box(self._grid()), inside=20), keeps, self._what, self.form, gap=12))
        self._done: QPushButton | None = None
        self._hide(False)

    def finish_by(self, done: QPushButton) -> None:
        """Bar what goes on until the sheet was printed or saved."""
        self._done = done
        self._hide(False)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(12)
        for at in range(len(self.groups)):
            number = words(str(at + 1), "small")
            text = QLabel()
            text.setFont(theme.current().code_font(18, 500))
            text.setProperty("role", "code")
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._shown.append(text)
            grid.addLayout(row(number, text, STRETCH, gap=8), at // 4, at % 4)
        return grid

    def _hide(self, hidden: bool) -> None:
        """Show either the key or the fields for its groups: from one screen nothing is learnt about the paper."""
        for label, group in zip(self._shown, self.groups, strict=True):
            label.setText(HIDDEN if hidden else group)
            label.setAccessibleName(_("Hidden") if hidden else "")
        self._again.setVisible(hidden)
        become(
            self._print, "outlined" if hidden else "primary", "print"
        )  # what comes next is filled: this, then what goes on
        self._what.setText(
            _("Type these three groups from the paper. Then put it in the school safe.")
            if hidden
            else _("Print or save it. Then the key is hidden here, and you type three groups from the paper.")
        )
        barred = None if hidden else _("Print or save the sheet first: the groups are then typed from the paper.")
        allow(self.form, barred)
        if self._done is not None:
            allow(self._done, barred)

    def _on_again(self) -> None:
        for field in self.form.fields.values():
            field.put("")
            field.show_problem("")
        self.kept.setText(_("Print or save it again when you have seen it."))
        self._hide(False)

    def say_kept(self, where: str) -> None:
        """Say where the sheet went, hide the key and ask for the groups."""
        self.kept.setText(where)
        self._hide(True)
        self.take_keys()

    def take_keys(self) -> None:
        """Put the keys on the first group that is asked."""
        next(iter(self.form.fields.values())).take_keys()

    def check(self) -> None:
        """Go on where the three groups are right, else say which is not."""
        if self.form.isEnabled() and self.form.check():
            self.confirmed.emit()

    def _wrong(self, at: int, text: str) -> str:
        plain = "".join(letter for letter in text.upper() if letter.isalnum())
        return "" if plain == self.groups[at] else _("That is not group {n} of the sheet.").format(n=at + 1)
