from datetime import time, timedelta

import pytest

from desktop.errors import Trouble
from desktop.i18n import said_day
from desktop.models.matches import Closure
from desktop.models.people import Modality, PersonState
from desktop.models.record import MatchId, MentorId, SessionId
from desktop.models.sessions import Presence, Session, SessionState, VirtualChecks
from desktop.workspace.register import Marks
from desktop.workspace.sessions import ChecksMissing, NotYet
from tests.builders import mentor

PRESENT, LATE, ABSENT, UNMARKED = Presence.PRESENT, Presence.LATE, Presence.ABSENT, Presence.UNMARKED


@pytest.fixture
def planned(desk, running):
    """A running match and its planned sessions."""
    match = running()
    return match, desk.planning.adopt(desk.planning.propose(desk.planning.request()))


@pytest.fixture
def evening(planned, calendar):
    """The first session, on its day."""
    calendar.day = planned[1][0].day
    return planned[1][0]


@pytest.fixture
def ahead(evening, calendar):
    """A session of the day after tomorrow."""
    calendar.day = evening.day - timedelta(days=2)
    return evening


@pytest.fixture
def match(planned):
    return planned[0]


@pytest.fixture
def second(planned):
    """The same pair's session a month later."""
    return planned[1][1]


def only_pair(session: Session):
    (pair,) = session.pairs
    return pair


def lapse(desk, put, mentor_id):
    put(desk.roster.mentor(mentor_id).model_copy(update={"state": PersonState.PAUSED}))


def test_sessions_stand_in_order_of_day(desk, planned):
    days = [one.day for one in desk.sessions.all()]
    assert days == sorted(days)


def test_the_next_session_is_the_first_to_come(desk, planned):
    assert desk.sessions.next() == desk.sessions.all()[0]


def test_there_is_no_next_session_before_any_is_planned(desk):
    assert desk.sessions.next() is None


def test_a_session_is_to_be_closed_from_the_day_after(desk, calendar, evening):
    calendar.day = evening.day + timedelta(days=1)
    assert desk.sessions.to_close() == [evening]


def test_a_session_of_today_is_not_overdue(desk, calendar, evening):
    calendar.day = evening.day
    assert desk.sessions.to_close() == []


def test_a_session_that_is_gone_is_said_to_be_gone(desk):
    with pytest.raises(Trouble, match="This session is no longer there"):
        desk.sessions.get(SessionId("gone"))


def test_running_matches_are_the_published_ones(desk, match):
    assert desk.sessions.running_matches() == [match]


def test_marks_stand_on_the_pairs_line(desk, match, evening):
    marks = Marks(mentee=LATE, mentor=PRESENT, arrived=time(15, 40), minutes=50, action="Write a letter")
    pair = only_pair(desk.sessions.mark(evening.id, match.id, marks))
    assert (pair.mentee_mark, pair.mentor_mark, pair.minutes, pair.action) == (LATE, PRESENT, 50, "Write a letter")


def test_what_is_not_marked_stays_as_it_is(desk, match, evening):
    desk.sessions.mark(evening.id, match.id, Marks(mentee=PRESENT))
    pair = only_pair(desk.sessions.mark(evening.id, match.id, Marks(goal="Interviews")))
    assert (pair.mentee_mark, pair.goal) == (PRESENT, "Interviews")


def test_undo_of_a_mark_restores_the_register_exactly(desk, match, evening):
    desk.sessions.mark(evening.id, match.id, Marks(mentee=PRESENT))
    desk.safekeeping.undo()
    assert desk.sessions.get(evening.id) == evening


def test_a_pair_of_another_register_cant_be_marked(desk, evening):
    with pytest.raises(Trouble, match="isn’t on that register"):
        desk.sessions.mark(evening.id, MatchId("other"), Marks(mentor=PRESENT))


def test_a_mentor_who_lapsed_cant_be_signed_in(desk, put, match, evening):
    lapse(desk, put, match.mentor)
    with pytest.raises(Trouble, match="isn’t clear to meet"):
        desk.sessions.mark(evening.id, match.id, Marks(mentor=PRESENT))


def test_a_mentor_who_lapsed_can_be_marked_absent(desk, put, match, evening):
    lapse(desk, put, match.mentor)
    assert only_pair(desk.sessions.mark(evening.id, match.id, Marks(mentor=ABSENT))).mentor_mark is ABSENT


def test_marking_the_rest_leaves_those_already_marked(desk, match, evening):
    desk.sessions.mark(evening.id, match.id, Marks(mentee=ABSENT))
    pair = only_pair(desk.sessions.mark_rest_present(evening.id))
    assert (pair.mentee_mark, pair.mentor_mark) == (ABSENT, PRESENT)


def test_marking_the_rest_twice_changes_nothing_more(desk, match, evening):
    desk.sessions.mark_rest_present(evening.id)
    before = desk.desk.store.revision
    desk.sessions.mark_rest_present(evening.id)
    assert desk.desk.store.revision == before


def test_marking_the_rest_never_signs_in_a_mentor_who_lapsed(desk, put, match, evening):
    lapse(desk, put, match.mentor)
    assert only_pair(desk.sessions.mark_rest_present(evening.id)).mentor_mark is UNMARKED


def test_marking_the_rest_leaves_the_mentor_who_has_cover(desk, put, match, evening):
    put(other := mentor())
    desk.sessions.cover(evening.id, match.id, other.id)
    assert only_pair(desk.sessions.mark_rest_present(evening.id)).mentor_mark is UNMARKED


def test_a_clear_mentor_can_cover(desk, put, match, evening):
    put(other := mentor())
    assert only_pair(desk.sessions.cover(evening.id, match.id, other.id)).cover_mentor == other.id


@pytest.mark.parametrize("changes", [{"state": PersonState.PAUSED}, {"gates": ()}, {"training_hours": 0.5}])
def test_a_mentor_who_isnt_clear_to_meet_cant_cover(desk, put, match, evening, changes):
    put(other := mentor(**changes))
    with pytest.raises(Trouble, match="isn’t clear to meet"):
        desk.sessions.cover(evening.id, match.id, other.id)


def test_a_mentor_nobody_knows_cant_cover(desk, match, evening):
    with pytest.raises(Trouble, match="This mentor is no longer there"):
        desk.sessions.cover(evening.id, match.id, MentorId("gone"))


def test_a_mentor_with_a_pair_of_their_own_cant_cover(desk, pair, draft):
    pair()
    pair()
    draft()
    one, other = desk.matching.publish()
    evening = desk.planning.adopt(desk.planning.propose(desk.planning.request()))[0]
    with pytest.raises(Trouble, match="with another young person"):
        desk.sessions.cover(evening.id, one.id, other.mentor)


def test_a_mentor_whose_own_mentee_has_other_cover_is_free(desk, put, match, evening):
    put(other := mentor())
    covered = desk.sessions.cover(evening.id, match.id, other.id)
    assert desk.sessions.busy(covered) == {other.id}


def test_the_same_mentor_can_be_named_as_cover_twice(desk, put, match, evening):
    put(other := mentor())
    desk.sessions.cover(evening.id, match.id, other.id)
    assert only_pair(desk.sessions.cover(evening.id, match.id, other.id)).cover_mentor == other.id


def test_nobody_is_busy_in_a_cancelled_session(desk, evening):
    assert desk.sessions.busy(desk.sessions.cancel(evening.id)) == set()


def test_the_virtual_checks_are_kept(desk, evening):
    ticks = VirtualChecks(approved_platform=True, staff_present=True, observable=True)
    assert desk.sessions.check_virtual(evening.id, ticks).virtual_checks.complete


def test_a_session_cant_be_closed_before_its_day(desk, ahead):
    with pytest.raises(Trouble, match="hasn’t taken place yet"):
        desk.sessions.close(ahead.id)


def test_a_pair_that_met_gets_the_planned_minutes(desk, calendar, match, evening):
    calendar.day = evening.day
    desk.sessions.mark_rest_present(evening.id)
    closed = desk.sessions.close(evening.id)
    assert (closed.state, only_pair(closed).minutes) == (SessionState.HELD, 60)


def test_minutes_that_were_written_down_stay(desk, calendar, match, evening):
    calendar.day = evening.day
    desk.sessions.mark(evening.id, match.id, Marks(mentee=PRESENT, mentor=PRESENT, minutes=45))
    assert only_pair(desk.sessions.close(evening.id)).minutes == 45


def test_a_young_person_never_marked_was_absent_and_nothing_is_said_of_the_mentor(desk, calendar, match, evening):
    calendar.day = evening.day
    assert desk.sessions.unsigned(evening) == 1
    pair = only_pair(desk.sessions.close(evening.id))
    assert (pair.mentee_mark, pair.mentor_mark, pair.minutes) == (ABSENT, Presence.UNMARKED, None)


@pytest.mark.parametrize("said", [ABSENT, PRESENT])
def test_closing_records_of_mentors_not_signed_in_what_was_said(desk, calendar, match, evening, said):
    calendar.day = evening.day
    assert only_pair(desk.sessions.close(evening.id, mentors=said)).mentor_mark is said


def test_closing_says_nothing_new_of_a_mentor_who_was_marked(desk, calendar, match, evening):
    calendar.day = evening.day
    desk.sessions.mark(evening.id, match.id, Marks(mentor=ABSENT))
    assert only_pair(desk.sessions.close(evening.id, mentors=PRESENT)).mentor_mark is ABSENT


def test_a_closed_register_can_still_be_put_right(desk, calendar, match, evening):
    calendar.day = evening.day
    desk.sessions.close(evening.id)
    assert only_pair(desk.sessions.mark(evening.id, match.id, Marks(mentee=PRESENT))).mentee_mark is PRESENT


TICKED = VirtualChecks(approved_platform=True, staff_present=True, observable=True)


@pytest.fixture
def online(put, match):
    """The pair of 14 and more may meet online."""
    put(match.model_copy(update={"modality": Modality.HYBRID}))


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("missing", ["approved_platform", "staff_present", "observable"])
def test_a_session_online_under_18_isnt_closed_without_every_check(desk, calendar, evening, missing):
    calendar.day = evening.day
    desk.sessions.check_virtual(evening.id, TICKED.model_copy(update={missing: False}))
    with pytest.raises(ChecksMissing, match="not all three checks"):
        desk.sessions.close(evening.id)
    assert desk.sessions.get(evening.id).state is SessionState.PLANNED


@pytest.mark.usefixtures("online")
def test_a_session_online_under_18_closes_once_the_checks_are_ticked(desk, calendar, evening):
    calendar.day = evening.day
    desk.sessions.check_virtual(evening.id, TICKED)
    assert desk.sessions.close(evening.id).state is SessionState.HELD


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("marks", [Marks(mentee=ABSENT), Marks(mentor=ABSENT)])
def test_a_pair_marked_absent_needs_no_checks(desk, calendar, match, evening, marks):
    calendar.day = evening.day
    desk.sessions.mark(evening.id, match.id, marks)
    assert desk.sessions.close(evening.id).state is SessionState.HELD


@pytest.mark.usefixtures("online")
def test_an_absent_mentor_with_cover_needs_the_checks(desk, calendar, put, match, evening):
    put(other := mentor())
    calendar.day = evening.day
    desk.sessions.mark(evening.id, match.id, Marks(mentor=ABSENT))
    desk.sessions.cover(evening.id, match.id, other.id)
    with pytest.raises(ChecksMissing):
        desk.sessions.close(evening.id)


@pytest.mark.usefixtures("online")
def test_a_closed_register_cant_say_afterwards_that_they_met_without_the_checks(desk, calendar, match, evening):
    calendar.day = evening.day
    desk.sessions.mark(evening.id, match.id, Marks(mentee=ABSENT))
    desk.sessions.close(evening.id)
    with pytest.raises(ChecksMissing):
        desk.sessions.mark(evening.id, match.id, Marks(mentee=PRESENT, mentor=PRESENT))


def test_undo_of_closing_restores_the_session_exactly(desk, calendar, evening):
    calendar.day = evening.day
    desk.sessions.close(evening.id)
    desk.safekeeping.undo()
    assert desk.sessions.get(evening.id) == evening


def test_a_cancelled_session_keeps_its_number_and_says_why(desk, evening):
    cancelled = desk.sessions.cancel(evening.id, note="Snow")
    assert (cancelled.state, cancelled.number, cancelled.note) == (SessionState.CANCELLED, 1, "Snow")


def test_a_held_session_cant_be_cancelled(desk, calendar, evening):
    calendar.day = evening.day
    desk.sessions.close(evening.id)
    with pytest.raises(Trouble, match="was held"):
        desk.sessions.cancel(evening.id)


def test_a_session_closed_by_mistake_is_opened_again_with_its_marks(desk, calendar, match, evening):
    calendar.day = evening.day
    desk.sessions.mark(evening.id, match.id, Marks(mentee=Presence.LATE))
    desk.sessions.close(evening.id)
    opened = desk.sessions.reopen(evening.id)
    assert (opened.state, opened.pairs[0].mentee_mark) == (SessionState.PLANNED, Presence.LATE)
    assert desk.sessions.close(evening.id).state is SessionState.HELD


def test_opening_again_what_is_open_makes_no_step(desk, evening):
    before = desk.desk.store.revision
    assert desk.sessions.reopen(evening.id) == desk.sessions.bring_back(evening.id) == evening
    assert desk.desk.store.revision == before


def test_a_called_off_session_is_brought_back(desk, evening):
    desk.sessions.cancel(evening.id)
    assert desk.sessions.bring_back(evening.id) == evening


def test_a_session_is_brought_back_without_who_no_longer_meets(desk, match, evening):
    desk.sessions.cancel(evening.id)
    desk.matching.close(match.id, Closure(kind="planned", reason="Year over"))
    with pytest.raises(Trouble, match="No pair is left"):
        desk.sessions.bring_back(evening.id)


def test_a_session_that_is_over_comes_back_with_all_who_were_to_meet(desk, calendar, match, evening):
    desk.sessions.cancel(evening.id)
    calendar.day = evening.day + timedelta(days=1)
    desk.matching.close(match.id, Closure(kind="planned", reason="Year over"))
    assert desk.sessions.bring_back(evening.id).pairs == evening.pairs


def test_a_session_is_not_brought_back_where_its_mentors_sit_elsewhere_then(desk, put, evening):
    desk.sessions.cancel(evening.id)
    put(evening.model_copy(update={"id": SessionId("another"), "room": "Library"}))
    with pytest.raises(Trouble, match="another session then"):
        desk.sessions.bring_back(evening.id)


@pytest.mark.parametrize(
    "verb",
    [
        lambda desk, evening, match: desk.sessions.close(evening.id),
        lambda desk, evening, match: desk.sessions.cancel(evening.id),
        lambda desk, evening, match: desk.sessions.mark_rest_present(evening.id),
        lambda desk, evening, match: desk.sessions.mark(evening.id, match.id, Marks(mentee=PRESENT)),
        lambda desk, evening, match: desk.sessions.check_virtual(evening.id, VirtualChecks()),
    ],
)
def test_nothing_is_marked_on_a_cancelled_session(desk, match, evening, verb):
    desk.sessions.cancel(evening.id)
    with pytest.raises(Trouble, match="was called off"):
        verb(desk, evening, match)


def test_the_last_action_is_that_of_the_session_before(desk, match, evening, second):
    desk.sessions.mark(evening.id, match.id, Marks(action="Visit a workshop"))
    assert desk.sessions.last_action(match.id, second) == "Visit a workshop"


def test_there_is_no_action_before_the_first_session(desk, match, evening):
    assert desk.sessions.last_action(match.id, evening) == ""


def test_the_next_date_is_that_of_the_pairs_next_planned_session(desk, match, evening, second):
    assert desk.sessions.next_after(match.id, evening) == second


def test_a_cancelled_session_is_nobodys_next(desk, match, evening, second):
    desk.sessions.cancel(second.id)
    assert desk.sessions.next_after(match.id, evening) is None


def test_a_closed_match_leaves_todays_session_too(desk, calendar, match, evening):
    calendar.day = evening.day
    desk.matching.close(match.id, Closure(kind="planned", reason="Year over"))
    assert desk.sessions.get(evening.id).pairs == ()


def test_a_session_whose_only_young_person_left_is_not_the_next_one(desk, put, running):
    match = running()
    desk.planning.adopt(desk.planning.propose(desk.planning.request()))
    put(desk.roster.mentee(match.mentee).model_copy(update={"state": PersonState.LEFT}))
    assert desk.sessions.next() is None
    assert desk.sessions.coming() != []


def test_sessions_without_anybody_are_called_off_as_one_step(desk, put, running):
    match = running()
    desk.planning.adopt(desk.planning.propose(desk.planning.request()))
    put(desk.roster.mentee(match.mentee).model_copy(update={"state": PersonState.LEFT}))
    cancelled = desk.sessions.cancel_empty()
    assert {one.state for one in cancelled} == {SessionState.CANCELLED}
    assert desk.sessions.coming() == []


OF_THE_DAY = (
    Marks(mentee=PRESENT),
    Marks(mentee=LATE),
    Marks(mentor=PRESENT),
    Marks(minutes=60),
    Marks(mentee_rating=4),
    Marks(mentor_rating=4),
    Marks(arrived=time(15, 45)),
    Marks(left=time(16, 45)),
)


@pytest.mark.parametrize("marks", OF_THE_DAY)
def test_nobody_was_at_a_session_whose_day_has_not_come(desk, match, ahead, marks):
    with pytest.raises(NotYet, match=f"This session is on {said_day(ahead.day, ahead.day)}:"):
        desk.sessions.mark(ahead.id, match.id, marks)


def test_the_rest_are_not_marked_present_before_the_day(desk, ahead):
    with pytest.raises(NotYet):
        desk.sessions.mark_rest_present(ahead.id)


def test_that_somebody_cant_come_is_marked_ahead(desk, match, ahead):
    pair = only_pair(desk.sessions.mark(ahead.id, match.id, Marks(mentee=ABSENT, mentor=ABSENT)))
    assert (pair.mentee_mark, pair.mentor_mark) == (ABSENT, ABSENT)


def test_an_absence_told_ahead_is_taken_off_again(desk, match, ahead):
    desk.sessions.mark(ahead.id, match.id, Marks(mentee=ABSENT))
    assert only_pair(desk.sessions.mark(ahead.id, match.id, Marks(mentee=UNMARKED))).mentee_mark is UNMARKED


def test_a_goal_and_a_note_are_written_ahead(desk, match, ahead):
    pair = only_pair(desk.sessions.mark(ahead.id, match.id, Marks(goal="A CV", action="Bring one")))
    assert (pair.goal, pair.action) == ("A CV", "Bring one")


def test_minutes_ratings_and_cover_are_taken_off_again(desk, put, match, evening):
    other = mentor(id=MentorId("other"))
    put(other)
    told = Marks(minutes=50, mentee_rating=4, mentor_rating=3, cover_mentor=other.id)
    desk.sessions.mark(evening.id, match.id, told)
    off = Marks(emptied=("minutes", "mentee_rating", "mentor_rating", "cover_mentor"))
    pair = only_pair(desk.sessions.mark(evening.id, match.id, off))
    assert (pair.minutes, pair.mentee_rating, pair.mentor_rating, pair.cover_mentor) == (None,) * 4


def test_a_cover_who_stands_in_is_signed_in_though_the_mentor_lapsed(desk, put, match, evening):
    lapse(desk, put, match.mentor)
    other = mentor(id=MentorId("other"))
    put(other)
    desk.sessions.cover(evening.id, match.id, other.id)
    assert only_pair(desk.sessions.mark(evening.id, match.id, Marks(mentor=PRESENT))).mentor_mark is PRESENT


def test_marking_the_rest_presumes_nobody_who_is_paused(desk, put, match, evening):
    put(desk.roster.mentee(match.mentee).model_copy(update={"state": PersonState.PAUSED}))
    assert only_pair(desk.sessions.mark_rest_present(evening.id)).mentee_mark is UNMARKED


def test_who_is_paused_and_comes_all_the_same_is_marked(desk, put, match, evening):
    put(desk.roster.mentee(match.mentee).model_copy(update={"state": PersonState.PAUSED}))
    assert only_pair(desk.sessions.mark(evening.id, match.id, Marks(mentee=PRESENT))).mentee_mark is PRESENT


def test_closing_never_says_that_a_mentor_who_lapsed_was_here(desk, calendar, put, match, evening):
    calendar.day = evening.day
    lapse(desk, put, match.mentor)
    assert only_pair(desk.sessions.close(evening.id, mentors=PRESENT)).mentor_mark is Presence.UNMARKED
