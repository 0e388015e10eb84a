"""The door in the morning and after a pause: who sits here, and the passphrase."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.build import STRETCH, button, card, col, row, words
from desktop.ui.choices import Choice
from desktop.ui.forms import Field, line
from desktop.ui.marks import DrawnIcon, Sign


class Door(QWidget):
    """Asks for the passphrase or the recovery key. `knock` finds out; `refuse` or `open` answers."""

    opened = Signal()

    def __init__(self, title: str, names: Sequence[str], knock: "Callable[[Door, str, str], None]") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._knock = knock
        self._entry = line(secret=True)
        self._secret = Field("secret", _("Passphrase"), self._entry, hint=_("The recovery key opens it too."))
        self._name_line = line(names[0] if names else "")
        self._name_choice = Choice([(name, name) for name in names])
        several = len(names) > 1
        entry = self._name_choice if several else self._name_line
        self._name = Field("who", _("Who sits here"), entry)
        self._open = button(_("Open"), self._on_pressed, "primary")
        head = row(Sign(40), words(title, "title"), STRETCH, gap=16)
        where = row(DrawnIcon("lock", "muted", 16), words(_("Encrypted on this computer"), "small"), STRETCH)
        sheet = card(head, 8, self._name, self._secret, 4, row(self._open, STRETCH), 4, where, gap=10, inside=28)
        sheet.setFixedWidth(440)
        self.setLayout(col(STRETCH, row(STRETCH, sheet, STRETCH), STRETCH, STRETCH, gap=0))
        self._entry.returnPressed.connect(self._on_pressed)

    def _on_pressed(self) -> None:
        if self._open.isEnabled():
            self._open.setEnabled(False)
            self._knock(self, self._secret.text, self._name.text)

    def refuse(self, problem: str) -> None:
        """Say why it stays shut."""
        self._open.setEnabled(True)
        self._secret.show_problem(problem)
        self._entry.selectAll()
        self._entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Let the person in, and forget what was typed."""
        self._open.setEnabled(True)
        self._secret.show_problem("")
        self._entry.clear()
        self.opened.emit()

    def began(self) -> None:
        """Put the keys where the passphrase goes."""
        first = self._name_line if not self._name.text else self._entry
        first.setFocus(Qt.FocusReason.OtherFocusReason)
