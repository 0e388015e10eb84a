"""Pausing, ending or taking up again the part of some people, as one step; it knows no list."""

from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.ui.pages.people.barring import ask_end_bar
from desktop.ui.pages.people.ending import ask_leaving, tell_of_places

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage

Person = Mentee | Mentor


def change_state(page: "PeoplePage", people: list[Person], state: PersonState) -> None:
    """Pause, end or take up again the part of some people, as one step; a bar ends with a reason, one by one."""
    people = page.board.attempt(lambda: [page.person(one.id) for one in people]) or []  # as they are now
    if len(people) == 1 and people[0].state is PersonState.BARRED:
        ask_end_bar(page, people[0], state)
        return
    people = [one for one in people if one.state is not PersonState.BARRED]
    if not people:
        return
    said = _state_words(people, state)
    if state is PersonState.LEFT:
        ask_leaving(page, people, said)
        return
    changed = [one.model_copy(update={"state": state}) for one in people]
    label = {
        PersonState.PAUSED: _("Pause somebody"),
        PersonState.ACTIVE: _("Let somebody take part again"),
    }[state]
    if page.board.do_many(len(changed), lambda desk: desk.roster.keep_many(changed, label=label), said):
        tell_of_places(page, changed)


def _state_words(people: list[Person], state: PersonState) -> str:
    """Say of one by name, or of several by number, that they paused, ended or took up their part."""
    if len(people) == 1:
        return {
            PersonState.LEFT: _("{who} no longer takes part"),
            PersonState.PAUSED: _("{who} paused"),
            PersonState.ACTIVE: _("{who} takes part again"),
        }[state].format(who=people[0].known_as)
    n = len(people)
    return {
        PersonState.LEFT: ngettext("{n} person no longer takes part", "{n} people no longer take part", n),
        PersonState.PAUSED: ngettext("{n} person paused", "{n} people paused", n),
        PersonState.ACTIVE: ngettext("{n} person takes part again", "{n} people take part again", n),
    }[state]
