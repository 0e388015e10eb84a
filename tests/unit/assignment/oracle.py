"""PuLP alone over all pairs, objective by objective: slow, plain, and sharing nothing with the solver under test."""

from dataclasses import dataclass, field

import numpy as np
import pulp


@dataclass
class Case:
    """One instance with everything that may matter."""

    scores: np.ndarray
    barred: np.ndarray
    room: np.ndarray
    ranks: np.ndarray
    floor: bool = False
    poor_below: int = 0
    kept: set[tuple[int, int]] = field(default_factory=set)
    apart: tuple[tuple[int, int], ...] = ()


class Oracle:
    """A binary model whose objectives are settled one after another."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.pairs = [(int(i), int(j)) for i, j in np.argwhere(~case.barred)]
        self.settled: list[tuple[dict[tuple[int, int], int], int]] = []

    def most(self, worth: dict[tuple[int, int], int]) -> int | None:
        """Return the greatest worth under what is settled; None where nothing is feasible."""
        model = pulp.LpProblem("oracle", pulp.LpMaximize)
        chosen = {pair: model.add_variable(f"x{k}", 0, 1, "Binary") for k, pair in enumerate(self.pairs)}
        model.setObjective(pulp.lpSum(worth.get(pair, 0) * x for pair, x in chosen.items()))
        for i in range(len(self.case.ranks)):
            model.addConstraint(pulp.lpSum(x for pair, x in chosen.items() if pair[0] == i) <= 1)
        for j, places in enumerate(self.case.room.tolist()):
            model.addConstraint(pulp.lpSum(x for pair, x in chosen.items() if pair[1] == j) <= places)
            for one, other in self.case.apart:
                if (one, j) in chosen and (other, j) in chosen:
                    model.addConstraint(chosen[one, j] + chosen[other, j] <= 1)
        for asked, least in self.settled:
            model.addConstraint(pulp.lpSum(asked.get(pair, 0) * x for pair, x in chosen.items()) >= least)
        model.solve(pulp.HiGHS(msg=False))
        if model.status != pulp.LpStatusOptimal:
            return None
        return sum(worth.get(pair, 0) for pair, x in chosen.items() if (x.varValue or 0) > 0.5)

    def settle(self, worth: dict[tuple[int, int], int]) -> int:
        """Find the most of one objective and hold on to it."""
        best = self.most(worth) or 0
        self.settled.append((worth, best))
        return best


def optimum(case: Case) -> list[int]:
    """Return the value of every objective in their strict order."""
    oracle = Oracle(case)
    ranks = np.unique(case.ranks).tolist()
    found = [oracle.settle({pair: 1 for pair in oracle.pairs if case.ranks[pair[0]] <= rank}) for rank in ranks]
    if case.floor and found and found[-1]:
        everything = oracle.pairs
        for least in sorted({int(case.scores[pair]) for pair in everything}, reverse=True):
            oracle.pairs = [pair for pair in everything if case.scores[pair] >= least]
            if oracle.most({}) is not None:
                found.append(least)
                break
        found.append(oracle.settle({pair: 1 for pair in oracle.pairs if case.scores[pair] >= case.poor_below}))
    found.append(oracle.settle({pair: int(case.scores[pair]) for pair in oracle.pairs}))
    found.append(oracle.settle({pair: 1 for pair in oracle.pairs if pair in case.kept}))
    return found


def reached(case: Case, of: np.ndarray) -> list[int]:
    """Return the value of every objective of an answer."""
    pairs = [(i, int(j)) for i, j in enumerate(of.tolist()) if j >= 0]
    found = [sum(bool(case.ranks[i] <= rank) for i, _ in pairs) for rank in np.unique(case.ranks).tolist()]
    if case.floor and pairs:
        found.append(min(int(case.scores[pair]) for pair in pairs))
        found.append(sum(bool(case.scores[pair] >= case.poor_below) for pair in pairs))
    found.append(sum(int(case.scores[pair]) for pair in pairs))
    found.append(sum(pair in case.kept for pair in pairs))
    return found
