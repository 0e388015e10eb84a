"""Lines that may be somebody known: decided one by one, or several at once; it decides nothing by itself."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.i18n import _, said_day
from desktop.models.people import Mentee
from desktop.ui.build import STRETCH, button, col, hairline, row, words
from desktop.ui.dates import sentence
from desktop.ui.notices import empty_state
from desktop.ui.paint import Light
from desktop.ui.table.cells import NOTHING, Cell, Column, state
from desktop.ui.table.plain import plain_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class AlikeView(QWidget):
    """Each look-alike with what the file says and who is known; `decided` carries {line: id, or empty for new}."""

    decided = Signal(object)

    def __init__(self, examined: Any, after: int = 0) -> None:
        """Show who looks alike with the keys on the first line not decided `after` one, which was decided last."""
        super().__init__()
        self._alikes: Sequence[Any] = examined.compared.look_alikes
        self._told: Mapping[int, str] = examined.told.same
        self._records = {one.line: one.record for one in examined.compared.added}
        if not self._alikes:
            self.setLayout(col(empty_state(_("Nobody looks alike."), _("No line seems to be somebody known already."))))
            return
        self.list = plain_list(_("May be known already"), self._columns(), self._alikes)
        same = button(_("Same person"), partial(self.say, same=True))
        new = button(_("Somebody new"), partial(self.say, same=False))
        all_same = button(_("All are the same"), partial(self.say, same=True, every=True), "link")
        all_new = button(_("All are new"), partial(self.say, same=False, every=True), "link")
        for keys, is_same in (("S", True), ("N", False)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.say, same=is_same))
        keys = _("S: same person. N: somebody new. Space chooses several. What is not decided comes in as new.")
        told = self._hint = words(keys, "small", wrap=True)
        acts = row(same, new, 8, all_same, all_new, STRETCH, gap=12, margins=(16, 8, 16, 4))
        layout = col(self.list, hairline(), acts, row(told, margins=(16, 0, 16, 8)), gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.list.show_row(str(self._next(after)))

    def _next(self, after: int) -> int:
        """Return the row of the first line not decided after a line, else of any, else that of the line itself."""
        undecided = [at for at, one in enumerate(self._alikes) if one.line not in self._told]
        later = [at for at in undecided if self._alikes[at].line > after]
        itself = (at for at, one in enumerate(self._alikes) if one.line == after)
        return next(iter(later or undecided), next(itself, 0))

    def _columns(self) -> list[Column[Any]]:
        return [
            Column("line", _("Line"), lambda one: Cell(str(one.line), muted=True), "1000", keep=10),
            Column("file", _("In the file"), self._in_file, "x" * 22, keep=10),
            Column("known", _("Known as"), lambda one: Cell(about(one.existing)), "x" * 22, keep=10),
            Column("why", _("Why"), lambda one: Cell(sentence(one.why), muted=True), "x" * 18, keep=4),
            Column("said", _("You say"), self._said, _("light:Somebody new"), keep=9),
        ]

    def _in_file(self, alike: Any) -> Cell:
        return Cell(about(self._records.get(alike.line)), strong=True)

    def _said(self, alike: Any) -> Cell:
        known = self._told.get(alike.line)
        if known is None:
            return state(Light.WAIT, _("Not decided"))
        return state(Light.GOOD, _("Same person") if known == alike.existing.id else _("Somebody new"))

    def say(self, *, same: bool, every: bool = False) -> None:
        """Decide on the lines chosen, or on every one. Nobody known is two lines: the first line keeps them."""
        chosen = self._alikes if every else [self._alikes[int(at)] for at in self.list.chosen]
        decided: dict[int, str] = {}
        taken = {known for line, known in self._told.items() if known and line not in {one.line for one in chosen}}
        for one in chosen:
            if not same:
                decided[one.line] = ""
            elif one.existing.id not in taken and one.line not in decided:
                decided[one.line] = one.existing.id
                taken.add(one.existing.id)
        if decided:
            self.decided.emit(decided)
        else:
            said = _("Another line is this person already. Decide on that one first, or say: somebody new.")
            self._hint.setText(said)


def about(record: Any) -> str:
    """Return a person in a few words that tell two of one name apart."""
    if record is None:
        return NOTHING
    if isinstance(record, Mentee):
        parts = (record.full_name, record.form or "", said_day(record.date_of_birth))
    else:
        parts = (record.name, record.employer, record.email)
    return ", ".join(part for part in parts if part)
