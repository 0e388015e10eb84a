"""Every answer of a small instance tried out: who is matched by rank, first in line first, then the total."""

import numpy as np


def best_of_all(scores: np.ndarray, barred: np.ndarray, room: np.ndarray, priority: np.ndarray) -> tuple[int, ...]:
    """Return how many are matched by priority, greatest first, and the total of the best answer."""
    order = sorted(set(priority.tolist()), reverse=True)
    best: list[tuple[int, ...]] = []

    def go(row: int, left: list[int], count: dict[float, int], total: int) -> None:
        if row == len(scores):
            best.append((*(count.get(one, 0) for one in order), total))
            return
        go(row + 1, left, count, total)
        own = priority[row].item()
        for column in np.flatnonzero(~barred[row]).tolist():
            if left[column] > 0:
                rest = [places - (k == column) for k, places in enumerate(left)]
                go(row + 1, rest, {**count, own: count.get(own, 0) + 1}, total + int(scores[row, column]))

    go(0, room.tolist(), {}, 0)
    return max(best)
