"""Scenarios side by side: each figure counted again from the pairs of a request changed by hand."""

import pytest

from desktop.errors import MatchingTrouble, Stopped
from desktop.matching import propose, work_out
from desktop.models.people import PersonState
from desktop.models.record import MentorId
from desktop.rematch import rematch
from desktop.rules.compatibility import default_weights
from desktop.rules.fit import fit, full
from desktop.whatif import Newcomers, Scenario, apply, compare, outcome, solve
from tests.unit.matching.school import crowd, match, mentee, mentor, request

WEIGHTS = default_weights()


def by_hand(name, asked, found, before):
    """Count a proposal's figures without the engine's counting."""
    people = {one.id: one for one in asked.mentees}
    mentors = {one.id: one for one in asked.mentors}
    now = {one.mentee: one.mentor for one in found.pairs}
    needy = [one for one in now if people[one].needs.named]
    crossing = [
        (one, other)
        for one, other in now.items()
        for mine, theirs in [(people[one].background, mentors[other].background)]
        if any(a and b and a != b for a, b in ((mine.ethnic, theirs.ethnic), (mine.social, theirs.social)))
    ]
    new = [one.score for one in found.pairs if not one.running]
    return {
        "name": name,
        "matched": len(now),
        "need": len(needy),
        "need_share": round(100 * len(needy) / len(now)),
        "across": len(crossing),
        "worst": min(new),
        "poor": sum(one.score < 350 for one in found.pairs),
        "total": sum(one.score for one in found.pairs),
        "changed": len({one for one in {*before, *now} if before.get(one) != now.get(one)}),
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_can_be_counted_again_from_the_pairs(seed):
    asked = request(*crowd(22, 18, seed))
    first = propose(asked)
    before = {one.mentee: one.mentor for one in first.pairs}
    gone = first.pairs[0].mentor
    scenarios = {
        "without one": (Scenario(name="without one", without_mentors=(gone,)), {"mentors": [
            one for one in asked.mentors if one.id != gone]}),
        "interests": (Scenario(name="interests", weights={"sectors": 240}), {"weights": {"sectors": 240}}),
        "any distance": (Scenario(name="any distance", relaxed=("distance",)), {"relaxed": ("distance",)}),
    }  # fmt: skip
    as_is, *found = compare(asked, [scenario for scenario, _change in scenarios.values()])
    assert by_hand("As it is", asked, first, before).items() <= as_is.model_dump().items()
    for told, (scenario, change) in zip(found, scenarios.values(), strict=True):
        again = asked.model_copy(update={key: tuple(v) if key != "weights" else v for key, v in change.items()})
        assert by_hand(scenario.name, again, propose(again), before).items() <= told.model_dump().items()


def test_scenarios_stand_side_by_side():
    people = [mentee("e1", availability=("mon-am",)), mentee("e2", availability=("tue",), needs={"sen": "K"})]
    mentors = [mentor("o1", availability=("mon",)), mentor("o2", availability=("tue",))]
    told: list[str] = []
    scenarios = [
        Scenario(name="No Mondays", without_days=("mon",)),
        Scenario(name="Without o2", without_mentors=(MentorId("o2"),)),
        Scenario(name="One more", newcomers=(Newcomers(count=1),)),
        Scenario(name="Any time", relaxed=("availability",), weights={"availability": 0}),
    ]
    found = compare(request(people, mentors), scenarios, progress=lambda name, _share: told.append(name))
    assert [one.matched for one in found] == [2, 1, 1, 2, 2]
    assert [one.need_share for one in found][:2] == [50, 100]
    assert [one.changed for one in found][:3] == [0, 1, 1]
    assert told == [scenario.name for scenario in scenarios]


def test_the_real_request_is_never_touched():
    asked = request(*crowd(8, 8, 1))
    copy = asked.model_copy(deep=True)
    compare(asked, [Scenario(name="x", without_days=("mon",), newcomers=(Newcomers(count=2, day="tue"),))])
    assert asked == copy


def test_whose_only_day_is_dropped_has_no_time_left():
    asked = apply(request([mentee(availability=("mon-am",))], [mentor()]), Scenario(name="x", without_days=("mon",)))
    assert asked.mentees[0].availability == ("never-Mentee",)
    assert asked.mentors[0].availability == ()


def test_kinds_of_newcomers_don_t_get_in_each_other_s_way():
    kinds = (Newcomers(count=2, sector="law"), Newcomers(count=1, day="thu", area="M14"))
    asked = apply(request([], []), Scenario(name="x", newcomers=kinds))
    assert [(one.sectors, one.availability, one.postcode_area) for one in asked.mentors] == [
        (("law",), (), None), (("law",), (), None), ((), ("thu",), "M14"),
    ]  # fmt: skip
    assert [one.name for one in asked.mentors] == ["New mentor, Law 1", "New mentor, Law 2", "New mentor, Thu, M14 1"]


@pytest.mark.parametrize("rule", ["consent", "dbs", "luck"])
def test_rules_that_keep_people_safe_stay(rule):
    with pytest.raises(MatchingTrouble, match="can’t be relaxed"):
        solve(request([], []), Scenario(name="x", relaxed=(rule,)))
    with pytest.raises(MatchingTrouble, match="can’t be relaxed"):
        propose(request([], [], relaxed=(rule,)))


def test_a_scenario_that_can_t_be_computed_says_why_beside_the_others():
    _first, told, good = compare(
        request([mentee()], [mentor()]), [Scenario(name="x", relaxed=("dbs",)), Scenario(name="same")]
    )
    assert (told.matched, good.matched) == (0, 1)
    assert "can’t be relaxed" in told.refused


def test_stop_is_not_taken_for_a_scenario_s_trouble():
    w = work_out(request([mentee()], [mentor()]))
    with pytest.raises(Stopped):
        compare(w.request, [Scenario(name="x")], first=w, stopped=lambda: True)


def test_running_pairs_are_counted_and_are_never_the_weakest():
    people, mentors = [mentee("e1"), mentee("e2", sectors=("law",))], [mentor("o1"), mentor("o2", sectors=("law",))]
    found = compare(request(people, mentors, matches=(match("e1", "o1"),)), [])[0]
    assert (found.running, found.worst_pair) == (1, ("e2", "o2"))


def test_who_left_is_not_counted_as_waiting():
    people = [mentee("e1"), mentee("e2", state=PersonState.LEFT), mentee("e3")]
    assert compare(request(people, [mentor()]), [])[0].of == 2


def test_an_empty_school_has_figures_too():
    (found,) = compare(request([], []), [])
    assert (found.matched, found.need_share, found.worst, found.worst_fit, found.worst_pair) == (0, 0, None, None, None)


def test_a_scenario_with_a_budget_is_a_rematch():
    people, mentors = crowd(10, 10, 4)
    first = propose(request(people, mentors))
    running = tuple(match(one.mentee, one.mentor) for one in first.pairs[:5])
    asked = request(people, mentors, matches=running, weights={"sectors": 0, "languages": 300})
    found = solve(asked, Scenario(name="two", change_at_most=2)).proposal
    assert found == rematch(asked, change_at_most=2)


def test_whether_a_proof_stands_is_carried_along():
    w = work_out(request([mentee()], [mentor()]))
    assert outcome("x", w, {}).proved
    assert not outcome("x", w, {}, proved=False).proved


def test_a_pair_that_shares_all_that_is_usual_fits_fully():
    assert fit(full(WEIGHTS), WEIGHTS) == 100


def test_a_fit_is_never_above_100():
    assert fit(10 * full(WEIGHTS), WEIGHTS) == 100


def test_with_every_weight_off_there_is_still_a_scale():
    assert full(dict.fromkeys(WEIGHTS, 0)) == 1
