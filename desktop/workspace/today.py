"""What needs doing today, most urgent first, and the programme at a glance; computed anew each time it is asked."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

from desktop.i18n import _, ngettext
from desktop.models.consent import Consent
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import Record
from desktop.models.sessions import Session, SessionState
from desktop.rules.readiness import Light, consent_light, dbs_due, frequency_light, mentor_light
from desktop.workspace.desk import Desk

SOON_DAYS = 30
BACKUP_DAYS = 7


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


class Share(Record):
    """A part of a whole with its aim in percent (None: none set) and the sentence that reads the bar."""

    name: str
    part: int
    whole: int
    aim: int | None = None
    words: str = ""

    @property
    def percent(self) -> int | None:
        """The share in whole percent, None of nothing."""
        return round(100 * self.part / self.whole) if self.whole else None


class Glance(Record):
    """The programme in a few figures."""

    reach: int
    mentors: int
    unmet: Share
    matched: Share
    attendance: Share
    ready_mentors: Share


class _Picture:
    """Everything one look at the programme reads, read once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.today = desk.today()
        self.programme = desk.programme
        self.mentees = [one for one in desk.store.all(Mentee) if one.state is PersonState.ACTIVE]
        self.mentors = [one for one in desk.store.all(Mentor) if one.state is PersonState.ACTIVE]
        self.matches = [one for one in desk.store.all(Match) if one.open]
        self.sessions = sorted(desk.store.all(Session), key=lambda one: (one.day, one.start))

    @cached_property
    def consents(self) -> dict[str, list[Consent]]:
        """Forms by mentee."""
        forms: dict[str, list[Consent]] = {}
        for form in self.desk.store.all(Consent):
            forms.setdefault(form.mentee, []).append(form)
        return forms

    @cached_property
    def next_session(self) -> Session | None:
        """The next planned session."""
        coming = (one for one in self.sessions if one.state is SessionState.PLANNED and one.day >= self.today)
        return next(coming, None)

    @cached_property
    def consent_lights(self) -> dict[str, Light]:
        """Each mentee's consent light."""
        return {
            one.id: consent_light(one, self.consents.get(one.id, ()), self.programme, today=self.today).kind
            for one in self.mentees
        }

    @cached_property
    def clear_mentors(self) -> set[str]:
        """The mentors who are clear to meet."""
        policy = self.programme.policy
        return {one.id for one in self.mentors if mentor_light(one, policy, today=self.today).good}


class Today:
    """The first page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: tuple[tuple[int, date, int], list[ToDo]] | None = None

    def todos(self) -> list[ToDo]:
        """Return what needs a person, by deadline, then by weight; looked at anew once anything changed."""
        desk = self._desk
        now = (desk.store.revision, desk.today(), len(desk.store.backups()))
        if self._kept is None or self._kept[0] != now:
            self._kept = (now, self._looked())
        return list(self._kept[1])

    def _looked(self) -> list[ToDo]:
        picture = _Picture(self._desk)
        found = [todo for look in _LOOKS for todo in look(picture)]
        weight = {Light.STOP: 0, Light.WAIT: 1, Light.NONE: 2, Light.GOOD: 3}
        return sorted(found, key=lambda todo: (todo.due or date.max, weight[todo.light]))

    def glance(self) -> Glance:
        """Return the programme's figures of today."""
        return _glance(_Picture(self._desk))


def _consents_missing(picture: _Picture) -> Iterator[ToDo]:
    late = [one.id for one in picture.mentees if picture.consent_lights[one.id] in (Light.WAIT, Light.NONE)]
    if not late:
        return
    session = picture.next_session
    never = [one for one in late if picture.consent_lights[one] is Light.NONE]
    yield ToDo(
        code="consent",
        light=Light.WAIT,
        headline=ngettext("{n} consent form is not back", "{n} consent forms are not back", len(late)),
        consequence=_("{n} of them were never printed. Without a form a young person can't be matched.").format(
            n=len(never)
        )
        if never
        else _("Without a form a young person can't be matched or meet."),
        act=_("Print forms") if never else _("Print again"),
        page="papers",
        people=tuple(late),
        due=session.day if session else None,
    )


def _mentors_not_clear(picture: _Picture) -> Iterator[ToDo]:
    matched = {match.mentor for match in picture.matches if match.state is MatchState.PUBLISHED}
    stuck = [one.id for one in picture.mentors if one.id in matched and one.id not in picture.clear_mentors]
    if stuck:
        yield ToDo(
            code="not_clear",
            light=Light.STOP,
            headline=ngettext(
                "{n} matched mentor is not clear to meet", "{n} matched mentors are not clear to meet", len(stuck)
            ),
            consequence=_("They can't be on a register until their checks are in date."),
            act=_("See who"),
            page="mentors",
            people=tuple(stuck),
            due=picture.next_session.day if picture.next_session else picture.today,
        )
    waiting = [one.id for one in picture.mentors if one.id not in matched and one.id not in picture.clear_mentors]
    if waiting:
        yield ToDo(
            code="gates",
            light=Light.WAIT,
            headline=ngettext("{n} mentor has steps left", "{n} mentors have steps left", len(waiting)),
            consequence=_("Checks or training are open; until then nobody can be matched with them."),
            act=_("See the steps"),
            page="mentors",
            people=tuple(waiting),
        )


def _checks_due(picture: _Picture) -> Iterator[ToDo]:
    policy, until = picture.programme.policy, picture.today + timedelta(days=SOON_DAYS)
    due = {one.id: day for one in picture.mentors if (day := dbs_due(one, policy)) and picture.today <= day <= until}
    if due:
        yield ToDo(
            code="dbs_due",
            light=Light.WAIT,
            headline=ngettext("{n} check is due for renewal", "{n} checks are due for renewal", len(due)),
            consequence=_("Renew before the day, or the mentor can't meet anyone."),
            act=_("See who"),
            page="mentors",
            people=tuple(due),
            due=min(due.values()),
        )


def _too_many_days(picture: _Picture) -> Iterator[ToDo]:
    policy = picture.programme.policy
    often = [
        one.id
        for one in picture.mentors
        if not frequency_light(one.id, picture.sessions, policy, today=picture.today).good
    ]
    if often:
        yield ToDo(
            code="days_in_30",
            light=Light.WAIT,
            headline=ngettext(
                "{n} mentor reaches {{limit}} days in 30", "{n} mentors reach {{limit}} days in 30", len(often)
            ).format(limit=policy.days_in_30_limit),
            consequence=_("More than this is regulated activity by frequency. Ask the DSL to record the decision."),
            act=_("See who"),
            page="mentors",
            people=tuple(often),
        )


def _waiting(picture: _Picture) -> Iterator[ToDo]:
    matched = {match.mentee for match in picture.matches}
    left = [one for one in picture.mentees if one.id not in matched and picture.consent_lights[one.id] is Light.GOOD]
    if left:
        left.sort(key=lambda one: one.waiting_since or date.max)
        since = left[0].waiting_since
        days = (picture.today - since).days if since else 0
        yield ToDo(
            code="waiting",
            light=Light.WAIT,
            headline=ngettext("{n} young person waits for a mentor", "{n} young people wait for a mentor", len(left)),
            consequence=_("The longest has waited {n} days. Matching says what would help each.").format(n=days),
            act=_("Find matches"),
            page="matching",
            people=tuple(one.id for one in left),
        )


def _drafts(picture: _Picture) -> Iterator[ToDo]:
    drafts = [match for match in picture.matches if match.state in (MatchState.DRAFT, MatchState.REVIEWED)]
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


def _sessions_to_close(picture: _Picture) -> Iterator[ToDo]:
    left = [one for one in picture.sessions if one.state is SessionState.PLANNED and one.day < picture.today]
    if left:
        yield ToDo(
            code="close",
            light=Light.WAIT,
            headline=ngettext("{n} session to close", "{n} sessions to close", len(left)),
            consequence=_("Until the register is closed, nobody's hour counts."),
            act=_("Close it") if len(left) == 1 else _("Close them"),
            page="sessions",
            people=tuple(one.id for one in left),
            due=picture.today,
        )


def _backup_age(picture: _Picture) -> Iterator[ToDo]:
    newest = max((one.at for one in picture.desk.store.backups()), default=None)
    days = (picture.desk.now() - newest).days if newest else None
    if days is None or days > BACKUP_DAYS:
        yield ToDo(
            code="backup",
            light=Light.WAIT,
            headline=_("No backup yet") if days is None else _("The last backup is {n} days old").format(n=days),
            consequence=_("A backup takes a second and is checked by opening it."),
            act=_("Back up now"),
            page="settings",
        )


_LOOKS = (
    _mentors_not_clear,
    _sessions_to_close,
    _consents_missing,
    _checks_due,
    _too_many_days,
    _drafts,
    _waiting,
    _backup_age,
)


def _glance(picture: _Picture) -> Glance:
    unmet = sum(one.needs.unmet for one in picture.mentees)
    running = {match.mentee for match in picture.matches if match.state is MatchState.PUBLISHED}
    matched = sum(one.id in running for one in picture.mentees)
    held = [pair for one in picture.sessions if one.state is SessionState.HELD for pair in one.pairs]
    whole, met = len(picture.mentees), sum(pair.met for pair in held)
    return Glance(
        reach=whole,
        mentors=len(picture.mentors),
        unmet=Share(name="unmet", part=unmet, whole=whole, aim=60, words=_("have at least one unmet need")),
        matched=Share(name="matched", part=matched, whole=whole, words=_("have a mentor")),
        attendance=Share(name="attendance", part=met, whole=len(held), aim=65, words=_("of the hours due took place")),
        ready_mentors=Share(
            name="ready",
            part=len(picture.clear_mentors),
            whole=len(picture.mentors),
            words=_("of the mentors are clear to meet"),
        ),
    )
