"""Why this pair, why not another, candidates and swaps, each held against the rules and weights themselves."""

import pytest

from desktop.errors import MatchingTrouble
from desktop.explain import candidates, instead, swaps, why_pair, without
from desktop.matching import Workings, work_out
from desktop.models.explanations import Effect, Instead, WhyPair
from desktop.models.matches import MatchState
from desktop.models.record import MenteeId, MentorId
from desktop.rules.compatibility import points
from desktop.rules.eligibility import bars
from tests.unit.matching.school import crowd, match, mentee, mentor, request

E1, E2, O1, O2 = MenteeId("e1"), MenteeId("e2"), MentorId("o1"), MentorId("o2")


def worked(mentees, mentors, **facts) -> Workings:
    return work_out(request(mentees, mentors, **facts))


def two_lawyers(*sectors) -> Workings:
    return worked([mentee(sectors=("law", "music"))], [mentor(f"o{n + 1}", sectors=s) for n, s in enumerate(sectors)])


def test_a_pair_is_explained_with_its_runner_up():
    why = why_pair(two_lawyers(("law", "music"), ("law",)), E1)
    assert (why.mentor, why.runner_up, why.runner_up_name, why.gap) == (O1, O2, "O2", 120)
    assert why.reasons[0].words == "Shares a career interest: Law, Music."
    assert why.runner_up_words == "The next best is O2, 120 points behind."


def test_the_points_of_every_reason_sum_to_the_score():
    w = worked(*crowd(25, 25, 3))
    for pair in w.proposal.pairs:
        why = why_pair(w, pair.mentee)
        assert sum(one.points for one in why.reasons) == why.score == pair.score
        assert all(0 < one.points <= one.most and one.share == one.points / one.most for one in why.reasons)


def test_the_runner_up_is_the_best_other_mentor_the_rules_allow():
    w = worked(*crowd(20, 20, 4))
    for pair in w.proposal.pairs:
        why, one = why_pair(w, pair.mentee), w.setting.mentees[pair.mentee]
        others = [
            sum(points(one, other, w.setting.c, weights=w.setting.weights).values())
            for other in w.setting.mentors.values()
            if other.id != pair.mentor and not bars(one, other, w.setting.c)
        ]
        assert why.gap == (pair.score - max(others) if others else 0)
        assert (why.runner_up is None) == (not others)


def test_an_only_choice_has_no_runner_up():
    why = why_pair(worked([mentee()], [mentor(), mentor("o2", gates=())]), E1)
    assert (why.runner_up, why.runner_up_words) == (None, "")


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0, "Ruth would be as good a mentor."),
        (1, "The next best is Ruth, 1 point behind."),
        (-40, "Ruth alone would have 40 points more, at the others’ cost."),
    ],
)
def test_the_gap_is_told_in_words(gap, words):
    why = WhyPair(
        mentee=E1, mentor=O1, score=9, fit=9, full=9, reasons=(), runner_up=O2, runner_up_name="Ruth", gap=gap,
        equally_good=(),
    )  # fmt: skip
    assert why.runner_up_words == words
    assert why.sentence == ""


def test_equally_good_mentors_are_named_and_cost_nothing():
    w = worked([mentee("e1"), mentee("e2")], [mentor("o1"), mentor("o2")])
    (other,) = why_pair(w, E1).equally_good
    assert instead(w, E1, MentorId(other.lower())).cost["total"] == 0


def test_waiting_is_no_equally_good_mentor():
    people = [mentee(f"e{n}", needs={"sen": "K"}) for n in (1, 2, 3)]
    w = worked(people, [mentor("o1"), mentor("o2")], policy={"need_order": "bands"})
    assert all(len(why_pair(w, pair.mentee).equally_good) == 1 for pair in w.proposal.pairs)


def test_someone_who_waits_has_no_pair_to_explain():
    with pytest.raises(MatchingTrouble, match="no mentor"):
        why_pair(worked([mentee()], []), E1)


def test_the_cost_of_another_mentor_is_what_solving_with_the_pin_gives():
    w = worked(*crowd(10, 10, 2))
    pair = w.proposal.pairs[0]
    for other in w.setting.columns:
        found = instead(w, pair.mentee, other.id)
        if not found.barred:
            again = work_out(w.request.model_copy(update={"pinned": ((pair.mentee, other.id),)})).proposal
            assert found.cost["total"] == w.proposal.objective["total"] - again.objective["total"]
            now = {one.mentee: one.mentor for one in w.proposal.pairs}
            then = {one.mentee: one.mentor for one in again.pairs}
            moved = {one for one in now if one != pair.mentee and now[one] != then.get(one)}
            assert {one.mentee for one in found.effects} == moved


def test_choosing_somebody_else_s_mentor_says_what_they_lose():
    people = [mentee("e1", sectors=("law",)), mentee("e2", sectors=("music",))]
    w = worked(people, [mentor("o1", sectors=("law",)), mentor("o2", sectors=("music",))])
    assert instead(w, E1, O2).sentence.startswith("That would leave E2 with")


def test_a_barred_mentor_is_answered_with_the_rule():
    w = worked([mentee()], [mentor(), mentor("o2", capacity=0)])
    assert instead(w, E1, O2).sentence == "The mentor takes no young person at the moment."


def test_a_mentor_whose_place_is_taken_for_good_is_refused_with_the_reason():
    w = worked([mentee("e1"), mentee("e2")], [mentor(), mentor("o2")], matches=(match("e2", "o2"),))
    assert instead(w, E1, O2).sentence == "The mentor has no place left."


def test_a_pin_on_the_draft_doesn_t_answer_for_it():
    drafts = (match("e1", "o1", MatchState.DRAFT, pinned=True),)
    w = worked([mentee()], [mentor(), mentor("o2")], matches=drafts)
    assert without(w, E1).mentor == O2


def test_without_the_pair_the_next_best_is_the_engines_answer():
    found = without(two_lawyers(("law", "music"), ("law",)), E1)
    assert (found.mentor, found.mentor_name, found.sentence) == (O2, "O2", "That would cost nobody else anything.")
    assert found.cost["total"] == 120


def test_where_no_other_mentor_may_meet_them_nobody_is_next():
    assert without(worked([mentee()], [mentor()]), E1) is None


@pytest.mark.parametrize(
    ("effects", "sentence"),
    [
        ([(80, None)], "That would leave Mo without a mentor."),
        ([(80, 60), (50, 49)], "That would leave Mo with 60 instead of 80. 1 more would lose by it."),
        ([(80, 90)], "That would cost nobody else anything."),
        ([(None, 90)], "That would cost nobody else anything."),
    ],
)
def test_the_cost_is_one_sentence(effects, sentence):
    told = tuple(Effect(mentee=E2, name="Mo", before=before, after=after) for before, after in effects)
    assert Instead(mentee=E1, mentor=O1, mentor_name="M", fit=1, effects=told).sentence == sentence


def test_having_no_mentor_is_worse_than_a_pair_of_fit_nought():
    people = [mentee("e1", sectors=("law",), needs={"looked_after": True}), mentee("e2")]
    weights = {"distance": 0, "modality": 0}
    w = worked(people, [mentor("o1", sectors=("law",)), mentor("o2")], forbidden=(("e2", "o1"),), weights=weights)
    assert instead(w, E1, O2).sentence == "That would leave E2 without a mentor."


@pytest.mark.parametrize("ask", [lambda w: instead(w, E1, MentorId("o9")), lambda w: why_pair(w, MenteeId("e9"))])
def test_whoever_is_not_in_the_matching_is_told_so(ask):
    with pytest.raises(MatchingTrouble, match="not in this matching"):
        ask(worked([mentee("e1")], [mentor()]))


def test_candidates_allowed_come_first_and_best_fit_first():
    w = two_lawyers(("law",), ("law", "music"), ())
    w = worked(list(w.request.mentees), list(w.request.mentors), forbidden=((E1, O1),))
    found = candidates(w, E1)
    assert [one.mentor for one in found] == ["o2", "o3", "o1"]
    assert found[2].barred


def test_a_mentor_whose_places_run_is_no_candidate():
    w = worked([mentee("e1"), mentee("e2")], [mentor(), mentor("o2")], matches=(match("e2", "o2"),))
    assert {one.mentor: one.barred for one in candidates(w, E1)}["o2"] == "All places of this mentor are taken."


def test_a_swap_costs_what_the_two_pairs_lose():
    people = [mentee("e1", sectors=("law",)), mentee("e2", sectors=("music",))]
    w = worked(people, [mentor("o1", sectors=("law",)), mentor("o2", sectors=("music",))])
    (swap,) = swaps(w, E1)
    assert (swap.other, swap.cost, swap.barred) == (E2, 240, "")


def test_the_cost_of_a_swap_is_the_points_before_less_those_after():
    w = worked(*crowd(14, 14, 7))
    pairs = {pair.mentee: pair for pair in w.proposal.pairs}
    mine = w.proposal.pairs[0]
    people, mentors, c, weights = w.setting.mentees, w.setting.mentors, w.setting.c, w.setting.weights
    for swap in swaps(w, mine.mentee):
        other = pairs[swap.other]
        crossed = ((mine.mentee, other.mentor), (other.mentee, mine.mentor))
        if swap.barred:
            assert any(bars(people[one], mentors[two], c) for one, two in crossed)
        else:
            after = sum(sum(points(people[one], mentors[two], c, weights=weights).values()) for one, two in crossed)
            assert swap.cost == mine.score + other.score - after


def test_a_running_pair_is_not_swapped_with():
    w = worked([mentee("e1"), mentee("e2")], [mentor(), mentor("o2")], matches=(match("e2", "o2"),))
    assert swaps(w, E1) == ()
