"""The last look before pairs are published under a person's name."""

from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.models.matches import MatchState
from desktop.ui.build import words
from desktop.ui.choices import Tick
from desktop.ui.dialogs import Dialog
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.pages.importing.lists import plain_list
from desktop.ui.table.cells import Cell, Column, person

if TYPE_CHECKING:
    from desktop.ui.pages.matching.page import MatchingPage
    from desktop.ui.pages.matching.pairs import PairRow


def review(page: "MatchingPage") -> Dialog:
    """Open the review: every new pair, a name, one verb."""
    assert page.look is not None
    rows = [one for one in page.rows() if not one.running]
    columns: list[Column[PairRow]] = [
        Column(
            "mentee", _("Young person"), lambda one: person(one.mentee.given, one.mentee.family), "Kate|Osei", keep=10
        ),
        Column("mentor", _("Mentor"), _mentor, "Miriam Goldstein", keep=10),
        Column("common", _("In common"), lambda one: Cell(one.common, muted=True), "Engineering", keep=5),
        Column("score", _("Points"), lambda one: Cell(str(one.score)), "1000", keep=6),
    ]
    view = plain_list(_("Pairs to publish"), columns, rows)
    view.setMinimumHeight(260)
    name = Field("by", _("Who decides"), line(page.workspace.desk.who), needed(_("Write who decides.")))
    looked = Field("looked", "", Tick(_("I have looked at every pair")), needed(_("Look at the list first.")))
    form = Form([name, looked])
    count = ngettext("Publish {n} pair", "Publish {n} pairs", len(rows))
    said = _("From then on they stand on registers and papers. Your name stands beside the decision.")
    dialog = Dialog(page, _("Publish these pairs?"), words(said, "muted", wrap=True), view, form, width=640)

    def publish() -> None:
        drafts = [one.id for one in page.workspace.matching.open() if one.state is not MatchState.PUBLISHED]
        by = form.values["by"]
        if not form.check():
            return
        done = page.board.do(
            lambda: page.publish(drafts, by), ngettext("{n} pair published", "{n} pairs published", len(drafts))
        )
        if done:
            dialog.accept()

    dialog.leave_verb(_("Not yet"))
    dialog.verb(count, publish, primary=True)
    dialog.open()
    return dialog


def _mentor(one: "PairRow") -> Cell:
    return Cell(f"{one.mentor.given} {one.mentor.family}")
