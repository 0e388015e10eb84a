"""PuLP alone over all pairs, objective by objective: slow, plain, and sharing nothing with the solver under test."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pulp

Pair = tuple[int, int]


@dataclass
class Case:
    """One instance with everything that may matter. Pinned pairs are kept and don't count for the floor."""

    scores: np.ndarray
    barred: np.ndarray
    room: np.ndarray
    ranks: np.ndarray
    floor: bool = False
    poor_below: int = 0
    kept: set[Pair] = field(default_factory=set)
    apart: tuple[tuple[int, ...], ...] = ()
    pins: tuple[Pair, ...] = ()


class Oracle:
    """A binary model whose objectives are settled one after another."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.pairs = [(int(i), int(j)) for i, j in np.argwhere(~case.barred)]
        self.settled: list[tuple[dict[Pair, int], int]] = []
        self.chosen: list[Pair] = []

    def most(self, worth: dict[Pair, int]) -> int | None:
        """Return the greatest worth under what is settled; None where nothing is feasible."""
        model = pulp.LpProblem("oracle", pulp.LpMinimize)
        pins = set(self.case.pins)
        chosen = {
            pair: model.add_variable(f"x{k}", int(pair in pins), 1, "Integer") for k, pair in enumerate(self.pairs)
        }
        model.setObjective(pulp.LpAffineExpression([(x, -worth.get(pair, 0)) for pair, x in chosen.items()]))
        self._one_each(model, chosen)
        for family in self.case.apart:
            for one, other in combinations(family, 2):
                for j in range(len(self.case.room)):
                    if (one, j) in chosen and (other, j) in chosen:
                        model.addConstraint(chosen[one, j] + chosen[other, j] <= 1)
        for asked, least in self.settled:
            terms = [(x, asked[pair]) for pair, x in chosen.items() if asked.get(pair)]
            if not terms and least > 0:
                return None
            if terms:
                model.addConstraint(pulp.LpAffineExpression(terms) >= least)
        model.solve(pulp.HiGHS(msg=False, gapRel=0, gapAbs=0.99))
        if model.status != pulp.LpStatusOptimal:
            return None
        self.chosen = [pair for pair, x in chosen.items() if (x.varValue or 0) > 0.5]
        return sum(worth.get(pair, 0) for pair in self.chosen)

    def _one_each(self, model: pulp.LpProblem, chosen: dict[Pair, pulp.LpVariable]) -> None:
        rows, columns = defaultdict(list), defaultdict(list)
        for (i, j), x in chosen.items():
            rows[i].append((x, 1))
            columns[j].append((x, 1))
        for terms in rows.values():
            model.addConstraint(pulp.LpAffineExpression(terms) <= 1)
        for j, terms in columns.items():
            model.addConstraint(pulp.LpAffineExpression(terms) <= int(self.case.room[j]))

    def settle(self, worth: dict[Pair, int]) -> int:
        """Find the most of one objective and hold on to it; what nothing can add to needs no model."""
        reached = sum(worth.get(pair, 0) for pair in self.chosen)
        most = self._bound(worth)
        best = reached if self.chosen and reached == most else (self.most(worth) or 0)
        self.settled.append((worth, best))
        return best

    def _bound(self, worth: dict[Pair, int]) -> int:
        best: dict[int, int] = defaultdict(int)
        for pair, value in worth.items():
            best[pair[0]] = max(best[pair[0]], value)
        return sum(best.values())

    def floor(self) -> int:
        """Find the worst pair of the best answer by bisection, and leave out all pairs below it."""
        pins, everything = set(self.case.pins), self.pairs
        values = sorted({int(self.case.scores[pair]) for pair in everything if pair not in pins})
        low, high = 0, len(values) - 1
        while low < high:
            middle = (low + high + 1) // 2
            self.pairs = [p for p in everything if p in pins or self.case.scores[p] >= values[middle]]
            low, high = (middle, high) if self.most({}) is not None else (low, middle - 1)
        self.pairs = [p for p in everything if p in pins or self.case.scores[p] >= values[low]]
        return values[low]


def optimum(case: Case) -> list[int]:
    """Return the value of every objective in their strict order."""
    oracle = Oracle(case)
    ranks = np.unique(case.ranks).tolist()
    found = [oracle.settle({pair: 1 for pair in oracle.pairs if case.ranks[pair[0]] <= rank}) for rank in ranks]
    if case.floor and found and found[-1] > len(case.pins):
        found.append(oracle.floor())
        found.append(oracle.settle({pair: 1 for pair in oracle.pairs if case.scores[pair] >= case.poor_below}))
    found.append(oracle.settle({pair: int(case.scores[pair]) for pair in oracle.pairs}))
    found.append(oracle.settle({pair: 1 for pair in oracle.pairs if pair in case.kept}))
    return found


def reached(case: Case, of: np.ndarray) -> list[int]:
    """Return the value of every objective of an answer."""
    pairs = [(i, int(j)) for i, j in enumerate(of.tolist()) if j >= 0]
    open_ = [pair for pair in pairs if pair not in case.pins]
    found = [sum(bool(case.ranks[i] <= rank) for i, _ in pairs) for rank in np.unique(case.ranks).tolist()]
    if case.floor and open_:
        found.append(min(int(case.scores[pair]) for pair in open_))
        found.append(sum(bool(case.scores[pair] >= case.poor_below) for pair in pairs))
    found.append(sum(int(case.scores[pair]) for pair in pairs))
    found.append(sum(pair in case.kept for pair in pairs))
    return found
