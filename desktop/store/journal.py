"""The journal: every step with who, when and what it changed, each linked to the one before by its hash.

A change keeps the row as it was before; how it stood after is what the next change of that record found, or the row
as it stands today. The digest of a change covers both and is salted, so that erasing salt and text leaves nothing
to guess from while the chain still holds. It decides nothing about which step may be undone.
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.models.record import Record
from desktop.store.engine import Engine, Row
from desktop.store.entries import Action, Counts, Entry, NewEntry
from desktop.store.images import BEGINNING, canonical, digest, image, link_hash, row_of
from desktop.store.means import Clock
from desktop.store.tables import BY_NAME, Table

Changed = Sequence[tuple[Table[Record], Mapping[str, Row | None], Mapping[str, Row | None]]]
DEPTH = 1000  # steps that can be undone
HEAD = "row, at, who, label, action, undoable, reverses, counts"


@dataclass(frozen=True)
class Before:
    """One change as it is kept: the row's text before it, and what proves how it stood after it."""

    table: Table[Record]
    record: str
    text: str | None
    salt: bytes | None
    seal: bytes

    def row(self) -> Row | None:
        """Return the row as it stood before."""
        return None if self.text is None else row_of(self.table, self.text)

    def led_to(self, now: Row | None) -> bool:
        """Return whether a row stands just as this change left it."""
        return self.salt is not None and self.seal == digest(self.salt, self.text, image(self.table, now))


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
        link = link_hash(previous, head, [(kind, record, seal) for _n, kind, record, _b, _s, seal in changes])
        self._engine.run(
            f"INSERT INTO journal ({HEAD}, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*head, previous, link),
        )
        self._engine.many(
            "INSERT INTO changes (entry, kind, record, before, salt, digest) VALUES (?, ?, ?, ?, ?, ?)", changes
        )
        return _entry(head)

    def entry(self, number: int) -> Entry:
        """Return one entry."""
        return _entry(self._engine.rows(f"SELECT {HEAD} FROM journal WHERE row = ?", (number,))[0])

    def entries(self, *, limit: int, offset: int = 0, record_id: str | None = None) -> list[Entry]:
        """Return entries, newest first; with an id only those that touched that record."""
        only = "" if record_id is None else "WHERE row IN (SELECT entry FROM changes WHERE record = ?)"
        values = (limit, offset) if record_id is None else (record_id, limit, offset)
        sql = f"SELECT {HEAD} FROM journal {only} ORDER BY row DESC LIMIT ? OFFSET ?"
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
        for kind, record, before, salt, seal in self._engine.rows(sql, (number,)):
            found.setdefault(kind, []).append(Before(BY_NAME[kind], record, before, salt, seal))
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


def _changes(entry: int, changed: Changed) -> Iterator[tuple[int, str, str, str | None, bytes, bytes]]:
    for table, before, now in changed:
        for record, row in before.items():
            salt, old = secrets.token_bytes(16), image(table, row)
            yield entry, table.name, record, old, salt, digest(salt, old, image(table, now[record]))


def _counted(changed: Changed) -> str:
    counts = {}
    for table, before, now in changed:
        added = sum(row is None for row in before.values())
        removed = sum(row is None for row in now.values())
        counts[table.name] = [added, len(before) - added - removed, removed]
    return canonical(counts)


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
