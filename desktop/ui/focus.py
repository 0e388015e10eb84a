"""One ring round what has the focus, for those who use keys; it follows the focus and knows no page."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from desktop.ui import theme

OUTSIDE = 3


class FocusRing(QWidget):
    """A transparent child of the window that draws the ring 3 px outside the widget with the focus.

    It shows after Tab, arrows and shortcuts and hides after a click. Views that draw their own ring
    say so with the property `ring = own`.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._watched: list[QWidget] = []
        self._pointed = True
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def listen(self) -> None:
        """Hear whether keys or the pointer were used last; call it once the window has a handle."""
        if (handle := self.window().windowHandle()) is not None:
            handle.installEventFilter(self)

    def keys_used(self) -> None:
        """Hear that keys are used: from now on the focus is shown."""
        self._pointed = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._pointed = True
            self.hide()
        elif kind == QEvent.Type.KeyPress:
            self._pointed = False
        elif kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return False

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is None or now.window() is not self.window() or pressed or self._pointed or _rings_itself(now):
            self.hide()
            return
        self._watched = _chain(now, self.window())
        for widget in self._watched:
            widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        if not self._watched:
            return
        target = self._watched[0]
        if not target.isVisible():
            self.hide()
            return
        rect = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size()) & _seen(target)
        if rect.isEmpty():
            self.hide()
            return
        self.setGeometry(rect.adjusted(-OUTSIDE - 1, -OUTSIDE - 1, OUTSIDE + 1, OUTSIDE + 1))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


def _rings_itself(widget: QWidget) -> bool:
    return bool(widget.property("ring") == "own")


def _chain(widget: QWidget, window: QWidget) -> list[QWidget]:
    found = [widget]
    while (above := found[-1].parentWidget()) is not None and above is not window:
        found.append(above)
    return found


def _seen(target: QWidget) -> QRect:
    """Return the part of the window in which the target can be seen, cut by scroll areas round it."""
    window = target.window()
    area = window.rect()
    above = target.parentWidget()
    while above is not None and above is not window:
        outer = above.parentWidget()
        if isinstance(outer, QAbstractScrollArea) and outer.viewport() is above:
            area &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        above = outer
    return area
