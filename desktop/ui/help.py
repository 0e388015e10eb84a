"""Shipped help, offline: a page of words for each page of the window, and what changed in this version."""

import hashlib

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.i18n import _, language
from desktop.paths import resource
from desktop.ui import theme
from desktop.ui.build import box, col
from desktop.ui.dialogs import Dialog

WITHOUT_KEYS = ("first-run", "anonymity")  # there the window's own keys don't work, or the text is read inside a page
WIDTH = 640  # pixels of a help dialog


def help_text(page: str) -> str:
    """Return a help text, named by its page, as Markdown.

    A translated one begins with the mark of the English it says (`mark_of`). Where that has changed since, or there is
    none, the English is shown and says so: old help would be wrong help.
    """
    english = resource(f"help/{page}.md").read_text("utf-8")
    if language() == "en":
        return english
    mark, _rest, said = _translated(page).partition("\n")
    honest = _("This help is in English for now.")
    return said if mark == mark_of(english) else f"{honest}\n\n{english}"


def mark_of(text: str) -> str:
    """Return the first line of a translation of a help text: which English it says."""
    return f"[//]: # (of {hashlib.sha256(text.encode()).hexdigest()[:12]})"


def _translated(page: str) -> str:
    try:
        return resource(f"help/{language()}/{page}.md").read_text("utf-8")
    except FileNotFoundError:
        return ""


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
    area.document().setTextWidth(WIDTH - 2 * theme.current().px(28))
    whole = round(area.document().size().height()) + 8
    # The room's, for the sheet would overrule the area's own.
    room.setMinimumHeight(min(whole, 440, max(window.window().height() - 190, 140)))
    dialog = Dialog(window, title, room, width=WIDTH)
    dialog.helps = False
    dialog.verb(_("Close"), dialog.accept, primary=True)
    dialog.open()
    return dialog
