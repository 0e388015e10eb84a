"""The way out where pricing rounds are slow: solve the whole table at once, then correct the prices row by row.

It needs a wide copy of the table, so that it serves hard tables of moderate size, not every table.
"""

import numpy as np
from scipy.optimize import linear_sum_assignment

from desktop.assignment.prices import Prices
from desktop.assignment.table import Ints, Table

CELLS = 30_000_000  # 240 MB of float64


def best_in_table(table: Table, bench: Ints, room: Ints) -> Ints:
    """Return the column of each row in a best matching of all rows, benches included."""
    columns = np.repeat(np.arange(len(room)), np.minimum(room, table.n))
    real = columns < table.m
    worth = np.empty((table.n, len(columns)), np.float64)
    worth[:, real] = table.block(0, table.n)[:, columns[real]]
    low = float(worth[:, real].min(initial=0, where=worth[:, real] > table.no))
    high = float(worth[:, real].max(initial=0))
    never = min(low, 0.0) - (max(high, 0.0) - min(low, 0.0) + 1) * table.n  # exact: |score| x n stays below 2**53
    worth[:, real] = np.maximum(worth[:, real], never)
    worth[:, ~real] = np.where(bench[:, None] == columns[~real], 0.0, never)
    rows, chosen = linear_sum_assignment(worth, maximize=True)
    of = np.empty(table.n, np.int64)
    of[rows] = columns[chosen]
    return of


def places(room: Ints, rows: int) -> int:
    """Return how many columns the whole table would have with a column for each place."""
    return int(np.minimum(room, rows).sum())


def corrected(table: Table, bench: Ints, of: Ints, prices: Prices) -> Prices:
    """Return prices that hold for every pair, from prices that are too low, given a best matching.

    Whoever would rather have another mentor makes that one dearer, and whoever holds it looks again: sweeps in order
    of price (Bellman-Ford with Yen's order), until nobody would rather. They end because the matching is best.
    """
    price = prices.columns.copy()
    scores = np.array([_score(table, row, column) for row, column in enumerate(of.tolist())], np.int64)
    looked = np.full(table.n, -1)
    while len(restless := np.flatnonzero(price[of] != looked)):
        for row in restless[np.argsort(price[of[restless]], kind="stable")].tolist():
            looked[row] = price[of[row]]
            limit = scores[row] - looked[row]
            np.maximum(price[: table.m], table.row(row) - limit, out=price[: table.m])
            if bench[row] >= 0:
                price[bench[row]] = max(price[bench[row]], -limit)
    return Prices(scores - price[of], price)


def _score(table: Table, row: int, column: int) -> int:
    return int(table.row(row)[column]) if column < table.m else 0
