"""Choosing several out of any number by typing a part of their names; it knows no record and no file."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from desktop.i18n import _, ngettext
from desktop.models.searching import is_found
from desktop.ui.build import STRETCH, button, clear, col, row, words
from desktop.ui.entries import line
from desktop.ui.forms import Compound
from desktop.ui.picks import joined, parted

SHOWN = 6


class SeveralFound(Compound):
    """A line to type in, up to six who fit under it, and those chosen with a button that takes each back.

    Enter chooses the first who fits; codes that the list lacks stay as they are.
    """

    def __init__(self, options: Sequence[tuple[str, str]], *, hint: str, nobody: str) -> None:
        super().__init__()
        self._names = dict(options)
        self._nobody = nobody
        self.codes: tuple[str, ...] = ()
        self.typed = line(hint=hint)
        self._said = words("", "small")
        self._fitting, self._chosen = QVBoxLayout(), QVBoxLayout()
        for layout in (self._fitting, self._chosen):
            layout.setSpacing(2)
        self.setLayout(col(self.typed, self._fitting, self._said, self._chosen, gap=4))
        self.typed.textEdited.connect(lambda _text: self._look())
        self.typed.returnPressed.connect(self._on_enter)
        self._show()
        self._look()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.typed.setAccessibleName(name)

    @property
    def text(self) -> str:
        return joined(self.codes)

    def put(self, text: str) -> None:
        self.codes = parted(text)
        self._show()

    @property
    def problem(self) -> str:
        return ""

    def show_problems(self) -> None:
        """Nothing that can be chosen is wrong."""

    def take_keys(self) -> None:
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def fitting(self, text: str) -> list[str]:
        """Return the codes of those not chosen whose names hold every word of a text."""
        if not text.strip():
            return []
        return [code for code, name in self._names.items() if code not in self.codes and is_found(text, name)]

    def _look(self) -> None:
        clear(self._fitting)
        text = self.typed.text()
        found = self.fitting(text)
        for code in found[:SHOWN]:
            self._fitting.addWidget(button(self._names[code], partial(self.choose, code), "suggestion"))
        more = len(found) - SHOWN
        if not text.strip():
            said = "" if self.codes else self._nobody
        elif not found:
            said = _("Nobody of this name.")
        else:
            said = ngettext("and {n} more: type on", "and {n} more: type on", more) if more > 0 else ""
        self._said.setText(said)
        self._said.setVisible(bool(said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # Enter chooses here; it keeps no form
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        found = self.fitting(self.typed.text())
        if found:
            self.choose(found[0])

    def choose(self, code: str) -> None:
        """Choose somebody, and be ready for the next name."""
        self._take((*self.codes, code))

    def take_back(self, code: str) -> None:
        """Choose somebody no more."""
        self._take(tuple(one for one in self.codes if one != code))

    def _take(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        self.typed.clear()
        self._show()
        self.take_keys()
        self.edited.emit()

    def _show(self) -> None:
        clear(self._chosen)
        for code in self.codes:
            name = self._names.get(code, code)
            back = button(_("Remove"), partial(self.take_back, code), "row")
            back.setAccessibleName(_("Remove {name}").format(name=name))
            self._chosen.addLayout(row(words(name), STRETCH, back))
        self._look()
