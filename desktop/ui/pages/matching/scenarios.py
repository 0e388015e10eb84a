"""Scenarios side by side: what each would give on today's roster, to look at, to take, to change or to remove."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.i18n import _
from desktop.models.record import Record
from desktop.models.scenarios import Outcome, Scenario
from desktop.ui.allow import allow, reason_against
from desktop.ui.build import STRETCH, box, button, col, row, words
from desktop.ui.notices import announce, empty_state
from desktop.ui.table.cells import NOTHING, Cell, Column, Source
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView

DRAFT = ""


class Line(Record):
    """One row: a kept scenario or, without a name, what stands; its figures once they are worked out."""

    scenario: Scenario | None
    outcome: Outcome | None
    what: str


def columns() -> list[Column[Line]]:
    """Return the figures that scenarios are held against each other by."""
    return [
        Column("name", _("Scenario"), _name, "Distance set aside", keep=10),
        Column("matched", _("Matched"), _matched, "145", keep=10),
        Column("need", _("Need"), _need, "67%", keep=9),
        Column("worst", _("Weakest"), _worst, "100", keep=8),
        Column("total", _("Points"), lambda one: _figure(one, lambda of: f"{of.total:,}"), "10,000", keep=7),
        Column("changed", _("Changed"), lambda one: _figure(one, lambda of: f"{of.changed:,}"), "100", keep=9),
        Column("what", _("What is different"), lambda one: Cell(one.what, muted=True, tip=one.what), "x" * 22, keep=3),
    ]


def _name(one: Line) -> Cell:
    return Cell(one.scenario.name if one.scenario else _("As it stands"), strong=True, tip=one.what)


def _figure(one: Line, say: object) -> Cell:
    if one.outcome is None:
        return Cell("…", muted=True, spoken=_("being worked out"))
    if one.outcome.refused:
        return Cell(NOTHING, muted=True, tip=one.outcome.refused)
    assert callable(say)
    return Cell(say(one.outcome))


def _matched(one: Line) -> Cell:
    words = _("{n} of {all}, {running} of them run already")
    cell, of = _figure(one, lambda of: f"{of.matched:,}"), one.outcome
    if of is None or of.refused:
        return cell
    return replace(cell, tip=words.format(n=of.matched, all=of.of, running=of.running))


def _need(one: Line) -> Cell:
    words = _("{n} of {all} matched have a known unmet need")
    cell, of = _figure(one, lambda of: f"{of.need_share}%"), one.outcome
    return cell if of is None or of.refused else replace(cell, tip=words.format(n=of.need, all=of.matched))


def _worst(one: Line) -> Cell:
    return _figure(one, lambda of: NOTHING if of.worst_fit is None else str(of.worst_fit))


def _against(one: Line | None) -> str:
    """Return why nothing can be done with a row, empty where something can."""
    if one is None or one.scenario is None:
        return _("This is what you have now. Choose a scenario in the list.")
    return ""


def _against_looking(one: Line | None) -> str:
    """Return why what a scenario gives can't be looked at or taken, empty where it can."""
    if one is None or one.outcome is None:
        return _("What it would give is still being worked out. It takes a moment.")
    return one.outcome.refused


class ScenariosTab(QWidget):
    """A row a scenario, what stands first. `asked` carries an act and the scenario's name."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, Line] = {}
        source = Source(lambda _query: list(self._lines), self._rows, lambda one: _name(one).text)
        self.model: TableModel[Line] = TableModel(columns(), source)
        self.view = ListView(self.model, _("Scenarios side by side"), row_height=36)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.row_changed.connect(self._on_row)
        self.view.opened.connect(partial(self._ask, "look"))
        self.said = words("", "small", wrap=True)
        self.look = button(
            _("Look at it"), partial(self._ask, "look"), "row", tip=_("Shows its pairs without keeping them (Enter).")
        )
        self.take = button(
            _("Take it as the proposal"),
            partial(self._ask, "take"),
            "row",
            tip=_("Keeps its pairs as drafts, those that can be kept today (T)."),
        )
        self.change = button(
            _("Change"),
            partial(self._ask, "change"),
            "icon",
            drawing="edit",
            tip=_("Change what is different in this scenario (E)."),
        )
        self.drop = button(
            _("Remove"),
            partial(self._ask, "drop"),
            "icon",
            drawing="remove",
            tip=_("Remove this scenario; Undo brings it back (Delete)."),
        )
        new = button(
            _("New scenario"),
            partial(self.asked.emit, "new", ""),
            "row",
            tip=_("Asks what would be different; the sliders as they are now are part of it."),
        )
        foot = col(self.said, row(self.look, self.take, self.change, self.drop, STRETCH, new, gap=6), gap=6,
                   margins=(16, 8, 12, 10))  # fmt: skip
        table = col(self.view, foot, gap=0)
        table.setStretch(0, 1)
        first = button(_("New scenario"), partial(self.asked.emit, "new", ""), drawing="plus")
        lead = _("Mentors added or gone, a day dropped, a rule set aside: each is shown here beside what you have.")
        self._pages = QStackedWidget()
        self._pages.addWidget(empty_state(_("What if something were different?"), lead, first))
        self._pages.addWidget(box(table))
        self.setLayout(col(self._pages))
        for key, act in (("Return", "look"), ("T", "take"), ("E", "change"), ("Delete", "drop")):
            shortcut = QShortcut(QKeySequence(key), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._ask, act))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show what stands and every scenario, the keys where they were."""
        current = self.view.current
        self._lines = {one.scenario.name if one.scenario else DRAFT: one for one in lines}
        self._pages.setCurrentIndex(1 if any(one.scenario for one in lines) else 0)
        self.model.re_read()
        if not (current and self.view.show_row(current)) and self.model.ids:
            self.view.show_row(self.model.ids[-1])
        self._on_row(self.view.current)

    def _on_row(self, name: str) -> None:
        one = self._lines.get(name)
        unknown = _against(one)
        for press in (self.change, self.drop):
            allow(press, unknown)
        for press in (self.look, self.take):
            allow(press, unknown or _against_looking(one))
        refused = one.outcome.refused if one is not None and one.outcome else ""
        self.said.setText(refused or (one.what if one is not None else ""))

    def _ask(self, act: str, _row: str = "") -> None:
        one = self._lines.get(self.view.current)
        press = {"look": self.look, "take": self.take, "change": self.change, "drop": self.drop}[act]
        if reason := reason_against(press):  # a key asks for what its button can't do now
            self.said.setText(reason)
            announce(self, reason)
        elif one is not None and one.scenario is not None:
            self.asked.emit(act, one.scenario.name)

    def _rows(self, ids: Sequence[str]) -> Sequence[Line]:
        return [self._lines[one] for one in ids]
