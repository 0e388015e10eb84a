"""The few builders that lay out every page: rows, columns, cards, words and buttons; they know no page."""

from collections.abc import Callable, Sequence
from typing import Final, Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.allow import explain
from desktop.ui.icons import icon
from desktop.ui.keys_back import KeysBack, name_of
from desktop.ui.written import on_button
from desktop.ui.written import tip as plain_tip

Kind = Literal["outlined", "primary", "quiet", "link", "row", "icon", "tab", "suggestion"]
Part = QWidget | QLayout | int | None
STRETCH: Final = None
FACT_NAME: Final = 96  # pixels at 100 %: "Waiting since" fits


def row(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Lay parts out beside each other; None stretches, a number is that many pixels of air."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def col(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Lay parts out under each other; None stretches, a number is that many pixels of air."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def _fill(layout: QBoxLayout, parts: Sequence[Part], gap: int, margins: tuple[int, int, int, int]) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def box(layout: QLayout, *, surface: str = "") -> QWidget:
    """Wrap a layout in a widget, on a surface of the theme if one is named."""
    made = QWidget()
    made.setLayout(layout)
    if surface:
        made.setProperty("surface", surface)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


def card(*parts: Part, gap: int = 8, inside: int = 16, kind: str = "plain") -> QFrame:
    """Return a white sheet with a hairline: one subject a card."""
    made = QFrame()
    made.setProperty("card", kind)
    made.setLayout(col(*parts, gap=gap, margins=(inside, inside, inside, inside)))
    return made


def hairline() -> QFrame:
    """Return a line of one pixel."""
    made = QFrame()
    made.setProperty("card", "line")
    made.setFixedHeight(1)
    return made


def scroll(inside: QWidget) -> QScrollArea:
    """Return a scroll area without a frame whose content grows with it."""
    area = QScrollArea()
    scroll_plainly(area, inside)
    return area


def scroll_plainly(area: QScrollArea, inside: QWidget) -> None:
    """Put content into a scroll area that shows nothing of itself but a bar where one is needed."""
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    around, within = QWidget(), col(gap=0)
    around.setLayout(within)
    around.setProperty("clear", "true")
    around.setAttribute(Qt.WidgetAttribute.WA_Resized)  # its size is the area's
    area.setWidget(around)
    around.setAutoFillBackground(False)
    within.addWidget(inside)  # only now: Qt styles and measures at once whatever an area is given


class Prose(QLabel):
    """Words that wrap and insist on the height they need: nested layouts would clip them silently."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self._insist()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._insist()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._insist()

    def _insist(self) -> None:
        """Ask for the height of the width there is; what isn't seen has no true width yet."""
        high = self._needs() if self.isVisible() else self.minimumHeight()
        if high != self.minimumHeight():
            self.setMinimumHeight(high)

    def _needs(self) -> int:
        """Return the height of the words at this width; `heightForWidth` never says less than was insisted on."""
        if not self.text() or self.width() <= 0:
            return 0
        room = QRect(0, 0, self.width(), 1_000_000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()


def words(text: str = "", role: str = "body", *, tone: str = "", wrap: bool = False) -> QLabel:
    """Return a label in a role of the type scale; plain text always, so that no name is read as markup."""
    made = Prose(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def restyle(widget: QWidget, **properties: str) -> None:
    """Set style properties and let the sheet look at the widget again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Press(QPushButton):
    """A button that Enter presses as Space does, wherever it stands; in a dialog it comes before the filled one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str,
    act: Callable[[], object] | None = None,
    kind: Kind = "outlined",
    *,
    drawing: str = "",
    tip: str = "",
) -> QPushButton:
    """Return a button of a kind; for `icon` the text becomes its name and tooltip. A tip says what comes of it."""
    made = Press("" if kind == "icon" else on_button(text))
    made.setProperty("kind", kind)
    made.setAccessibleName(text)
    if tip:
        explain(made, tip)
    elif kind == "icon":
        made.setToolTip(plain_tip(text))
    made.setAutoDefault(False)
    if drawing:
        made.setIcon(icon(drawing, _icon_role(kind)))
        made.setIconSize(QSize(18 if kind == "icon" else 22, 18))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if act is not None:
        made.clicked.connect(lambda: act())
    return made


def become(made: QPushButton, kind: Kind, drawing: str) -> None:
    """Make a button one of another kind, where what comes next is another; its drawing takes that kind's colour."""
    made.setIcon(icon(drawing, _icon_role(kind)))
    restyle(made, kind=kind)


def _icon_role(kind: Kind) -> str:
    return {"primary": "on_accent", "quiet": "muted", "icon": "muted"}.get(kind, "ink")


def keycap(text: str) -> QLabel:
    """Return a small picture of a key."""
    made = words(text, "keycap")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class KeysLine(QWidget):
    """The line under a list that says what its keys do: as many as there is room for, all of them in F1."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        super().__init__()
        self._pairs = []
        line = row(gap=8)
        for key, meaning in pairs:
            pair = box(row(keycap(key), words(meaning, "small"), gap=6))
            self._pairs.append(pair)
            line.addWidget(pair)
        line.addStretch(1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.current().px(26))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width()
        for pair in self._pairs:
            room -= pair.sizeHint().width() + 8
            pair.setVisible(room >= 0)


def fact_line(name: str, value: str, *, strong: bool = True) -> QHBoxLayout:
    """Return a name at the left and its value at the right."""
    right = words(value, "strong" if strong else "muted")
    right.setAccessibleName(f"{name}: {value}")
    return row(words(name, "muted"), STRETCH, right)


def facts(pairs: Sequence[tuple[str, str]]) -> QVBoxLayout:
    """Return name and value lines whose values wrap."""
    made = col(gap=5)
    for name, value in pairs:
        head = words(name, "muted", wrap=True)
        head.setFixedWidth(theme.current().px(FACT_NAME))
        head.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        body = words(value, wrap=True)
        body.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        line = row(head, body, gap=6)
        line.setStretch(1, 1)
        made.addLayout(line)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go; keys that were in it come back to what bears the same name."""
    above = layout.parentWidget()
    now = above.window().focusWidget() if above is not None else None
    name = name_of(now) if now is not None else ""
    if _empty(layout, now) and above is not None:
        KeysBack(above, name)


def _empty(layout: QLayout, now: QWidget | None) -> bool:
    """Take everything out; True where what has the keys was in it."""
    held = False
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            held |= _empty(inner, now)
        elif (widget := item.widget()) is not None:
            held |= now is not None and (widget is now or widget.isAncestorOf(now))
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
    return held
