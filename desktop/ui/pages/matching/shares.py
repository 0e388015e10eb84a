"""Fairness: who is matched and how well, by need, sex and year; groups too small to speak of hold no figure."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.explanations import Group
from desktop.ui.build import col, words
from desktop.ui.dates import days
from desktop.ui.table.cells import NOTHING, Cell, Column, Query, Source
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView


def columns() -> list[Column[Group]]:
    """Return a group's figures."""
    return [
        Column("group", _("Group"), _name, "Not recorded by sex", keep=10),
        Column("people", _("Young people"), _people, "too few to say", keep=9),
        Column("matched", _("Matched"), lambda one: _figure(one.matched), "1,000", keep=8),
        Column("fit", _("Middle fit"), lambda one: _figure(one.fit), "100", keep=7),
        Column("waited", _("Wait"), _waited, "300 days", keep=6),
    ]


def _name(one: Group) -> Cell:
    return Cell(one.name, second=_("by sex") if one.dimension == "sex" else "", strong=not one.hidden)


def _people(one: Group) -> Cell:
    return Cell(_("too few to say"), muted=True) if one.hidden else _figure(one.people)


def _figure(figure: int | None) -> Cell:
    return Cell(NOTHING if figure is None else f"{figure:,}", muted=figure is None)


def _waited(one: Group) -> Cell:
    return _figure(None) if one.waited_days is None else Cell(days(one.waited_days))


class SharesTab(QWidget):
    """A line a group."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: dict[str, Group] = {}
        source = Source(lambda _query: list(self._groups), self._rows, lambda one: one.name)
        self.model: TableModel[Group] = TableModel(columns(), source)
        self.view = ListView(self.model, _("Who gets what"), row_height=32)
        small = _(
            "Groups of fewer than 6, and what would give them away, hold no figure. "
            "The fit is the middle pair’s, the wait that of those without a mentor."
        )
        layout = col(self.view, col(words(small, "small", wrap=True), margins=(16, 6, 12, 8)), gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show who gets what."""
        self._groups = {f"{one.dimension}:{one.name}": one for one in groups}
        self.model.ask(Query())

    def _rows(self, ids: Sequence[str]) -> Sequence[Group]:
        return [self._groups[one] for one in ids]
