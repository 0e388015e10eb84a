"""What can be done for one person beside the list: their papers, form, match, sessions, checks; each is one press."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop.i18n import _
from desktop.models.consent import ConsentResponse
from desktop.models.matches import Block, Match, MatchState
from desktop.models.people import Mentee, Mentor
from desktop.models.record import SessionId
from desktop.ui.build import words
from desktop.ui.dates import long_day
from desktop.ui.dialogs import Dialog, ask
from desktop.ui.pages.people.ending import pair_words
from desktop.workspace.choices import gate_names
from desktop.workspace.papers import Paper

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage, Person

Act = tuple[str, Callable[[], object]]


def paper_acts(page: "PeoplePage", person: "Person") -> list[Act]:
    """Return the papers that can be printed for somebody now."""
    from desktop.ui.pages.papers.kinds import paper_name

    running = page.workspace.matching.running_of([person.id])
    whose = [one.mentee for one in running] if isinstance(person, Mentor) else [person.id]
    found = _due(page, person, matched=bool(running))
    return [(paper_name(one), partial(page.board.go, "papers", f"{one.value}:{','.join(whose)}")) for one in found]


def _due(page: "PeoplePage", person: "Person", *, matched: bool) -> list[Paper]:
    """Return which papers somebody can have: reminders where a form is out, a pair's where a match runs."""
    found = []
    if isinstance(person, Mentee):
        form = page.workspace.consents.of(person.id)
        out = form is not None and form.response is ConsentResponse.NOT_RETURNED
        found += [Paper.CONSENT_FORMS, *([Paper.CHASE_LETTERS] if out else [])]
    if matched:
        found += [Paper.WELCOME_LETTERS, Paper.AGREEMENTS, Paper.CERTIFICATES]
    return found


def form_acts(page: "PeoplePage", person: Mentee) -> list[Act]:
    """Return what can be done about a young person's consent form, which went out before."""
    form = page.workspace.consents.of(person.id)
    if form is None:
        return []
    show = partial(page.board.go, "papers", f"code:{form.reference}")
    if form.response is ConsentResponse.NOT_RETURNED:
        return [(_("Mark form returned"), show)]
    found: list[Act] = [(_("Change what the form says"), show)]
    if form.response is ConsentResponse.GIVEN and form.withdrawn_on is None:
        found.append((_("Consent was withdrawn"), partial(withdraw, page, person)))
    return found


def withdraw(page: "PeoplePage", person: Mentee) -> None:
    """Record that consent was withdrawn today; where a match runs, ask at once how it ends."""
    said = _("{name}’s consent is withdrawn").format(name=person.known_as)
    if page.board.do(lambda: page.workspace.consents.withdraw(person.id), said):
        page.ask_ending([person.id])


def match_acts(page: "PeoplePage", person: "Person") -> list[Act]:
    """Return what can be done about somebody's matches: why each, its end, and who is kept apart from them."""
    matches = [one for one in page.workspace.matching.open() if person.id in (one.mentee, one.mentor)]
    roster = page.workspace.roster
    found: list[Act] = []
    for one in matches:
        other = roster.mentor(one.mentor).name if isinstance(person, Mentee) else roster.mentee(one.mentee).full_name
        runs = one.state is MatchState.PUBLISHED
        why = partial(show_why, page, one) if runs else partial(page.board.go, "matching", one.mentee)
        found.append((_("Why {name}").format(name=other), why))
    if page.workspace.matching.running_of([person.id]):
        found.append((_("End the match"), partial(page.ask_ending, [person.id])))
    return found + [_allowing(page, person, one) for one in page.workspace.matching.blocks() if _names(person, one)]


def show_why(page: "PeoplePage", match: Match) -> None:
    """Show since when a match runs and what speaks for it, as the two stand today."""

    def show(reasons: tuple[str, ...]) -> None:
        since = _("They have met since {day}.").format(day=long_day(match.started_on)) if match.started_on else ""
        told = [words(one, wrap=True) for one in reasons or (_("The rules allow this pair; little speaks for it."),)]
        dialog = Dialog(page, _("Why {pair}").format(pair=pair_words(page, match)), words(since, "muted"), *told)
        dialog.verb(_("Close"), dialog.accept, primary=True)
        dialog.open()

    page.board.look(_("Looking at the pair"), lambda desk: desk.matching.speaks_for(match.id), show)


def _names(person: "Person", block: Block) -> bool:
    return person.id in (block.mentee, block.mentor)


def _allowing(page: "PeoplePage", person: "Person", block: Block) -> Act:
    roster = page.workspace.roster
    other = roster.mentor(block.mentor).name if isinstance(person, Mentee) else roster.mentee(block.mentee).full_name
    said = _("{one} and {other} may be matched again").format(one=person.known_as, other=other)
    text = _("May be matched with {name} again").format(name=other)
    return text, lambda: page.board.do(lambda: page.workspace.matching.allow(block.id), said)


def session_acts(page: "PeoplePage", person: "Person") -> list[Act]:
    """Return the way to somebody's next session, and to the last one they were due in."""
    sittings = page.workspace.lists.sittings(person.id)
    found: list[Act] = []
    if sittings.next is not None:
        found.append((_("Open their next session"), partial(open_register, page, sittings.next.session)))
    if sittings.last is not None:
        found.append((_("Open their last session"), partial(open_register, page, sittings.last.session)))
    if isinstance(person, Mentee):
        found.append((_("Enter survey answers"), partial(page.board.go, "outcomes", person.id)))
    return found


def open_register(page: "PeoplePage", session: SessionId) -> None:
    """Open a session's register."""
    page.board.go("register", session)


def check_acts(page: "PeoplePage", person: Mentor) -> list[Act]:
    """Return the steps and checks of a mentor that can be recorded with one day each."""
    traits = [(f"gate:{kind.value}", gate_names()[kind]) for kind in page.workspace.settings.policy.required_gates]
    more = [("status_checked_on", _("Status checked again")), ("next_due", _("Check due again on"))]
    return [(text, partial(page.change_one, person, trait)) for trait, text in (*traits, *more)]


def ask_erase(page: "PeoplePage", person: "Person") -> Dialog:
    """Ask before somebody is erased for good, which no Undo takes back."""
    name = person.full_name if isinstance(person, Mentee) else person.name
    text = _(
        "Everything about them goes: what is known, forms, matches, answers, and what the history says of them. "
        "It can’t be undone. Backups keep them until they are thrown away; a backup brought back erases them again."
    )

    def erase() -> None:
        safe = page.workspace.safekeeping
        page.board.do(lambda: safe.erase(person), _("Erased for good"), undoable=False)

    return ask(page, _("Erase {name} for good?").format(name=name), text, _("Erase them"), erase)


def fill(menu: QMenu, *groups: list[Act]) -> None:
    """Put groups of acts into a menu, parted by lines."""
    for group in groups:
        for text, act in group:
            menu.addAction(text, act)
        if group:
            menu.addSeparator()


def fill_under(menu: QMenu, title: str, acts: list[Act]) -> None:
    """Put acts into a menu of their own, where there are any."""
    if acts:
        under = menu.addMenu(title)
        fill(under, acts)
