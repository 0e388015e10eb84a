"""Changing one thing of many people as one step: who they are, the form that asks, and keeping what was seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.models.people import Mentee, PersonState
from desktop.ui.allow import allow
from desktop.ui.dialogs import Dialog
from desktop.ui.drafts import mark_of
from desktop.ui.latest import Latest
from desktop.ui.page import Page
from desktop.ui.pages.people.change_form import Ask, ChangeForm, Seen
from desktop.ui.pages.people.ending import tell_of_places
from desktop.workspace.hands import Change
from desktop.workspace.several import Alteration

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage


@dataclass(frozen=True)
class Some:
    """The people to change, by kind and id, and how many they are in words; of one the name."""

    kind: type[Any]
    ids: Sequence[str]
    name: str = ""

    @property
    def words(self) -> str:
        """Say how many, and of what kind; of one who it is."""
        if self.name:
            return self.name
        if self.kind is Mentee:
            return ngettext("{n} young person", "{n} young people", len(self.ids))
        return ngettext("{n} mentor", "{n} mentors", len(self.ids))


def _against_change(found: Alteration | None) -> str:
    """Return why nothing can be changed yet, with what to do about it."""
    if found is None:
        return _("Say what it changes to; then you see who would change.")
    return _("Nobody would change: all of them are so already. Choose something else.")


def _asker(page: Page, some: Some, owner: QObject) -> Ask:
    """Return what asks a worker what a change would do: with 5,000 people it takes longer than a blink."""
    looking = Latest(page.board, owner)

    def ask(change: Change, then: Callable[[Seen], None]) -> None:
        if page.board.closed:  # a pause in typing may end after the window closed
            return
        try:
            look = page.workspace.several.looker(some.kind, some.ids, change)
        except Trouble as trouble:
            looking.drop()
            then(trouble)
        else:
            looking.ask(lambda _run: look(), then)

    return ask


def change_several(page: "PeoplePage", some: Some, *, trait: str = "") -> Dialog:
    """Ask what to change of some people (a trait may be chosen for them), show what would change; it is one step."""
    several = page.workspace.several
    today = page.workspace.desk.today()
    draft = page.board.draft(f"several:{some.kind.__name__}:{mark_of(some.ids)}")
    form = ChangeForm(several.traits(some.kind), partial(_asker, page, some), draft, today=today)
    dialog = Dialog(page, _("What changes for {people}?").format(people=some.words), form, width=640)
    found: list[Alteration] = []

    def keep() -> None:
        (alteration,) = found
        if (alteration.change.trait, alteration.change.one) == ("state", PersonState.LEFT):
            dialog.accept()  # how their matches end is asked where every ending is
            page.set_state([page.person(one.old.id) for one in alteration.altered], PersonState.LEFT)
            return
        changed = Some(some.kind, [one.old.id for one in alteration.altered], some.name)
        said = _("{what} changed for {people}").format(what=alteration.trait.name, people=changed.words)
        many = len(alteration.altered)
        if page.board.do_many(many, lambda workspace: workspace.several.keep(alteration), said):
            draft.clear()
            dialog.accept()
            tell_of_places(page, [one.new for one in alteration.altered])
        else:  # somebody was changed or is gone since: what it would do now is shown
            form.look()

    dialog.leave_verb()
    press = dialog.verb(_("Change them"), keep, primary=True)

    def on_looked(alteration: Alteration | None) -> None:
        found[:] = [alteration] if alteration is not None and alteration.altered else []
        allow(press, None if found else _against_change(alteration))
        count = len(found[0].altered) if found else 0
        press.setText(_("Change {n}").format(n=count) if found else _("Change them"))
        press.setAccessibleName(press.text())

    form.looked.connect(on_looked)
    if trait in ("", draft.get("trait")):
        form.take_up()
    form.trait.choose(trait)
    form.look()
    dialog.open()
    return dialog
