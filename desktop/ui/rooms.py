"""The pages and the rooms behind them, imported by a worker: importing one takes longer than a page may hold up keys.

While nobody waits all of them are imported one by one; a page that somebody opens first comes next. A library of Qt's
own is loaded here, on the GUI thread: loaded by a worker it writes the binding's table of types while windows are
being made, and about one start in sixty died of it.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import PySide6.QtPrintSupport
import PySide6.QtSvg  # noqa: F401 - loaded on the GUI thread: see above
from PySide6.QtCore import QObject

from desktop.ui.latest import Latest
from desktop.ui.tasks import Running
from desktop.workspace.rooms import ROOMS

if TYPE_CHECKING:
    from desktop.ui.switchboard import Switchboard

Modules = Sequence[str]
_UI, _DESK = "desktop.ui.pages", "desktop.workspace"

# What each page stands on: nothing of it is imported on the GUI thread when the page is opened.
PAGES: Mapping[str, Modules] = {
    "today": (f"{_UI}.today.page",),
    "young-people": (f"{_UI}.people.young", f"{_DESK}.roster"),
    "mentors": (f"{_UI}.people.mentors", f"{_DESK}.roster"),
    "papers": (f"{_UI}.papers.page", f"{_DESK}.papers", f"{_DESK}.preview"),
    "sessions": (f"{_UI}.sessions.term",),
    "register": (f"{_UI}.sessions.register",),
    "matching": (f"{_UI}.matching.page",),
    "import": (f"{_UI}.importing.page", f"{_DESK}.importing"),
    "outcomes": (f"{_UI}.outcomes.page", f"{_DESK}.outcomes"),
    "head-office": (f"{_UI}.head_office.page", f"{_DESK}.sharing"),
    "settings": (f"{_UI}.settings.page",),
}

# What is opened from the pages: imported after them, while nobody waits.
FORMS: Modules = (
    f"{_UI}.people.mentee_form", f"{_UI}.people.mentor_form", f"{_UI}.people.several", "desktop.ui.sections",
)  # fmt: skip


class Rooms(QObject):
    """Imports modules at a worker, one a turn; whoever waits for some is called once they are there."""

    def __init__(self, board: "Switchboard") -> None:
        super().__init__()
        self._worker = Latest(board, self, board.tasks.post_executor)
        self._wanted: list[str] = []
        self._waiting: list[tuple[Modules, Callable[[], object]]] = []

    @property
    def busy(self) -> bool:
        """Whether any are still to be imported."""
        return self._worker.asking

    def unlock(self) -> None:
        """Import every page and every room, after what is waited for."""
        self._wanted += [one for page in PAGES.values() for one in page] + [*ROOMS, *FORMS]
        self._next()

    def have(self, modules: Modules, then: Callable[[], object]) -> None:
        """Go on once modules are there, now if they are."""
        if all(map(_there, modules)):
            then()
            return
        self._wanted = [*modules, *self._wanted]
        self._waiting.append((modules, then))
        self._next()

    def close(self) -> None:
        """Import nothing more."""
        self._wanted.clear()
        self._waiting.clear()
        self._worker.drop()

    def _next(self) -> None:
        if self._worker.asking:
            return
        while self._wanted:
            module = self._wanted.pop(0)
            if not _there(module):
                self._worker.ask(partial(_imported, module), lambda _none: self._came())
                return

    def _came(self) -> None:
        waiting, self._waiting = self._waiting, []
        for modules, then in waiting:
            if all(map(_there, modules)):
                then()
            else:
                self._waiting.append((modules, then))
        self._next()


def _imported(module: str, _run: Running) -> None:
    import_module(module)


def _there(module: str) -> bool:
    """Whether a module is there and whole, not half imported by another thread just now."""
    found = sys.modules.get(module)
    return found is not None and not getattr(found.__spec__, "_initializing", False)
