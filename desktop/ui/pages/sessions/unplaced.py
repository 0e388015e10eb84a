"""Which pairs a plan found no session for, each with its reason; it plans nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.build import card, words
from desktop.ui.dialogs import Dialog
from desktop.ui.table.cells import Cell, Column
from desktop.ui.table.plain import plain_list


class Left(NamedTuple):
    """A pair in words, and why no session was found for it."""

    names: str
    reason: str


def show_unplaced(window: QWidget, pairs: Sequence[Left]) -> Dialog:
    """Open the list; the line under it tells the whole reason of the pair chosen."""
    columns: list[Column[Left]] = [
        Column("pair", _("Pair"), lambda one: Cell(one.names, strong=True), "x" * 34, keep=10),
        Column("why", _("Why"), lambda one: Cell(one.reason, muted=True), "x" * 40, keep=8),
    ]
    view = plain_list(_("Pairs without a session"), columns, pairs, height=44)
    view.setMinimumHeight(theme.current().px(150))
    reason = words("", wrap=True)
    reason.setMinimumHeight(theme.current().px(44))
    advice = words(
        _("They stay matched. Once they share a free time, or a room has more tables, plan the sessions again."),
        "muted",
        wrap=True,
    )
    title = ngettext("{n} pair has no session", "{n} pairs have no session", len(pairs))
    dialog = Dialog(window, title, card(view, inside=1), reason, advice, width=680)
    dialog.verb(_("Close"), dialog.reject, primary=True)
    view.row_changed.connect(lambda at: reason.setText(pairs[int(at)].reason if at else ""))
    dialog.open()
    view.show_row("0")
    view.setFocus()
    return dialog
