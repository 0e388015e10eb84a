from collections import Counter

import pytest

from desktop.anonymise import NEVER_LEAVES, counted, in_words, narrowed, release_records, spec
from desktop.models.wire import Narrowing, WireRecord
from tests.sync_world.school import TERM, pair, pairs

V1 = spec()


def records(facts, promise=V1):
    return release_records(facts, spec=promise, term=TERM)


def test_a_record_has_the_facts_of_the_spec_and_no_more():
    assert tuple(WireRecord.model_fields) == tuple(fact.name for fact in V1.facts)


def test_below_the_sites_minimum_nothing_is_released():
    assert records(pairs(9)) == ()
    assert len(records(pairs(10))) == 10


def test_only_pairs_that_may_be_shared_are_released():
    assert len(records((*pairs(20), *pairs(20, seed=2, may_share=False)))) == 20


def test_the_same_facts_give_the_same_records_in_the_same_order_however_they_come():
    facts = pairs(30)
    assert records(facts) == records(facts[::-1])


def test_one_more_pair_shuffles_all_of_them_anew():
    facts = pairs(30)
    before, after = records(facts), records((*facts, pair(secret="new")))
    same_place = sum(one == two for one, two in zip(before, after, strict=False))
    assert same_place < 12


def test_the_place_of_a_record_does_not_follow_the_order_of_the_pairs():
    marked = [pair(secret=f"{n}", sessions="8+" if n < 15 else "0") for n in range(30)]
    firsts = [records([*marked[:29], pair(secret=f"x{n}")])[0].sessions for n in range(60)]
    assert len(set(firsts)) > 1


def test_a_head_office_policy_can_only_narrow():
    assert narrowed(V1, Narrowing(k=2, minimum_pairs=1)) == V1
    assert narrowed(V1, Narrowing(k=9, minimum_pairs=15)).k == 9


def test_a_k_above_the_number_of_pairs_releases_nothing():
    assert records(pairs(20), narrowed(V1, Narrowing(k=21))) == ()


def test_words_count_every_record_and_every_pair_left_out():
    told = in_words(records(pairs(20)), pairs=24, spec=V1)
    assert told[0] == "20 records leave: one for each pair."
    assert told[1] == "4 pairs stay out: no consent to share."
    assert len(told) == 3 + len(V1.facts)


def test_words_do_not_speak_of_pairs_left_out_when_there_are_none():
    assert not any("stay out" in line for line in in_words(records(pairs(20)), pairs=20, spec=V1))


def test_words_for_an_empty_release_say_why():
    assert in_words((), pairs=5, spec=V1) == (
        "Fewer than 10 pairs may be shared, so head office only learns that this school is active.",
    )


def test_counts_add_up_for_every_fact():
    found = counted(records(pairs(20)), V1)
    assert {sum(counts.values()) for counts in found.values()} == {20}


def test_every_value_of_the_spec_has_a_word():
    assert all(value in V1.words for fact in V1.facts for value in fact.values)


@pytest.mark.parametrize("fact", V1.facts, ids=lambda fact: fact.name)
def test_wire_and_spec_list_the_same_values(fact):
    shape = WireRecord.model_json_schema()["properties"][fact.name]["enum"]
    assert set(fact.values) == set(shape) - {"not_stated"}


def test_what_never_leaves_is_told_as_a_list():
    assert all(NEVER_LEAVES)
    assert Counter(NEVER_LEAVES).most_common(1)[0][1] == 1


def test_while_a_term_runs_the_words_say_when_the_rest_follows():
    records = release_records(pairs(20), spec=V1, term=TERM)
    assert "14 days after its end" in in_words(records, pairs=20, spec=V1, over=False)[-1]


def test_the_moving_facts_of_a_running_term_repeat_the_draws_of_the_one_before():
    made = [release_records(pairs(40), spec=V1, term=term, moment="2025-26-3") for term in (TERM, "2025-26-3")]
    assert Counter(made[0]) == Counter(made[1])
