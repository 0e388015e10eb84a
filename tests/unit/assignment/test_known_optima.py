"""Instances whose optimum is known by formula, and the files that hold others."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.instances import PUBLISHED, known, read, solved, write
from desktop.matching import assign, assign_sparse


@pytest.mark.parametrize("size", [1, 2, 7, 16, 41, 130])
def test_every_family_reaches_its_formula(size: int) -> None:
    for case in known(size):
        found = assign(-case.costs)
        assert (-found.total, found.proved) == (case.optimum, True), case.name


@pytest.mark.parametrize("size", [3, 20, 60])
def test_every_family_reaches_its_formula_as_a_list_of_pairs(size: int) -> None:
    for case in known(size, seed=2):
        rows, columns = (index.ravel() for index in np.indices(case.costs.shape))
        found = assign_sparse((rows, columns, -case.costs.ravel()), shape=case.costs.shape)
        assert (-found.total, found.proved) == (case.optimum, True), case.name


@pytest.mark.parametrize("size", [600])
def test_large_tables_ruled_by_one_factor_reach_their_formula(size: int) -> None:
    wanted = {"products, greatest", "products of drawn numbers", "jobs on three machines"}
    cases = [case for case in known(size) if case.name in wanted]
    assert [-assign(-case.costs).total for case in cases] == [case.optimum for case in cases]


def test_a_cost_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    costs = np.random.default_rng(1).integers(1, 100, (13, 13))
    write(tmp_path / "drawn.txt", costs)
    assert (read(tmp_path / "drawn.txt") == costs).all()


def test_a_cost_file_may_break_its_lines_anywhere(tmp_path: Path) -> None:
    (tmp_path / "assign2.txt").write_text(" 2\n 1 2 3\n\n 4\n", "utf-8")
    assert read(tmp_path / "assign2.txt").tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("text", ["", "3\n1 2 3", "2\n1 2 3 4 5", "-1", "2\n1 2\n3 x"])
def test_what_is_no_cost_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.txt").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"costs where|invalid literal|could not convert"):
        read(tmp_path / "bad.txt")


def test_a_solved_file_says_its_optimum_and_that_it_is_proved(tmp_path: Path) -> None:
    case = next(case for case in known(30) if case.name == "hidden")
    write(tmp_path / "hidden.txt", case.costs)
    told = solved(tmp_path / "hidden.txt")
    assert (told["n"], told["optimum"], told["proved"]) == (30, case.optimum, True)


def test_a_published_optimum_is_compared(tmp_path: Path) -> None:
    costs = np.full((100, 100), 4)
    costs[np.arange(100), np.arange(100)] = 3
    costs[:5, :5] += np.eye(5, dtype=np.int64)
    write(tmp_path / "assign100.txt", costs)
    told = solved(tmp_path / "assign100.txt")
    assert (told["published"], told["agrees"]) == (PUBLISHED["assign100"], told["optimum"] == 305)
