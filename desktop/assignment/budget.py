"""Matchings under a budget of change by PuLP with whole variables over all allowed pairs, objective by objective.

A budget ties all pairs together. A price on kept pairs mostly loosens it (`desktop.assignment.few_changes`); this is
for the rest: where prices leave a gap, or where the budget is so tight that it decides who is matched.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pulp
from numpy.typing import NDArray

from desktop.assignment.gates import Families
from desktop.assignment.table import Ints
from desktop.assignment.watch import Watch, out_of_time
from desktop.errors import MatchingTrouble
from desktop.i18n import _

LARGEST = 40_000  # allowed pairs


@dataclass
class Budget:
    """An answer in the making: pairs that may be chosen and what has been settled so far."""

    scores: Ints
    allowed: NDArray[np.bool_]
    room: Ints
    ranks: Ints
    watch: Watch
    apart: Families = ()
    demands: list[tuple[NDArray[np.int64], int]] = field(default_factory=list)
    chosen: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        if int(self.allowed.sum()) > LARGEST:
            raise MatchingTrouble(
                _("There are too many people to limit the changes."),
                _("Let more pairs change, and find matches again."),
            )

    def demand(self, worth: Ints, least: int) -> None:
        """Ask that the worth of the chosen pairs is at least so much, from now on."""
        self.demands.append((worth, least))

    def most(self, worth: Ints) -> int:
        """Choose pairs of the greatest worth under all demands, keep that as a demand, and return it."""
        found = self._solve(worth)
        if found is None:
            raise MatchingTrouble(
                _("No matching keeps to this limit of changes."), _("Allow more changes and try again.")
            )
        self.chosen = found
        best = int(worth[found].sum())
        self.demand(worth, best)
        return best

    def cover(self) -> None:
        """Match as many as can be matched, first in line first; a rank that the answer matches already is not asked."""
        self.most(np.ones_like(self.scores))
        for rank in np.unique(self.ranks).tolist():
            own = np.broadcast_to((self.ranks == rank)[:, None], self.scores.shape).astype(np.int64)
            reached = int(own[self.chosen].sum())
            if reached < int((self.ranks == rank).sum()):
                self.most(own)
            else:
                self.demand(own, reached)

    def floor(self) -> int:
        """Raise the worst pair as far as it goes, by bisection over the scores there are."""
        values = np.unique(self.scores[self.allowed])
        low, high = 0, len(values) - 1
        everything = self.allowed
        while low < high:
            middle = (low + high + 1) // 2
            self.allowed = everything & (self.scores >= values[middle])
            found = self._solve(np.zeros_like(self.scores))
            low, high = (middle, high) if found is not None else (low, middle - 1)
        self.allowed = everything & (self.scores >= values[low])
        return int(values[low])

    def _solve(self, worth: Ints) -> NDArray[np.bool_] | None:
        """Return the best pairs under all demands, None where there are none; raises Stopped and OutOfTime."""
        self.watch.hold()
        rows, columns = np.nonzero(self.allowed)
        model = pulp.LpProblem("budget", pulp.LpMinimize)
        pairs = [model.add_variable(f"x{k:06d}", 0, 1, "Binary") for k in range(len(rows))]
        model.setObjective(_sum(pairs, -worth[rows, columns]) if pairs else pulp.LpAffineExpression())
        for line, most in ((rows, np.ones(len(self.scores), np.int64)), (columns, self.room)):
            for index in np.unique(line).tolist():
                mine = np.flatnonzero(line == index).tolist()
                model.addConstraint(pulp.LpAffineExpression([(pairs[k], 1) for k in mine]) <= int(most[index]))
        for sharing in self._shared(rows, columns):
            model.addConstraint(pulp.LpAffineExpression([(pairs[k], 1) for k in sharing]) <= 1)
        for asked, least in self.demands:
            terms = asked[rows, columns]
            if not terms.any():
                if least > 0:
                    return None
                continue
            model.addConstraint(_sum(pairs, terms) >= least)
        if not self._searched(model):
            return None
        found = np.zeros(self.allowed.shape, np.bool_)
        on = np.array([(pair.varValue or 0) > 0.5 for pair in pairs], np.bool_)
        found[rows[on], columns[on]] = True
        return found

    def _shared(self, rows: Ints, columns: Ints) -> list[list[int]]:
        """Return the pairs of each family with each mentor, where several are allowed."""
        found = []
        for family in self.apart:
            mine = np.flatnonzero(np.isin(rows, family))
            found += [mine[columns[mine] == column].tolist() for column in np.unique(columns[mine]).tolist()]
        return [some for some in found if len(some) > 1]

    def _searched(self, model: pulp.LpProblem) -> bool:
        """Search to the end and return whether there is an answer; a search cut short is none and raises."""
        import highspy

        def listen(_kind: object, _message: object, _out: object, answer: Any, _user: object) -> None:  # noqa: ANN401 - highspy's own
            answer.user_interrupt = self.watch.stopped()

        heard = highspy.cb.HighsCallbackType
        solver = pulp.HiGHS(
            msg=False,
            gapRel=0,
            gapAbs=0.99,  # whole numbers: a gap below 1 is none
            timeLimit=self.watch.left,
            callbackTuple=(listen, None),
            callbacksToActivate=[heard.kCallbackMipInterrupt, heard.kCallbackSimplexInterrupt],
        )
        model.solve(solver)
        self.watch.check()
        if model.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionInfeasible):  # HiGHS was cut short
            raise out_of_time()
        return bool(model.sol_status == pulp.LpSolutionOptimal)


def _sum(pairs: list[pulp.LpVariable], worth: Ints) -> pulp.LpAffineExpression:
    return pulp.LpAffineExpression([(pairs[k], int(worth[k])) for k in np.flatnonzero(worth).tolist()])
