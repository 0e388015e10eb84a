"""What needs a person: one look a kind of thing, each with its number, what follows from it and the act; no writing."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from desktop.rules.readiness import Light
from desktop.workspace.todos.first import first_things
from desktop.workspace.todos.forms import consents
from desktop.workspace.todos.keeping import backup_age, empty_sessions, sessions_to_close, year_over
from desktop.workspace.todos.matches import drafts, stranded, waiting
from desktop.workspace.todos.mentors import checks_due, mentors_not_clear, too_many_days
from desktop.workspace.todos.picture import Picture as Picture
from desktop.workspace.todos.picture import ToDo as ToDo
from desktop.workspace.todos.picture import names as names

Look = Callable[[Picture], Iterator[ToDo]]
LOOKS: tuple[Look, ...] = (
    first_things,
    year_over,
    stranded,
    mentors_not_clear,
    sessions_to_close,
    empty_sessions,
    consents,
    checks_due,
    too_many_days,
    drafts,
    waiting,
    backup_age,
)
_WEIGHT = {Light.STOP: 0, Light.WAIT: 1, Light.NONE: 2, Light.GOOD: 3}


def looked(picture: Picture) -> list[ToDo]:
    """Return everything that needs a person, by deadline, then by weight."""
    return ordered(todo for look in LOOKS for todo in look(picture))


def ordered(found: Iterable[ToDo]) -> list[ToDo]:
    """Return things to do by deadline, then by weight."""
    return sorted(found, key=lambda todo: (todo.due or date.max, _WEIGHT[todo.light]))
