"""Rows copied in a spreadsheet, taken from the clipboard as a list; it knows text only, and writes none of it."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.workspace import Workspace

PASTED = "paste"  # where to go on the import page; what was copied never stands in a target


def copied_rows(workspace: "Workspace") -> bytes | None:
    """Return the rows copied as a file would hold them; None for none."""
    return workspace.importing.pasted(QGuiApplication.clipboard().text())


def no_rows() -> str:
    """Say that what was copied is no list, and what to copy."""
    return _("What was copied is no list. In the spreadsheet, copy the rows together with their headings.")
