"""Every release ever made here: when, by whom approved, how many records, its code, and what head office answered."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.sharing import ReleaseState, StoredRelease
from desktop.ui import theme
from desktop.ui.allow import allow
from desktop.ui.build import card, words
from desktop.ui.dates import ago, sentence
from desktop.ui.dialogs import Dialog
from desktop.ui.paint import Light
from desktop.ui.table.cells import Cell, Column, state
from desktop.ui.table.plain import plain_list


def state_of(one: StoredRelease) -> Cell:
    """Return a release's state as a light with its word."""
    kinds = {
        ReleaseState.CONFIRMED: Light.GOOD, ReleaseState.SENT: Light.GOOD, ReleaseState.REFUSED: Light.STOP,
        ReleaseState.WAITING: Light.WAIT, ReleaseState.PREPARED: Light.WAIT,
    }  # fmt: skip
    named = {
        ReleaseState.PREPARED: _("Prepared"),
        ReleaseState.WAITING: _("Waiting"),
        ReleaseState.SENT: _("Sent"),
        ReleaseState.CONFIRMED: _("Confirmed"),
        ReleaseState.REFUSED: _("Refused"),
        ReleaseState.REPLACED: _("Replaced"),
        ReleaseState.RETRACTED: _("Taken back"),
    }
    return state(kinds.get(one.state, Light.NONE), named[one.state])


def show_earlier(
    window: QWidget, releases: Sequence[StoredRelease], today: date, *, why: Callable[[str], str],
    take_back: Callable[[str], object],
) -> Dialog:  # fmt: skip
    """Open the log; the line under it tells all of the release chosen, and a term can be taken back."""
    columns: list[Column[StoredRelease]] = [
        Column("term", _("Term"), lambda one: Cell(one.term, strong=True), "2026-27-1", keep=10),
        Column("when", _("Prepared"), lambda one: Cell(sentence(ago(one.prepared_at, today))), "Yesterday at 08:02",
               keep=8),
        Column("records", _("Records"), lambda one: Cell(str(one.records)), "100", keep=7),
        Column("state", _("State"), state_of, _("light:Confirmed"), keep=10),
    ]  # fmt: skip
    view = plain_list(_("What was sent before"), columns, releases)
    view.setMinimumHeight(theme.current().px(220))
    detail = words("", "small", wrap=True)
    detail.setMinimumHeight(theme.current().px(84))
    dialog = Dialog(window, _("What was sent from here"), card(view, inside=1), detail, width=640)
    back = dialog.verb(_("Ask head office to delete this term"), lambda: _taken_back(dialog))
    dialog.verb(_("Close"), dialog.reject, primary=True)

    def on_row(at: str) -> None:
        if at:
            detail.setText(_story(releases[int(at)], today, why))
            allow(back, _against_taking_back(releases[int(at)]))

    def _taken_back(opened: Dialog) -> None:
        term = releases[int(view.current)].term
        opened.accept()
        take_back(term)

    view.row_changed.connect(on_row)
    dialog.open()
    view.show_row("0")
    view.setFocus()
    return dialog


def _against_taking_back(one: StoredRelease) -> str:
    """Return why head office can't be asked to delete what a release holds, empty where it can."""
    if one.retraction:
        return _("Head office has been asked for that already. Choose others.")
    if one.state is ReleaseState.REPLACED:
        return _("Later records took their place. Choose the latest of the term.")
    return ""


def _story(one: StoredRelease, today: date, why: Callable[[str], str]) -> str:
    parts = [_("Version {n}, approved by {who}.").format(n=one.revision, who=one.approved_by or _("nobody named"))]
    if one.retraction:
        parts.append(_("It asks head office to delete the term."))
    else:
        parts.append(
            _("Code to compare with head office’s: {code}.").format(
                code=" ".join(one.digest[at : at + 8] for at in range(0, 32, 8)) + " …"
            )
        )
    if one.answered_at:
        parts.append(_("Answered {when}.").format(when=ago(one.answered_at, today)))
    if one.state is ReleaseState.REFUSED:
        parts.append(_("Refused: {why}").format(why=why(one.answer)))
    return " ".join(parts)
