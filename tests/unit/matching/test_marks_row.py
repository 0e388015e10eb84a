import numpy as np

from desktop.assignment.marks import Marks
from desktop.assignment.prices import Prices
from desktop.assignment.table import NO_NARROW, Table


def test_a_row_of_marks_is_the_same_row_of_its_block():
    """Looked at row by row where prices are corrected on the whole table; a row once was empty there."""
    table = Table(np.array([[5, 3], [4, NO_NARROW]], np.int16), np.array([1, 1]))
    marks = Marks(table, Prices(np.array([5, 4]), np.array([0, 0])), np.array([[0, 0]]))
    assert [marks.row(i).tolist() for i in range(2)] == marks.block(0, 2).tolist()
