"""PuLP takes the decision: among equally good answers, the one that keeps most of what is wished to be kept."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pulp

from desktop.assignment.face import Face
from desktop.assignment.table import Ints


@dataclass(frozen=True)
class Apart:
    """Pairs of rows that must not share one of the first `real` columns; benches past them may be shared."""

    rows: tuple[tuple[int, int], ...] = ()
    real: int = 0


class Undecided(Exception):  # a finding of the solver, not an error shown to anyone
    """The solver found no answer on the face."""


def decide(face: Face, of: Ints, wished: Ints, *, apart: Apart) -> Ints:
    """Return the column of each row in a best answer with the greatest sum of `wished` (one integer a face pair).

    With nobody to keep apart the model is a network, so that continuous variables end in whole numbers, which is
    checked. Raises Undecided where the face holds no answer that keeps everyone apart.
    """
    if len(face.rows) == 0:
        if any(of[one] == of[other] < apart.real for one, other in apart.rows):
            raise Undecided
        return of
    chosen = _solve(face, of, wished, apart)
    decided = of.copy()
    decided[face.rows[chosen]] = face.columns[chosen]
    return decided


def _solve(face: Face, of: Ints, wished: Ints, apart: Apart) -> Ints:
    model = pulp.LpProblem("matching", pulp.LpMinimize)
    kind = "Binary" if apart.rows else "Continuous"
    width = len(str(len(face.rows)))
    pairs = [model.add_variable(f"x{k:0{width}d}", 0, 1 if apart.rows else None, kind) for k in range(len(face.rows))]
    goal = [(pair, -int(wish)) for pair, wish in zip(pairs, wished.tolist(), strict=True) if wish]
    model.setObjective(pulp.LpAffineExpression(goal or [(pairs[0], 0)]))
    by_row, by_column = _grouped(face.rows, pairs), _grouped(face.columns, pairs)
    for row in by_row.values():
        model.addConstraint(pulp.LpAffineExpression(row) == 1)
    for column, terms in by_column.items():
        takes, left = pulp.LpAffineExpression(terms), int(face.left[column])
        model.addConstraint(takes == left if face.full[column] else takes <= left)
    _keep_apart(model, face, of, apart, pairs)
    model.solve(pulp.HiGHS(msg=False))
    values = np.array([pair.varValue or 0.0 for pair in pairs])
    chosen = np.flatnonzero(values > 0.5)
    whole = np.abs(values - np.rint(values)).max() < 1e-6 and len(chosen) == len(by_row)
    if model.status != pulp.LpStatusOptimal or not whole:
        raise Undecided
    return chosen


def _grouped(index: Ints, pairs: list[pulp.LpVariable]) -> dict[int, list[tuple[pulp.LpVariable, int]]]:
    groups: dict[int, list[tuple[pulp.LpVariable, int]]] = defaultdict(list)
    for key, pair in zip(index.tolist(), pairs, strict=True):
        groups[key].append((pair, 1))
    return groups


def _keep_apart(model: pulp.LpProblem, face: Face, of: Ints, apart: Apart, pairs: list[pulp.LpVariable]) -> None:
    at: dict[int, dict[int, pulp.LpVariable]] = defaultdict(dict)
    for row, column, pair in zip(face.rows.tolist(), face.columns.tolist(), pairs, strict=True):
        at[row][column] = pair
    for one, other in apart.rows:
        here, there = at.get(one, {int(of[one]): 1}), at.get(other, {int(of[other]): 1})
        for column in sorted(column for column in here.keys() & there.keys() if column < apart.real):
            model.addConstraint(pulp.lpSum([here[column], there[column]]) <= 1)
