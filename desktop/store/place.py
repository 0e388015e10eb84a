"""Where the parts of a school's file lie in its folder, and the lock that keeps a second process out."""

from dataclasses import dataclass
from pathlib import Path

from desktop.errors import FileInUse, FileTrouble
from desktop.i18n import _
from desktop.store.driver import dbapi2
from desktop.store.plainly import in_plain_words

FILE_NAME = "school.alongside"
VAULT_NAME = "vault.json"
LOG_ENDINGS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Place:
    """The folder of one school, or of one backup of it."""

    folder: Path

    @property
    def file(self) -> Path:
        """The encrypted database."""
        return self.folder / FILE_NAME

    @property
    def vault(self) -> Path:
        """The wrapped key."""
        return self.folder / VAULT_NAME

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.folder / "backups"

    @property
    def restoring(self) -> Path:
        """The folder that holds a restore under way."""
        return self.folder / "restoring"

    @property
    def logs(self) -> list[Path]:
        """The files the database keeps beside itself while it is open."""
        return [self.folder / (FILE_NAME + ending) for ending in LOG_ENDINGS]

    @property
    def unfinished(self) -> Path:
        """A new file that is being made and has not taken its place."""
        return self.folder / (FILE_NAME + ".new")

    def clear_unfinished(self) -> None:
        """Clear away a set-up that was not finished; its key goes first, for a key alone is never thrown away."""
        if self.unfinished.exists():
            if not self.file.exists():
                self.vault.unlink(missing_ok=True)
            self.unfinished.with_name(self.unfinished.name + "-journal").unlink(missing_ok=True)
            self.unfinished.unlink(missing_ok=True)

    def lock(self) -> "Lock":
        """Take the folder for this process. Raises FileInUse."""
        return Lock(self.folder / "alongside.lock")


class Lock:
    """The system's lock on a folder, let go of by `release` or by the end of the process, however it ends.

    An exclusive transaction on an empty SQLite file is the same lock on every system.
    """

    def __init__(self, path: Path) -> None:
        try:
            with in_plain_words():
                self._connection = dbapi2.connect(str(path), timeout=0, isolation_level=None)
                self._hold()
        except FileInUse:
            raise FileInUse(
                _("This school is already open in another window or by another person."),
                _("Use the window that is open, or close it and try again."),
            ) from None

    def _hold(self) -> None:
        try:
            self._connection.execute("PRAGMA journal_mode = OFF")
            self._connection.execute("BEGIN EXCLUSIVE")
        except BaseException:
            self._connection.close()
            raise

    def release(self) -> None:
        """Let another process in."""
        self._connection.close()


def no_school() -> FileTrouble:
    """Return the trouble of a folder without a school's file."""
    return FileTrouble(
        _("There is no school’s file in this folder."),
        _("Choose the right folder, bring back a backup, or set up a new school."),
    )
