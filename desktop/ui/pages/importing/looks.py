"""The looks at a file, a tab each, in the order of the work: the file, its columns, what to look at, who is alike."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from desktop.i18n import _
from desktop.ui.build import STRETCH, box, button, card, col, hairline, row
from desktop.ui.pages.importing.alike import AlikeView
from desktop.ui.pages.importing.columns import ColumnsView
from desktop.ui.pages.importing.lists import changes_list, rows_list
from desktop.ui.pages.importing.mending import MendingView
from desktop.ui.table.view import ListView
from desktop.ui.turns import Turns
from desktop.workspace.importing import Examined

TABS = ("file", "columns", "problems", "alike", "changes")


@dataclass(frozen=True)
class Says:
    """Who is told what a person says in the tabs."""

    mapping: Callable[[dict[str, str]], object]
    put_right: Callable[[int, str, str, int], object]
    left_out: Callable[[int, bool], object]
    decided: Callable[[dict[int, str]], object]
    save: Callable[[], object]


class Looks(QWidget):
    """Five tabs over one file; they are filled anew when it was read again."""

    def __init__(self, says: Says, turns: Turns) -> None:
        super().__init__()
        self._says, self._turns = says, turns
        self._group = QButtonGroup(self)
        self.tabs: dict[str, QPushButton] = {}
        for key in TABS:
            tab = button("", partial(self.show_tab, key), "tab")
            tab.setCheckable(True)
            self._group.addButton(tab)
            self.tabs[key] = tab
        self._views: dict[str, QWidget] = {}
        self._decided = 0  # the line decided last
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._stack = QStackedWidget()
        heads = box(row(*self.tabs.values(), STRETCH, gap=22, margins=(16, 2, 16, 0)))
        self.setLayout(col(card(heads, hairline(), self._stack, gap=0, inside=1), gap=0))

    def fill(self, examined: Examined, fields: list[tuple[str, str]]) -> None:
        """Show a file that has been looked at; each look is made once somebody opens its tab."""
        self._views.clear()
        while (old := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        plan, reading = examined.plan, examined.reading
        self._makers = {
            "file": partial(rows_list, reading),
            "columns": partial(self._columns, examined, fields),
            "problems": partial(self._mending, examined),
            "alike": partial(self._alike, examined),
            "changes": partial(changes_list, plan, examined.reading.worked_out),
        }
        counts = {
            "file": _("The file"),
            "columns": _("Columns, {n}").format(n=len(reading.columns)),
            "problems": _("To look at, {n}").format(n=len(reading.problems)),
            "alike": _("May be known, {n}").format(n=len(examined.compared.look_alikes)),
            "changes": _("What changes, {n}").format(n=len(plan.added) + len(plan.updated)),
        }
        for key, name in counts.items():
            self.tabs[key].setText(name)
            self.tabs[key].setAccessibleName(name)
        self.tabs["alike"].setVisible(bool(examined.compared.look_alikes))

    def _columns(self, examined: Examined, fields: list[tuple[str, str]]) -> QWidget:
        view = ColumnsView()
        self._turns.take(view, view.filling(examined.reading, fields))
        view.told.connect(self._says.mapping)
        return view

    def _mending(self, examined: Examined) -> QWidget:
        view = MendingView(examined.reading, examined.told.left)
        view.put_right.connect(self._says.put_right)
        view.left_out.connect(self._says.left_out)
        view.save_wanted.connect(self._says.save)
        return view

    def _alike(self, examined: Examined) -> QWidget:
        view = AlikeView(examined, self._decided)
        view.decided.connect(self._on_decided)
        return view

    def _on_decided(self, decided: dict[int, str]) -> None:
        self._decided = max(decided)
        self._says.decided(decided)

    @property
    def typed(self) -> tuple[int, str, str] | None:
        """A cell that was typed in and not put right yet."""
        mending = self._views.get("problems")
        return mending.typed if isinstance(mending, MendingView) else None

    def view(self, key: str) -> QWidget:
        """Return one of the looks, made if it isn't yet."""
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = self._makers[key]()
            self._stack.addWidget(view)
        return view

    def show_tab(self, key: str) -> None:
        """Show one of the looks at the file."""
        self.tabs[key].setChecked(True)
        self._stack.setCurrentWidget(self.view(key))

    def take_keys(self, heading: str) -> None:
        """Give the keys back to the open look, which was made anew: to its list, or to a column's choice."""
        view = self.view(self.shown)
        if isinstance(view, ColumnsView):
            view.take_keys(heading)
            return
        place = view if isinstance(view, ListView) else view.findChild(ListView)
        (place or self.tabs[self.shown]).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shown(self) -> str:
        """The key of the tab that is open."""
        return next((key for key, tab in self.tabs.items() if tab.isChecked()), "")
