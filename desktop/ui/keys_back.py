"""Keys that were on something told anew: they go back to what bears its name, once it is there; it knows no page.

Qt gives them to whatever comes next in the window, such as the sidebar, when what had them is taken away.
"""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

LOOK_MS, LOOKS = 10, 200  # two seconds: a part that a worker reads for may come late


def name_of(one: QWidget) -> str:
    """Return what a control is known by, whenever it is made."""
    said = one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")
    return f"{type(one).__name__} {said}"


def give_to(inside: QWidget, name: str) -> bool:
    """Give the keys to what bears a name; False where nothing that can be seen does yet."""
    takes = Qt.FocusPolicy.TabFocus
    for one in inside.findChildren(QWidget):
        if one.focusPolicy() & takes and one.isEnabled() and one.isVisible() and name_of(one) == name:
            one.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False


def put_away(part: QWidget) -> None:
    """Take a part from sight for a while; keys that were in it come back once it is seen again."""
    now, above = part.window().focusWidget(), part.parentWidget()
    held = name_of(now) if now is not None and part.isAncestorOf(now) else ""
    part.hide()
    if held and above is not None:
        KeysBack(above, held)


class KeysBack(QObject):
    """Waits in a part that is being told anew until what had the keys is there again, or somebody took them on."""

    def __init__(self, inside: QWidget, name: str) -> None:
        super().__init__(inside)
        self._inside, self._name = inside, name
        self._fell_on = inside.window().focusWidget()
        self._left = LOOKS
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._left -= 1
        moved = self._inside.window().focusWidget() is not self._fell_on
        if moved or self._left <= 0 or give_to(self._inside, self._name):
            self._timer.stop()
            self.deleteLater()
