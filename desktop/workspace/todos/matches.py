"""Matches that need a person: proposals to review, and who is ready and waits for a mentor."""

from collections.abc import Iterator

from desktop.i18n import _, ngettext
from desktop.models.matches import MatchState
from desktop.workspace.glance import ready_and_waiting, waits
from desktop.workspace.todos.picture import Picture, ToDo, ids


def waiting(picture: Picture) -> Iterator[ToDo]:
    """Yield who waits for a mentor, the longest by name and with the reason."""
    left = ready_and_waiting(picture.facts)
    if left:
        (longest,) = waits(picture.facts, left[:1])
        days = ngettext("{n} day", "{n} days", longest.days) if longest.days is not None else _("an unknown time")
        yield ToDo(
            code="waiting",
            headline=ngettext("{n} young person waits for a mentor", "{n} young people wait for a mentor", len(left)),
            consequence=_("{name} has waited {days}. {reason}").format(
                name=left[0].known_as, days=days, reason=longest.reason
            ),
            act=_("Find matches"),
            page="matching",
            people=ids(left),
        )


def drafts(picture: Picture) -> Iterator[ToDo]:
    """Yield the proposed matches that nobody has published yet."""
    found = [one for one in picture.facts.matches if one.state in (MatchState.DRAFT, MatchState.REVIEWED)]
    if found:
        yield ToDo(
            code="review",
            headline=ngettext("{n} proposed match to review", "{n} proposed matches to review", len(found)),
            consequence=_("A draft: nobody has been told."),
            act=_("Review"),
            page="matching",
            people=tuple(match.mentee for match in found),
        )
