"""Small widgets painted by hand: lights, the sign, bars, chips, sidebar items; they know no record."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.i18n import ngettext
from desktop.ui import paint, theme
from desktop.ui.build import STRETCH, row, words
from desktop.ui.icons import paint_icon
from desktop.ui.paint import Light
from desktop.ui.written import cut, tip


class LightMark(QLabel):
    """One light; its word is its accessible name, which a screen reader reads as text."""

    def __init__(self, kind: Light, name: str = "", side: int = 18) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._kind = kind
        self.setFixedSize(theme.current().px(side), theme.current().px(side))
        self.setAccessibleName(f"{name}: {kind.spoken}" if name else kind.spoken)

    def show_kind(self, kind: Light, name: str = "") -> None:
        """Change the light and its spoken words."""
        self._kind = kind
        self.setAccessibleName(f"{name}: {kind.spoken}" if name else kind.spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.light(painter, QRectF(self.rect()), self._kind)


def light_line(kind: Light, name: str, state: str, *, strong: bool = False) -> QHBoxLayout:
    """Return a light, what it is about, and the state in words at the right."""
    head = words(name, "strong" if strong else "body")
    tail = Elided(state, "muted")
    tail.setProperty("tone", kind.tone if kind.tone != "muted" else "")
    tail.setAlignment(Qt.AlignmentFlag.AlignRight)
    tail.give_way()
    return row(LightMark(kind, f"{name}, {state}"), head, STRETCH, tail, gap=10)


class Sign(QWidget):
    """The sign of the house: two upright figures, one taller."""

    def __init__(self, height: int = 24, *, outline: bool = False) -> None:
        super().__init__()
        self._outline = outline
        self.setFixedSize(round(height * 0.7), height)
        self.setAccessibleName("Alongside")

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.pair_sign(QPainter(self), QRectF(self.rect()), outline=self._outline)


class ShareBar(QWidget):
    """A share of one as a bar; `aim` is marked, the sentence is its description."""

    def __init__(self, fraction: float, sentence: str, aim: float | None = None, height: int = 7) -> None:
        super().__init__()
        self._fraction = fraction
        self._aim = aim
        self._height = height
        self.setFixedHeight(height + 10)
        self.setMinimumWidth(40)
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = self.height() / 2
        rect = QRectF(0, middle - self._height / 2, self.width(), self._height)
        paint.bar(QPainter(self), rect, self._fraction, aim=self._aim)


class DrawnIcon(QWidget):
    """A shipped icon as a quiet mark beside words; it says nothing itself."""

    def __init__(self, name: str, role: str = "muted", side: int = 18) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self.setFixedSize(theme.current().px(side), theme.current().px(side))

    def show_icon(self, name: str, role: str) -> None:
        """Change the drawing."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), QRectF(self.rect()), self._name, self._role)


class Initials(QWidget):
    """A person's initials in a circle."""

    def __init__(self, text: str = "", side: int = 44) -> None:
        super().__init__()
        self._text = text
        self.setFixedSize(side, side)

    def show_text(self, text: str) -> None:
        """Change the initials."""
        self._text = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("soft"))
        painter.drawEllipse(self.rect())
        painter.setFont(colours.font(15, 600))
        painter.setPen(colours.colour("link"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class Painted(QAbstractButton):
    """What chips and sidebar items share: hover and press repaint, keyboard focus, a hand."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _frame(self, painter: QPainter, rect: QRectF, radius: float, roles: tuple[str, str]) -> None:
        fill, edge = roles
        colours = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Chip(Painted):
    """A filter: its name and exact count; chosen is filled, edged and heavier."""

    def __init__(self, text: str, count: int = 0) -> None:
        super().__init__(text)
        self._count = count
        self.show_count(count)

    def show_count(self, count: int) -> None:
        """Change the count."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        colours = theme.current()
        strong = QFontMetricsF(colours.font(15, 600))
        wide = strong.horizontalAdvance(self.text()) + colours.px(6) + strong.horizontalAdvance(str(self._count))
        return QSize(round(wide) + 2 * colours.px(12), colours.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.current()
        on = self.isChecked()
        fill = "soft" if on else ("hover" if self.underMouse() else "surface")
        self._frame(painter, QRectF(self.rect()), self.height() / 2, (fill, "link" if on else "line2"))
        font = colours.font(15, 600 if on else 400)
        painter.setFont(font)
        painter.setPen(colours.colour("link" if on else "ink"))
        inside = QRectF(self.rect()).adjusted(colours.px(12), 0, -colours.px(12), 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._count))


class NavItem(Painted):
    """A page in the sidebar: icon, name, and how many things need you; on a narrow window only the icon."""

    def __init__(self, text: str, drawing: str) -> None:
        super().__init__(text)
        self._drawing = drawing
        self._count = 0
        self._rail = False
        self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how many things need the person at the desk."""
        self._count = count
        needs = ngettext("{n} thing to do", "{n} things to do", count)
        self.setAccessibleName(f"{self.text()}, {needs}" if count else self.text())
        self._set_tip()
        self.update()

    def show_rail(self, rail: bool) -> None:
        """Leave out the name where the window is narrow; it becomes the tooltip."""
        self._rail = rail
        self._set_tip()
        self.update()

    def show_low(self, low: bool) -> None:
        """Be less high where the window is."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def _set_tip(self) -> None:
        self.setToolTip(self.accessibleName() if self._rail else "")

    def sizeHint(self) -> QSize:
        return QSize(32, 30 if self._low else theme.current().px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.current()
        on = self.isChecked()
        if on or self.underMouse():
            self._frame(painter, QRectF(self.rect()), 6, ("surface" if on else "hover", "line" if on else ""))
        side = 22
        left = (self.width() - side) / 2 if self._rail else 11
        icon_box = QRectF(left, (self.height() - side) / 2, side, side)
        paint_icon(painter, icon_box, self._drawing, "link" if on else "muted")
        if self._rail:
            self._paint_dot(painter, icon_box)
            return
        painter.setFont(colours.font(15, 600 if on else 400))
        painter.setPen(colours.colour("link" if on else "ink"))
        inside = QRectF(self.rect()).adjusted(43, 0, -10, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count:
            painter.setFont(colours.font(14, 400))
            painter.setPen(colours.colour("muted"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._count))

    def _paint_dot(self, painter: QPainter, icon_box: QRectF) -> None:
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("link"))
            painter.drawEllipse(icon_box.topRight() + QPointF(1, 1), 3, 3)


class Elided(QLabel):
    """A label of one line that ends in dots where there is no room, with the whole text as its tooltip."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def give_way(self) -> None:
        """Ask for the room of the whole text, but be content with less."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(theme.current().px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = QFontMetricsF(self.font())
        shown = cut(metrics, self.text(), self.width())
        self.setToolTip(tip(self.text()) if metrics.horizontalAdvance(self.text()) > self.width() else "")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | self.alignment(), shown)
