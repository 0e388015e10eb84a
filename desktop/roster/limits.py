"""How much of a file is read at all, checked before any parser sees it; it knows no format and no person.

A 289 KB workbook can ask for 615 MB and a cell at XFD1048576 for all of memory, so the bounds come first.
"""

from collections.abc import Callable

from desktop.errors import RosterTrouble, Stopped
from desktop.i18n import _

MAX_BYTES = 64 * 2**20
MAX_INFLATED = 384 * 2**20
MAX_ENTRIES = 2_000
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
MAX_CELLS = 4_000_000
MAX_SHEETS = 60
MAX_CELL_TEXT = 4_000

Progress = Callable[[str, int, int], None]
Asked = Callable[[], bool]


def too_large(what: str) -> RosterTrouble:
    """Return the trouble of a file that asks for more than is read at once."""
    return RosterTrouble(
        _("This file is too large to be a list of people: {what}.").format(what=what),
        _("Export only the people and columns you need, or split the list into several files."),
    )


def bounded(count: int, limit: int, what: str) -> None:
    """Raise unless a count is within its limit; `what` names the thing counted, in the plural."""
    if count > limit:
        raise too_large(_("it holds more than {limit} {what}").format(limit=f"{limit:,}", what=what))


class Pace:
    """Tells how far a reading has come and asks whether it should stop, a few times a second of work."""

    def __init__(self, progress: Progress | None = None, stopped: Asked | None = None) -> None:
        self._progress = progress
        self._stopped = stopped

    def step(self, stage: str, done: int, total: int) -> None:
        """Report `done` of `total` of a stage; raise Stopped where the person at the desk asked for it."""
        if self._stopped is not None and self._stopped():
            raise Stopped(_("Reading the file was stopped."), _("Nothing was changed."))
        if self._progress is not None:
            self._progress(stage, done, total)
