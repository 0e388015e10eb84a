"""From people to a proposal: pins, order, reasons, determinism, bad input and the job's manners."""

import json
import random
from datetime import date
from typing import Any

import pytest

from desktop import matching
from desktop.errors import MatchingTrouble, Stopped
from desktop.matching import MatchingProposal, propose
from desktop.models.matches import MatchState
from desktop.models.people import PersonState
from desktop.models.record import MatchId, MenteeId, MentorId
from tests.unit.matching.school import consent, crowd, match, mentee, mentor, request


def pairs(found: MatchingProposal) -> set[tuple[str, str]]:
    return {(pair.mentee, pair.mentor) for pair in found.pairs}


def test_points_of_criteria_sum_to_the_score() -> None:
    found = propose(request(*crowd(30, 25)))
    assert all(sum(pair.criteria.values()) == pair.score for pair in found.pairs)


def test_everyone_is_matched_or_has_a_reason() -> None:
    mentees, mentors = crowd(30, 12)
    found = propose(request(mentees, mentors))
    named = {pair.mentee for pair in found.pairs} | {one.mentee for one in found.unmatched}
    assert named == {one.id for one in mentees}
    assert all(one.reason for one in found.unmatched)


def test_the_json_shape_is_the_agreed_one() -> None:
    shape = propose(request(*crowd(10, 4))).as_json()
    assert set(shape) == {"pairs", "unmatched", "objective", "proof"}
    again = json.loads(json.dumps(shape))
    assert set(again["pairs"][0]) == {"mentee", "mentor", "score", "criteria"}
    assert set(again["unmatched"][0]) == {"mentee", "reason"}


def test_greatest_need_is_matched_first() -> None:
    people = [mentee("e1"), mentee("e2", needs={"looked_after": True})]
    assert pairs(propose(request(people, [mentor()]))) == {("e2", "o1")}


def test_in_bands_the_better_pair_wins() -> None:
    people = [mentee("e1", needs={"sen": "K"}), mentee("e2", needs={"eal": True}, sectors=("law",))]
    found = propose(request(people, [mentor(sectors=("law",))], policy={"need_order": "bands"}))
    assert pairs(found) == {("e2", "o1")}


def test_the_order_of_people_is_no_matter() -> None:
    mentees, mentors = crowd(25, 20, 4)
    first = propose(request(mentees, mentors))
    random.Random(3).shuffle(mentees)
    random.Random(4).shuffle(mentors)
    assert propose(request(mentees, mentors)) == first


def test_the_seed_settles_who_waits_among_equals() -> None:
    people = [mentee(f"e{k}") for k in range(8)]
    found = {propose(request(people, [mentor()], seed=seed)).pairs[0].mentee for seed in range(6)}
    assert len(found) > 1


def test_an_earlier_draft_is_kept_among_equals() -> None:
    people, mentors = [mentee(f"e{k}") for k in range(4)], [mentor(f"o{k}") for k in range(4)]
    drafts = tuple(match(f"e{k}", f"o{3 - k}", MatchState.DRAFT) for k in range(4))
    weights = {"continuation": 0}
    found = propose(request(people, mentors, matches=drafts, weights=weights))
    assert pairs(found) == {(f"e{k}", f"o{3 - k}") for k in range(4)}
    assert found.objective["kept"] == 4


def test_a_pinned_pair_survives() -> None:
    people = [mentee("e1", sectors=("law",)), mentee("e2")]
    mentors = [mentor("o1", sectors=("law",)), mentor("o2")]
    found = propose(request(people, mentors, pinned=(("e1", "o2"),)))
    assert pairs(found) == {("e1", "o2"), ("e2", "o1")}
    assert [pair.pinned for pair in found.pairs] == [True, False]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"pinned": (("e1", "o1"), ("e1", "o2"))}, "pinned to two mentors"),
        ({"pinned": (("e1", "gone"),)}, "not in the lists"),
        ({"pinned": (("e1", "o1"), ("e2", "o1"))}, "no place left"),
        ({"pinned": (("e1", "o1"),), "forbidden": (("e1", "o1"),)}, "keeps these two apart"),
        ({"pinned": (("e1", "o3"), ("e2", "o3"))}, "brother or sister"),
    ],
)
def test_a_pin_that_cannot_be_kept_is_reported(facts: dict[str, Any], words: str) -> None:
    people = [mentee("e1", siblings="s"), mentee("e2", siblings="s")]
    mentors = [mentor("o1"), mentor("o2"), mentor("o3", capacity=2)]
    found = propose(request(people, mentors, **facts))
    assert words in " ".join(reason for pin in found.refused_pins for reason in pin.reasons)
    assert len(found.pairs) == 2


def test_a_running_pair_stays() -> None:
    people, mentors = [mentee(sectors=("law",))], [mentor("o1"), mentor("o2", sectors=("law",))]
    found = propose(request(people, mentors, matches=(match("e1", "o1"),)))
    assert pairs(found) == {("e1", "o1")}
    assert found.pairs[0].running


@pytest.mark.parametrize("forbidden", [(), (("e1", "o2"),)])
def test_a_pin_elsewhere_does_not_end_a_running_pair(forbidden: tuple[tuple[str, str], ...]) -> None:
    people, mentors = [mentee("e1"), mentee("e2")], [mentor("o1"), mentor("o2")]
    asked = {"pinned": (("e1", "o2"),), "matches": (match("e1", "o1"),), "forbidden": forbidden}
    found = propose(request(people, mentors, **asked))
    assert pairs(found) == {("e1", "o1"), ("e2", "o2")}
    assert [(pin.mentor, pin.running) for pin in found.refused_pins] == [("o2", False)]


def test_two_running_pairs_of_one_person_are_both_told() -> None:
    running = (match("e1", "o1"), match("e1", "o2"))
    found = propose(request([mentee("e1")], [mentor("o1"), mentor("o2")], matches=running))
    assert [pin.reasons[0] for pin in found.refused_pins] == ["The young person has two mentors at once."] * 2


def test_the_seed_of_the_request_draws_among_pins_too() -> None:
    people, pins = [mentee("e1"), mentee("e2")], (("e1", "o1"), ("e2", "o1"))
    asked = request(people, [mentor("o1")], pinned=pins)
    kept = {propose(asked.model_copy(update={"seed": seed})).pairs[0].mentee for seed in range(8)}
    assert kept == {"e1", "e2"}


@pytest.mark.parametrize("weight", [float("nan"), "a", True, 10**30, -1, None])
def test_a_weight_that_is_no_weight_is_a_trouble(weight: object) -> None:
    with pytest.raises(MatchingTrouble, match="can’t be used"):
        propose(request([mentee()], [mentor()], weights={"sectors": weight}))


def test_a_released_pair_may_change() -> None:
    people, mentors = [mentee(sectors=("law",) * 1)], [mentor("o1"), mentor("o2", sectors=("law",))]
    running = match("e1", "o1")
    found = propose(request(people, mentors, matches=(running,), released=(running.id,)))
    assert pairs(found) == {("e1", "o2")}


@pytest.mark.parametrize("pinned", [(), (("e2", "o1"),)])
def test_a_running_pair_that_breaks_a_rule_holds_its_mentors_place_until_it_is_ended(pinned) -> None:
    people, withdrawn = [mentee("e1"), mentee("e2")], consent("e1", withdrawn_on=date(2026, 11, 1))
    found = propose(
        request(
            people, [mentor("o1")], matches=(match("e1", "o1"),), consents=(withdrawn, consent("e2")), pinned=pinned
        )
    )
    assert not found.pairs
    assert [(pin.mentee, pin.running) for pin in found.refused_pins] == [("e1", True), *((p[0], False) for p in pinned)]


def test_a_running_pair_that_breaks_a_rule_ends_and_is_reported() -> None:
    mentors = [mentor("o1", state=PersonState.BARRED), mentor("o2")]
    found = propose(request([mentee()], mentors, matches=(match("e1", "o1"),)))
    assert pairs(found) == {("e1", "o2")}
    assert found.refused_pins[0].running


def test_siblings_have_different_mentors() -> None:
    people = [mentee("e1", siblings="s"), mentee("e2", siblings="s")]
    found = propose(request(people, [mentor(capacity=2)]))
    assert len(found.pairs) == 1
    assert len(propose(request(people, [mentor(capacity=2)], policy={"siblings_apart": False})).pairs) == 2


def test_a_place_left_with_a_sister_s_mentor_is_told_as_that() -> None:
    people = [mentee("e1", siblings="s"), mentee("e2", siblings="s")]
    waits = propose(request(people, [mentor(capacity=2)])).unmatched[0]
    assert waits.rule == "siblings"
    assert waits.reason.startswith("The places left are with mentors of this young person’s brothers or sisters")


def test_brothers_and_sisters_are_not_named_where_no_place_is_left() -> None:
    people = [mentee("e1", siblings="s"), mentee("e2", siblings="s"), mentee("e3")]
    found = propose(request(people, [mentor(capacity=2)]))
    assert [one.rule for one in found.unmatched] == ["competition"]


def test_a_sibling_of_a_pinned_mentee_has_another_mentor() -> None:
    people = [mentee("e1", siblings="s"), mentee("e2", siblings="s"), mentee("e3")]
    found = propose(request(people, [mentor(capacity=2)], pinned=(("e1", "o1"),)))
    assert pairs(found) == {("e1", "o1"), ("e3", "o1")}


def test_a_distance_that_is_not_known_is_said() -> None:
    assert propose(request([mentee()], [mentor()])).pairs[0].notes == ("Distance not known.",)
    near = propose(request([mentee()], [mentor(postcode_area="M1")], meeting_area="M14"))
    assert near.pairs[0].notes == ()


@pytest.mark.parametrize(("mentees", "mentors"), [(0, 0), (0, 3), (3, 0)])
def test_empty_sides_give_an_empty_answer(mentees: int, mentors: int) -> None:
    found = propose(request([mentee(f"e{k}") for k in range(mentees)], [mentor(f"o{k}") for k in range(mentors)]))
    assert found.pairs == ()
    assert [one.rule for one in found.unmatched] == ["no_mentor"] * mentees


def test_everyone_barred_gives_reasons() -> None:
    people = [mentee(availability=("mon-am",))]
    found = propose(request(people, [mentor(availability=("tue-am",))]))
    assert [one.rule for one in found.unmatched] == ["availability"]


def test_one_mentor_for_all_takes_as_many_as_they_can() -> None:
    found = propose(request([mentee(f"e{k}") for k in range(9)], [mentor(capacity=4)]))
    assert len(found.pairs) == 4
    assert {one.rule for one in found.unmatched} == {"competition"}


def test_the_same_person_twice_is_a_trouble() -> None:
    with pytest.raises(MatchingTrouble, match="twice"):
        propose(request([mentee("e1"), mentee("e1")], [mentor()]))


def test_the_run_is_recorded() -> None:
    asked = request(*crowd(6, 5))
    run = propose(asked).run
    assert run.proof.startswith("Proved best")
    assert set(run.versions) == {"pulp", "highspy", "numpy", "scipy"}
    assert propose(asked.model_copy(update={"today": date(2026, 11, 23)})).run.roster_hash != run.roster_hash


def test_progress_is_told_by_stage() -> None:
    told: list[str] = []
    propose(request(*crowd(12, 10)), progress=lambda stage, _share: told.append(stage))
    assert told[0] == "score"
    assert {"cover", "pool", "floor", "total", "decision", "explain"} <= set(told)


def test_a_job_can_be_stopped() -> None:
    with pytest.raises(Stopped):
        propose(request(*crowd(12, 10)), stopped=lambda: True)


def test_out_of_time_is_said_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.assignment.pool._FEW", 1)
    monkeypatch.setattr("desktop.assignment.pool.BEST", 1)
    found = propose(request(*crowd(40, 40, 2), seconds=1e-9))
    assert found.proof.proved == (found.proof.gap == 0)


def test_ids_are_typed() -> None:
    found = propose(request([mentee()], [mentor()]))
    assert (found.pairs[0].mentee, found.pairs[0].mentor) == (MenteeId("e1"), MentorId("o1"))
    assert match("e1", "o1").id == MatchId("m-e1-o1")


def test_an_answer_its_checker_objects_to_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "faults_of_rows", lambda *_given: ["a pair scores more than its prices"])
    with pytest.raises(AssertionError, match="scores more"):
        propose(request(*crowd(6, 5)))
