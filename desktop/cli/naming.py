"""Whom a command means: people by name, a part of one, or an id; it changes nobody."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from desktop.errors import Trouble

if TYPE_CHECKING:
    from desktop.models.people import Mentee, Mentor
    from desktop.models.record import MenteeId, MentorId
    from desktop.workspace import Workspace

K = TypeVar("K", bound=str)


def young_person(desk: "Workspace", name: str) -> "MenteeId":
    """Return the young person of a name or a part of one; Trouble where none or several have it."""
    from desktop.models.people import Mentee

    names: dict[MenteeId, str] = {one.id: one.full_name for one in desk.roster.people(Mentee)}
    return _only(names, name, "young person")


def mentor(desk: "Workspace", name: str) -> "MentorId":
    """Return the mentor of a name or a part of one; Trouble where none or several have it."""
    from desktop.models.people import Mentor

    names: dict[MentorId, str] = {one.id: one.name for one in desk.roster.people(Mentor)}
    return _only(names, name, "mentor")


def anybody(desk: "Workspace", name: str) -> "Mentee | Mentor":
    """Return the young person or mentor of a whole name or an id: a part of one could be somebody else's."""
    from desktop.models.people import Mentee, Mentor

    people: dict[str, Mentee | Mentor] = {one.id: one for kind in (Mentee, Mentor) for one in desk.roster.people(kind)}
    return people[_only({key: name_of(one) for key, one in people.items()}, name, "person", whole=True)]


def name_of(person: "Mentee | Mentor") -> str:
    """Return the name that a person stands under in the lists."""
    from desktop.models.people import Mentee

    return person.full_name if isinstance(person, Mentee) else person.name


def _only(names: Mapping[K, str], asked: str, what: str, *, whole: bool = False) -> K:
    word = asked.strip().casefold()
    found = [key for key, name in names.items() if word in (name.casefold(), key)]
    if word and not (whole or found):
        found = [key for key, name in names.items() if word in name.casefold()]
    if not found:
        raise Trouble(f"No {what} has this name.", "Write the name as it stands in the list.")
    if len(found) > 1:
        raise Trouble(f"This name fits {len(found)} people.", "Write more of the name, or the id.")
    return found[0]
