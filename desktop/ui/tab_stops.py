"""Where Tab goes: through what is shown in the order in which it is laid out, however late a part was made.

Qt's own chain follows the order of making, so that a button filled in later would come last. Over what can't be used
the keys stop to hear why. It knows no page.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

from desktop.ui.allow import Stop, stop_over

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit)  # their insides are their own


def stops(inside: QWidget) -> list[QWidget]:
    """Return what Tab stops at inside a widget, in order; of a group of buttons only the chosen one."""
    return [one for one in _laid_out(inside) if _stops_at(one)]


def step(inside: QWidget, *, forward: bool) -> bool:
    """Take the keys to the next stop or the one before, round at the ends; False where there is none."""
    found = stops(inside)
    if not found:
        return False
    now = inside.focusWidget()
    at = found.index(now) if now in found else _beside(found, now, forward=forward)
    target = found[(at + (1 if forward else -1)) % len(found)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_sight(target)
    return True


def _beside(found: list[QWidget], now: QWidget | None, *, forward: bool) -> int:
    """Return where a widget that is no stop itself, such as an unchosen tab, stands among the stops."""
    if now is None:
        return -1 if forward else 0
    mates = now.group().buttons() if isinstance(now, QAbstractButton) and now.group() is not None else []
    for at, one in enumerate(found):
        if one in mates or now.isAncestorOf(one) or one.isAncestorOf(now):
            return at
    return -1 if forward else 0


def _stops_at(one: QWidget) -> bool:
    able = one.isVisible() and one.isEnabled() and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if not able or one.focusProxy() is not None:
        return False
    group = one.group() if isinstance(one, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    return chosen is None or chosen is one or not _stops_at(chosen)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    if (instead := stop_over(widget)) is not None:
        yield instead
        return
    if isinstance(widget, _WHOLE):
        return
    if isinstance(widget, QStackedWidget):
        if (page := widget.currentWidget()) is not None:
            yield from _laid_out(page)
    elif isinstance(widget, QScrollArea):
        if (content := widget.widget()) is not None:
            yield from _laid_out(content)
    elif (layout := widget.layout()) is not None:
        yield from _in_layout(layout)
        yield from _floating(widget, layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _in_layout(inner)
        elif (widget := item.widget()) is not None:
            yield from _laid_out(widget)


def _floating(widget: QWidget, layout: QLayout) -> Iterator[QWidget]:
    """Yield what lies over a widget outside its layout, such as a side panel that slid in."""
    for child in widget.children():
        if not isinstance(child, QWidget) or isinstance(child, Stop):  # a stop comes where what it lies over comes
            continue
        if child.isVisible() and not _holds(layout, child):
            yield from _laid_out(child)


def _holds(layout: QLayout, child: QWidget) -> bool:
    if layout.indexOf(child) >= 0:
        return True
    items = [item for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
    return any((inner := item.layout()) is not None and _holds(inner, child) for item in items)


def _bring_into_sight(target: QWidget) -> None:
    above = target.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target, 8, 24)
        above = above.parentWidget()
