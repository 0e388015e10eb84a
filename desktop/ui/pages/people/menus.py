"""The menus of the people pages: of one person beside a name, of everybody chosen; they only offer."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.ui.allow import explain
from desktop.ui.build import button
from desktop.ui.pages.people.acts import ask_erase
from desktop.ui.pages.people.barring import ask_bar

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage

Person = Mentee | Mentor


def more_button(page: "PeoplePage", person: Person) -> QPushButton:
    """Return the small menu beside a name."""
    made = button(_("More about {name}").format(name=person.known_as), kind="icon", drawing="more")
    explain(made, _("What else can be done: papers, match, sessions, pausing, every change, erasing."))
    menu = QMenu(made)
    menu.aboutToShow.connect(partial(_fill, page, menu, person))
    made.setMenu(menu)
    return made


def _fill(page: "PeoplePage", menu: QMenu, person: Person) -> None:
    """Offer what can be done now, looked up once somebody wants to see it."""
    menu.clear()
    page.fill_menu(menu, person)
    for text, state in (
        (_("Pause"), PersonState.PAUSED),
        (_("Let them take part again"), PersonState.ACTIVE),
        (_("End their part"), PersonState.LEFT),
    ):
        if person.state is not state:
            menu.addAction(text, partial(page.set_state, [person], state))
    if isinstance(person, Mentor) and person.state is not PersonState.BARRED:
        menu.addAction(_("Bar"), partial(ask_bar, page, person))
    menu.addSeparator()
    menu.addAction(_("All changes"), partial(page.show_history, person))
    menu.addAction(_("Erase for good"), partial(ask_erase, page, person))


def open_many(page: "PeoplePage") -> None:
    """Offer what can be done with everybody chosen."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    people = [page.person(one) for one in page.list.view.chosen]
    menu.addAction(_("Change one thing of them all"), page.change_many)
    menu.addSeparator()
    for text, state in (
        (_("Pause them"), PersonState.PAUSED),
        (_("Let them take part again"), PersonState.ACTIVE),
        (_("End their part"), PersonState.LEFT),
    ):
        menu.addAction(text, partial(page.set_state, people, state))
    page.more_for_many(menu, people)
    menu.popup(page.many.mapToGlobal(QPoint(0, page.many.height() + 2)))
