import sys

import pytest

from desktop.errors import MatchingTrouble, RosterChanged, Stopped
from desktop.models.matches import MatchState
from desktop.models.people import Needs, PersonState
from desktop.models.scenarios import Newcomers, Scenario
from desktop.whatif import trade_off
from desktop.workspace.trials import shared
from desktop.workspace.trying import (
    across_weights,
    as_it_stands,
    balance,
    balance_weights,
    balances,
    get_ready,
    side_by_side,
    taken,
    try_out,
    try_scenario,
)
from tests.builders import consent, mentee, mentor


def people(put, count=3, mentors=2):
    young = [
        mentee(id=f"young-{n}", legal_forename="ABCDEFG"[n], needs=Needs(sen="K") if n else Needs())
        for n in range(count)
    ]
    grown = [mentor(id=f"grown-{n}", name=f"Mentor {n}") for n in range(mentors)]
    put(*young, *grown, *[consent(one, id=f"form-{one.id}") for one in young])
    return young, grown


def request(desk):
    return desk.matching.request()


def test_a_trial_says_who_is_matched_and_who_is_left_out(desk, put):
    people(put)
    trial = try_out(request(desk))
    assert (trial.figures.matched, trial.figures.of, len(trial.left_out)) == (2, 3, 1)


def test_the_one_left_out_gets_a_reason(desk, put):
    people(put)
    (left,) = try_out(request(desk)).left_out
    assert (left.name, left.rule) == ("A Rees", "competition")


def test_a_person_who_no_longer_takes_part_is_not_left_out(desk, put):
    young, _grown = people(put)
    put(young[0].model_copy(update={"state": PersonState.LEFT}))
    assert try_out(request(desk)).left_out == ()


def test_the_weakest_pair_is_named(desk, put):
    people(put)
    trial = try_out(request(desk))
    assert trial.figures.worst_fit is not None
    assert "Mentor" in trial.weakest_pair


def test_without_a_pair_there_is_no_weakest(desk, put):
    people(put, mentors=0)
    trial = try_out(request(desk))
    assert (trial.figures.worst_fit, trial.weakest_pair) == (None, "")


def test_stages_are_told_in_hundredths(desk, put):
    people(put)
    told = []
    try_out(request(desk), told=lambda *stage: told.append(stage))
    assert {total for _stage, _done, total in told} == {100}


def test_a_proposal_is_kept_without_comparing_while_nothing_was_written(desk, put):
    people(put)
    seen = desk.matching.as_of()
    proposal = try_out(request(desk)).proposal
    stale = proposal.model_copy(update={"run": proposal.run.model_copy(update={"roster_hash": "another"})})
    assert len(desk.matching.adopt(stale, seen=seen)) == 2


def test_a_proposal_is_compared_once_something_was_written(desk, put):
    people(put)
    seen = desk.matching.as_of()
    proposal = try_out(request(desk)).proposal
    put(mentee(id="young-9"))
    with pytest.raises(RosterChanged):
        desk.matching.adopt(proposal, seen=seen)


def test_the_mathematics_can_be_loaded_ahead():
    get_ready()
    assert "desktop.explain" in sys.modules


def test_a_trial_can_be_stopped(desk, put):
    people(put)
    with pytest.raises(Stopped):
        try_out(request(desk), stopped=lambda: True)


def test_a_draft_counts_as_unchanged(desk, put, draft):
    people(put)
    draft()
    assert try_out(request(desk)).figures.changed == 0


def test_a_draft_earns_no_points_for_being_one(desk, put, draft):
    people(put)
    before = [one.score for one in try_out(request(desk)).pairs]
    draft()
    assert [one.score for one in try_out(request(desk)).pairs] == before


def test_the_drafts_are_shown_as_they_stand_though_the_engine_would_choose_otherwise(desk, put, draft):
    people(put, count=2)
    draft()
    one, other = desk.matching.open()
    desk.matching.swap(one.id, other.id)
    shown = as_it_stands(request(desk), told=lambda *_stage: None)
    assert {(pair.mentee, pair.mentor) for pair in shown.pairs} == {
        (match.mentee, match.mentor) for match in desk.matching.open()
    }
    assert {pair.match for pair in shown.pairs} == {one.id, other.id}


def test_a_pin_is_shown_only_where_somebody_pinned(desk, put, draft):
    people(put, count=2)
    desk.matching.pin(draft().id)
    assert sorted(one.pinned for one in as_it_stands(request(desk)).pairs) == [False, True]


def test_a_draft_that_a_rule_no_longer_allows_is_named_as_broken(desk, put, draft):
    _young, grown = people(put, count=1, mentors=1)
    draft()
    put(grown[0].model_copy(update={"state": PersonState.PAUSED}))
    shown = as_it_stands(request(desk))
    assert shown.pairs == ()
    assert shown.broken[0].startswith("A Rees: ")
    assert shown.left_out[0].broken.startswith("Their draft no longer fits the rules: ")


def test_a_running_pair_that_a_rule_no_longer_allows_is_told_beside_who_waits(desk, put, draft):
    _young, grown = people(put, count=1, mentors=1)
    draft()
    desk.matching.publish()
    put(grown[0].model_copy(update={"state": PersonState.PAUSED}))
    (left,) = as_it_stands(request(desk)).left_out
    assert left.broken.startswith("Their pair can’t go on: ")


def test_somebody_who_could_be_matched_now_is_told_so(desk, put, draft):
    people(put, count=1, mentors=2)
    draft()
    late = mentee(id="young-9", legal_forename="Late")
    put(late, consent(late, id="form-9"))
    (left,) = as_it_stands(request(desk)).left_out
    assert left.rule == "free_now"


def test_the_curve_is_the_room_s(desk, put):
    people(put)
    told = []
    found = balances(request(desk), told=lambda *stage: told.append(stage))
    assert found == trade_off(request(desk))
    assert found == tuple(balance(request(desk), weight) for weight in balance_weights())
    assert len(told) == len(found) == 7
    assert across_weights(found[1]) == {"across_ethnic": 40, "across_social": 40}


def test_scenarios_are_held_beside_what_is_shown(desk, put):
    people(put)
    first = try_out(request(desk))
    as_is, fewer = side_by_side(request(desk), [Scenario(name="x", without_mentors=("grown-0",))], first=first)
    assert (as_is.matched, fewer.matched, as_is.changed) == (2, 1, 0)
    assert side_by_side(request(desk), [])[0] == as_is


def test_a_scenario_is_looked_at_pair_by_pair(desk, put):
    people(put)
    three = Scenario(name="x", newcomers=(Newcomers(count=1),))
    trial = try_scenario(request(desk), three, told=lambda *_stage: None)
    assert (trial.scenario, len(trial.pairs), trial.left_out) == (three, 3, ())
    assert any(one.mentor_name.startswith("New mentor") for one in trial.pairs)


def test_a_scenario_that_breaks_a_rule_of_safety_is_refused(desk, put):
    people(put)
    with pytest.raises(MatchingTrouble):
        try_scenario(request(desk), Scenario(name="x", relaxed=("dbs",)))


def test_a_scenario_is_taken_without_those_who_are_not_there_yet(desk, put):
    people(put)
    seen = desk.matching.as_of()
    found = taken(request(desk), try_scenario(request(desk), Scenario(name="x", newcomers=(Newcomers(count=1),))))
    assert len(found.newcomers) == 1
    assert len(desk.matching.adopt(found.proposal, seen=seen)) == 2
    assert len(desk.matching.publish()) == 2


def test_a_re_match_in_mid_year_is_taken_published_and_ends_the_pairs_it_replaces(desk, put, draft):
    young = [mentee(id=f"young-{one}", legal_forename=one.title(), sectors=(one,)) for one in ("law", "music")]
    grown = [mentor(id=f"grown-{one}", name=f"{one.title()} Mentor", sectors=()) for one in ("law", "music")]
    put(*young, *grown, *[consent(one, id=f"form-{one.id}") for one in young])
    draft()
    desk.matching.publish()
    before = {one.mentee: one.mentor for one in desk.matching.open()}
    crossed = [one.model_copy(update={"sectors": young[1 - at].sectors if before[young[at].id] == one.id
               else young[at].sectors}) for at, one in enumerate(grown)]  # fmt: skip
    put(*crossed)
    seen = desk.matching.as_of()
    budget = Scenario(name="x", change_at_most=2, weights={"continuation": 0})
    found = taken(request(desk), try_scenario(request(desk), budget))
    assert len(found.released) == 2
    desk.matching.adopt(found.proposal, seen=seen)
    stands = as_it_stands(request(desk))
    assert len(stands.replaced) == len(stands.pairs) == 2
    assert len(desk.matching.replaced()) == 2
    with pytest.raises(MatchingTrouble, match="running match already"):
        desk.matching.publish()
    desk.matching.publish(end_replaced=True)
    running = {one.mentee: one.mentor for one in desk.matching.open()}
    assert all(running[one] != before[one] for one in before)
    closed = [one for one in desk.matching.all() if one.state is MatchState.CLOSED]
    assert [one.closure.kind for one in closed] == ["planned", "planned"]


def test_what_two_share_is_said_without_english():
    one, other = mentee(languages=("en", "ur")), mentor(languages=("en", "ur"))
    assert shared(one, other) == "Engineering, Urdu"
