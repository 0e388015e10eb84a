"""The recovery key: shown once, printed or saved, and three of its groups typed back."""

import random
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, button, card, row, words
from desktop.ui.first_run.steps import StepPage
from desktop.ui.forms import Field, Form, line

ASKED = 3


class RecoveryPage(StepPage):
    """`keep` prints or saves the sheet; `say_kept` says where it went."""

    def __init__(self, key: str, keep: Callable[[str], None], *, asked: tuple[int, ...] | None = None) -> None:
        super().__init__(
            _("Keep the recovery key"),
            _("If the passphrase is forgotten, only this opens the file. We can’t: we don’t have it."),
        )
        self.groups = key.split("-")
        self.asked = asked or tuple(sorted(random.sample(range(len(self.groups)), ASKED)))
        self.fill(card(box(self._grid()), inside=20))
        self._kept = words("", "small")
        keeps = row(
            button(_("Print the sheet"), partial(keep, "print"), drawing="print"),
            button(_("Save it as a PDF"), partial(keep, "save"), drawing="save"),
            self._kept,
            STRETCH,
        )
        self.fill(keeps, words(_("Put it in the school safe. Then type three groups back from the paper."), "muted"))
        fields = [
            Field(f"group{at}", _("Group {n}").format(n=at + 1), line(), partial(self._wrong, at)) for at in self.asked
        ]
        for field in fields:
            field.entry.setMaximumWidth(theme.current().px(160))
        self.form = Form(fields, layout=row(*fields, STRETCH, gap=16))
        self.fill(self.form)
        self.fill(row(button(_("The sheet is safe"), self._on_pressed, "primary"), STRETCH))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(12)
        for at, group in enumerate(self.groups):
            number = words(str(at + 1), "small")
            text = QLabel(group)
            text.setFont(theme.current().code_font(18, 500))
            text.setProperty("role", "code")
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addLayout(row(number, text, STRETCH, gap=8), at // 4, at % 4)
        return grid

    def _wrong(self, at: int, text: str) -> str:
        plain = "".join(letter for letter in text.upper() if letter.isalnum())
        return "" if plain == self.groups[at] else _("That is not group {n} of the sheet.").format(n=at + 1)

    def say_kept(self, where: str) -> None:
        """Say where the sheet went."""
        self._kept.setText(where)

    def _on_pressed(self) -> None:
        if self.form.check():
            self.moved_on.emit()

    def began(self) -> None:
        next(iter(self.form.fields.values())).entry.setFocus(Qt.FocusReason.OtherFocusReason)
