"""What many page tests do: find the dialog that is open, press its verbs, and read the drafts of a matching."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.models.matches import Match, MatchState
from desktop.workspace import Workspace


def dialog(widget: QWidget):
    """Return the dialog a widget stands in, else the one that is open over its window."""
    if isinstance(widget.window(), QDialog):
        return widget.window()
    (found,) = [one for one in widget.window().findChildren(QDialog) if one.isVisible()]
    return found


def press(widget: QWidget, verb: str) -> None:
    """Press a verb of the dialog that is open."""
    made = dialog(widget)
    buttons = [made.buttons.itemAt(at).widget() for at in range(made.buttons.count())]
    next(one for one in buttons if one is not None and one.text() == verb).click()


def drafts(workspace: Workspace) -> list[Match]:
    """Return the proposed matches that nobody has published."""
    return [one for one in workspace.matching.open() if one.state is not MatchState.PUBLISHED]


def drop(widget: QWidget, path: Path) -> None:
    """Drag a file over a widget, which must take it, and let go."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(20, 20), copy, carried, left, none)
    over.ignore()
    QCoreApplication.sendEvent(widget, over)
    assert over.isAccepted()
    QCoreApplication.sendEvent(widget, QDropEvent(QPointF(20, 20), copy, carried, left, none))
