"""Pairs x times x rooms x facilitators become a term's sessions; it knows no store and decides nothing for good.

Each pair gets one weekly time of those both can meet and keeps it each month: the same weekday and hour, as near as can
be to the same week. As many pairs as possible are placed, then as few rooms as possible opened; a facilitator leads one
room at a time, a mentor of two meets one at a time. The mathematics stands in `desktop.timetable`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta

from desktop.errors import MatchingTrouble
from desktop.i18n import _, ngettext
from desktop.models.plans import PairTimes, PlannedPair, PlannedSession, PlanRequest, SessionPlan, Taken, Unplaced
from desktop.models.programme import Room
from desktop.models.record import StaffId
from desktop.models.vocabulary import vocabulary
from desktop.timetable.months import Month, is_short, months_between, usable_days
from desktop.timetable.rooms import Evening, Opened, Rooms, Taker, open_rooms
from desktop.timetable.seats import Seats, crowd, seat
from desktop.timetable.solver import refuse_if

__all__ = ["PairTimes", "PlanRequest", "PlannedPair", "PlannedSession", "SessionPlan", "Taken", "Unplaced", "plan"]

Progress = Callable[[str, int, int], None]
MOST_NAMED = 4  # times in a sentence; more are counted


def plan(
    request: PlanRequest, *, progress: Progress | None = None, stopped: Callable[[], bool] | None = None
) -> SessionPlan:
    """Return a term's monthly sessions; raises MatchingTrouble without a room, Stopped where someone asked for it."""
    if not request.rooms:
        raise MatchingTrouble(_("The school has no room for sessions yet."), _("Add a room in Settings."))
    stopped = stopped or _never
    _tell(progress, stopped, 0)
    months = _months(request)
    rooms = Rooms(_tables(request), _weeks(request, months))
    takers = _takers(request, rooms)
    opened = open_rooms(takers, rooms, stopped, request.seconds)
    _tell(progress, stopped, 1)
    seats = _seated(takers, rooms, opened, stopped)
    _tell(progress, stopped, 2)
    sessions = sorted(_sessions(request, months, seats), key=lambda one: (one.day, one.start, one.room))
    return SessionPlan(
        sessions=tuple(sessions),
        unplaced=tuple(_unplaced(request, takers, seats, rooms)),
        proven=opened.proven,
        to_check=_to_check(request, sessions),
    )


def _never() -> bool:
    return False


def _tell(progress: Progress | None, stopped: Callable[[], bool], done: int) -> None:
    refuse_if(stopped)
    if progress:
        progress("", done, 2)


def _months(request: PlanRequest) -> list[Month]:
    """Return the months left in the term, the first of them perhaps from its midst."""
    left = [
        (max(first, request.first_day), last) for first, last in months_between(request.term.start, request.term.end)
    ]
    return [(first, last) for first, last in left if first <= last]


def _numbers(request: PlanRequest, used: Sequence[date]) -> dict[date, int]:
    """Return the number of the sessions of each month, by its last day, as far as the programme's numbers go.

    A month that has sessions already has their number; one in which nobody meets has none.
    """
    numbers = {}
    number = request.first_number - 1
    for first, last in months_between(request.term.start, request.term.end):
        known = [one.number for one in request.taken if first <= one.day <= last]
        if known or last in used:
            number = known[0] if known else number + 1
            numbers[last] = number
    return {last: number for last, number in numbers.items() if number <= (request.last_number or number)}


def _tables(request: PlanRequest) -> tuple[int, ...]:
    """Return the tables of the rooms that can be led at once, largest first."""
    most = len(request.facilitators) or len(request.rooms)
    return tuple(room.tables for room in _largest(request.rooms)[:most])


def _largest(rooms: Sequence[Room]) -> list[Room]:
    return sorted(rooms, key=lambda room: (-room.tables, room.name))


def _weeks(request: PlanRequest, months: Sequence[Month]) -> dict[str, int]:
    """Return how many weeks a month each weekly time can be used, in the months in which it can be used at all.

    What is left of a month that has begun doesn't count unless it is all there is: who gets no day in it meets later.
    """
    whole = [month for month in months if not is_short(month)] or months
    slots = {slot for pair in request.pairs for slot in pair.slots if slot.partition("-")[2] in request.starts}
    weeks = {slot: [len(days) for month in whole if (days := _days(request, slot, month))] for slot in slots}
    return {slot: min(counts) for slot, counts in sorted(weeks.items()) if counts}


def _days(request: PlanRequest, slot: str, month: Month) -> list[date]:
    return usable_days(slot, month, request.closed, [one.day for one in request.taken if one.slot == slot])


def _takers(request: PlanRequest, rooms: Rooms) -> list[Taker]:
    pairs = Counter(pair.mentor for pair in request.pairs)
    return [
        Taker(frozenset(pair.slots).intersection(rooms.weeks), pair.mentor if pairs[pair.mentor] > 1 else None)
        for pair in request.pairs
    ]


def _seated(takers: Sequence[Taker], rooms: Rooms, opened: Opened, stopped: Callable[[], bool]) -> Seats:
    """Seat the pairs; if time ran out before the rooms were proven best and someone stands, open all rooms."""
    seats = seat(takers, rooms, opened, stopped)
    if opened.proven or None not in seats.evenings:
        return seats
    everything = Opened(dict.fromkeys(opened.rooms, len(rooms.tables)), proven=False)
    return seat(takers, rooms, everything, stopped)


def _sessions(request: PlanRequest, months: Sequence[Month], seats: Seats) -> Iterator[PlannedSession]:
    """Yield the sessions of every month: each evening on its day, in the largest rooms, led by who led least."""
    evenings: dict[Evening, list[PairTimes]] = defaultdict(list)
    for pair, evening in zip(request.pairs, seats.evenings, strict=True):
        if evening:
            evenings[evening].append(pair)
    days = [
        (month[1], day, slot, week)
        for month in months
        for slot, week in sorted(evenings)
        for day in _days(request, slot, month)[week : week + 1]
    ]
    numbers = _numbers(request, [last for last, *_rest in days])
    led: Counter[StaffId] = Counter()
    for last, day, slot, week in days:
        if last in numbers:
            yield from _evening(request, (numbers[last], day, slot), evenings[slot, week], led)


def _evening(
    request: PlanRequest, when: tuple[int, date, str], pairs: Sequence[PairTimes], led: Counter[StaffId]
) -> Iterator[PlannedSession]:
    number, day, slot = when
    start = request.starts[slot.partition("-")[2]]
    staff = sorted(request.facilitators, key=lambda person: (led[person.id], person.name, person.id))
    for place, room in enumerate(_largest(request.rooms)):
        here, pairs = pairs[: room.tables], pairs[room.tables :]
        if here:
            leader = staff[place].id if staff else None
            led.update([leader] if leader else [])
            yield PlannedSession(
                number=number,
                day=day,
                start=start,
                finish=(datetime.combine(day, start) + timedelta(minutes=request.minutes)).time(),
                slot=slot,
                room=room.name,
                facilitator=leader,
                pairs=tuple(_at_table(pair, table) for table, pair in enumerate(here, 1)),
            )


def _at_table(pair: PairTimes, table: int) -> PlannedPair:
    return PlannedPair(match=pair.match, mentee=pair.mentee, mentor=pair.mentor, table=table)


def _to_check(request: PlanRequest, sessions: Sequence[PlannedSession]) -> tuple[int, ...]:
    virtual = {pair.match for pair in request.pairs if pair.virtual_under_18}
    return tuple(
        place for place, one in enumerate(sessions) if not virtual.isdisjoint(pair.match for pair in one.pairs)
    )


def _unplaced(request: PlanRequest, takers: Sequence[Taker], seats: Seats, rooms: Rooms) -> Iterator[Unplaced]:
    for number, (pair, evening) in enumerate(zip(request.pairs, seats.evenings, strict=True)):
        if evening is None:
            yield Unplaced(
                match=pair.match, reason=_reason(pair, takers[number]) or _crowded(number, takers, seats, rooms)
            )


def _reason(pair: PairTimes, taker: Taker) -> str | None:
    if not pair.slots:
        return _("These two have no time at which both can meet.")
    if not taker.slots:
        return _("The times at which these two can meet have no free day in this term.")
    return None


def _crowded(number: int, takers: Sequence[Taker], seats: Seats, rooms: Rooms) -> str:
    found = crowd(number, takers, seats, rooms)
    if found is None:
        return _("The mentor meets another young person at every time that these two share.")
    pairs = ngettext("{n} pair", "{n} pairs", found.people)
    tables = ngettext("{n} table", "{n} tables", found.tables)
    return _("{pairs} can meet at no other times than {times}: {tables} a month.").format(
        pairs=pairs, times=_times(found.slots), tables=tables
    )


def _times(slots: Sequence[str]) -> str:
    words = vocabulary("slots")
    if len(slots) > MOST_NAMED:
        return ngettext("{n} time of the week", "{n} times of the week", len(slots))
    return ", ".join(words.label(slot) for slot in words.codes if slot in slots)
