"""Prices from an answer: none hold for one that isn't the best, and that is said instead of searched for ever."""

import numpy as np
import pytest

from desktop.assignment.closing import closing_prices


def test_an_answer_that_is_not_the_best_has_no_prices() -> None:
    worth, nobody = np.array([[1.0, 0.0], [0.0, 1.0]]), np.zeros(2, np.bool_)
    assert closing_prices(worth, np.array([0, 1]), nobody, ~nobody).tolist() == [0.0, 0.0]
    with pytest.raises(AssertionError, match="not the best"):
        closing_prices(worth, np.array([1, 0]), nobody, ~nobody)
