"""How matches end or rest: asked with a reason when somebody goes, told when one pauses; Undo takes each back."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.models.matches import Closure, Match
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.ui.build import words
from desktop.ui.choices import Choice, Tick
from desktop.ui.dialogs import Dialog, keep_form
from desktop.ui.drafts import mark_of
from desktop.ui.forms import Field, Form, lines, needed
from desktop.ui.page import Page
from desktop.ui.taken_up import tell_taken_up

if TYPE_CHECKING:
    from desktop.ui.pages.people.frame import PeoplePage

PLANNED, EARLY, MISTAKE = "planned", "early", "mistake"
NAMED = 6  # pairs told by name in the dialog


def ask_ending(page: Page, matches: Sequence[Match]) -> Dialog:
    """Ask how running matches ended, then close them; one that began lately can be taken for a mistake instead."""
    matching = page.workspace.matching
    mistake = len(matches) == 1 and matching.voidable(matches[0])
    form = _form(page, [one.id for one in matches], count=len(matches), mistake=mistake)
    pair = _pairs(page, matches[:1])
    title = ngettext("How did this match end?", "How did these {n} matches end?", len(matches))
    said = (
        _("The match of {pair} ended").format(pair=pair)
        if len(matches) == 1
        else ngettext("{n} match ended", "{n} matches ended", len(matches))
    )

    def keep(values: dict[str, str]) -> bool:
        if values["kind"] == MISTAKE:
            taken = _("The match of {pair} was taken back as a mistake").format(pair=pair)
            return page.board.do(lambda: matching.void(matches[0].id), taken)
        ids = [one.id for one in matches]
        return page.board.do_many(len(ids), lambda desk: desk.matching.close_many(ids, _closure(values)), said)

    lead = _("Their hours so far stay counted. They leave the sessions to come.")
    told = [words(_pairs(page, matches), "strong", wrap=True), words(lead, "muted", wrap=True)]
    verb = ngettext("End the match", "End the matches", len(matches))
    return keep_form(Dialog(page, title, *told, form), form, verb, keep)


def ask_leaving(page: "PeoplePage", people: Sequence[Mentee | Mentor], said: str) -> Dialog | None:
    """End people's part; where somebody's match runs, ask how it ends with it, for it can't go on alone."""
    ids = {one.id for one in people}
    running = page.workspace.matching.running_of(ids)
    if not running:
        _leave(page, people, Closure(kind=EARLY, reason=""), said)
        return None
    form = _form(page, sorted(ids), count=len(running), mistake=False)
    title = (
        _("Why does {name} no longer take part?").format(name=people[0].known_as)
        if len(people) == 1
        else ngettext("Why does {n} person no longer take part?", "Why do {n} people no longer take part?", len(people))
    )
    ends = ngettext("A match that runs ends with it:", "{n} matches that run end with it:", len(running))
    told = [words(ends, "muted", wrap=True), words(_pairs(page, running), "strong", wrap=True)]

    def keep(values: dict[str, str]) -> bool:
        return _leave(page, people, _closure(values), said)

    return keep_form(Dialog(page, title, *told, form), form, _("End their part"), keep)


def tell_of_places(page: Page, people: Sequence[Mentee | Mentor]) -> None:
    """Say in how many sessions to come people who were just paused still have a place, a press from taking them off."""
    matching, away = page.workspace.matching, [one for one in people if one.state is PersonState.PAUSED]
    ids = [one.id for one in away]
    n = len(matching.planned_while_away(ids)) if ids else 0
    if not n:
        return
    if len(away) == 1:
        said = ngettext(
            "{{name}} is paused; {n} session is planned.", "{{name}} is paused; {n} sessions are planned.", n
        )
        said = said.format(name=away[0].known_as)
    else:
        said = ngettext("{n} session is planned with those paused.", "{n} sessions are planned with those paused.", n)
    advice = _("The other of the pair would wait alone. Take them off, or name a cover mentor in the register.")
    taken = ngettext("Taken off {n} session to come", "Taken off {n} sessions to come", n)
    page.trouble.tell(
        Trouble(said, advice), _("Take them off"), lambda: page.board.do(lambda: matching.sit_out(ids), taken)
    )


def _leave(page: "PeoplePage", people: Sequence[Mentee | Mentor], closure: Closure, said: str) -> bool:
    return page.board.do_many(len(people), lambda desk: desk.matching.leave(people, closure), said)


def _form(page: Page, ids: Sequence[str], *, count: int, mistake: bool) -> Form:
    ways = [(EARLY, _("Earlier than planned")), (PLANNED, _("As planned, at its end"))]
    ways += [(MISTAKE, _("It was a mistake: they never met"))] if mistake else []
    again = ngettext(
        "These two may be matched with each other again", "These pairs may be matched with each other again", count
    )
    fields = [
        Field("kind", _("How it ended"), Choice(ways)),
        Field(
            "reason",
            _("Why"),
            Choice([("", _("Choose a reason")), *((one, one) for one in _reasons())]),
            needed(_("Choose a reason.")),
        ),
        Field(
            "notes",
            _("Notes for whoever comes after"),
            lines(),
            hint=_("Nothing about a concern: tell the safeguarding lead."),
        ),
        Field("rematch", "", Tick(again)),
    ]
    draft = page.board.draft(f"ending:{mark_of(ids)}")
    form = Form(fields, draft)
    tell_taken_up(form, draft, page.workspace.desk.today())
    return form


def _closure(values: dict[str, str]) -> Closure:
    return Closure(
        kind=values["kind"], reason=values["reason"], exit_notes=values["notes"], rematch=values["rematch"] == "yes"
    )


def _reasons() -> list[str]:
    return [
        _("The mentor can’t go on"),
        _("The young person can’t go on"),
        _("They didn’t get on"),
        _("Consent was withdrawn"),
        _("Moved away or changed school"),
        _("They reached what they wanted"),
        _("The programme ended"),
        _("Another reason"),
    ]


def _pairs(page: Page, matches: Sequence[Match]) -> str:
    names = partial(pair_words, page)
    told = [names(one) for one in matches[:NAMED]]
    more = len(matches) - len(told)
    told += [ngettext("and {n} more", "and {n} more", more)] if more else []
    return "; ".join(told)


def pair_words(page: Page, match: Match) -> str:
    """Return both names of a pair."""
    roster = page.workspace.roster
    young, grown = roster.mentee(match.mentee), roster.mentor(match.mentor)
    return _("{mentee} and {mentor}").format(mentee=young.full_name, mentor=grown.name)
