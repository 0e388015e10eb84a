"""Which mentors to look for: how many more of a kind would match how many, and what each kind is worth."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.models.explanations import Scarcity, Wanted
from desktop.ui import theme
from desktop.ui.build import box, clear, col, scroll, words
from desktop.ui.table.cells import Cell, Column, Query, Source
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView

SAID = 4


def columns() -> list[Column[Scarcity]]:
    """Return what is known of a kind of mentor."""
    return [
        Column("kind", _("Mentors"), _name, "Information technology", keep=10),
        Column("there", _("To choose from"), lambda one: Cell(f"{one.mentors:,}", tip=one.words), "1,000", keep=9),
        Column("asked", _("Wait for one"), lambda one: Cell(f"{one.asked:,}", tip=one.words), "1,000", keep=8),
        Column("price", _("Worth"), _price, "120 points", keep=7),
    ]


def _name(one: Scarcity) -> Cell:
    return Cell(one.name, strong=True, tip=one.words)


def _price(one: Scarcity) -> Cell:
    said = ngettext("{n} point", "{n} points", one.price) if one.price else "–"
    return Cell(said, muted=not one.price, tip=one.words)


class WantedTab(QWidget):
    """What would help most in sentences, and every kind with its price."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[str, Scarcity] = {}
        self._said = QVBoxLayout()
        self._said.setSpacing(2)
        self._said.setContentsMargins(0, 0, 8, 0)
        area = scroll(box(self._said))
        area.setFixedHeight(theme.current().px(72))
        source = Source(lambda _query: list(self._kinds), self._rows, lambda one: one.name)
        self.model: TableModel[Scarcity] = TableModel(columns(), source)
        self.view = ListView(self.model, _("What each kind of mentor is worth"), row_height=32)
        lead = _("Worth: what one more could add to the points of those who are matched, at most.")
        layout = col(
            col(area, margins=(16, 8, 8, 8)), self.view,
            col(words(lead, "small", wrap=True), margins=(16, 6, 12, 8)), gap=0,
        )  # fmt: skip
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_wanted(self, found: Wanted) -> None:
        """Show which mentors to look for."""
        clear(self._said)
        told = [one.words for one in found.recruits[:SAID]] or [_("Further mentors alone would help nobody who waits.")]
        for line in told:
            self._said.addWidget(words(line, wrap=True))
        self._said.addStretch(1)
        self._kinds = {f"{one.kind}:{one.code}": one for one in found.scarce}
        self.model.ask(Query())

    def _rows(self, ids: Sequence[str]) -> Sequence[Scarcity]:
        return [self._kinds[one] for one in ids]
