"""What every noun of the workspace works with: the file, who sits at the desk, and what day it is."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar

from desktop.errors import FileTrouble, Trouble
from desktop.i18n import _
from desktop.models.programme import Programme, School, Term
from desktop.models.record import Record
from desktop.store import Step, Store
from desktop.workspace.lights import Lights

R = TypeVar("R", bound=Record)
Progress = Callable[[str, int, int], None]
Stopped = Callable[[], bool]
A_BREATH = 50  # people, some 2 ms
ByShare = Callable[[str, float], None]  # how the mathematics tells its progress


def utc_now() -> datetime:
    """Return the time now, in UTC, to the second: what the journal and every state are stamped with."""
    return datetime.now(UTC).replace(microsecond=0)


def by_share(progress: Progress | None) -> ByShare | None:
    """Return what tells progress in hundredths to who is told of so many done of all."""
    return (lambda stage, share: progress(stage, round(100 * share), 100)) if progress else None


def at_once() -> None:
    """Take no breath: nobody waits for this thread."""


def paced(people: Iterable[R], breath: Callable[[], object]) -> Iterator[R]:
    """Go through people, and take breath after every few."""
    for number, one in enumerate(people, 1):
        yield one
        if number % A_BREATH == 0:
            breath()


@dataclass(eq=False)
class Desk:
    """The store, the name of who is signed in, and the clock (passed in, so that tests choose the day).

    Only `who` ever changes, when somebody else sits down (`Seats.sit`); a worker's copy keeps the name it set out with.
    `breath` is called between two pieces of long looking: at a worker's desk the window goes first there.
    """

    store: Store
    who: str
    today: Callable[[], date] = date.today
    now: Callable[[], datetime] = utc_now
    lights: Lights = field(default_factory=Lights, repr=False, compare=False)
    breath: Callable[[], object] = field(default=at_once, repr=False, compare=False)

    def step(self, label: str, *, undoable: bool = True) -> AbstractContextManager[Step]:
        """Open the named step in which alone may be written; it is one thing to undo unless it can't be taken back."""
        return self.store.step(label, who=self.who, undoable=undoable)

    @property
    def school(self) -> School:
        """The school of this file."""
        return self._only(School, "school")

    @property
    def programme(self) -> Programme:
        """The programme of this file."""
        return self._only(Programme, "programme")

    @property
    def term(self) -> Term:
        """The term of today, else the next one, else the last."""
        terms = self.programme.terms
        if not terms:
            raise Trouble(_("The programme has no term dates yet."), _("Add them in Settings, Year and terms."))
        terms = tuple(sorted(terms, key=lambda term: term.start))
        return next((term for term in terms if self.today() <= term.end), terms[-1])

    def known(self, kind: type[R], record_id: str, words: str) -> R:
        """Return a record that must be there; Trouble in the given words where it is gone."""
        record = self.store.get(kind, record_id)
        if record is None:
            raise Trouble(
                _("This {what} is no longer there.").format(what=words),
                _("Look under All changes to see who changed it."),
            )
        return record

    def _only(self, kind: type[R], record_id: str) -> R:
        record = self.store.get(kind, record_id)
        if record is None:
            raise FileTrouble(
                _("This file has no school in it."), _("Bring back a backup, or start a new file in another folder.")
            )
        return record
