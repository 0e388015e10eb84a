"""A backup is put in the place of the file: which key opens it, and who stays erased."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from desktop.errors import FileDamaged, FileTooNew, FileTrouble, Trouble, WrongPassphrase
from desktop.folders import make_folder
from desktop.i18n import _
from desktop.store import erasing, replacing
from desktop.store.backups import counted, mark
from desktop.store.disk import plain_disk
from desktop.store.engine import Engine
from desktop.store.journal import Journal
from desktop.store.means import Means
from desktop.store.open_file import Keys, OpenFile
from desktop.store.place import Place
from desktop.store.replacing import Moved
from desktop.store.tables import BY_NAME
from desktop.store.vault import Vault, file_of, read_vault


def quietly(_words: str, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def restore(folder: Path, backup: Path, secret: str, means: Means, *, moved: Moved = quietly) -> None:
    """Put a backup in the place of the file, which becomes a backup. `backup` is its folder or the file in it.

    `moved` hears how far it is and may raise to end it as long as nothing was changed.
    """
    source = _source(backup)
    place = Place(make_folder(folder))
    lock = place.lock()
    try:
        replacing.finish(place, means.clock())
        keys = _keys_to_restore(place, source, secret)
        gone = _erased_in(place, keys.key)
        with _marked(place, source):
            replacing.prepare(place, source, (keys.key, keys.vault), moved)
        replacing.finish(place, means.clock())
        _erase_again(OpenFile(place, lock, keys, means), gone)
    finally:
        lock.release()


@dataclass(frozen=True)
class Inside:
    """What a backup that opened holds: the school's name, empty where it has none yet, and records by table."""

    school: str
    counts: Mapping[str, int]


def look_into(folder: Path, backup: Path, secret: str, moved: Moved = quietly) -> Inside:
    """Return what a backup holds, once every page of it was found whole; nothing but a mark is changed anywhere.

    Any thread may. Raises WrongPassphrase, FileDamaged, FileTooNew and FileTrouble as `restore` would.
    """
    source, place = _source(backup), Place(make_folder(folder))
    moved(_("Trying the passphrase"), 0, 0)
    keys = _keys_to_restore(place, source, secret)
    with plain_disk():
        beside = Place(Path(mkdtemp(prefix=replacing.LOOKING, dir=place.folder)))
    try:
        with _marked(place, source):
            replacing.copy_checked(source, beside, keys.key, moved)
        return _inside(Engine.prove(beside.file, keys.key))
    finally:
        shutil.rmtree(beside.folder, ignore_errors=True)


def _inside(engine: Engine) -> Inside:
    try:
        return Inside(str(engine.value("SELECT name FROM schools") or ""), counted(engine))
    finally:
        engine.close()


def _source(backup: Path) -> Place:
    source = Place(backup.parent if backup.is_file() else backup)
    if not source.file.is_file():
        raise FileTrouble(
            _("There is no backup in this folder."),
            _("Choose the folder that was copied, or check that the stick or drive is still connected."),
        )
    return source


@contextmanager
def _marked(place: Place, source: Place) -> Iterator[None]:
    """Remember in the list of backups whether this one could be read."""
    try:
        yield
    except FileDamaged:
        mark(place, source.folder, damaged=True)
        raise
    mark(place, source.folder, damaged=False)


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
    vault = _vault_of(source)
    if file_of(place.vault) == vault.file:
        try:
            present = read_vault(place.vault)
            return Keys(present, present.open(secret))
        except WrongPassphrase:
            pass
    try:
        return Keys(vault, vault.open(secret))
    except WrongPassphrase as trouble:
        raise WrongPassphrase(
            _("This passphrase doesn’t open the backup."),
            _("A copy on a stick keeps the passphrase and the recovery key of the day it was made. Try those."),
        ) from trouble


def _vault_of(source: Place) -> Vault:
    try:
        return read_vault(source.vault)
    except FileTooNew:
        raise
    except FileTrouble as trouble:
        raise FileTrouble(
            _("The key file vault.json of this backup is missing or damaged."),
            _("Nothing was changed. Choose another backup, or put the key file of one made that day beside it."),
        ) from trouble
