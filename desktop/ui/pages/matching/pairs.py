"""The proposed pairs as a list, side by side, and the scenarios kept to compare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.ui.build import STRETCH, box, button, card, clear, col, hairline, row, scroll, words
from desktop.ui.marks import DrawnIcon, Elided, Initials, ShareBar
from desktop.ui.notices import empty_state
from desktop.ui.table.cells import NOTHING, Cell, Column, Query, Source, person
from desktop.ui.table.model import TableModel
from desktop.ui.table.view import ListView
from desktop.workspace.lists import MenteeLine, MentorLine
from desktop.workspace.reasons import Scenario

CARDS = 60


@dataclass(frozen=True)
class PairRow:
    """A proposed pair as it is shown; `share` is its score beside the best pair's."""

    mentee: MenteeLine
    mentor: MentorLine
    score: int
    share: float
    common: str
    pinned: bool
    running: bool


def _columns() -> list[Column[PairRow]]:
    return [
        Column("mentee", _("Young person"), _mentee, "Daniel|Osei-Bonsu", keep=10),
        Column("mentor", _("Mentor"), _mentor, "Miriam Goldstein", keep=10),
        Column("fit", _("Fit"), _fit, "share:1000", keep=8),
        Column("common", _("In common"), _common, _("Engineering"), keep=5),
    ]


def _mentee(one: PairRow) -> Cell:
    return person(one.mentee.given, one.mentee.family)


def _fit(one: PairRow) -> Cell:
    return Cell(str(one.score), share=one.share, spoken=_("{n} points").format(n=one.score))


def _common(one: PairRow) -> Cell:
    return Cell(one.common.split(", ")[0] or NOTHING, muted=True, tip=one.common)


def _mentor(one: PairRow) -> Cell:
    tail = _("meets now") if one.running else (_("pinned") if one.pinned else "")
    name = f"{one.mentor.given} {one.mentor.family}"
    return Cell(f"{name}, {tail}" if tail else name)


class Pairs(QFrame):
    """Three looks at a proposal."""

    chosen = Signal(object)
    scenario_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._rows: list[PairRow] = []
        self._title = words("", "section")
        self._stack = QStackedWidget()
        source: Source[PairRow] = Source(
            lambda _query: [str(at) for at in range(len(self._rows))],
            lambda ids: [self._rows[int(at)] for at in ids],
            lambda one: f"{one.mentee.given} {one.mentee.family}",
        )
        self._model: TableModel[PairRow] = TableModel(_columns(), source)
        self.view = ListView(self._model, _("Proposed pairs"), row_height=36)
        self.view.row_changed.connect(self._on_row)
        self._cards = QGridLayout()
        self._cards.setSpacing(12)
        self._cards.setContentsMargins(16, 12, 16, 12)
        self._scenarios = QVBoxLayout()
        self._scenarios.setContentsMargins(16, 12, 16, 12)
        self._scenarios.setSpacing(8)
        nobody = empty_state(
            _("No pairs yet"), _("Pairs appear once young people and mentors are ready and free together.")
        )
        for view in (self.view, scroll(box(self._cards)), scroll(box(self._scenarios)), nobody):
            self._stack.addWidget(view)
        heads = row(self._title, STRETCH, *self._tabs(), gap=20, margins=(16, 2, 18, 0))
        self.setLayout(col(heads, hairline(), self._stack, gap=0, margins=(1, 1, 1, 1)))

    def _tabs(self) -> list[QPushButton]:
        group = QButtonGroup(self)
        made = []
        for at, name in enumerate((_("List"), _("Side by side"), _("Scenarios"))):
            tab = button(name, partial(self.show_tab, at), "tab")
            tab.setCheckable(True)
            tab.setChecked(at == 0)
            group.addButton(tab)
            made.append(tab)
        self._tab = 0
        return made

    def on_key(self, key: str, act: Callable[[], object]) -> None:
        """Let a letter do something while the list has the focus."""
        shortcut = QShortcut(QKeySequence(key), self.view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda: act())

    @property
    def current(self) -> PairRow | None:
        """The pair the keys are on."""
        at = self.view.current
        return self._rows[int(at)] if at else None

    def show_tab(self, at: int) -> None:
        """Show list, cards or scenarios."""
        self._tab = at
        self._stack.setCurrentIndex(3 if at < 2 and not self._rows else at)

    def show_pairs(self, rows: Sequence[PairRow]) -> None:
        """Show a proposal, keeping the keys on the same young person."""
        before = self.current.mentee.id if self.current else ""
        self._rows = list(rows)
        self._title.setText(ngettext("{n} pair proposed", "{n} pairs proposed", sum(not one.running for one in rows)))
        self._model.ask(Query())
        if not self.show_mentee(before) and rows:
            self.view.show_row("0")
        self._fill_cards()
        self.show_tab(self._tab)
        if not rows:
            self.chosen.emit(None)

    def show_mentee(self, mentee: str) -> bool:
        """Put the keys on a young person's pair."""
        at = next((at for at, one in enumerate(self._rows) if one.mentee.id == mentee), None)
        return at is not None and self.view.show_row(str(at))

    def show_scenarios(self, scenarios: Sequence[Scenario]) -> None:
        """Show the balances kept to compare, side by side in figures."""
        clear(self._scenarios)
        if not scenarios:
            self._scenarios.addWidget(
                empty_state(_("No scenario yet"), _("Save a balance under a name, move the sliders, and compare."))
            )
        for one in scenarios:
            figures = _("{matched} matched, weakest pair {worst} points, {across} across difference").format(
                matched=one.matched, worst=one.worst, across=one.across
            )
            use = button(_("Use it"), partial(self.scenario_chosen.emit, one), "row")
            use.setAccessibleName(_("Use {name}").format(name=one.name))
            texts = col(words(one.name, "strong"), words(figures, "small", wrap=True), gap=0)
            line = row(texts, use, gap=12)
            line.setStretch(0, 1)
            self._scenarios.addWidget(card(line, inside=12, kind="sunken"))
        self._scenarios.addStretch(1)

    def _fill_cards(self) -> None:
        clear(self._cards)
        for at, one in enumerate(self._rows[:CARDS]):
            self._cards.addWidget(_pair_card(one, partial(self._choose, at)), at // 2, at % 2)
        if len(self._rows) > CARDS:
            more = _("And {n} more, in the list.").format(n=len(self._rows) - CARDS)
            self._cards.addWidget(words(more, "muted"), CARDS // 2, 0)
        self._cards.setRowStretch(self._cards.rowCount(), 1)

    def _choose(self, at: int) -> None:
        self.view.show_row(str(at))

    def _on_row(self, identity: str) -> None:
        self.chosen.emit(self._rows[int(identity)] if identity else None)


def _pair_card(one: PairRow, choose: Callable[[], object]) -> QWidget:
    left = f"{one.mentee.given} {one.mentee.family}"
    right = f"{one.mentor.given} {one.mentor.family}"
    ours, theirs = f"{one.mentee.given[:1]}{one.mentee.family[:1]}", f"{one.mentor.given[:1]}{one.mentor.family[:1]}"
    points = words(_("{n} points").format(n=one.score), "small")
    initials = row(Initials(ours, 34), DrawnIcon("matching"), Initials(theirs, 34), STRETCH, points, gap=8)
    press = button(_("Why this pair?"), choose, "link")
    press.setAccessibleName(_("Why {mentee} and {mentor}?").format(mentee=left, mentor=right))
    bar = ShareBar(one.share, _("Fit: {n} points").format(n=one.score), height=5)
    return card(
        initials,
        Elided(left, "strong"),
        Elided(right),
        bar,
        Elided(one.common or NOTHING, "small"),
        row(press, STRETCH),
        gap=4,
        inside=12,
        kind="sunken",
    )
