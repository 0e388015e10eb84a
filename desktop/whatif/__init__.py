"""Scenarios beside the real matching: weights moved, mentors added or gone, a day dropped, a rule relaxed, a budget.

A scenario is a changed copy of the request; the real one is never touched.
"""

from desktop.models.scenarios import Newcomers, Outcome, Scenario, TradeOff
from desktop.whatif.balance import balance, balance_weights, trade_off
from desktop.whatif.figures import outcome
from desktop.whatif.kept import as_kept, drafts_of, replaced_released, standing
from desktop.whatif.scenarios import apply, compare, solve
from desktop.whatif.taking import Taken, takeable

__all__ = [
    "Newcomers",
    "Outcome",
    "Scenario",
    "Taken",
    "TradeOff",
    "apply",
    "as_kept",
    "balance",
    "balance_weights",
    "compare",
    "drafts_of",
    "outcome",
    "replaced_released",
    "solve",
    "standing",
    "takeable",
    "trade_off",
]
