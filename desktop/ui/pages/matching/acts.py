"""What a person does on the matching page: adopt, pin, swap, keep apart, ask why not, review and publish."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from desktop.i18n import _, ngettext
from desktop.models.record import MenteeId, MentorId
from desktop.ui.build import col, fact_line, hairline, words
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, line, needed
from desktop.ui.pages.matching.byhand import Chooser, candidates_model, swaps_model
from desktop.ui.tasks import Running
from desktop.workspace import explaining
from desktop.workspace.explaining import Candidate, Instead, Swap
from desktop.workspace.trials import PairLine, Point

if TYPE_CHECKING:
    from desktop.ui.pages.matching.page import MatchingPage
    from desktop.workspace.trials import Proposal


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


def adopt(page: "MatchingPage", proposal: "Proposal") -> None:
    """Keep a proposal as drafts and say so."""
    count = sum(not one.running for one in proposal.pairs)
    said = ngettext("{n} pair proposed", "{n} pairs proposed", count)
    seen = page.bench.seen
    page.board.keep(said, lambda workspace: workspace.matching.adopt(proposal, seen=seen), said)


def by_key(page: "MatchingPage", key: str, pair: PairLine) -> None:
    """Do what a letter stands for, to the pair chosen."""
    if key == "W":
        page.turn_to(2)
        page.why.other.setFocus()
    elif key == "N":
        ask_why_not(page, pair.mentee, pair.name)
    elif page.bench.trial is not None or pair.match is None:
        page.board.say(_("These pairs are only tried. Keep them first."))
    elif key == "P":
        pin(page, pair)
    elif key == "S":
        ask_swap(page, pair)
    elif key == "X":
        ask_apart(page, pair)


def pin(page: "MatchingPage", pair: PairLine) -> None:
    """Pin a pair or let it go."""
    match, pinned = pair.match, not pair.pinned
    assert match is not None
    said = _("{young} and {mentor} pinned") if pinned else _("{young} and {mentor} no longer pinned")
    page.board.do(
        lambda: page.workspace.matching.pin(match, pinned=pinned),
        said.format(young=pair.given, mentor=pair.mentor_name),
    )


def ask_swap(page: "MatchingPage", pair: PairLine) -> None:
    """Ask with whom a pair should change mentors, each with both fits after it."""
    request, now = page.bench.request(), page.bench.shown
    assert now is not None
    page.board.work(
        _("Looking at every swap"),
        lambda _run: explaining.swaps(request, now, pair.mentee),
        lambda found: _open_swap(page, pair, found),
    )


def _open_swap(page: "MatchingPage", pair: PairLine, found: Sequence[Swap]) -> None:
    by_id = {str(one.other.mentee): one for one in found}
    title = _("Who should change mentors with {young}?").format(young=pair.given)
    lead = _("{young} meets {mentor} now, fit {fit}. The columns show both fits after the swap.").format(
        young=pair.given, mentor=pair.mentor_name, fit=pair.fit
    )
    dialog = Chooser(page, title, lead, swaps_model(found, pair.given), _("Swap mentors"))

    def on_row(mentee: str) -> None:
        one = by_id.get(mentee)
        if one is not None:
            dialog.say_cost(_swap_cost(pair, one), able=not one.barred)

    def on_chosen() -> None:
        one = by_id[dialog.view.current]
        mine, theirs = pair.match, one.other.match
        assert mine is not None
        assert theirs is not None
        said = _("{one} and {other} changed mentors").format(one=pair.given, other=one.other.given)
        page.board.do(lambda: page.workspace.matching.swap(mine, theirs), said)

    dialog.accepted.connect(on_chosen)
    dialog.began(on_row)


def _swap_cost(pair: PairLine, one: Swap) -> str:
    if one.barred:
        return one.barred
    return _("{mine}: {a} instead of {b}. {theirs}: {c} instead of {d}. Both are pinned then.").format(
        mine=pair.given, a=one.mine, b=pair.fit, theirs=one.other.given, c=one.theirs, d=one.other.fit
    )


def ask_apart(page: "MatchingPage", pair: PairLine) -> None:
    """Show what keeping two people apart would cost, then do it and find again."""
    request, now = page.bench.request(), page.bench.shown
    assert now is not None
    page.board.work(
        _("Looking at the cost"),
        lambda run: explaining.next_best(request, now, pair.mentee, stopped=run.asked),
        lambda found: _open_apart(page, pair, found),
    )


def _open_apart(page: "MatchingPage", pair: PairLine, found: Instead | None) -> None:
    if found is None:
        cost = _("{young} would then have no mentor.").format(young=pair.given)
    else:
        cost = _("{young} would meet {mentor} instead, fit {fit}. {cost}").format(
            young=pair.given, mentor=found.mentor_name, fit=found.fit, cost=found.sentence
        )
    title = _("Never pair {young} and {mentor}?").format(young=pair.given, mentor=pair.mentor_name)
    lead = words(_("No reason is written down. The two stay apart until you allow them again."), "muted", wrap=True)
    dialog = Dialog(page, title, words(cost, wrap=True), lead)

    def on_apart() -> None:
        dialog.accept()
        said = _("{young} and {mentor} are kept apart").format(young=pair.given, mentor=pair.mentor_name)
        if page.board.do(lambda: page.workspace.matching.forbid(pair.mentee, pair.mentor), said):
            page.find_again()

    dialog.leave_verb(_("Leave it"))
    dialog.verb(_("Keep them apart"), on_apart, primary=True)
    dialog.open()


def ask_why_not(page: "MatchingPage", mentee: MenteeId, name: str) -> None:
    """Show every mentor for somebody: what rule bars them, or what choosing them would cost the others."""
    request = page.bench.request()
    page.board.work(
        _("Looking at every mentor"),
        lambda _run: explaining.candidates(request, mentee),
        lambda found: _open_why_not(page, mentee, name, found),
    )


def _open_why_not(page: "MatchingPage", mentee: MenteeId, name: str, found: Sequence[Candidate]) -> None:
    by_id = {str(one.mentor): one for one in found}
    allowed = sum(not one.barred for one in found)
    lead = ngettext(
        "The rules allow {n} mentor. The cost of choosing another is worked out exactly.",
        "The rules allow {n} mentors. The cost of choosing another is worked out exactly.",
        allowed,
    )
    title = _("Why not someone else for {name}?").format(name=name)
    dialog = Chooser(page, title, lead, candidates_model(found), _("Choose this mentor"))
    request, now = page.bench.request(), page.bench.shown
    held = now.pair_of(mentee) if now else None

    def on_row(mentor: str) -> None:
        one = by_id.get(mentor)
        if one is None or now is None:
            return
        if one.barred:
            dialog.say_cost(one.barred, able=False)
        elif held is not None and held.mentor == mentor:
            dialog.say_cost(_("This is the mentor proposed."), able=False)
        else:
            dialog.say_cost(_("Working out what that would cost"), able=False)
            page.ask(
                lambda run: explaining.instead(request, now, mentee, MentorId(mentor), stopped=run.asked),
                partial(on_cost, mentor),
            )

    def on_cost(mentor: str, found: Instead) -> None:
        if dialog.isVisible() and dialog.view.current == mentor:
            dialog.say_cost(found.sentence, able=not found.barred and page.bench.trial is None)

    def on_chosen() -> None:
        mentor = MentorId(dialog.view.current)
        said = _("{young} and {mentor} paired by hand, and pinned").format(
            young=name.split(" ")[0], mentor=by_id[mentor].name
        )
        if page.board.do(lambda: page.workspace.matching.pair_by_hand(mentee, mentor), said):
            page.find_again()

    dialog.accepted.connect(on_chosen)
    dialog.began(on_row)


def answer_left_out(page: "MatchingPage", act: str, mentee: str) -> None:
    """Do what a row of the unmatched offers."""
    if act == "form":
        page.board.go("papers", f"consent-forms:{mentee}")
    elif act == "all":
        page.board.go("young-people", "chip:waiting")
    elif act == "again":
        page.find_again()
    else:
        ask_why_not(page, MenteeId(mentee), page.workspace.roster.mentee(MenteeId(mentee)).full_name)


def save_scenario(page: "MatchingPage") -> None:
    """Keep the sliders under a name."""
    entry = line(hint=_("More across difference"))
    name = Field("name", _("What is special about it?"), entry, needed(_("Write a name.")))
    form = Form([name], page.board.draft("scenario"))

    def keep(values: dict[str, str]) -> bool:
        weights = page.weights.weights
        said = _("Scenario saved: {name}").format(name=values["name"].strip())
        return page.board.do(lambda: page.workspace.scenarios.keep(values["name"], weights), said)

    ask_form(page, _("Save these settings as a scenario"), form, _("Save the scenario"), keep)


def drop_scenario(page: "MatchingPage", name: str) -> None:
    """Remove a scenario; Undo brings it back."""
    page.board.do(lambda: page.workspace.scenarios.drop(name), _("Scenario removed: {name}").format(name=name))


def review(page: "MatchingPage") -> None:
    """Show what would be published and ask for the name under which it is."""
    draft = page.bench.draft
    if draft is None or not draft.pairs:
        return
    if page.bench.trial is not None:
        page.board.say(_("These pairs are only tried. Keep them or go back first."))
        return
    figures, count = draft.figures, len(draft.pairs)
    title = ngettext("Publish {n} pair?", "Publish {n} pairs?", count)
    lead = _("A backup is made first. Families and mentors are told by the letters you print afterwards.")
    facts = [
        fact_line(_("Matched"), _("{n} of {all}").format(n=figures.matched, all=figures.of)),
        fact_line(_("Weakest pair"), f"{figures.weakest_pair}, {figures.weakest}"),
        fact_line(_("With unmet need"), _("{n} of {all}").format(n=figures.need, all=figures.matched)),
        fact_line(_("Pinned by hand"), str(sum(one.pinned for one in draft.pairs))),
        fact_line(_("Not matched"), str(len(draft.left_out))),
    ]
    form = Form([Field("by", _("Published by"), line(page.workspace.desk.who), needed(_("Write who decides this.")))])
    warn = [words(_("Some drafts no longer fit the rules and would be refused."), tone="wait", wrap=True)]
    body = col(*facts, *(warn if draft.broken else []), gap=6)
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
            page.board.keep(said, lambda workspace: workspace.matching.publish(by=by), said)

    dialog.leave_verb(_("Not yet"))
    dialog.verb(_("Mark as reviewed"), on_reviewed)
    dialog.verb(ngettext("Publish {n} pair", "Publish {n} pairs", count), on_published, primary=True)
    dialog.open()
    form.fields["by"].entry.setFocus()


def read_balance(points: Sequence[Point], matched: int) -> str:
    """Return the sentence that reads the balance chart."""
    if len(points) == 1:
        return _("Every balance gives the same: {n} of {all} pairs across difference.").format(
            n=points[0].across, all=matched
        )
    first, last = points[0], points[-1]
    return _("From {a} pairs across difference at an average fit of {b} to {c} pairs at {d}.").format(
        a=first.across, b=first.fit, c=last.across, d=last.fit
    )
