"""Who is matched, worked out pair by pair in plain Python: it shares no line with the engine but the rules."""

from collections.abc import Iterable

from desktop.matching import MatchingRequest, prepare
from desktop.rules.eligibility import bars
from desktop.rules.need import place_in_line


def matched(request: MatchingRequest, *, allowed: Iterable[tuple[str, str]] = ()) -> set[str]:
    """Return who is matched, first in line first, by Kuhn's algorithm; `allowed` pairs pass every rule."""
    setting = prepare(request)
    free = set(allowed)
    may = {
        one.id: [
            mentor.id for mentor in setting.columns if (one.id, mentor.id) in free or not bars(one, mentor, setting.c)
        ]
        for one in setting.rows
    }
    room = {mentor.id: int(places) for mentor, places in zip(setting.columns, setting.room, strict=True)}
    held: dict[str, list[str]] = {mentor: [] for mentor in room}

    def place(one: str, seen: set[str]) -> bool:
        for mentor in may[one]:
            if mentor in seen:
                continue
            seen.add(mentor)
            if len(held[mentor]) < room[mentor]:
                held[mentor].append(one)
                return True
            for other in list(held[mentor]):
                if place(other, seen):
                    held[mentor].remove(other)
                    held[mentor].append(one)
                    return True
        return False

    line = sorted(setting.rows, key=lambda one: place_in_line(one, setting.c, seed=setting.seed))
    return {one.id for one in line if place(one.id, set())}
