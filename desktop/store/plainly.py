"""What the database says, in words for people; it knows result codes and no table.

A broken link, a wrong statement or the wrong thread is a bug and passes through as it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.errors import FileDamaged, FileInUse, FileTrouble, Trouble
from desktop.i18n import _
from desktop.store.driver import dbapi2

# The driver's backup call raises with SQLite's words and without a code.
_CODES_BY_TEXT = {
    "database or disk is full": "SQLITE_FULL",
    "database is locked": "SQLITE_BUSY",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "disk I/O error": "SQLITE_IOERR",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turn the database's expected failures into Trouble."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        trouble = _trouble(error)
        if trouble is None:
            raise
        raise trouble from error


def damaged() -> FileDamaged:
    """Return the trouble of a file whose bytes can't be trusted."""
    return FileDamaged(
        _("The school’s file is damaged or was changed by another program."),
        _("Bring back the newest backup; nothing in the backups was touched."),
    )


def _trouble(error: Exception) -> Trouble | None:
    # Extended result codes such as SQLITE_IOERR_WRITE say more than is needed: the first two words decide.
    name = getattr(error, "sqlite_errorname", None) or _CODES_BY_TEXT.get(str(error), "")
    match "_".join(name.split("_")[:2]):
        case "SQLITE_FULL":
            return FileTrouble(_("The disk is full, so nothing more was saved."), _("Free some space and do it again."))
        case "SQLITE_BUSY" | "SQLITE_LOCKED":
            return FileInUse(
                _("Another program is using the school’s file."), _("Close the other program and try again.")
            )
        case "SQLITE_READONLY" | "SQLITE_CANTOPEN" | "SQLITE_PERM":
            return FileTrouble(
                _("You may not write in the school’s folder."),
                _("Ask the person who looks after your computers for the right to write in it."),
            )
        case "SQLITE_IOERR":
            return FileTrouble(
                _("The disk could not be read or written, so nothing more was saved."),
                _("Check the disk and its free space, then try again."),
            )
        case "SQLITE_CORRUPT" | "SQLITE_NOTADB":
            return damaged()
    return None
