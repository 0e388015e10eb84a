import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.anonymise import spec
from desktop.anonymise.blur import blurred

FACTS = {fact.name: fact for fact in spec().private}
TERM = "2026-27-1"


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=40), st.sampled_from(list(FACTS.values())), st.data())
def test_the_same_pair_and_fact_give_the_same_draw_each_time(secret, fact, data):
    value = data.draw(st.sampled_from(fact.values))
    assert len({blurred(value, fact, secret=secret, moment=TERM) for _ in range(3)}) == 1


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_the_published_chance_keeps_epsilon_and_wastes_none_of_it(fact):
    lie = (1_000_000 - fact.truth) / (len(fact.values) - 1)
    assert 1.99998 < math.log(fact.truth / lie) <= 2


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_truth_is_told_as_often_as_published_and_each_lie_alike(fact):
    told = Counter(blurred(fact.values[0], fact, secret=f"pair {n}", moment=TERM) for n in range(6000))
    truth = fact.truth / 1_000_000
    others = [told[value] for value in fact.values[1:]]
    assert abs(told[fact.values[0]] / 6000 - truth) < 4 * math.sqrt(truth * (1 - truth) / 6000)
    assert max(others) - min(others) < 5 * math.sqrt(2 * 6000 * (1 - truth) / len(others))


def test_a_lasting_fact_is_drawn_once_for_all_terms():
    fact = FACTS["unmet_need"]
    assert all(
        blurred("yes", fact, secret=f"{n}", moment="2025-26-1") == blurred("yes", fact, secret=f"{n}", moment=TERM)
        for n in range(200)
    )


def test_a_fact_of_the_term_is_drawn_anew_each_term():
    fact = FACTS["confidence"]
    told = [
        (blurred("same", fact, secret=f"{n}", moment="2025-26-1"), blurred("same", fact, secret=f"{n}", moment=TERM))
        for n in range(200)
    ]
    assert any(one != two for one, two in told)


def test_when_a_fact_is_corrected_its_release_turns_with_it_and_the_level_stays_deniable():
    fact = FACTS["unmet_need"]
    for n in range(200):
        told = [blurred(value, fact, secret=f"{n}", moment=TERM) for value in ("yes", "no")]
        assert set(told) == {"yes", "no"}


def test_that_nobody_was_asked_is_blurred_like_any_answer():
    fact = FACTS["confidence"]
    told = Counter(blurred("not_measured", fact, secret=f"{n}", moment=TERM) for n in range(2000))
    assert set(told) == set(fact.values)
    assert abs(told["not_measured"] / 2000 - fact.truth / 1_000_000) < 0.05
