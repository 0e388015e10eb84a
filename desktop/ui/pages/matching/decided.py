"""What was decided by hand, to be taken back: who is kept apart and which pairs are pinned; one press a line."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.i18n import _, said_day
from desktop.models.matches import Block, Match
from desktop.ui.build import STRETCH, Part, box, button, col, row, scroll, words
from desktop.ui.dialogs import Dialog
from desktop.ui.pages.people.ending import pair_words

if TYPE_CHECKING:
    from desktop.ui.pages.matching.page import MatchingPage

HIGH = 360  # pixels of the list at most; more scrolls


def ask_decided(page: "MatchingPage") -> Dialog:
    """Show who is kept apart and who is pinned, each with the press that takes it back; Undo brings it again."""
    matching = page.workspace.matching

    def after(act: Callable[[], object], said: str) -> Callable[[], object]:
        def done() -> None:
            dialog.accept()
            page.board.do(act, said)

        return done

    def allowed(one: Block) -> QWidget:
        pair = _pair(page, one)
        until = _("until {day}").format(day=said_day(one.until, page.workspace.desk.today())) if one.until else ""
        act = after(lambda: matching.allow(one.id), _("{pair} may be matched again").format(pair=pair))
        return _line(pair, until, _("Allow again"), act)

    def let_go(one: Match) -> QWidget:
        pair = pair_words(page, one)
        act = after(lambda: matching.pin(one.id, pinned=False), _("{pair} no longer pinned").format(pair=pair))
        return _line(pair, "", _("Unpin"), act)

    apart = [allowed(one) for one in matching.blocks()]
    pinned = [let_go(one) for one in matching.open() if one.pinned]
    inside: list[Part] = [
        words(_("Kept apart, never proposed together"), "strong"),
        *(apart or [words(_("Nobody. X in the list keeps two people apart."), "muted", wrap=True)]),
        8,
        words(_("Pinned, kept by the next matching"), "strong"),
        *(pinned or [words(_("No pair. P in the list pins one."), "muted", wrap=True)]),
    ]
    body = box(col(*inside, STRETCH, gap=8))
    area = scroll(body)
    area.setMinimumHeight(min(body.sizeHint().height() + 8, HIGH))
    dialog = Dialog(page, _("What was decided by hand?"), area, width=640)
    dialog.verb(_("Close"), dialog.accept, primary=True)
    dialog.open()
    return dialog


def _pair(page: "MatchingPage", block: Block) -> str:
    roster = page.workspace.roster
    young, grown = roster.mentee(block.mentee).full_name, roster.mentor(block.mentor).name
    return _("{mentee} and {mentor}").format(mentee=young, mentor=grown)


def _line(pair: str, more: str, verb: str, act: Callable[[], object]) -> QWidget:
    press = button(verb, act, "row")
    press.setAccessibleName(f"{verb}: {pair}")
    made = row(words(pair, wrap=True), words(more, "small"), press, gap=12)
    made.setStretch(0, 1)
    return box(made)
