"""Why someone waits and what would match them: every change that is claimed is made, and the matching solved again."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from desktop.assignment.solve import settle
from desktop.assignment.watch import Watch
from desktop.errors import MatchingTrouble, Stopped
from desktop.explain import recruits, why_all_wait, why_unmatched
from desktop.matching import MatchingRequest, propose, work_out
from desktop.models.people import Dbs, Gate, GateKind, PersonState
from desktop.models.record import MenteeId
from desktop.models.scenarios import Scenario
from desktop.rules.eligibility import bars
from desktop.whatif import apply
from tests.unit.explain.oracle import matched
from tests.unit.matching.school import consent, crowd, match, mentee, mentor, request

E1, E2 = MenteeId("e1"), MenteeId("e2")


def worked(mentees, mentors, **facts):
    return work_out(request(mentees, mentors, **facts))


def changed(asked: MatchingRequest, change, mentee_id) -> set[str]:
    """Make a change as a person would, and return who is matched then."""
    if change.kind == "rule":
        return matched(asked, allowed=[(mentee_id, change.mentor)])
    if change.kind == "newcomer":
        again = apply(asked, Scenario(name="more", newcomers=(change.newcomers,)))
    elif change.kind == "own":
        return matched(asked) if "Even then" in change.words else {mentee_id}
    else:
        again = asked.model_copy(update={"mentors": tuple(_better(one, change) for one in asked.mentors)})
    return {pair.mentee for pair in propose(again).pairs}


def _better(one, change):
    if one.id != change.mentor:
        return one
    if change.kind == "place":
        return one.model_copy(update={"capacity": one.capacity + change.count})
    gates = tuple(Gate(kind=kind, passed_on=date(2026, 9, 1), by="AB") for kind in GateKind)
    return one.model_copy(update={"gates": gates, "dbs": Dbs(issued_on=date(2026, 8, 1)), "training_hours": 9})


def school(seed):
    """A crowd of which every fifth mentor isn't ready and every seventh form isn't back."""
    mentees, mentors = crowd(26, 14, seed)
    mentees = [one.model_copy(update={"date_of_birth": date(2011, 5, 4)}) for one in mentees]
    mentors = [one.model_copy(update={"gates": ()}) if n % 5 == 4 else one for n, one in enumerate(mentors)]
    forms = tuple(consent(one.id) for n, one in enumerate(mentees) if n % 7)
    return request(mentees, mentors, consents=forms, policy={"siblings_apart": False})


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_every_change_claimed_really_matches_this_very_person(seed):
    asked = school(seed)
    w = work_out(asked)
    left = [one.mentee for one in w.proposal.unmatched]
    kinds = set()
    for one, why in why_all_wait(w, left).items():
        for change in why.changes:
            kinds.add(change.kind)
            found = changed(asked, change, one)
            assert (one in found) == ("Even then" not in change.words)
    assert len(kinds) >= 3


@pytest.mark.parametrize("seed", [5, 6])
def test_one_place_or_newcomer_less_would_not_do(seed):
    asked = school(seed)
    w = work_out(asked)
    for one, why in why_all_wait(w, [one.mentee for one in w.proposal.unmatched]).items():
        for change in (change for change in why.changes if change.count > 1):
            fewer = change.model_copy(update={"count": change.count - 1})
            if change.newcomers:
                kind = change.newcomers.model_copy(update={"count": change.count - 1})
                fewer = change.model_copy(update={"newcomers": kind})
            assert one not in changed(asked, fewer, one)


@pytest.mark.parametrize("seed", [1, 4])
def test_a_missing_form_is_told_with_what_would_follow_once_it_is_back(seed):
    asked = school(seed)
    w = work_out(asked)
    for one, why in why_all_wait(w, [one.mentee for one in w.proposal.unmatched]).items():
        if [change.kind for change in why.changes] == ["own"]:
            again = propose(asked.model_copy(update={"consents": (*asked.consents, consent(one))}))
            now = one in {pair.mentee for pair in again.pairs}
            assert ("Even then" in why.changes[0].words) != now


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_those_who_compete_fill_every_place_they_could_have(seed):
    """Hall's condition: the mentors named are all that the rivals and this person may meet, and they are full."""
    w = work_out(school(seed))
    waiting = [one.mentee for one in w.proposal.unmatched if one.rule in ("competition", "no_mentor")]
    for one, why in why_all_wait(w, waiting).items():
        group = {one, *why.rivals}
        may = {
            other.id
            for person in w.setting.rows
            if person.id in group
            for other in w.setting.columns
            if not bars(person, other, w.setting.c)
        }
        assert may == set(why.mentors)
        room = dict(zip((other.id for other in w.setting.columns), w.setting.room.tolist(), strict=True))
        assert sum(room[other] for other in may) == len(why.rivals)


def test_two_groups_that_share_no_mentor_are_not_told_of_each_other():
    people = [
        mentee("e1", availability=("mon-am",), needs={"sen": "K"}), mentee("e2", availability=("mon-am",)),
        mentee("e3", availability=("tue-am",), needs={"sen": "K"}), mentee("e4", availability=("tue-am",)),
    ]  # fmt: skip
    w = worked(people, [mentor("o1", availability=("mon",)), mentor("o2", availability=("tue",))])
    assert why_unmatched(w, MenteeId("e4")).rivals == ("e3",)
    assert why_unmatched(w, MenteeId("e2")).mentors == ("o1",)


def test_who_competes_for_whom_is_told_by_name():
    w = worked([mentee("e1"), mentee("e2", needs={"sen": "K"})], [mentor(name="o1")])
    why = why_unmatched(w, E1)
    assert why.reasons == ("E1 and E2 compete for O1, and the others come first by need or waiting time.",)
    assert why.sentence.startswith(why.reasons[0])


def test_many_names_are_counted():
    people = [mentee("e0"), *(mentee(f"e{n}", needs={"sen": "K"}) for n in range(1, 6))]
    w = worked(people, [mentor(f"o{n}") for n in range(3)] + [mentor("o4", capacity=2)])
    assert (
        why_unmatched(w, MenteeId("e0")).reasons[0].startswith("E0 and E1, E2 and 3 others compete for O0, O1 and 2 o")
    )


def test_the_smallest_change_comes_first():
    people = [mentee("e1", availability=("mon-am",)), mentee("e2", needs={"sen": "K"}, availability=("mon-am",))]
    w = worked(people, [mentor("o1", availability=("mon",)), mentor("o2", availability=("tue",))])
    first = why_unmatched(w, E1).changes[0]
    assert (first.kind, first.mentor, first.rule) == ("rule", "o2", "availability")
    assert first.words.startswith("With O2 only this stands in the way: they have no time of the week in common.")


def test_who_comes_third_needs_two_places_more():
    people = [mentee(f"e{n}", needs={"pupil_premium": True} if n == 2 else {"sen": "K"} if n == 1 else {})
              for n in range(3)]  # fmt: skip
    w = worked(people, [mentor("o1")])
    place = next(one for one in why_unmatched(w, MenteeId("e0")).changes if one.kind == "place")
    assert (place.count, place.words) == (2, "If O1 took 3 young people, E0 would be matched.")


def test_where_too_many_come_first_no_small_change_is_claimed():
    people = [mentee("e00"), *(mentee(f"e{n:02d}", needs={"sen": "K"}) for n in range(1, 24))]
    why = why_unmatched(worked(people, [mentor("o1")]), MenteeId("e00"))
    assert why.changes == ()
    assert why.sentence.endswith("No small change would be enough.")


def test_a_mentor_whose_steps_are_open_is_a_way_out():
    w = worked([mentee()], [mentor("o1", gates=())])
    change = next(one for one in why_unmatched(w, E1).changes if one.kind == "mentor")
    assert change.words.startswith("O1 could be matched with E1 once this is put right: not done yet: ")


def test_a_mentor_who_would_be_taken_by_somebody_else_once_ready_is_none():
    people = [mentee("e1", waiting_since=None), mentee("e2", needs={"sen": "K"})]
    w = worked(people, [mentor("o1", gates=())])
    assert "mentor" not in {one.kind for one in why_unmatched(w, E1).changes}


def test_a_mentor_who_left_is_none():
    w = worked([mentee()], [mentor("o1", state=PersonState.LEFT)])
    assert [one.kind for one in why_unmatched(w, E1).changes] == ["newcomer"]


def test_nobody_with_a_place_is_said():
    assert why_unmatched(worked([mentee()], []), E1).reasons == ("No mentor who is clear to meet has room.",)


def test_the_rule_most_often_in_the_way_is_named():
    w = worked([mentee(availability=("mon-am",))], [mentor(f"o{n}", availability=("tue-am",)) for n in (1, 2)])
    assert why_unmatched(w, E1).reasons == (
        "No mentor with room may meet E1. Most often in the way, with 2 mentors: times in common.",
    )


def test_what_nothing_small_would_change_is_told_with_the_rules_advice():
    why = why_unmatched(worked([mentee(modality="virtual")], [mentor()]), E1)
    assert why.changes == ()
    assert why.sentence.endswith("in the way, with 1 mentor: online under 18. Find a way to meet in person.")


def test_new_mentors_are_of_the_kind_the_person_needs():
    one = mentee(needs_language="ur", same_gender=True, sex="F", sectors=("law",), availability=("thu-eve",))
    (change,) = why_unmatched(worked([one], [mentor()]), E1).changes
    assert change.words == (
        "1 more mentor in Law free on Thu speaking Urdu (women) would be enough for E1 to be matched."
    )


def test_where_others_would_take_the_first_new_mentors_it_is_said():
    people = [mentee("e0"), *(mentee(f"e{n}", needs={"sen": "K"}) for n in range(1, 4))]
    changes = why_unmatched(worked(people, [mentor("o1")]), MenteeId("e0")).changes
    words = next(one.words for one in changes if one.kind == "newcomer")
    assert words.startswith("2 others come first; with 3 more mentors ")
    assert words.endswith(" E0 would be matched too.")


def test_more_places_with_a_brother_s_only_mentor_are_no_way_out():
    w = worked([mentee("e1", siblings="s"), mentee("e2", siblings="s", needs={"sen": "K"})], [mentor()])
    assert "place" not in {one.kind for one in why_unmatched(w, E1).changes}


def test_a_brother_s_mentor_alone_is_no_rule_between_two_people():
    people = [mentee("e1", siblings="s"), mentee("e2", siblings="s")]
    w = worked(people, [mentor(capacity=2)], pinned=(("e2", "o1"),))
    assert why_unmatched(w, E1).reasons == ("No mentor with room may meet E1.",)


@pytest.mark.parametrize("policy", [{"need_order": "bands"}, {"siblings_apart": True}])
def test_bands_and_siblings_are_solved_in_full(policy):
    mentees, mentors = crowd(14, 7, 3)
    asked = request(mentees, mentors, policy=policy)
    w = work_out(asked)
    left = [one.mentee for one in w.proposal.unmatched if one.rule == "competition"]
    for one, why in why_all_wait(w, left).items():
        for change in (change for change in why.changes if change.kind in ("place", "newcomer")):
            assert one in changed(asked, change, one)


def test_a_running_pair_is_no_rival_that_could_change():
    w = worked([mentee("e1"), mentee("e2")], [mentor()], matches=(match("e2", "o1"),))
    assert why_unmatched(w, E1).rivals == ()


def test_the_explanation_can_be_stopped():
    w = worked([mentee("e1"), mentee("e2")], [mentor()])
    with pytest.raises(Stopped):
        why_all_wait(w, [w.proposal.unmatched[0].mentee], stopped=lambda: True)


def waits(people, mentors, **more):
    w = worked(people, mentors, **more)
    return why_unmatched(w, w.proposal.unmatched[0].mentee)


@pytest.mark.parametrize(
    ("people", "policy", "words"),
    [
        ((mentee("e1"), mentee("e2")), {}, "the others come first by need, waiting time or lot."),
        ((mentee("e1"), mentee("e2", needs={"sen": "K"})), {}, "the others come first by need or waiting time."),
        ((mentee("e1"), mentee("e2", sectors=("law",))), {"need_order": "bands"}, "not enough places for all of them."),
        ((mentee("e1", siblings="s"), mentee("e2", siblings="s")), {}, "brothers and sisters need different mentors."),
    ],
)
def test_what_decides_between_those_who_compete_is_told_as_it_is(people, policy, words):
    why = waits(people, [mentor("o1", capacity=1 if people[0].siblings is None else 2)], policy=policy)
    assert words in why.reasons[0]


@pytest.mark.parametrize("seed", range(1, 9))
def test_whoever_is_said_to_come_first_does(seed):
    w = worked(*crowd(14, 6, seed))
    rank = {mentee.id: int(rank) for mentee, rank in zip(w.setting.rows, w.setting.ranks, strict=True)}
    for one in w.proposal.unmatched:
        why = why_unmatched(w, one.mentee)
        if "come first" in why.sentence:
            assert all(rank[rival] < rank[one.mentee] for rival in why.rivals)


def test_the_mentor_of_a_brother_is_not_kept_away_by_one_rule_alone():
    people = [mentee("e1", siblings="s"), mentee("e2", siblings="s", availability=("mon-am",))]
    there = [mentor("o1", capacity=2, availability=("tue-pm",))]
    w = worked(people, there, matches=(match("e1", "o1"),))
    assert all(change.kind != "rule" for change in why_unmatched(w, MenteeId("e2")).changes)


@pytest.mark.parametrize("forms", [{}, {"consents": (consent("e2"),)}])
def test_what_there_was_no_time_to_try_is_not_claimed(monkeypatch, forms):
    monkeypatch.setattr("desktop.explain.tries.Watch", partial(Watch, seconds=-1))
    w = worked([mentee("e1"), mentee("e2", needs={"sen": "K"})], [mentor()], **forms)
    why = why_unmatched(w, E1)
    if forms:
        assert not why.changes[0].words.endswith("a mentor.")
    else:
        assert why.changes == ()
        assert why.sentence.endswith("There was no time to work out what would help.")
    assert recruits(w) == ()


def test_a_solve_that_time_cut_short_claims_nothing(monkeypatch):
    w = worked([mentee("e1"), mentee("e2")], [mentor()], policy={"need_order": "bands"})
    monkeypatch.setattr("desktop.explain.tries.settle", lambda *told: replace(settle(*told), gap=1))
    assert why_unmatched(w, w.proposal.unmatched[0].mentee).changes == ()


@pytest.mark.parametrize(("asked", "words"), [("e1", "has a mentor"), ("e9", "not in this matching")])
def test_whoever_does_not_wait_is_told_so(asked, words):
    with pytest.raises(MatchingTrouble, match=words):
        why_unmatched(worked([mentee("e1")], [mentor()]), MenteeId(asked))
