"""Choosing several from a list of words: a quiet button that names all that is chosen and opens ticks."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStyle, QStyleOptionButton, QStylePainter, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.models.searching import is_found
from desktop.ui import theme
from desktop.ui.build import box, button, col, scroll
from desktop.ui.choices import Tick
from desktop.ui.entries import line
from desktop.ui.tab_stops import step
from desktop.ui.written import on_button

LEAST = 160  # a field is never narrower
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class _Popup(QFrame):
    """Ticks over the form: Tab stays inside, Esc and Done leave, and the keys go back to the field."""

    def __init__(self, field: QPushButton) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("card", "popup")
        self.setAccessibleName(field.accessibleName())

    def leave(self) -> None:
        """Close and give the keys back."""
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.deleteLater()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's own name
        return step(self, forward=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave()
        else:
            super().keyPressEvent(event)


def joined(codes: Sequence[str]) -> str:
    """Return codes as one text; a school's own word may hold spaces, never a line's end."""
    return "\n".join(codes)


def parted(text: str) -> tuple[str, ...]:
    """Return the codes of such a text."""
    return tuple(code for code in text.split("\n") if code)


def parted_as(text: str, before: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of such a text, in the order of before where they are the same ones."""
    codes = parted(text)
    return tuple(before) if set(codes) == set(before) else codes


class Picks(QPushButton):
    """A field whose value is some codes of a vocabulary; `picked` fires on each change."""

    picked = Signal()

    def __init__(self, options: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self._words = dict(options)
        self._codes: tuple[str, ...] = ()
        self._said = ""
        self.setProperty("kind", "pick")
        self.setAutoDefault(False)
        self._name = name
        self.clicked.connect(self._open)
        self.show_codes(())

    def rename(self, name: str) -> None:
        """Say to ears what the list is of; what is chosen is said with it."""
        self._name = name
        self.show_codes(self._codes)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes chosen, in the order of the list."""
        return self._codes

    def show_codes(self, codes: Sequence[str]) -> None:
        """Choose some codes; ones the list lacks are a school's own words and stay."""
        known = [code for code in self._words if code in codes]
        self._codes = (*known, *(code for code in codes if code not in self._words))
        self._said = ", ".join(self._words.get(code, code) for code in self._codes) or _("None chosen")
        self.setText(on_button(self._said))
        self.setAccessibleName(f"{self._name}: {self._said}")
        self._insist()

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(LEAST), px(34) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._insist()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._insist()

    def _insist(self) -> None:
        """Be as high as all that is chosen takes in lines of this width; what isn't seen has no true width yet."""
        if self.isVisible():
            inside = self._inside
            room = QRect(0, 0, inside.width(), 1_000_000)
            high = self.fontMetrics().boundingRect(room, _WRAPPED, self._said).height()
            self.setMinimumHeight(max(high + self.height() - inside.height(), self.sizeHint().height()))

    @property
    def _inside(self) -> QRect:
        px = theme.current().px
        return self.rect().adjusted(px(8) + 1, px(6), -px(8) - 1, -px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # Qt writes a button's words in one line only
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(self.font())
        painter.setPen(theme.current().colour("ink" if self.isEnabled() else "disabled"))
        painter.drawText(self._inside, _WRAPPED, self._said)

    def _open(self) -> None:
        popup = _Popup(self)
        inside = QVBoxLayout()
        inside.setSpacing(0)
        ticks: list[Tick] = []
        for code, word in self._words.items():
            tick = Tick(on_button(word), code in self._codes)
            tick.setAccessibleName(word)
            tick.toggled.connect(lambda on, code=code: self._on_toggled(code, on))
            ticks.append(tick)
            inside.addWidget(tick)
        inside.addStretch(1)
        find = line(hint=_("Find"))
        find.setAccessibleName(_("Find in the list"))
        find.textChanged.connect(lambda text: _show_only(ticks, text))
        done = button(_("Done"), popup.leave)
        popup.setLayout(col(find, scroll(box(inside)), done, gap=6, margins=(10, 10, 10, 10)))
        below = self.mapTo(self.window(), QPoint(0, self.height() + 3))
        high = theme.current().px(min(300, 110 + 33 * len(self._words)))
        top = min(below.y(), self.window().height() - high - 12)
        popup.setGeometry(below.x(), top, max(self.width(), 260), high)
        popup.show()
        popup.raise_()
        find.setFocus()

    def _on_toggled(self, code: str, on: bool) -> None:
        codes = set(self._codes)
        self.show_codes(list(codes | {code} if on else codes - {code}))
        self.picked.emit()


def _show_only(ticks: Sequence[QWidget], text: str) -> None:
    for tick in ticks:
        tick.setVisible(is_found(text, tick.accessibleName()))
