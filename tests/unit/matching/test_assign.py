"""Plain arrays in: any instance, any numbers, and clear words for what isn't one."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from desktop.errors import MatchingTrouble
from desktop.matching import Assignment, assign, assign_sparse

WHOLE = settings(max_examples=60, deadline=None)
SHAPES = st.tuples(st.integers(0, 6), st.integers(0, 6))
INT32 = st.integers(-(2**31), 2**31 - 1) | st.integers(-3, 3)
MATRICES = SHAPES.flatmap(lambda shape: arrays(np.int64, shape, elements=INT32))


def check(scores: np.ndarray, found: Assignment, barred: np.ndarray, room: np.ndarray) -> None:
    """Hold an answer against its prices here, with Python's own whole numbers."""
    rows, columns = found.pairs.T
    worth = scores.astype(object)
    assert found.total == sum(worth[rows, columns], 0)
    assert not barred[rows, columns].any()
    assert (np.bincount(columns, minlength=scores.shape[1]) <= room).all()
    both = found.mentee_prices.astype(object)[:, None] + found.mentor_prices.astype(object)[None, :]
    assert (worth <= both)[~barred].all()
    assert found.total == sum(found.mentee_prices[rows].tolist()) + sum((found.mentor_prices * room).tolist())


@WHOLE
@given(MATRICES, st.randoms(use_true_random=False))
def test_prices_prove_every_answer(scores: np.ndarray, draw: Any) -> None:
    barred = np.array([[draw.random() < 0.3 for _ in row] for row in scores], np.bool_).reshape(scores.shape)
    room = np.array([draw.choice([0, 1, 1, 2, 9]) for _ in range(scores.shape[1])], np.int64)
    found = assign(scores, barred=barred, capacities=room)
    assert found.proved
    check(scores, found, barred, np.minimum(room, len(scores)))


@WHOLE
@given(MATRICES, st.randoms(use_true_random=False))
def test_permuting_rows_changes_no_pair(scores: np.ndarray, draw: Any) -> None:
    turn = draw.sample(range(len(scores)), len(scores))
    found, turned = assign(scores), assign(scores[turn])
    own = sorted((*scores[i].tolist(), j) for i, j in found.pairs.tolist())
    assert sorted((*scores[turn[i]].tolist(), j) for i, j in turned.pairs.tolist()) == own


@WHOLE
@given(MATRICES, st.randoms(use_true_random=False))
def test_no_capacity_is_exceeded_and_no_barred_pair_made(scores: np.ndarray, draw: Any) -> None:
    barred = np.array([[draw.random() < 0.5 for _ in row] for row in scores], np.bool_).reshape(scores.shape)
    room = np.array([draw.choice([0, 1, 2]) for _ in range(scores.shape[1])], np.int64)
    priority = [draw.randint(-2, 2) for _ in scores]
    found = assign(scores, barred=barred, capacities=room, priority=priority)
    assert not barred[tuple(found.pairs.T)].any()
    assert (np.bincount(found.pairs[:, 1], minlength=scores.shape[1]) <= room).all()
    assert len(set(found.pairs[:, 0].tolist())) == len(found.pairs)


@WHOLE
@given(MATRICES, st.integers(1, 3))
def test_a_further_mentor_never_lowers_the_cover(scores: np.ndarray, places: int) -> None:
    further = np.concatenate([scores, np.zeros((len(scores), 1), np.int64)], axis=1)
    room = np.ones(further.shape[1], np.int64)
    room[-1] = places
    assert len(assign(further, capacities=room).pairs) >= len(assign(scores).pairs)


@WHOLE
@given(MATRICES)
def test_a_sparse_list_of_all_pairs_is_the_same(scores: np.ndarray) -> None:
    listed = [(i, j, scores[i, j]) for i, j in np.ndindex(*scores.shape)]
    candidates = np.array(listed, np.int64).reshape(-1, 3)
    assert assign_sparse(candidates, shape=scores.shape).total == assign(scores).total


def test_a_known_optimum() -> None:
    costs = np.array([[4, 1, 3], [2, 0, 5], [3, 2, 2]])
    assert assign(-costs).total == -5


@pytest.mark.parametrize("seed", range(20))
def test_small_instances_are_the_best_of_all_permutations(seed: int) -> None:
    scores = np.random.default_rng(seed).integers(-9, 9, (5, 5))
    best = max(int(scores[np.arange(5), list(order)].sum()) for order in permutations(range(5)))
    assert assign(scores).total == best


def test_priority_comes_before_total() -> None:
    found = assign([[1], [900]], priority=[5, 3])
    assert found.pairs.tolist() == [[0, 0]]


def test_equal_priorities_are_settled_by_the_total() -> None:
    assert assign([[1], [900], [5000]], priority=[5, 5, 3]).pairs.tolist() == [[1, 0]]


def test_priorities_may_be_infinite_or_huge() -> None:
    assert assign([[1], [2], [3]], priority=[np.inf, 2.0**70, -np.inf]).pairs.tolist() == [[0, 0]]


@pytest.mark.parametrize(
    "scores",
    [
        np.array([[1, 2], [3, 4]], np.uint8),
        np.array([[1.0, 2.0], [3.0, 4.0]]),
        np.asfortranarray([[1, 2], [3, 4]]),
        np.arange(1, 17).reshape(4, 4)[::-3, ::3][::-1],
        [[True, False], [False, True]],
        np.array([[1, 2], [3, 4]], ">i4"),
        np.array([[1, 2], [3, 4]], object).astype(np.int32),
    ],
)
def test_any_array_of_whole_numbers_will_do(scores: Any) -> None:
    assert len(assign(scores).pairs) == 2


def test_the_callers_array_is_left_alone() -> None:
    scores = np.array([[1, 2], [3, 4]], np.int16)
    scores.setflags(write=False)
    assert assign(scores, barred=[[True, False], [False, False]]).total == 5


@pytest.mark.parametrize("places", [np.full(40, 2**62), np.full(40, 2**64 - 1, np.uint64), [50] * 40, [40.0] * 40])
def test_huge_capacities_are_no_trouble(places: Any) -> None:
    assert len(assign(np.ones((50, 40), int), capacities=places).pairs) == 50


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_an_empty_side_matches_nobody(shape: tuple[int, int]) -> None:
    for found in (assign(np.empty(shape)), assign_sparse(np.empty((0, 3)), shape=shape)):
        assert (found.pairs.shape, found.total, found.proved) == ((0, 2), 0, True)
        assert (len(found.mentee_prices), len(found.mentor_prices)) == shape


@pytest.mark.parametrize("scores", [[[-5, -7], [-9, -2]], [[-(2**31)] * 2] * 2, [[2**31 - 1, -(2**31)]] * 2])
def test_a_bad_score_is_better_than_waiting(scores: Any) -> None:
    found = assign(scores)
    assert (len(found.pairs), found.proved) == (2, True)


def test_everyone_barred_matches_nobody() -> None:
    found = assign(np.full((3, 4), 7), barred=np.ones((3, 4), bool))
    assert (len(found.pairs), found.proved) == (0, True)


def test_one_mentor_for_all_takes_whom_they_can() -> None:
    found = assign([[5], [9], [7]], capacities=[2])
    assert (found.pairs.tolist(), found.total) == ([[1, 0], [2, 0]], 16)


def test_mentors_without_places_are_left_alone() -> None:
    found = assign([[5, 9], [7, 8]], capacities=[0, 0])
    assert (len(found.pairs), found.proved) == (0, True)


def test_negative_priorities_are_numbers_like_others() -> None:
    assert assign([[1], [900]], priority=[-3, -5]).pairs.tolist() == [[0, 0]]


def test_a_greater_priority_may_cost_any_score() -> None:
    found = assign([[-(2**31)], [2**31 - 1]], priority=[1, 0])
    assert (found.pairs.tolist(), found.total, found.proved) == ([[0, 0]], -(2**31), True)


def test_who_comes_first_is_never_left_out_for_two_others() -> None:
    scores, barred = np.zeros((3, 2), int), np.array([[False, True], [False, False], [False, True]])
    found = assign(scores, barred=barred, priority=[0, 1, 5])
    assert found.pairs.tolist() == [[1, 1], [2, 0]]


def test_bars_of_ones_and_zeros_will_do() -> None:
    assert assign([[5, 1]], barred=[[1, 0]]).total == 1


def test_candidates_left_out_are_barred() -> None:
    candidates = [[0, 0, 9], [0, 1, 5], [1, 1, 7]]
    assert assign_sparse(candidates, shape=(2, 2), barred=[True, False, False]).total == 7


BAD: list[tuple[Any, dict[str, Any], str]] = [
    ([[float("nan")]], {}, "whole numbers"),
    ([[0.5]], {}, "whole numbers"),
    ([[2.0**60]], {}, "too large"),
    ([[2**62]], {}, "too large"),
    ([["a"]], {}, "whole numbers"),
    ([[1], [2, 3]], {}, "rows of one length"),
    (np.array([[2**63]], np.uint64), {}, "too large"),
    ([1, 2], {}, "2 dimensions"),
    ([[1, 2]], {"capacities": [1]}, "there must be 2"),
    ([[1, 2]], {"capacities": [1, -1]}, "below 0"),
    ([[1, 2]], {"capacities": [1, 0.5]}, "whole numbers"),
    ([[1, 2]], {"capacities": [[1, 1]]}, "1 dimensions"),
    ([[1, 2]], {"capacities": [1, float("nan")]}, "whole numbers"),
    ([[1, 2]], {"barred": [[True]]}, "shape must be"),
    ([[1, 2]], {"barred": [True, False]}, "shape must be"),
    ([[1, 2]], {"barred": [[True], [True, False]]}, "rows of one length"),
    ([[1, 2]], {"barred": [[2, 0]]}, "true or false"),
    ([[1, 2]], {"barred": [["yes", ""]]}, "true or false"),
    (np.ma.masked_less(np.array([[1, 2]]), 2), {}, "missing"),
    (np.array([[1j]]), {}, "whole numbers"),
    (np.zeros((2, 2, 2)), {}, "2 dimensions"),
    (None, {}, "2 dimensions"),
    ([[2**70]], {}, "whole numbers"),
    ([[float("inf")]], {}, "whole numbers"),
    ([[1, 2]], {"priority": [float("nan")]}, "1 numbers"),
    ([[1, 2]], {"priority": [1, 2]}, "1 numbers"),
    ([[1, 2]], {"priority": ["a"]}, "1 numbers"),
]


@pytest.mark.parametrize(("scores", "facts", "words"), BAD)
def test_what_is_no_instance_is_said_in_words(scores: Any, facts: dict[str, Any], words: str) -> None:
    with pytest.raises(MatchingTrouble, match=words):
        assign(scores, **facts)


@pytest.mark.parametrize(
    ("candidates", "words"),
    [
        ([[0, 2, 1]], "outside"),
        ([[-1, 0, 1]], "outside"),
        ([[0, 0, 1], [0, 0, 2]], "twice"),
        ([[0, 0]], "three columns"),
        ([[0, 0, float("nan")]], "whole numbers"),
        ([[0, 0, 2**40]], "too large"),
        ([0, 0, 1], "2 dimensions"),
        ((np.array([0]), np.array([0, 1]), np.array([1])), "one length"),
        ((np.array([0]), np.array([[0]]), np.array([1])), "1 dimensions"),
    ],
)
def test_a_bad_candidate_is_said_in_words(candidates: Any, words: str) -> None:
    with pytest.raises(MatchingTrouble, match=words):
        assign_sparse(candidates, shape=(2, 2))


def test_no_candidates_match_nobody() -> None:
    assert len(assign_sparse(np.empty((0, 3), int), shape=(2, 2)).pairs) == 0
