"""Any list of allowed pairs solved part by part: parts that don't compete are apart, and prices are joined again."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from desktop.assignment.arcs import Arcs
from desktop.assignment.arrays import Bits, Ints
from desktop.assignment.dense import CELLS, best_of_table
from desktop.assignment.guess import guessed_prices
from desktop.assignment.levels import NEVER, Levels
from desktop.assignment.market import Market, State, begun, settled
from desktop.assignment.tight import head_start
from desktop.assignment.watch import Watch

_DENSE = 0.1  # allowed pairs among all of a part from which it is solved as a table
_ROWS = 32


@dataclass(frozen=True)
class Priced:
    """The column of each row or -1, and the prices of rows and columns that prove it."""

    of: Ints
    rows: Ints
    columns: Ints


def solved(arcs: Arcs, room: Ints, order: tuple[Levels, Ints], watch: Watch) -> Priced:
    """Return the best answer among those that match who can be matched, with prices that hold for every pair.

    `order` are the levels, and the rank of each row. Pairs between two levels serve no such answer. Above every level
    everyone is matched; within one every place is taken, so that there mentors bid for mentees.
    """
    levels, ranks = order
    inner = arcs.kept(levels.rows[arcs.rows] == levels.columns[arcs.columns])
    above = levels.rows == NEVER
    all_matched = inner.kept(above[inner.rows])
    found = Priced(np.full(arcs.height, -1), np.zeros(arcs.height, np.int64), np.zeros(arcs.width, np.int64))
    if len(all_matched.rows):
        asks = above.astype(np.int64)
        taken, gains, prices = _bids(Market(all_matched, asks, room, np.ones(arcs.width, np.bool_)), watch)
        found.of[all_matched.rows[taken]] = all_matched.columns[taken]
        found.rows[above] = gains[above]
        open_ = levels.columns == NEVER
        found.columns[open_] = prices[open_]
    short = inner.kept(~above[inner.rows]).turned()
    if len(short.rows):
        full = (levels.columns != NEVER) & (levels.columns >= 0)
        may_wait = (ranks == levels.rows) | above
        asks, places = np.where(full, room, 0), (~above).astype(np.int64)
        taken, gains, prices = _bids(Market(short, asks, places, may_wait), watch)
        found.of[short.columns[taken]] = short.rows[taken]
        found.rows[~above] = prices[~above]
        found.columns[full] = gains[full]
    return joined(arcs, room, order, found)


def joined(arcs: Arcs, room: Ints, order: tuple[Levels, Ints], found: Priced) -> Priced:
    """Return prices that hold between levels too: the scarcer a level, the dearer are all its columns.

    Every place of a level is taken by its rows, so that what columns gain rows lose. Rows of a rank in which nobody
    is matched bind nobody; at the end they are worth what they would pay.
    """
    levels, ranks = order
    rows, columns = found.rows.copy(), found.columns.copy()
    matched = found.of >= 0
    some = np.zeros(int(ranks.max(initial=0)) + 1, np.bool_)
    some[ranks[matched]] = True
    binding = matched | some[ranks]
    across = arcs.kept((levels.rows[arcs.rows] != levels.columns[arcs.columns]) & binding[arcs.rows])
    pairs_of, rows_of = _groups(levels.columns[across.columns]), _groups(levels.rows)
    columns_of, rank_of = _groups(levels.columns), _groups(ranks)
    waiting = binding & ~matched
    for level in np.unique(np.concatenate([levels.columns[room > 0], levels.rows[waiting]]))[::-1].tolist():
        if level == NEVER:
            continue
        pairs, own, full, peers = pairs_of(level), rows_of(level), columns_of(level), rank_of(level)
        over = across.scores[pairs] - rows[across.rows[pairs]] - columns[across.columns[pairs]]
        peers = peers[matched[peers] & (levels.rows[peers] > level)]
        shift = max(0, int(over.max(initial=0)), -int(columns[full].min(initial=0)), -int(rows[peers].min(initial=0)))
        rows[own] -= shift
        columns[full] += shift
    loose = np.flatnonzero(~binding)
    if len(loose):
        mine = arcs.kept(~binding[arcs.rows] & (room[arcs.columns] > 0))
        worth = np.full(arcs.height, np.iinfo(np.int64).min)
        np.maximum.at(worth, mine.rows, mine.scores - columns[mine.columns])
        rows[loose] = np.where(worth[loose] == np.iinfo(np.int64).min, 0, worth[loose])
    shut = arcs.kept(room[arcs.columns] == 0)  # who takes nobody costs what anybody would give
    np.maximum.at(columns, shut.columns, shut.scores - rows[shut.rows])
    return Priced(found.of, rows, columns)


def _groups(keys: Ints) -> Callable[[int], Ints]:
    """Return what gives the places of a key."""
    order = np.argsort(keys, kind="stable")
    ascending = keys[order]

    def group(key: int) -> Ints:
        first, last = np.searchsorted(ascending, (key, key + 1))
        return order[first:last]

    return group


def _bids(market: Market, watch: Watch) -> tuple[Bits, Ints, Ints]:
    """Return which pairs are taken, what bidders gain and what items cost, each connected part by itself."""
    arcs = market.arcs
    nodes = arcs.height + arcs.width
    links = csr_array((np.ones(len(arcs.rows), np.int8), (arcs.rows, arcs.height + arcs.columns)), shape=(nodes, nodes))
    part = connected_components(links, directed=False)[1]
    of_pair = part[arcs.rows]
    bidders, items = np.bincount(part[: arcs.height], market.supply), np.bincount(part[arcs.height :], market.room)
    size = max(len(bidders), len(items))
    cells = np.pad(bidders, (0, size - len(bidders))) * np.pad(items, (0, size - len(items)))
    share = np.bincount(of_pair, minlength=size) / np.maximum(cells, 1)
    rows = np.pad(bidders, (0, size - len(bidders)))
    as_table = (cells <= CELLS) & (share >= _DENSE) & (rows >= _ROWS)
    taken = np.zeros(len(arcs.rows), np.bool_)
    gains, prices = np.zeros(arcs.height, np.int64), np.zeros(arcs.width, np.int64)
    rest = np.flatnonzero(~as_table[of_pair])
    if len(rest):
        sub = _outside(market, rest, as_table[part])
        state = begun(sub, guessed_prices(sub.arcs, sub.supply, sub.room, sub.may_idle))
        state = settled(sub, head_start(sub, state), watch)
        taken[rest] = state.taken
        gains, prices = state.gains, state.prices
        _share_surplus(sub, state)
    order = np.argsort(of_pair, kind="stable")
    ends = np.searchsorted(of_pair[order], np.arange(size + 1))
    for one in np.flatnonzero(as_table).tolist():
        watch.hold()
        _table_part(market, order[ends[one] : ends[one + 1]], (taken, gains, prices))
    return taken, gains, prices


def _outside(market: Market, rest: Ints, as_table: Bits) -> Market:
    """Return the market without the nodes solved as tables: no bidder asks there, and no item waits to be taken."""
    n = market.arcs.height
    supply, room = np.where(as_table[:n], 0, market.supply), np.where(as_table[n:], 0, market.room)
    return Market(market.arcs.kept(rest), supply, room, market.may_idle)


def _share_surplus(market: Market, state: State) -> None:
    """Give what a held pair is worth beyond its prices, in place, to whom holds one item only, else to the item."""
    arcs, held = market.arcs, np.flatnonzero(state.taken)
    rows, columns = arcs.rows[held], arcs.columns[held]
    surplus = arcs.scores[held] - state.gains[rows] - state.prices[columns]
    single = market.supply[rows] == 1
    np.add.at(state.gains, rows[single], surplus[single])
    np.add.at(state.prices, columns[~single], surplus[~single])


def _table_part(market: Market, pairs: Ints, found: tuple[Bits, Ints, Ints]) -> None:
    """Solve one part as a table, a row a unit of supply and a column a place, and note it in place."""
    arcs, (taken, gains, prices) = market.arcs, found
    own_rows, row = np.unique(arcs.rows[pairs], return_inverse=True)
    own_items, item = np.unique(arcs.columns[pairs], return_inverse=True)
    worth = np.full((len(own_rows), len(own_items)), -np.inf)
    worth[row, item] = arcs.scores[pairs]
    at = np.full(worth.shape, -1)
    at[row, item] = pairs
    bidder = np.repeat(np.arange(len(own_rows)), market.supply[own_rows])
    place = np.repeat(np.arange(len(own_items)), market.room[own_items])
    wide = worth if len(bidder) == len(own_rows) and len(place) == len(own_items) else worth[np.ix_(bidder, place)]
    of, gain, price = best_of_table(wide, market.may_idle[own_items][place])
    taken[at[bidder, place[of]]] = True
    gains[own_rows[bidder]] = gain
    low = np.full(len(own_items), np.inf)
    np.minimum.at(low, place, price)
    prices[own_items] = low
