"""Folders made where a file, a backup or papers go; it knows nothing of what lies in them."""

from pathlib import Path

from desktop.errors import FileTrouble
from desktop.i18n import _


def make_folder(folder: Path) -> Path:
    """Create a folder only its owner may read, with all its parents, and return it; raises FileTrouble."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        raise FileTrouble(
            _("The folder {name} can’t be made.").format(name=folder.name),
            _("Choose a folder on this computer that you may write to."),
        ) from trouble
    return folder
