"""The coordinator's desk lent to a worker: a connection of its own to the same file, and what it came to know there."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from desktop.store import Loan
from desktop.workspace.desk import Desk
from desktop.workspace.today import Seen

if TYPE_CHECKING:
    from desktop.workspace.facts import Facts
    from desktop.workspace.workspace import Workspace

T = TypeVar("T")


class Lent:
    """The same desk for one piece of work on a worker's thread: any verb may be called there, once.

    What every page asks for first, everybody's lights, the order of the lists and the first page's figures, is worked
    out there too.
    """

    def __init__(self, desk: Desk, loan: Loan, sit_down: Callable[[Desk], "Workspace"], *, back: bool = True) -> None:
        self.loan = loan
        self._sit_down = sit_down
        self._back = back
        self.desk = replace(desk, lights=desk.lights.copy())
        self.seen = Seen(None)
        self.facts: Facts | None = None

    def run(self, verb: Callable[["Workspace"], T]) -> T:
        """Do something at a desk of this thread's own."""
        return self.loan.run(lambda store: self._run(self._sit_down(replace(self.desk, store=store)), verb))

    def _run(self, workspace: "Workspace", verb: Callable[["Workspace"], T]) -> T:
        done = verb(workspace)
        if not self._back:
            return done
        self.facts = workspace.lists.facts
        self.facts.look()
        self.seen = workspace.today.look()
        return done
