import pytest

from desktop.errors import RosterChanged
from desktop.models.matches import Closure, MatchRun, MatchState
from desktop.models.people import Modality, PersonState
from tests.builders import mentee, mentor, programme

EARLY = Closure(kind="early", reason="Moved away")


def propose(desk, **options):
    return desk.matching.propose(desk.matching.request(**options))


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


def test_what_speaks_for_a_running_pair_is_told_without_that_it_runs(desk, running):
    match = running()
    reasons = desk.matching.speaks_for(match.id)
    assert reasons
    assert not any("already" in one for one in reasons)
