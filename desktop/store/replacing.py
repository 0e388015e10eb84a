"""A backup takes the place of the file in moves that can be picked up again after a power cut.

The new file is first made whole in `restoring/`, then each old part moves out and each new one in. The old parts become
a backup themselves.
"""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from desktop.errors import FileDamaged
from desktop.folders import make_folder
from desktop.i18n import _
from desktop.store import schema
from desktop.store.backups import ABOUT, name_for
from desktop.store.disk import copy_file, move, plain_disk, sync_file, write_whole
from desktop.store.engine import Engine
from desktop.store.place import Place
from desktop.store.vault import Vault, write_vault

_REPLACED = "replaced"
LOOKING = ".looking-"  # begins the name of a copy that is only looked at
Moved = Callable[[str, int, int], object]


def prepare(place: Place, backup: Place, keys: tuple[bytes, Vault], moved: Moved) -> None:
    """Copy what will be the new file into `restoring/`, and check it; until that folder has its name nothing happened.

    Raises FileTrouble for a backup that is damaged, FileTooNew for one of a newer app.
    """
    key, vault = keys
    beside = Place(place.restoring.with_name(".restoring"))
    shutil.rmtree(beside.folder, ignore_errors=True)
    try:
        make_folder(beside.folder)
        copy_checked(backup, beside, key, moved)
        with plain_disk():
            sync_file(beside.file)
        write_vault(beside.vault, vault)
        move(beside.folder, place.restoring)
    except BaseException:
        shutil.rmtree(beside.folder, ignore_errors=True)
        raise


def copy_checked(backup: Place, beside: Place, key: bytes, moved: Moved) -> None:
    """Copy a backup's file and look at every page of the copy: the backup itself is not written, nor left a log."""
    for source, target in zip((backup.file, *backup.logs), (beside.file, *beside.logs), strict=True):
        if source.exists():
            copy_file(source, target, partial(moved, _("Copying the backup")))
    moved(_("Looking at every page of the backup"), 0, 0)
    try:
        _check(beside.file, key)
    except FileDamaged as trouble:
        raise backup_damaged() from trouble


def backup_damaged() -> FileDamaged:
    """Return the trouble of a backup whose bytes can't be trusted."""
    return FileDamaged(
        _("This backup is damaged, so it can’t be brought back."),
        _("Nothing on this computer was changed. Choose another backup."),
    )


def _check(file: Path, key: bytes) -> None:
    engine = Engine.prove(file, key)
    try:
        schema.refuse_newer(engine.library)
        if engine.faults():
            raise backup_damaged()
    finally:
        engine.close()


def finish(place: Place, now: datetime) -> bool:
    """Finish a restore that was prepared, now or before the program ended; return whether there was one."""
    for left in (place.restoring.with_name(".restoring"), *place.folder.glob(f"{LOOKING}*")):
        shutil.rmtree(left, ignore_errors=True)
    if not place.restoring.is_dir():
        return False
    new, old = Place(place.restoring), Place(make_folder(place.restoring / _REPLACED))
    with plain_disk():
        if new.file.exists():
            for log in place.logs:
                _out(log, old.folder)
        for arriving, present in ((new.vault, place.vault), (new.file, place.file)):
            if arriving.exists():
                _out(present, old.folder)
                move(arriving, present)
    _keep(place, old, now)
    shutil.rmtree(place.restoring, ignore_errors=True)
    return True


def _out(path: Path, folder: Path) -> None:
    if path.exists():
        move(path, folder / path.name)


def _keep(place: Place, old: Place, now: datetime) -> None:
    """Make what was replaced a backup, if there was anything."""
    if any(old.folder.iterdir()):
        about = {
            "at": now.isoformat(),
            "reason": _("replaced when a backup was brought back"),
            "revision": -1,
            "counts": {},
        }
        write_whole(old.folder / ABOUT, json.dumps(about).encode())
        move(old.folder, make_folder(place.backups) / name_for(place, now))
