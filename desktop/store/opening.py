"""How a school's file is opened: the folder locked, what an interrupted program left cleared up, the key found."""

from contextlib import suppress
from pathlib import Path

from desktop.errors import FileTooNew, FileTrouble, WrongPassphrase
from desktop.i18n import _
from desktop.store import backups, replacing
from desktop.store.disk import plain_disk
from desktop.store.engine import Engine
from desktop.store.means import Means
from desktop.store.open_file import Keys, OpenFile
from desktop.store.place import Lock, Place, no_school
from desktop.store.vault import read_vault, write_vault


def open_file(folder: Path, secret: str, means: Means, keys: Keys | None = None) -> OpenFile:
    """Open a file with its passphrase or recovery key. `keys` are those found before, where they are still its own."""
    place, lock = _taken(folder, means)
    try:
        if keys is None or not _still_its_own(place, keys):
            keys = unlock(place, secret)
        return OpenFile(place, lock, keys, means)
    except BaseException:
        lock.release()
        raise


def open_remembered(folder: Path, means: Means) -> OpenFile:
    """Open a file with the key that this computer keeps. Raises WrongPassphrase where it keeps none."""
    place, lock = _taken(folder, means)
    try:
        vault = read_vault(place.vault)
        key = means.keychain.fetch(vault.file)
        if key is None:
            raise WrongPassphrase(_("This computer doesn’t keep the key of this file."), _("Type the passphrase."))
        return OpenFile(place, lock, Keys(vault, key), means)
    except BaseException:
        lock.release()
        raise


def find_keys(folder: Path, secret: str) -> Keys:
    """Return the keys a passphrase or recovery key gives, which takes its time; any thread may ask."""
    vault = read_vault(Place(folder).vault)
    return Keys(vault, vault.open(secret))


def _still_its_own(place: Place, keys: Keys) -> bool:
    with suppress(FileTrouble):
        return read_vault(place.vault) == keys.vault
    return False


def unlock(place: Place, secret: str) -> Keys:
    """Open the vault; where it is lost or damaged, the copy in the newest backup takes its place."""
    try:
        vault = read_vault(place.vault)
    except FileTooNew:
        raise
    except FileTrouble:
        copy = backups.newest_vault(place)
        if copy is None:
            raise
        keys = Keys(copy, copy.open(secret))
        Engine.prove(place.file, keys.key).close()
        write_vault(place.vault, copy)
        return keys
    return Keys(vault, vault.open(secret))


def _taken(folder: Path, means: Means) -> tuple[Place, Lock]:
    """Lock a folder that has a file and clear up what an interrupted program left there."""
    place = Place(folder)
    if not (place.file.exists() or place.restoring.exists()):
        raise no_school()
    lock = place.lock()
    try:
        with plain_disk():
            replacing.finish(place, means.clock())
            backups.sweep(place)
            place.clear_unfinished()
    except BaseException:
        lock.release()
        raise
    return place, lock
