"""The way into the made-up school, from the first run and from an empty one: its folder, its making, its door."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.ui.tasks import Running
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.store import Keys
    from desktop.ui.switchboard import Switchboard


class SampleSchool:
    """A school in a folder of its own beside a real one, which it never touches."""

    def __init__(self, beside: Path, *, who: str, today: Callable[[], date]) -> None:
        self.folder = beside.parent / _("Alongside sample school")
        self._who = who
        self._today = today

    def make(self, run: Running) -> "Keys | None":
        """Make it where it isn't there yet, on a worker's thread; return the keys with which to open it."""
        from desktop.workspace.sample import make_sample  # it stands on every room

        return make_sample(self.folder, who=self._who, today=self._today, progress=run)

    def open(self, keys: "Keys | None") -> Workspace:
        """Open what was made."""
        from desktop.workspace.sample import PASSPHRASE

        return Workspace.open(self.folder, PASSPHRASE, who=self._who, today=self._today, keys=keys)


def make_beside(
    board: "Switchboard", folder: Path, today: Callable[[], date], move: Callable[[Path, Workspace], object]
) -> None:
    """Make the sample school while a folder's own is open, then move there."""
    sample = SampleSchool(folder, who=board.workspace.desk.who, today=today)

    def enter(keys: "Keys | None") -> None:
        move(sample.folder, sample.open(keys))

    def enter_soon(keys: "Keys | None") -> None:  # the job whose answer this is ends first: the move closes its board
        QTimer.singleShot(0, board, lambda: enter(keys))

    def make(own: Workspace, run: Running) -> "Keys | None":
        keys = sample.make(run)
        with suppress(Trouble):  # closing tries again, and the next opening tells
            own.safekeeping.backup_changes()
        return keys

    board.look_through(_("Making the sample school"), make, enter_soon)
