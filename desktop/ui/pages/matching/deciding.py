"""What is decided on the matching page: keep an answer as drafts, review and publish."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.models.matches import Match
from desktop.models.record import MenteeId
from desktop.ui.build import Part, col, fact_line, hairline, words
from desktop.ui.dialogs import Dialog
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.pages.matching.hands import ask_why_not
from desktop.ui.pages.matching.nothing import help_of
from desktop.ui.pages.matching.state import Decided
from desktop.ui.tasks import Running
from desktop.workspace import trying
from desktop.workspace.glance import Lack
from desktop.workspace.trials import Trial
from desktop.workspace.trying import Keeping

if TYPE_CHECKING:
    from desktop.ui.pages.matching.page import MatchingPage
    from desktop.workspace.matching import AsOf


def staged(run: Running) -> Callable[[str, int, int], None]:
    """Return what tells a matching's stages in words a person understands."""
    said = {
        "score": _("Looking at every pair the rules allow"),
        "cover": _("Matching as many as can be, greatest need first"),
        "floor": _("Making the weakest pair as good as can be"),
        "total": _("Making all pairs as good as can be"),
        "decision": _("Choosing among equals, earlier pairs first"),
        "explain": _("Writing down the reasons"),
    }
    return lambda stage, done, total: run(said.get(stage, _("Finding the best matches")), done, total)


def adopt(page: "MatchingPage", found: Keeping, seen: "AsOf | None", by_hand: Decided | None = None) -> None:
    """Keep an answer as drafts and say so, and how many pairs of a scenario could not be taken.

    `seen` is when the roster was read that was asked about: the page may have read a later one meanwhile.
    """
    said = ngettext("{n} pair proposed", "{n} pairs proposed", found.new)
    if not found.new:
        said = _("No further pair is possible; see why below")
    if by_hand is not None:
        said = f"{by_hand.said}. {said}"
    if found.left:
        said += ngettext(
            "; {n} counted on a mentor or rule that is not there yet",
            "; {n} counted on mentors or rules that are not there yet",
            found.left,
        )
    lost = sum(not one.running for one in found.proposal.refused_pins)
    if lost:
        said += ngettext(
            "; {n} pinned pair no longer fits the rules and was let go",
            "; {n} pinned pairs no longer fit the rules and were let go",
            lost,
        )
    decided = by_hand.decision if by_hand else None
    page.board.keep(
        said,
        lambda desk: desk.matching.adopt(found.proposal, seen=seen, drafts=found.drafts, decided=decided),
        said,
    )


def keep_shown(page: "MatchingPage", trial: Trial) -> None:
    """Keep what is tried, made ready off the GUI thread."""
    request, stamp, seen = page.bench.request(), page.workspace.matching.stamp(), page.bench.seen
    page.board.work(
        _("Keeping these pairs"),
        lambda _run: trying.keeping(request, trial, stamp),
        lambda found: adopt(page, found, seen),
    )


def answer_left_out(page: "MatchingPage", act: str, mentee: str) -> None:
    """Do what a row of the unmatched offers."""
    if act == "form":
        page.board.go("papers", f"consent-forms:{mentee}")
    elif act == "again":
        page.find_again()
    elif act in list(Lack) and (helps := help_of(Lack(act))) is not None:
        page.board.go(helps[1], helps[2])
    else:
        ask_why_not(page, MenteeId(mentee), page.workspace.roster.mentee(MenteeId(mentee)).full_name)


def review(page: "MatchingPage") -> None:
    """Show what would be published and ask for the name under which it is."""
    if page.review_later():
        page.board.say(_("The pairs are being read. The review opens then."))
        return
    if reason := page.bench.against_review:
        page.board.say(reason)
        return
    draft = page.bench.draft
    if draft is None or not draft.pairs:
        return
    count = len(draft.pairs)
    title = ngettext("Publish {n} pair?", "Publish {n} pairs?", count)
    lead = _("A backup is made first. Families and mentors are told by the letters you print afterwards.")
    form = Form([Field("by", _("Published by"), line(page.workspace.desk.who), needed(_("Write who decides this.")))])
    body = col(*_facts(draft), *_warnings(draft), gap=6)
    dialog = Dialog(page, title, words(lead, "muted", wrap=True), body, hairline(), form)

    def on_reviewed() -> None:
        dialog.accept()
        said = ngettext("{n} pair marked as reviewed", "{n} pairs marked as reviewed", count)
        page.board.keep(said, lambda workspace: workspace.matching.review(), said)

    def on_published() -> None:
        if form.check():
            by = form.values["by"]
            dialog.accept()
            said = ngettext("{n} pair published", "{n} pairs published", count)
            page.board.keep(
                said,
                lambda workspace: workspace.matching.publish(by=by, end_replaced=True),
                said,
                then=partial(_offer_letters, page),
            )

    dialog.leave_verb(_("Not yet"))
    dialog.verb(_("Mark as reviewed"), on_reviewed)
    dialog.verb(ngettext("Publish {n} pair", "Publish {n} pairs", count), on_published, primary=True)
    dialog.open()
    form.fields["by"].entry.setFocus()


def _offer_letters(page: "MatchingPage", published: Sequence[Match]) -> None:
    """Offer the letters that tell the families of these pairs: nobody is told before."""
    young = ",".join(one.mentee for one in published)
    page.board.offer(_("Print the letters"), partial(page.board.go, "papers", f"welcome-letters:{young}"))


def _facts(draft: Trial) -> list[Part]:
    figures = draft.figures
    weakest = f"{draft.weakest_pair}, {figures.worst_fit}" if draft.weakest_pair else "–"
    return [
        fact_line(_("Matched, with those running"), _("{n} of {all}").format(n=figures.matched, all=figures.of)),
        fact_line(_("Weakest new pair"), weakest),
        fact_line(_("With unmet need"), _("{n} of {all}").format(n=figures.need, all=figures.matched)),
        fact_line(_("Pinned by hand"), str(sum(one.pinned for one in draft.pairs))),
        fact_line(_("Not matched"), str(len(draft.left_out))),
    ]


def _warnings(draft: Trial) -> list[Part]:
    said = []
    if draft.broken:
        said.append(_("Some drafts no longer fit the rules and would be refused."))
    if draft.replaced:
        count = ngettext("{n} running pair ends with this:", "{n} running pairs end with this:", len(draft.replaced))
        said.append(f"{count} {', '.join(draft.replaced[:5])}{' …' if len(draft.replaced) > 5 else ''}.")
    return [words(one, tone="wait", wrap=True) for one in said]
