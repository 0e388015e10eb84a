"""Two dialogs of matching: whom to swap mentors with, and what every other mentor would give."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.matches import Match, MatchState
from desktop.ui.choices import Choice
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, needed
from desktop.ui.pages.importing.lists import plain_list
from desktop.ui.pages.matching.pairs import PairRow
from desktop.ui.paint import Light
from desktop.ui.table.cells import Cell, Column, state
from desktop.workspace.lists import MenteeLine, MentorLine
from desktop.workspace.reasons import Bar

if TYPE_CHECKING:
    from desktop.ui.pages.matching.page import MatchingPage


def ask_swap(page: "MatchingPage", pair: PairRow, match: Match) -> Dialog:
    """Ask with which pair to change mentors; the cost is shown in the proposal that follows."""
    drafts = [
        one for one in page.workspace.matching.open() if one.state is not MatchState.PUBLISHED and one.id != match.id
    ]
    lines = {one.id: one for one in page.workspace.lists.mentee_lines([one.mentee for one in drafts])}
    mentors = {one.id: one for one in page.workspace.lists.mentor_lines([one.mentor for one in drafts])}
    options = [(one.id, _option(lines[one.mentee], mentors[one.mentor])) for one in drafts]
    options.sort(key=lambda one: one[1])
    field = Field("other", _("The other pair"), Choice(options), needed(_("Choose a pair.")))
    name = f"{pair.mentee.given} {pair.mentee.family}"

    def swap(values: dict[str, str]) -> bool:
        other = next(one for one in drafts if one.id == values["other"])
        before = page.look.proposal.objective["total"] if page.look else 0
        said = _("Mentors swapped; both pairs are pinned")
        done = page.board.do(lambda: page.workspace.matching.swap(match.id, other.id), said)
        after = page.look.proposal.objective["total"] if page.look else before
        if done and after != before:
            page.board.say(
                _("Mentors swapped. All pairs together: {n} points, {before} before.").format(n=after, before=before),
                undoable=True,
            )
        return done

    return ask_form(page, _("Swap {name}’s mentor with whom?").format(name=name), Form([field]), _("Swap"), swap)


def _option(mentee: MenteeLine, mentor: MentorLine) -> str:
    return _("{mentee}, now with {mentor}").format(
        mentee=f"{mentee.given} {mentee.family}", mentor=f"{mentor.given} {mentor.family}"
    )


def show_why_not(page: "MatchingPage", line: MenteeLine, bars: Sequence[Bar]) -> Dialog:
    """Show every mentor with what they would give a young person, or the rule that bars them."""
    columns: list[Column[Bar]] = [
        Column("mentor", _("Mentor"), lambda one: Cell(one.mentor, strong=True), "Miriam Goldstein-Ross", keep=10),
        Column(
            "why",
            _("What they would give, or what bars them"),
            lambda one: state(Light.STOP if one.barred else Light.GOOD, one.words),
            "light:" + "x" * 40,
            keep=10,
        ),
    ]
    view = plain_list(_("Mentors"), columns, bars)
    view.setMinimumHeight(360)
    dialog = Dialog(page, _("Why not someone else for {name}?").format(name=line.given), view, width=640)
    dialog.verb(_("Close"), dialog.accept, primary=True)
    dialog.open()
    return dialog
