"""How a new school's file is made, so that the end of the program at any moment leaves all of it or nothing."""

from contextlib import suppress
from pathlib import Path

from desktop.errors import FileTrouble
from desktop.folders import make_folder
from desktop.i18n import _
from desktop.store import backups, schema
from desktop.store.disk import move, plain_disk, sync_file
from desktop.store.engine import Engine
from desktop.store.locality import why_distant
from desktop.store.means import Means
from desktop.store.open_file import Keys, OpenFile
from desktop.store.place import Lock, Place
from desktop.store.recovery import new_recovery_key
from desktop.store.vault import new_vault, write_vault


def set_up(folder: Path, passphrase: str, means: Means) -> tuple[OpenFile, str]:
    """Make a new file and return it open, with its recovery key."""
    place, lock = _free(folder)
    try:
        keys, recovery = _made(place, passphrase, means)
        try:
            return OpenFile(place, lock, keys, means), recovery
        except BaseException:
            take_away(place)
            raise
    except BaseException:
        lock.release()
        raise


def take_away(place: Place) -> None:
    """Take a new file away that could not be begun: its recovery key was told to nobody."""
    with suppress(OSError):
        for log in place.logs:
            log.unlink(missing_ok=True)
        place.file.replace(place.unfinished)
        place.clear_unfinished()


def prepare(folder: Path, passphrase: str, means: Means) -> tuple[Keys, str]:
    """Make a new file and let go of it; return its keys, with which it opens quickly, and its recovery key."""
    place, lock = _free(folder)
    try:
        return _made(place, passphrase, means)
    finally:
        lock.release()


def _free(folder: Path) -> tuple[Place, Lock]:
    """Lock a folder that may hold a new file."""
    distant = why_distant(folder)
    if distant:
        raise FileTrouble(distant, _("Choose a folder on this computer; the backups may be copied elsewhere."))
    place = Place(make_folder(folder))
    return place, place.lock()


def _made(place: Place, passphrase: str, means: Means) -> tuple[Keys, str]:
    """Make the file and its vault in a locked folder, and return keys and recovery key."""
    try:
        _refuse_taken(place)
        recovery = new_recovery_key()
        made = new_vault(passphrase, recovery, means.cost)
        _build(place, made.key)
        write_vault(place.vault, made.vault)
        move(place.unfinished, place.file)
    except BaseException:
        with suppress(OSError):
            place.clear_unfinished()
        raise
    return Keys(made.vault, made.key), recovery


def _refuse_taken(place: Place) -> None:
    """Raise FileTrouble for a folder that holds a school's file, or parts of one that would be lost."""
    if place.file.exists() or place.restoring.exists():
        raise FileTrouble(_("There is a school’s file in this folder already."), _("Open it instead."))
    if backups.listed(place) or (place.vault.exists() and not place.unfinished.exists()):
        raise FileTrouble(
            _("This folder holds a key or backups of a school whose file is missing."),
            _("Bring back a backup, or choose an empty folder for a new school."),
        )


def _build(place: Place, key: bytes) -> None:
    """Make an empty file beside its final place, whole and on the disk."""
    with plain_disk():
        place.clear_unfinished()
    engine = Engine(place.unfinished, key)
    try:
        with engine.immediate():
            schema.migrate(engine.library)
    finally:
        engine.close()
    with plain_disk():
        sync_file(place.unfinished)
