"""The shipped line icons, drawn at the size asked and coloured by the theme; it knows names and colours."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.paths import resource
from desktop.ui import theme


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text("utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, rect: QRectF, name: str, role: str) -> None:
    """Draw an icon into a square in the colour of a token role."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, getattr(theme.current().tokens, role)).render(painter, rect)


class _LineIcon(QIconEngine):
    """Draws one SVG; the mode chooses the colour, so that a change of theme needs no new icon."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())  # a wider icon size is a gap before the button's words
        square = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
        paint_icon(painter, square, self._name, self._colour_role(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._role)

    def _colour_role(self, mode: QIcon.Mode) -> str:
        if mode is QIcon.Mode.Disabled:
            return "disabled"
        if mode is QIcon.Mode.Selected:
            return "link"
        if mode is QIcon.Mode.Active and self._role == "muted":
            return "ink"
        return self._role


def icon(name: str, role: str = "muted") -> QIcon:
    """Return a shipped icon by name; `role` is the token of its ordinary colour."""
    return QIcon(_LineIcon(name, role))
