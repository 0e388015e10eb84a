"""The middle of the matching page: the pairs as a list, one pair side by side, scenarios beside each other."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QWidget

from desktop.i18n import _, ngettext
from desktop.ui.build import STRETCH, Kind, button, col, row, words
from desktop.ui.page import polished
from desktop.ui.table.cells import Cell, Column, Query, Source
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView
from desktop.ui.turns import Pieces
from desktop.workspace.trials import PairLine, Trial

PAIRLESS = 2  # from this tab on there is something to see without any pair


def columns() -> list[Column[PairLine]]:
    """Return the columns of a proposal."""
    return [
        Column("young", _("Young person"), _young, "Hamza Siddiquis", "young", keep=10),
        Column("mentor", _("Mentor"), _mentor, "Miriam Goldstein", "mentor", keep=9),
        Column("fit", _("Fit"), _fit, "share:88, low", "fit", keep=8),
        Column("common", _("In common"), _common, "Engineering, law +1", keep=5),
    ]


def _young(one: PairLine) -> Cell:
    return Cell(one.name, strong=True, spoken=f"{one.name}, {one.form}", tip=f"{one.name}, {one.form}")


def _mentor(one: PairLine) -> Cell:
    marks = [word for word, on in ((_("pinned"), one.pinned), (_("new"), one.changed)) if on]
    return Cell(f"{one.mentor_name}, {', '.join(marks)}" if marks else one.mentor_name)


def _common(one: PairLine) -> Cell:
    first, *more = one.common.split(", ")
    said = first if not more else f"{first}, {more[0]}"
    over = f" +{len(more) - 1}" if len(more) > 1 else ""
    return Cell(f"{said}{over}" or "–", muted=True, spoken=one.common, tip=one.common if over else "")


def _fit(one: PairLine) -> Cell:
    said = _("{n}, low").format(n=one.fit) if one.poor else str(one.fit)
    return Cell(said, share=one.fit / 100, spoken=_("{n} of 100").format(n=one.fit))


def _sorted(pairs: Sequence[PairLine], query: Query) -> list[str]:
    keys: dict[str, Callable[[PairLine], tuple[object, ...]]] = {
        "young": lambda one: (one.given.casefold(), one.family.casefold()),
        "mentor": lambda one: (one.mentor_name.casefold(),),
        "fit": lambda one: (-one.fit, -one.score, one.given.casefold()),
    }
    ordered = sorted(pairs, key=keys[query.sort or "fit"], reverse=query.descending)
    return [one.mentee for one in ordered]


def _tab_words() -> tuple[tuple[str, str], ...]:
    """Return each tab's name with what it shows."""
    return (
        (_("List"), _("Every pair proposed, with its fit.")),
        (_("Side by side"), _("Two people beside each other: what they have in common and what not.")),
        (_("Scenarios"), _("What other settings, mentors or days would give, beside what you have.")),
        (_("Fairness"), _("Who is matched, how well and after how long, by need, sex and year.")),
        (_("Wanted"), _("Which further mentors would help most of those who wait.")),
    )


class ProposalCard(QFrame):
    """Tabs over the pairs. The letter keys act while the list has the keys."""

    row_changed = Signal(str)
    key_pressed = Signal(str)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.trial: Trial | None = None
        self._by_id: dict[str, PairLine] = {}
        source = Source(self._ids, self._rows, lambda one: one.name)
        self.model: TableModel[PairLine] = TableModel(columns(), source)
        self.model.query = Query(sort="fit")
        self.view = ListView(self.model, _("Pairs proposed"), row_height=36)
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self._title = words("", "section")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._tabs = self._make_tabs()
        head = row(self._title, STRETCH, *self._tabs, gap=14, margins=(16, 4, 16, 0))
        layout = col(head, self._pages, gap=0, margins=(1, 4, 1, 1))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.view.row_changed.connect(self.row_changed)
        self.view.sorted_by.connect(self._on_sorted)
        for key in ("P", "S", "X", "W"):
            shortcut = QShortcut(QKeySequence(key), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.key_pressed.emit, key))

    def take(self, *tabs: QWidget, empty: QWidget) -> Pieces:
        """Put in what stands behind the other tabs, and what stands where there is no pair, one a piece.

        The card stands in the page before: Qt styles all that is in a part anew whenever that gets another parent.
        """
        for one in (*tabs, empty):
            self._pages.addWidget(one)
            yield
            yield from polished(one)

    def _make_tabs(self) -> list[QWidget]:
        group = QButtonGroup(self)
        made: list[QWidget] = []
        tab: Kind = "tab"
        for at, (name, why) in enumerate(_tab_words()):
            one = button(name, partial(self.show_tab, at), tab, tip=why)
            one.setCheckable(True)
            one.setChecked(at == 0)
            group.addButton(one)
            group.setId(one, at)
            made.append(one)
        self._group = group
        return made

    def show_tab(self, at: int) -> None:
        """Turn to the list (0), side by side (1), the scenarios (2), who gets what (3) or mentors to look for (4)."""
        self._group.button(at).setChecked(True)
        self._turn()
        self.turned.emit(at)

    @property
    def tab(self) -> int:
        """The tab that is shown."""
        return self._group.checkedId()

    def _turn(self) -> None:
        """Show the tab's page; where there is no pair, lists of pairs say so."""
        some = self.trial is not None and bool(self.trial.pairs)
        self._pages.setCurrentIndex(self.tab if some or self.tab >= PAIRLESS else self._pages.count() - 1)

    def show_trial(self, trial: Trial) -> None:
        """Show other pairs, keeping the keys where they are."""
        current = self.view.current
        self.trial = trial
        self._by_id = {one.mentee: one for one in trial.pairs}
        self._title.setText(ngettext("{n} pair", "{n} pairs", len(trial.pairs)))
        self.model.ask(self.model.query)
        self._turn()
        if trial.pairs and not (current and self.view.show_row(current)):
            self.view.show_row(self.model.ids[0])

    def _ids(self, query: Query) -> Sequence[str]:
        return _sorted(self.trial.pairs if self.trial else (), query)

    def _rows(self, ids: Sequence[str]) -> Sequence[PairLine]:
        return [self._by_id[one] for one in ids]

    def _on_sorted(self, word: str) -> None:
        current, query = self.view.current, self.model.query
        self.model.ask(Query(sort=word, descending=word == query.sort and not query.descending))
        self.view.show_row(current)

    def walk(self, step: int) -> None:
        """Take the keys to the next pair or the one before."""
        line = self.model.line_of(self.view.current)
        if line is not None and self.model.ids:
            self.view.show_row(self.model.ids[(line + step) % len(self.model.ids)])
