"""Asking under which name a file is saved; it knows endings, not what is written."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.system_dialogs import go_on_with


def with_file(window: QWidget, asked: tuple[str, str, str], then: Callable[[Path], object]) -> None:
    """Ask where a file goes (a title, the name suggested, its kind) and go on with it; the ending is put to a name."""
    title, name, kind = asked

    def ask() -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(window, title, name, kind)
        return ended(Path(chosen), Path(name).suffix) if chosen else None

    go_on_with(window, ask, then)


def ended(path: Path, ending: str) -> Path:
    """Return a path with its ending; nothing is written over that the person wasn't asked about."""
    if path.name.casefold().endswith(ending.casefold()):
        return path
    tries = (path.with_name(f"{path.name}{'' if n == 1 else f' ({n})'}{ending}") for n in count(1))
    return next(one for one in tries if not one.exists())
