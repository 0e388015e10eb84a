"""A list as it stands on a page: chips with exact counts, filter, columns, the table, what is chosen, what keys do."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from desktop.i18n import _
from desktop.ui.build import STRETCH, box, button, card, col, row, words
from desktop.ui.marks import Elided
from desktop.ui.preferences import Preferences
from desktop.ui.table.cells import Column, Query, Source
from desktop.ui.table.filters import Filter, FilterBar
from desktop.ui.table.handles import Handles
from desktop.ui.table.model import PAGE, TableModel
from desktop.ui.table.view import ListView
from desktop.ui.turns import Pieces, Turns


@dataclass(frozen=True)
class ListSpec:
    """What a list is: its key and name, columns, where rows come from, its chips and what counts them.

    `choices` are further filters as (key, name, what there is to choose now). `count_words` says how many there are.
    """

    key: str
    name: str
    columns: Sequence[Column[Any]]
    source: Source[Any]
    chips: Sequence[tuple[str, str]]
    counts: Callable[[str], Mapping[str, int]]
    count_words: Callable[[int], str]
    keys: str = ""
    choices: Sequence[Filter] = ()
    tips: Mapping[str, str] = field(default_factory=dict)  # who is behind a chip, by its key


class ListFrame(QWidget):
    """The list with all its handles. It re-reads when it is told to."""

    opened = Signal(str)
    row_changed = Signal(str)
    chosen_changed = Signal(int)

    def __init__(self, spec: ListSpec, preferences: Preferences, empty: QWidget, turns: Turns | None = None) -> None:
        super().__init__()
        self.spec = spec
        self._turns = turns
        self._preferences = preferences
        self.model: TableModel[Any] = TableModel(spec.columns, spec.source)
        self.view = ListView(self.model, spec.name)
        self.handles = Handles(spec.chips, spec.tips)
        self._query = Query(sort=next((c.sort for c in spec.columns if c.sort), ""))
        self._count = words("", "small")
        self._nobody = self._no_match()
        self._stack = QStackedWidget()
        for one in (self.view, self._nobody, empty):
            self._stack.addWidget(one)
        sheet = card(self._stack, inside=1)
        keys = Elided(spec.keys, "small")
        foot = row(self._count, 24, keys)
        foot.setStretch(2, 1)
        keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._filtered: FilterBar | None = None
        self._column = col(self.handles, sheet, foot, gap=10)
        self._column.setStretch(1, 1)
        self.setLayout(self._column)
        self._connect()
        self._describe_order()
        self.view.hide_columns(frozenset(preferences.liked.hidden_columns.get(spec.key, ())))

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.row_changed.connect(self.row_changed)
        self.view.chosen_changed.connect(self._on_chosen)
        self.view.sorted_by.connect(self._on_sorted)
        self.handles.chosen.connect(self._on_chip)
        for pressed, act in (
            (self.handles.these, self.show_all),
            (self.handles.filter, self._on_filter),
            (self.handles.sort, self._on_sort),
            (self.handles.columns, self._on_columns),
        ):
            pressed.clicked.connect(lambda *_a, act=act: act())

    @cached_property
    def filters(self) -> FilterBar:
        """The filters, made when they are first asked for: they take as long as the rest of the list."""
        made = FilterBar(self.spec.choices, self.show_all)
        made.hide()
        made.changed.connect(self._on_filtered)
        self._column.insertWidget(1, made)
        self._filtered = made
        return made

    def _no_match(self) -> QWidget:
        show = button(_("Show all"), self.show_all)
        return box(
            col(STRETCH, row(STRETCH, words(_("Nobody fits this filter."), "section"), STRETCH),
                row(STRETCH, show, STRETCH), STRETCH, gap=12)
        )  # fmt: skip

    def re_read(self) -> None:
        """Read again, keeping the keys where they are."""
        deque(self.reading(), maxlen=0)

    def reading(self) -> Pieces:
        """Read again in pieces: the filters, who is shown, the rows, the counts."""
        if self._filtered is not None:
            self._filtered.re_read()
            yield
        asked = self._query
        seeking = self.spec.source.seeking
        ids = self.spec.source.ids(asked) if seeking is None else (yield from seeking(asked))
        yield
        first = self.spec.source.rows(ids[:PAGE])
        yield
        if asked == self._query:  # else something else was asked meanwhile, and its answer stands there
            self._show_rows(asked, ids, first)
        yield
        self._show_counts()

    def _show_rows(self, asked: Query, ids: Sequence[str], first: Sequence[Any]) -> None:
        current, chosen = self.view.current, self.view.chosen
        self.model.renew(asked, ids, first)
        if len(chosen) > 1 and not self.view.spans:  # they stand elsewhere now, and are chosen still
            self.view.choose_rows(chosen)
            self.view.show_row(current, choose=False)
        elif current and current != self.view.current:
            self.view.show_row(current)

    def ask(self, query: Query) -> None:
        """Show the answer to another query."""
        self._query = query
        self.model.ask(query)
        self._show_counts()
        self._describe_order()

    def show_all(self) -> None:
        """Take every filter away."""
        if self._filtered is not None:
            self._filtered.clear()
        self.handles.these.hide()
        self.show_chip("")

    def show_chip(self, key: str) -> None:
        """Choose a chip by its key."""
        if chip := self.handles.chips.get(key):
            chip.setChecked(True)
        self._ask_filtered(key)

    def show_these(self, ids: Sequence[str], name: str) -> None:
        """Show exactly these rows, whatever group they are in, under a name that a press takes away again."""
        self.show_all()
        self.handles.show_these(name)
        self.ask(replace(self._query, only=frozenset(ids)))

    def show_one(self, identity: str) -> bool:
        """Put the keys on somebody, taking filters away if they hide them."""
        if self.view.show_row(identity):
            return True
        self.show_all()
        return self.view.show_row(identity)

    def _ask_filtered(self, chip: str) -> None:
        bar = self._filtered
        typed, chosen = (bar.typed, bar.chosen) if bar is not None else ("", ())
        self.ask(replace(self._query, chip=chip, search=typed, filters=chosen, only=None))

    def _show_counts(self) -> None:
        shown, asked = len(self.model.ids), self._query
        filters = len(asked.filters) + bool(asked.search)
        self.handles.show_counts(self.spec.counts(asked.search), shown=shown, filters=filters)
        narrowed = bool(asked.search or asked.chip or asked.filters or asked.only is not None)
        self._stack.setCurrentIndex(0 if shown else (1 if narrowed else 2))
        self._on_chosen(len(self.view.chosen))

    def _on_chosen(self, chosen: int) -> None:
        said = self.spec.count_words(len(self.model.ids))
        self._count.setText(_("{people}. {n} chosen.").format(people=said, n=chosen) if chosen else f"{said}.")
        self.chosen_changed.emit(chosen)

    def _on_chip(self, key: str) -> None:
        self.handles.these.hide()
        self.ask(replace(self._query, chip=key, only=None))

    def _on_sorted(self, word: str) -> None:
        turned = word == self._query.sort and not self._query.descending
        self._query = replace(self._query, sort=word, descending=turned)
        self._describe_order()
        if self._turns is None:
            self.re_read()
        else:
            self._turns.take(self, self.reading())

    def _describe_order(self) -> None:
        """Say to a screen reader by which column the rows stand, and which way."""
        asked = self._query
        title = next((one.title for one in self.spec.columns if one.sort and one.sort == asked.sort), "")
        said = _("Sorted by {column}, descending") if asked.descending else _("Sorted by {column}, ascending")
        self.view.setAccessibleDescription(said.format(column=title) if title else "")

    def _on_sort(self) -> None:
        """Offer every column that rows can be sorted by; the one chosen now, chosen again, turns the order."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self.spec.columns:
            if column.sort:
                act = menu.addAction(column.title, partial(self._on_sorted, column.sort))
                act.setCheckable(True)
                act.setChecked(column.sort == self._query.sort)
        self._drop(menu, self.handles.sort)

    def _on_filter(self) -> None:
        self.filters.setVisible(self.handles.filter.isChecked())
        if self.handles.filter.isChecked():
            self.filters.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_filtered(self) -> None:
        if self._query.only is not None:
            self.handles.these.hide()
            self.handles.chips[self._query.chip].setChecked(True)
        self._ask_filtered(self._query.chip)

    def _on_columns(self) -> None:
        """Offer every column but the first to be shown or not; the choice is remembered."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hidden = set(self._preferences.liked.hidden_columns.get(self.spec.key, ()))
        for column in self.spec.columns[1:]:
            act = menu.addAction(column.title)
            act.setCheckable(True)
            act.setChecked(column.key not in hidden)
            act.toggled.connect(partial(self.show_column, column.key))
        self._drop(menu, self.handles.columns)

    @staticmethod
    def _drop(menu: QMenu, under: QWidget) -> None:
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column and remember it."""
        hidden = set(self._preferences.liked.hidden_columns.get(self.spec.key, ()))
        hidden = hidden - {key} if shown else hidden | {key}
        kept = {**self._preferences.liked.hidden_columns, self.spec.key: tuple(sorted(hidden))}
        self._preferences.keep(hidden_columns=kept)
        self.view.hide_columns(frozenset(hidden))
