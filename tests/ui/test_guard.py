"""The Qt binding that loses references is refused, and the one in use doesn't lose any."""

import sys

import PySide6
import pytest

from desktop.errors import Trouble
from desktop.ui.guard import refuse_leaking_qt, version_of
from desktop.ui.table.cells import Cell, Column, Query, Source
from desktop.ui.table.model import TableModel


def test_the_leaking_version_is_refused_below_python_312():
    with pytest.raises(Trouble, match=r"6\.12"):
        refuse_leaking_qt((6, 12, 0), (3, 11))


@pytest.mark.parametrize(("qt", "python"), [((6, 11, 3), (3, 11)), ((6, 12, 0), (3, 12))])
def test_others_are_trusted(qt, python):
    refuse_leaking_qt(qt, python)


def test_a_version_is_read_as_numbers():
    assert version_of("6.11.3") == (6, 11, 3)


def test_a_thousand_calls_of_data_lose_no_reference_to_none(qapp):
    refuse_leaking_qt(version_of(PySide6.__version__))
    model = TableModel(
        [Column("name", "Name", lambda one: Cell(one))], Source(lambda _query: ["a"], lambda ids: list(ids))
    )
    model.ask(Query())
    index = model.index(0, 0)
    before = sys.getrefcount(None)
    for _call in range(1000):
        index.data(999)
    assert abs(sys.getrefcount(None) - before) < 500
