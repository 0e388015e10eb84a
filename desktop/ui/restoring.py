"""What a worker does to bring a backup back in the place of a closed file; it shows nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import Trouble
from desktop.workspace import Workspace
from desktop.workspace.safekeeping import restore

if TYPE_CHECKING:
    from desktop.store import Keys


def bring_back(folder: Path, backup: Path, secret: str) -> "tuple[Trouble | None, Keys | None]":
    """Bring a backup back; return what went wrong, and the keys of the file that stands there now."""
    trouble: Trouble | None = None
    try:
        restore(folder, backup, secret)
    except Trouble as met:
        trouble = met
    return trouble, Workspace.find_keys(folder, secret)
