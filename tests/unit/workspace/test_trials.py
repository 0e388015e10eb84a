import sys

import pytest

from desktop.errors import RosterChanged, Stopped
from desktop.models.people import Background, Needs, PersonState
from desktop.rules.compatibility import default_weights
from desktop.workspace.trials import as_it_stands, balances, compare, fit, full, get_ready, shared, try_out, weighed
from tests.builders import consent, mentee, mentor

WEIGHTS = default_weights()


def people(put, count=3, mentors=2):
    young = [
        mentee(id=f"young-{n}", legal_forename="ABCDEFG"[n], needs=Needs(sen="K") if n else Needs())
        for n in range(count)
    ]
    grown = [mentor(id=f"grown-{n}", name=f"Mentor {n}") for n in range(mentors)]
    put(*young, *grown, *[consent(one, id=f"form-{one.id}") for one in young])
    return young, grown


def request(desk, weights=None):
    return weighed(desk.matching.request(), weights or {})


def test_a_pair_that_shares_all_that_is_usual_fits_fully():
    assert fit(full(WEIGHTS), WEIGHTS) == 100


def test_a_fit_is_never_above_100():
    assert fit(10 * full(WEIGHTS), WEIGHTS) == 100


def test_with_every_weight_off_there_is_still_a_scale():
    assert full(dict.fromkeys(WEIGHTS, 0)) == 1


def test_a_trial_says_who_is_matched_and_who_is_left_out(desk, put):
    people(put)
    trial, _proposal = try_out(request(desk))
    assert (trial.figures.matched, trial.figures.of, len(trial.left_out)) == (2, 3, 1)


def test_the_one_left_out_gets_a_reason(desk, put):
    people(put)
    (left,) = try_out(request(desk))[0].left_out
    assert (left.name, left.rule) == ("A Rees", "competition")


def test_a_person_who_no_longer_takes_part_is_not_left_out(desk, put):
    young, _grown = people(put)
    put(young[0].model_copy(update={"state": PersonState.LEFT}))
    assert try_out(request(desk))[0].left_out == ()


def test_the_weakest_pair_is_named(desk, put):
    people(put)
    figures = try_out(request(desk))[0].figures
    assert figures.weakest is not None
    assert "Mentor" in figures.weakest_pair


def test_without_a_pair_there_is_no_weakest(desk, put):
    people(put, mentors=0)
    figures = try_out(request(desk))[0].figures
    assert (figures.weakest, figures.weakest_pair) == (None, "")


def test_stages_are_told_in_hundredths(desk, put):
    people(put)
    told = []
    try_out(request(desk), told=lambda *stage: told.append(stage))
    assert {total for _stage, _done, total in told} == {100}


def test_a_proposal_is_kept_without_comparing_while_nothing_was_written(desk, put):
    people(put)
    seen = desk.matching.as_of()
    _trial, proposal = try_out(request(desk))
    stale = proposal.model_copy(update={"run": proposal.run.model_copy(update={"roster_hash": "another"})})
    assert len(desk.matching.adopt(stale, seen=seen)) == 2


def test_a_proposal_is_compared_once_something_was_written(desk, put):
    people(put)
    seen = desk.matching.as_of()
    _trial, proposal = try_out(request(desk))
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
    assert try_out(request(desk))[0].figures.changed == 0


def test_a_draft_earns_no_points_for_being_one(desk, put, draft):
    people(put)
    before = [one.score for one in try_out(request(desk))[0].pairs]
    draft()
    assert [one.score for one in try_out(request(desk))[0].pairs] == before


def test_the_drafts_are_shown_as_they_stand_though_the_engine_would_choose_otherwise(desk, put, draft):
    people(put, count=2)
    draft()
    one, other = desk.matching.open()
    desk.matching.swap(one.id, other.id)
    shown = as_it_stands(request(desk), told=lambda *_stage: None)
    assert {(pair.mentee, pair.mentor) for pair in shown.pairs} == {
        (match.mentee, match.mentor) for match in desk.matching.open()
    }


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


def test_somebody_who_could_be_matched_now_is_told_so(desk, put, draft):
    people(put, count=1, mentors=2)
    draft()
    late = mentee(id="young-9", legal_forename="Late")
    put(late, consent(late, id="form-9"))
    (left,) = as_it_stands(request(desk)).left_out
    assert left.rule == "free_now"


def test_balances_rise_in_pairs_across_difference_and_fall_in_fit(desk, put):
    young = [mentee(id=f"young-{n}", background=Background(ethnic="white"), sectors=("law",)) for n in range(2)]
    alike = mentor(id="grown-0", background=Background(ethnic="white"), sectors=("law",))
    unlike = [mentor(id=f"grown-{n}", background=Background(ethnic="black"), sectors=()) for n in (1, 2)]
    put(*young, alike, *unlike, *[consent(one, id=f"form-{one.id}") for one in young])
    told = []
    found = balances(request(desk), told=lambda *stage: told.append(stage))
    assert [one.across for one in found] == sorted({one.across for one in found})
    assert [one.fit for one in found] == sorted({one.fit for one in found}, reverse=True)
    assert len(told) == 7


def test_balances_of_nobody_are_one_empty_answer(desk):
    (only,) = balances(request(desk))
    assert (only.across, only.fit, only.matched) == (0, 0, 0)


def test_scenarios_are_compared_on_the_same_roster(desk, put):
    people(put)
    figures = compare(request(desk), [{}, {"sectors": 0}])
    assert [one.matched for one in figures] == [2, 2]
    assert figures[0].weakest != figures[1].weakest or figures[0].weakest is not None


def test_what_two_share_is_said_without_english():
    one, other = mentee(languages=("en", "ur")), mentor(languages=("en", "ur"))
    assert shared(one, other) == "Engineering, Urdu"
