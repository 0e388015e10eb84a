"""Who is not matched: the reason, about rules and times only, and the smallest change that would match them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.i18n import _, ngettext
from desktop.models.explanations import WhyUnmatched
from desktop.ui import theme
from desktop.ui.allow import explain
from desktop.ui.build import STRETCH, box, button, col, row, scroll, words
from desktop.ui.pages.matching.nothing import help_of
from desktop.ui.paint import Light
from desktop.ui.table.cells import Cell, Column, Query, Source
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView
from desktop.workspace.glance import Lack
from desktop.workspace.trials import LeftOut, Trial


def columns() -> list[Column[LeftOut]]:
    """Return who, and what stands in the way, shortly."""
    return [
        Column("young", _("Young person"), _young, "Katherine Fairhurst, 10C", keep=10),
        Column("why", _("What stands in the way"), _why, keep=10),
    ]


def _why(one: LeftOut) -> Cell:
    """Say the reason in few words where they are many: all of it stands under the list and is read aloud."""
    short = {
        "competition": _("Too few places for everyone"),
        "siblings": _("Only mentors of a brother or sister are left"),
    }
    return Cell(short.get(one.rule, one.reason), muted=True, spoken=one.reason, tip=one.reason)


def _young(one: LeftOut) -> Cell:
    light = Light.STOP if one.broken else Light.WAIT
    return Cell(f"{one.name}, {one.form}" if one.form else one.name, light=light, spoken=one.name, muted=True)


class LeftOutCard(QFrame):
    """A row a young person; what would help the one chosen stands below. `asked` carries an act and an id."""

    asked = Signal(str, str)
    row_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._people: dict[str, LeftOut] = {}
        self._lack = Lack.NONE
        self._title = words("", "section")
        self.act = button("", self._on_act, "row")
        self.act.hide()
        source = Source(self._ids, self._rows, lambda one: one.name)
        self.model: TableModel[LeftOut] = TableModel(columns(), source)
        self.view = ListView(self.model, _("Not matched"), row_height=32)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.horizontalHeader().hide()
        self.view.row_changed.connect(self._on_row)
        self.view.opened.connect(lambda _mentee: self._on_act())
        self.help = words("", "small", wrap=True)
        self.area = scroll(box(col(self.help, STRETCH, margins=(0, 0, 8, 0))))
        self.area.setFixedHeight(theme.current().px(62))
        self.view.setMinimumHeight(theme.current().px(64))
        self._told = box(col(self.area, margins=(16, 4, 8, 0)))
        head = row(self._title, STRETCH, self.act, margins=(16, 8, 12, 2))
        layout = col(head, self.view, self._told, gap=2, margins=(1, 0, 1, 8))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_trial(self, trial: Trial, lack: Lack = Lack.NONE) -> None:
        """Show who is left out and why, the keys on who had them; `lack` is what every mentor lacks."""
        self._lack = lack
        current = self.view.current
        self._people = {one.mentee: one for one in trial.left_out}
        count = len(trial.left_out)
        everybody = _("Everybody has a mentor") if trial.figures.of else _("Nobody to match yet")
        self._title.setText(ngettext("{n} not matched", "{n} not matched", count) if count else everybody)
        self.view.setVisible(bool(count))
        self.act.setVisible(bool(count))
        self.model.ask(Query())
        if not count:
            first = _("Import young people and mentors first.")
            self.help.setText(_("Nobody who may be matched is left waiting.") if trial.figures.of else first)
        elif not (current and self.view.show_row(current)):
            self.view.show_row(self.model.ids[0])

    def show_help(self, mentee: str, found: WhyUnmatched | None) -> None:
        """Say what would help the one chosen, in place of the general advice."""
        one = self._people.get(mentee)
        if one is None or self.view.current != mentee:
            return
        said = found.sentence if found else _general(one)
        again = one.reason and one.reason in one.broken
        self.help.setText(f"{one.broken} {said.replace(one.reason, '', 1).strip() if again else said}".strip())
        self.view.setAccessibleDescription(self.help.text())

    def _on_row(self, mentee: str) -> None:
        one = self._people.get(mentee)
        if one is None:
            return
        act, said = _offer(one, self._lack)
        explain(self.act, _act_words()[act])
        self.act.setText(said)
        self.act.setAccessibleName(f"{said}: {one.name}")
        self.help.setText(f"{one.broken} {_general(one)}".strip())
        self.row_changed.emit(mentee)

    def _on_act(self) -> None:
        one = self._people.get(self.view.current)
        if one is not None:
            self.asked.emit(_offer(one, self._lack)[0], one.mentee)

    def _ids(self, query: Query) -> Sequence[str]:
        return list(self._people)

    def _rows(self, ids: Sequence[str]) -> Sequence[LeftOut]:
        return [self._people[one] for one in ids]


def _act_words() -> dict[str, str]:
    return {
        "form": _("Shows the consent form of this person, to print."),
        "again": _("A mentor is free for this person now: matches are found again."),
        Lack.STEPS.value: _("Lists the mentors who are not clear yet, with the steps they have left."),
        Lack.PLACES.value: _("No mentor who is clear to meet has room. One more mentor would help."),
        "why": _("Lists every mentor for this person, with what bars each."),
    }


def _general(one: LeftOut) -> str:
    return f"{one.reason} {one.advice}".strip()


def _offer(one: LeftOut, lack: Lack) -> tuple[str, str]:
    """Return the act that one row offers, and its words: where no mentor is free, a list of mentors helps nobody."""
    if one.rule == "no_mentor" and (helps := help_of(lack)) is not None:
        return lack.value, helps[0]
    return {"consent": ("form", _("Print the form")), "free_now": ("again", _("Find matches"))}.get(
        one.rule, ("why", _("See each mentor"))
    )
