"""What the journal says about a step: who, when, what and how many; how it is kept is the journal's business."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.models.record import Record


class Action(StrEnum):
    """What kind of entry it is. Nothing from before an erasure or an update of the file can be undone."""

    STEP = "step"
    UNDO = "undo"
    REDO = "redo"
    ERASURE = "erasure"
    UPDATE = "update"


@dataclass(frozen=True)
class Counts:
    """How many records of one kind an entry added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Entry:
    """One entry of the journal. `reverses` is the number of the entry that an undo or redo turned back."""

    number: int
    at: datetime
    who: str
    label: str
    action: Action
    undoable: bool
    reverses: int | None
    counts: Mapping[type[Record], Counts]

    @property
    def kinds(self) -> frozenset[type[Record]]:
        """The kinds of record it touched."""
        return frozenset(self.counts)

    @property
    def size(self) -> int:
        """How many records it touched."""
        return sum(one.added + one.changed + one.removed for one in self.counts.values())


@dataclass(frozen=True)
class NewEntry:
    """What is to be written about a step, apart from its number and time."""

    label: str
    who: str
    action: Action = Action.STEP
    undoable: bool = True
    reverses: int | None = None


@dataclass(frozen=True)
class Change:
    """What an entry did to one record; None is absent. `erased` says that a person's erasure took the content away."""

    kind: type[Record]
    id: str
    before: Record | None
    after: Record | None
    erased: bool = False


@dataclass(frozen=True)
class JournalReport:
    """Whether the journal is whole: entries whose link or content doesn't fit, and records no entry accounts for."""

    entries: int
    broken: tuple[int, ...] = ()
    unaccounted: int = 0

    @property
    def intact(self) -> bool:
        """Whether nothing was changed behind the journal's back."""
        return not self.broken and not self.unaccounted
