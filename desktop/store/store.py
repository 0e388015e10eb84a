"""The school's file as the workspace sees it: records in, records out, every write a named step.

It belongs to the thread that opened it: workers get values. It knows no rule and no screen.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from desktop.errors import FileTrouble, Trouble
from desktop.i18n import _
from desktop.models.record import Record
from desktop.paths import make_folder
from desktop.store import schema
from desktop.store.disk import move, sync_file
from desktop.store.driver import dbapi2
from desktop.store.engine import Engine
from desktop.store.journal import Action, Clock, Entry, Journal, NewEntry, turn
from desktop.store.place import Lock, Place, no_school
from desktop.store.queries import Question, Where
from desktop.store.recovery import new_recovery_key
from desktop.store.steps import Step, read_rows
from desktop.store.tables import R, table_of
from desktop.store.vault import Cost, new_vault, read_vault, write_vault

Notice = Callable[[frozenset[type[Record]]], None]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Means:
    """What a store takes from its surroundings; tests hand in a cheap cost and a clock of their own."""

    clock: Clock = _now
    cost: Cost = field(default_factory=Cost)


class Store:
    """One school's file, open. Made by `create`, `open` or `restore`; let go of by `close`."""

    def __init__(self, place: Place, lock: Lock, engine: Engine, means: Means) -> None:
        self._place = place
        self._lock = lock
        self._engine = engine
        self._journal = Journal(engine, means.clock)
        self._done, self._undone = self._journal.stacks()
        self._notices: list[Notice] = []

    @classmethod
    def create(cls, folder: Path, passphrase: str, *, means: Means = Means()) -> tuple[Self, str]:
        """Set up a new school and return it open, with its recovery key: to be printed now, for it is kept nowhere."""
        place = Place(make_folder(folder))
        lock = place.lock()
        try:
            if place.file.exists():
                raise FileTrouble(_("There is a school's file in this folder already."), _("Open it instead."))
            recovery = new_recovery_key()
            new = new_vault(passphrase, recovery, means.cost)
            _build(place, new.key)
            write_vault(place.vault, new.vault)
            move(_unfinished(place), place.file)
            return cls._opened(place, lock, new.key, means), recovery
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, folder: Path, secret: str, *, means: Means = Means()) -> Self:
        """Open a school with its passphrase or recovery key.

        Raises WrongPassphrase, FileTooNew, FileInUse, and FileTrouble for all else that is wrong with a file.
        """
        place = Place(folder)
        if not place.file.exists():
            raise no_school()
        lock = place.lock()
        try:
            return cls._opened(place, lock, read_vault(place.vault).open(secret), means)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _opened(cls, place: Place, lock: Lock, key: bytes, means: Means) -> Self:
        engine = Engine.prove(place.file, key)
        try:
            schema.refuse_newer(engine.library)
            engine.use_wal()
            return cls(place, lock, engine, means)
        except BaseException:
            engine.close()
            raise

    @staticmethod
    def exists(folder: Path) -> bool:
        """Return whether a folder holds a school's file."""
        return Place(folder).file.exists()

    def close(self) -> None:
        """Let go of the file."""
        try:
            self._engine.close()
        finally:
            self._lock.release()

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002 - the field's own name
        """Return the record with an id."""
        found = self.page(kind, (id,))
        return found[0] if found else None

    def all(self, kind: type[R]) -> list[R]:
        """Return every record of a kind, by id."""
        table = table_of(kind)
        columns = ", ".join(f'"{name}"' for name in table.columns)
        return [table.record(row) for row in self._engine.rows(f"SELECT {columns} FROM {table.name} ORDER BY id")]

    def page(self, kind: type[R], ids: Sequence[str]) -> list[R]:
        """Return the records of some ids in their order; an id that is gone is left out."""
        table = table_of(kind)
        rows = read_rows(self._engine, table, ids)
        return [table.record(rows[key]) for key in ids if key in rows]

    def ids(
        self, kind: type[Record], *, order_by: str | Sequence[str] = (), search: str = "", where: Where | None = None
    ) -> list[str]:
        """Return the ids of what a list shows, in order; `Question` says what may be asked."""
        sql, values = Question(search, where, order_by).ids(table_of(kind))
        return [row[0] for row in self._engine.rows(sql, values)]

    def count(self, kind: type[Record], *, search: str = "", where: Where | None = None) -> int:
        """Return how many records there are."""
        sql, values = Question(search, where).count(table_of(kind))
        return int(self._engine.value(sql, values))

    @contextmanager
    def step(self, label: str, *, who: str, undoable: bool = True) -> Iterator[Step]:
        """Open the step in which alone records can be written: all of it becomes lasting or none.

        The label says what was done and names nobody: it outlives an erasure. A step that changes nothing leaves no
        entry. `undoable=False` is for what can't be taken back, such as an answer from head office.
        """
        with self._entry(NewEntry(label, who, undoable=undoable)) as step:
            yield step

    @contextmanager
    def _entry(self, new: NewEntry) -> Iterator[Step]:
        entry = None
        with self._engine.immediate():
            step = Step(self._engine)
            try:
                yield step
            finally:
                changed = step.end()
            if changed:
                entry = self._journal.write(new, changed)
        if entry:
            turn(self._done, self._undone, (entry.number, entry.action, entry.undoable))
            for notice in tuple(self._notices):
                notice(entry.kinds)

    def on_step(self, callback: Notice) -> Callable[[], None]:
        """Call back after every step with the kinds of record it touched. What is returned ends it."""
        self._notices.append(callback)
        return lambda: self._notices.remove(callback)

    @property
    def undo_label(self) -> str | None:
        """The label of the step that `undo` would take back, None where there is none."""
        return self._journal.entry(self._done[-1]).label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """The label of the step that `redo` would do again, None where there is none."""
        return self._journal.entry(self._undone[-1]).label if self._undone else None

    def undo(self, *, who: str) -> Entry:
        """Take back the last step, and return the entry of doing so. Raises Trouble where there is nothing to undo."""
        if not self._done:
            raise Trouble(_("There is nothing to undo."))
        return self._turn_back(self._done[-1], Action.UNDO, who)

    def redo(self, *, who: str) -> Entry:
        """Do again what was undone last. Raises Trouble where there is nothing to redo."""
        if not self._undone:
            raise Trouble(_("There is nothing to redo."))
        return self._turn_back(self._undone[-1], Action.REDO, who)

    def _turn_back(self, number: int, action: Action, who: str) -> Entry:
        """Put every row that an entry touched back to how it stood before it."""
        label = self._journal.entry(number).label
        try:
            with self._entry(NewEntry(label, who, action, reverses=number)) as step:
                for changes in self._journal.before(number).values():
                    table = changes[0].table
                    now = read_rows(self._engine, table, [change.record for change in changes])
                    if not all(change.led_to(now.get(change.record)) for change in changes):
                        raise _entangled()
                    step.set_rows(table, {change.record: change.row() for change in changes})
        except dbapi2.IntegrityError as error:
            raise _entangled() from error
        return self._journal.entry(self._journal.last)

    @property
    def revision(self) -> int:
        """The number of the last journal entry: as long as it stands, nothing has changed."""
        return self._journal.last

    def history(self, *, limit: int, offset: int = 0, record_id: str | None = None) -> list[Entry]:
        """Return journal entries, newest first; with an id only those that touched that record."""
        return self._journal.entries(limit=limit, offset=offset, record_id=record_id)


def _entangled() -> Trouble:
    return Trouble(
        _("This can't be undone, because later records depend on it."),
        _("Take those later changes back by hand first."),
    )


def _unfinished(place: Place) -> Path:
    return place.file.with_name(place.file.name + ".new")


def _build(place: Place, key: bytes) -> None:
    """Make an empty file beside its final place, whole and on the disk."""
    path = _unfinished(place)
    for leftover in (path, path.with_name(path.name + "-journal")):
        leftover.unlink(missing_ok=True)
    engine = Engine(path, key)
    try:
        with engine.immediate():
            schema.migrate(engine.library)
    finally:
        engine.close()
    sync_file(path)
