"""What is asked of an answer that is shown comes from the rooms; here only that the right answer is asked."""

import pytest

from desktop.errors import Stopped
from desktop.explain import instead as instead_exactly
from desktop.explain import why_pair, why_unmatched
from desktop.fairness import fairness
from desktop.models.people import Needs
from desktop.workspace.explaining import candidates, helped, instead, next_best, shares, swaps, wanted, why
from desktop.workspace.trying import as_it_stands
from tests.builders import consent, mentee, mentor


@pytest.fixture
def pairs(desk, put, draft):
    """Two young people; the first fits Law, the second Music; a third mentor shares nothing; a third person waits."""
    law = mentee(id="young-law", legal_forename="Lena", sectors=("law",), needs=Needs(sen="K"))
    music = mentee(id="young-music", legal_forename="Mo", sectors=("music",))
    grown = [
        mentor(id=f"grown-{one}", name=f"{one.title()} Mentor", sectors=(one,)) for one in ("law", "music", "sport")
    ]
    put(law, music, *grown, consent(law, id="form-law"), consent(music, id="form-music"))
    draft()
    return desk


@pytest.fixture
def shown(pairs):
    return as_it_stands(pairs.matching.request())


def test_why_is_what_the_room_says(shown):
    assert why(shown, "young-law") == why_pair(shown.shown, "young-law")


def test_the_next_best_is_the_engine_s_answer_without_the_pair(shown):
    found = next_best(shown, "young-law")
    assert found.mentor == "grown-sport"
    assert found.sentence == "That would cost nobody else anything."


def test_choosing_somebody_else_s_mentor_says_what_they_lose(shown):
    found = instead(shown, "young-law", "grown-music")
    assert found == instead_exactly(shown.shown, "young-law", "grown-music")
    assert "That would leave Mo Rees with" in found.sentence


def test_every_mentor_is_a_candidate(shown):
    assert [one.mentor for one in candidates(shown, "young-law")] == ["grown-law", "grown-music", "grown-sport"]


def test_a_swap_shows_both_fits(shown):
    (swap,) = swaps(shown, "young-law")
    assert (swap.other, swap.barred) == ("young-music", "")


def test_nobody_has_no_swaps(shown):
    assert swaps(shown, "young-nobody") == ()


def test_who_waits_is_told_the_smallest_change(desk, put, draft):
    people = [mentee(id=f"young-{n}") for n in range(2)]
    put(*people, mentor(name="Ruth Okafor"), *[consent(one, id=f"form-{one.id}") for one in people])
    draft()
    now = as_it_stands(desk.matching.request())
    (left,) = now.left_out
    assert helped(now, [left.mentee]) == {left.mentee: why_unmatched(now.engine, left.mentee)}
    assert "If Ruth Okafor took 2 young people" in helped(now, [left.mentee])[left.mentee].sentence


def test_who_could_be_matched_now_gets_no_other_help(desk, put, draft, pair):
    pair()
    draft()
    late = mentee(id="young-9", legal_forename="Late")
    put(late, consent(late, id="form-9"), mentor(id="grown-9"))
    now = as_it_stands(desk.matching.request())
    assert helped(now, ["young-9"]) == {}


def test_the_help_can_be_stopped(desk, put):
    one = mentee()
    put(one)
    now = as_it_stands(desk.matching.request())
    put(consent(one))
    with pytest.raises(Stopped):
        helped(now, [one.id], stopped=lambda: True)


def test_fairness_is_that_of_what_is_shown(shown):
    assert shares(shown) == fairness(shown.shown)


def test_which_mentors_to_look_for_is_asked_of_the_engine(desk, put):
    people = [mentee(id=f"young-{n}") for n in range(2)]
    put(*people, *[consent(one, id=f"form-{one.id}") for one in people])
    found = wanted(as_it_stands(desk.matching.request()))
    assert found.recruits[0].matched == 2
