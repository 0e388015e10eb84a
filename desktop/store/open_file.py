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


def _on_disk(place: Place) -> tuple[int, int] | None:
    """Return what tells the file at this place from any other, None where there is none.

    It stays as it is while the file is open: <https://docs.python.org/3/library/os.html#os.stat_result.st_ino>.
    """
    try:
        found = place.file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


class OpenFile:
    """An open file, until `close`. Raises FileTrouble where the key doesn't fit, FileTooNew for a newer schema."""

    def __init__(self, place: Place, lock: Held, keys: Keys, means: Means) -> None:
        self.place = place
        self.keys = keys
        self.means = means
        self.closed = False
        self._lock = lock
        self.engine = Engine.prove(place.file, keys.key)
        self._on_disk = _on_disk(place)
        try:
            schema.refuse_newer(self.engine.library)
            self.engine.use_wal()
            self._update()
        except BaseException:
            self.engine.close()
            raise

    @property
    def in_place(self) -> bool:
        """Whether the file opened is still the one at its place."""
        return _on_disk(self.place) == self._on_disk

    def refuse_gone(self) -> None:
        """Raise FileTrouble where the file opened is no longer the one at its place: what is written would be lost.

        It may have been moved, deleted, or replaced by a copy, as a program that carries files between computers does.
        """
        if self.in_place:
            return
        what = (
            _("Another file was put in the place of the school’s file, so nothing more is saved.")
            if self.place.file.exists()
            else _("The school’s file is gone from its folder, so nothing more is saved.")
        )
        advice = _("Close Alongside, which makes a backup of all up to now. Then open it and bring that backup back.")
        raise FileTrouble(what, advice)

    def backup(self, reason: str) -> backups.Backup:
        """Make a backup."""
        source = backups.Source(self.place, self.engine, self.keys.key, self.keys.vault)
        return backups.make(source, reason, self.means.clock())

    def beside(self) -> Self:
        """Open the same file once more, for the thread that asks; the lock stays with the first.

        Raises FileTrouble where another file, or none, is in its place by now.
        """
        self.refuse_gone()
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
