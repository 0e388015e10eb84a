"""A matching to begin with: as many rows as a scatter of pairs allows; searches by paths have little left to do."""

import numpy as np

from desktop.assignment.pool import Pool
from desktop.assignment.prices import most_in_pool
from desktop.assignment.table import Ints, Table

PAIRS = 24  # pairs a row in a scatter, about
_SAMPLE = 64  # rows by which is judged how wide to look for them


def begun(table: Table, rows: Ints, least: int, benches: tuple[Ints, Ints], *, each: int = PAIRS) -> Ints:
    """Return the column of each row, or -1, in a matching of many of some rows by pairs that score at least so much.

    `benches` are each row's bench, or -1, and the room of all columns; `each` is how many pairs a row are tried.
    """
    bench, room = benches
    benched = rows[bench[rows] >= 0]
    pool = _scatter(table, least, len(room), each).of_rows(rows)
    pool = pool.joined(benched, bench[benched], np.zeros(len(benched), np.int64))
    return most_in_pool(pool, room, table.m)


def _scatter(table: Table, least: int, width: int, each: int) -> Pool:
    """Return pairs from a window of columns that moves on from block to block."""
    sample = table.rows(np.arange(0, table.n, table.n // _SAMPLE + 1)) >= least
    wide = min(table.m, each * sample.size // (int(np.count_nonzero(sample)) or 1))
    found = [np.empty((0, 2), np.int64)]
    for start, stop in table.spans():
        window = (start * table.m // table.n + np.arange(wide)) % max(1, table.m)
        rows, places = np.divmod(np.flatnonzero(table.block(start, stop)[:, window] >= least), wide)
        found.append(np.stack([rows + start, window[places]], axis=1))
    rows, columns = np.concatenate(found).T
    return Pool(rows, columns, np.zeros(len(rows), np.int64), table.n, width)
