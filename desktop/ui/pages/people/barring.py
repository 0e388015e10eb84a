"""Barring somebody and ending it: both take a reason in words, and neither is done to many at once."""

from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.taken_up import tell_taken_up

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage


def ask_bar(page: "PeoplePage", mentor: Mentor) -> Dialog:
    """Ask why a mentor is barred, then bar them: nobody can propose, print or sign them in until it is ended."""
    hint = _("Who decided, and where it is written down. Never what was found.")
    title = _("Bar {name}?").format(name=mentor.name)
    said = _("{who} is barred").format(who=mentor.known_as)
    return _ask(page, (mentor, PersonState.BARRED), (title, hint, _("Bar them"), said))


def ask_end_bar(page: "PeoplePage", person: Mentee | Mentor, state: PersonState) -> Dialog:
    """Ask who decided that somebody's bar ends and why, then let them become what was asked for."""
    hint = _("Who decided that this ends, and why.")
    title = _("{who} was barred. Does this end?").format(who=person.known_as)
    said = _("{who} is no longer barred").format(who=person.known_as)
    return _ask(page, (person, state), (title, hint, _("End it"), said))


def _ask(page: "PeoplePage", change: tuple[Mentee | Mentor, PersonState], texts: tuple[str, str, str, str]) -> Dialog:
    person, state = change
    title, hint, verb, said = texts
    draft = page.board.draft(f"bar:{person.id}:{state.value}")
    form = Form([Field("reason", _("Reason"), line(), needed(_("Write a reason.")), hint=hint)], draft)
    tell_taken_up(form, draft, page.workspace.desk.today())
    roster = page.workspace.roster

    def keep(values: dict[str, str]) -> bool:
        return page.board.do(lambda: roster.set_state(person, state, reason=values["reason"]), said)

    return ask_form(page, title, form, verb, keep)
