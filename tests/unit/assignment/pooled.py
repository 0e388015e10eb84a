"""Any table solved by its pool, as large ones are, so that small tests reach that way too."""

import numpy as np

from desktop.assignment import assign as plain
from desktop.matching import Assignment, assign


def pooled(scores: np.ndarray, *, barred: np.ndarray | None = None) -> Assignment:
    """Solve a table by its pool, whatever its size."""
    cells, plain.CELLS = plain.CELLS, 0
    try:
        return assign(scores, barred=barred)
    finally:
        plain.CELLS = cells
