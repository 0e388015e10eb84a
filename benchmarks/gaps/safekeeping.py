"""A backup made, the file checked, and the backup brought back in its place."""

from benchmarks.big_school import SECRET
from benchmarks.gaps.day import Day


def back_up(day: Day) -> None:
    """Make a backup, and check the file."""
    with day.watch.watched("a backup is made"):
        day.board.look("Backup", lambda desk: desk.safekeeping.backup(), lambda _made: None)
        day.rest()
    with day.watch.watched("the file is checked"):
        day.board.look("Check", lambda desk: desk.safekeeping.check(), lambda _found: None)
        day.rest()


def bring_back(day: Day) -> None:
    """Bring the latest backup back in the file's place."""
    latest, before = day.desk.safekeeping.backups()[0], day.board
    with day.watch.watched("a backup is brought back"):
        before.restore_wanted.emit(str(latest.path), SECRET, day.desk.desk.who)
        day.settle(lambda: day.board not in (None, before) and day.board.ready)
        day.rest()
