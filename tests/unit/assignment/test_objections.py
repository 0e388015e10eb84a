"""The checker of plain answers refuses every kind of tampering, in a table and in a list of pairs."""

from dataclasses import replace

import numpy as np
import pytest

from desktop.assignment.arrays import ranks
from desktop.assignment.objections import objections, objections_to_sparse
from desktop.matching import Assignment, assign

RNG = np.random.default_rng(3)
SCORES = RNG.integers(-50, 900, (14, 8))
BARRED = RNG.random((14, 8)) < 0.4
ROOM = np.array([1, 2, 1, 1, 0, 1, 2, 1])
PRIORITY = np.repeat([3, 2, 1], [4, 5, 5])
TRUE = assign(SCORES, barred=BARRED, capacities=ROOM, priority=PRIORITY)


def judged(answer: Assignment) -> list[str]:
    """Return what the checker says of a table, having made sure that it says the same of a list."""
    table = objections(SCORES, BARRED, ROOM, ranks(PRIORITY, 14), answer)
    rows, columns = np.nonzero(~BARRED)
    listed = np.stack([rows, columns, SCORES[rows, columns]], axis=1)
    assert objections_to_sparse(listed, ROOM, ranks(PRIORITY, 14), answer) == table
    return table


def changed(array: np.ndarray, place: int, by: int) -> np.ndarray:
    other = array.copy()
    other[place] += by
    return other


def test_the_true_answer_stands() -> None:
    assert judged(TRUE) == []


@pytest.mark.parametrize("pair", range(len(TRUE.pairs)))
def test_moving_any_mentee_to_any_mentor_is_noticed(pair: int) -> None:
    for column in range(8):
        pairs = TRUE.pairs.copy()
        if pairs[pair, 1] != column:
            pairs[pair, 1] = column
            total = int(SCORES[pairs[:, 0], pairs[:, 1]].sum())
            assert judged(replace(TRUE, pairs=pairs, total=total))


@pytest.mark.parametrize("pair", range(len(TRUE.pairs)))
def test_leaving_any_pair_out_is_noticed(pair: int) -> None:
    pairs = np.delete(TRUE.pairs, pair, axis=0)
    assert judged(replace(TRUE, pairs=pairs, total=int(SCORES[pairs[:, 0], pairs[:, 1]].sum())))


@pytest.mark.parametrize("by", [-1, 1])
def test_a_changed_price_is_noticed(by: int) -> None:
    matched = TRUE.pairs[:, 0].tolist()
    assert all(judged(replace(TRUE, mentee_prices=changed(TRUE.mentee_prices, k, by))) for k in matched)
    open_ = np.flatnonzero(ROOM).tolist()
    assert all(judged(replace(TRUE, mentor_prices=changed(TRUE.mentor_prices, k, by))) for k in open_)


def test_another_total_is_noticed() -> None:
    assert "the total is not that of the pairs" in judged(replace(TRUE, total=TRUE.total + 1))


def test_a_mentee_with_two_mentors_is_noticed() -> None:
    twice = np.concatenate([TRUE.pairs, TRUE.pairs[:1]])
    assert "a mentee has two mentors" in objections(SCORES, None, ROOM, ranks(PRIORITY, 14), replace(TRUE, pairs=twice))


def test_a_barred_pair_is_noticed() -> None:
    row = int(TRUE.pairs[0, 0])
    pairs = TRUE.pairs.copy()
    pairs[0, 1] = np.flatnonzero(BARRED[row])[0]
    assert "a pair was chosen that isn't allowed" in judged(replace(TRUE, pairs=pairs))


def test_a_mentor_with_too_many_is_noticed() -> None:
    pairs = TRUE.pairs.copy()
    pairs[:, 1] = pairs[0, 1]
    assert "a mentor has too many mentees" in judged(replace(TRUE, pairs=pairs))


def test_a_price_below_nothing_is_noticed() -> None:
    low = replace(TRUE, mentor_prices=TRUE.mentor_prices - 2000, mentee_prices=TRUE.mentee_prices + 2000)
    assert "a mentor costs less than nothing" in judged(low)


def test_levels_that_hide_a_larger_answer_are_noticed() -> None:
    few = assign(SCORES[:, :4], barred=BARRED[:, :4], capacities=ROOM[:4], priority=PRIORITY)
    pad = np.full(4, np.iinfo(np.int64).max)
    pretended = replace(
        few, mentor_prices=np.append(few.mentor_prices, pad * 0 + 999), mentor_levels=np.append(few.mentor_levels, pad)
    )
    assert "a mentee could have a mentor beyond their level" in judged(pretended)


def test_levels_that_count_too_few_who_compete_are_noticed() -> None:
    above = np.full(14, np.iinfo(np.int64).max)
    assert "more mentees of the first ranks could be matched" in judged(replace(TRUE, mentee_levels=above))


def test_whoever_waits_while_worth_more_is_noticed() -> None:
    scores = np.array([[5], [9]])
    wrong = replace(assign(scores), pairs=np.array([[0, 0]]), total=5, mentee_prices=np.array([-4, 0]))
    assert objections(scores, None, np.array([1]), np.zeros(2, np.int64), wrong) == [
        "someone who waits would be worth more than someone of their rank who doesn't"
    ]


@pytest.mark.parametrize("pairs", [[[0, 9]], [[-1, 0]], [[20, 0]]])
def test_an_answer_of_another_shape_is_noticed(pairs: list[list[int]]) -> None:
    assert judged(replace(TRUE, pairs=np.array(pairs))) == ["the answer has another shape"]
    assert judged(replace(TRUE, mentee_prices=TRUE.mentee_prices[1:])) == ["the answer has another shape"]
