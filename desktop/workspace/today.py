"""The first page: what needs doing, the programme at a glance, who waits; looked at anew once anything changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.workspace.desk import Desk
from desktop.workspace.facts import Facts
from desktop.workspace.glance import Glance as Glance
from desktop.workspace.glance import Share as Share
from desktop.workspace.glance import Wait as Wait
from desktop.workspace.glance import glance, ready_and_waiting, waits
from desktop.workspace.todos import Picture, looked
from desktop.workspace.todos import ToDo as ToDo

if TYPE_CHECKING:
    from datetime import date


class Today:
    """The first page; `facts` returns what is known now."""

    def __init__(self, desk: Desk, facts: Callable[[], Facts]) -> None:
        self._desk = desk
        self._facts = facts
        self._kept: tuple[tuple[int, date, int], list[ToDo]] | None = None

    def todos(self) -> list[ToDo]:
        """Return what needs a person, by deadline, then by weight."""
        desk = self._desk
        now = (desk.store.revision, desk.today(), len(desk.store.backups()))
        if self._kept is None or self._kept[0] != now:
            self._kept = (now, looked(Picture(self._facts())))
        return list(self._kept[1])

    def glance(self) -> Glance:
        """Return the programme's figures of today."""
        return glance(self._facts())

    def waits(self, *, limit: int = 5) -> list[Wait]:
        """Return who waits longest for a mentor, with the reason."""
        facts = self._facts()
        return waits(facts, ready_and_waiting(facts)[:limit])
