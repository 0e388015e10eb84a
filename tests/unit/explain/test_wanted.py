"""Which mentors to look for: what is claimed of three more engineers is tried with three more engineers."""

import pytest

from desktop.errors import Stopped
from desktop.explain import recruits, scarcity, wanted
from desktop.matching import propose, work_out
from desktop.models.scenarios import Newcomers, Scenario
from desktop.whatif import apply
from tests.unit.matching.school import consent, crowd, mentee, mentor, request


def worked(mentees, mentors, **facts):
    return work_out(request(mentees, mentors, **facts))


def matched_with(w, kind: Newcomers) -> int:
    again = apply(w.request, Scenario(name="more", newcomers=(kind,)))
    return propose(again).objective["matched"] - w.proposal.objective["matched"]


def test_further_mentors_of_a_kind_would_match_more():
    people = [mentee(f"e{k}", sectors=("engineering",), availability=("thu-eve",)) for k in range(4)]
    best = recruits(worked(people, [mentor(availability=("thu",))]))[0]
    assert best.words == "3 more mentors in Engineering free on Thu would match 3 more young people."


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
@pytest.mark.parametrize("policy", [{"siblings_apart": False}, {}])
def test_so_many_more_really_match_so_many_more(seed, policy):
    w = worked(*crowd(24, 12, seed), policy=policy)
    for one in recruits(w, mentors=5):
        assert matched_with(w, one.newcomers) == one.matched > 0


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_no_more_mentors_are_asked_for_than_it_takes(seed):
    w = worked(*crowd(24, 12, seed), policy={"siblings_apart": False})
    for one in recruits(w, mentors=5):
        assert one.newcomers.count == one.matched


def test_an_area_that_people_wait_in_is_a_kind_of_its_own():
    people = [mentee(f"e{k}", postcode_area="L1", modality="face_to_face") for k in range(3)]
    found = recruits(worked(people, [mentor(postcode_area="M14", travel_km=1)]))
    assert "3 more mentors near L1 would match 3 more young people." in {one.words for one in found}


def test_a_kind_has_the_language_and_gender_that_those_who_wait_need():
    people = [mentee(f"e{n}", needs_language="ur", same_gender=True, sex="F", sectors=("law",)) for n in range(2)]
    w = worked(people, [mentor()])
    assert recruits(w)[0].words == "2 more mentors in Law speaking Urdu (women) would match 2 more young people."
    assert matched_with(w, recruits(w)[0].newcomers) == 2


def test_where_no_mentor_whatever_would_help_nobody_is_looked_for():
    assert recruits(worked([mentee(modality="virtual")], [mentor()])) == ()


def test_whoever_named_nothing_could_meet_anyone_new():
    found = recruits(worked([mentee("e1"), mentee("e2")], [mentor()]), mentors=1)
    assert found[0].words == "1 more mentor would match 1 more young person."


def test_those_who_wait_for_a_form_ask_for_nobody():
    w = work_out(request([mentee("e1"), mentee("e2")], [mentor()], consents=(consent("e1"),)))
    assert recruits(w) == ()


def test_scarce_mentors_have_a_price():
    people = [mentee(f"e{k}", sectors=("law",)) for k in range(3)]
    w = worked(people, [mentor("o1", sectors=("law",), availability=("thu",)), mentor("o2"), mentor("o3")])
    found = {(one.kind, one.code): one for one in scarcity(w)}
    assert found["sector", "law"].price == 120
    assert found["sector", "law"].words == (
        "Law: 1 mentor to choose from, 0 who wait asked for it. "
        "A further place with one of them is worth up to 120 points to those who are matched."
    )
    assert set(found) >= {("sector", "law"), ("day", "thu"), ("area", "")}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_more_mentor_like_another_adds_no_more_than_the_price(seed):
    """The price is the dual: with the same people matched and no weaker pair, a twin adds at most that."""
    w = worked(*crowd(12, 16, seed), policy={"poor_score": 0})
    prices = w.settled.certificate.prices.columns
    for at, one in enumerate(w.setting.columns):
        twin = one.model_copy(update={"id": f"{one.id}-twin", "capacity": 1})
        again = propose(w.request.model_copy(update={"mentors": (*w.request.mentors, twin)}))
        same = {pair.mentee for pair in again.pairs} == {pair.mentee for pair in w.proposal.pairs}
        if same and again.objective["worst"] == w.proposal.objective["worst"]:
            assert again.objective["total"] - w.proposal.objective["total"] <= prices[at]


@pytest.mark.parametrize("seed", [3, 4, 5])
@pytest.mark.parametrize("poor", [0, 300])
def test_what_is_said_of_a_kind_holds_for_each_of_its_mentors(seed, poor):
    w = worked(*crowd(10, 8, seed), policy={"poor_score": poor})
    said = {one.code: one.price for one in scarcity(w) if one.kind == "sector"}
    before = w.proposal
    for one in w.setting.columns:
        roomier = one.model_copy(update={"capacity": one.capacity + 1})
        mentors = tuple(roomier if other is one else other for other in w.request.mentors)
        again = propose(w.request.model_copy(update={"mentors": mentors}))
        same = {pair.mentee for pair in again.pairs} == {pair.mentee for pair in before.pairs}
        if same and again.objective["worst"] == before.objective["worst"]:
            gained = again.objective["total"] - before.objective["total"]
            assert all(gained <= said[sector] for sector in one.sectors)


def test_what_those_who_wait_asked_for_comes_first():
    people = [mentee("e1", sectors=("law",), needs={"sen": "K"}), mentee("e2", sectors=("music",))]
    first = scarcity(worked(people, [mentor("o1", sectors=("law",))]))[0]
    assert (first.kind, first.code, first.mentors, first.asked) in {("sector", "music", 0, 1), ("area", "", 1, 1)}


def test_an_area_that_nobody_said_is_called_so():
    names = {one.name for one in scarcity(worked([mentee()], [mentor(), mentor("o2", postcode_area="M14")]))}
    assert {"Area not known", "Near M14"} <= names


def test_both_answers_come_together_and_can_be_stopped():
    w = worked([mentee("e1"), mentee("e2")], [mentor()])
    assert wanted(w).recruits == recruits(w)
    with pytest.raises(Stopped):
        wanted(w, stopped=lambda: True)
