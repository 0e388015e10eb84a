"""The search box that finds a person, a paper or a page from anywhere; what it finds is asked of a callable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.build import col, keycap, words
from desktop.ui.icons import paint_icon
from desktop.ui.marks import DrawnIcon
from desktop.ui.written import cut

Index = QModelIndex | QPersistentModelIndex
WAIT_MS = 150
WIDE, WITH_KEY = 400, 300
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Found:
    """One answer: the page it stands on, the id there, what it is called, a line about it, an icon."""

    page: str
    target: str
    title: str
    line: str
    drawing: str


class _Answers(QAbstractListModel):
    """The answers shown."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Found] = ()

    def show(self, found: Sequence[Found]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{one.title}, {one.line}"
        return one if role == Qt.ItemDataRole.UserRole else None


class _AnswerDelegate(QStyledItemDelegate):
    """Paints an answer: icon, title, a muted line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme.current().px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Found = index.data(Qt.ItemDataRole.UserRole)
        colours = theme.current()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("soft"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        paint_icon(painter, QRectF(rect.left() + 10, rect.center().y() - 9, 18, 18), one.drawing, "muted")
        strong = colours.font(15, 500)
        painter.setFont(strong)
        painter.setPen(colours.colour("ink"))
        inside = rect.adjusted(38, 0, -10, 0)
        title = cut(QFontMetricsF(strong), one.title, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(colours.font(14))
        painter.setPen(colours.colour("muted"))
        inside.setLeft(inside.left() + QFontMetricsF(strong).horizontalAdvance(title) + 10)
        line = cut(QFontMetricsF(painter.font()), one.line, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line)
        painter.restore()


class SearchBox(QLineEdit):
    """Ctrl+K, some letters, Enter. The list under it belongs to the window, so typing goes on."""

    chosen = Signal(object)

    def __init__(self, find: Callable[[str], Sequence[Found]]) -> None:
        super().__init__()
        self._find = find
        self.setProperty("kind", "search")
        self.setPlaceholderText(_("Find a person, a paper or a page"))
        self.setAccessibleName(_("Find a person, a paper or a page"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.current().px(130))
        self.setMaximumWidth(theme.current().px(WIDE))
        self._icon = DrawnIcon("search", "muted", 18)
        self._icon.setParent(self)
        self._key = keycap("Ctrl K")
        self._key.setParent(self)
        self._answers = _Answers()
        self._popup: QFrame | None = None
        self._list = QListView(self)
        self._none = words("", "muted", wrap=True)
        self._none.setParent(self)  # else both would outlive a window in which nobody searched
        self._list.hide()
        self._none.hide()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.textEdited.connect(lambda _text: self._wait.start())

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(WIDE), super().sizeHint().height())

    def _made_popup(self) -> QFrame:
        if self._popup is None:
            self._popup = QFrame(self.window())
            self._popup.setProperty("card", "popup")
            self._list.setModel(self._answers)
            self._list.setItemDelegate(_AnswerDelegate(self._list))
            self._list.setProperty("ring", "own")
            self._list.setAccessibleName(_("Found"))
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.clicked.connect(lambda index: self._choose(index.row()))
            self._popup.setLayout(col(self._list, self._none, gap=0, margins=(5, 5, 5, 5)))
        return self._popup

    def look(self) -> None:
        """Show what is found for the words typed."""
        self._wait.stop()
        text = self.text().strip()
        if not text:
            self.close_answers()
            return
        self._answers.show(self._find(text))
        popup = self._made_popup()
        count = len(self._answers.found)
        self._list.setVisible(bool(count))
        self._none.setVisible(not count)
        self._none.setText(_("Nobody and nothing is called “{text}” here.").format(text=text))
        if count:
            self._list.setCurrentIndex(self._answers.index(0))
        line = theme.current().px(40)
        high = min(count, 9) * line + 14 if count else line + 14
        below = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        wide = min(max(self.width(), theme.current().px(480)), self.window().width() - below.x() - 12)
        high = min(high, self.window().height() - below.y() - 12)
        popup.setGeometry(QRect(below, QSize(wide, high)))
        popup.show()
        popup.raise_()

    def close_answers(self) -> None:
        """Put the list away."""
        if self._popup is not None:
            self._popup.hide()

    @property
    def found(self) -> Sequence[Found]:
        """What is shown now."""
        return self._answers.found

    def _choose(self, line: int) -> None:
        if 0 <= line < len(self._answers.found):
            one = self._answers.found[line]
            self.clear()
            self.close_answers()
            self.chosen.emit(one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        if key == Qt.Key.Key_Escape:
            self.clear()
            self.close_answers()
            self.clearFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._wait.isActive():
                self.look()
            self._choose(self._list.currentIndex().row())
        elif step and self._answers.found:
            line = (self._list.currentIndex().row() + step) % len(self._answers.found)
            self._list.setCurrentIndex(self._answers.index(line))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(150, self, self._on_left)
        return super().event(event)

    def _on_left(self) -> None:
        if not self.hasFocus():
            self.close_answers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._icon.move(10, (self.height() - self._icon.height()) // 2)
        self._key.setVisible(self.width() >= theme.current().px(WITH_KEY))
        size = self._key.sizeHint()
        self._key.setGeometry(self.width() - size.width() - 8, (self.height() - size.height()) // 2, *size.toTuple())
