"""The heads of a list's columns: sentence case, an arrow beside the one that rows are sorted by; it knows no row."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.ui import theme
from desktop.ui.icons import paint_icon
from desktop.ui.table.delegate import EDGE, GAP
from desktop.ui.table.model import TableModel


class Heads(QHeaderView):
    """Column heads in sentence case; the sorted one shows its arrow beside the name."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(theme.current().px(36))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName("")

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        place = QRectF(rect)
        colours = theme.current()
        painter.save()
        painter.fillRect(place, colours.colour("sunken"))
        painter.setPen(QPen(colours.colour("line"), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        model = self.model()
        font = colours.font(14, 600)
        painter.setFont(font)
        painter.setPen(colours.colour("muted"))
        inside = place.adjusted(EDGE if logicalIndex == 0 else GAP, 0, -GAP, 0)
        column = model.columns[logicalIndex] if isinstance(model, TableModel) else None
        side = Qt.AlignmentFlag.AlignRight if column and column.right else Qt.AlignmentFlag.AlignLeft
        title = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, title)
        if column and isinstance(model, TableModel) and column.sort and column.sort == model.query.sort:
            after = QFontMetricsF(font).horizontalAdvance(title) + 5
            arrow = QRectF(inside.left() + after, place.center().y() - 7, 14, 14)
            paint_icon(painter, arrow, "up" if model.query.descending else "down", "muted")
        painter.restore()
