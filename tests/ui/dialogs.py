"""What many page tests do: find the dialog that is open, press its verbs, and read the drafts of a matching."""

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
