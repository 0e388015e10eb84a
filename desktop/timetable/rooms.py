"""How many rooms to open at each time so that most people sit and fewest rooms are opened; PuLP decides and proves.

Rooms open largest first, so a binary "at least k rooms are open" a time is enough; who sits stays continuous, for with
the rooms given it is a flow. All coefficients are integers: a gap under one is a proof.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from desktop.timetable.solver import solve

if TYPE_CHECKING:
    from pulp import LpProblem, LpVariable

GAP = 0.99

Evening = tuple[str, int]  # a weekly time, and which of its weeks in the month, best first


@dataclass(frozen=True)
class Taker:
    """Someone to seat: the weekly times that suit, and whoever can't sit twice at once (None for nobody shared)."""

    slots: frozenset[str]
    shared: str | None = None


@dataclass(frozen=True)
class Rooms:
    """What there is: tables a room, largest first, and how many weeks a month each time can be used."""

    tables: tuple[int, ...]
    weeks: Mapping[str, int]

    def evenings(self, slots: frozenset[str]) -> list[Evening]:
        """Return the evenings of some weekly times, in order."""
        return [(slot, week) for slot in sorted(slots) for week in range(self.weeks.get(slot, 0))]


@dataclass(frozen=True)
class Opened:
    """How many of the largest rooms are open on each evening, and whether no better answer exists."""

    rooms: Mapping[Evening, int]
    proven: bool


def open_rooms(takers: Sequence[Taker], rooms: Rooms, stopped: Callable[[], bool], seconds: float) -> Opened:
    """Decide which rooms to open: seat as many as can be, then open as few rooms as can be."""
    import pulp

    counts = Counter(takers)
    evenings = rooms.evenings(frozenset().union(*(taker.slots for taker in takers)))
    problem = pulp.LpProblem("rooms", pulp.LpMinimize)
    opened = {
        evening: [problem.add_variable(f"open_{n:04}_{k:03}", cat=pulp.LpBinary) for k in range(len(rooms.tables))]
        for n, evening in enumerate(evenings)
    }
    left_out = _seat(problem, counts, rooms, opened)
    dear = len(evenings) * len(rooms.tables) + 1
    problem.setObjective(dear * pulp.lpSum(left_out) + pulp.lpSum(room for k in opened.values() for room in k))
    _largest_first(problem, opened)
    proven = solve(problem, stopped, seconds, gapAbs=GAP)
    return Opened({evening: sum(_is_one(room) for room in k) for evening, k in opened.items()}, proven)


def _seat(
    problem: "LpProblem", counts: Counter[Taker], rooms: Rooms, opened: Mapping[Evening, list["LpVariable"]]
) -> list["LpVariable"]:
    """Add who sits where, alike people together; return how many of each kind are left out."""
    import pulp

    at: dict[Evening, list[Any]] = defaultdict(list)
    at_once: dict[tuple[str, Evening], list[Any]] = defaultdict(list)
    left_out = []
    for number, (taker, count) in enumerate(counts.items()):
        without = problem.add_variable(f"out_{number:05}", 0, count)
        left_out.append(without)
        seats = []
        for place, evening in enumerate(rooms.evenings(taker.slots)):
            seat = problem.add_variable(f"sit_{number:05}_{place:03}", 0, count)
            seats.append(seat)
            at[evening].append(seat)
            if taker.shared is not None:
                at_once[taker.shared, evening].append(seat)
        problem.addConstraint(pulp.lpSum([*seats, without]) == count)
    for evening, seats in at.items():
        tables = pulp.lpSum(size * room for size, room in zip(rooms.tables, opened[evening], strict=True))
        problem.addConstraint(pulp.lpSum(seats) <= tables)
    for (_who, evening), seats in at_once.items():
        problem.addConstraint(pulp.lpSum(seats) <= opened[evening][0])
    return left_out


def _largest_first(problem: "LpProblem", opened: Mapping[Evening, list["LpVariable"]]) -> None:
    """Open the k-th room after the one before it, and a time's later week after its better one: they are alike."""
    for (slot, week), here in opened.items():
        for larger, smaller in pairwise(here):
            problem.addConstraint(smaller <= larger)
        if week:
            for better, later in zip(opened[slot, week - 1], here, strict=True):
                problem.addConstraint(later <= better)


def _is_one(variable: "LpVariable") -> bool:
    return round(variable.varValue or 0) == 1
