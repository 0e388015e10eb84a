"""The best answer on a list of pairs by shortest paths from a guess of prices, in whole numbers of any size.

Bidders take items; prices are kept such that nobody would rather have another item (successive shortest paths with
potentials, Tomizawa 1971, Edmonds and Karp 1972). Each search sees only as much of the list as it needs.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from desktop.assignment.arcs import Arcs
from desktop.assignment.arrays import Bits, Ints
from desktop.assignment.watch import Watch


@dataclass(frozen=True)
class Market:
    """Bidders (rows of `arcs`) that must all take `supply` items, items with `room`; some of those may stay idle."""

    arcs: Arcs
    supply: Ints
    room: Ints
    may_idle: Bits


@dataclass
class State:
    """Who holds what, and what everyone and everything is worth: a pair is worth at most both, a held one at least."""

    taken: Bits
    gains: Ints
    prices: Ints


def begun(market: Market, prices: Ints) -> State:
    """Return the most that can be held at given prices by those who would rather have nothing else."""
    arcs = market.arcs
    gains = np.full(arcs.height, np.iinfo(np.int64).min)
    np.maximum.at(gains, arcs.rows, arcs.scores - prices[arcs.columns])
    gains[np.bincount(arcs.rows, minlength=arcs.height) == 0] = 0
    tight = arcs.scores == gains[arcs.rows] + prices[arcs.columns]
    return State(most_of(market, tight), gains, prices)


def most_of(market: Market, open_: Bits) -> Bits:
    """Return which pairs are taken in a largest answer by open pairs only."""
    arcs, n, m = market.arcs, market.arcs.height, market.arcs.width
    place = np.flatnonzero(open_)
    tail = np.concatenate([np.full(n, n + m), arcs.rows[place], n + np.arange(m)])
    head = np.concatenate([np.arange(n), n + arcs.columns[place], np.full(m, n + m + 1)])
    most = np.concatenate([market.supply, np.ones(len(place), np.int64), market.room]).astype(np.int32)
    flow = maximum_flow(csr_array((most, (tail, head)), shape=(n + m + 2, n + m + 2)), n + m, n + m + 1).flow.tocoo()
    on = (flow.data > 0) & (flow.row < n)
    taken = np.zeros(len(arcs.rows), np.bool_)
    keys = arcs.rows * m + arcs.columns
    taken[np.searchsorted(keys, flow.row[on].astype(np.int64) * m + flow.col[on] - n)] = True
    return taken


def settled(market: Market, state: State, watch: Watch) -> State:
    """Return the best answer from any state that keeps its prices; raises Stopped and OutOfTime.

    Each turn fills a place, ends a price or serves a bidder, so that there are no more turns than places and bidders
    ask for; an item or bidder that nobody can serve is a bug of the caller, and said.
    """
    search = _Search(market, state)
    for item in np.flatnonzero(market.room - _held(market, state.taken) > 0).tolist():
        while search.left[item] > 0 and (search.prices[item] > 0 or not search.may_idle[item]):
            watch.hold()
            search.fill(item)
    for bidder in np.flatnonzero(market.supply).tolist():
        while search.asks[bidder] > 0:
            watch.hold()
            search.place(bidder)
    return search.state()


def _held(market: Market, taken: Bits) -> Ints:
    return np.bincount(market.arcs.columns[taken], minlength=market.arcs.width)


Ways = Callable[[int], list[tuple[int, int]]]
_ENDLESS = 1 << 200  # longer than any sum of scores


@dataclass
class _Route:
    """A shortest way: how far all settled nodes are, by which pair each was reached, its end and its length."""

    done: dict[int, int]
    came: dict[int, int]
    end: int
    length: int


class _Search:
    """Searches over plain lists: bidders are nodes as they are, items the nodes -1 - item; nearest first."""

    def __init__(self, market: Market, state: State) -> None:
        arcs, turned = market.arcs, np.lexsort((market.arcs.rows, market.arcs.columns))
        self.rows: list[int] = arcs.rows.tolist()
        self.columns: list[int] = arcs.columns.tolist()
        self.scores: list[int] = arcs.scores.tolist()
        self.heads = arcs.heads.tolist()
        self.by_item = turned.tolist()
        self.item_heads = np.searchsorted(arcs.columns[turned], np.arange(arcs.width + 1)).tolist()
        self.gains: list[int] = state.gains.tolist()
        self.prices: list[int] = state.prices.tolist()
        self.may_idle = market.may_idle.tolist()
        self.taken = state.taken.tolist()
        self.holds: list[set[int]] = [set() for _ in range(arcs.height)]  # pairs, by bidder and by item
        self.held: list[set[int]] = [set() for _ in range(arcs.width)]
        for pair in np.flatnonzero(state.taken).tolist():
            self._take(pair)
        self.asks = (market.supply - np.bincount(arcs.rows[state.taken], minlength=arcs.height)).tolist()
        self.left = (market.room - _held(market, state.taken)).tolist()

    def state(self) -> State:
        """Return where the search has come to."""
        return State(np.array(self.taken, np.bool_), np.array(self.gains, np.int64), np.array(self.prices, np.int64))

    def place(self, bidder: int) -> None:
        """Let a bidder take one item more, and whoever is in the way another, at the least loss."""
        route = self._nearest(bidder, self._forward, lambda node: 0 if node < 0 and self.left[-1 - node] > 0 else None)
        if route.end == bidder:
            raise AssertionError("a bidder must have an item, and none is left for them")
        for seen, at in route.done.items():
            self._shift(seen, max(0, route.length - at))
        self.left[-1 - route.end] -= 1
        self.asks[bidder] -= 1
        self._follow(route, bidder)

    def fill(self, item: int) -> None:
        """Let someone come to a dear item that nobody holds, or let it fall in price as far as it need."""
        start = -1 - item
        route = self._nearest(start, self._backward, self._could_give)
        if route.length == _ENDLESS:
            raise AssertionError("an item must be held, and nobody is left for it")
        for seen, at in route.done.items():
            self._shift(seen, min(0, at - route.length))
        if route.end == start:
            return
        if route.end >= 0:
            self.asks[route.end] -= 1
        else:
            self.left[-1 - route.end] += 1
        self.left[item] -= 1
        self._follow(route, start)

    def _could_give(self, node: int) -> int | None:
        """Return what it costs that a bidder comes from nowhere or an item stays idle; None where neither may be."""
        if node >= 0:
            return 0 if self.asks[node] > 0 else None
        return self.prices[-1 - node] if self.may_idle[-1 - node] else None

    def _nearest(self, start: int, ways: Ways, end_cost: Callable[[int], int | None]) -> "_Route":
        """Search outwards until no end can be nearer than the nearest found (Dijkstra)."""
        far, route = {start: 0}, _Route({}, {}, start, _ENDLESS)
        heap = [(0, start)]
        while heap and heap[0][0] < route.length:
            length, node = heapq.heappop(heap)
            if node in route.done:
                continue
            route.done[node] = length
            last = end_cost(node)
            if last is not None and length + last < route.length:
                route.end, route.length = node, length + last
            for pair, cost in ways(node):
                other = -1 - self.columns[pair] if node >= 0 else self.rows[pair]
                if other not in route.done and length + cost < far.get(other, _ENDLESS):
                    far[other], route.came[other] = length + cost, pair
                    heapq.heappush(heap, (length + cost, other))
        return route

    def _follow(self, route: "_Route", start: int) -> None:
        """Change what is taken along a route, from its end back to its start."""
        node = route.end
        while node != start:
            pair = route.came[node]
            self._flip(pair)
            node = -1 - self.columns[pair] if node >= 0 else self.rows[pair]

    def _forward(self, node: int) -> list[tuple[int, int]]:
        """Return the ways on: a bidder to items they don't hold, an item to those who hold it, each with its loss."""
        if node >= 0:
            gain, held = self.gains[node], self.holds[node]
            ways = range(self.heads[node], self.heads[node + 1])
            return [(k, gain + self.prices[self.columns[k]] - self.scores[k]) for k in ways if k not in held]
        price = self.prices[-1 - node]
        return [(k, self.scores[k] - price - self.gains[self.rows[k]]) for k in self.held[-1 - node]]

    def _backward(self, node: int) -> list[tuple[int, int]]:
        """Return the ways back: an item to those who don't hold it, a bidder to items they hold."""
        if node < 0:
            item = -1 - node
            price, held = self.prices[item], self.held[item]
            ways = self.by_item[self.item_heads[item] : self.item_heads[item + 1]]
            return [(k, self.gains[self.rows[k]] + price - self.scores[k]) for k in ways if k not in held]
        gain = self.gains[node]
        return [(k, self.scores[k] - gain - self.prices[self.columns[k]]) for k in self.holds[node]]

    def _shift(self, node: int, by: int) -> None:
        if node >= 0:
            self.gains[node] -= by
        else:
            self.prices[-1 - node] += by

    def _flip(self, pair: int) -> None:
        """Take a pair that nobody held, or give it back."""
        if self.taken[pair]:
            self.holds[self.rows[pair]].discard(pair)
            self.held[self.columns[pair]].discard(pair)
        else:
            self._take(pair)
        self.taken[pair] = not self.taken[pair]

    def _take(self, pair: int) -> None:
        self.holds[self.rows[pair]].add(pair)
        self.held[self.columns[pair]].add(pair)
