from datetime import date, timedelta

import pytest

from desktop.errors import MatchingTrouble, RosterChanged, Stopped
from desktop.models.matches import Closure
from desktop.models.people import Modality
from desktop.models.programme import Room, Staff
from desktop.models.record import StaffId
from desktop.models.sessions import SessionState
from tests.builders import school


def propose(desk, **options):
    return desk.planning.propose(desk.planning.request(), **options)


def plan(desk):
    return desk.planning.adopt(propose(desk))


def test_published_matches_get_a_session_a_month(desk, running):
    match = running()
    sessions = plan(desk)
    assert {(one.day.month, one.pairs[0].match) for one in sessions} == {(11, match.id), (12, match.id)}


def test_drafts_get_no_session(desk, pair, draft):
    pair()
    draft()
    assert desk.planning.request().pairs == ()


def test_sessions_are_on_a_day_and_time_both_can_meet(desk, running):
    running()
    assert {(one.day.weekday(), one.slot) for one in plan(desk)} == {(3, "thu-pm")}


def test_the_first_session_is_tomorrow_at_the_earliest(desk, calendar, running):
    running()
    assert all(one.day > calendar.day for one in plan(desk))


def test_a_plan_is_one_step_that_undo_takes_back_whole(desk, running):
    running()
    plan(desk)
    assert (desk.safekeeping.undo(), desk.sessions.all()) == ("Plan 2 sessions", [])


def test_planning_twice_plans_nothing_more(desk, running):
    running()
    plan(desk)
    assert plan(desk) == []


def test_a_new_pair_is_planned_beside_those_already_planned(desk, running, pair, draft):
    running()
    plan(desk)
    pair(mentor={"name": "Ann Bell"})
    draft()
    (new,) = desk.matching.publish()
    assert {pair.match for one in plan(desk) for pair in one.pairs} == {new.id}


def test_a_pair_of_a_later_month_counts_on_from_the_months_before(desk, calendar, put, running, pair, draft):
    calendar.day = date(2026, 9, 24)
    running()
    plan(desk)
    calendar.day = date(2026, 11, 22)
    pair()
    draft()
    desk.matching.publish()
    assert [one.number for one in plan(desk)] == [2, 3]


def test_a_cancelled_session_is_planned_anew(desk, running):
    running()
    for one in plan(desk):
        desk.sessions.cancel(one.id)
    assert len(plan(desk)) == 2


def test_after_a_held_session_those_called_off_since_are_planned_anew(desk, calendar, running):
    running()
    held, later = plan(desk)
    calendar.day = held.day
    desk.sessions.close(held.id)
    desk.sessions.cancel(later.id)
    (again,) = plan(desk)
    assert (again.day.month, again.number) == (later.day.month, later.number)
    assert desk.planning.request().pairs == ()


def test_a_session_that_is_over_and_still_open_is_none_to_come(desk, calendar, running):
    running()
    first, later = plan(desk)
    desk.sessions.cancel(later.id)
    calendar.day = first.day + timedelta(days=1)
    assert {one.day.month for one in plan(desk)} == {later.day.month}


def test_a_plan_made_before_its_match_was_closed_is_refused(desk, running):
    match = running()
    found = propose(desk)
    desk.matching.close(match.id, Closure(kind="early", reason="Moved"))
    with pytest.raises(RosterChanged):
        desk.planning.adopt(found)


def test_the_same_plan_cant_be_adopted_twice(desk, running):
    running()
    found = propose(desk)
    desk.planning.adopt(found)
    with pytest.raises(RosterChanged):
        desk.planning.adopt(found)


def test_planning_without_a_room_says_what_to_do(desk, put, running):
    running()
    put(school(rooms=()))
    with pytest.raises(MatchingTrouble, match="no room") as trouble:
        propose(desk)
    assert "Settings" in trouble.value.advice


def test_who_has_no_time_in_common_is_told(desk, put, running):
    match = running()
    put(desk.roster.mentor(match.mentor).model_copy(update={"availability": ()}))
    (left,) = propose(desk).unplaced
    assert (left.match, "no time" in left.reason) == (match.id, True)


def test_who_finds_no_table_is_told(desk, put, pair, draft):
    put(school(rooms=(Room(name="Office", tables=1),)))
    for _ in range(4):
        pair()
    draft()
    desk.matching.publish()
    (left,) = propose(desk).unplaced
    assert left.reason.startswith("4 pairs can meet at no other times than Thursday afternoon: 3 tables a month")


def test_planning_can_be_followed_and_stopped(desk, running):
    running()
    told = []
    with pytest.raises(Stopped):
        propose(desk, progress=lambda *step: told.append(step), stopped=lambda: bool(told))
    assert told


def test_a_term_that_is_nearly_over_is_left_for_the_next(desk, calendar, running):
    running()
    calendar.day = date(2026, 12, 10)
    assert desk.planning.request().term.code == "2026-27-2"


def test_after_the_last_term_the_last_is_planned(desk, calendar):
    calendar.day = date(2027, 7, 19)
    assert desk.planning.request().term.code == "2026-27-3"


def test_a_term_can_be_chosen(desk):
    summer = desk.settings.programme.terms[2]
    assert desk.planning.request(summer).first_day == summer.start


def test_sessions_of_two_rooms_share_the_months_number(desk, put, pair, draft):
    staff = (*school().staff, Staff(id=StaffId("two"), name="Ann Bell"))
    put(school(rooms=(Room(name="Hall", tables=1), Room(name="Library", tables=1)), staff=staff))
    for _ in range(4):
        pair()
    draft()
    desk.matching.publish()
    first = [one for one in plan(desk) if one.day.month == 11]
    assert [(one.room, one.number) for one in first] == [("Hall", 1), ("Library", 1)]


def test_a_second_pairs_sessions_take_other_evenings_and_the_same_numbers(desk, running):
    running()
    first = plan(desk)
    running()
    second = plan(desk)
    assert not {(one.day, one.slot) for one in first} & {(one.day, one.slot) for one in second}
    assert {one.number for one in second} <= {one.number for one in first}


def test_no_session_goes_beyond_the_programmes_last(desk, running, put):
    running()
    put(desk.settings.programme.model_copy(update={"sessions_planned": 1}))
    assert {one.number for one in plan(desk)} == {1}


def test_an_under_18_pair_that_may_meet_online_is_named_for_its_checks(desk, running, put):
    put(running().model_copy(update={"modality": Modality.HYBRID}))
    found = desk.planning.propose(desk.planning.request())
    assert found.to_check == tuple(range(len(found.sessions)))


def test_a_pair_that_meets_in_person_needs_no_checks(desk, running):
    running()
    assert desk.planning.propose(desk.planning.request()).to_check == ()


def test_a_cancelled_evening_is_free_again(desk, running, put):
    running()
    first = plan(desk)
    put(*(one.model_copy(update={"state": SessionState.CANCELLED}) for one in first))
    assert [one.day for one in plan(desk)] == [one.day for one in first]
