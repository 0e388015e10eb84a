"""Rooms are opened for most people with fewest rooms, and everyone sits once."""

from itertools import chain, combinations, product

import highspy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import MatchingTrouble, Stopped
from desktop.timetable.rooms import Opened, Rooms, Taker, open_rooms
from desktop.timetable.seats import Crowd, Seats, capacities, crowd, seat

NEVER = lambda: False  # noqa: E731 - a name for the usual answer


def taker(*slots: str, shared: str | None = None) -> Taker:
    return Taker(frozenset(slots), shared)


def seated(takers: list[Taker], rooms: Rooms) -> tuple[Opened, Seats]:
    opened = open_rooms(takers, rooms, NEVER, 20)
    return opened, seat(takers, rooms, opened, NEVER)


def test_nobody_needs_no_room() -> None:
    opened, seats = seated([], Rooms((5,), {"mon-pm": 4}))
    assert (opened.rooms, opened.proven, seats.evenings) == ({}, True, ())


def test_one_room_is_opened_where_all_can_come() -> None:
    takers = [taker("mon-pm", "tue-pm"), taker("tue-pm"), taker("tue-pm", "wed-pm")]
    opened, seats = seated(takers, Rooms((3, 2), {"mon-pm": 2, "tue-pm": 2, "wed-pm": 2}))
    assert sum(opened.rooms.values()) == 1
    assert seats.evenings == (("tue-pm", 0),) * 3


def test_the_largest_room_is_opened_first() -> None:
    opened, _seats = seated([taker("mon-pm")] * 4, Rooms((4, 1), {"mon-pm": 2}))
    assert opened.rooms == {("mon-pm", 0): 1, ("mon-pm", 1): 0}


def test_a_second_week_is_used_when_the_first_is_full() -> None:
    _opened, seats = seated([taker("mon-pm")] * 3, Rooms((2,), {"mon-pm": 2}))
    assert sorted(evening[1] for evening in seats.evenings if evening) == [0, 0, 1]


def test_most_are_seated_even_if_that_opens_more_rooms() -> None:
    takers = [taker("mon-pm"), taker("tue-pm"), taker("wed-pm")]
    opened, seats = seated(takers, Rooms((9,), dict.fromkeys(("mon-pm", "tue-pm", "wed-pm"), 1)))
    assert (sum(opened.rooms.values()), None in seats.evenings) == (3, False)


def test_who_comes_later_in_the_line_is_left_out() -> None:
    _opened, seats = seated([taker("mon-pm")] * 3, Rooms((2,), {"mon-pm": 1}))
    assert seats.evenings == (("mon-pm", 0), ("mon-pm", 0), None)


def test_a_shared_person_sits_once_at_a_time() -> None:
    takers = [taker("mon-pm", shared="jo"), taker("mon-pm", shared="jo"), taker("mon-pm")]
    _opened, seats = seated(takers, Rooms((9,), {"mon-pm": 2}))
    assert {seats.evenings[0], seats.evenings[1]} == {("mon-pm", 0), ("mon-pm", 1)}


def test_a_shared_person_with_too_few_weeks_leaves_one_out() -> None:
    takers = [taker("mon-pm", shared="jo"), taker("mon-pm", shared="jo")]
    _opened, seats = seated(takers, Rooms((9,), {"mon-pm": 1}))
    assert seats.evenings == (("mon-pm", 0), None)


def test_a_time_that_is_not_offered_seats_nobody() -> None:
    _opened, seats = seated([taker("sat-pm")], Rooms((9,), {"mon-pm": 1}))
    assert seats.evenings == (None,)


def test_the_same_question_has_the_same_answer() -> None:
    takers = [taker(*slots) for slots in combinations(("mon-pm", "tue-pm", "wed-pm", "thu-pm"), 2)] * 3
    rooms = Rooms((4, 2), dict.fromkeys(("mon-pm", "tue-pm", "wed-pm", "thu-pm"), 2))
    assert seated(takers, rooms) == seated(takers, rooms)


def test_another_solver_of_the_process_may_have_other_threads() -> None:
    highspy.Highs.resetGlobalScheduler(True)
    other = highspy.Highs()
    other.setOptionValue("output_flag", False)
    other.setOptionValue("threads", 4)
    other.addCol(1, 0, 1, 0, [], [])
    other.run()
    _opened, seats = seated([taker("mon-pm")], Rooms((1,), {"mon-pm": 1}))
    highspy.Highs.resetGlobalScheduler(True)
    assert seats.evenings == (("mon-pm", 0),)


def test_stopping_stops() -> None:
    with pytest.raises(Stopped):
        open_rooms([taker("mon-pm")], Rooms((1,), {"mon-pm": 1}), lambda: True, 20)


def test_stopping_in_the_midst_stops() -> None:
    answers = chain([False], iter(lambda: True, False))
    with pytest.raises(Stopped):
        open_rooms([taker("mon-pm")] * 9, Rooms((3, 2), {"mon-pm": 4}), lambda: next(answers), 20)


def test_without_time_nothing_is_proven() -> None:
    takers = [taker(*slots) for slots in combinations([f"{day}-pm" for day in ("mon", "tue", "wed", "thu", "fri")], 3)]
    rooms = Rooms((3, 2, 2), dict.fromkeys([f"{day}-pm" for day in ("mon", "tue", "wed", "thu", "fri")], 4))
    assert not open_rooms(takers * 5, rooms, NEVER, 1e-9).proven


def test_seating_without_time_is_told() -> None:
    with pytest.raises(MatchingTrouble, match="took too long"):
        seat([taker("mon-pm")] * 9, Rooms((3,), {"mon-pm": 1}), Opened({("mon-pm", 0): 1}, proven=True), NEVER, 0)


def test_a_crowd_is_told_by_its_times() -> None:
    takers = [taker("mon-pm"), taker("mon-pm", "tue-pm"), taker("tue-pm"), taker("tue-pm"), taker("wed-pm")]
    rooms = Rooms((1,), {"mon-pm": 1, "tue-pm": 1, "wed-pm": 1})
    _opened, seats = seated(takers, rooms)
    assert seats.evenings == (("mon-pm", 0), ("tue-pm", 0), None, None, ("wed-pm", 0))
    assert crowd(2, takers, seats, rooms) == Crowd(("mon-pm", "tue-pm"), 4, 2)


def test_there_is_no_crowd_where_only_a_shared_person_is_missing() -> None:
    takers = [taker("mon-pm", shared="jo"), taker("mon-pm", shared="jo")]
    rooms = Rooms((9,), {"mon-pm": 1})
    _opened, seats = seated(takers, rooms)
    assert crowd(1, takers, seats, rooms) is None


def fewest_rooms(takers: list[Taker], rooms: Rooms) -> tuple[int, int]:
    """Return how many are left out and how many rooms opened at best, by trying everything."""
    evenings = rooms.evenings(frozenset().union(*(one.slots for one in takers)))
    best = (len(takers), 0)
    for counts in product(range(len(rooms.tables) + 1), repeat=len(evenings)):
        tables = capacities(rooms, dict(zip(evenings, counts, strict=True)))
        best = min(best, (len(takers) - most_seated(takers, rooms, tables), sum(counts)))
    return best


def most_seated(takers: list[Taker], rooms: Rooms, tables: dict[tuple[str, int], int]) -> int:
    """Return how many can sit, by trying every way."""
    ways = [[None, *rooms.evenings(one.slots)] for one in takers]
    return max(
        (
            sum(place is not None for place in places)
            for places in product(*ways)
            if all(sum(place == evening for place in places) <= count for evening, count in tables.items())
            and not clashes(takers, places)
        ),
        default=0,
    )


def clashes(takers: list[Taker], places: tuple[tuple[str, int] | None, ...]) -> bool:
    busy = [(one.shared, place) for one, place in zip(takers, places, strict=True) if one.shared and place]
    return len(busy) != len(set(busy))


SLOTS = st.frozensets(st.sampled_from(["mon-pm", "tue-pm"]), max_size=2)
TAKERS = st.lists(st.builds(Taker, SLOTS, st.sampled_from([None, "jo"])), max_size=4)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TAKERS, st.sampled_from([(1,), (2,), (2, 1)]), st.integers(1, 2))
def test_no_other_way_is_better(takers: list[Taker], tables: tuple[int, ...], weeks: int) -> None:
    rooms = Rooms(tables, {"mon-pm": weeks, "tue-pm": 1})
    opened, seats = seated(takers, rooms)
    assert (seats.evenings.count(None), sum(opened.rooms.values())) == fewest_rooms(takers, rooms)
    assert all(sum(e == evening for e in seats.evenings) <= n for evening, n in capacities(rooms, opened.rooms).items())
    assert not clashes(takers, seats.evenings)
