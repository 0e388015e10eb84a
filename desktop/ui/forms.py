"""The form that keeps its draft, and the door to what it is made of: fields, inputs, checks; it knows no record."""

from collections.abc import Mapping, MutableMapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from desktop.ui.build import col
from desktop.ui.checks import Check as Check
from desktop.ui.checks import a_day as a_day
from desktop.ui.checks import a_day_where as a_day_where
from desktop.ui.checks import a_figure as a_figure
from desktop.ui.checks import a_number as a_number
from desktop.ui.checks import ahead as ahead
from desktop.ui.checks import needed as needed
from desktop.ui.checks import no_day as no_day
from desktop.ui.checks import read_day as read_day
from desktop.ui.entries import line as line
from desktop.ui.entries import lines as lines
from desktop.ui.fields import LINE as LINE
from desktop.ui.fields import Compound as Compound
from desktop.ui.fields import Field as Field
from desktop.ui.fields import columns as columns
from desktop.ui.fields import typed_in as typed_in


class Form(QWidget):
    """Fields under each other, or in a layout that holds them; what differs from now is a draft until `settle`.

    Only fields somebody changed are in a draft, so that one taken up later undoes nothing done in between.
    """

    changed = Signal()

    def __init__(
        self, fields: list[Field], draft: MutableMapping[str, str] | None = None, *, layout: QLayout | None = None
    ) -> None:
        super().__init__()
        self.fields = {field.key: field for field in fields}
        self._draft: MutableMapping[str, str] = {} if draft is None else draft
        self._first = self.values
        self._setting = False
        for field in fields:
            field.changed.connect(self._on_changed)
        self.setLayout(layout or col(*fields, gap=12))
        self.taken_up = self._take_up()

    def _take_up(self) -> bool:
        """Put the draft into the fields, and tell whether there was anything in it."""
        self._put(self._typed())
        return self.unkept

    def _typed(self) -> dict[str, str]:
        return {key: text for key, text in self._draft.items() if self._first.get(key, text) != text}

    def _put(self, texts: Mapping[str, str]) -> None:
        """Put texts into fields as a program does it, which is no typing."""
        self._setting = True
        for key, text in texts.items():
            if key in self.fields:
                self.fields[key].put(text)
        self._setting = False

    def start_afresh(self) -> None:
        """Give up the draft: every field stands as it did before anybody typed."""
        self._draft.clear()
        self._put(self._first)
        for field in self.fields.values():
            field.show_problem("")

    def _on_changed(self) -> None:
        if self._setting:
            return
        now = self.values
        for key, text in now.items():
            if text != self._first[key]:
                self._draft[key] = text
            else:
                self._draft.pop(key, None)
        self.changed.emit()

    @property
    def values(self) -> dict[str, str]:
        """What stands in every field, by key."""
        return {key: field.text for key, field in self.fields.items()}

    @property
    def unkept(self) -> bool:
        """Whether anything typed differs from what is kept."""
        return bool(self._typed())

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields that differ from how they were at first."""
        return {key: text for key, text in self.values.items() if text != self._first[key]}

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not any(field.problem for field in self.fields.values())

    def check(self) -> bool:
        """Show every problem, put the keys on the first, and tell whether there is none."""
        wrong = [field for field in self.fields.values() if field.problem]
        for field in self.fields.values():
            field.show_problem()
        if wrong:
            wrong[0].take_keys()
        return not wrong

    def take_keys(self) -> None:
        """Put the keys where one begins to type."""
        for field in list(self.fields.values())[:1]:
            field.take_keys(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Forget the draft: it was kept, or given up on purpose."""
        self._draft.clear()
