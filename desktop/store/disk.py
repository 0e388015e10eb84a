"""Files written so that a power cut leaves the old one or the new one, and plain words when a disk refuses."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.errors import FileTrouble
from desktop.i18n import _

_PIECE = 1 << 20  # bytes copied between two breaths


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, bring to the disk, then take the place of the old file in one move."""
    beside = path.with_name(path.name + ".new")
    with plain_disk():
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move(beside, path)


def move(source: Path, target: Path) -> None:
    """Put a file or folder in its place in one move and bring that to the disk."""
    with plain_disk():
        source.replace(target)
        sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk; Windows does so by itself and lets nobody open a folder."""
    with suppress(PermissionError):
        entry = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(entry)
        finally:
            os.close(entry)


@contextmanager
def readable() -> Iterator[None]:
    """Turn what expectedly goes wrong in reading a backup, as from a stick that was pulled out, into Trouble."""
    try:
        yield
    except OSError as error:
        raise FileTrouble(
            _("The backup can’t be read there."),
            _("Nothing was changed. Check that the stick or drive is still connected, or choose another backup."),
        ) from error


def copy_file(source: Path, target: Path, breathe: Callable[[int, int], object]) -> None:
    """Copy a file piece by piece; `breathe` hears how many bytes of how many are there and may raise to end it."""
    with readable():
        size, reading = source.stat().st_size, source.open("rb")
    done = 0
    with reading, plain_disk(), target.open("wb") as writing:
        while True:
            breathe(done, size)
            with readable():
                piece = reading.read(_PIECE)
            if not piece:
                return
            writing.write(piece)
            done += len(piece)


@contextmanager
def plain_disk() -> Iterator[None]:
    """Turn what a disk expectedly refuses into Trouble."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise FileTrouble(_("The disk is full."), _("Free some space and try again.")) from error
        raise FileTrouble(
            _("The school’s folder can’t be written."),
            _("Check that the disk is connected and that you may write in the folder."),
        ) from error
