"""The drafts as they are kept, and what of a scenario's answer can be taken as the proposal."""

import pytest

from desktop.matching import propose, work_out
from desktop.models.matches import MatchState
from desktop.models.record import MentorId
from desktop.whatif import Newcomers, Scenario, apply, as_kept, drafts_of, solve, standing, takeable
from tests.unit.matching.school import crowd, match, mentee, mentor, request

DRAFT = MatchState.DRAFT


def pairs_of(w):
    return {(one.mentee, one.mentor) for one in w.proposal.pairs}


def test_drafts_that_the_engine_would_choose_again_are_solved_once():
    asked = request([mentee()], [mentor()], matches=(match("e1", "o1", DRAFT),))
    shown, engine = as_kept(asked)
    assert shown is engine


@pytest.mark.parametrize("state", [DRAFT, MatchState.REVIEWED])
def test_drafts_are_shown_though_the_engine_would_choose_otherwise(state):
    people = [mentee(sectors=("law",))]
    asked = request(people, [mentor(sectors=("law",)), mentor("o2")], matches=(match("e1", "o2", state),))
    shown, engine = as_kept(asked)
    assert pairs_of(shown) == {("e1", "o2")}
    assert pairs_of(engine) == {("e1", "o1")}
    assert shown.request == engine.request
    assert [one.pinned for one in shown.proposal.pairs] == [False]


def test_who_could_be_matched_now_is_no_draft_yet():
    asked = request([mentee("e1"), mentee("e2")], [mentor("o1"), mentor("o2")], matches=(match("e1", "o1", DRAFT),))
    shown, engine = as_kept(asked)
    assert (len(shown.proposal.pairs), len(engine.proposal.pairs)) == (1, 2)


def test_a_pin_is_shown_only_where_somebody_pinned():
    people, mentors = [mentee("e1", sectors=("law",)), mentee("e2")], [mentor("o1", sectors=("law",)), mentor("o2")]
    drafts = (match("e1", "o2", DRAFT), match("e2", "o1", DRAFT, pinned=True))
    shown, _engine = as_kept(request(people, mentors, matches=drafts))
    assert {one.mentee: one.pinned for one in shown.proposal.pairs} == {"e1": False, "e2": True}


def test_a_running_pair_in_whose_place_a_draft_stands_is_let_go():
    mentors = [mentor("o1", sectors=("law",)), mentor("o2")]
    asked = request([mentee(sectors=("law",))], mentors, matches=(match("e1", "o2"), match("e1", "o1", DRAFT)))
    shown, _engine = as_kept(asked)
    assert pairs_of(shown) == {("e1", "o1")}
    assert shown.proposal.refused_pins == ()


def test_how_things_stand_is_running_pairs_with_drafts_in_their_place():
    matches = (match("e1", "o1"), match("e1", "o2", DRAFT), match("e2", "o3"), match("e3", "o4", MatchState.CLOSED))
    asked = request([], [], matches=matches)
    assert standing(asked) == {"e1": "o2", "e2": "o3"}
    assert list(drafts_of(asked)) == ["e1"]


def test_nobody_is_proposed_a_mentor_who_is_not_there_yet():
    people = [mentee("e1", sectors=("law",)), mentee("e2")]
    asked = request(people, [mentor()])
    found = solve(asked, Scenario(name="x", newcomers=(Newcomers(count=1, sector="law"),))).proposal
    taken = takeable(asked, found)
    assert taken.newcomers == ("e1",)
    assert [(one.mentee, one.mentor) for one in taken.proposal.pairs] == [("e2", "o1")]


def test_a_pair_that_needs_a_rule_set_aside_is_left_out():
    people = [mentee("e1", availability=("mon-am",)), mentee("e2", availability=("tue-am",))]
    asked = request(people, [mentor("o1", availability=("tue",)), mentor("o2", availability=("tue",))])
    found = solve(asked, Scenario(name="x", relaxed=("availability",))).proposal
    assert len(found.pairs) == 2
    taken = takeable(asked, found)
    assert taken.against_rules == ("e1",)
    assert [one.mentee for one in taken.proposal.pairs] == ["e2"]


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_taken_may_be_published_today(seed):
    asked = request(*crowd(16, 12, seed))
    wild = Scenario(name="x", relaxed=("distance", "availability", "same_gender"), newcomers=(Newcomers(count=2),))
    taken = takeable(asked, solve(asked, wild).proposal)
    pins = tuple((one.mentee, one.mentor) for one in taken.proposal.pairs)
    again = propose(asked.model_copy(update={"pinned": pins}))
    assert again.refused_pins == ()


def test_running_pairs_that_change_are_released():
    people = [mentee("e1", sectors=("law",)), mentee("e2", sectors=("music",))]
    mentors = [mentor("o1", sectors=("music",)), mentor("o2", sectors=("law",))]
    asked = request(people, mentors, matches=(match("e1", "o1"), match("e2", "o2")))
    taken = takeable(asked, solve(asked, Scenario(name="x", change_at_most=2, weights={"continuation": 0})).proposal)
    assert set(taken.released) == {"m-e1-o1", "m-e2-o2"}


def test_a_running_pair_whose_mentor_is_gone_leaves_for_another():
    asked = request([mentee()], [mentor("o1"), mentor("o2")], matches=(match("e1", "o1"),))
    gone = Scenario(name="x", without_mentors=(MentorId("o1"),))
    taken = takeable(asked, work_out(apply(asked, gone)).proposal)
    assert taken.released == ("m-e1-o1",)
    assert [one.mentor for one in taken.proposal.pairs] == ["o2"]
