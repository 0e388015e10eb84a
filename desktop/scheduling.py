"""Pairs x times x rooms x facilitators become a term's sessions; it knows no store and decides nothing for good.

Each pair gets one weekly time of those both can meet and keeps it each month; the model opens as few room-evenings as
can hold everyone. Monthly sessions fall on the same week of each month, outside the first days of a term.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from desktop.errors import MatchingTrouble, Stopped
from desktop.i18n import _
from desktop.models.programme import Room, Staff, Term
from desktop.models.record import MatchId, MenteeId, MentorId, Record, StaffId

if TYPE_CHECKING:
    from pulp import LpProblem, LpVariable

Progress = Callable[[str, int, int], None]
STARTS = {"am": time(10, 0), "pm": time(15, 30), "eve": time(17, 30)}
WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4}


class PairTimes(Record):
    """A pair to be planned, with the slot codes at which both can meet."""

    match: MatchId
    mentee: MenteeId
    mentor: MentorId
    slots: tuple[str, ...]


class PlanRequest(Record):
    """What a term's plan depends on; `first_number` is the number of the first new session."""

    pairs: tuple[PairTimes, ...]
    term: Term
    first_day: date
    minutes: int
    rooms: tuple[Room, ...]
    facilitators: tuple[Staff, ...]
    first_number: int = 1


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
    """The term's sessions in order, and who could not be placed."""

    sessions: tuple[PlannedSession, ...]
    unplaced: tuple[Unplaced, ...]


def plan(
    request: PlanRequest, *, progress: Progress | None = None, stopped: Callable[[], bool] | None = None
) -> SessionPlan:
    """Return a term's monthly sessions; raises MatchingTrouble without a room, Stopped where someone asked for it."""
    if not request.rooms:
        raise MatchingTrouble(_("The school has no room for sessions yet."), _("Add a room in Settings."))
    pairs = [pair for pair in sorted(request.pairs, key=lambda pair: pair.match) if pair.slots]
    unplaced = [
        Unplaced(match=pair.match, reason=_("These two have no time at which both can meet."))
        for pair in request.pairs
        if not pair.slots
    ]
    _told(progress, stopped, 0, 2)
    slots = _choose_slots(pairs, request.rooms)
    _told(progress, stopped, 1, 2)
    unplaced += [
        Unplaced(match=pair.match, reason=_("All rooms are full at the times these two can meet."))
        for pair in pairs
        if pair.match not in slots
    ]
    sessions = tuple(_sessions(request, [pair for pair in pairs if pair.match in slots], slots))
    _told(progress, stopped, 2, 2)
    return SessionPlan(sessions=sessions, unplaced=tuple(unplaced))


def _told(progress: Progress | None, stopped: Callable[[], bool] | None, done: int, of: int) -> None:
    if stopped and stopped():
        raise Stopped(_("Planning was stopped."), _("Nothing was lost. Start it again when you are ready."))
    if progress:
        progress("", done, of)


def _choose_slots(pairs: Sequence[PairTimes], rooms: Sequence[Room]) -> dict[MatchId, str]:
    """Give each pair a weekly slot: place all that can be, then open as few rooms as can be."""
    import pulp

    problem = pulp.LpProblem("plan", pulp.LpMinimize)
    here = {
        (pair.match, slot): problem.add_variable(f"x_{i:05d}_{slot}", 0, 1)
        for i, pair in enumerate(pairs)
        for slot in pair.slots
    }
    sizes = sorted((room.tables for room in rooms), reverse=True)
    slots = sorted({slot for pair in pairs for slot in pair.slots})
    opened = {
        (slot, k): problem.add_variable(f"o_{slot}_{k:03d}", 0, 1, pulp.LpBinary)
        for slot in slots
        for k in range(len(sizes))
    }
    heavy = len(opened) + 1
    problem.setObjective(pulp.lpSum(opened.values()) - heavy * pulp.lpSum(here.values()))
    for pair in pairs:
        problem.addConstraint(pulp.lpSum(here[pair.match, slot] for slot in pair.slots) <= 1)
    _hold(problem, here, opened, sizes)
    problem.solve(pulp.HiGHS(msg=False, gapAbs=0.99))
    return {match: slot for (match, slot), variable in here.items() if (variable.varValue or 0) > 0.5}


def _hold(
    problem: "LpProblem",
    here: dict[tuple[MatchId, str], "LpVariable"],
    opened: dict[tuple[str, int], "LpVariable"],
    sizes: Sequence[int],
) -> None:
    """Let a slot hold as many pairs as its opened rooms have tables; larger rooms open first."""
    import pulp

    at = defaultdict(list)
    for (_match, slot), variable in here.items():
        at[slot].append(variable)
    for slot, variables in at.items():
        rooms = [opened[slot, k] for k in range(len(sizes))]
        problem.addConstraint(
            pulp.lpSum(variables) <= pulp.lpSum(size * room for size, room in zip(sizes, rooms, strict=True))
        )
        for smaller, larger in zip(rooms[1:], rooms, strict=False):
            problem.addConstraint(smaller <= larger)


def _sessions(request: PlanRequest, pairs: Sequence[PairTimes], slots: dict[MatchId, str]) -> Iterator[PlannedSession]:
    rooms = sorted(request.rooms, key=lambda room: (-room.tables, room.name))
    evenings = sorted((day, slot) for slot in set(slots.values()) for day in month_days(request, slot))
    led: Counter[StaffId] = Counter()
    months = sorted({(day.year, day.month) for day, _slot in evenings})
    for day, slot in evenings:
        left = [pair for pair in pairs if slots[pair.match] == slot]
        staff = sorted(request.facilitators, key=lambda person: (led[person.id], person.name))
        for room, person in zip(rooms, [*staff, *[None] * len(rooms)], strict=False):
            here, left = left[: room.tables], left[room.tables :]
            if not here:
                break
            if person:
                led[person.id] += 1
            start = STARTS[slot.partition("-")[2]]
            yield PlannedSession(
                number=request.first_number + months.index((day.year, day.month)),
                day=day,
                start=start,
                finish=(datetime.combine(day, start) + timedelta(minutes=request.minutes)).time(),
                slot=slot,
                room=room.name,
                facilitator=person.id if person else None,
                pairs=tuple(
                    PlannedPair(match=pair.match, mentee=pair.mentee, mentor=pair.mentor, table=table)
                    for table, pair in enumerate(here, 1)
                ),
            )


def month_days(request: PlanRequest, slot: str) -> list[date]:
    """Return one day a month for a weekly slot: its second week in the month, else the nearest that is in the term."""
    weekday = WEEKDAYS[slot.partition("-")[0]]
    first = max(request.first_day, request.term.start)
    days = [first + timedelta(days=n) for n in range((request.term.end - first).days + 1)]
    by_month: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day in days:
        if day.weekday() == weekday:
            by_month[day.year, day.month].append(day)
    return [min(options, key=lambda day: (abs(day.day - 11), day)) for options in by_month.values()]
