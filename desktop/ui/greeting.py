"""Has the school know who sits at this computer: a name typed at the door is kept by a worker; it knows no door."""

from desktop.errors import FileTrouble, Trouble
from desktop.i18n import _
from desktop.ui.switchboard import Switchboard
from desktop.workspace import Workspace


def greet(board: Switchboard, *names: str) -> None:
    """Keep the names that are new; where something large is being kept just now they are the next time."""
    if board.tasks.writing or not board.workspace.seats.new_among(*names):
        return

    def keep(workspace: Workspace) -> None:
        try:
            workspace.seats.greet(*names)
        except FileTrouble as why:
            raise Trouble(
                _("Nothing can be saved just now, but everything can be read."),
                _("The disk is full or may not be written. Free some space, close Alongside and open it again."),
            ) from why

    board.keep(_("Use this computer"), keep)
