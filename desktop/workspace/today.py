"""The first page: what needs doing, the programme at a glance, who waits; looked at anew once anything changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop.i18n import language
from desktop.workspace.desk import Desk
from desktop.workspace.facts import Facts
from desktop.workspace.glance import Glance, Lack, Wait, glance, lacking, ready_and_waiting, waits
from desktop.workspace.todos import LOOKS, Picture, ToDo, looked, ordered

SHOWN = 5  # who waits longest: as many as the page has room for


class Today:
    """The first page; `facts` returns what is known now. Each figure is worked out once as long as nothing changes."""

    def __init__(self, desk: Desk, facts: Callable[[], Facts]) -> None:
        self._desk = desk
        self._facts = facts
        self._seen = Seen(None)

    def todos(self) -> list[ToDo]:
        """Return what needs a person, by deadline, then by weight."""
        seen = self.seen
        if seen.todos is None:
            seen.todos = looked(Picture(self._facts()))
        return list(seen.todos)

    def looking(self) -> Iterator[None]:
        """Work out what needs a person, a look at a time, for who can't wait for all of them; `todos` tells it then."""
        seen = self.seen
        if seen.todos is not None:
            return
        picture = Picture(self._facts())
        yield
        yield from picture.preparing()
        found: list[ToDo] = []
        for look in LOOKS:
            found += look(picture)
            yield
        seen.todos = ordered(found)  # where something changed meanwhile, nobody asks this state any more

    def glance(self) -> Glance:
        """Return the programme's figures of today."""
        seen = self.seen
        if seen.glance is None:
            seen.glance = glance(self._facts())
        return seen.glance

    def waits(self, *, limit: int = SHOWN) -> list[Wait]:
        """Return who waits longest for a mentor, with the reason."""
        seen = self.seen
        if seen.waits is None or (limit > SHOWN and len(seen.waits) < limit):
            seen.waits = waits(self._facts(), ready_and_waiting(self._facts())[: max(limit, SHOWN)])
        return seen.waits[:limit]

    def lacking(self) -> Lack:
        """Return what keeps every mentor from meeting one more."""
        return lacking(self._facts())

    def look(self) -> "Seen":
        """Work everything out now, as a worker does, and return it for `adopt`."""
        for _piece in self.looking():
            self._desk.breath()
        self.glance()
        self._desk.breath()
        self.waits()
        return self.seen

    def adopt(self, seen: "Seen") -> None:
        """Know what another thread worked out from the same file."""
        self._seen = seen

    @property
    def seen(self) -> "Seen":
        """What was worked out since the last change."""
        desk = self._desk
        now = (desk.store.revision, desk.today(), len(desk.store.backups()), language())
        if self._seen.at != now:
            self._seen = Seen(now)
        return self._seen


@dataclass
class Seen:
    """The first page’s figures of one state: the file’s revision, the day, how many backups, the language."""

    at: tuple[int, date, int, str] | None
    todos: list[ToDo] | None = None
    glance: Glance | None = None
    waits: list[Wait] | None = None
