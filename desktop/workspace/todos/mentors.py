"""Mentors who need a person: not clear to meet, steps left, checks due for renewal, too many days in thirty."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from desktop.i18n import _, ngettext, said_day
from desktop.models.matches import MatchState
from desktop.models.people import GateKind, Mentor
from desktop.rules.readiness import Light, dbs_due, gates_left
from desktop.workspace.todos.picture import Picture, ToDo, ids, names

SOON_DAYS = 30


def mentors_not_clear(picture: Picture) -> Iterator[ToDo]:
    """Yield who is matched and may not meet, then who has steps left before anybody can be matched with them."""
    matched = {match.mentor for match in picture.facts.matches if match.state is MatchState.PUBLISHED}
    stuck = [one for one in picture.mentors if not picture.facts.clear(one).good]
    here = [one for one in stuck if one.id in matched]
    if here:
        said = ngettext(
            "{n} matched mentor is not clear to meet", "{n} matched mentors are not clear to meet", len(here)
        )
        why = _("{names} can’t be on a register until the checks are in date.").format(names=names(here))
        due = picture.next_day or picture.today
        yield _of_mentors(here, "not_clear", (said, why, _("See who")), light=Light.STOP, due=due)
    yield from _steps_left(picture, [one for one in stuck if one.id not in matched])


def _steps_left(picture: Picture, people: Sequence[Mentor]) -> Iterator[ToDo]:
    """Yield who lacks nothing but training, which one evening settles for all, and who has other steps left."""
    training = [one for one in people if gates_left(one, picture.policy, today=picture.today) == (GateKind.TRAINING,)]
    others = [one for one in people if one not in training]
    if training:
        said = ngettext("{n} mentor needs only training", "{n} mentors need only training", len(training))
        why = _("{names} can be matched once it is recorded.").format(names=names(training))
        yield _of_mentors(training, "training", (said, why, _("Record training")))
    if others:
        said = ngettext("{n} mentor has steps left", "{n} mentors have steps left", len(others))
        why = _("Checks or training are open for {names}; until then nobody can be matched with them.")
        yield _of_mentors(others, "gates", (said, why.format(names=names(others)), _("See the steps")))


def checks_due(picture: Picture) -> Iterator[ToDo]:
    """Yield whose check runs out within the next days, the first by name."""
    until = picture.today + timedelta(days=SOON_DAYS)
    found = [(day, one) for one in picture.mentors if (day := dbs_due(one, picture.policy))]
    due = sorted(((day, one) for day, one in found if picture.today <= day <= until), key=lambda pair: pair[0])
    if due:
        first, mentor = due[0]
        said = ngettext("{n} check is due for renewal", "{n} checks are due for renewal", len(due))
        why = _("{name}’s is first, on {day}. Renew before, or the mentor can’t meet anyone.").format(
            name=mentor.name, day=said_day(first, picture.today)
        )
        yield _of_mentors([one for _day, one in due], "dbs_due", (said, why, _("See who")), due=first)


def too_many_days(picture: Picture) -> Iterator[ToDo]:
    """Yield who meets young people on as many days in thirty as the policy warns at."""
    facts = picture.facts
    often = [one for one in picture.mentors if facts.crowded(one) and not facts.days(one).good]
    if often:
        said = ngettext("{n} mentor reaches {{limit}} days in 30", "{n} mentors reach {{limit}} days in 30", len(often))
        why = _("{names}: more is regulated activity by frequency. Ask the safeguarding lead to record the decision.")
        texts = (said.format(limit=picture.policy.days_in_30_limit), why.format(names=names(often)), _("See the days"))
        yield _of_mentors(often, "days_in_30", texts)


def _of_mentors(
    people: Sequence[Mentor],
    code: str,
    texts: tuple[str, str, str],
    *,
    light: Light = Light.WAIT,
    due: date | None = None,
) -> ToDo:
    """Return a thing to do about mentors; `texts` are its headline, what follows from it, and the act."""
    said, why, act = texts
    return ToDo(
        code=code, light=light, headline=said, consequence=why, act=act, page="mentors", people=ids(people), due=due
    )
