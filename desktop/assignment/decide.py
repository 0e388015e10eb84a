"""PuLP takes the decision: among equally good answers, the one that keeps most of what is wished to be kept."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
import pulp

from desktop.assignment.apart import clashes
from desktop.assignment.face import Face
from desktop.assignment.gates import Families
from desktop.assignment.table import Ints


@dataclass(frozen=True)
class Apart:
    """Families of rows that must not share one of the first `real` columns; benches past them may be shared."""

    families: Families = ()
    real: int = 0


class Undecided(Exception):  # a finding of the solver, not an error shown to anyone
    """No answer on the face keeps everyone apart, as `of`, the best without that, doesn't either."""

    def __init__(self, of: Ints) -> None:
        super().__init__()
        self.of = of


def decide(face: Face, of: Ints, wished: Ints, *, apart: Apart) -> Ints:
    """Return the column of each row in a best answer with the greatest sum of `wished` (one integer a face pair).

    The model is a network, with families too (a mentor's places hold families, those hold people), so that continuous
    variables end in whole numbers, which is checked. Raises Undecided where the face holds no answer that keeps
    everyone apart.
    """
    held = of.copy()
    held[face.rows] = -1
    if clashes(held, apart.families, apart.real):
        raise Undecided(of)
    if len(face.rows) == 0:
        return of
    chosen = _solve(face, of, wished, apart)
    decided = of.copy()
    decided[face.rows[chosen]] = face.columns[chosen]
    return decided


def _solve(face: Face, of: Ints, wished: Ints, apart: Apart) -> Ints:
    model = pulp.LpProblem("matching", pulp.LpMinimize)
    width = len(str(len(face.rows)))
    pairs = [model.add_variable(f"x{k:0{width}d}", 0) for k in range(len(face.rows))]
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
        raise Undecided(of)
    return chosen


def _grouped(index: Ints, pairs: list[pulp.LpVariable]) -> dict[int, list[tuple[pulp.LpVariable, int]]]:
    groups: dict[int, list[tuple[pulp.LpVariable, int]]] = defaultdict(list)
    for key, pair in zip(index.tolist(), pairs, strict=True):
        groups[key].append((pair, 1))
    return groups


def _keep_apart(model: pulp.LpProblem, face: Face, of: Ints, apart: Apart, pairs: list[pulp.LpVariable]) -> None:
    """Let at most one of a family have a column, those counted who have no choice."""
    family = {row: number for number, rows in enumerate(apart.families) for row in rows}
    choosing = set(face.rows.tolist())
    takes: dict[tuple[int, int], list[tuple[pulp.LpVariable, int]]] = defaultdict(list)
    for row, column, pair in zip(face.rows.tolist(), face.columns.tolist(), pairs, strict=True):
        if row in family and column < apart.real:
            takes[family[row], column].append((pair, 1))
    has = Counter((number, int(of[row])) for row, number in family.items() if row not in choosing)
    for key in sorted(takes):
        if len(takes[key]) + has[key] > 1:
            model.addConstraint(pulp.LpAffineExpression(takes[key]) <= 1 - has[key])
