"""Who sits on which evening once the rooms are open, a flow whose linear answer is whole; who is left out, and why."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.timetable.months import MOST_WEEKS
from desktop.timetable.rooms import Evening, Opened, Rooms, Taker
from desktop.timetable.solver import solve

if TYPE_CHECKING:
    from pulp import LpProblem, LpVariable

WHOLE = 1e-6
LONGEST = 60  # seconds; a thousand pairs take three


@dataclass(frozen=True)
class Seats:
    """The evening of each taker, None for those left out, in the takers' order."""

    evenings: tuple[Evening | None, ...]


@dataclass(frozen=True)
class Crowd:
    """Why someone is left out: `people` can meet at no other times than `slots`, which have `tables` tables a month."""

    slots: tuple[str, ...]
    people: int
    tables: int


def seat(
    takers: Sequence[Taker], rooms: Rooms, opened: Opened, stopped: Callable[[], bool], seconds: float = LONGEST
) -> Seats:
    """Seat as many as can be, those who stand earlier first, on the better weeks.

    Raises MatchingTrouble where it takes too long, Stopped where someone asked for it.
    """
    import pulp

    tables = capacities(rooms, opened.rooms)
    problem = pulp.LpProblem("seats", pulp.LpMinimize)
    seats = [
        {
            evening: problem.add_variable(f"sit_{number:05}_{place:03}", 0, 1)
            for place, evening in enumerate(rooms.evenings(taker.slots))
        }
        for number, taker in enumerate(takers)
    ]
    left_out = [problem.add_variable(f"out_{number:05}", 0, 1) for number in range(len(takers))]
    for mine, out in zip(seats, left_out, strict=True):
        problem.addConstraint(pulp.lpSum([*mine.values(), out]) == 1)
    _hold(problem, takers, seats, tables)
    dear = MOST_WEEKS + 1
    out_cost = [(2 * len(takers) - number) * dear * out for number, out in enumerate(left_out)]
    problem.setObjective(pulp.lpSum(out_cost) + pulp.lpSum(week * x for mine in seats for (_, week), x in mine.items()))
    if not solve(problem, stopped, seconds):
        raise MatchingTrouble(_("Planning took too long."), _("Plan fewer pairs at a time."))
    return Seats(_in_line(takers, [_chosen(mine) for mine in seats]))


def _in_line(takers: Sequence[Taker], evenings: Sequence[Evening | None]) -> tuple[Evening | None, ...]:
    """Give the better weeks of a time to those who stand earlier; who shares a person keeps the week found."""
    placed = list(evenings)
    for slot in {evening[0] for evening in evenings if evening}:
        mine = [n for n, evening in enumerate(evenings) if evening and evening[0] == slot and takers[n].shared is None]
        for number, week in zip(mine, sorted(evening for n in mine if (evening := evenings[n])), strict=True):
            placed[number] = week
    return tuple(placed)


def _hold(
    problem: "LpProblem",
    takers: Sequence[Taker],
    seats: Sequence[Mapping[Evening, "LpVariable"]],
    tables: Mapping[Evening, int],
) -> None:
    """Let an evening hold as many as it has tables, and a shared person sit once at a time."""
    import pulp

    at: dict[Evening, list[Any]] = defaultdict(list)
    at_once: dict[tuple[str, Evening], list[Any]] = defaultdict(list)
    for taker, mine in zip(takers, seats, strict=True):
        for evening, variable in mine.items():
            at[evening].append(variable)
            if taker.shared is not None:
                at_once[taker.shared, evening].append(variable)
    for evening, here in at.items():
        problem.addConstraint(pulp.lpSum(here) <= tables[evening])
    for here in at_once.values():
        problem.addConstraint(pulp.lpSum(here) <= 1)


def capacities(rooms: Rooms, opened: Mapping[Evening, int]) -> dict[Evening, int]:
    """Return how many tables each evening has."""
    return {evening: sum(rooms.tables[:count]) for evening, count in opened.items()}


def crowd(number: int, takers: Sequence[Taker], seats: Seats, rooms: Rooms) -> Crowd | None:
    """Return whom one left out competes with, None where tables were free and only a shared person was not.

    Follows Hall: the times that suit are full; whoever sits there could make room only at their other times, which are
    full too, and so on.
    """
    slots, people = set(takers[number].slots), {number}
    while True:
        sitting = {who for who, evening in enumerate(seats.evenings) if evening and evening[0] in slots}
        wider = slots.union(*(takers[who].slots for who in sitting))
        people |= sitting
        if wider == slots:
            break
        slots = wider
    people |= {who for who, evening in enumerate(seats.evenings) if evening is None and takers[who].slots <= slots}
    tables = sum(rooms.tables) * len(rooms.evenings(frozenset(slots)))
    return Crowd(tuple(sorted(slots)), len(people), tables) if len(people) > tables else None


def _chosen(mine: Mapping[Evening, Any]) -> Evening | None:
    values = {evening: variable.varValue or 0 for evening, variable in mine.items()}
    assert all(abs(value - round(value)) < WHOLE for value in values.values()), "a flow came out in parts"
    return next((evening for evening, value in values.items() if round(value) == 1), None)
