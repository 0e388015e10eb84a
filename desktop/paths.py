"""Where things lie: shipped resources and the school's own folder; nobody else builds such a path."""

import os
from pathlib import Path

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
