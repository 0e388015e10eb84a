"""The journal: every step with who, when and what it changed, each linked to the one before by its hash.

A change keeps the row as it was before; how it stood after is what the next change of that record found, or the row
as it stands today. The digest of a change covers both and is salted, so that erasing salt and text leaves nothing
to guess from while the chain still holds. It decides nothing about which step may be undone.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from pydantic_core import to_json

from desktop.models.record import Record
from desktop.store.engine import Engine, Row
from desktop.store.tables import BY_NAME, Table

Clock = Callable[[], datetime]
Changed = Sequence[tuple[Table[Record], Mapping[str, Row | None], Mapping[str, Row | None]]]
BEGINNING = bytes(32)
DEPTH = 1000  # steps that can be undone
_COLUMNS = "row, at, who, label, action, undoable, reverses, counts"


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


@dataclass(frozen=True)
class NewEntry:
    """What is to be written about a step, apart from its number and time."""

    label: str
    who: str
    action: Action = Action.STEP
    undoable: bool = True
    reverses: int | None = None


@dataclass(frozen=True)
class Before:
    """One change as it is kept: the row's text before it, and what proves how it stood after it."""

    table: Table[Record]
    record: str
    text: str | None
    salt: bytes | None
    digest: bytes

    def row(self) -> Row | None:
        """Return the row as it stood before."""
        return None if self.text is None else row_of(self.table, self.text)

    def led_to(self, now: Row | None) -> bool:
        """Return whether a row stands just as this change left it."""
        return self.salt is not None and self.digest == _digest(self.salt, self.text, image(self.table, now))


class Journal:
    """Writes and reads entries; the transaction is the caller's."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    @property
    def last(self) -> int:
        """The number of the last entry, 0 before the first."""
        return int(self._engine.value("SELECT max(row) FROM journal") or 0)

    def write(self, new: NewEntry, changed: Changed) -> Entry:
        """Write an entry with its changes and return it."""
        number = self.last + 1
        previous = self._engine.value("SELECT hash FROM journal WHERE row = ?", (number - 1,)) or BEGINNING
        head = (
            number,
            self._clock().astimezone(UTC).isoformat(),
            new.who,
            new.label,
            new.action.value,
            int(new.undoable),
            new.reverses,
            _counted(changed),
        )
        changes = list(_changes(number, changed))
        link = link_hash(previous, head, [(kind, record, digest) for _n, kind, record, _b, _s, digest in changes])
        self._engine.run(
            f"INSERT INTO journal ({_COLUMNS}, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*head, previous, link),
        )
        self._engine.many(
            "INSERT INTO changes (entry, kind, record, before, salt, digest) VALUES (?, ?, ?, ?, ?, ?)", changes
        )
        return _entry(head)

    def entry(self, number: int) -> Entry:
        """Return one entry."""
        return _entry(self._engine.rows(f"SELECT {_COLUMNS} FROM journal WHERE row = ?", (number,))[0])

    def entries(self, *, limit: int, offset: int = 0, record_id: str | None = None) -> list[Entry]:
        """Return entries, newest first; with an id only those that touched that record."""
        only = "" if record_id is None else "WHERE row IN (SELECT entry FROM changes WHERE record = ?)"
        values = (limit, offset) if record_id is None else (record_id, limit, offset)
        sql = f"SELECT {_COLUMNS} FROM journal {only} ORDER BY row DESC LIMIT ? OFFSET ?"
        return [_entry(row) for row in self._engine.rows(sql, values)]

    def stacks(self) -> tuple[list[int], list[int]]:
        """Return the numbers of entries that can be undone and of those that can be redone, latest last."""
        done: list[int] = []
        undone: list[int] = []
        latest = self._engine.rows("SELECT row, action, undoable FROM journal ORDER BY row DESC LIMIT ?", (DEPTH,))
        for number, action, undoable in reversed(latest):
            turn(done, undone, (number, Action(action), bool(undoable)))
        return done, undone

    def before(self, number: int) -> dict[str, list[Before]]:
        """Return what an entry touched as it stood before it, by table."""
        sql = "SELECT kind, record, before, salt, digest FROM changes WHERE entry = ? ORDER BY row"
        found: dict[str, list[Before]] = {}
        for kind, record, before, salt, digest in self._engine.rows(sql, (number,)):
            found.setdefault(kind, []).append(Before(BY_NAME[kind], record, before, salt, digest))
        return found


def turn(done: list[int], undone: list[int], entry: tuple[int, Action, bool]) -> None:
    """Bring both stacks to how they stand after an entry; undo and redo are entries that may be turned back too."""
    number, action, undoable = entry
    match action:
        case Action.UNDO:
            del done[-1:]
            undone.append(number)
        case Action.REDO:
            del undone[-1:]
            done.append(number)
        case Action.ERASURE | Action.UPDATE:
            done.clear()
            undone.clear()
        case Action.STEP if undoable:
            done.append(number)
            undone.clear()


def image(table: Table[Record], row: Row | None) -> str | None:
    """Return a row as JSON text by column, None for an absent one."""
    return None if row is None else _json(dict(zip(table.columns, row, strict=True)))


def row_of(table: Table[Record], text: str) -> Row:
    """Return the row of an image."""
    values = json.loads(text)
    return tuple(values[name] for name in table.columns)


def link_hash(previous: bytes, head: Row, changes: Sequence[tuple[str, str, bytes]]) -> bytes:
    """Return the hash of an entry: over the hash before it, all that it says of itself, and its changes' digests."""
    said = _json([*head, [[kind, record, digest.hex()] for kind, record, digest in changes]])
    return hashlib.sha256(previous + said.encode()).digest()


def _digest(salt: bytes, before: str | None, after: str | None) -> bytes:
    return hashlib.sha256(salt + _json([before, after]).encode()).digest()


def _changes(entry: int, changed: Changed) -> Iterator[tuple[int, str, str, str | None, bytes, bytes]]:
    for table, before, now in changed:
        for record, row in before.items():
            salt, old = secrets.token_bytes(16), image(table, row)
            yield entry, table.name, record, old, salt, _digest(salt, old, image(table, now[record]))


def _counted(changed: Changed) -> str:
    counts = {}
    for table, before, now in changed:
        added = sum(row is None for row in before.values())
        removed = sum(row is None for row in now.values())
        counts[table.name] = [added, len(before) - added - removed, removed]
    return _json(counts)


def _entry(head: Row) -> Entry:
    number, at, who, label, action, undoable, reverses, counts = head
    return Entry(
        number=number,
        at=datetime.fromisoformat(at),
        who=who,
        label=label,
        action=Action(action),
        undoable=bool(undoable),
        reverses=reverses,
        counts={BY_NAME[name].kind: Counts(*numbers) for name, numbers in json.loads(counts).items()},
    )


def _json(value: object) -> str:
    return to_json(value).decode()
