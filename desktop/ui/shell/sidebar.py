"""The sidebar: the sign, nine pages by name, how many things need you; it knows names and counts only."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import STRETCH, col, row, words
from desktop.ui.marks import NavItem, Sign

WIDTH, RAIL = 208, 56
ALL_HIGH = 440


class Place(NamedTuple):
    """A page's key, name and icon."""

    key: str
    name: str
    drawing: str


def places() -> tuple[Place, ...]:
    """Return the pages in their order, named in the chosen language; Settings stands alone at the end."""
    return (
        Place("today", _("Today"), "today"),
        Place("young-people", _("Young people"), "people"),
        Place("mentors", _("Mentors"), "mentors"),
        Place("matching", _("Matching"), "matching"),
        Place("sessions", _("Sessions"), "sessions"),
        Place("papers", _("Papers"), "papers"),
        Place("outcomes", _("Outcomes"), "outcomes"),
        Place("head-office", _("Head office"), "office"),
        Place("settings", _("Settings"), "settings"),
    )


def place_of(page: str) -> Place:
    """Return where a page has its place: the import belongs to the young people, the register to the sessions."""
    key = {"import": "young-people", "register": "sessions"}.get(page, page)
    return next(place for place in places() if place.key == key)


def brand(name: QWidget | None = None) -> QWidget:
    """Return the sign with the product's name."""
    made = QWidget()
    made.setFixedHeight(theme.current().px(48))
    made.setLayout(row(Sign(25), name or words("Alongside", "section"), STRETCH, gap=16, margins=(14, 6, 0, 0)))
    return made


class Sidebar(QWidget):
    """Pages to go to; under 1320 pixels it becomes a rail of icons."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "sidebar")
        self.setProperty("edge", "right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self._items: dict[str, NavItem] = {}
        self._group = QButtonGroup(self)
        self._name = words("Alongside", "section")
        self._brand = brand(self._name)
        for place in places():
            item = NavItem(place.name, place.drawing)
            item.clicked.connect(lambda *_a, key=place.key: self.chosen.emit(key))
            self._group.addButton(item)
            self._items[place.key] = item
        *pages, settings = self._items.values()
        self.setLayout(col(self._brand, 8, *pages, STRETCH, settings, gap=2, margins=(12, 2, 12, 10)))
        self.show_rail(False)

    @property
    def shown(self) -> str:
        """The key of the place that is marked."""
        return next((key for key, item in self._items.items() if item.isChecked()), "")

    def show_page(self, key: str) -> None:
        """Mark the page that is open."""
        if item := self._items.get(key):
            item.setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many things need you, by page; a page without a count needs nothing."""
        for key, item in self._items.items():
            item.show_count(counts.get(key, 0))

    def show_rail(self, rail: bool) -> None:
        """Become narrow or wide."""
        self.setFixedWidth(RAIL if rail else theme.current().px(WIDTH))
        margins = (8, 2, 8, 10) if rail else (12, 2, 12, 10)
        if (layout := self.layout()) is not None:
            layout.setContentsMargins(*margins)
        self._name.setVisible(not rail)
        for item in self._items.values():
            item.show_rail(rail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < theme.current().px(ALL_HIGH)
        self._brand.setVisible(not low)
        for item in self._items.values():
            item.show_low(low)

    def focus_current(self) -> None:
        """Give the keys to the open page's item."""
        if (button := self._group.checkedButton()) is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
