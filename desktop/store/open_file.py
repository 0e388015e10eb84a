"""A file that is locked, unlocked and at today's schema; how it came to be open is others' business."""

from dataclasses import dataclass
from typing import Protocol, Self

from desktop.errors import FileTrouble
from desktop.i18n import _
from desktop.store import backups, schema
from desktop.store.engine import Engine
from desktop.store.entries import Action, NewEntry
from desktop.store.journal import Journal
from desktop.store.means import Means
from desktop.store.place import Place
from desktop.store.vault import Vault, file_of, write_vault


@dataclass(frozen=True)
class Keys:
    """A vault and the key it gave up."""

    vault: Vault
    key: bytes


class Held(Protocol):
    """What keeps other processes out while a file is open."""

    def release(self) -> None:
        """Let them in."""


class _HeldElsewhere:
    """The lock of a second connection: the first one's."""

    def release(self) -> None:
        """Leave the lock where it is."""


class OpenFile:
    """An open file, until `close`. Raises FileTrouble where the key doesn't fit, FileTooNew for a newer schema."""

    def __init__(self, place: Place, lock: Held, keys: Keys, means: Means) -> None:
        self.place = place
        self.keys = keys
        self.means = means
        self.closed = False
        self._lock = lock
        self.engine = Engine.prove(place.file, keys.key)
        try:
            schema.refuse_newer(self.engine.library)
            self.engine.use_wal()
            self._update()
        except BaseException:
            self.engine.close()
            raise

    def refuse_gone(self) -> None:
        """Raise FileTrouble where the file was moved or deleted while open: what is written now would be lost."""
        if not self.place.file.exists():
            raise FileTrouble(
                _("The school’s file is gone from its folder, so nothing more is saved."),
                _("Put it back. Or close Alongside and open it again: it brings back all up to now from a backup."),
            )

    def backup(self, reason: str) -> backups.Backup:
        """Make a backup."""
        source = backups.Source(self.place, self.engine, self.keys.key, self.keys.vault)
        return backups.make(source, reason, self.means.clock())

    def beside(self) -> Self:
        """Open the same file once more, for the thread that asks; the lock stays with the first."""
        return type(self)(self.place, _HeldElsewhere(), self.keys, self.means)

    def put_in_place(self, vault: Vault) -> None:
        """Write another vault, here and in the backups: an old passphrase must not open them. Any thread may."""
        write_vault(self.place.vault, vault)
        for backup in backups.listed(self.place):
            if file_of(Place(backup.path).vault) == vault.file:
                write_vault(Place(backup.path).vault, vault)

    def close(self) -> None:
        """Let go of the file and let another process in."""
        self.closed = True
        try:
            self.engine.close()
        finally:
            self._lock.release()

    def _update(self) -> None:
        if schema.is_behind(self.engine.library):
            self.backup(_("before updating the file"))
            with self.engine.immediate():
                schema.migrate(self.engine.library)
                label = _("Updated the file for this version of Alongside")
                new = NewEntry(label, "Alongside", Action.UPDATE, undoable=False)
                Journal(self.engine, self.means.clock).write(new, ())
