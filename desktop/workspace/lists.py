"""What the window's lists show: a line a person, found, filtered and sorted; it reads and never writes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import cached_property

from desktop.i18n import _, ngettext
from desktop.models.consent import Consent
from desktop.models.matches import Match
from desktop.models.outcomes import Outcome, Wave
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import MenteeId, MentorId, Record
from desktop.models.sessions import Session
from desktop.models.vocabulary import vocabulary
from desktop.rules.readiness import (
    Light,
    Readiness,
    consent_light,
    current_consent,
    dbs_due,
    frequency_light,
    mentor_light,
)
from desktop.workspace.desk import Desk


class Found(Record):
    """Somebody the search found: who, a line about them, and whether a mentor or a young person."""

    id: str
    name: str
    line: str
    mentor: bool


class MenteeLine(Record):
    """One young person in the list. `group` is matched, waiting, not_ready or away; `waiting` counts days."""

    id: MenteeId
    given: str
    family: str
    form: str
    year: int | None
    consent: Readiness
    profile: Readiness
    survey: Readiness
    mentor: str
    waiting: int | None
    group: str


class MentorLine(Record):
    """One mentor in the list. `group` is free, matched, not_clear or away; `due` is when the check is next due."""

    id: MentorId
    given: str
    family: str
    employer: str
    sectors: str
    clear: Readiness
    due: date | None
    days: Readiness
    mentees: str
    places: int
    group: str


class ChangeLine(Record):
    """One change of somebody: when (UTC), who made it, what it was."""

    at: datetime
    who: str
    label: str


class Asked(Record):
    """What a list is asked: words, a group (empty: everybody who takes part), further filters, an order."""

    search: str = ""
    group: str = ""
    form: str = ""
    sort: str = "name"
    descending: bool = False


class _Facts:
    """What the lines are computed from, read once as long as nothing changes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.revision = desk.store.revision
        self.today = desk.today()
        self.programme = desk.programme
        self._lights: dict[MenteeId, Readiness] = {}
        self._mentee_lines: dict[MenteeId, MenteeLine] = {}
        self._mentor_lines: dict[MentorId, MentorLine] = {}

    @cached_property
    def matches(self) -> list[Match]:
        """Open matches."""
        return [match for match in self.desk.store.all(Match) if match.open]

    @cached_property
    def mentor_of(self) -> dict[MenteeId, MentorId]:
        """Mentors by mentee."""
        return {match.mentee: match.mentor for match in self.matches}

    @cached_property
    def mentees_of(self) -> dict[MentorId, list[MenteeId]]:
        """Mentees by mentor."""
        found: dict[MentorId, list[MenteeId]] = {}
        for match in self.matches:
            found.setdefault(match.mentor, []).append(match.mentee)
        return found

    @cached_property
    def consents(self) -> dict[MenteeId, list[Consent]]:
        """Forms by mentee."""
        found: dict[MenteeId, list[Consent]] = {}
        for form in self.desk.store.all(Consent):
            found.setdefault(form.mentee, []).append(form)
        return found

    @cached_property
    def surveyed(self) -> frozenset[MenteeId]:
        """Who answered before the first meeting."""
        return frozenset(one.mentee for one in self.desk.store.all(Outcome) if one.wave is Wave.BEFORE)

    @cached_property
    def sessions(self) -> list[Session]:
        """Every session."""
        return self.desk.store.all(Session)

    @cached_property
    def mentees(self) -> dict[MenteeId, Mentee]:
        """Everybody, by id."""
        return {one.id: one for one in self.desk.store.all(Mentee)}

    @cached_property
    def mentors(self) -> dict[MentorId, Mentor]:
        """Every mentor, by id."""
        return {one.id: one for one in self.desk.store.all(Mentor)}

    @cached_property
    def mentee_groups(self) -> dict[MenteeId, str]:
        """Everybody's group; cheap beside whole lines, which are made for whoever is looked at."""
        return {
            one.id: _mentee_group(
                one, self.consent(one), profile_light(one), matched=self.mentor_of.get(one.id) in self.mentors
            )
            for one in self.mentees.values()
        }

    @cached_property
    def mentor_groups(self) -> dict[MentorId, str]:
        """Every mentor's group."""
        return {one.id: _mentor_group(one, self.clear(one), places=self.places(one)) for one in self.mentors.values()}

    def mentee_line(self, mentee: MenteeId) -> MenteeLine:
        """Return a young person's line, made once."""
        line = self._mentee_lines.get(mentee)
        if line is None:
            line = self._mentee_lines[mentee] = self._mentee_line(self.mentees[mentee])
        return line

    def mentor_line(self, mentor: MentorId) -> MentorLine:
        """Return a mentor's line, made once."""
        line = self._mentor_lines.get(mentor)
        if line is None:
            line = self._mentor_lines[mentor] = self._mentor_line(self.mentors[mentor])
        return line

    def consent(self, mentee: Mentee) -> Readiness:
        """Return where consent stands, looked at once."""
        light = self._lights.get(mentee.id)
        if light is None:
            forms = self.consents.get(mentee.id, ())
            light = self._lights[mentee.id] = consent_light(mentee, forms, self.programme, today=self.today)
        return light

    def clear(self, mentor: Mentor) -> Readiness:
        """Return whether a mentor is clear to meet."""
        return mentor_light(mentor, self.programme.policy, today=self.today)

    def places(self, mentor: Mentor) -> int:
        """Return how many more mentees a mentor has room for."""
        return max(mentor.capacity - len(self.mentees_of.get(mentor.id, ())), 0)

    def _mentee_line(self, mentee: Mentee) -> MenteeLine:
        mentor = self.mentors.get(self.mentor_of.get(mentee.id, MentorId("")))
        since = mentee.waiting_since
        return MenteeLine(
            id=mentee.id,
            given=mentee.known_as,
            family=mentee.legal_surname,
            form=mentee.form or (str(mentee.year) if mentee.year else ""),
            year=mentee.year,
            consent=self.consent(mentee),
            profile=profile_light(mentee),
            survey=self._survey(mentee),
            mentor=mentor.name if mentor else "",
            waiting=(self.today - since).days if since and mentor is None else None,
            group=self.mentee_groups[mentee.id],
        )

    def _survey(self, mentee: Mentee) -> Readiness:
        if mentee.id in self.surveyed:
            return Readiness(kind=Light.GOOD, words=_("Done"))
        form = current_consent(self.consents.get(mentee.id, ()), self.programme)
        if form is None or not self.consent(mentee).good:
            return Readiness(kind=Light.NONE, words=_("Not yet"))
        asked = form.choices.surveys
        return Readiness(kind=Light.WAIT if asked else Light.NONE, words=_("To do") if asked else _("Not asked"))

    def _mentor_line(self, mentor: Mentor) -> MentorLine:
        given, _space, family = mentor.name.partition(" ")
        mentees = [self.mentees[one] for one in self.mentees_of.get(mentor.id, ()) if one in self.mentees]
        words = vocabulary("sectors")
        return MentorLine(
            id=mentor.id,
            given=given,
            family=family,
            employer=mentor.employer,
            sectors=", ".join(words.label(code) for code in mentor.sectors),
            clear=self.clear(mentor),
            due=dbs_due(mentor, self.programme.policy),
            days=frequency_light(mentor.id, self.sessions, self.programme.policy, today=self.today),
            mentees=", ".join(one.full_name for one in mentees),
            places=self.places(mentor),
            group=self.mentor_groups[mentor.id],
        )


def profile_light(mentee: Mentee) -> Readiness:
    """Return whether everything matching asks of a young person is known, and what isn't."""
    gaps = [
        words
        for missing, words in (
            (mentee.date_of_birth is None, _("date of birth")),
            (not mentee.sectors, _("interests")),
            (not mentee.availability, _("free times")),
        )
        if missing
    ]
    if not gaps:
        return Readiness(kind=Light.GOOD, words=_("Complete"))
    return Readiness(kind=Light.WAIT, words=ngettext("{n} gap", "{n} gaps", len(gaps)), reasons=tuple(gaps))


def _mentee_group(mentee: Mentee, consent: Readiness, profile: Readiness, *, matched: bool) -> str:
    if mentee.state is not PersonState.ACTIVE:
        return "away"
    if matched:
        return "matched"
    return "waiting" if consent.good and profile.good else "not_ready"


def _mentor_group(mentor: Mentor, clear: Readiness, *, places: int) -> str:
    if mentor.state in (PersonState.LEFT, PersonState.BARRED, PersonState.PAUSED):
        return "away"
    if not clear.good:
        return "not_clear"
    return "free" if places else "matched"


_MENTEE_ORDER = {"name": "find", "form": "form", "waiting": "waiting_since"}
_MENTOR_ORDER = {"name": "name", "employer": "employer"}


class Lists:
    """The two lists, their counts, and the search."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: _Facts | None = None

    @property
    def _facts(self) -> _Facts:
        kept = self._kept
        if kept is None or kept.revision != self._desk.store.revision or kept.today != self._desk.today():
            kept = self._kept = _Facts(self._desk)
        return kept

    def mentee_ids(self, asked: Asked) -> list[MenteeId]:
        """Return who is shown, in order."""
        facts = self._facts
        order = _MENTEE_ORDER.get(asked.sort)
        sign = "-" if asked.descending else ""
        found = self._desk.store.ids(Mentee, search=asked.search, order_by=f"{sign}{order}" if order else "find")
        shown = [MenteeId(one) for one in found if _group_fits(facts.mentee_groups[MenteeId(one)], asked.group)]
        if asked.form:
            shown = [one for one in shown if facts.mentees[one].form == asked.form]
        if order is None:
            shown.sort(key=lambda one: _rank(facts.mentee_line(one), asked.sort), reverse=asked.descending)
        return shown

    def mentee_lines(self, ids: Sequence[str]) -> list[MenteeLine]:
        """Return the lines of some young people."""
        return [self._facts.mentee_line(MenteeId(one)) for one in ids]

    def mentor_ids(self, asked: Asked) -> list[MentorId]:
        """Return which mentors are shown, in order."""
        facts = self._facts
        order = _MENTOR_ORDER.get(asked.sort)
        sign = "-" if asked.descending else ""
        found = self._desk.store.ids(Mentor, search=asked.search, order_by=f"{sign}{order}" if order else "name")
        shown = [MentorId(one) for one in found if _group_fits(facts.mentor_groups[MentorId(one)], asked.group)]
        if order is None:
            shown.sort(key=lambda one: _mentor_rank(facts.mentor_line(one), asked.sort), reverse=asked.descending)
        return shown

    def mentor_lines(self, ids: Sequence[str]) -> list[MentorLine]:
        """Return the lines of some mentors."""
        return [self._facts.mentor_line(MentorId(one)) for one in ids]

    def free_for_cover(self, busy: Collection[MentorId]) -> list[MentorLine]:
        """Return the mentors who are clear to meet and not in a session already, by name."""
        free = [one for one, group in self._facts.mentor_groups.items() if group in ("free", "matched")]
        return sorted(
            self.mentor_lines([one for one in free if one not in busy]), key=lambda one: (one.given, one.family)
        )

    def mentee_counts(self, search: str = "") -> dict[str, int]:
        """Return how many young people are in each group under a search; the empty group is all who take part."""
        groups = self._facts.mentee_groups
        return _counted(groups[MenteeId(one)] for one in self._desk.store.ids(Mentee, search=search))

    def mentor_counts(self, search: str = "") -> dict[str, int]:
        """Return how many mentors are in each group under a search; the empty group is all who take part."""
        groups = self._facts.mentor_groups
        return _counted(groups[MentorId(one)] for one in self._desk.store.ids(Mentor, search=search))

    def forms(self) -> list[str]:
        """Return the forms (classes) there are, in order."""
        return sorted({one.form for one in self._facts.mentees.values() if one.form})

    def history(self, record_id: str, *, limit: int) -> list[ChangeLine]:
        """Return somebody's latest changes, newest first."""
        entries = self._desk.store.history(limit=limit, record_id=record_id)
        return [ChangeLine(at=entry.at, who=entry.who, label=entry.label) for entry in entries]

    def latest(self, *, limit: int) -> list[ChangeLine]:
        """Return the latest steps of all, newest first."""
        entries = self._desk.store.history(limit=limit)
        return [ChangeLine(at=entry.at, who=entry.who, label=entry.label) for entry in entries]

    def find(self, text: str, *, limit: int = 8) -> list[Found]:
        """Return people by any part of their names, young people first."""
        store = self._desk.store
        mentees = store.page(Mentee, store.ids(Mentee, search=text)[:limit])
        mentors = store.page(Mentor, store.ids(Mentor, search=text)[:limit])
        young = [Found(id=one.id, name=one.full_name, line=_young(one), mentor=False) for one in mentees]
        grown = [Found(id=one.id, name=one.name, line=_grown(one), mentor=True) for one in mentors]
        half = max(limit - len(grown), limit // 2)
        return [*young[:half], *grown][:limit]


def _young(mentee: Mentee) -> str:
    return _("Young person, {form}").format(form=mentee.form) if mentee.form else _("Young person")


def _grown(mentor: Mentor) -> str:
    return _("Mentor, {employer}").format(employer=mentor.employer) if mentor.employer else _("Mentor")


def _group_fits(group: str, wanted: str) -> bool:
    return group == wanted if wanted else group != "away"


def _rank(line: MenteeLine, sort: str) -> tuple[int, str]:
    if sort == "mentor":
        return (not line.mentor, line.mentor)
    light = {"consent": line.consent, "profile": line.profile, "survey": line.survey}.get(sort, line.consent)
    return (list(Light).index(light.kind), light.words)


def _mentor_rank(line: MentorLine, sort: str) -> tuple[int, str]:
    if sort == "due":
        return (line.due is None, line.due.isoformat() if line.due else "")
    if sort == "mentees":
        return (not line.mentees, line.mentees)
    light = line.days if sort == "days" else line.clear
    return (list(Light).index(light.kind), light.words)


def _counted(groups: Iterable[str]) -> dict[str, int]:
    counts = {"": 0}
    for group in groups:
        counts[group] = counts.get(group, 0) + 1
        counts[""] += group != "away"
    return counts
