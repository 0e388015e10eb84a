"""Where things lie: shipped resources and the school's own folder; nobody else builds such a path."""

import os
from pathlib import Path

from desktop.errors import FileTrouble

FOLDER_VARIABLE = "ALONGSIDE_FOLDER"


def resource(name: str) -> Path:
    """Return the path of a shipped resource, in the source tree or in an installed wheel.

    Raises FileNotFoundError for a name that isn't shipped: that is a bug, not trouble.
    """
    here = Path(__file__).resolve().parent
    for root in (here / "resources", here.parent / "resources"):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(name)


def school_folder(chosen: str | Path | None = None) -> Path:
    """Return the folder of the school's file: the one chosen, else `ALONGSIDE_FOLDER`, else the user's data folder."""
    named = chosen or os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named).expanduser().resolve()
    import platformdirs

    return Path(platformdirs.user_data_dir("Alongside", appauthor=False))


def make_folder(folder: Path) -> Path:
    """Create a folder only its owner may read, with all its parents, and return it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        raise FileTrouble(
            "This folder can't be made.", "Choose a folder on this computer that you may write to."
        ) from trouble
    return folder
