"""The looks at a file, a tab each, in the order of the work: the file, its columns, what to look at, who is alike."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from desktop.i18n import _
from desktop.ui.build import STRETCH, box, button, card, col, hairline, row
from desktop.ui.pages.importing.alike import AlikeView
from desktop.ui.pages.importing.columns import ColumnsView
from desktop.ui.pages.importing.lists import changes_list, rows_list
from desktop.ui.pages.importing.mending import MendingView
from desktop.workspace.importing import Examined

TABS = ("file", "columns", "problems", "alike", "changes")


@dataclass(frozen=True)
class Says:
    """Who is told what a person says in the tabs."""

    mapping: Callable[[dict[str, str]], object]
    put_right: Callable[[int, str, str], object]
    left_out: Callable[[int, bool], object]
    decided: Callable[[dict[int, str]], object]
    save: Callable[[], object]


class Looks(QWidget):
    """Five tabs over one file; they are filled anew when it was read again."""

    def __init__(self, says: Says) -> None:
        super().__init__()
        self._says = says
        self._group = QButtonGroup(self)
        self.tabs: dict[str, QPushButton] = {}
        for key in TABS:
            tab = button("", partial(self.show_tab, key), "tab")
            tab.setCheckable(True)
            self._group.addButton(tab)
            self.tabs[key] = tab
        self.views: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        heads = box(row(*self.tabs.values(), STRETCH, gap=22, margins=(16, 2, 16, 0)))
        self.setLayout(col(card(heads, hairline(), self._stack, gap=0, inside=1), gap=0))

    def fill(self, examined: Examined, fields: list[tuple[str, str]]) -> None:
        """Show a file that has been looked at."""
        while (old := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        plan, reading = examined.plan, examined.reading
        mending = MendingView(reading, examined.told.left)
        mending.put_right.connect(self._says.put_right)
        mending.left_out.connect(self._says.left_out)
        mending.save_wanted.connect(self._says.save)
        columns = ColumnsView(reading, fields)
        columns.told.connect(self._says.mapping)
        alike = AlikeView(examined)
        alike.decided.connect(self._says.decided)
        views = (rows_list(reading), columns, mending, alike, changes_list(plan))
        self.views = dict(zip(TABS, views, strict=True))
        counts = {
            "file": _("The file"),
            "columns": _("Columns, {n}").format(n=len(reading.columns)),
            "problems": _("To look at, {n}").format(n=len(reading.problems)),
            "alike": _("May be known, {n}").format(n=len(examined.compared.look_alikes)),
            "changes": _("What changes, {n}").format(n=len(plan.added) + len(plan.updated)),
        }
        for key, view in self.views.items():
            self._stack.addWidget(view)
            self.tabs[key].setText(counts[key])
            self.tabs[key].setAccessibleName(counts[key])
        self.tabs["alike"].setVisible(bool(examined.compared.look_alikes))

    def show_tab(self, key: str) -> None:
        """Show one of the looks at the file."""
        self.tabs[key].setChecked(True)
        self._stack.setCurrentWidget(self.views[key])

    @property
    def shown(self) -> str:
        """The key of the tab that is open."""
        return next((key for key, tab in self.tabs.items() if tab.isChecked()), "")
