"""Any assignment instance from plain arrays: who gets whom, at which prices, and whether it is proved."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike

from desktop.assignment.arcs import Arcs
from desktop.assignment.arrays import Bits, Ints, bars, ranks, room, unfit, whole
from desktop.assignment.dense import CELLS, best_of_table, one_factor
from desktop.assignment.levels import Levels, level_table, levels
from desktop.assignment.objections import objections, objections_to_sparse
from desktop.assignment.parts import Priced, solved
from desktop.assignment.solve import Wishes, settle
from desktop.assignment.table import NARROW, NO_NARROW, NO_WIDE, Scores, Table
from desktop.assignment.watch import Watch
from desktop.i18n import _

_LARGE = 1_000_000  # cells from which a table without ties is solved by its pool
_BARRED = 0.5  # of all pairs from which a table falls into parts or is solved as a list
_TIES = 2.0  # pairs as good as a row's best, on average over a sample: such tables are easy as a whole
_HARD = 0.3  # of a sample explained by one factor: such tables are hard for a pool
_SAMPLE = 64
_BLOCK = 1 << 16
_HOUR = 3600.0  # seconds


@dataclass(frozen=True)
class Assignment:
    """An answer: `pairs` (k, 2) of mentee and mentor in order of mentee, and the total of their scores.

    Prices prove the total: an allowed pair scores at most its two prices together, a chosen pair exactly that, a mentor
    with room left costs 0, and whoever waits has no higher price than those of their priority who don't. Levels prove
    that nobody more can be matched. `proved` says that the separate checker (`desktop.assignment.objections`) has found
    nothing against them; it is false only where time ran out.
    """

    pairs: Ints
    total: int
    mentee_prices: Ints
    mentor_prices: Ints
    proved: bool
    mentee_levels: Ints = field(repr=False)
    mentor_levels: Ints = field(repr=False)


def assign(
    scores: ArrayLike,
    *,
    barred: ArrayLike | None = None,
    capacities: ArrayLike | None = None,
    priority: ArrayLike | None = None,
    watch: Watch | None = None,
) -> Assignment:
    """Match as many mentees as can be matched, greatest `priority` first, then with the greatest total score.

    `scores` is an integer array (n mentees, m mentors), `barred` a bool array of that shape, `capacities` (m,) how many
    mentees each mentor takes (default 1), `priority` (n,): equal ones are settled by the total. The same rows in any
    order give the same pairs. `watch` may stop it and bounds its time. Raises MatchingTrouble, OutOfTime and Stopped.
    """
    worth = whole(scores, 2, _("scores"))
    n, m = worth.shape
    out, places, order = bars(barred, (n, m)), room(capacities, m, n), ranks(priority, n)
    turn = _canonical(worth, out, order)
    rows, shut, first = worth[turn], None if out is None else out[turn], order[turn]
    found, level = _table(rows, shut, (places, first), watch or Watch(seconds=_HOUR))
    back = np.argsort(turn)
    of = found.of[back]
    mentees = np.flatnonzero(of >= 0)
    pairs = np.stack([mentees, of[mentees]], axis=1)
    total = sum(worth[mentees, of[mentees]].tolist())
    answer = Assignment(pairs, total, found.rows[back], found.columns, False, level.rows[back], level.columns)
    return replace(answer, proved=not objections(worth, out, places, order, answer))


def assign_sparse(
    candidates: ArrayLike,
    *,
    shape: tuple[int, int],
    barred: ArrayLike | None = None,
    capacities: ArrayLike | None = None,
    priority: ArrayLike | None = None,
    watch: Watch | None = None,
) -> Assignment:
    """Match from candidate pairs only, which never become a table; the rest as `assign`.

    `candidates` are rows of (mentee index, mentor index, score), or a tuple of three arrays, in any order; a pair may
    be named once. `shape` is how many mentees and mentors there are, `barred` (k,) leaves candidates out.
    """
    listed = _listed(candidates, shape)
    out = bars(barred, (len(listed),))
    listed = listed if out is None else listed[~out]
    listed = listed[np.lexsort((listed[:, 1], listed[:, 0]))]
    places, order = room(capacities, shape[1], shape[0]), ranks(priority, shape[0])
    arcs = Arcs(listed[:, 0].copy(), listed[:, 1].copy(), listed[:, 2].copy(), *shape)
    level = levels(arcs, places, order)
    found = solved(arcs, places, (level, order), watch or Watch(seconds=_HOUR))
    mentees = np.flatnonzero(found.of >= 0)
    at = np.searchsorted(arcs.rows * shape[1] + arcs.columns, mentees * shape[1] + found.of[mentees])
    pairs = np.stack([mentees, found.of[mentees]], axis=1)
    total = sum(arcs.scores[at].tolist())
    answer = Assignment(pairs, total, found.rows, found.columns, False, level.rows, level.columns)
    return replace(answer, proved=not objections_to_sparse(listed, places, order, answer))


def _table(worth: Ints, out: Bits | None, asked: tuple[Ints, Ints], watch: Watch) -> tuple[Priced, Levels]:
    """Return the best answer on a table, and levels: as a whole, by its parts, or where it is large by its pool.

    `asked` are the places of each column and the rank of each row.
    """
    places, order = asked
    watch.hold()
    sparse = out is not None and float(out.mean()) > _BARRED if worth.size else False
    if worth.size > CELLS or (worth.size > _LARGE and not sparse and _for_pool(worth)):
        return _pooled(worth, out, asked, watch)
    if out is not None and out.any():
        rows, columns = np.nonzero(~out)
        arcs = Arcs(rows, columns, worth[rows, columns].astype(np.int64), *worth.shape)
        level = levels(arcs, places, order)
        return solved(arcs, places, (level, order), watch), level
    level = level_table(worth.shape, places, order)
    return _open_table(worth, places, order, level), level


def _for_pool(worth: Ints) -> bool:
    sample = worth[:: max(1, len(worth) // _SAMPLE)]
    ties = (sample == sample.max(axis=1, keepdims=True)).sum(axis=1).mean()
    square = max(worth.shape) < 1.2 * min(worth.shape)
    return bool(square and ties < _TIES and one_factor(worth.astype(np.float64)) < _HARD)


def _open_table(worth: Ints, places: Ints, order: Ints, level: Levels) -> Priced:
    """Solve a table in which every pair is allowed: mentees bid for places, or the places for the first in line."""
    n, m = worth.shape
    found = Priced(np.full(n, -1), np.zeros(n, np.int64), np.zeros(m, np.int64))
    column = np.repeat(np.arange(m), places)
    if n <= len(column):
        wide = (worth if (places == 1).all() else worth[:, column]).astype(np.float64)
        of, gain, price = best_of_table(wide, np.ones(len(column), np.bool_))
        found.of[:], found.rows[:] = column[of], gain
        found.columns[column] = price
    elif len(column):
        first = int(level.columns[column[0]])
        rows = np.flatnonzero(order <= first)
        wide = worth[np.ix_(rows, column)].T.astype(np.float64, order="C")
        of, gain, price = best_of_table(wide, order[rows] == first)
        shift = -min(0.0, float(gain.min()))
        found.of[rows[of]] = column
        found.rows[rows] = price - shift
        found.columns[column] = gain + shift
    _price_the_rest(worth, places, order, found)
    return found


def _price_the_rest(worth: Ints, places: Ints, order: Ints, found: Priced) -> None:
    """Price, in place, whoever came too late for any place, and who takes nobody: what they or others would give."""
    late = np.flatnonzero((found.of < 0) & (order > order[found.of >= 0].max(initial=-1)))
    open_, shut = np.flatnonzero(places), np.flatnonzero(places == 0)
    if len(open_):
        found.rows[late] = (worth[np.ix_(late, open_)] - found.columns[open_]).max(axis=1)
    found.columns[shut] = (worth[:, shut] - found.rows[:, None]).max(axis=0, initial=0)


def _pooled(worth: Ints, out: Bits | None, given: tuple[Ints, Ints], watch: Watch) -> tuple[Priced, Levels]:
    """Solve a large table by its pool; whoever surely waits is worth what they would pay."""
    places, order = given
    settled = settle(lambda: _scored(worth, out, places), order, Wishes(), watch)
    facts = settled.certificate
    columns = facts.prices.columns[: worth.shape[1]]
    rows = np.zeros(len(worth), np.int64)
    rows[facts.playing] = facts.prices.rows
    for row in np.setdiff1d(np.arange(len(worth)), facts.playing).tolist():
        open_ = slice(None) if out is None else ~out[row]
        asked = worth[row, open_] - columns[open_]
        rows[row] = int(asked.max()) if asked.size else 0
    return Priced(settled.of, rows, columns), Levels(facts.cover.row_level, facts.cover.column_level)


def _scored(worth: Ints, out: Bits | None, places: Ints) -> Table:
    low, high = int(worth.min(initial=0)), int(worth.max(initial=0))
    narrow = low >= -NARROW and high <= NARROW
    table: Scores = worth.astype(np.int16 if narrow else np.int64)
    if out is not None:
        table[out] = NO_NARROW if narrow else NO_WIDE
    return Table(table, places)


def _canonical(worth: Ints, out: Bits | None, order: Ints) -> Ints:
    """Return an order of rows that depends on what they say, not on where they stand: by a hash of 64 bits."""
    keys = np.random.default_rng(1).integers(0, 2**63, worth.shape[1], dtype=np.uint64) | np.uint64(1)
    hashed = order.astype(np.uint64)
    step = max(1, _BLOCK // max(1, worth.shape[1]))
    for start in range(0, len(worth), step):
        block = slice(start, start + step)
        cells = worth[block].astype(np.uint64) + np.uint64(1)
        if out is not None:
            cells[out[block]] = 0
        cells ^= cells >> np.uint64(7)
        hashed[block] = hashed[block] * np.uint64(0x9E3779B97F4A7C15) + (cells * keys).sum(axis=1)
    return np.argsort(hashed, kind="stable")


def _listed(candidates: ArrayLike, shape: tuple[int, int]) -> Ints:
    name = _("candidates")
    if isinstance(candidates, tuple) and len(candidates) == 3 and all(isinstance(c, np.ndarray) for c in candidates):
        columns = [whole(np.asarray(column), 1, name) for column in candidates]
        if len({len(column) for column in columns}) > 1:
            raise unfit(name, _("all must be in rows of one length"))
        listed = np.stack([column.astype(np.int64) for column in columns], axis=1)
    else:
        listed = whole(candidates, 2, name).astype(np.int64)
    if listed.shape[1] != 3:
        raise unfit(name, _("there must be three columns: mentee, mentor, score"))
    mentees, mentors = listed[:, 0], listed[:, 1]
    if (listed[:, :2] < 0).any() or (mentees >= shape[0]).any() or (mentors >= shape[1]).any():
        raise unfit(name, _("one names a mentee or mentor outside the shape"))
    if len(np.unique(mentees * shape[1] + mentors)) < len(listed):
        raise unfit(name, _("one pair is named twice"))
    return listed
