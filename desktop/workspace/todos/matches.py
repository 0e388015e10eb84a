"""Matches that need a person: proposals to review, and who is ready and waits for a mentor."""

from collections.abc import Iterator, Sequence

from desktop.i18n import _, ngettext, said_day
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.sessions import PairRecord
from desktop.rules.readiness import Light
from desktop.workspace.glance import Lack, lacking, none_may_meet, waits
from desktop.workspace.register import cant_meet, coming_without, still_runs
from desktop.workspace.todos.picture import NAMED, Picture, ToDo, ids, names


def stranded(picture: Picture) -> Iterator[ToDo]:
    """Yield running matches that can't go on: somebody left, a mentor was barred, or consent is there no more."""
    found = [(one, why) for one in picture.facts.matches if still_runs(one) and (why := _why_over(picture, one))]
    if found:
        told = "; ".join(why for _match, why in found[:NAMED])
        yield ToDo(
            code="stranded",
            light=Light.STOP,
            headline=ngettext("{n} running match can’t go on", "{n} running matches can’t go on", len(found)),
            consequence=_("{reasons}. End the match, and somebody else can be found.").format(reasons=told),
            act=ngettext("End the match", "End the matches", len(found)),
            page="young-people",
            people=tuple(match.mentee for match, _why in found),
            due=picture.next_day or picture.today,
        )


def _why_over(picture: Picture, match: Match) -> str:
    """Say why a running match can't go on, empty where it can; somebody who pauses comes back."""
    mentee, mentor = picture.facts.mentees[match.mentee], picture.facts.mentors[match.mentor]
    gone = (PersonState.LEFT, PersonState.BARRED)
    if mentee.state in gone:
        return _("{name} no longer takes part").format(name=mentee.known_as)
    if mentor.state in gone:
        return _("{name} no longer takes part").format(name=mentor.name)
    light = picture.facts.consent(mentee)
    if light.kind is Light.STOP:
        return _("{name}: {reason}").format(name=mentee.known_as, reason=light.reasons[0].rstrip("."))
    return ""


def paused(picture: Picture) -> Iterator[ToDo]:
    """Yield who is paused and still has a place in sessions to come, where the other of the pair would sit alone."""
    people: list[Mentee | Mentor] = [*picture.facts.mentees.values(), *picture.facts.mentors.values()]
    away = {one.id for one in people if one.state is PersonState.PAUSED}
    left = coming_without(picture.planned, lambda pair: cant_meet(pair, away), today=picture.today) if away else []
    if not left:
        return
    ids_left = {one.id for one in left}
    sessions = [one for one in picture.planned if one.id in ids_left]
    pairs = [pair for one in sessions for pair in one.pairs if cant_meet(pair, away)]
    who = [one for one in people if one.id in away & _of(pairs)]
    others = [one for one in people if one.id in _of(pairs) - away]
    yield ToDo(
        code="paused",
        headline=_paused_words(who, len(sessions)),
        consequence=_(
            "{others} would wait alone, first on {day}. The match goes on: plan again when both are back."
        ).format(others=names(others), day=said_day(sessions[0].day, picture.today))
        if others
        else _("The first is on {day}. The match goes on: plan again when both are back.").format(
            day=said_day(sessions[0].day, picture.today)
        ),
        act=_("Take them off"),
        page="sessions",
        people=ids(who),
        due=sessions[0].day,
    )


def _of(pairs: Sequence[PairRecord]) -> set[str]:
    return {one for pair in pairs for one in (pair.mentee, pair.mentor)}


def _paused_words(who: Sequence[Mentee | Mentor], sessions: int) -> str:
    if len(who) == 1:
        said = ngettext(
            "{{name}} is paused; {n} session is planned", "{{name}} is paused; {n} sessions are planned", sessions
        )
        return said.format(name=names(who))
    said = ngettext(
        "{{names}} are paused; {n} session is planned", "{{names}} are paused; {n} sessions are planned", sessions
    )
    return said.format(names=names(who))


def waiting(picture: Picture) -> Iterator[ToDo]:
    """Yield who waits for a mentor, the longest by name and with the reason."""
    left = picture.waiting
    if left:
        (longest,) = waits(picture.facts, left[:1])
        days = ngettext("{n} day", "{n} days", longest.days) if longest.days is not None else _("an unknown time")
        code, act, page = _help(picture)
        yield ToDo(
            code=code,
            headline=ngettext("{n} young person waits for a mentor", "{n} young people wait for a mentor", len(left)),
            consequence=_("{name} has waited {days}. {reason}").format(
                name=left[0].known_as, days=days, reason=longest.reason
            ),
            act=act,
            page=page,
            people=ids(left),
        )


def _help(picture: Picture) -> tuple[str, str, str]:
    """Return the code, the act and the page of what helps who waits: finding matches only where it can find some."""
    lack = lacking(picture.facts)
    if lack is Lack.NONE and none_may_meet(picture.facts, picture.waiting):
        return "waiting_barred", _("See why"), "matching"
    return {
        Lack.NONE: ("waiting", _("Find matches"), "matching"),
        Lack.STEPS: ("waiting_steps", _("See the steps"), "mentors"),
        Lack.PLACES: ("waiting_places", _("Add a mentor"), "mentors"),
    }[lack]


def drafts(picture: Picture) -> Iterator[ToDo]:
    """Yield the proposed matches that nobody has published yet."""
    found = [one for one in picture.facts.matches if one.state in (MatchState.DRAFT, MatchState.REVIEWED)]
    if found:
        yield ToDo(
            code="review",
            headline=ngettext("{n} proposed pair to review", "{n} proposed pairs to review", len(found)),
            consequence=_("A draft: nobody has been told."),
            act=_("Review"),
            page="matching",
            people=tuple(match.mentee for match in found),
        )
