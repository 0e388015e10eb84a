"""The engine asked for answers: what it would propose, what stands, what a scenario gives, and what keeping one writes.

All functions are pure functions of a request that any thread may run; nothing is kept here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.models.proposals import MatchingProposal, MatchingRequest
from desktop.models.record import MatchId
from desktop.models.scenarios import Outcome, Scenario, TradeOff
from desktop.workspace.desk import Progress, Stopped, by_share
from desktop.workspace.drafting import Drafts, drafted
from desktop.workspace.trials import Trial, told_of

if TYPE_CHECKING:
    from desktop.whatif import Taken


def get_ready() -> None:
    """Load the mathematics, which takes a moment the first time; any thread may do it."""
    import desktop.explain
    import desktop.fairness
    import desktop.whatif  # noqa: F401 - what is loaded here is loaded once for all


def try_out(request: MatchingRequest, *, told: Progress | None = None, stopped: Stopped | None = None) -> Trial:
    """Return what the engine would propose for a request."""
    from desktop.matching import work_out

    found = work_out(request, progress=by_share(told), stopped=stopped)
    return told_of(request, found, found)


def as_it_stands(request: MatchingRequest, *, told: Progress | None = None, stopped: Stopped | None = None) -> Trial:
    """Return the drafts as they are kept, whatever the engine would choose now, with a reason for everyone left out."""
    from desktop.whatif import as_kept

    return told_of(request, *as_kept(request, progress=by_share(told), stopped=stopped))


def try_scenario(
    request: MatchingRequest, scenario: Scenario, *, told: Progress | None = None, stopped: Stopped | None = None
) -> Trial:
    """Return what a scenario would give; raises MatchingTrouble where it can't be computed."""
    from desktop.whatif import solve

    found = solve(request, scenario, progress=by_share(told), stopped=stopped)
    return replace(told_of(request, found, found), scenario=scenario)


@dataclass(frozen=True)
class Keeping:
    """An answer ready to be kept: its proposal, the drafts it makes, and how many pairs could not be taken."""

    proposal: MatchingProposal
    drafts: Drafts
    released: tuple[MatchId, ...]
    left: int

    @property
    def new(self) -> int:
        """How many pairs are proposed."""
        return sum(not one.running for one in self.proposal.pairs)


def keeping(request: MatchingRequest, trial: Trial, stamp: tuple[datetime, str]) -> Keeping:
    """Return what keeping an answer writes; of a scenario only what today's roster and rules allow."""
    found, released, left = trial.proposal, trial.shown.request.released, 0
    if trial.scenario is not None:
        real = taken(request, trial)
        found, released, left = real.proposal, real.released, len(real.newcomers) + len(real.against_rules)
    at, who = stamp
    return Keeping(found, drafted(found, request.matches, at=at, who=who), released, left)


def taken(request: MatchingRequest, trial: Trial) -> "Taken":
    """Return what of an answer can be taken as the proposal: what today's roster and rules allow."""
    from desktop.whatif import takeable

    return takeable(request, trial.proposal)


def side_by_side(
    request: MatchingRequest,
    scenarios: Sequence[Scenario],
    *,
    first: Trial | None = None,
    told: Progress | None = None,
    stopped: Stopped | None = None,
) -> tuple[Outcome, ...]:
    """Return the figures of the matching as it stands and of each scenario, on the same roster."""
    from desktop.whatif import compare

    share = by_share(told)
    return compare(request, scenarios, first=first.shown if first else None, progress=share, stopped=stopped)


def balances(
    request: MatchingRequest, *, told: Progress | None = None, stopped: Stopped | None = None
) -> tuple[TradeOff, ...]:
    """Return the curve of fit against pairs across difference."""
    from desktop.whatif import trade_off

    return trade_off(request, progress=by_share(told), stopped=stopped)


def balance_weights() -> tuple[int, ...]:
    """Return the weights of the curve's points."""
    from desktop.whatif import balance_weights

    return balance_weights()


def balance(request: MatchingRequest, weight: int, *, stopped: Stopped | None = None) -> TradeOff:
    """Return one point of the curve, for those who can't wait for all of them."""
    from desktop.whatif import balance

    return balance(request, weight, stopped=stopped)


def across_weights(point: TradeOff) -> dict[str, int]:
    """Return the weights of a point of the curve."""
    from desktop.rules.compatibility import ACROSS

    return dict.fromkeys(ACROSS, point.weight)
