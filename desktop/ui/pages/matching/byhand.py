"""By hand: choosing another mentor for somebody or a pair to swap with, each with its cost shown before it is done."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.i18n import _
from desktop.models.explanations import Candidate, Swap
from desktop.models.record import MenteeId
from desktop.models.searching import is_found
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import card, words
from desktop.ui.dialogs import Dialog
from desktop.ui.entries import line
from desktop.ui.paint import Light
from desktop.ui.table.cells import Cell, Column, Query, Source
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView
from desktop.workspace.trials import PairLine

R = TypeVar("R", Candidate, Swap)


class Chooser(Dialog):
    """A question, a list to choose from, and a line that says what the choice would mean."""

    def __init__(self, window: QWidget, title: str, lead: str, listed: TableModel[Any], verb: str) -> None:
        entry, view = line(hint=_("Any part of a name")), ListView(listed, title, row_height=36)
        cost = words("", "muted", wrap=True)
        super().__init__(window, title, words(lead, "muted", wrap=True), entry, card(view, inside=1), cost, width=640)
        self.entry, self.view, self.cost, self.model = entry, view, cost, listed
        entry.setAccessibleName(_("Filter by name"))
        view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        view.setMinimumHeight(theme.current().px(230))
        cost.setMinimumHeight(theme.current().px(64))
        entry.textChanged.connect(self._on_filter)
        self.leave_verb(_("Leave it"))
        self.choose: QPushButton = self.verb(verb, self.accept, primary=True)
        self._none_chosen()
        self.model.ask(Query())

    def began(self, on_row: Callable[[str], None]) -> None:
        """Show the dialog with the keys on the first row."""
        self.view.row_changed.connect(lambda row: on_row(row) if row else self._none_chosen())
        self.open()
        QTimer.singleShot(0, self, self._first)

    def _on_filter(self, text: str) -> None:
        self.model.ask(Query(search=text))
        if self.model.ids:
            self.view.show_row(self.model.ids[0])

    def _none_chosen(self) -> None:
        """Nothing can be done with nobody; an answer about who was chosen before comes too late."""
        self.say_cost("", reason=_("Choose a name in the list first."))

    def _first(self) -> None:
        self.view.setFocus()
        if self.model.ids:
            self.view.show_row(self.model.ids[0])

    def say_cost(self, said: str, *, reason: str = "") -> None:
        """Say what the row's choice would mean; a reason says why it can't be made."""
        self.cost.setText(said)
        allow(self.choose, reason)


def candidates_model(found: Sequence[Candidate]) -> TableModel[Candidate]:
    """Return the list of every mentor for somebody."""
    columns: list[Column[Candidate]] = [
        Column("mentor", _("Mentor"), lambda one: Cell(one.name, strong=not one.barred), "Miriam Goldsteins", keep=10),
        Column("fit", _("Fit"), lambda one: _fit_or_rule(one.fit, one.barred), "x" * 56, keep=10),
    ]
    by_id = {str(one.mentor): one for one in found}
    return TableModel(columns, _source(by_id, lambda one: one.name))


def swaps_model(found: Sequence[Swap], lines: Mapping[MenteeId, PairLine], given: str) -> TableModel[Swap]:
    """Return the list of pairs to change mentors with."""
    columns: list[Column[Swap]] = [
        Column("pair", _("Changes with"), lambda one: Cell(lines[one.other].name, strong=not one.barred),
               "Katherine Feather", keep=10),
        Column("mentor", _("Whose mentor is"), lambda one: Cell(lines[one.other].mentor_name), "Miriam Goldstein",
               keep=9),
        Column("mine", given, lambda one: _fit_or_not(one.mine, one.barred), _("light:Not allowed"), keep=8),
        Column("theirs", _("The other"), _theirs, "share:100", keep=7),
    ]  # fmt: skip
    by_id = {str(one.other): one for one in found}
    return TableModel(columns, _source(by_id, lambda one: lines[one.other].name))


def _theirs(one: Swap) -> Cell:
    return Cell() if one.barred else _fit_or_rule(one.theirs, "")


def _fit_or_not(fit: int, barred: str) -> Cell:
    """Say a fit, or in two words that a rule bars it: which one is said under the list."""
    return Cell(_("Not allowed"), light=Light.STOP, tip=barred) if barred else _fit_or_rule(fit, "")


def _fit_or_rule(fit: int, barred: str) -> Cell:
    if barred:
        return Cell(barred, light=Light.STOP, tip=barred)
    return Cell(str(fit), share=fit / 100)


def _source(by_id: dict[str, R], name: Callable[[R], str]) -> Source[R]:
    def ids(query: Query) -> list[str]:
        return [key for key, one in by_id.items() if is_found(query.search, name(one))]

    return Source(ids, lambda some: [by_id[key] for key in some], name)
