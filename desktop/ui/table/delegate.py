"""Paints a list's cells and rows: hairline, selection, hover, lights, two-tone names, bars; it knows cells only."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from desktop.ui import paint, theme
from desktop.ui.table.cells import NOTHING, Cell
from desktop.ui.table.lines import SMALL, broken, fits, least_width, lines_in, small_metrics, weight_of
from desktop.ui.table.model import TableModel
from desktop.ui.written import cut, tip

Index = QModelIndex | QPersistentModelIndex
LIGHT = 17
GAP = 8
BAR = 36
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
        if width_of(cell) <= room:
            return False
        most = lines_in(self._view.rowHeight(index.row()) - 1)
        inside = room - _before(cell)
        return (
            least_width(cell, most) > inside if cell.second else not fits(small_metrics(cell), cell.text, inside, most)
        )


def padding(column: int) -> int:
    """Return what a column keeps free beside its words."""
    return GAP + (GAP if column else EDGE)


def width_of(cell: Cell) -> float:
    """Return the width a cell wants, without padding."""
    colours = theme.current()
    wide = colours.metrics(15, weight_of(cell)).horizontalAdvance(cell.text)
    if cell.second:
        wide += colours.px(8) + colours.metrics().horizontalAdvance(cell.second)
    return wide + _before(cell)


def least_of(cell: Cell, height: float) -> float:
    """Return the least width at which a cell in a row of some height is not cut, without padding."""
    return min(width_of(cell), least_width(cell, lines_in(height - 1)) + 1 + _before(cell))


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
    most = 1 if whole else lines_in(inside.height())
    if cell.second and most == 1:
        paint.two_tone(painter, inside, cell.text, cell.second)
    else:
        _paint_words(painter, inside, cell, most, _RIGHT if right else _LEFT)


def _paint_words(painter: QPainter, inside: QRectF, cell: Cell, most: int, side: Qt.AlignmentFlag) -> None:
    """Draw a cell's words in one line, or in as many small ones as they take; a surname has a line of its own."""
    colours = theme.current()
    size = 15 if most == 1 else SMALL
    metrics = colours.metrics(size, weight_of(cell))
    said = [(cell.text, metrics)] if most == 1 or cell.second else [
        (one, metrics) for one in broken(metrics, cell.text, inside.width(), most)
    ]  # fmt: skip
    thin = colours.metrics(SMALL)
    said += [(cell.second, thin)] if cell.second else []
    top = inside.center().y() - sum(by.height() for _text, by in said) / 2
    for at, (text, by) in enumerate(said):
        family = bool(cell.second and at)
        painter.setFont(colours.font(size, 400 if family else weight_of(cell)))
        painter.setPen(colours.colour("muted" if family else _ink(cell)))
        place = inside if len(said) == 1 else QRectF(inside.left(), top, inside.width(), by.height())
        painter.drawText(place, side, cut(by, text, inside.width()))
        top += by.height()


def _ink(cell: Cell) -> str:
    if cell.muted or cell.text == NOTHING:
        return "muted"
    return cell.light.tone if cell.light else "ink"
