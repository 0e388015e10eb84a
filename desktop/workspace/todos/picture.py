"""What every look at things to do shares: the thing to do, one picture of the school, and names in a sentence."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from desktop.i18n import _, ngettext
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import MenteeId, Record
from desktop.models.sessions import Session, SessionState
from desktop.rules.readiness import Light
from desktop.workspace.facts import Facts
from desktop.workspace.glance import A_PIECE, finding_waiting, ready_and_waiting
from desktop.workspace.register import goes_ahead, still_runs

P = TypeVar("P", Mentee, Mentor)
NAMED = 3  # so many are named in a sentence; of more the first two and a number


class ToDo(Record):
    """One thing to do: a light, a headline with its number, what follows from it, the act, and whom it is about.

    `page` and `people` say where the act is done; `due` groups the list by deadline (None: no deadline).
    """

    code: str
    light: Light = Light.WAIT
    headline: str
    consequence: str
    act: str
    page: str
    people: tuple[str, ...] = ()
    due: date | None = None


def _looking(at: Callable[[P], object], people: Sequence[P]) -> Iterator[None]:
    for number, one in enumerate(people, 1):
        at(one)
        if number % A_PIECE == 0:
            yield


class Picture:
    """One look at everything the first page speaks of."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.today = facts.today
        self.policy = facts.programme.policy
        self.mentees = [one for one in facts.mentees.values() if one.state is PersonState.ACTIVE]
        self.mentors = [one for one in facts.mentors.values() if one.state is PersonState.ACTIVE]

    def preparing(self) -> Iterator[None]:
        """Find who waits and look at everybody's lights in pieces, for who can't wait for all of them."""
        found: list[Mentee] = []
        yield from finding_waiting(self.facts, found)
        self.waiting = found
        yield from _looking(self.facts.consent, self.mentees)
        yield from _looking(self.facts.clear, self.mentors)

    @cached_property
    def waiting(self) -> list[Mentee]:
        """Who may be matched and has no mentor, the longest waiting first."""
        return ready_and_waiting(self.facts)

    @cached_property
    def sessions(self) -> list[Session]:
        """Every session in order of day and time."""
        return sorted(self.facts.sessions, key=lambda one: (one.day, one.start))

    @cached_property
    def next_session(self) -> Session | None:
        """The next planned session, today's included, in which somebody still meets."""
        running, mentees = {one.id for one in self.facts.matches if still_runs(one)}, self.facts.mentees
        return next((one for one in self.planned if goes_ahead(one, running, mentees)), None)

    @cached_property
    def planned(self) -> list[Session]:
        """The planned sessions from today on."""
        return [one for one in self.sessions if one.state is SessionState.PLANNED and one.day >= self.today]

    @cached_property
    def next_day(self) -> date | None:
        """The day of the next session."""
        return self.next_session.day if self.next_session else None

    @cached_property
    def coming(self) -> frozenset[MenteeId]:
        """Who has a place in the next session."""
        return frozenset(pair.mentee for pair in self.next_session.pairs) if self.next_session else frozenset()


def names(people: Sequence[Mentee | Mentor]) -> str:
    """Return the names people go by as part of a sentence; of many the first two and how many others."""
    called = [one.known_as if isinstance(one, Mentee) else one.name for one in people]
    if len(called) > NAMED:
        others = ngettext("{n} other", "{n} others", len(called) - 2)
        return _("{names} and {last}").format(names=", ".join(called[:2]), last=others)
    *first, last = called
    return _("{names} and {last}").format(names=", ".join(first), last=last) if first else last


def ids(people: Sequence[Mentee | Mentor]) -> tuple[str, ...]:
    """Return whom a thing to do is about."""
    return tuple(one.id for one in people)
