"""What adopting a reading would add and change, shown before anything is kept; it writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor
from desktop.roster.reading import Kind

Person = TypeVar("Person", bound=Mentee | Mentor)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's value before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Added(Generic[Person]):
    """A person nobody in the school's file matches."""

    line: int
    record: Person


@dataclass(frozen=True, slots=True)
class Updated(Generic[Person]):
    """A person already known, with what the file changes; `why` says how they were recognised."""

    line: int
    before: Person
    record: Person
    fields: tuple[FieldChange, ...]
    why: str


@dataclass(frozen=True, slots=True)
class LookAlike(Generic[Person]):
    """A line that may mean somebody already known. It stays a new person until someone says otherwise."""

    line: int
    existing: Person
    merged: Person
    fields: tuple[FieldChange, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ImportPlan(Generic[Person]):
    """Added, updated and unchanged people. A line with look-alikes stands in `added` until that is `decided`."""

    kind: Kind
    added: tuple[Added[Person], ...] = ()
    updated: tuple[Updated[Person], ...] = ()
    unchanged: tuple[Person, ...] = ()
    look_alikes: tuple[LookAlike[Person], ...] = ()

    @property
    def records(self) -> tuple[Person, ...]:
        """The records to put: new ones with new ids, changed ones with the ids they had."""
        return (*(new.record for new in self.added), *(changed.record for changed in self.updated))

    def decided(self, decisions: Mapping[int, str]) -> "ImportPlan[Person]":
        """Return the plan with lines taken for the known person decided on, by id; an empty id is somebody new.

        Nobody is two lines: where several are taken for one known person, the first is. Lines not decided stay open.
        """
        same: dict[str, LookAlike[Person]] = {}
        for alike in self.look_alikes:
            if decisions.get(alike.line) == alike.existing.id:
                same.setdefault(alike.existing.id, alike)
        taken = {alike.line for alike in same.values()}
        over = {line for line, known in decisions.items() if not known} | taken
        told = same.values()
        changed = (
            Updated(one.line, one.existing, one.merged, one.fields, _("You said so")) for one in told if one.fields
        )
        return replace(
            self,
            added=tuple(new for new in self.added if new.line not in taken),
            updated=(*self.updated, *changed),
            unchanged=(*self.unchanged, *(one.existing for one in told if not one.fields)),
            look_alikes=tuple(one for one in self.look_alikes if one.line not in over and one.existing.id not in same),
        )

    def without(self, lines: Sequence[int]) -> "ImportPlan[Person]":
        """Return the plan with some lines left out."""
        left = frozenset(lines)
        return replace(
            self,
            added=tuple(new for new in self.added if new.line not in left),
            updated=tuple(changed for changed in self.updated if changed.line not in left),
            look_alikes=tuple(alike for alike in self.look_alikes if alike.line not in left),
        )
