"""What both people pages do alike: the list, the person beside it, bulk edits, history; it knows neither kind."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.ui.build import Part, button
from desktop.ui.dialogs import Dialog
from desktop.ui.notices import empty_state
from desktop.ui.page import Page
from desktop.ui.pages.importing.copied import PASTED, copied_rows, no_rows
from desktop.ui.pages.people import targets
from desktop.ui.pages.people.acts import open_register
from desktop.ui.pages.people.ending import ask_ending
from desktop.ui.pages.people.history import show_history
from desktop.ui.pages.people.menus import open_many
from desktop.ui.pages.people.sittings import sittings_section
from desktop.ui.pages.people.taking_part import change_state
from desktop.ui.panel import SidePanel
from desktop.ui.table.frame import ListFrame, ListSpec
from desktop.ui.turns import Pieces

Person = Mentee | Mentor


class PeoplePage(Page):
    """A list of people with the whole person beside it."""

    person_kind: ClassVar[type[Person]]

    def build(self) -> Pieces:
        self._reading = False
        self.opening = QObject(self)  # whose turns make the form of a person
        self.add = button(
            self._add_words(),
            self.add_person,
            "primary",
            drawing="plus",
            tip=_("For one person; a whole list comes quicker by import (Ctrl+N)."),
        )
        self.take_in = button(
            _("Import a list"),
            partial(self.board.go, "import"),
            drawing="import",
            tip=_("Takes a file as your school exports it; you look before anything is kept (Ctrl+I)."),
        )
        self.act(self.take_in, self.add)
        self.many = button(
            _("Change several"),
            partial(open_many, self),
            drawing="edit",
            tip=_("Changes one thing of everybody chosen; you see who would change first (Ctrl+E)."),
        )
        self.many.hide()
        self._actions.insertWidget(0, self.many)
        yield
        self.list = ListFrame(self.spec(), self.board.preferences, self._empty(), self.board.turns)
        yield
        self.fill(self.list)
        self.body.setStretch(0, 1)
        self.panel = SidePanel(_("The person chosen"))
        self.side(self.panel)
        self.panel.hide()
        self.list.row_changed.connect(self._on_row)
        self.list.opened.connect(self.edit)
        self.list.chosen_changed.connect(self._on_chosen)
        for keys, act in (
            ("Ctrl+N", self.add_person),
            ("Ctrl+I", partial(self.board.go, "import")),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self._on_list_key("Delete", self._on_leave)
        self._on_list_key("Ctrl+E", self._on_change_keys)
        self._on_list_key("Ctrl+V", self._on_paste)

    def _on_chosen(self, count: int) -> None:
        """Offer what can be done with several in the place of the import: both leave the sentence no room."""
        self.many.setVisible(count > 1)
        self.take_in.setVisible(count < 2)

    def _on_paste(self) -> None:
        """Look at rows copied in a spreadsheet on the import page."""
        if copied_rows(self.workspace) is None:
            self.board.say(no_rows())
        else:
            self.board.go("import", PASTED)

    def _on_list_key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.list.view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda: act())

    @abstractmethod
    def spec(self) -> ListSpec:
        """Say what the list is."""

    @abstractmethod
    def _add_words(self) -> str: ...

    @abstractmethod
    def person(self, identity: str) -> Person:
        """Return the person behind a row."""

    @abstractmethod
    def parts_of(self, identity: str) -> Iterator[Part]:
        """Yield what the panel says of a person, from the top."""

    def show_person(self, identity: str) -> None:
        """Fill the panel, in turns: all of it at once would hold up the keys that go down the list."""
        self.board.turns.take(self.panel, self.panel.filling(self.parts_of(identity)))

    @abstractmethod
    def edit(self, identity: str, at: str = "") -> None:
        """Open the form of a person, with the keys `at` a field; an empty id adds one."""

    def _empty(self) -> QWidget:
        return empty_state("", "")

    def add_person(self) -> None:
        """Open an empty form."""
        self.edit("")

    def read(self) -> Pieces:
        self._reading = True
        try:
            yield from self.list.reading()
        finally:
            self._reading = False
        yield
        self.describe()
        yield
        if not self.list.view.current and self.list.model.ids:
            self.list.view.show_row(self.list.model.ids[0])
        else:
            self._on_row(self.list.view.current)

    def describe(self) -> None:
        """Say in the header what is true now."""

    def open(self, target: str) -> None:
        if target == "add":
            self.add_person()
        elif (ending := targets.read_ending(target)) is not None:
            self._show_ending(*ending)
        elif target.startswith("chip:"):
            self.list.show_chip(target[5:])
            self._show_first()
        elif (asked := targets.read(target)) is not None:
            self._show_asked(*asked)
        elif self.list.show_one(target.split(",")[0]):
            self.list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_asked(self, trait: str, name: str, ids: list[str]) -> None:
        """Show exactly some people, and ask to what a trait of theirs changes where one is named."""
        self.list.show_these(ids, name)
        self._show_first()
        if trait:
            self.list.view.choose_rows(ids)
            self.change_many(trait)

    def _show_ending(self, name: str, ids: list[str]) -> None:
        """Show exactly some people, and ask how their running matches ended."""
        self._show_asked("", name, ids)
        self.ask_ending(ids)

    def ask_ending(self, ids: Sequence[str]) -> Dialog | None:
        """Ask how the running matches of some people ended; nobody is asked where none runs any more."""
        running = self.workspace.matching.running_of(ids)
        return ask_ending(self, running) if running else None

    def _show_first(self) -> None:
        if self.list.model.ids:
            self.list.view.show_row(self.list.model.ids[0])
            self.list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_list(self) -> None:
        self.list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_row(self, identity: str) -> None:
        if self._reading:  # the person beside the list is shown in a turn of its own, once the list stands
            return
        self.show_panel(bool(identity))
        if identity:
            self.show_person(identity)

    def _on_leave(self) -> None:
        """End the part of whoever is chosen; Undo brings them back."""
        people = [self.person(one) for one in self.list.view.chosen]
        self.set_state(people, PersonState.LEFT)

    def set_state(self, people: list[Person], state: PersonState) -> None:
        """Pause, end or take up again the part of some people, as one step."""
        change_state(self, people, state)

    def _on_change_keys(self) -> None:
        if self.list.view.chosen:
            self.change_many()

    def change_many(self, trait: str = "") -> Dialog:
        """Ask what changes for everybody chosen; what would change is shown before it is kept."""
        from desktop.ui.pages.people.several import Some, change_several

        return change_several(self, Some(self.person_kind, self.list.view.chosen), trait=trait)

    def more_for_many(self, menu: QMenu, people: list[Person]) -> None:
        """Offer what only this kind of people can have done to several of them."""

    def fill_menu(self, menu: QMenu, person: Any) -> None:
        """Offer what only this kind of people can have done, first of all."""

    def change_one(self, person: Person, trait: str) -> Dialog:
        """Ask to what one thing of somebody changes."""
        from desktop.ui.pages.people.several import Some, change_several

        return change_several(self, Some(self.person_kind, [person.id], person.known_as), trait=trait)

    def sittings_section(self, person: Person) -> QWidget | None:
        """Return when somebody met and meets next, with the way to that session; None before the first is planned."""
        return sittings_section(self.workspace.lists.sittings(person.id), partial(open_register, self))

    def show_history(self, person: Person) -> Dialog:
        """Show every change of a person, the latest 200."""
        return show_history(self, person)
