"""Run by a test in a process of its own: do one thing and be killed at its nth touch of the disk.

The disk is touched where a file or folder is moved or removed and where bytes are brought to it. Run by itself with a
folder it writes steps for ever, to be killed from outside.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3]))

from desktop.models.people import Mentee
from desktop.store import Cost, Means, Store
from tests.unit.store.inside import change_passphrase

PASSPHRASE = "four plain old words"
MEANS = Means(cost=Cost(memory_kib=8, passes=1, lanes=1))


def kill_at(touch: int) -> None:
    """Let the process die just before its nth touch of the disk."""
    left = [touch]

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def touched(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return work(*given, **named)

        return touched

    Path.replace = counted(Path.replace)
    os.fsync = counted(os.fsync)
    Path.unlink = counted(Path.unlink)


def create(folder: Path) -> None:
    Store.create(folder, PASSPHRASE, means=MEANS)[0].close()


def backup(folder: Path) -> None:
    store = Store.open(folder, PASSPHRASE, means=MEANS)
    store.backup("now")
    store._file.close()


def restore(folder: Path) -> None:
    Store.restore(folder, sorted((folder / "backups").iterdir())[0], PASSPHRASE, means=MEANS)


def passphrase(folder: Path) -> None:
    store = Store.open(folder, PASSPHRASE, means=MEANS)
    change_passphrase(store, PASSPHRASE, "another set of words")
    store._file.close()


def steps(folder: Path) -> None:
    """Write pairs of records for ever, telling each pair's number when its step has ended."""
    store = Store.open(folder, PASSPHRASE, means=MEANS)
    for number in range(100_000):
        with store.step("Add two", who="CO") as step:
            step.put(Mentee(id=f"{number}-a", legal_forename="A"))
            step.put(Mentee(id=f"{number}-b", legal_forename="B"))
        print(number, flush=True)  # noqa: T201 - the test reads it


def in_a_child(work: Callable[[Path], None], folder: Path, touch: int) -> bool:
    """Return whether a child of this process was killed at its nth touch."""
    child = os.fork()
    if not child:
        kill_at(touch)
        work(folder)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if status not in (0, signal.SIGKILL):
        raise SystemExit(f"touch {touch} ended with {status}")
    return status == signal.SIGKILL


if __name__ == "__main__":
    steps(Path(sys.argv[1]))
