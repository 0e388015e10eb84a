"""One thing changed for many people at once: what would change is shown first, then it is one step to undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.errors import RosterChanged, Trouble
from desktop.i18n import _, ngettext
from desktop.models.people import Mentee, Mentor
from desktop.workspace.desk import Desk
from desktop.workspace.hands import Change, Hand, Trait
from desktop.workspace.traits import hands_for_mentees, hands_for_mentors


@dataclass(frozen=True)
class Altered:
    """One person before and after, and the trait in words both times."""

    name: str
    old: Mentee | Mentor
    new: Mentee | Mentor
    before: str
    after: str


@dataclass(frozen=True)
class Alteration:
    """What a change would do: who changes, and how many stand so already."""

    change: Change
    trait: Trait
    altered: tuple[Altered, ...]
    alike: int


class Several:
    """Changing many people at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def traits(kind: type[Any]) -> list[Trait]:
        """Return what can be changed of mentees or of mentors."""
        return [hand.trait for hand in _hands(kind).values()]

    def look(self, kind: type[Any], ids: Sequence[str], change: Change) -> Alteration:
        """Return what a change would do to some people; see `looker`."""
        return self.looker(kind, ids, change)()

    def looker(self, kind: type[Any], ids: Sequence[str], change: Change) -> Callable[[], Alteration]:
        """Return what looks, on any thread, at what a change would do. Raises Trouble for a value that can't be.

        Work that is due on a later day can't be recorded as done: a gate is passed today or earlier.
        """
        hand, by = _hands(kind)[change.trait], self._initials
        done = change.trait.startswith("gate:") or change.trait == "status_checked_on"
        if done and change.one > self._desk.today().isoformat():
            raise Trouble(_("A step can’t be recorded ahead of its day."), _("Give today or an earlier day."))
        people = self._desk.store.page(kind, ids)

        def look() -> Alteration:
            altered = [_altered(hand, one, change, by) for one in people]
            found = tuple(one for one in altered if one.new != one.old)
            return Alteration(change, hand.trait, found, len(altered) - len(found))

        return look

    def keep(self, alteration: Alteration) -> None:
        """Make the change as one step. Raises RosterChanged where somebody in it was changed since it was looked at."""
        kinds = {type(one.old) for one in alteration.altered}
        for kind in kinds:
            old = [one.old for one in alteration.altered if type(one.old) is kind]
            if self._desk.store.page(kind, [one.id for one in old]) != old:
                raise RosterChanged(
                    _("Somebody in this list was changed since it was looked at."), _("Look at the change again.")
                )
        if alteration.altered:
            label = ngettext("Change {{what}} of {n} person", "Change {{what}} of {n} people", len(alteration.altered))
            with self._desk.step(label.format(what=alteration.trait.name)) as step:
                step.put_many([one.new for one in alteration.altered])

    @property
    def _initials(self) -> str:
        return "".join(part[:1] for part in self._desk.who.split()).upper() or "?"


def _hands(kind: type[Any]) -> dict[str, Hand]:
    return hands_for_mentees() if kind is Mentee else hands_for_mentors()


def _altered(hand: Hand, person: Mentee | Mentor, change: Change, by: str) -> Altered:
    new = hand.changed(person, change, by)
    name = person.full_name if isinstance(person, Mentee) else person.name
    return Altered(name, person, new, hand.words(person), hand.words(new))
