"""A backup is put in the place of the file: which key opens it, and who stays erased."""

from pathlib import Path

from desktop.errors import FileTrouble, Trouble, WrongPassphrase
from desktop.folders import make_folder
from desktop.i18n import _
from desktop.store import erasing, replacing
from desktop.store.engine import Engine
from desktop.store.journal import Journal
from desktop.store.means import Means
from desktop.store.open_file import Keys, OpenFile
from desktop.store.place import Place
from desktop.store.tables import BY_NAME
from desktop.store.vault import file_of, read_vault


def restore(folder: Path, backup: Path, secret: str, means: Means) -> None:
    """Put a backup in the place of the file, which becomes a backup. `backup` is its folder or the file in it."""
    source = Place(backup.parent if backup.is_file() else backup)
    if not source.file.is_file():
        raise FileTrouble(_("There is no backup in this folder."), _("Choose a folder out of the list of backups."))
    place = Place(make_folder(folder))
    lock = place.lock()
    try:
        replacing.finish(place, means.clock())
        keys = _keys_to_restore(place, source, secret)
        gone = _erased_in(place, keys.key)
        replacing.prepare(place, source, keys.key, keys.vault)
        replacing.finish(place, means.clock())
        _erase_again(OpenFile(place, lock, keys, means), gone)
    finally:
        lock.release()


def prove(folder: Path, backup: Path, secret: str) -> None:
    """Raise WrongPassphrase unless a secret brings this backup back; any thread may ask."""
    _keys_to_restore(Place(folder), Place(backup.parent if backup.is_file() else backup), secret)


def _erased_in(place: Place, key: bytes) -> list[tuple[str, str]]:
    """Return whom the present file has erased, if there is one that this key opens."""
    try:
        engine = Engine.prove(place.file, key)
    except Trouble:
        return []
    try:
        return erasing.erased(engine)
    except Trouble:
        return []
    finally:
        engine.close()


def _erase_again(file: OpenFile, gone: list[tuple[str, str]]) -> None:
    journal = Journal(file.engine, file.means.clock)
    try:
        for table, record in gone:
            if (table, record) not in erasing.erased(file.engine):
                erasing.erase(journal, file.engine, (BY_NAME[table], record), "Alongside", ())
    finally:
        file.engine.close()


def _keys_to_restore(place: Place, source: Place, secret: str) -> Keys:
    """Return the backup's key. If the file in place has the same one, its own vault stays as long as it opens."""
    vault = read_vault(source.vault)
    if file_of(place.vault) == vault.file:
        try:
            present = read_vault(place.vault)
            return Keys(present, present.open(secret))
        except WrongPassphrase:
            pass
    return Keys(vault, vault.open(secret))
