"""The coordinator's desk lent to a worker: a connection of its own to the same file, and what it came to know there."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from desktop.store import Loan
from desktop.workspace.desk import Desk, at_once
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

    def __init__(
        self,
        desk: Desk,
        loan: Loan,
        sit_down: Callable[[Desk], "Workspace"],
        *,
        before: "Facts | None" = None,
        back: bool = True,
    ) -> None:
        self.loan = loan
        self._before = before
        self._sit_down = sit_down
        self._back = back
        self.desk = replace(desk, lights=desk.lights.copy())
        self.seen = Seen(None)
        self.facts: Facts | None = None

    def run(self, verb: Callable[["Workspace"], T], *, breath: Callable[[], object] = at_once) -> T:
        """Do something at a desk of this thread's own; `breath` is called between two pieces of what is worked out."""
        desk = replace(self.desk, breath=breath)
        return self.loan.run(lambda store: self._run(self._sit_down(replace(desk, store=store)), verb))

    def _run(self, workspace: "Workspace", verb: Callable[["Workspace"], T]) -> T:
        workspace.lists.follow(self._before)
        self._before = None
        done = verb(workspace)
        if not self._back:
            return done
        self.facts = workspace.lists.facts
        self.facts.look()
        self.seen = workspace.today.look()
        return done
