"""Shipped help, offline: a page of words for each page of the window, and what changed in this version."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.i18n import _
from desktop.paths import resource
from desktop.ui import theme
from desktop.ui.build import box, col
from desktop.ui.dialogs import Dialog

WITHOUT_KEYS = ("first-run", "anonymity")  # there the window's own keys don't work, or the text is read inside a page


def help_text(page: str) -> str:
    """Return a help text, named by its page, as Markdown."""
    return resource(f"help/{page}.md").read_text("utf-8")


def show_help(window: QWidget, page: str, title: str) -> Dialog:
    """Open the help of a page, with the keys that work everywhere under it where there are any."""
    text = help_text(page) if page in WITHOUT_KEYS else f"{help_text(page)}\n\n{help_text('keys')}"
    return _reader(window, _("Help: {page}").format(page=title), text)


def show_changes(window: QWidget) -> Dialog:
    """Open what changed in this version."""
    return _reader(window, _("What changed"), help_text("changes"))


def _reader(window: QWidget, title: str, text: str) -> Dialog:
    area = QTextBrowser()
    area.document().setDefaultFont(theme.current().font())
    area.document().setDocumentMargin(2)
    area.setMarkdown(text)
    area.setAccessibleName(title)
    area.setOpenLinks(False)
    area.setCursorWidth(0)
    area.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    room = box(col(area))
    room.setMinimumHeight(min(440, max(window.window().height() - 190, 140)))  # the sheet would overrule the area's own
    dialog = Dialog(window, title, room, width=640)
    dialog.verb(_("Close"), dialog.accept, primary=True)
    dialog.open()
    return dialog
