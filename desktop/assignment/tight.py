"""A head start where bidders and places are about as many: all who want are led at once, in few rounds.

One at a time, the last few bidders of such a market would search nearly all of it. Here the few places that will stay
idle are set aside by a guess; what the guess got wrong is left to the exact searches that follow.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra, maximum_flow

from desktop.assignment.arcs import Arcs
from desktop.assignment.arrays import Bits, Ints
from desktop.assignment.market import Market, State

_SPARE = 0.003  # of the supply: more idle places make short searches
_BIDDERS = 300
_EXACT = 1 << 52
_ROUNDS = 10_000  # each leads somebody; what is left then is left to the searches


def head_start(market: Market, state: State) -> State:
    """Return a better state that keeps its prices, by rounds on the tight parts of a market."""
    arcs = market.arcs
    links = csr_array((np.ones(len(arcs.rows), np.int8), (arcs.rows, arcs.height + arcs.columns)), shape=_square(arcs))
    part = connected_components(links, directed=False)[1]
    bidders, items = part[: arcs.height], part[arcs.height :]
    asks = np.bincount(bidders, market.supply, part.max(initial=0) + 1)
    spare = np.bincount(items, market.room, len(asks)) - asks
    chosen = (spare <= _SPARE * asks) & (asks >= _BIDDERS)
    longest = int(np.abs(arcs.scores).max(initial=0)) * 4 * arcs.height
    if not chosen.any() or longest > _EXACT:
        return state
    idle = _set_aside(market, state, items, np.where(chosen, spare, 0).astype(np.int64))
    open_ = np.where(chosen[items], market.room - idle, 0)
    inside = replace(market, room=open_, supply=np.where(chosen[bidders], market.supply, 0))
    state = _rounds(inside, state, chosen[bidders[arcs.rows]])
    state = _lifted(inside, state, chosen[items], (bidders, items))
    for item in np.flatnonzero((idle > 0) & chosen[items]).tolist():
        state = _fallen(market, state, item)
    return state


def _square(arcs: Arcs) -> tuple[int, int]:
    return arcs.height + arcs.width, arcs.height + arcs.width


def _set_aside(market: Market, state: State, items: Ints, spare: Ints) -> Ints:
    """Choose which free places of each part stay idle: the cheapest."""
    free = market.room - np.bincount(market.arcs.columns[state.taken], minlength=market.arcs.width)
    can = np.flatnonzero(market.may_idle & (free > 0))
    can = can[np.lexsort((state.prices[can], items[can]))]
    before = np.cumsum(free[can]) - free[can]
    heads = np.searchsorted(items[can], np.arange(len(spare)))
    before -= np.append(before, 0)[np.minimum(heads, len(before))][items[can]]
    aside = np.zeros(market.arcs.width, np.int64)
    aside[can] = np.clip(spare[items[can]] - before, 0, free[can])
    return aside


def _rounds(market: Market, state: State, inside: Bits) -> State:
    """Lead all free bidders along shortest paths to all open places, as many at once as fit, until none can go on."""
    arcs, taken = market.arcs, state.taken.copy()
    gains, prices = state.gains.copy(), state.prices.copy()
    for _round in range(_ROUNDS):
        asks = market.supply - np.bincount(arcs.rows[taken & inside], minlength=arcs.height)
        left = market.room - np.bincount(arcs.columns[taken & inside], minlength=arcs.width)
        free, goals = np.flatnonzero(asks > 0), np.flatnonzero(left > 0)
        if len(free) == 0 or len(goals) == 0:
            return State(taken, gains, prices)
        far = _lengths(arcs, taken, inside, (gains, prices), free)
        reach = far[arcs.height :][goals]
        if not np.isfinite(reach).any():
            return State(taken, gains, prices)
        longest = reach[np.isfinite(reach)].max()
        far = np.minimum(far, longest).astype(np.int64)
        gains += np.where(market.supply > 0, far[: arcs.height] - longest.astype(np.int64), 0)
        prices += np.where(_items(arcs, inside), longest.astype(np.int64) - far[arcs.height :], 0)
        _lead(arcs, taken, inside & (arcs.scores == gains[arcs.rows] + prices[arcs.columns]), (asks, left))
    return State(taken, gains, prices)


def _items(arcs: Arcs, inside: Bits) -> Bits:
    """Return the items that pairs inside lead to."""
    return np.bincount(arcs.columns[inside], minlength=arcs.width) > 0


def _lengths(arcs: Arcs, taken: Bits, inside: Bits, worth: tuple[Ints, Ints], free: Ints) -> NDArray[np.float64]:
    gains, prices = worth
    loss = gains[arcs.rows] + prices[arcs.columns] - arcs.scores
    go, back = np.flatnonzero(inside & ~taken), np.flatnonzero(inside & taken)
    tail = np.concatenate([arcs.rows[go], arcs.height + arcs.columns[back]])
    head = np.concatenate([arcs.height + arcs.columns[go], arcs.rows[back]])
    cost = np.concatenate([loss[go], -loss[back]]).astype(np.float64)
    far: NDArray[np.float64] = dijkstra(csr_array((cost, (tail, head)), _square(arcs)), indices=free, min_only=True)
    return far


def _lead(arcs: Arcs, taken: Bits, tight: Bits, ends: tuple[Ints, Ints]) -> None:
    """Change what is taken, in place, along as many tight paths as fit beside each other."""
    n, m = arcs.height, arcs.width
    go, back = np.flatnonzero(tight & ~taken), np.flatnonzero(tight & taken)
    tail = np.concatenate([np.full(n, n + m), arcs.rows[go], n + arcs.columns[back], n + np.arange(m)])
    head = np.concatenate([np.arange(n), n + arcs.columns[go], arcs.rows[back], np.full(m, n + m + 1)])
    most = np.concatenate([ends[0], np.ones(len(go) + len(back), np.int64), ends[1]]).astype(np.int32)
    flow = maximum_flow(csr_array((most, (tail, head)), shape=(n + m + 2, n + m + 2)), n + m, n + m + 1).flow.tocoo()
    keys = arcs.rows * m + arcs.columns
    on = (flow.data > 0) & (flow.row < n) & (flow.col < n + m)
    off = (flow.data > 0) & (flow.row >= n) & (flow.row < n + m) & (flow.col < n)
    taken[np.searchsorted(keys, flow.row[on].astype(np.int64) * m + flow.col[on] - n)] = True
    taken[np.searchsorted(keys, flow.col[off].astype(np.int64) * m + flow.row[off] - n)] = False


def _lifted(market: Market, state: State, chosen: Bits, parts: tuple[Ints, Ints]) -> State:
    """Return the state with no price below 0 where an item may stay idle, and items set aside as dear as they must."""
    arcs, (bidders, items) = market.arcs, parts
    held = np.bincount(arcs.columns[state.taken], minlength=arcs.width) > 0
    low = np.zeros(int(max(bidders.max(initial=0), items.max(initial=0))) + 1, np.int64)
    at = np.flatnonzero(chosen & held & market.may_idle)
    np.minimum.at(low, items[at], state.prices[at])
    gains, prices = state.gains + low[bidders], state.prices - low[items]
    asked = np.zeros(arcs.width, np.int64)
    np.maximum.at(asked, arcs.columns, arcs.scores - gains[arcs.rows])
    aside = chosen & ~held & market.may_idle
    return State(state.taken, gains, np.where(aside, asked, prices))


def _fallen(market: Market, state: State, item: int) -> State:
    """Let an item that was set aside fall in price as far as it need, or let someone come to it."""
    arcs, n = market.arcs, market.arcs.height
    loss = state.gains[arcs.rows] + state.prices[arcs.columns] - arcs.scores
    tail = np.where(state.taken, arcs.rows, n + arcs.columns)
    head = np.where(state.taken, n + arcs.columns, arcs.rows)
    graph = csr_array((np.abs(loss).astype(np.float64), (tail, head)), shape=_square(arcs))
    dearest = float(state.prices[item])
    far, before = dijkstra(graph, indices=n + item, return_predecessors=True, limit=dearest)
    ends = np.where(market.may_idle, far[n:] + state.prices, np.inf)
    end = n + int(ends.argmin())
    shift = np.maximum(ends.min() - far, 0).astype(np.int64)
    taken = state.taken.copy()
    keys = arcs.rows * arcs.width + arcs.columns
    while end != n + item:
        last = int(before[end])
        row, column = (end, last) if end < n else (last, end)
        taken[np.searchsorted(keys, row * arcs.width + column - n)] ^= True
        end = last
    return State(taken, state.gains + shift[:n], state.prices - shift[n:])
