"""A term's plan as data: what it depends on, its sessions and who has no place; how it is found is not here."""

from datetime import date, time

from pydantic import Field

from desktop.models.programme import Room, Staff, Term
from desktop.models.record import MatchId, MenteeId, MentorId, Record, StaffId

STARTS = {"am": time(10, 0), "pm": time(15, 30), "eve": time(17, 30)}


class PairTimes(Record):
    """A pair to be planned, with the slot codes at which both can meet; pairs that come first are placed first.

    `virtual_under_18` says that the three virtual checks must be ticked for the session.
    """

    match: MatchId
    mentee: MenteeId
    mentor: MentorId
    slots: tuple[str, ...]
    virtual_under_18: bool = False


class Taken(Record):
    """A session that stands already."""

    day: date
    slot: str
    number: int


class PlanRequest(Record):
    """What a term's plan depends on.

    `taken` are the sessions that the term has already: their times are left alone and new sessions take the numbers of
    their months. Where there are none, `first_number` is that of the first new session. No number goes beyond
    `last_number`; `closed` are days without sessions. Without facilitators that name is left open.
    """

    pairs: tuple[PairTimes, ...]
    term: Term
    first_day: date
    minutes: int
    rooms: tuple[Room, ...]
    facilitators: tuple[Staff, ...]
    first_number: int = 1
    last_number: int | None = None
    closed: frozenset[date] = frozenset()
    taken: tuple[Taken, ...] = ()
    starts: dict[str, time] = Field(default_factory=STARTS.copy)
    seconds: float = Field(default=20, gt=0)


class PlannedPair(Record):
    """A pair's place in a session."""

    match: MatchId
    mentee: MenteeId
    mentor: MentorId
    table: int


class PlannedSession(Record):
    """One evening in one room."""

    number: int
    day: date
    start: time
    finish: time
    slot: str
    room: str
    facilitator: StaffId | None
    pairs: tuple[PlannedPair, ...]


class Unplaced(Record):
    """A pair without a time, and why in words."""

    match: MatchId
    reason: str


class SessionPlan(Record):
    """The term's sessions in order, and who could not be placed.

    `proven` says that no plan places more pairs or opens fewer rooms. `to_check` are the sessions, by place in
    `sessions`, at which the virtual checks for under-18s must be ticked.
    """

    sessions: tuple[PlannedSession, ...]
    unplaced: tuple[Unplaced, ...]
    proven: bool = True
    to_check: tuple[int, ...] = ()
