import pytest

from desktop.errors import Stopped
from desktop.models.people import Needs
from desktop.workspace.explaining import Change, Instead, candidates, helped, instead, next_best, shares, swaps, why
from desktop.workspace.trials import as_it_stands, weighed
from tests.builders import consent, mentee, mentor


@pytest.fixture
def pairs(desk, put, draft):
    """Two young people; the first fits Law, the second Music; a third mentor shares nothing."""
    law = mentee(id="young-law", legal_forename="Lena", sectors=("law",), needs=Needs(sen="K"))
    music = mentee(id="young-music", legal_forename="Mo", sectors=("music",))
    grown = [
        mentor(id=f"grown-{one}", name=f"{one.title()} Mentor", sectors=(one,)) for one in ("law", "music", "sport")
    ]
    put(law, music, *grown, consent(law, id="form-law"), consent(music, id="form-music"))
    draft()
    return desk


def request(desk):
    return weighed(desk.matching.request(), {})


def now(desk):
    return as_it_stands(request(desk))


def test_the_reasons_come_weightiest_first_with_their_share(pairs):
    found = why(request(pairs), "young-law", "grown-law")
    points = [one.points for one in found.criteria]
    assert points == sorted(points, reverse=True)
    assert all(0 < one.share <= 1 for one in found.criteria)


def test_the_sentence_gives_the_two_weightiest_reasons(pairs):
    found = why(request(pairs), "young-law", "grown-law")
    assert found.sentence == " ".join(one.words for one in found.criteria[:2])


def test_the_next_best_is_the_engine_s_answer_without_the_pair(pairs):
    found = next_best(request(pairs), now(pairs), "young-law")
    assert found.mentor == "grown-sport"
    assert found.sentence == "That would cost nobody else anything."


def test_somebody_without_a_pair_has_no_next_best(pairs):
    assert next_best(request(pairs), now(pairs), "young-nobody") is None


def test_where_no_other_mentor_may_meet_them_there_is_no_next_best(desk, pair, draft):
    two = pair()
    draft()
    assert next_best(request(desk), now(desk), two.mentee.id) is None


def test_choosing_somebody_else_s_mentor_says_what_they_lose(pairs):
    found = instead(request(pairs), now(pairs), "young-law", "grown-music")
    assert "That would leave Mo Rees with" in found.sentence


def test_a_barred_mentor_is_answered_with_the_rule(pairs):
    pairs.matching.forbid("young-law", "grown-sport")
    found = instead(request(pairs), now(pairs), "young-law", "grown-sport")
    assert found.sentence == found.barred[0]


def test_a_mentor_whose_place_is_pinned_is_refused_with_the_reason(pairs):
    match = next(one for one in pairs.matching.open() if one.mentee == "young-music")
    pairs.matching.pin(match.id)
    pairs.matching.publish([match.id])
    found = instead(request(pairs), now(pairs), "young-law", "grown-music")
    assert found.barred


def test_candidates_allowed_come_first_and_best_fit_first(pairs):
    pairs.matching.forbid("young-law", "grown-sport")
    found = candidates(request(pairs), "young-law")
    assert [one.mentor for one in found] == ["grown-law", "grown-music", "grown-sport"]
    assert found[2].barred


def test_a_mentor_whose_places_run_is_no_candidate(pairs):
    match = next(one for one in pairs.matching.open() if one.mentee == "young-music")
    pairs.matching.publish([match.id])
    found = {one.mentor: one.barred for one in candidates(request(pairs), "young-law")}
    assert found["grown-music"] == "All places of this mentor are taken."


def test_a_swap_shows_both_fits(pairs):
    (swap,) = swaps(request(pairs), now(pairs), "young-law")
    assert (swap.other.mentee, swap.barred) == ("young-music", "")
    assert swap.mine < 100


def test_a_swap_that_a_rule_bars_says_so(pairs):
    pairs.matching.forbid("young-law", "grown-music")
    (swap,) = swaps(request(pairs), now(pairs), "young-law")
    assert swap.barred


def test_nobody_has_no_swaps(pairs):
    assert swaps(request(pairs), now(pairs), "young-nobody") == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ((Change(name="Mo", before=80, after=None),), "That would leave Mo without a mentor."),
        (
            (Change(name="Mo", before=80, after=60), Change(name="Li", before=50, after=49)),
            "That would leave Mo with 60 instead of 80. 1 more would lose by it.",
        ),
        ((Change(name="Mo", before=80, after=90),), "That would cost nobody else anything."),
    ],
)
def test_the_cost_is_one_sentence(changes, sentence):
    assert Instead(mentor="m", mentor_name="M", fit=1, changes=changes).sentence == sentence


class Asked:
    """Says stop once it was asked a number of times."""

    def __init__(self, calm=10**9):
        self.calm, self.times = calm, 0

    def __call__(self):
        self.times += 1
        return self.times > self.calm


def left_out(desk):
    return as_it_stands(request(desk)).left_out


def test_who_waits_is_told_the_smallest_change(desk, put, draft):
    """Two compete for one mentor: one more place with that mentor would match both."""
    people = [mentee(id=f"young-{n}") for n in range(2)]
    put(*people, mentor(name="Ruth Okafor"), *[consent(one, id=f"form-{one.id}") for one in people])
    draft()
    (told,) = helped(request(desk), left_out(desk)).values()
    assert told.reason == "2 young people compete for 1 mentor."
    assert told.change.startswith("Ruth Okafor: If this mentor took 2 mentees")


def test_who_is_barred_by_their_own_form_is_told_of_no_change(desk, put):
    one = mentee()
    put(one, mentor())
    (told,) = helped(request(desk), left_out(desk)).values()
    assert told.change == ""


def test_who_is_no_longer_left_out_gets_no_help(desk, pair):
    pair()
    waiting = left_out(desk)
    assert [one.rule for one in waiting] == ["free_now"]
    assert helped(request(desk), waiting) == {}


def test_help_stops_where_the_desk_asked_for_it(desk, put):
    put(mentee(), mentor())
    waiting = left_out(desk)
    with pytest.raises(Stopped):
        helped(request(desk), waiting, stopped=lambda: True)


def test_help_that_is_stopped_between_two_people_gives_what_it_has(desk, put):
    put(mentee(), mentor())
    asked = Asked()
    helped(request(desk), [], stopped=asked)
    calm = asked.times
    asked = Asked(calm=calm)
    assert helped(request(desk), left_out(desk), stopped=asked) == {}


def test_shares_hold_no_figure_of_a_small_group(desk, pair):
    pair()
    found = shares(request(desk))
    assert {(one.people, one.fit) for one in found.groups} == {(None, None)}


def test_shares_tell_the_middle_fit_of_a_group_that_is_large_enough(desk, put):
    people = [mentee(id=f"young-{n}") for n in range(7)]
    put(*people, *[mentor() for _n in range(7)], *[consent(one, id=f"form-{one.id}") for one in people])
    group = next(one for one in shares(request(desk)).groups if one.dimension == "year")
    assert (group.people, group.matched) == (7, 7)
    assert 0 < group.fit <= 100


def test_shares_say_which_mentors_would_help(desk, put):
    people = [mentee(id=f"young-{n}") for n in range(4)]
    put(*people, mentor(), *[consent(one, id=f"form-{one.id}") for one in people])
    assert shares(request(desk)).recruits
