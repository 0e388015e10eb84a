"""Backups: a folder each with a copy of the file, its key's vault and what was counted; opened when made.

A backup is made under a name that starts with a dot and takes its place in one move, so that what is listed is whole.
"""

import json
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.errors import FileTrouble, Trouble
from desktop.folders import make_folder
from desktop.i18n import _
from desktop.store.disk import move, plain_disk, readable, sync_file, write_whole
from desktop.store.engine import Engine
from desktop.store.place import Place
from desktop.store.rotation import to_keep
from desktop.store.tables import TABLES
from desktop.store.vault import Vault, read_vault, write_vault

ABOUT = "about.json"
_DAMAGED = "damaged"  # an empty file beside a backup that could not be read
_NAME = re.compile(r"(\d{8}T\d{6})Z-(\d{6})")


@dataclass(frozen=True)
class Backup:
    """One backup. `counts` says how many records each table holds; both texts are empty where `about.json` is lost."""

    path: Path
    number: int
    at: datetime
    reason: str = ""
    revision: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    damaged: bool = False


@dataclass(frozen=True)
class Source:
    """What is backed up: an open file with its key and vault."""

    place: Place
    engine: Engine
    key: bytes
    vault: Vault


def listed(place: Place) -> list[Backup]:
    """Return the backups in a folder, the latest made first."""
    if not place.backups.is_dir():
        return []
    with plain_disk():
        found = [_read(path) for path in place.backups.iterdir() if Place(path).file.is_file()]
    return sorted((backup for backup in found if backup), key=lambda backup: backup.number, reverse=True)


def found_in(chosen: Path) -> list[Backup]:
    """Return the backups at a path of somebody's choosing, the latest made first; any thread may ask.

    The path may be a backup, the file in one, or a folder with some, such as a stick or a school's own.
    """
    with readable():
        if chosen.is_file():
            homes = [chosen.parent]
        else:
            inside = chosen / "backups"
            homes = [chosen, *chosen.iterdir(), *(inside.iterdir() if inside.is_dir() else ())]
        found = [_any(home) for home in homes if not home.name.startswith(".") and Place(home).file.is_file()]
    return sorted(found, key=lambda backup: (backup.at, backup.number), reverse=True)


def mark(place: Place, backup: Path, *, damaged: bool) -> None:
    """Remember of a backup in the school's own list whether it could be read, so far as the disk lets us."""
    if backup.parent == place.backups:
        with suppress(OSError):
            if damaged:
                (backup / _DAMAGED).touch()
            else:
                (backup / _DAMAGED).unlink(missing_ok=True)


def make(source: Source, reason: str, now: datetime) -> Backup:
    """Copy the file, open the copy, check every page and count its records. Raises FileTrouble; leaves no half."""
    path = make_folder(source.place.backups) / name_for(source.place, now)
    beside = path.with_name("." + path.name)
    try:
        make_folder(beside)
        with source.engine.steady():  # of a file that another thread may be writing
            counts = _copy(source, Place(beside))
            revision = int(source.engine.value("SELECT max(row) FROM journal") or 0)
        about = {"at": now.isoformat(), "reason": reason, "revision": revision, "counts": counts}
        write_whole(beside / ABOUT, json.dumps(about, indent=1).encode())
        move(beside, path)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    _prune(source.place, now)
    return next(backup for backup in listed(source.place) if backup.path == path)


def name_for(place: Place, now: datetime) -> str:
    """Return the name of the next backup: the time, then a number that counts on whatever the clock does."""
    number = max((backup.number for backup in listed(place)), default=0) + 1
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%S}Z-{number:06}"


def newest_vault(place: Place) -> Vault | None:
    """Return the newest copy of the vault that can be read."""
    for backup in listed(place):
        with suppress(Trouble):
            return read_vault(Place(backup.path).vault)
    return None


def sweep(place: Place) -> None:
    """Clear away what was left of a backup that was being made or thrown away when the program ended."""
    if place.backups.is_dir():
        for path in place.backups.glob(".*"):
            shutil.rmtree(path, ignore_errors=True)


def counted(engine: Engine) -> dict[str, int]:
    """Return how many records each table holds."""
    return {table.name: int(engine.value(f"SELECT count(*) FROM {table.name}")) for table in TABLES}


def _copy(source: Source, target: Place) -> dict[str, int]:
    source.engine.copy_to(target.file, source.key)
    copy = Engine.prove(target.file, source.key)
    try:
        counts = counted(copy)
        if copy.faults() or counts != counted(source.engine):
            raise FileTrouble(
                _("The backup could not be read back."), _("Check the disk; the school’s file itself was not touched.")
            )
    finally:
        copy.close()
    with plain_disk():
        sync_file(target.file)
    write_vault(target.vault, source.vault)
    return counts


def _read(path: Path) -> Backup | None:
    name = _NAME.fullmatch(path.name)
    return _told(path, int(name[2]), _at(name[1])) if name else None


def _any(path: Path) -> Backup:
    """Read a backup under whatever name its folder was given."""
    if name := _NAME.search(path.name):
        return _told(path, int(name[2]), _at(name[1]))
    changed = datetime.fromtimestamp(Place(path).file.stat().st_mtime, UTC)
    with suppress(OSError, ValueError, TypeError, KeyError):
        changed = datetime.fromisoformat(json.loads((path / ABOUT).read_bytes())["at"]).astimezone(UTC)
    return _told(path, 0, changed)


def _at(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def _told(path: Path, number: int, at: datetime) -> Backup:
    """Return a backup with what `about.json` says of it, if that can be read."""
    backup = Backup(path, number, at, damaged=(path / _DAMAGED).exists())
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        about = json.loads((path / ABOUT).read_bytes())
        counts = {str(table): int(count) for table, count in about["counts"].items()}
        return replace(backup, reason=str(about["reason"]), revision=int(about["revision"]), counts=counts)
    return backup


def _prune(place: Place, now: datetime) -> None:
    backups = listed(place)
    kept = to_keep([backup.at for backup in backups], now.astimezone(UTC))
    for backup in backups[1:]:
        if backup.at not in kept:
            gone = backup.path.with_name("." + backup.path.name)
            with suppress(Trouble):  # an old backup that can't be thrown away is no reason to fail a new one
                move(backup.path, gone)
                shutil.rmtree(gone, ignore_errors=True)
