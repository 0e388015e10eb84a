"""A term's plan: monthly sessions for every pair that can have them, and a reason for every other."""

from collections import Counter
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import MatchingTrouble, Stopped
from desktop.models.programme import Room, Staff, Term
from desktop.scheduling import PairTimes, PlanRequest, SessionPlan, Taken, plan

AUTUMN = Term(code="2026-27-1", name="Autumn", start=date(2026, 9, 3), end=date(2026, 12, 18))
HALL, LIBRARY = Room(name="Hall", tables=3), Room(name="Library", tables=2)
ANN, BOB = Staff(id="ann", name="Ann"), Staff(id="bob", name="Bob")


def pair(number: int, *slots: str, mentor: str = "", virtual: bool = False) -> PairTimes:
    return PairTimes(
        match=f"m{number}",
        mentee=f"e{number}",
        mentor=mentor or f"o{number}",
        slots=slots or ("mon-pm",),
        virtual_under_18=virtual,
    )


def taken_on(day: date, slot: str = "mon-pm", number: int = 1) -> Taken:
    return Taken(day=day, slot=slot, number=number)


def request(*pairs: PairTimes, **changes) -> PlanRequest:
    usual = {
        "pairs": pairs,
        "term": AUTUMN,
        "first_day": AUTUMN.start,
        "minutes": 60,
        "rooms": (LIBRARY, HALL),
        "facilitators": (ANN, BOB),
    }
    return PlanRequest.model_validate(usual | changes)


def reasons(found: SessionPlan) -> list[str]:
    return [one.reason for one in found.unplaced]


def test_a_pair_meets_once_a_month() -> None:
    assert [one.day for one in plan(request(pair(1))).sessions] == [
        date(2026, 9, 14),
        date(2026, 10, 12),
        date(2026, 11, 9),
        date(2026, 12, 14),
    ]


def test_sessions_are_numbered_by_the_month() -> None:
    found = plan(request(pair(1, "mon-pm"), pair(2, "tue-eve"), first_number=5))
    assert [one.number for one in found.sessions] == [5, 5, 6, 6, 7, 7, 8, 8]


def test_no_number_goes_beyond_the_programmes_last() -> None:
    found = plan(request(pair(1), first_number=11, last_number=12))
    assert [one.number for one in found.sessions] == [11, 12]


def test_a_programme_that_has_had_its_sessions_has_no_more() -> None:
    assert plan(request(pair(1), first_number=13, last_number=12)).sessions == ()


def test_a_first_month_in_which_nobody_can_meet_has_no_number() -> None:
    found = plan(request(pair(1, "thu-pm"), first_day=date(2026, 9, 28)))
    assert [(one.number, one.day.month) for one in found.sessions] == [(1, 10), (2, 11), (3, 12)]


def test_a_session_starts_by_its_part_of_the_day_and_lasts_as_set() -> None:
    found = plan(request(pair(1, "mon-eve"), minutes=45)).sessions[0]
    assert (found.start, found.finish, found.slot) == (time(17, 30), time(18, 15), "mon-eve")


def test_the_school_may_set_other_hours() -> None:
    assert plan(request(pair(1), starts={"pm": time(14)})).sessions[0].start == time(14)


def test_the_largest_room_is_used_first() -> None:
    assert {one.room for one in plan(request(pair(1), pair(2))).sessions} == {"Hall"}


def test_tables_are_numbered_within_the_room() -> None:
    found = plan(request(*(pair(n) for n in range(5)))).sessions
    september = [(one.room, [(seat.match, seat.table) for seat in one.pairs]) for one in found if one.day.month == 9]
    assert sorted(len(pairs) for _room, pairs in september) == [2, 3]
    assert all([table for _match, table in pairs] == list(range(1, len(pairs) + 1)) for _room, pairs in september)


def test_two_rooms_at_once_have_two_facilitators() -> None:
    one_week = frozenset(date(2026, month, day) for month in (9, 10, 11, 12) for day in range(1, 32) if day <= 30)
    keep = {date(2026, 9, 14), date(2026, 10, 12), date(2026, 11, 9), date(2026, 12, 14)}
    found = plan(request(*(pair(n) for n in range(5)), closed=one_week - keep)).sessions
    assert [(one.room, one.facilitator) for one in found[:2]] == [("Hall", "ann"), ("Library", "bob")]


def test_one_facilitator_leads_one_room_at_a_time() -> None:
    found = plan(request(*(pair(n) for n in range(5)), facilitators=(ANN,)))
    assert max(Counter((one.day, one.slot) for one in found.sessions).values()) == 1
    assert {one.room for one in found.sessions} == {"Hall"}


def test_facilitators_take_turns() -> None:
    found = plan(request(pair(1, "mon-pm"), pair(2, "tue-pm")))
    assert Counter(one.facilitator for one in found.sessions) == {"ann": 4, "bob": 4}


def test_without_facilitators_the_name_is_left_open() -> None:
    assert {one.facilitator for one in plan(request(pair(1), facilitators=())).sessions} == {None}


def test_a_mentor_of_two_meets_them_one_at_a_time() -> None:
    found = plan(request(pair(1, mentor="jo"), pair(2, mentor="jo")))
    assert len({(one.day, one.slot) for one in found.sessions}) == 8


def test_closed_days_are_left_free() -> None:
    found = plan(request(pair(1), closed=frozenset({date(2026, 9, 14)})))
    assert found.sessions[0].day == date(2026, 9, 7)


def test_evenings_that_are_taken_are_left_alone() -> None:
    taken = (taken_on(date(2026, 9, 14), "mon-pm"), taken_on(date(2026, 9, 7), "mon-eve"))
    assert plan(request(pair(1), taken=taken)).sessions[0].day == date(2026, 9, 7)


def test_a_late_pair_takes_the_numbers_of_the_others_months() -> None:
    taken = (taken_on(date(2026, 9, 14), number=3), taken_on(date(2026, 11, 9), number=5))
    found = plan(request(pair(1, "tue-pm"), first_day=date(2026, 11, 2), taken=taken))
    assert [(one.number, one.day.month) for one in found.sessions] == [(5, 11), (6, 12)]


def test_a_month_without_a_free_day_is_passed_over() -> None:
    closed = frozenset(date(2026, 10, day) for day in range(1, 32))
    assert [one.number for one in plan(request(pair(1), closed=closed)).sessions] == [1, 2, 3]


def test_a_piece_of_a_month_is_used_while_it_lasts() -> None:
    found = plan(request(pair(1), first_day=date(2026, 11, 26)))
    assert [one.day for one in found.sessions] == [date(2026, 11, 30), date(2026, 12, 14)]


def test_a_piece_of_a_month_keeps_nobody_out_of_the_whole_ones() -> None:
    asked = request(
        pair(1, "thu-pm"), pair(2, "thu-pm"), first_day=date(2026, 11, 26), rooms=(Room(name="D", tables=1),)
    )
    found = plan(asked)
    assert [(one.number, one.day.day, one.pairs[0].match) for one in found.sessions] == [
        (1, 26, "m1"),
        (2, 10, "m1"),
        (2, 17, "m2"),
    ]


def test_a_piece_of_a_month_is_planned_where_it_is_all_there_is() -> None:
    assert [one.day.day for one in plan(request(pair(1), first_day=date(2026, 12, 11))).sessions] == [14]


def test_a_term_that_is_over_has_no_sessions() -> None:
    assert plan(request(pair(1), first_day=date(2027, 1, 4))).sessions == ()


def test_nothing_is_planned_before_the_first_day() -> None:
    assert plan(request(pair(1), first_day=date(2026, 11, 10))).sessions[0].day == date(2026, 11, 16)


def test_a_pair_without_a_common_time_is_told() -> None:
    lonely = PairTimes(match="m", mentee="e", mentor="o", slots=())
    assert reasons(plan(request(lonely))) == ["These two have no time at which both can meet."]


@pytest.mark.parametrize("code", ["mon-night", "someday-pm"])
def test_a_time_nobody_knows_is_no_time(code: str) -> None:
    assert reasons(plan(request(pair(1, code)))) == [
        "The times at which these two can meet have no free day in this term."
    ]


def test_a_crowd_is_told_with_its_numbers() -> None:
    found = plan(request(*(pair(n, "mon-pm") for n in range(3)), rooms=(Room(name="Den", tables=1),)))
    assert reasons(found) == ["3 pairs can meet at no other times than Monday afternoon: 2 tables a month."]


def test_many_times_are_counted_not_listed() -> None:
    slots = ("mon-pm", "tue-pm", "wed-pm", "thu-pm", "fri-pm")
    found = plan(request(*(pair(n, *slots) for n in range(20)), rooms=(Room(name="Den", tables=1),)))
    assert reasons(found)[0].startswith("20 pairs can meet at no other times than 5 times of the week: ")


def test_a_mentor_who_is_busy_at_every_time_is_told() -> None:
    found = plan(request(*(pair(n, mentor="jo") for n in range(3)), facilitators=(ANN,)))
    assert reasons(found) == ["The mentor meets another young person at every time that these two share."]


def test_who_stands_first_is_placed_first() -> None:
    found = plan(request(*(pair(n, "mon-pm") for n in (2, 0, 1)), rooms=(Room(name="Den", tables=1),)))
    assert [one.match for one in found.unplaced] == ["m1"]


def test_sessions_with_a_virtual_pair_under_18_are_named() -> None:
    found = plan(request(pair(1, "mon-pm"), pair(2, "tue-pm", virtual=True)))
    assert [found.sessions[place].slot for place in found.to_check] == ["tue-pm"] * 4


def test_a_school_without_rooms_is_told() -> None:
    with pytest.raises(MatchingTrouble, match="no room for sessions yet"):
        plan(request(pair(1), rooms=()))


def test_progress_is_told_to_the_end() -> None:
    heard: list[tuple[int, int]] = []
    plan(request(pair(1)), progress=lambda _what, done, of: heard.append((done, of)))
    assert heard == [(0, 2), (1, 2), (2, 2)]


def test_it_can_be_stopped() -> None:
    with pytest.raises(Stopped, match="Planning was stopped"):
        plan(request(pair(1)), stopped=lambda: True)


def test_a_plan_says_that_it_is_proven() -> None:
    assert plan(request(pair(1))).proven


def test_when_time_runs_out_everyone_still_gets_a_place() -> None:
    slots = [f"{day}-{part}" for day in ("mon", "tue", "wed", "thu", "fri") for part in ("pm", "eve")]
    pairs = [pair(n, *slots[n % 7 : n % 7 + 3]) for n in range(40)]
    found = plan(request(*pairs, seconds=1e-6))
    assert (found.unplaced, found.proven) == ((), False)


PAIRS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["mon-pm", "tue-eve", "wed-am"]), max_size=3, unique=True),
        st.sampled_from(["jo", "al", "mo", "di"]),
    ),
    max_size=14,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAIRS, st.integers(0, 2))
def test_no_plan_asks_the_impossible(given_pairs: list[tuple[list[str], str]], staff: int) -> None:
    pairs = [
        PairTimes(match=f"m{n}", mentee=f"e{n}", mentor=mentor, slots=tuple(slots))
        for n, (slots, mentor) in enumerate(given_pairs)
    ]
    asked = request(*pairs, facilitators=(ANN, BOB)[:staff])
    found = plan(asked)
    tables = {room.name: room.tables for room in asked.rooms}
    slots_of = {one.match: one.slots for one in pairs}
    at: Counter[tuple[object, ...]] = Counter()
    for one in found.sessions:
        assert AUTUMN.start <= one.day <= AUTUMN.end
        assert len(one.pairs) <= tables[one.room]
        at.update([(one.day, one.slot, one.room)])
        at.update([(one.day, one.slot, one.facilitator)] if one.facilitator else [])
        at.update([(one.day, one.slot, seat.mentor) for seat in one.pairs])
        assert all(one.slot in slots_of[seat.match] for seat in one.pairs)
    assert set(at.values()) <= {1}
    times = Counter(seat.match for one in found.sessions for seat in one.pairs)
    assert {one.match: 4 - 4 * (one.match in {left.match for left in found.unplaced}) for one in pairs} == {
        one.match: times[one.match] for one in pairs
    }
    assert plan(asked) == found
