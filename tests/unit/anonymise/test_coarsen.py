import random
from collections import Counter

import pulp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.anonymise import coarsened

AGES = ("11-13", "14-15", "16-17", "not_stated")
WAYS = ("face_to_face", "hybrid", "virtual", "not_stated")
CELLS = st.dictionaries(
    st.tuples(st.sampled_from(AGES), st.sampled_from(WAYS)), st.integers(1, 14), min_size=1, max_size=9
)
ENOUGH = CELLS.filter(lambda counts: sum(counts.values()) >= 6)


def blanks(cell):
    return cell.count("not_stated")


def received(moves):
    return sum((Counter(goals) for goals in moves.values()), Counter())


def withheld(moves):
    return sum(count * (blanks(goal) - blanks(cell)) for cell, goals in moves.items() for goal, count in goals.items())


def fewest(counts, k):
    """Return the smallest number of withheld values, found by an integer programme over all ways there are."""
    problem = pulp.LpProblem("coarsening", pulp.LpMinimize)
    ways = {}
    for number, cell in enumerate(counts):
        for place, goal in enumerate({cell, ("not_stated", cell[1]), (cell[0], "not_stated"), ("not_stated",) * 2}):
            ways[cell, goal] = problem.add_variable(f"x{number}_{place}", lowBound=0, cat="Integer")
    problem += pulp.lpSum(way * (blanks(goal) - blanks(cell)) for (cell, goal), way in ways.items())
    for cell, count in counts.items():
        problem += pulp.lpSum(way for (start, _goal), way in ways.items() if start == cell) == count
    for number, goal in enumerate({goal for _cell, goal in ways}):
        opened = problem.add_variable(f"y{number}", cat="Binary")
        there = pulp.lpSum(way for (_cell, end), way in ways.items() if end == goal)
        problem += there >= k * opened
        problem += there <= sum(counts.values()) * opened
    problem.solve(pulp.HiGHS(msg=False))
    return round(pulp.value(problem.objective))


@settings(max_examples=60, deadline=None)
@given(ENOUGH)
def test_every_cell_that_receives_any_holds_at_least_k(counts):
    assert min(received(coarsened(counts, 6)).values()) >= 6


@settings(max_examples=60, deadline=None)
@given(ENOUGH)
def test_every_record_goes_somewhere_and_nothing_is_made_up(counts):
    moves = coarsened(counts, 6)
    assert {cell: goals.total() for cell, goals in moves.items()} == counts
    ends = [(cell, goal) for cell, goals in moves.items() for goal in goals]
    assert all(goal[place] in (cell[place], "not_stated") for cell, goal in ends for place in (0, 1))


@settings(max_examples=60, deadline=None)
@given(ENOUGH)
def test_no_way_withholds_fewer_values(counts):
    assert withheld(coarsened(counts, 6)) == fewest(counts, 6)


def test_a_larger_k_is_met_with_the_fewest_values_too():
    rng = random.Random(4)
    for _ in range(10):
        counts = Counter((rng.choice(AGES[:3]), rng.choice(WAYS[:3])) for _ in range(40))
        assert withheld(coarsened(counts, 11)) == fewest(counts, 11)


def test_large_cells_stay_as_they_are():
    counts = {("11-13", "hybrid"): 9, ("14-15", "virtual"): 6}
    assert withheld(coarsened(counts, 6)) == 0


def test_two_lonely_records_take_four_of_their_neighbours_with_them():
    counts = {("11-13", "hybrid"): 2, ("14-15", "hybrid"): 20}
    assert coarsened(counts, 6)["14-15", "hybrid"] == Counter({("14-15", "hybrid"): 16, ("not_stated", "hybrid"): 4})


def test_between_equals_age_is_withheld_rather_than_how_they_meet():
    counts = {(age, way): 4 for age in AGES[:3] for way in WAYS[:3]}
    assert {goal[0] for goal in received(coarsened(counts, 6))} == {"not_stated"}


def test_fewer_records_than_k_cannot_be_coarsened():
    with pytest.raises(ValueError, match="fewer"):
        coarsened({("11-13", "hybrid"): 5}, 6)
