"""A matching to begin with: as many rows as a scatter of pairs allows; searches by paths have little left to do."""

import numpy as np

from desktop.assignment.arcs import Arcs
from desktop.assignment.levels import largest
from desktop.assignment.pool import Pool
from desktop.assignment.prices import most_in_pool
from desktop.assignment.table import Ints, Table

_PAIRS = 24  # pairs a row in a scatter, about
_MANY = 120  # in a large one
_SAMPLE = 64  # rows by which is judged how wide to look for them


def begun(table: Table, rows: Ints, least: int, room: Ints) -> Ints:
    """Return the column of each row, or -1, in a matching of many of some rows by pairs that score at least so much."""
    return most_in_pool(_scatter(table, least, _PAIRS).of_rows(rows), room, table.m)


def begun_with_benches(table: Table, least: int, bench: Ints, room: Ints) -> Ints:
    """Return the column of each row, or -1, in a matching of as many rows as a large scatter and benches allow.

    `bench` is each row's bench or -1, `room` that of all columns.
    """
    pool = _scatter(table, least, _MANY)
    benched = np.flatnonzero(bench >= 0)
    rows, columns = np.concatenate([pool.rows, benched]), np.concatenate([pool.columns, bench[benched]])
    order = np.lexsort((columns, rows))
    return largest(Arcs(rows[order], columns[order], np.zeros(len(rows), np.int64), table.n, len(room)), room)


def _scatter(table: Table, least: int, each: int) -> Pool:
    """Return pairs from a window of columns that moves on from block to block."""
    sample = table.rows(np.arange(0, table.n, table.n // _SAMPLE + 1)) >= least
    wide = min(table.m, each * sample.size // (int(np.count_nonzero(sample)) or 1))
    found = [np.empty((0, 2), np.int64)]
    for start, stop in table.spans():
        window = (start * table.m // table.n + np.arange(wide)) % max(1, table.m)
        rows, places = np.divmod(np.flatnonzero(table.block(start, stop)[:, window] >= least), wide)
        found.append(np.stack([rows + start, window[places]], axis=1))
    rows, columns = np.concatenate(found).T
    return Pool(rows, columns, np.zeros(len(rows), np.int64), table.n, table.m)
