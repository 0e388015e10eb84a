"""Asking under which name a file is saved; it knows endings, not what is written."""

from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(window: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Ask where a file goes, None where nowhere; a name typed without the suggested one's ending gets it."""
    chosen, _kind = QFileDialog.getSaveFileName(window, title, name, kind)
    return ended(Path(chosen), Path(name).suffix) if chosen else None


def ended(path: Path, ending: str) -> Path:
    """Return a path with its ending; nothing is written over that the person wasn't asked about."""
    if path.name.casefold().endswith(ending.casefold()):
        return path
    tries = (path.with_name(f"{path.name}{'' if n == 1 else f' ({n})'}{ending}") for n in count(1))
    return next(one for one in tries if not one.exists())
