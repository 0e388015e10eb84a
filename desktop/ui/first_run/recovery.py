"""The recovery key in the first run: printed or saved, and three of its groups typed back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.i18n import _
from desktop.ui.build import STRETCH, button, row
from desktop.ui.first_run.steps import StepPage
from desktop.ui.forms import Form
from desktop.ui.recovery_sheet import RecoverySheet


class RecoveryPage(StepPage):
    """`keep` prints or saves the sheet; `say_kept` says where it went."""

    def __init__(self, key: str, keep: Callable[[str], None], *, asked: tuple[int, ...] | None = None) -> None:
        super().__init__(
            _("Keep the recovery key"),
            _("If the passphrase is forgotten, only this opens the file. We can’t: we don’t have it."),
        )
        self.sheet = RecoverySheet(key, keep, asked=asked)
        self.sheet.confirmed.connect(self.moved_on)
        done = button(_("The sheet is safe"), self.go_on, "primary")
        self.sheet.finish_by(done)
        self.fill(self.sheet, row(done, STRETCH))

    @property
    def groups(self) -> list[str]:
        """The groups of the key."""
        return self.sheet.groups

    @property
    def asked(self) -> tuple[int, ...]:
        """Which groups are typed back, counted from 0."""
        return self.sheet.asked

    @property
    def form(self) -> Form:
        """The fields for the groups."""
        return self.sheet.form

    def say_kept(self, where: str) -> None:
        """Say where the sheet went."""
        self.sheet.say_kept(where)

    def go_on(self) -> None:
        self.sheet.check()

    def began(self) -> None:
        first = next(one for one in self.sheet.findChildren(QPushButton) if one.isEnabled())
        first.setFocus(Qt.FocusReason.OtherFocusReason)
