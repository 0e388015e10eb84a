"""Shipped help, offline: a page of words for each page of the window, and what changed in this version."""

import hashlib

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.i18n import _, language
from desktop.paths import resource
from desktop.ui import theme
from desktop.ui.dialogs import Dialog


def help_text(page: str) -> str:
    """Return a page's help as Markdown; a page without its own gets the keys that work everywhere.

    A translated page begins with the mark of the English it says (`mark_of`). Where that has changed since, or there
    is none, the English is shown and says so: old help would be wrong help.
    """
    name = page if _page(page) else "keys"
    english = _page(name)
    if language() == "en":
        return english
    mark, _rest, said = _page(f"{language()}/{name}").partition("\n")
    honest = _("This help is in English for now.")
    return said if mark == mark_of(english) else f"{honest}\n\n{english}"


def mark_of(text: str) -> str:
    """Return the first line of a translation of a help page: which English it says."""
    return f"[//]: # (of {hashlib.sha256(text.encode()).hexdigest()[:12]})"


def _page(name: str) -> str:
    try:
        return resource(f"help/{name}.md").read_text("utf-8")
    except FileNotFoundError:
        return ""


def show_help(window: QWidget, page: str, title: str) -> Dialog:
    """Open the help of a page."""
    return _reader(window, _("Help: {page}").format(page=title), help_text(page))


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
    area.setMinimumHeight(min(440, max(window.window().height() - 190, 140)))
    area.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    dialog = Dialog(window, title, area, width=640)
    dialog.verb(_("Close"), dialog.accept, primary=True)
    dialog.open()
    return dialog
