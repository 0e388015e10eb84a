"""What a person does to a pair by hand: pin, swap, keep apart, choose another; each cost is shown before it is done."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from shiboken6 import isValid

from desktop.i18n import _, ngettext
from desktop.models.explanations import Candidate, Instead, Swap
from desktop.models.record import MenteeId, MentorId
from desktop.ui.build import words
from desktop.ui.dialogs import Dialog
from desktop.ui.pages.matching.byhand import Chooser, candidates_model, swaps_model
from desktop.ui.pages.matching.state import Decided
from desktop.workspace import explaining
from desktop.workspace.by_hand import Decision
from desktop.workspace.trials import PairLine, Trial

if TYPE_CHECKING:
    from desktop.ui.pages.matching.page import MatchingPage


def by_key(page: "MatchingPage", key: str, pair: PairLine) -> None:
    """Do what a letter stands for, to the pair chosen."""
    if key == "W":
        page.turn_to(2)
        page.why.other.setFocus()
    elif key == "N":
        ask_why_not(page, pair.mentee, pair.name)
    elif page.bench.against_hands or pair.match is None:
        page.board.say(page.bench.against_hands or _("This pair isn’t kept yet. Find matches again first."))
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
    now = _shown(page)
    page.board.work(
        _("Looking at every swap"),
        lambda _run: explaining.swaps(now, pair.mentee),
        lambda found: _open_swap(page, pair, now, found),
    )


def _open_swap(page: "MatchingPage", pair: PairLine, now: Trial, found: Sequence[Swap]) -> None:
    lines = {one.mentee: one for one in now.pairs}
    by_id = {str(one.other): one for one in found}
    title = _("Who should change mentors with {young}?").format(young=pair.given)
    lead = _("{young} meets {mentor} now, fit {fit}. The columns show both fits after the swap.").format(
        young=pair.given, mentor=pair.mentor_name, fit=pair.fit
    )
    dialog = Chooser(page, title, lead, swaps_model(found, lines, pair.given), _("Swap mentors"))

    def on_row(mentee: str) -> None:
        one = by_id.get(mentee)
        if one is not None:
            dialog.say_cost(swap_cost(pair, lines[one.other], one), reason=_but(one.barred))

    def on_chosen() -> None:
        other = lines[by_id[dialog.view.current].other]
        mine, theirs = pair.match, other.match
        assert mine is not None
        assert theirs is not None
        said = _("{one} and {other} changed mentors").format(one=pair.given, other=other.given)
        page.board.do(lambda: page.workspace.matching.swap(mine, theirs), said)

    dialog.accepted.connect(on_chosen)
    dialog.began(on_row)


def swap_cost(pair: PairLine, other: PairLine, one: Swap) -> str:
    """Return what a swap would mean for the two, in words: every figure is a fit out of 100, as the list shows it."""
    if one.barred:
        return one.barred
    lost = pair.fit + other.fit - one.mine - one.theirs
    said = _("Fit out of 100: {mine} {a} instead of {b}, {theirs} {c} instead of {d}.").format(
        mine=pair.given, a=one.mine, b=pair.fit, theirs=other.given, c=one.theirs, d=other.fit
    )
    worse = _("That is {n} less for the two together.").format(n=lost) if lost > 0 else ""
    better = _("That is {n} more for the two together.").format(n=-lost) if lost < 0 else ""
    return " ".join(part for part in (said, worse, better, _("Both are pinned then.")) if part)


def ask_apart(page: "MatchingPage", pair: PairLine) -> None:
    """Show what keeping two people apart would cost, then do it and find again."""
    now = _shown(page)
    page.board.work(
        _("Looking at the cost"),
        lambda run: explaining.next_best(now, pair.mentee, stopped=run.asked),
        lambda found: _open_apart(page, pair, found),
    )


def _open_apart(page: "MatchingPage", pair: PairLine, found: Instead | None) -> None:
    if found is None:
        cost = _("{young} would then have no mentor.").format(young=pair.given)
    else:
        cost = _("{young} would meet {mentor} instead, fit {fit}. {cost}").format(
            young=pair.given, mentor=found.mentor_name, fit=found.fit, cost=found.sentence
        )
    title = _("Keep {young} and {mentor} apart?").format(young=pair.given, mentor=pair.mentor_name)
    lead = words(
        _("No reason is written down. The two stay apart until you allow them again: press “Decided by hand” above."),
        "muted",
        wrap=True,
    )
    dialog = Dialog(page, title, words(cost, wrap=True), lead)

    def on_apart() -> None:
        dialog.accept()
        said = _("{young} and {mentor} are kept apart").format(young=pair.given, mentor=pair.mentor_name)
        _decide(page, lambda: page.workspace.matching.parting(pair.mentee, pair.mentor), said)

    dialog.leave_verb(_("Leave it"))
    dialog.verb(_("Keep them apart"), on_apart, primary=True)
    dialog.open()


def ask_why_not(page: "MatchingPage", mentee: MenteeId, name: str) -> None:
    """Show every mentor for somebody: what rule bars them, or what choosing them would cost the others."""
    now = _shown(page)
    page.board.work(
        _("Looking at every mentor"),
        lambda _run: explaining.candidates(now, mentee),
        lambda found: _open_why_not(page, (mentee, name), now, found),
    )


def _open_why_not(page: "MatchingPage", who: tuple[MenteeId, str], now: Trial, found: Sequence[Candidate]) -> None:
    mentee, name = who
    by_id = {str(one.mentor): one for one in found}
    allowed = sum(not one.barred for one in found)
    lead = ngettext(
        "The rules allow {n} mentor. The cost of choosing another is worked out exactly.",
        "The rules allow {n} mentors. The cost of choosing another is worked out exactly.",
        allowed,
    )
    title = _("Why not someone else for {name}?").format(name=name)
    dialog = Chooser(page, title, lead, candidates_model(found), _("Choose this mentor"))
    held = now.pair_of(mentee)

    def on_row(mentor: str) -> None:
        one = by_id.get(mentor)
        if one is None:
            return
        if one.barred:
            dialog.say_cost(one.barred, reason=_but(one.barred))
        elif held is not None and held.mentor == mentor:
            said = _("This is the mentor proposed.")
            dialog.say_cost(said, reason=_but(said))
        else:
            said = _("Working out what that would cost")
            dialog.say_cost(said, reason=_("{doing}. It takes a moment.").format(doing=said))
            page.questions.about_pair(
                lambda run: explaining.instead(now, mentee, MentorId(mentor), stopped=run.asked),
                partial(on_cost, mentor),
            )

    def on_cost(mentor: str, cost: Instead) -> None:
        if isValid(dialog) and dialog.view.current == mentor:  # it may have been left before the answer
            barred = _but(cost.sentence) if cost.barred else page.bench.against_hands
            dialog.say_cost(cost.sentence, reason=barred)

    def on_chosen() -> None:
        mentor = MentorId(dialog.view.current)
        said = _("{young} and {mentor} paired by hand, and pinned").format(
            young=name.split(" ")[0], mentor=by_id[mentor].name
        )
        _decide(page, lambda: page.workspace.matching.pairing(mentee, mentor), said)

    dialog.accepted.connect(on_chosen)
    dialog.began(on_row)


def _decide(page: "MatchingPage", decide: Callable[[], Decision], said: str) -> None:
    """Find the matches again after a decision; both are one step, so that one Undo takes all of it back."""
    decided = page.board.attempt(decide)
    if decided is not None:
        page.find_again(Decided(decided, said))


def _but(said: str) -> str:
    """Return why a choice can't be made, with what to do instead; empty where nothing bars it."""
    return _("{rule} Choose somebody else in the list.").format(rule=said) if said else ""


def _shown(page: "MatchingPage") -> Trial:
    shown = page.bench.shown
    assert shown is not None
    return shown
