"""A ruled table over as many pages as it needs, with its heading on each; it knows no register and no list."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from desktop.documents.sheet import HAIR, INK, MUTED, SOFT, WARN, Box, Sheet, Style


class Mark(Enum):
    """A cell that is drawn, not written."""

    TICK = "tick"
    BOX = "box"


class Note(str):
    """A cell's text that asks for attention."""

    __slots__ = ()


GridCell = str | Mark


class GridColumn(NamedTuple):
    """A column's heading, its share of the width, and its weight."""

    heading: str
    share: float
    bold: bool = False


class Grid(NamedTuple):
    """A table's columns and measures in points; `foot` is kept free at the bottom of each page."""

    columns: tuple[GridColumn, ...]
    row_height: float
    size: float
    margin: float
    foot: float
    ruled: bool = True  # lines between columns, to write by hand

    def draw(self, sheet: Sheet, rows: Sequence[Sequence[GridCell]], start_page: Callable[[], float]) -> None:
        """Draw all rows. `start_page` draws what stands above on each page and returns where the table begins."""
        top = self._head(sheet, start_page())
        for number, row in enumerate(rows):
            if top + self.row_height > sheet.height - self.foot:
                sheet.end_page()
                top = self._head(sheet, start_page())
            self._row(sheet, row, top, shaded=number % 2 == 1)
            top += self.row_height
        sheet.end_page()

    def _boxes(self, sheet: Sheet, top: float, height: float) -> list[Box]:
        width = sheet.width - 2 * self.margin
        share = width / sum(column.share for column in self.columns)
        boxes, x = [], self.margin
        for column in self.columns:
            boxes.append(Box(x, top, column.share * share, height))
            x += column.share * share
        return boxes

    def _head(self, sheet: Sheet, top: float) -> float:
        tall = self.size * 2.3
        for column, box in zip(self.columns, self._boxes(sheet, top, tall), strict=True):
            sheet.fit(column.heading, _inside(box), Style(self.size * 0.78, bold=True, colour=MUTED))
        sheet.rule(self.margin, top + tall, sheet.width - 2 * self.margin, INK, 0.9)
        return top + tall

    def _row(self, sheet: Sheet, row: Sequence[GridCell], top: float, *, shaded: bool) -> None:
        width = sheet.width - 2 * self.margin
        if shaded:
            sheet.box(Box(self.margin, top, width, self.row_height), fill=SOFT)
        boxes = self._boxes(sheet, top, self.row_height)
        for column, box, cell in zip(self.columns, boxes, row, strict=True):
            self._cell(sheet, cell, box, bold=column.bold)
        if self.ruled:
            for box in boxes[1:]:
                sheet.upright(box.x, top, self.row_height)
        sheet.rule(self.margin, top + self.row_height, width, HAIR)

    def _cell(self, sheet: Sheet, cell: GridCell, box: Box, *, bold: bool) -> None:
        side = min(self.size * 1.05, box.width * 0.6)
        x, top = box.x + (box.width - side) / 2, box.top + (box.height - side) / 2
        if cell is Mark.TICK:
            sheet.tick(x, top, side)
        elif cell is Mark.BOX:
            sheet.tick_box(x, top, side)
        elif cell:
            colour = WARN if isinstance(cell, Note) else INK
            sheet.fit(str(cell), _inside(box), Style(self.size, bold=bold, colour=colour))


def _inside(box: Box) -> Box:
    return Box(box.x + 4, box.top + 1.5, max(box.width - 8, 4), box.height - 3)
