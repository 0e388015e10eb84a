"""How wide the columns of a list need to be, by their heads, ordinary text and their first rows; it sizes nothing."""

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtGui import QFontMetricsF

from desktop.ui import theme
from desktop.ui.table.cells import Cell
from desktop.ui.table.delegate import least_of, padding, width_of
from desktop.ui.table.model import TableModel
from desktop.ui.table.widths import Need

MEASURED = 40  # rows a column's width is measured by: a few screens of them
NEARLY_ALL = 0.9  # of the rows stand in one line where there is room; the longest may take two
A_LITTLE = 40  # pixels more that let all rows stand in one line
WIDEST_CELL = 420
WIDEST_NAME = 240  # two lines of over thirty letters each


class Needs:
    """What each column of a model needs; measured once per answer, until it is told to forget."""

    def __init__(self, model: TableModel[Any]) -> None:
        self._model = model
        self._measured: dict[int, tuple[int, int]] = {}  # by column, in one line and at least

    def forget(self) -> None:
        """Measure anew: other rows are shown."""
        self._measured.clear()

    def of(self, at: int, row_height: int) -> Need:
        """Return what a column needs: its head's width, ordinary text's, and that of its first rows."""
        column = self._model.columns[at]
        colours = theme.current()
        arrow = 19 if column.sort and column.sort == self._model.query.sort else 0
        head = QFontMetricsF(colours.font(14, 600)).horizontalAdvance(column.title) + arrow
        head = ceil(head) + 1 + padding(at)
        usual = ceil(width_of(_sample(column.sample))) + 1 + padding(at) if column.sample else 0
        if not self._model.rowCount():
            return Need(head, max(head, usual), max(head, usual))
        real, least = self._real(at, row_height)
        return Need(max(head, least), max(head, min(usual, real)), max(head, real))

    def _real(self, at: int, row_height: int) -> tuple[int, int]:
        """Return the widths that the first rows ask for, in one line and at least; measured once per answer."""
        if at not in self._measured:
            most = theme.current().px(WIDEST_CELL)
            cells = Counter(self._model.cell(line, at) for line in range(min(self._model.rowCount(), MEASURED)))
            each = sorted(((width_of(one), at, one) for at, one in enumerate(cells)), reverse=True)
            real = _nearly_all([(wide, cells[one]) for wide, _at, one in each])
            if each and each[0][0] - real <= theme.current().px(A_LITTLE):
                real = each[0][0]
            least = 0.0
            for wide, _at, one in each:
                if wide <= least:  # nor do those after it need more than they are wide
                    break
                asked = least_of(one, row_height)
                if asked <= theme.current().px(WIDEST_NAME if one.second else WIDEST_CELL):
                    least = max(least, asked)  # an odd one that is cut even so takes no column away from all the others
            self._measured[at] = (min(ceil(real) + 1, most) + padding(at), min(ceil(least) + 1, most) + padding(at))
        return self._measured[at]


def _nearly_all(widths: Sequence[tuple[float, int]]) -> float:
    """Return the width that nearly all rows keep to; `widths` are (width, rows of that width), the widest first."""
    rows = sum(count for _wide, count in widths)
    wider = rows - 1 - int((rows - 1) * NEARLY_ALL)  # so many rows may take two lines
    for wide, count in widths:
        wider -= count
        if wider < 0:
            return wide
    return 0.0


def _sample(text: str) -> Cell:
    """Read a sample: `light:word`, `share:word`, `given|family` or plain words."""
    if text.startswith("light:"):
        from desktop.ui.paint import Light

        return Cell(text[6:], light=Light.WAIT)
    if text.startswith("share:"):
        return Cell(text[6:], share=1.0)
    given, bar, family = text.partition("|")
    return Cell(given, second=family, strong=True) if bar else Cell(text)
