"""The file lent to a worker: a connection of its own on its own thread, and what it read or kept brought back whole.

While a loan is out for writing, the store's own thread goes on reading the file as it stood and may not write.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from desktop.store.entries import Entry
from desktop.store.memory import Memory
from desktop.store.open_file import OpenFile

if TYPE_CHECKING:
    from desktop.store.store import Store

T = TypeVar("T")


@dataclass(frozen=True)
class Kept:
    """What a worker brings back: the records as it knows them, the steps it made, the last entry that both tell of."""

    memory: Memory
    entries: tuple[Entry, ...]
    revision: int


class Loan:
    """Made on the store's thread, used once on a worker's. `kept` is what came of it, None where it never began.

    A loan for reading tells of nothing after entry `since`, of which `memory` is: what is written meanwhile may lack in
    what was read before. Where it is None, nobody else writes.
    """

    def __init__(
        self, file: OpenFile, memory: Memory, sit: Callable[[OpenFile], "Store"], *, since: int | None
    ) -> None:
        self.kept: Kept | None = None
        self._file = file
        self._memory = memory
        self._sit = sit
        self._since = since

    def run(self, work: Callable[["Store"], T]) -> T:
        """Do something with a store of this thread's own, and let go of it."""
        file = self._file.beside()
        try:
            store = self._sit(file)
            store.remember(self._memory)
            entries: list[Entry] = []
            store.on_entry(entries.append)
            try:
                return work(store)
            finally:  # of work that failed half-way the steps before stand
                last = store.revision if self._since is None else self._since
                self.kept = Kept(self._memory, tuple(entries), last)
        finally:
            file.close()
