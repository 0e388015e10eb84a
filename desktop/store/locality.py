"""Whether a folder lies on this computer: a database on a network drive or in a synchronised folder gets damaged.

It looks at the path and at the system's list of mounted disks, and opens nothing.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.i18n import _

_SYNCED = re.compile(
    r"onedrive\b.*|dropbox\b.*|google ?drive\b.*|my drive|googledrivefs|icloud ?drive|mobile documents|cloudstorage"
    r"|nextcloud\d*|owncloud\d*|box( sync)?|pcloud ?drive|mega(sync)?|syncthing|creative cloud files",
    re.IGNORECASE,
)
_MARKS = (".dropbox", ".dropbox.cache", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log", ".sync_journal.db")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2"}
)
_WINDOWS_REMOTE_DRIVE = 4  # GetDriveTypeW's DRIVE_REMOTE
Mounts = Sequence[tuple[str, str]]  # where a disk is mounted, and what kind it is


def why_distant(folder: Path, mounts: Mounts | None = None) -> str | None:
    """Return why a folder is unfit for the file, in one sentence, None if it lies on this computer."""
    path = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would ask the network for links
    if any(_SYNCED.fullmatch(part) for part in path.parts) or any(_is_marked(parent) for parent in path.parents):
        return _("This folder is copied to the internet by a cloud service.")
    if str(path).startswith(("\\\\", "//")) or _kind(path, system_mounts() if mounts is None else mounts) in _NETWORK:
        return _("This folder lies on a network drive.")
    return None


def _is_marked(folder: Path) -> bool:
    return any((folder / mark).exists() for mark in _MARKS)


def _kind(path: Path, mounts: Mounts) -> str:
    """Return the kind of the disk a path lies on, by the longest mount point above it."""
    above = {str(path), *map(str, path.parents)}
    found = [(len(point), kind) for point, kind in mounts if point in above]
    return max(found, default=(0, ""))[1]


def system_mounts(listed: Path = Path("/proc/self/mounts"), program: Path = Path("/sbin/mount")) -> Mounts:
    """Return what the system has mounted: Linux keeps a list, macOS has a program; empty where it can't be told."""
    if sys.platform == "win32":  # pragma: no cover - checked on Windows only
        return _windows_drives()
    try:
        return parse_mounts(listed.read_text("utf-8", "replace"))
    except OSError:
        return parse_mac_mounts(_printed(program))


def parse_mounts(text: str) -> list[tuple[str, str]]:
    """Read Linux's list: device, place with spaces as octal 040, kind, options."""
    lines = [line.split() for line in text.splitlines()]
    return [(parts[1].replace("\\040", " "), parts[2]) for parts in lines if len(parts) > 2]


def parse_mac_mounts(text: str) -> list[tuple[str, str]]:
    """Read macOS's list: `device on /Volumes/Share (smbfs, options)`."""
    return re.findall(r"^.*? on (/.*) \((\w+)[,)]", text, re.MULTILINE)


def _printed(program: Path) -> str:
    try:
        return subprocess.run([program], capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _windows_drives() -> list[tuple[str, str]]:  # pragma: no cover - checked on Windows only
    import ctypes
    import string

    ask = getattr(ctypes, "windll").kernel32.GetDriveTypeW  # noqa: B009 - the name exists on Windows only
    drives = [f"{letter}:\\" for letter in string.ascii_uppercase]
    return [(drive, "cifs") for drive in drives if ask(drive) == _WINDOWS_REMOTE_DRIVE]
