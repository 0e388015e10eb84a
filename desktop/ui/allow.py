"""Whether a control can be used: where it can't it says why, to the pointer, the keys and a screen reader alike.

What is disabled takes no keys, so whoever uses keys would never come by to hear the reason: a stop lies over it where
Tab goes. This knows no page.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolTip, QWidget
from shiboken6 import isValid

from desktop.i18n import _
from desktop.ui.written import tip

_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_MOVES = (
    QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange,
)  # fmt: skip


def allow(control: QWidget, reason: str | None = None) -> None:
    """Let a control be used; a reason, one sentence with what to do about it, bars it and is what it says meanwhile.

    Its own tooltip and description come back when it can be used again.
    """
    bar = _bar_of(control)
    if not reason:
        if bar is not None:
            bar.lift()
        control.setEnabled(True)
        return
    (bar or _Bar(control)).put(reason)


def explain(widget: QWidget, why: str) -> None:
    """Say why something is there or what comes of it: in a tooltip, and in plain words to a screen reader.

    What is barred goes on saying the reason, and this once it can be used again.
    """
    bar = _bar_of(widget)
    if bar is not None and bar.reason:
        bar.own = (tip(why), why)
        return
    widget.setToolTip(tip(why))
    widget.setAccessibleDescription(why)


def reason_against(control: QWidget) -> str:
    """Return why a control, or what it stands in, can't be used now; empty where it can or nobody said why."""
    now: QWidget | None = control
    while now is not None and not now.isWindow():
        if (bar := _bar_of(now)) is not None and bar.reason:
            return bar.reason
        now = now.parentWidget()
    return ""


def stop_over(control: QWidget) -> QWidget | None:
    """Return where the keys stop in place of a control that can't be used, None where it can."""
    bar = None if control.isEnabled() else _bar_of(control)
    return bar.stop if bar is not None and bar.reason else None


def _bar_of(control: QWidget) -> "_Bar | None":
    return control.findChild(_Bar, options=Qt.FindChildOption.FindDirectChildrenOnly)


class Stop(QLabel):
    """Lies over a control that can't be used: Tab or a press shows the reason, a screen reader reads it."""

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self._control = control
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def name(self) -> None:
        """Bear the name the control has just now: some are named anew after they were barred."""
        control = self._control
        own = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
        self.setAccessibleName(_("{name}: can’t be used now").format(name=own) if own else _("Can’t be used now"))

    def show_reason(self) -> None:
        """Show the reason under the control."""
        if self.isVisible():
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height() + 2)), self.toolTip(), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.name()
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS:
            QTimer.singleShot(0, self, self.show_reason)  # moving the keys puts away a tooltip that is there already

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.show_reason()


class _Bar(QObject):
    """What a control that was ever barred keeps: the reason, its own words for when it is free again, its stop."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self._control = control
        self.own = ("", "")
        self.reason = ""
        self._held: QWidget | None = None  # what had the keys in a control of several parts
        self.stop = Stop(control)
        control.destroyed.connect(self.stop.deleteLater)

    def put(self, reason: str) -> None:
        """Bar the control for a reason; the keys stay where they are."""
        control = self._control
        self.own = self._owned()
        if not self.reason:
            control.installEventFilter(self)
        self.reason = reason
        for one in (control, self.stop):
            one.setToolTip(tip(reason))
            one.setAccessibleDescription(reason)
        self.stop.name()
        self._lie()
        now = control.window().focusWidget()
        if now is not None and (now is control or control.isAncestorOf(now)):
            self._held = now
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        control.setEnabled(False)

    def lift(self) -> None:
        """Let the control be used; keys that stopped over it go on in it."""
        if not self.reason:
            return
        control, (shown, described) = self._control, self._owned()
        control.removeEventFilter(self)
        self.reason, self.own = "", ("", "")
        control.setToolTip(shown)
        control.setAccessibleDescription(described)
        control.setEnabled(True)
        if control.window().focusWidget() is self.stop:
            self._takes_keys().setFocus(Qt.FocusReason.OtherFocusReason)
        self._held = None
        self.stop.hide()

    def _takes_keys(self) -> QWidget:
        """Return the part that had the keys when the control was barred, else its first that takes any."""
        control, held = self._control, self._held
        if held is not None and isValid(held) and control.isAncestorOf(held):
            return held
        takes = Qt.FocusPolicy.TabFocus
        parts = (one for one in control.findChildren(QWidget) if one.focusPolicy() & takes and one.isVisible())
        return control if control.focusPolicy() & takes else next(parts, control)

    def _owned(self) -> tuple[str, str]:
        """Return the control's own tooltip and description; what it was given while it was barred counts."""
        shown, described = self._control.toolTip(), self._control.accessibleDescription()
        return (
            self.own[0] if shown == tip(self.reason) else shown,
            self.own[1] if described == self.reason else described,
        )

    def _lie(self) -> None:
        """Lie exactly over the control, wherever it was laid."""
        if not isValid(self.stop):  # what both stand in is being taken down
            return
        above = self._control.parentWidget()
        if above is None:
            self.stop.hide()
            return
        if self.stop.parentWidget() is not above:
            self.stop.setParent(above)
        self.stop.setGeometry(self._control.geometry())
        self.stop.setVisible(not self._control.isHidden())
        self.stop.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._lie()
        return False
