"""The one place where a timetable's problem meets HiGHS: it can be stopped, is bounded, and tells whether it proved."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop.errors import Stopped
from desktop.i18n import _

if TYPE_CHECKING:
    from pulp import LpProblem


def solve(problem: "LpProblem", stopped: Callable[[], bool], seconds: float, **options: float) -> bool:
    """Solve, and return whether the answer is proven best. Raises Stopped where someone asked for it.

    Every problem here has an answer (nobody sits), so that running out of time leaves the best one found. The number of
    threads is left alone: HiGHS refuses to run with another number than the first of the process.
    """
    import highspy
    import pulp

    def listen(_kind: object, _message: object, _out: object, answer: Any, _user: object) -> None:  # noqa: ANN401 - highspy's own
        answer.user_interrupt = stopped()

    heard = highspy.cb.HighsCallbackType
    solver = pulp.HiGHS(
        msg=False,
        timeLimit=seconds,
        callbackTuple=(listen, None),
        callbacksToActivate=[heard.kCallbackMipInterrupt, heard.kCallbackSimplexInterrupt],
        **options,
    )
    refuse_if(stopped)
    problem.solve(solver)
    refuse_if(stopped)
    return bool(problem.sol_status == pulp.LpSolutionOptimal)


def refuse_if(stopped: Callable[[], bool]) -> None:
    """Raise Stopped where someone asked for it."""
    if stopped():
        raise Stopped(_("Planning was stopped."), _("Nothing was lost. Start it again when you are ready."))
