from datetime import timedelta

import pytest

from desktop.errors import MatchingTrouble
from desktop.models.matches import Closure, MatchState
from desktop.models.people import PersonState
from desktop.models.record import MentorId
from desktop.models.sessions import Presence, SessionState
from tests.builders import TODAY, mentor

EARLY = Closure(kind="early", reason="Moved away")


def propose(desk, **options):
    return desk.matching.propose(desk.matching.request(**options))


def plan(desk):
    return desk.planning.adopt(desk.planning.propose(desk.planning.request()))


def only(desk):
    (match,) = desk.matching.all()
    return match


def test_a_closed_match_keeps_how_it_ended(desk, running):
    match = desk.matching.close(running().id, EARLY)
    assert (match.state, match.ended_on, match.closure) == (MatchState.CLOSED, TODAY, EARLY)


def test_a_draft_cant_be_closed(desk, pair, draft):
    pair()
    match = draft()
    with pytest.raises(MatchingTrouble, match="Only a running match"):
        desk.matching.close(match.id, EARLY)


def test_closing_takes_the_pair_off_the_sessions_to_come(desk, running):
    match = running()
    plan(desk)
    desk.matching.close(match.id, EARLY)
    assert [one.pairs for one in desk.sessions.all() if one.pairs] == []


def test_a_pair_marked_in_todays_register_keeps_its_hour(desk, put, running, calendar):
    match = running()
    first, *_rest = plan(desk)
    calendar.day = first.day
    marked = first.pairs[0].model_copy(update={"mentee_mark": Presence.PRESENT})
    put(first.model_copy(update={"pairs": (marked,)}))
    desk.matching.close(match.id, EARLY)
    assert desk.sessions.get(first.id).pairs == (marked,)


def test_several_matches_close_as_one_step(desk, pair, draft):
    pair()
    pair()
    draft()
    ids = [one.id for one in desk.matching.publish()]
    desk.matching.close_many(ids, EARLY)
    assert desk.safekeeping.undo_label == "End 2 matches"


def test_a_match_that_began_a_week_ago_can_still_be_a_mistake(desk, running, calendar):
    match = running()
    calendar.day += timedelta(days=7)
    assert desk.matching.voidable(match)
    calendar.day += timedelta(days=1)
    assert not desk.matching.voidable(match)


def test_whose_match_runs_is_found_from_either_side(desk, running):
    match = running()
    assert desk.matching.running_of([match.mentor]) == desk.matching.running_of([match.mentee]) == [match]
    assert desk.matching.running_of(["nobody"]) == []


def test_who_leaves_ends_their_match_and_their_sessions(desk, running):
    match = running()
    plan(desk)
    desk.matching.leave([desk.roster.mentor(match.mentor)], EARLY)
    assert desk.roster.mentor(match.mentor).state is PersonState.LEFT
    assert (only(desk).state, only(desk).closure) == (MatchState.CLOSED, EARLY)
    assert desk.sessions.next() is None


def test_who_leaves_takes_their_draft_along(desk, pair, draft):
    one = pair()
    draft()
    desk.matching.leave([one.mentee], EARLY)
    assert desk.matching.all() == []


def test_leaving_is_one_step_that_undo_takes_back(desk, running):
    match = running()
    plan(desk)
    desk.matching.leave([desk.roster.mentee(match.mentee)], EARLY)
    desk.safekeeping.undo()
    assert desk.roster.mentee(match.mentee).state is PersonState.ACTIVE
    assert desk.sessions.next().pairs[0].match == only(desk).id


def test_a_session_in_which_nobody_is_left_is_cancelled(desk, running):
    match = running()
    plan(desk)
    desk.matching.close(match.id, EARLY)
    assert {one.state for one in desk.sessions.all()} == {SessionState.CANCELLED}


def test_closing_leaves_the_other_pairs_sessions_planned(desk, pair, draft):
    pair()
    pair()
    draft()
    one, other = desk.matching.publish()
    plan(desk)
    desk.matching.close(one.id, EARLY)
    assert {tuple(pair.match for pair in session.pairs) for session in desk.sessions.all()} == {(other.id,)}


def test_closing_leaves_held_sessions_as_they_were(desk, calendar, running):
    match = running()
    first = plan(desk)[0]
    calendar.day = first.day
    desk.sessions.mark_rest_present(first.id)
    held = desk.sessions.close(first.id)
    calendar.day += timedelta(days=1)
    desk.matching.close(match.id, EARLY)
    assert desk.sessions.get(first.id) == held


def test_undo_of_closing_brings_match_and_sessions_back_exactly(desk, running):
    match = running()
    plan(desk)
    before = desk.sessions.all()
    desk.matching.close(match.id, EARLY)
    desk.safekeeping.undo()
    assert (only(desk), desk.sessions.all()) == (match, before)


def test_a_mistake_can_be_voided_within_days(desk, calendar, running):
    match = running()
    calendar.day += timedelta(days=7)
    assert desk.matching.void(match.id).state is MatchState.VOID


def test_a_match_of_more_than_a_week_is_no_mistake(desk, calendar, running):
    match = running()
    calendar.day += timedelta(days=8)
    with pytest.raises(MatchingTrouble, match="run for too long"):
        desk.matching.void(match.id)


def test_a_draft_cant_be_voided(desk, pair, draft):
    pair()
    match = draft()
    with pytest.raises(MatchingTrouble, match="Only a running match"):
        desk.matching.void(match.id)


def test_a_voided_pair_may_be_matched_again(desk, running):
    desk.matching.void(running().id)
    assert len(propose(desk).pairs) == 1


def pause(desk, put, match, *, mentor=False):
    """Pause one of a pair and return their id."""
    one = desk.roster.mentor(match.mentor) if mentor else desk.roster.mentee(match.mentee)
    put(one.model_copy(update={"state": PersonState.PAUSED}))
    return one.id


@pytest.mark.parametrize("mentor", [False, True])
def test_who_is_paused_is_taken_off_the_sessions_and_the_match_goes_on(desk, put, running, mentor):
    match = running()
    planned = plan(desk)
    away = pause(desk, put, match, mentor=mentor)
    assert len(desk.matching.planned_while_away([away])) == len(planned)
    desk.matching.sit_out([away])
    assert desk.sessions.coming() == []
    assert only(desk).state is MatchState.PUBLISHED


def test_undo_brings_who_was_taken_off_back_exactly(desk, put, running):
    match = running()
    plan(desk)
    away, before = pause(desk, put, match), desk.sessions.all()
    desk.matching.sit_out([away])
    desk.safekeeping.undo()
    assert desk.sessions.all() == before


def test_a_session_with_cover_for_a_paused_mentor_goes_on(desk, put, running):
    match = running()
    first, *rest = plan(desk)
    cover = one_more(put)
    desk.sessions.cover(first.id, match.id, cover)
    desk.matching.sit_out([pause(desk, put, match, mentor=True)])
    assert [one.id for one in desk.sessions.coming()] == [first.id]
    assert len(rest) > 0


def one_more(put):
    other = mentor(id=MentorId("other"))
    put(other)
    return other.id


def test_nobody_to_take_off_makes_no_step(desk, running):
    running()
    before = desk.safekeeping.undo_label
    assert desk.matching.sit_out(["nobody"]) == []
    assert desk.safekeeping.undo_label == before


def test_who_is_paused_is_planned_again_only_once_they_are_back(desk, put, running):
    match = running()
    away = pause(desk, put, match)
    assert desk.planning.request().pairs == ()
    put(desk.roster.mentee(away).model_copy(update={"state": PersonState.ACTIVE}))
    assert len(desk.planning.request().pairs) == 1
