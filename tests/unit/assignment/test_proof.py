"""The checker refuses every answer or proof that was tampered with."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from desktop.assignment.decision import hold_to_prices
from desktop.assignment.play import Best, Play
from desktop.assignment.pool import first_pool
from desktop.assignment.prices import NotBest, Prices, prices_of
from desktop.assignment.proof import Asked, faults, faults_of_rows
from desktop.assignment.solve import Settled, Wishes
from desktop.assignment.stages import total
from desktop.assignment.table import NO_NARROW, Table
from desktop.assignment.watch import Watch
from tests.unit.assignment.oracle import Case
from tests.unit.assignment.test_every_objective import asked, solve

RNG = np.random.default_rng(11)
CASE = Case(
    scores=RNG.integers(0, 900, (12, 9)),
    barred=RNG.random((12, 9)) < 0.3,
    room=np.ones(9, np.int64),
    ranks=np.arange(12) // 4,
    floor=True,
    poor_below=500,
)

ASKED = asked(CASE)


def judged(settled: Settled) -> list[str]:
    """Return what the checker finds, which must be the same in narrow numbers."""
    found = faults(CASE.scores, CASE.barred, ASKED, settled)
    narrow = np.where(CASE.barred, -5000, CASE.scores).astype(np.int16)
    assert faults_of_rows(lambda some: narrow[some], -5000, ASKED, settled) == found
    return found


def with_facts(settled: Settled, **facts: Any) -> Settled:
    return replace(settled, certificate=replace(settled.certificate, **facts))


def test_the_true_answer_stands() -> None:
    true = solve(CASE)
    assert judged(true) == []
    scores = np.where(CASE.barred, -5000, CASE.scores)
    assert faults_of_rows(lambda some: scores[some], -5000, ASKED, true) == []


@pytest.mark.parametrize("by", [120, 20_000])
def test_dear_mentors_are_priced_in_wider_numbers(by: int) -> None:
    true = solve(CASE)
    prices, poor = true.certificate.prices, true.certificate.poor_prices
    assert poor is not None
    dear = with_facts(true, prices=Prices(prices.rows - by, prices.columns + by))
    assert judged(dear) == []  # every place is taken: what mentees lose mentors gain
    dear = with_facts(true, poor_prices=Prices(poor.rows, poor.columns + by))
    assert judged(dear) == ["the answer is not worth its prices"]


def test_two_mentees_of_one_place_are_noticed() -> None:
    true = solve(CASE)
    of = np.where(true.of >= 0, true.of[true.of >= 0][0], -1)
    free = replace(CASE, barred=np.zeros_like(CASE.barred))
    assert faults(free.scores, free.barred, ASKED, replace(true, of=of)) == ["a mentor has too many mentees"]


def test_a_barred_pair_is_noticed() -> None:
    true = solve(CASE)
    row = int(np.flatnonzero(true.of >= 0)[0])
    barred = CASE.barred.copy()
    barred[row, true.of[row]] = True
    assert "a barred pair was chosen" in faults(CASE.scores, barred, ASKED, true)


def test_a_mentor_s_price_below_nothing_is_noticed() -> None:
    true = solve(CASE)
    prices = true.certificate.prices
    columns = prices.columns.copy()
    columns[0] = -1
    assert "a pair scores more than its prices" in judged(with_facts(true, prices=Prices(prices.rows, columns)))


def test_a_few_who_are_not_short_of_mentors_prove_no_floor() -> None:
    true = solve(CASE)
    floor = true.certificate.floor
    assert floor is not None
    roomy = replace(floor.violator, columns=np.ones_like(floor.violator.columns))
    assert "the floor could be higher" in judged(with_facts(true, floor=replace(floor, violator=roomy)))


@pytest.mark.parametrize("row", range(12))
def test_moving_any_mentee_is_noticed(row: int) -> None:
    true = solve(CASE)
    for column in range(-1, 9):
        of = true.of.copy()
        of[row] = column
        if column != true.of[row]:
            assert judged(replace(true, of=of))


def test_an_answer_of_another_shape_is_noticed() -> None:
    true = solve(CASE)
    assert "the answer has another shape" in judged(replace(true, of=np.append(true.of[:-1], 99)))


@pytest.mark.parametrize("by", [-1, 1])
def test_a_changed_price_is_noticed(by: int) -> None:
    true = solve(CASE)
    prices = true.certificate.prices
    for row in range(len(prices.rows)):
        changed = prices.rows.copy()
        changed[row] += by
        assert judged(with_facts(true, prices=Prices(changed, prices.columns)))


def test_a_missing_proof_of_poor_pairs_is_noticed() -> None:
    assert "the number of poor pairs is not proved" in judged(with_facts(solve(CASE), poor_prices=None))


@pytest.mark.parametrize("by", [-1, 1])
def test_another_floor_is_noticed(by: int) -> None:
    true = solve(CASE)
    assert true.certificate.floor is not None
    low = replace(true.certificate.floor, score=true.certificate.floor.score + by)
    assert judged(with_facts(true, floor=low))


def test_a_floor_with_nobody_stuck_must_be_the_top() -> None:
    true = solve(CASE)
    assert true.certificate.floor is not None
    nobody = replace(true.certificate.floor.violator, rows=np.empty(0, np.int64))
    assert "the floor could be higher" in judged(
        with_facts(true, floor=replace(true.certificate.floor, violator=nobody))
    )


def test_a_changed_level_is_noticed() -> None:
    true = solve(CASE)
    cover = true.certificate.cover
    found = [
        judged(with_facts(true, cover=replace(cover, row_level=np.where(np.arange(12) == row, -1, cover.row_level))))
        for row in range(12)
    ]
    assert all(found)


def test_a_bench_that_is_worth_more_than_its_prices_is_noticed() -> None:
    true = solve(CASE)
    prices = true.certificate.prices
    low = prices.rows - 5000 * (true.certificate.bench >= 0)
    assert "a bench is worth more than its prices" in judged(with_facts(true, prices=Prices(low, prices.columns)))


def test_an_answer_that_is_not_worth_its_prices_is_a_bug() -> None:
    table = Table(np.array([[5, 1], [4, 3]], np.int16), np.ones(2, np.int64))
    found = solve(Case(table.scores, table.scores == NO_NARROW, table.capacities, np.arange(2)))
    play = Play(table, np.arange(2), found.certificate.cover)
    pool, guess = first_pool(table, play.bench, 2)
    best: Best = total(play, pool, guess, Watch())
    with pytest.raises(AssertionError, match="not worth its prices"):
        hold_to_prices(play, best, np.array([1, 0]))


def test_prices_of_a_matching_that_is_not_best_are_refused() -> None:
    table = Table(np.array([[5, 1], [4, 3]], np.int16), np.ones(2, np.int64))
    pool, _ = first_pool(table, np.array([-1, -1]), 2)
    with pytest.raises(NotBest):
        prices_of(pool, np.array([1, 0]), np.ones(2, np.int64))


def another(**asked_for: Any) -> Settled:
    """Return the true answer to another question."""
    return solve(replace(CASE, **asked_for))


@pytest.mark.parametrize(
    ("settled", "words"),
    [
        (another(ranks=CASE.ranks[::-1].copy()), "the order of need is not the one asked for"),
        (another(floor=False), "the objectives are not those asked for"),
        (another(poor_below=400), "the objectives are not those asked for"),
        (another(floor=False, poor_below=0), "the objectives are not those asked for"),
    ],
)
def test_the_right_answer_to_another_question_is_refused(settled: Settled, words: str) -> None:
    assert judged(settled) == [words]


def test_an_objective_that_was_not_asked_for_is_noticed() -> None:
    plain = Asked(CASE.ranks, CASE.room, Wishes())
    assert faults(CASE.scores, CASE.barred, plain, solve(CASE)) == ["the objectives are not those asked for"]


def test_a_bonus_left_out_is_noticed() -> None:
    assert judged(with_facts(solve(CASE), bonus=0)) == ["the objectives are not those asked for"]


def left_out(settled: Settled, what: str) -> Settled:
    facts = settled.certificate
    if what == "row":
        return with_facts(settled, playing=facts.playing[1:], bench=facts.bench[1:])
    if what == "order":
        return with_facts(settled, playing=facts.playing[::-1])
    if what == "place":
        return with_facts(settled, room=facts.room - 1)
    if what == "bench":
        return with_facts(settled, bench=np.full_like(facts.bench, -1))
    if what == "nowhere":
        return with_facts(settled, bench=np.where(facts.bench >= 0, 99, -1))
    benches = facts.bench.copy()
    benches[np.flatnonzero(benches >= 0)[0]] += 1
    return with_facts(settled, bench=benches, room=np.append(facts.room, 0))


@pytest.mark.parametrize("what", ["row", "order", "place", "bench", "nowhere", "two benches"])
def test_whatever_the_proof_leaves_out_is_noticed(what: str) -> None:
    assert judged(left_out(solve(CASE), what)) == ["the proof leaves somebody or some place out"]


@pytest.mark.parametrize("by", [1 << 61, -(1 << 61)])
def test_prices_that_would_overflow_are_refused(by: int) -> None:
    true = solve(CASE)
    prices = true.certificate.prices
    assert judged(with_facts(true, prices=Prices(prices.rows + by, prices.columns))) == ["the proof has another shape"]
    short = with_facts(true, prices=Prices(prices.rows[:-1], prices.columns))
    assert judged(short) == ["the proof has another shape"]


def test_levels_that_hold_nobody_back_prove_no_cover() -> None:
    true = solve(CASE)
    cover = replace(true.certificate.cover, row_level=np.full(12, np.iinfo(np.int64).max))
    assert "more mentees of the first ranks could be matched" in judged(with_facts(true, cover=cover))
