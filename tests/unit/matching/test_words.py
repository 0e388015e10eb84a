"""Explanations, scenarios, fairness and budgets of change."""

from typing import Any

import pytest

from desktop.errors import MatchingTrouble
from desktop.explain import cost_of_pair, recruits, scarcity, why_not, why_pair, why_unmatched
from desktop.fairness import fairness
from desktop.matching import Workings, propose, work_out
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId
from desktop.rematch import rematch
from desktop.whatif import Scenario, apply, compare, trade_off
from tests.unit.matching.school import crowd, match, mentee, mentor, request

E1, E2, O1, O2 = MenteeId("e1"), MenteeId("e2"), MentorId("o1"), MentorId("o2")


def worked(mentees: list[Mentee], mentors: list[Mentor], **facts: Any) -> Workings:
    return work_out(request(mentees, mentors, **facts))


def test_a_pair_is_explained_with_its_runner_up() -> None:
    w = worked(
        [mentee(sectors=("law", "music"))], [mentor("o1", sectors=("law", "music")), mentor("o2", sectors=("law",))]
    )
    why = why_pair(w, E1)
    assert (why.mentor, why.runner_up, why.gap) == (O1, O2, 120)
    assert why.reasons[0].words == "Shares a career interest: Law, Music."


def test_an_only_choice_has_no_runner_up() -> None:
    assert why_pair(worked([mentee()], [mentor(), mentor("o2", gates=())]), E1).runner_up is None


def test_equally_good_mentors_are_named() -> None:
    w = worked([mentee("e1"), mentee("e2")], [mentor("o1"), mentor("o2")])
    assert len(why_pair(w, E1).equally_good) == 1


def test_someone_who_waits_has_no_pair_to_explain() -> None:
    with pytest.raises(MatchingTrouble, match="no mentor"):
        why_pair(worked([mentee()], []), E1)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (mentor("o2", capacity=0), "takes no mentee"),
        (mentor("o2", sectors=("law",)), "lose at least 120 points"),
        (mentor("o2", sectors=("law", "music")), "as good as"),
    ],
)
def test_why_not_this_one(other: Mentor, words: str) -> None:
    w = worked([mentee(sectors=("law", "music"))], [mentor("o1", sectors=("law", "music")), other])
    chosen = w.proposal.pairs[0].mentor
    asked = O2 if chosen == O1 else O1
    assert words in why_not(w, E1, asked).words


def test_why_not_someone_who_waits() -> None:
    w = worked([mentee("e1"), mentee("e2", needs={"sen": "K"})], [mentor()])
    assert "need is greater" in why_not(w, E1, O1).words


def test_a_good_pair_counts_its_bonus() -> None:
    mentees, mentors = crowd(20, 20, 5)
    w = worked(mentees, mentors, policy={"poor_score": 200})
    assert w.settled.certificate.bonus
    for pair in w.proposal.pairs:
        assert why_not(w, pair.mentee, pair.mentor).loss == 0


def test_the_reduced_cost_never_exceeds_the_exact_cost() -> None:
    scores = {"o1": ("law", "music"), "o2": ("law",), "o3": ()}
    w = worked(
        [mentee(f"e{k}", sectors=("law", "music")) for k in (1, 2)], [mentor(k, sectors=v) for k, v in scores.items()]
    )
    for one in (E1, E2):
        for other in (O1, O2, MentorId("o3")):
            exact = cost_of_pair(w, one, other)
            assert exact["matched"] == 0
            assert why_not(w, one, other).loss <= max(exact["total"], 0) + 10**6 * (exact["worst"] > 0)


def test_who_has_no_consent_is_told_so() -> None:
    w = worked([mentee()], [mentor()], consents=())
    assert why_unmatched(w, E1).reasons == ("No consent form has been issued this year.",)


def test_who_competes_for_whom_is_named_with_the_smallest_change() -> None:
    people = [mentee("e1"), mentee("e2", needs={"sen": "K"}), mentee("e3", needs={"sen": "K"})]
    w = worked(people, [mentor("o1"), mentor("o2")])
    why = why_unmatched(w, E1)
    assert why.reasons == ("3 young people compete for 2 mentors.",)
    assert set(why.rivals) == {"e2", "e3"}
    assert why.changes[0].kind == "place"


def test_one_rule_in_the_way_is_named() -> None:
    w = worked([mentee(availability=("mon-am",))], [mentor(availability=("tue-am",))])
    why = why_unmatched(w, E1)
    assert why.reasons == ("No mentor with a free place may meet this young person.",)
    assert why.changes[0].rule == "availability"


def test_scarce_mentors_have_a_price() -> None:
    people = [mentee(f"e{k}", sectors=("law",)) for k in range(3)]
    w = worked(people, [mentor("o1", sectors=("law",), availability=("thu",)), mentor("o2"), mentor("o3")])
    first = scarcity(w)[0]
    assert first.price == 120
    assert {(one.kind, one.code) for one in scarcity(w)} >= {("sector", "law"), ("day", "thu"), ("area", "")}


def test_further_mentors_of_a_kind_would_match_more() -> None:
    people = [mentee(f"e{k}", sectors=("engineering",), availability=("thu-eve",)) for k in range(4)]
    best = recruits(worked(people, [mentor(availability=("thu",))]))[0]
    assert best.words == "3 more mentors in Engineering on Thu would match 3 more young people."


def test_whoever_named_nothing_could_meet_anyone_new() -> None:
    assert recruits(worked([mentee("e1"), mentee("e2")], [mentor()]), mentors=1)[0].words.startswith(
        "1 more mentor in any"
    )


def test_scenarios_stand_side_by_side() -> None:
    people = [mentee("e1", availability=("mon-am",)), mentee("e2", availability=("tue",), needs={"sen": "K"})]
    mentors = [mentor("o1", availability=("mon",)), mentor("o2", availability=("tue",))]
    told: list[str] = []
    scenarios = [
        Scenario(name="No Mondays", without_days=("mon",)),
        Scenario(name="Without o2", without_mentors=(O2,)),
        Scenario(name="One more", further_mentors=(mentor("o3"),)),
        Scenario(name="Any time", relaxed=("availability",), weights={"availability": 0}),
    ]
    found = compare(request(people, mentors), scenarios, progress=lambda name, _share: told.append(name))
    assert [one.matched for one in found] == [2, 1, 1, 2, 2]
    assert [one.need_share for one in found][:2] == [50, 100]
    assert [one.changed for one in found][:3] == [0, 1, 1]
    assert told == [scenario.name for scenario in scenarios]


def test_an_empty_scenario_has_no_share() -> None:
    assert compare(request([], []), [])[0].need_share == 0


@pytest.mark.parametrize("rule", ["consent", "dbs", "luck"])
def test_rules_that_keep_people_safe_stay(rule: str) -> None:
    with pytest.raises(MatchingTrouble, match="can't be relaxed"):
        apply(request([], []), Scenario(name="x", relaxed=(rule,)))


def test_the_curve_trades_quality_for_difference() -> None:
    curve = trade_off(request(*crowd(30, 30, 3)))
    assert len(curve) == 7
    assert curve[0].weight == 0
    assert curve[-1].across_share >= curve[0].across_share


def test_nobody_makes_a_flat_curve() -> None:
    assert {point.across_share for point in trade_off(request([], []))} == {0}


def test_small_groups_are_hidden_with_the_next_smallest() -> None:
    people = [mentee(f"e{k:02d}", year=9 if k < 3 else 10 if k < 12 else 11, sex="F") for k in range(22)]
    found = {(one.dimension, one.name): one for one in fairness(worked(people, [mentor(capacity=9)]))}
    assert found["year", "Year 9"].hidden
    assert found["year", "Year 10"].hidden
    assert not found["year", "Year 11"].hidden
    assert (found["sex", "F"].people, found["sex", "F"].matched) == (22, 9)


def test_a_group_without_pairs_has_no_middle_score() -> None:
    people = [mentee(f"e{k}", needs={"sen": "K"} if k < 6 else {}) for k in range(12)]
    found = {one.name: one for one in fairness(worked(people, [mentor(capacity=6)], pinned=(("e1", "o1"),)))}
    assert (found["Unmet need"].matched, found["No known need"].median_score) == (6, None)


def running_school() -> dict[str, Any]:
    people = [mentee(f"e{k}", sectors=(sector,)) for k, sector in enumerate(("law", "music", "sport"))]
    mentors = [mentor(f"o{k}", sectors=(sector,)) for k, sector in enumerate(("music", "sport", "law"))]
    return {"people": people, "mentors": mentors, "matches": tuple(match(f"e{k}", f"o{k}") for k in range(3))}


@pytest.mark.parametrize(("budget", "kept"), [(0, 3), (1, 3), (2, 1), (3, 0)])
def test_at_most_so_many_pairs_change(budget: int, kept: int) -> None:
    school = running_school()
    weights = {"continuation": 0}
    asked = request(school["people"], school["mentors"], matches=school["matches"], weights=weights)
    found = rematch(asked, change_at_most=budget)
    assert sum(pair.running for pair in found.pairs) == kept
    assert len(found.pairs) == 3


@pytest.mark.parametrize(("percent", "kept"), [(0, 0), (100, 3)])
def test_at_most_so_much_is_given_up(percent: float, kept: int) -> None:
    school = running_school()
    weights = {"continuation": 0}
    asked = request(school["people"], school["mentors"], matches=school["matches"], weights=weights)
    found = rematch(asked, give_up_percent=percent)
    assert sum(pair.running for pair in found.pairs) == kept


def test_without_a_budget_running_pairs_stay() -> None:
    school = running_school()
    asked = request(school["people"], school["mentors"], matches=school["matches"])
    assert rematch(asked) == propose(asked)


def test_newcomers_are_matched_within_a_budget() -> None:
    people = [
        mentee("e1"),
        mentee("e2", needs={"sen": "K"}, availability=("mon-am",)),
        mentee("e3", availability=("sat",)),
    ]
    mentors = [mentor("o1", availability=("mon",)), mentor("o2", availability=("tue",))]
    found = rematch(request(people, mentors, matches=(match("e1", "o1"),)), change_at_most=1)
    assert {(pair.mentee, pair.mentor) for pair in found.pairs} == {("e1", "o2"), ("e2", "o1")}


def test_a_budget_with_nobody_to_change_is_a_plain_matching() -> None:
    assert rematch(request([], [mentor()]), change_at_most=1).pairs == ()


@pytest.mark.parametrize("budget", [{"change_at_most": -1}, {"give_up_percent": 101.0}, {"give_up_percent": -1.0}])
def test_a_budget_that_makes_no_sense_is_said(budget: dict[str, Any]) -> None:
    with pytest.raises(MatchingTrouble, match="can't be used"):
        rematch(request([mentee()], [mentor()]), **budget)


def test_a_roster_too_large_for_a_budget_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.assignment.budget.LARGEST", 1)
    with pytest.raises(MatchingTrouble, match="too large"):
        rematch(request([mentee("e1"), mentee("e2")], [mentor()]), change_at_most=1)


def test_a_budget_that_no_matching_keeps_is_said() -> None:
    people, matches = [mentee("e1"), mentee("e2")], (match("e1", "o1"), match("e2", "o1"))
    with pytest.raises(MatchingTrouble, match="No matching keeps"):
        rematch(request(people, [mentor()], matches=matches), change_at_most=0)


def test_a_running_pair_with_someone_gone_is_no_change() -> None:
    found = rematch(request([mentee()], [mentor("o2")], matches=(match("e1", "o1"),)), change_at_most=0)
    assert [pair.mentor for pair in found.pairs] == [O2]


def test_waiting_is_no_equally_good_mentor() -> None:
    people = [mentee("e1", needs={"sen": "K"}), mentee("e2", needs={"sen": "K"}), mentee("e3", needs={"sen": "K"})]
    w = worked(people, [mentor("o1"), mentor("o2")], policy={"need_order": "bands"})
    assert all(len(why_pair(w, pair.mentee).equally_good) == 1 for pair in w.proposal.pairs)


def test_scenarios_need_no_progress() -> None:
    assert len(compare(request([], []), [Scenario(name="same")])) == 2


def test_why_not_the_mentor_of_a_brother() -> None:
    people = [mentee("e1", siblings="s"), mentee("e2", siblings="s")]
    w = worked(people, [mentor(capacity=2), mentor("o2")], pinned=(("e1", "o1"),))
    assert "settled already" in why_not(w, E2, O1).words
