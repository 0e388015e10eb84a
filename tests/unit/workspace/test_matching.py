from datetime import date, timedelta

import pytest

from desktop.errors import MatchingTrouble, RosterChanged, Trouble
from desktop.models.matches import Closure, MatchRun, MatchState
from desktop.models.people import BlockReason, Dbs, Modality, PersonState
from desktop.models.record import BlockId, MatchId, MentorId
from desktop.models.sessions import SessionState
from tests.builders import TODAY, consent, mentee, mentor, programme

EARLY = Closure(kind="early", reason="Moved away")


def propose(desk, **options):
    return desk.matching.propose(desk.matching.request(**options))


def plan(desk):
    return desk.planning.adopt(desk.planning.propose(desk.planning.request()))


def only(desk):
    (match,) = desk.matching.all()
    return match


def test_two_people_who_may_meet_become_a_draft(desk, pair, draft):
    two = pair()
    match = draft()
    assert (match.mentee, match.mentor, match.state) == (two.mentee.id, two.mentor.id, MatchState.DRAFT)


def test_a_draft_says_who_found_it_and_when(desk, calendar, pair, draft):
    pair()
    (step,) = draft().history
    assert (step.state, step.by, step.at) == (MatchState.DRAFT, "Carys Owen", calendar.now())


def test_the_run_is_kept_with_its_proof(desk, pair, draft):
    pair()
    run = desk.desk.store.get(MatchRun, draft().run)
    assert run.proof.startswith("Proved best")


def test_the_points_of_the_criteria_sum_to_the_score(desk, pair, draft):
    pair()
    match = draft()
    assert sum(match.criteria.values()) == match.score


def test_a_second_proposal_takes_the_place_of_drafts_that_it_leaves_out(desk, put, pair, draft):
    two = pair()
    draft()
    put(two.mentor.model_copy(update={"state": PersonState.PAUSED}))
    desk.matching.adopt(propose(desk))
    assert desk.matching.all() == []


def test_a_draft_found_again_keeps_its_id(desk, pair, draft):
    pair()
    first = draft()
    assert draft().id == first.id


def test_a_reviewed_match_found_again_stays_reviewed(desk, pair, draft):
    pair()
    draft()
    desk.matching.review()
    assert draft().state is MatchState.REVIEWED


def test_a_proposal_of_a_roster_that_changed_since_is_refused(desk, put, pair):
    pair()
    proposal = propose(desk)
    put(mentee())
    with pytest.raises(RosterChanged):
        desk.matching.adopt(proposal)


def test_a_refused_proposal_keeps_nothing(desk, put, pair):
    pair()
    proposal = propose(desk)
    put(mentee())
    with pytest.raises(RosterChanged):
        desk.matching.adopt(proposal)
    assert desk.matching.all() == []


def test_the_same_proposal_can_be_adopted_only_once(desk, pair):
    pair()
    proposal = propose(desk)
    desk.matching.adopt(proposal)
    with pytest.raises(RosterChanged):
        desk.matching.adopt(proposal)


def test_a_proposal_under_other_weights_and_seed_can_be_adopted(desk, pair):
    pair()
    assert len(desk.matching.adopt(propose(desk, weights={"sectors": 900}, seed=7))) == 1


def test_a_proposal_that_released_a_running_match_can_be_adopted(desk, put, running):
    match = running()
    put(better := mentor())
    put(desk.roster.mentor(match.mentor).model_copy(update={"sectors": ("law",)}))
    released = (match.id,)
    (new,) = desk.matching.adopt(propose(desk, released=released), released=released)
    assert new.mentor == better.id


def test_progress_is_told_in_hundredths(desk, pair):
    pair()
    told = []
    desk.matching.propose(desk.matching.request(), progress=lambda *step: told.append(step))
    assert told[-1][2] == 100


def test_reviewing_marks_all_drafts(desk, pair, draft):
    pair()
    draft()
    assert [one.state for one in desk.matching.review()] == [MatchState.REVIEWED]


def test_reviewing_some_leaves_the_others_drafts(desk, pair, draft):
    pair()
    draft()
    assert desk.matching.review([MatchId("another")]) == []


def test_publishing_says_who_decided(desk, pair, draft):
    pair()
    draft()
    (match,) = desk.matching.publish(by="Head of Year 10")
    assert [(one.state, one.by) for one in match.history] == [
        (MatchState.DRAFT, "Carys Owen"),
        (MatchState.REVIEWED, "Head of Year 10"),
        (MatchState.PUBLISHED, "Head of Year 10"),
    ]


def test_publishing_a_reviewed_match_reviews_it_once(desk, pair, draft):
    pair()
    draft()
    desk.matching.review()
    (match,) = desk.matching.publish()
    assert [one.state for one in match.history].count(MatchState.REVIEWED) == 1


def test_a_published_match_starts_today_and_has_a_secret(desk, running):
    match = running()
    assert (match.started_on, len(match.secret)) == (TODAY, 64)


def test_publishing_makes_a_backup_first(desk, pair, draft):
    pair()
    draft()
    desk.matching.publish()
    assert desk.safekeeping.backups()[0].reason == "before publishing"


def test_publishing_nothing_changes_nothing(desk):
    assert (desk.matching.publish(), desk.safekeeping.backups()) == ([], [])


def test_publishing_some_leaves_the_others_drafts(desk, pair, draft):
    pair()
    pair()
    first = draft()
    desk.matching.publish([first.id])
    assert [one.state for one in desk.matching.open() if one.id != first.id] == [MatchState.DRAFT]


def test_undo_after_publishing_brings_the_draft_back_exactly(desk, pair, draft):
    pair()
    before = draft()
    desk.matching.publish()
    desk.safekeeping.undo()
    assert only(desk) == before


def test_a_match_whose_mentors_check_lapsed_since_is_not_published(desk, put, pair, draft):
    two = pair()
    draft()
    put(two.mentor.model_copy(update={"dbs": Dbs(issued_on=date(2020, 1, 1))}))
    with pytest.raises(MatchingTrouble, match="was due for renewal"):
        desk.matching.publish()


def test_a_refused_publishing_leaves_every_draft_a_draft(desk, put, pair, draft):
    two = pair()
    pair()
    draft()
    put(two.mentor.model_copy(update={"state": PersonState.PAUSED}))
    with pytest.raises(MatchingTrouble):
        desk.matching.publish()
    assert {one.state for one in desk.matching.all()} == {MatchState.DRAFT}


def test_a_match_whose_mentees_consent_was_withdrawn_since_is_not_published(desk, pair, draft):
    two = pair()
    draft()
    desk.consents.withdraw(two.mentee.id)
    with pytest.raises(MatchingTrouble, match="Consent was withdrawn"):
        desk.matching.publish()


def test_what_keeps_two_pairs_back_is_said_with_their_number(desk, put, pair, draft):
    first, second = pair(), pair()
    draft()
    put(*(one.mentor.model_copy(update={"state": PersonState.BARRED}) for one in (first, second)))
    with pytest.raises(MatchingTrouble, match="2 of these matches"):
        desk.matching.publish()


def test_nobody_gets_a_second_running_match(desk, put, running, draft):
    match = running()
    old = desk.roster.mentor(match.mentor)
    put(old.model_copy(update={"state": PersonState.PAUSED}), mentor())
    draft()
    with pytest.raises(MatchingTrouble, match="running match already"):
        desk.matching.publish()


def test_no_mentor_gets_more_young_people_than_they_take_on(desk, put, running):
    match = running()
    other = mentee()
    put(other, consent(other))
    desk.matching.pair_by_hand(other.id, match.mentor)
    with pytest.raises(MatchingTrouble, match="more young people than they take on"):
        desk.matching.publish()


def test_a_pin_is_kept_by_the_next_matching(desk, pair, draft):
    pair()
    desk.matching.pin(draft().id)
    assert draft().pinned


def test_a_pin_can_be_taken_out(desk, pair, draft):
    pair()
    match = draft()
    desk.matching.pin(match.id)
    assert not desk.matching.pin(match.id, pinned=False).pinned


def test_a_match_that_is_over_cant_be_pinned(desk, running):
    match = running()
    desk.matching.close(match.id, EARLY)
    with pytest.raises(MatchingTrouble, match="over"):
        desk.matching.pin(match.id)


def test_a_match_that_is_gone_is_said_to_be_gone(desk):
    with pytest.raises(Trouble, match="This match is no longer there"):
        desk.matching.pin(MatchId("gone"))


def test_two_people_paired_by_hand_are_a_pinned_draft(desk, pair):
    two = pair()
    match = desk.matching.pair_by_hand(two.mentee.id, two.mentor.id)
    assert (match.pinned, match.state) == (True, MatchState.DRAFT)


def test_a_pair_made_by_hand_has_the_points_that_matching_gives(desk, pair):
    two = pair()
    (found,) = propose(desk).pairs
    by_hand = desk.matching.pair_by_hand(two.mentee.id, two.mentor.id)
    assert (by_hand.score, by_hand.criteria, by_hand.modality) == (found.score, found.criteria, found.modality)


def test_a_pair_by_hand_takes_the_place_of_the_mentees_draft(desk, put, pair, draft):
    two = pair()
    draft()
    put(other := mentor())
    desk.matching.pair_by_hand(two.mentee.id, other.id)
    assert [one.mentor for one in desk.matching.open()] == [other.id]


def test_somebody_with_a_running_match_is_not_paired_by_hand(desk, put, running):
    match = running()
    put(other := mentor())
    with pytest.raises(MatchingTrouble, match="running match"):
        desk.matching.pair_by_hand(match.mentee, other.id)


def test_nobody_unknown_is_paired_by_hand(desk, pair):
    two = pair()
    with pytest.raises(Trouble, match="This mentor is no longer there"):
        desk.matching.pair_by_hand(two.mentee.id, MentorId("gone"))


def test_a_pair_by_hand_that_no_rule_allows_is_not_published(desk, put, pair):
    two = pair(mentor={"modality": Modality.VIRTUAL})
    desk.matching.pair_by_hand(two.mentee.id, two.mentor.id)
    with pytest.raises(MatchingTrouble):
        desk.matching.publish()


def test_two_drafts_swap_mentors(desk, pair, draft):
    pair()
    pair()
    draft()
    one, other = desk.matching.open()
    swapped = desk.matching.swap(one.id, other.id)
    assert [match.mentor for match in swapped] == [other.mentor, one.mentor]


def test_swapped_drafts_have_to_be_looked_through_anew(desk, pair, draft):
    pair()
    pair()
    draft()
    one, other = desk.matching.review()
    assert {match.state for match in desk.matching.swap(one.id, other.id)} == {MatchState.DRAFT}


def test_a_running_match_is_not_swapped(desk, pair, draft):
    pair()
    pair()
    draft()
    one, other = desk.matching.open()
    desk.matching.publish([one.id])
    with pytest.raises(MatchingTrouble, match="Only drafts"):
        desk.matching.swap(one.id, other.id)


def test_forbidding_two_people_takes_their_draft_away(desk, pair, draft):
    two = pair()
    draft()
    desk.matching.forbid(two.mentee.id, two.mentor.id, reason=BlockReason.CONFLICT)
    assert (desk.matching.open(), desk.matching.blocks()[0].reason) == ([], BlockReason.CONFLICT)


def test_undo_of_forbidding_brings_the_draft_back(desk, pair, draft):
    two = pair()
    match = draft()
    desk.matching.forbid(two.mentee.id, two.mentor.id)
    desk.safekeeping.undo()
    assert (desk.matching.open(), desk.matching.blocks()) == ([match], [])


def test_two_forbidden_people_are_not_matched(desk, pair):
    two = pair()
    desk.matching.forbid(two.mentee.id, two.mentor.id)
    assert propose(desk).pairs == ()


def test_two_people_allowed_again_are_matched(desk, pair):
    two = pair()
    block = desk.matching.forbid(two.mentee.id, two.mentor.id, until=TODAY)
    desk.matching.allow(block.id)
    assert len(propose(desk).pairs) == 1


def test_allowing_what_was_never_forbidden_leaves_no_trace(desk):
    desk.matching.allow(BlockId("none"))
    assert desk.safekeeping.undo_label is None


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


def test_the_json_of_a_proposal_has_the_promised_parts(desk, pair):
    pair()
    found = desk.matching.as_json(propose(desk))
    assert list(found) == ["pairs", "unmatched", "objective", "proof"]


def test_names_are_given_by_id(desk, pair):
    two = pair()
    assert desk.matching.names() == {two.mentee.id: "Nia Rees", two.mentor.id: "Rhys Evans"}


def test_the_weeks_after_an_early_end_keep_both_from_a_new_match(desk, calendar, running):
    desk.matching.close(running().id, EARLY)
    (left,) = propose(desk).unmatched
    assert left.rule == "mentee_buffer"


def test_a_programme_without_virtual_meetings_says_why_a_virtual_pair_waits(desk, pair):
    pair(mentee={"modality": Modality.VIRTUAL}, mentor={"modality": Modality.VIRTUAL})
    assert propose(desk).unmatched[0].rule == "under_18_virtual"


def test_matching_looks_at_the_schools_own_policy(desk, put, pair):
    pair(mentor={"training_hours": 2.5})
    policy = programme().policy.model_copy(update={"training_hours": 3.0})
    desk.settings.change_policy(policy)
    assert propose(desk).pairs == ()


def test_the_usual_weights_are_those_a_request_without_any_gets(desk, pair):
    pair()
    assert propose(desk).run.weights == desk.matching.usual_weights()


def test_there_is_no_last_run_before_the_first(desk):
    assert desk.matching.last_run() is None


def test_the_last_run_is_the_one_whose_matches_were_kept(desk, pair, draft):
    pair()
    match = draft()
    assert desk.matching.last_run().id == match.run
