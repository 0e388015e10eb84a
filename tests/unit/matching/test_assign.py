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
    """The prices prove the total: every pair of a mentee in play scores at most both, chosen ones exactly."""
    rows, columns = found.pairs.T
    worth = scores.astype(object)
    assert found.total == sum(worth[rows, columns], 0)
    assert not barred[rows, columns].any()
    assert (np.bincount(columns, minlength=scores.shape[1]) <= room).all()
    both = found.mentee_prices.astype(object)[rows, None] + found.mentor_prices.astype(object)[None, :]
    assert (worth[rows] <= both)[~barred[rows]].all()
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
@given(MATRICES)
def test_permuting_rows_changes_neither_cover_nor_total(scores: np.ndarray) -> None:
    found, turned = assign(scores), assign(scores[::-1])
    assert (len(found.pairs), found.total) == (len(turned.pairs), turned.total)


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


def test_huge_capacities_are_no_trouble() -> None:
    assert len(assign(np.ones((50, 40), int), capacities=np.full(40, 2**62)).pairs) == 50


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
    ([[1, 2]], {"barred": [[True]]}, "shape must be"),
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
    ],
)
def test_a_bad_candidate_is_said_in_words(candidates: Any, words: str) -> None:
    with pytest.raises(MatchingTrouble, match=words):
        assign_sparse(candidates, shape=(2, 2))


def test_no_candidates_match_nobody() -> None:
    assert len(assign_sparse(np.empty((0, 3), int), shape=(2, 2)).pairs) == 0
