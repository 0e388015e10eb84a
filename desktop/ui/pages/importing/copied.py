"""Rows copied in a spreadsheet, taken from the clipboard as a list; it knows text only, and writes none of it."""

from PySide6.QtGui import QGuiApplication

from desktop.i18n import _

PASTED = "paste"  # where to go on the import page; what was copied never stands in a target


def copied_rows() -> bytes | None:
    """Return the rows copied, a first row of heads and tabs between cells, as a file would hold them; None for none."""
    text = QGuiApplication.clipboard().text()
    heads, _end, rest = text.strip("\r\n").partition("\n")
    return text.encode("utf-8-sig", "replace") if "\t" in heads and rest.strip() else None


def no_rows() -> str:
    """Say that what was copied is no list, and what to copy."""
    return _("What was copied is no list. In the spreadsheet, copy the rows together with their headings.")
