"""Paints a list's cells and rows: hairline, selection, hover, lights, two-tone names, bars; it knows cells only."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.ui import paint, theme
from desktop.ui.table.cells import NOTHING, Cell
from desktop.ui.table.model import CELL_ROLE
from desktop.ui.written import cut

Index = QModelIndex | QPersistentModelIndex
LIGHT = 17
GAP = 8
BAR = 36
EDGE = 16  # the first column's padding equals a card's inner margin


class CellDelegate(QStyledItemDelegate):
    """One delegate for all columns of a list."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        self._paint_ground(painter, option, index, rect)
        inside = rect.adjusted(EDGE if index.column() == 0 else GAP, 0, -GAP, -1)
        paint_cell(painter, inside, cell, right=_right(index))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, rect: QRectF) -> None:
        colours = theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, colours.colour("soft"))
        elif index.row() == self._view.property("hovered"):
            painter.fillRect(rect, colours.colour("hover"))
        painter.setPen(QPen(colours.colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), colours.colour("link"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(round(width_of(index.data(CELL_ROLE))), theme.current().px(40))


def _right(index: Index) -> bool:
    columns = getattr(index.model(), "columns", ())
    return bool(columns and columns[index.column()].right)


def width_of(cell: Cell) -> float:
    """Return the width a cell wants, without padding."""
    colours = theme.current()
    wide = colours.metrics(15, _weight(cell)).horizontalAdvance(cell.text)
    if cell.second:
        wide += colours.px(8) + colours.metrics().horizontalAdvance(cell.second)
    if cell.light:
        wide += colours.px(LIGHT) + GAP
    if cell.share is not None:
        wide += BAR + GAP
    return wide


def _weight(cell: Cell) -> int:
    if cell.strong:
        return 600
    return 500 if cell.light and not cell.muted else 400


def paint_cell(painter: QPainter, inside: QRectF, cell: Cell, *, right: bool = False) -> None:
    """Draw one cell into the room it has; text that doesn't fit ends in dots."""
    colours = theme.current()
    if cell.light:
        side = colours.px(LIGHT)
        paint.light(painter, QRectF(inside.left(), inside.center().y() - side / 2, side, side), cell.light)
        inside = inside.adjusted(side + GAP, 0, 0, 0)
    if cell.share is not None:
        paint.bar(painter, QRectF(inside.left(), inside.center().y() - 2, BAR, 5), cell.share)
        inside = inside.adjusted(BAR + GAP, 0, 0, 0)
    if cell.second:
        paint.two_tone(painter, inside, cell.text, cell.second)
        return
    weight = _weight(cell)
    painter.setFont(colours.font(15, weight))
    painter.setPen(colours.colour(_ink(cell)))
    shown = cut(colours.metrics(15, weight), cell.text, inside.width())
    side_flag = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(inside, side_flag | Qt.AlignmentFlag.AlignVCenter, shown)


def _ink(cell: Cell) -> str:
    if cell.muted or cell.text == NOTHING:
        return "muted"
    return cell.light.tone if cell.light else "ink"
