"""The curve between the pairs' fit and pairs across difference: an aim with a price, so that the price is shown."""

from collections.abc import Callable

from desktop.assignment.watch import Progress
from desktop.i18n import _
from desktop.matching import MatchingRequest, work_out
from desktop.models.scenarios import TradeOff
from desktop.rules.compatibility import ACROSS, checked_weights, criteria
from desktop.rules.fit import fit
from desktop.whatif.figures import crosses

Stopped = Callable[[], bool]
POINTS = 7


def trade_off(
    request: MatchingRequest, *, progress: Progress | None = None, stopped: Stopped | None = None
) -> tuple[TradeOff, ...]:
    """Return quality against 'across difference' at 7 weights, from none to twice strong."""
    found = []
    for done, weight in enumerate(balance_weights()):
        if progress:
            progress(_("Trying other balances"), done / POINTS)
        found.append(balance(request, weight, stopped=stopped))
    return tuple(found)


def balance_weights() -> tuple[int, ...]:
    """Return the weights of the curve's points."""
    strongest = 2 * max(criteria()[code].strong or 0 for code in ACROSS)
    return tuple(strongest * step // (POINTS - 1) for step in range(POINTS))


def balance(request: MatchingRequest, weight: int, *, stopped: Stopped | None = None) -> TradeOff:
    """Return one point of the curve."""
    weights = checked_weights({**request.weights, **dict.fromkeys(ACROSS, weight)})
    w = work_out(request.model_copy(update={"weights": weights}), stopped=stopped)
    pairs = w.proposal.pairs
    across = sum(crosses(w, pair) for pair in pairs)
    quality = sum(points for pair in pairs for code, points in pair.criteria.items() if code not in ACROSS)
    share = round(100 * across / len(pairs)) if pairs else 0
    plain = {**weights, **dict.fromkeys(ACROSS, 0)}
    mean = fit(quality / len(pairs), plain) if pairs else 0
    return TradeOff(weight=weight, across=across, across_share=share, quality=quality, fit=mean, matched=len(pairs))
