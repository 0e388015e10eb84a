"""The settings page: parts at the left, one of them open; each is made when it is first looked at."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QStackedWidget, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, box, card, col, row
from desktop.ui.keys_back import give_to, name_of
from desktop.ui.marks import NavItem
from desktop.ui.page import TIGHT, Page, polished, turn_by_room
from desktop.ui.pages.settings import look, people, policy, safe, school, words, year
from desktop.ui.pages.settings.names import names
from desktop.ui.pages.settings.year import ask_new_year
from desktop.ui.tab_stops import stops
from desktop.ui.turns import Pieces

Part = Callable[[Page], QWidget]
ICON = 40  # pixels a part's icon has beside the title
LEAST = 440  # pixels at 100 %: a list of all the parts' names fits under the title

MAKERS: dict[str, Part] = {
    "school": school.school_part,
    "policy": policy.policy_part,
    "year": year.year_part,
    "words": words.words_part,
    "look": look.look_part,
    "people": people.people_part,
    "safe": safe.safe_part,
    "history": safe.history_part,
}


class SettingsPage(Page):
    """Settings stands alone at the bottom of the sidebar."""

    key = "settings"
    kinds = frozenset({"School", "Programme", "Remembered"})

    def build(self) -> Pieces:
        self._stack = QStackedWidget()
        self._items: dict[str, NavItem] = {}
        self._open, self._stop = "school", -1
        group = QButtonGroup(self)
        for key, name, drawing in names():
            item = NavItem(name, drawing)
            item.setFixedWidth(theme.current().px(204))
            item.clicked.connect(lambda *_args, key=key: self.show_part(key))
            group.addButton(item)
            self._items[key] = item
        yield
        self._side_card = card(*self._items.values(), STRETCH, gap=2, inside=8)
        self._beside = row(self._side_card, self._stack, gap=16)
        self._beside.setStretch(1, 1)
        self.fill(self._beside)
        self.body.setStretch(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_side(tight=self.width() < theme.current().px(TIGHT) or self.height() < theme.current().px(LEAST))
        super().resizeEvent(event)

    def _lay_side(self, *, tight: bool) -> None:
        """Lay the parts' names at the left, or as icons beside the title where the open part needs that room."""
        names = self._side_card.layout()
        assert isinstance(names, QBoxLayout)
        if tight is (names.direction() == QBoxLayout.Direction.LeftToRight):
            return
        turn_by_room(names, narrow=not tight)
        names.setContentsMargins(*((2,) * 4 if tight else (8,) * 4))
        for item in self._items.values():
            item.show_rail(tight)
            item.setFixedWidth(ICON if tight else theme.current().px(204))
        if tight:
            self._beside.removeWidget(self._side_card)
            self.act(self._side_card)
        else:
            self._beside.insertWidget(0, self._side_card)

    def read(self) -> Pieces:
        self.head(_("Settings"), _("What your school decided. A change counts once it is kept, and can be undone."))
        self._items[self._open].setChecked(True)
        yield from self._showing(self._open)

    def show_part(self, key: str) -> None:
        """Open a part, read anew; the one before stands until it is made."""
        self._open = key
        self._items[key].setChecked(True)
        self.board.turns.take(self, self._showing(key))

    def _showing(self, key: str) -> Pieces:
        made = self.board.attempt(lambda: MAKERS[key](self))
        if made is None:
            return
        yield
        shown, before = box(col(made, gap=0)), self._stack.currentWidget()
        shown.setAccessibleName(self._items[key].text())
        self._stack.addWidget(shown)
        yield
        yield from polished(shown)
        now = self.window().focusWidget()
        held = name_of(now) if before is not None and now is not None and before.isAncestorOf(now) else ""
        self._stack.setCurrentWidget(shown)
        if held:
            give_to(shown, held)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def open(self, target: str) -> None:
        if target == "new-year":
            self.show_part("year")
            ask_new_year(self)
            return
        part, _comma, at = target.partition(",")
        self._stop = int(at or -1)
        self.show_part(part if part in self._items else "safe")

    @property
    def place(self) -> str:
        """The part that is open, and which of its stops has the keys: what was chosen there changed the look."""
        now, all_stops = self.window().focusWidget(), self._stops()
        return f"{self._open},{all_stops.index(now) if now in all_stops else -1}"

    def _stops(self) -> list[QWidget]:
        part = self._stack.currentWidget()
        return stops(part) if part is not None else []

    def focus_list(self) -> None:
        at, all_stops, self._stop = self._stop, self._stops(), -1
        place = all_stops[at] if 0 <= at < len(all_stops) else self._items[self._open]
        place.setFocus(Qt.FocusReason.ShortcutFocusReason)
