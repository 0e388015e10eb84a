"""The school's file as the workspace sees it: records in, records out, every write a named step.

It belongs to the thread that opened it: workers get values. It knows no rule and no screen.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from desktop.errors import FileTrouble, Trouble
from desktop.i18n import _
from desktop.models.record import Record
from desktop.store import backups, erasing, history, opening
from desktop.store.checks import Check, run_checks
from desktop.store.drafts import Drafts
from desktop.store.driver import dbapi2
from desktop.store.entries import Action, Change, Entry, NewEntry
from desktop.store.journal import Journal, turn
from desktop.store.lending import Loan
from desktop.store.means import Means
from desktop.store.open_file import Keys, OpenFile
from desktop.store.own_keys import OwnKeys
from desktop.store.place import Place
from desktop.store.reading import Reading
from desktop.store.replacing import Moved
from desktop.store.restoring import quietly, restore
from desktop.store.setting_up import prepare, set_up, take_away
from desktop.store.steps import Step, read_rows
from desktop.store.tables import table_of
from desktop.store.vault import read_vault

Notice = Callable[[frozenset[type[Record]]], None]
USUAL = Means()


class Store(Reading):
    """One school's file, open. Made by `create`, `open` or `open_remembered`; let go of by `close`."""

    def __init__(self, file: OpenFile) -> None:
        super().__init__(file.engine)
        self._file = file
        self._journal = Journal(file.engine, file.means.clock)
        self._done, self._undone = self._journal.stacks()
        self._notices: list[Notice] = []
        self._last: int | None = None
        self._heard: list[Callable[[Entry], None]] = []
        self._unkept: list[Callable[[FileTrouble], None]] = []
        self.drafts = Drafts(file.engine, file.means.clock)
        self.keys = OwnKeys(file, self._note)

    @classmethod
    def create(cls, folder: Path, passphrase: str, *, means: Means = USUAL) -> tuple[Self, str]:
        """Set up a new school and return it open, with its recovery key: to be printed now, for it is kept nowhere.

        Raises FileTrouble for a folder that is taken or doesn't lie on this computer, or too short a passphrase.
        """
        file, recovery = set_up(folder, passphrase, means)
        return cls(file), recovery

    @staticmethod
    def prepare(folder: Path, passphrase: str, *, means: Means = USUAL) -> tuple[Keys, str]:
        """Set up a new school and let go of it; return what `open` takes, and the recovery key. Any thread may.

        Takes its time by design. Raises as `create`.
        """
        return prepare(folder, passphrase, means)

    @classmethod
    def open(cls, folder: Path, secret: str, *, means: Means = USUAL, keys: Keys | None = None) -> Self:
        """Open a school with its passphrase or recovery key; quickly where a worker found the keys before.

        Raises WrongPassphrase, FileTooNew, FileInUse, and FileTrouble for all else that is wrong with a file.
        """
        return cls(opening.open_file(folder, secret, means, keys))

    @staticmethod
    def find_keys(folder: Path, secret: str) -> Keys:
        """Return what a passphrase or recovery key gives for `open`, which takes its time; any thread may ask.

        Raises WrongPassphrase, and FileTrouble where the key file is damaged: `open` then looks for another.
        """
        return opening.find_keys(folder, secret)

    @classmethod
    def open_remembered(cls, folder: Path, *, means: Means = USUAL) -> Self:
        """Open a school with the key this computer keeps. Raises as `open`."""
        return cls(opening.open_remembered(folder, means))

    @classmethod
    def restore(cls, folder: Path, backup: Path, secret: str, *, means: Means = USUAL, moved: Moved = quietly) -> None:
        """Put a backup in the place of a closed file, which itself becomes a backup. Who was erased stays erased."""
        restore(folder, backup, secret, means, moved=moved)

    @property
    def folder(self) -> Path:
        """Where the file and its backups lie."""
        return self._file.place.folder

    @staticmethod
    def exists(folder: Path) -> bool:
        """Return whether a folder holds a school's file."""
        place = Place(folder)
        return place.file.exists() or place.restoring.exists()

    def close(self, *, backup: bool = True) -> None:
        """Make a backup if anything changed since the last, and let go of the file, whether or not that went well.

        Without `backup` where the file itself becomes one next; one that is no longer in its place can't, and gets one.
        """
        if self._file.closed:
            return
        try:
            self.call_back()
            if backup or not self._file.in_place:
                self.backup_changes()
        finally:
            self._file.close()

    def backup_changes(self) -> None:
        """Make the backup that closing makes, where anything changed since the last."""
        latest = next(iter(self.backups()), None)
        if latest is None or latest.revision != self.revision:
            self.backup(_("at quit"))

    def discard(self) -> None:
        """Let go of a new file that could not be begun and take it away: its recovery key was told to nobody."""
        self._file.close()
        take_away(self._file.place)

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
        with self._telling(), self._engine.immediate():
            step = Step(self._engine)
            try:
                yield step
            finally:
                changed = step.end()
            if changed:
                entry = self._journal.write(new, changed)
        if entry:
            for table, _before, now in changed:
                self._memory.follow(table, now)
            self._announce(entry)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell whoever listens of a step that could not be kept."""
        try:
            self._file.refuse_gone()
            yield
        except FileTrouble as trouble:
            for unkept in tuple(self._unkept):
                unkept(trouble)
            raise

    def on_unkept(self, callback: Callable[[FileTrouble], None]) -> None:
        """Call back with why a step could not be kept, such as a full disk."""
        self._unkept.append(callback)

    @property
    def lendable(self) -> bool:
        """Whether a worker can have the file too; on a full disk it may have to be opened alone."""
        return not self._engine.alone

    def lend(self, *, writing: bool) -> Loan:
        """Return the file's loan to a worker. Where it writes, nothing can be written here until `take_back`."""
        if writing:
            self._engine.pin()
        return Loan(self._file, self._memory.copy(), type(self), since=None if writing else self.revision)

    def call_back(self) -> None:
        """Read the file again as it stands; whatever a worker wrote is in it."""
        self._engine.unpin()
        self._last = None

    def take_back(self, loan: Loan) -> bool:
        """Know what a worker read or kept, and announce its steps; False where it came to nothing or to late."""
        self.call_back()
        kept = loan.kept
        if kept is None or kept.revision != self.revision:
            return False
        self._memory = kept.memory
        for entry in kept.entries:
            self._announce(entry)
        return True

    def on_entry(self, callback: Callable[[Entry], None]) -> None:
        """Call back with every entry that is made."""
        self._heard.append(callback)

    def _announce(self, entry: Entry) -> None:
        self._last = entry.number
        turn(self._done, self._undone, (entry.number, entry.action, entry.undoable))
        for heard in self._heard:
            heard(entry)
        for notice in tuple(self._notices):
            notice(entry.kinds)

    def on_step(self, callback: Notice) -> Callable[[], None]:
        """Call back after every step with the kinds of record it touched. What is returned ends it."""
        self._notices.append(callback)
        return lambda: self._notices.remove(callback)

    @property
    def to_undo(self) -> Entry | None:
        """The entry that `undo` would take back, None where there is none."""
        return self._journal.entry(self._done[-1]) if self._done else None

    @property
    def to_redo(self) -> Entry | None:
        """The entry that `redo` would do again, None where there is none."""
        return self._journal.entry(self._undone[-1]) if self._undone else None

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
        if self._last is None:
            self._last = self._journal.last
        return self._last

    def history(self, *, limit: int, offset: int = 0, record_id: str | None = None) -> list[Entry]:
        """Return journal entries, newest first; with an id only those that touched that record."""
        return self._journal.entries(limit=limit, offset=offset, record_id=record_id)

    def changes(self, number: int, *, record_id: str | None = None) -> Iterator[Change]:
        """Yield what an entry did, each record before and after; with an id only that one."""
        return history.changes_of(self._engine, number, record_id)

    def erase(self, kind: type[Record], id: str, *, who: str) -> Entry:  # noqa: A002 - as `get`
        """Erase a person for good: the record, all that can't be without it, and what the journal knows of them.

        Nothing earlier can be undone after it. Backups keep the person until they are rotated away; a restore erases
        again.
        """
        entry = erasing.erase(self._journal, self._engine, (table_of(kind), id), who)
        self._memory.forget()
        self._announce(entry)
        return entry

    def check(self) -> list[Check]:
        """Run the named checks of the file's health; takes a while on a large file."""
        return run_checks(self._file)

    def backup(self, reason: str) -> backups.Backup:
        """Make a backup, open it and count it. Raises FileTrouble and leaves no half; old ones are thrown away."""
        return self._file.backup(reason)

    def backups(self) -> list[backups.Backup]:
        """Return the backups, the latest made first."""
        return backups.listed(self._file.place)

    def _note(self, label: str, who: str) -> None:
        """Write an entry about something that changed no record."""
        with self._engine.immediate():
            self._journal.write(NewEntry(label, who, undoable=False), ())
        self._last = None

    @staticmethod
    def remembered_here(folder: Path, *, means: Means = USUAL) -> bool:
        """Return whether this computer keeps the key of a file."""
        try:
            return means.keychain.fetch(read_vault(Place(folder).vault).file) is not None
        except Trouble:
            return False


def _entangled() -> Trouble:
    return Trouble(
        _("This can’t be undone, because later records depend on it."),
        _("Change back what came later by hand first."),
    )
