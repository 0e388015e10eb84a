"""What a worker does to bring a backup back in the place of a closed file; it shows nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import Trouble
from desktop.ui.tasks import Running
from desktop.workspace import Workspace
from desktop.workspace.safekeeping import restore

if TYPE_CHECKING:
    from desktop.store import Keys


def bring_back(
    folder: Path, backup: Path, secret: str, *, before: bool, progress: Running
) -> "tuple[Trouble | None, Keys | None]":
    """Bring a backup back; return what went wrong, and the keys of the file that stands there now.

    `before` says whether a school was open there: only then is there something to open after trouble. Trouble goes on
    up where what stands there can't be opened with this secret.
    """
    trouble: Trouble | None = None
    try:
        restore(folder, backup, secret, progress)
    except Trouble as met:
        trouble = met
    try:
        return trouble, Workspace.find_keys(folder, secret) if before or trouble is None else None
    except Trouble as shut:
        raise trouble or shut from shut
