"""Figures of planning a term: `python -m benchmarks.scheduling`."""

import random
import time
from datetime import date

from desktop.models.programme import Room, Staff, Term
from desktop.models.record import MatchId, MenteeId, MentorId, StaffId
from desktop.scheduling import PairTimes, PlanRequest, plan

SLOTS = [f"{day}-{part}" for day in ("mon", "tue", "wed", "thu", "fri") for part in ("am", "pm", "eve")]
TERM = Term(code="2026-27-1", name="Autumn", start=date(2026, 9, 3), end=date(2026, 12, 18))
SCHOOLS = (
    ("60 pairs, a hall", 60, (12,), 4),
    ("200 pairs, three rooms", 200, (12, 8, 4), 4),
    ("200 pairs, small rooms nearly full", 200, (3, 3, 2), 3),
    ("600 pairs, too few tables", 600, (5, 3, 2), 3),
    ("1,000 pairs, six rooms", 1000, (20, 15, 9, 8, 7, 6), 3),
)


def request(count: int, tables: tuple[int, ...], most: int) -> PlanRequest:
    """Return a term to plan; every seventh mentor has two mentees."""
    draw = random.Random(count)
    pairs = [
        PairTimes(
            match=MatchId(f"match-{n:04}"),
            mentee=MenteeId(f"mentee-{n:04}"),
            mentor=MentorId(f"mentor-{n if n % 7 else max(n - 1, 0):04}"),
            slots=tuple(sorted(draw.sample(SLOTS, draw.randint(1, most)))),
        )
        for n in range(count)
    ]
    return PlanRequest(
        pairs=tuple(pairs),
        term=TERM,
        first_day=TERM.start,
        minutes=60,
        rooms=tuple(Room(name=f"Room {n}", tables=size) for n, size in enumerate(tables)),
        facilitators=tuple(Staff(id=StaffId(f"staff-{n}"), name=f"Staff {n}") for n in range(len(tables))),
    )


def main() -> None:
    """Print one line a school."""
    for what, count, tables, most in SCHOOLS:
        asked = request(count, tables, most)
        start = time.perf_counter()
        found = plan(asked)
        took = time.perf_counter() - start
        said = "proven" if found.proven else "not proven"
        print(f"{what:<38} {took:6.2f} s  {len(found.sessions):4} sessions, {len(found.unplaced):3} unplaced, {said}")


if __name__ == "__main__":
    main()
