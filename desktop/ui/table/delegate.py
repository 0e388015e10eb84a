"""Paints a list's cells and rows: hairline, selection, hover, lights, two-tone names, bars; it knows cells only."""

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from desktop.ui import paint, theme
from desktop.ui.table.cells import NOTHING, Cell
from desktop.ui.table.lines import SMALL, fits, least_width, lines_in, pitch, small_lines, weight_of
from desktop.ui.table.model import TableModel
from desktop.ui.written import cut, tip

Index = QModelIndex | QPersistentModelIndex
LIGHT = 17
GAP = 8
BAR = 36
SHORT = 104  # pixels of a date or a few words, which stand in one line at any width
STATE = 150  # a light with a word or three stays in one line: it is what eyes go down a column for
EDGE = 16  # the first column's padding equals a card's inner margin
_CHOSEN = QStyle.StateFlag.State_Selected
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellDelegate(QStyledItemDelegate):
    """One delegate for all columns of a list.

    A screen holds some hundred cells, and Qt calls here for each: what is the same for all of them is found once.
    """

    def __init__(self, view: QTableView, model: TableModel[Any]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, column = index.row(), index.column()
        rect = QRectF(option.rect)
        chosen = _CHOSEN in option.state
        self._paint_ground(painter, rect, (line, column), chosen=chosen)
        inside = rect.adjusted(GAP if column else EDGE, 0, -GAP, -1)
        paint_cell(painter, inside, self._model.painted(line, column), right=self._model.columns[column].right)

    def _paint_ground(self, painter: QPainter, rect: QRectF, at: tuple[int, int], *, chosen: bool) -> None:
        colours = theme.current()
        if chosen:
            painter.fillRect(rect, colours.colour("soft"))
        elif at[0] == self._view.property("hovered"):
            painter.fillRect(rect, colours.colour("hover"))
        painter.setPen(colours.colour("line"))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        if chosen and at[1] == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), colours.colour("link"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(round(width_of(self._model.cell(index.row(), index.column()))), theme.current().px(40))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip(self.tip_of(index)), view, view.visualRect(index))
        return True

    def tip_of(self, index: Index) -> str:
        """Return what more there is to say of a cell: its own tip, or all of it where it is cut."""
        if not index.isValid():
            return ""
        cell = self._model.cell(index.row(), index.column())
        return cell.tip or (cell.plain if self.cuts(index) else "")

    def cuts(self, index: Index) -> bool:
        """Return whether a cell's words don't all fit, even in as many small lines as its row has."""
        cell = self._model.cell(index.row(), index.column())
        room = self._view.columnWidth(index.column()) - padding(index.column())
        most = lines_in(self._view.rowHeight(index.row()) - 1)
        return width_of(cell) > room and not fits(cell, room - _before(cell), most)


def padding(column: int) -> int:
    """Return what a column keeps free beside its words."""
    return GAP + (GAP if column else EDGE)


def width_of(cell: Cell) -> float:
    """Return the width a cell wants, without padding."""
    wide = _advance(weight_of(cell), cell.text, theme.current().scale)
    if cell.second:
        wide += theme.current().px(8) + _advance(400, cell.second, theme.current().scale)
    return wide + _before(cell)


@lru_cache(maxsize=4096)
def _advance(weight: int, text: str, _scale: float) -> float:
    """Return how wide a text is at a size of text; most of what a list says it says of many."""
    return theme.current().metrics(15, weight).horizontalAdvance(text)


def least_of(cell: Cell, height: float) -> float:
    """Return the least width at which a cell in a row of some height is not cut, without padding."""
    wide = width_of(cell)
    if wide <= theme.current().px(STATE if cell.light else SHORT):
        return wide
    return min(wide, least_width(cell, lines_in(height - 1)) + 1 + _before(cell))


def _before(cell: Cell) -> float:
    """Return the room of what stands before a cell's words."""
    light = theme.current().px(LIGHT) + GAP if cell.light else 0
    return light + (BAR + GAP if cell.share is not None else 0)


def paint_cell(painter: QPainter, inside: QRectF, cell: Cell, *, right: bool = False) -> None:
    """Draw one cell into the room it has: text that doesn't fit in one line takes smaller ones, and ends in dots."""
    colours = theme.current()
    whole = width_of(cell) <= inside.width()
    if cell.light:
        side = colours.px(LIGHT)
        paint.light(painter, QRectF(inside.left(), inside.center().y() - side / 2, side, side), cell.light)
        inside = inside.adjusted(side + GAP, 0, 0, 0)
    if cell.share is not None:
        paint.bar(painter, QRectF(inside.left(), inside.center().y() - 2, BAR, 5), cell.share)
        inside = inside.adjusted(BAR + GAP, 0, 0, 0)
    if not whole:
        _paint_small(painter, inside, cell, _RIGHT if right else _LEFT)
    elif cell.second:
        paint.two_tone(painter, inside, cell.text, cell.second)
    else:
        painter.setFont(colours.font(15, weight_of(cell)))
        painter.setPen(colours.colour(_ink(cell)))
        painter.drawText(
            inside, _RIGHT if right else _LEFT, cut(colours.metrics(15, weight_of(cell)), cell.text, inside.width())
        )


def _paint_small(painter: QPainter, inside: QRectF, cell: Cell, side: Qt.AlignmentFlag) -> None:
    """Draw a cell's words in as many small lines as they take and there is room for."""
    colours = theme.current()
    said = small_lines(cell, inside.width(), lines_in(inside.height()))
    top = inside.center().y() - (len(said) + 1) * pitch() / 2
    for at, (text, weight) in enumerate(said):
        family = at > 0 and weight != said[0][1]
        painter.setFont(colours.font(SMALL, weight))
        painter.setPen(colours.colour("muted" if family else _ink(cell)))
        place = QRectF(
            inside.left(), top + at * pitch(), inside.width(), 2 * pitch()
        )  # letters may reach out of a line
        painter.drawText(place, side, cut(colours.metrics(SMALL, weight), text, inside.width()))


def _ink(cell: Cell) -> str:
    if cell.muted or cell.text == NOTHING:
        return "muted"
    return cell.light.tone if cell.light else "ink"
