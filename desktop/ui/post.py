"""The post round: syncs with head office at the start and every few hours while the window is open; never a dialog."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from desktop.errors import Trouble
from desktop.models.sharing import SyncReport
from desktop.ui.latest import Latest
from desktop.ui.rooms import PAGES
from desktop.ui.switchboard import Switchboard

if TYPE_CHECKING:
    from desktop.workspace.desk import Stopped
    from desktop.workspace.sharing import SyncJob

FIRST_MS = 5_000
LONGEST_MS = 6 * 3_600_000
BUSY_MS = 60_000


class PostRound(QObject):
    """Asks by itself; only what a person approved goes. What came of it is `heard`, and pages re-read."""

    heard = Signal(object)

    def __init__(self, board: Switchboard, parent: QObject) -> None:
        super().__init__(parent)
        self._board = board
        self._asking = Latest(board, self, board.tasks.post_executor)
        self.next = QTimer(self)
        self.next.setSingleShot(True)
        self.next.timeout.connect(self._due)

    def begin(self) -> None:
        """Go for the first time a little after the window opened, where the school has enrolled by then."""
        self.next.start(FIRST_MS)

    def _due(self) -> None:
        """Go once what the line stands on is imported, which takes longer than opening the window."""
        self._board.rooms.have(PAGES["head-office"], self._on_imported)

    def _on_imported(self) -> None:
        """Go, unless the window closed meanwhile and its file with it."""
        if isValid(self) and not self._board.closing:
            self.go()

    def go(self) -> None:
        """Sync in the background; where a job is under way, try a little later."""
        sharing = self._board.workspace.sharing
        if sharing.enrolment is None or self._asking.asking:
            return
        if self._board.tasks.busy:
            self.next.start(BUSY_MS)
            return
        job = self._board.attempt(lambda: sharing.courier(self._board.tasks.hand_over))
        if job is not None:
            self._asking.ask(lambda run: _quietly(job, run.asked), self._on_report)

    def stop(self) -> None:
        """Go no more: another shell's round goes on, or the file is closed."""
        self.next.stop()
        self._asking.drop()

    def adopt(self, report: SyncReport) -> None:
        """Keep what a sync found, whoever asked for it, and choose the next time."""
        self._board.tried(lambda: self._board.workspace.sharing.heard(report))
        wait = int(report.next_try * 1000) or LONGEST_MS
        self.next.start(min(wait, LONGEST_MS))
        self.heard.emit(report)
        self._board.changed.emit(frozenset({"StoredRelease", "Enrolment"}))

    def _on_report(self, report: SyncReport | None) -> None:
        if report is not None:
            self.adopt(report)
        else:
            self.next.start(LONGEST_MS)


def _quietly(job: "SyncJob", stopped: "Stopped") -> SyncReport | None:
    """Run a sync nobody asked for: trouble waits for the person who does ask."""
    try:
        return job(None, stopped)
    except Trouble:
        return None
