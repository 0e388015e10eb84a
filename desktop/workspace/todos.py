"""What needs a person: one look a kind of thing, each with its number, what follows from it and the act; no writing."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from desktop.i18n import _, ngettext
from desktop.models.consent import ConsentResponse
from desktop.models.matches import MatchState
from desktop.models.people import GateKind, Mentee, Mentor, PersonState
from desktop.models.record import MenteeId, Record
from desktop.models.sessions import Presence, Session, SessionState
from desktop.rules.readiness import Light, current_consent, dbs_due, gates_left
from desktop.workspace.facts import Facts
from desktop.workspace.glance import ready_and_waiting, waits

SOON_DAYS = 30
BACKUP_DAYS = 7
NAMED = 3  # so many are named in a sentence; of more the first two and a number


class ToDo(Record):
    """One thing to do: a light, a headline with its number, what follows from it, the act, and whom it is about.

    `page` and `people` say where the act is done; `due` groups the list by deadline (None: no deadline).
    """

    code: str
    light: Light
    headline: str
    consequence: str
    act: str
    page: str
    people: tuple[str, ...] = ()
    due: date | None = None


Look = Callable[["Picture"], Iterator[ToDo]]


class Picture:
    """One look at everything the first page speaks of."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.today = facts.today
        self.mentees = [one for one in facts.mentees.values() if one.state is PersonState.ACTIVE]
        self.mentors = [one for one in facts.mentors.values() if one.state is PersonState.ACTIVE]

    @cached_property
    def sessions(self) -> list[Session]:
        """Every session in order of day and time."""
        return sorted(self.facts.sessions, key=lambda one: (one.day, one.start))

    @cached_property
    def next_session(self) -> Session | None:
        """The next planned session, today's included."""
        coming = (one for one in self.sessions if one.state is SessionState.PLANNED and one.day >= self.today)
        return next(coming, None)

    @cached_property
    def next_day(self) -> date | None:
        """The day of the next session."""
        return self.next_session.day if self.next_session else None

    @cached_property
    def coming(self) -> frozenset[MenteeId]:
        """Who has a place in the next session."""
        return frozenset(pair.mentee for pair in self.next_session.pairs) if self.next_session else frozenset()


def looked(picture: Picture) -> list[ToDo]:
    """Return everything that needs a person, by deadline, then by weight."""
    found = [todo for look in LOOKS for todo in look(picture)]
    weight = {Light.STOP: 0, Light.WAIT: 1, Light.NONE: 2, Light.GOOD: 3}
    return sorted(found, key=lambda todo: (todo.due or date.max, weight[todo.light]))


def names(people: Sequence[Mentee | Mentor]) -> str:
    """Return the names people go by as part of a sentence; of many the first two and how many others."""
    called = [one.known_as if isinstance(one, Mentee) else one.name for one in people]
    if len(called) > NAMED:
        others = ngettext("{n} other", "{n} others", len(called) - 2)
        return _("{names} and {last}").format(names=", ".join(called[:2]), last=others)
    *first, last = called
    return _("{names} and {last}").format(names=", ".join(first), last=last) if first else last


def _ids(people: Sequence[Mentee | Mentor]) -> tuple[str, ...]:
    return tuple(one.id for one in people)


def _consents(picture: Picture) -> Iterator[ToDo]:
    """Yield forms to print, forms to remind of and forms that don't count; who comes next makes it pressing."""
    never: list[Mentee] = []
    late: list[Mentee] = []
    spoilt: list[Mentee] = []
    for one in picture.mentees:
        light = picture.facts.consent(one)
        if light.kind is Light.NONE:
            never.append(one)
        elif light.kind is Light.WAIT:
            (spoilt if _came_back(picture, one) else late).append(one)
    for people, made in ((late, _not_back), (never, _never_printed), (spoilt, _not_valid)):
        if people:
            yield made(picture, people)


def _came_back(picture: Picture, mentee: Mentee) -> bool:
    form = current_consent(picture.facts.consents.get(mentee.id, ()), picture.facts.programme)
    return form is not None and form.response is not ConsentResponse.NOT_RETURNED


def _of_consent(picture: Picture, people: Sequence[Mentee], code: str, headline: str, act: tuple[str, str]) -> ToDo:
    """Return a thing to do about forms: red where somebody who has a place next can't come without one."""
    barred = [one for one in people if one.id in picture.coming]
    said = _("Without a valid form a young person can't be matched or meet.")
    if barred:
        said = _("{names} can't come to the next session without one.").format(names=names(barred))
    words, page = act
    return ToDo(
        code=code,
        light=Light.STOP if barred else Light.WAIT,
        headline=headline,
        consequence=said,
        act=words,
        page=page,
        people=_ids(people),
        due=picture.next_day,
    )


def _not_back(picture: Picture, people: Sequence[Mentee]) -> ToDo:
    said = ngettext("{n} consent form is not back", "{n} consent forms are not back", len(people))
    return _of_consent(picture, people, "consent_out", said, (_("Print reminders"), "papers"))


def _never_printed(picture: Picture, people: Sequence[Mentee]) -> ToDo:
    said = ngettext("{n} young person has no consent form", "{n} young people have no consent form", len(people))
    return _of_consent(picture, people, "consent_new", said, (_("Print forms"), "papers"))


def _not_valid(picture: Picture, people: Sequence[Mentee]) -> ToDo:
    said = ngettext("{n} consent form is not valid", "{n} consent forms are not valid", len(people))
    return _of_consent(picture, people, "consent_spoilt", said, (_("See why"), "young-people"))


def _mentors_not_clear(picture: Picture) -> Iterator[ToDo]:
    matched = {match.mentor for match in picture.facts.matches if match.state is MatchState.PUBLISHED}
    stuck = [one for one in picture.mentors if not picture.facts.clear(one).good]
    here = [one for one in stuck if one.id in matched]
    if here:
        yield ToDo(
            code="not_clear",
            light=Light.STOP,
            headline=ngettext(
                "{n} matched mentor is not clear to meet", "{n} matched mentors are not clear to meet", len(here)
            ),
            consequence=_("{names} can't be on a register until the checks are in date.").format(names=names(here)),
            act=_("See who"),
            page="mentors",
            people=_ids(here),
            due=picture.next_day or picture.today,
        )
    yield from _steps_left(picture, [one for one in stuck if one.id not in matched])


def _steps_left(picture: Picture, people: Sequence[Mentor]) -> Iterator[ToDo]:
    """Yield who lacks nothing but training, which one evening settles for all, and who has other steps left."""
    policy = picture.facts.programme.policy
    training = [one for one in people if gates_left(one, policy, today=picture.today) == (GateKind.TRAINING,)]
    others = [one for one in people if one not in training]
    if training:
        yield ToDo(
            code="training",
            light=Light.WAIT,
            headline=ngettext("{n} mentor needs only training", "{n} mentors need only training", len(training)),
            consequence=_("{names} can be matched once it is recorded.").format(names=names(training)),
            act=_("Record training"),
            page="mentors",
            people=_ids(training),
        )
    if others:
        yield ToDo(
            code="gates",
            light=Light.WAIT,
            headline=ngettext("{n} mentor has steps left", "{n} mentors have steps left", len(others)),
            consequence=_(
                "Checks or training are open for {names}; until then nobody can be matched with them."
            ).format(names=names(others)),
            act=_("See the steps"),
            page="mentors",
            people=_ids(others),
        )


def _checks_due(picture: Picture) -> Iterator[ToDo]:
    policy, until = picture.facts.programme.policy, picture.today + timedelta(days=SOON_DAYS)
    due = [(day, one) for one in picture.mentors if (day := dbs_due(one, policy)) and picture.today <= day <= until]
    if due:
        due.sort(key=lambda pair: pair[0])
        first, mentor = due[0]
        yield ToDo(
            code="dbs_due",
            light=Light.WAIT,
            headline=ngettext("{n} check is due for renewal", "{n} checks are due for renewal", len(due)),
            consequence=_("{name}’s is first, on {day}. Renew before, or the mentor can't meet anyone.").format(
                name=mentor.name, day=f"{first:%d/%m/%Y}"
            ),
            act=_("See who"),
            page="mentors",
            people=_ids([one for _day, one in due]),
            due=first,
        )


def _too_many_days(picture: Picture) -> Iterator[ToDo]:
    met = picture.facts.sessions_of
    often = [one for one in picture.mentors if one.id in met and not picture.facts.days(one).good]
    if often:
        limit = picture.facts.programme.policy.days_in_30_limit
        yield ToDo(
            code="days_in_30",
            light=Light.WAIT,
            headline=ngettext(
                "{n} mentor reaches {{limit}} days in 30", "{n} mentors reach {{limit}} days in 30", len(often)
            ).format(limit=limit),
            consequence=_(
                "{names}: more is regulated activity by frequency. Ask the DSL to record the decision."
            ).format(names=names(often)),
            act=_("See the days"),
            page="mentors",
            people=_ids(often),
        )


def _waiting(picture: Picture) -> Iterator[ToDo]:
    left = ready_and_waiting(picture.facts)
    if left:
        (longest,) = waits(picture.facts, left[:1])
        days = ngettext("{n} day", "{n} days", longest.days) if longest.days is not None else _("an unknown time")
        yield ToDo(
            code="waiting",
            light=Light.WAIT,
            headline=ngettext("{n} young person waits for a mentor", "{n} young people wait for a mentor", len(left)),
            consequence=_("{name} has waited {days}. {reason}").format(
                name=left[0].known_as, days=days, reason=longest.reason
            ),
            act=_("Find matches"),
            page="matching",
            people=_ids(left),
        )


def _drafts(picture: Picture) -> Iterator[ToDo]:
    drafts = [one for one in picture.facts.matches if one.state in (MatchState.DRAFT, MatchState.REVIEWED)]
    if drafts:
        yield ToDo(
            code="review",
            light=Light.WAIT,
            headline=ngettext("{n} proposed match to review", "{n} proposed matches to review", len(drafts)),
            consequence=_("A draft: nobody has been told."),
            act=_("Review"),
            page="matching",
            people=tuple(match.mentee for match in drafts),
        )


def _sessions_to_close(picture: Picture) -> Iterator[ToDo]:
    left = [one for one in picture.sessions if one.state is SessionState.PLANNED and one.day < picture.today]
    if left:
        pairs = left[0].pairs
        marked = sum(Presence.UNMARKED not in (pair.mentee_mark, pair.mentor_mark) for pair in pairs)
        yield ToDo(
            code="close",
            light=Light.WAIT,
            headline=ngettext("{n} session is still open", "{n} sessions are still open", len(left)),
            consequence=_("{day}: {part} of {whole} pairs marked. Until it is closed, nobody's hour counts.").format(
                day=f"{left[0].day:%d/%m/%Y}", part=marked, whole=len(pairs)
            ),
            act=_("Finish it") if len(left) == 1 else _("Finish the first"),
            page="register",
            people=tuple(one.id for one in left),
            due=picture.today,
        )


def _backup_age(picture: Picture) -> Iterator[ToDo]:
    desk = picture.facts.desk
    newest = max((one.at for one in desk.store.backups()), default=None)
    days = (desk.now() - newest).days if newest else None
    if days is None or days > BACKUP_DAYS:
        yield ToDo(
            code="backup",
            light=Light.NONE,
            headline=_("No backup yet") if days is None else _("The last backup is {n} days old").format(n=days),
            consequence=_("A backup takes a second and is checked by opening it."),
            act=_("Back up now"),
            page="settings",
        )


LOOKS: tuple[Look, ...] = (
    _mentors_not_clear,
    _sessions_to_close,
    _consents,
    _checks_due,
    _too_many_days,
    _drafts,
    _waiting,
    _backup_age,
)
