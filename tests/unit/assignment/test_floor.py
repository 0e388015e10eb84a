"""The floor by steps and halving, in whichever way scores are judged on the way."""

import numpy as np
import pytest

from desktop.assignment import floor, levels
from tests.unit.assignment.oracle import optimum, reached
from tests.unit.assignment.test_every_objective import draw, solve


@pytest.mark.parametrize("start", range(0, 40, 10))
def test_scores_that_only_seem_too_high_are_looked_at_again(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor, "_SEARCHED", -1)
    monkeypatch.setattr(floor, "_MENDED", 0)
    monkeypatch.setattr(levels, "_LIGHT", 0)
    for seed in range(start, start + 10):
        case = draw(seed)
        case.floor = True
        assert reached(case, solve(case).of) == optimum(case), seed


def test_mentors_without_a_place_are_nobodys() -> None:
    arcs = levels.Arcs(np.array([0, 1]), np.array([0, 1]), np.zeros(2, np.int64), 2, 2)
    assert levels.largest(arcs, np.array([0, 1])).tolist() == [-1, 1]
