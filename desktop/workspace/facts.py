"""What lists and the first page are computed from, read once as long as nothing changes; it never writes."""

from collections import OrderedDict
from datetime import timedelta
from functools import cache, cached_property
from typing import Any, TypeVar, cast

from desktop.i18n import _, language
from desktop.models.consent import Consent
from desktop.models.matches import Match, MatchState
from desktop.models.outcomes import Outcome, Wave
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import MenteeId, MentorId, Record
from desktop.models.sessions import Session
from desktop.models.vocabulary import vocabulary
from desktop.rules.readiness import Light, Readiness, current_consent, frequency_light
from desktop.workspace.desk import Desk, paced
from desktop.workspace.lines import MenteeLine, MentorLine, line_of_mentee, line_of_mentor

R = TypeVar("R", bound=Record)
_DEPEND_ON: dict[str, tuple[type[Record], ...]] = {"mentee_groups": (Mentor, Match, Consent), "mentor_groups": (Match,)}
BY_FULL_NAME, BY_NAME = "find", "name"  # the columns by which young people and mentors stand in order of name
WORDS = ("sectors", "slots", "languages")
WINDOW = timedelta(days=30)  # in which days with young people are counted
ASKED = 8  # answers of the file that are kept; one holds an id for each person


class Facts:
    """What the lines are computed from, read once as long as nothing changes.

    `before` is what was known before the last change: the groups of those who are the same are not found again.
    """

    def __init__(self, desk: Desk, before: "Facts | None" = None) -> None:
        self.desk = desk
        self._before = before
        self._read: dict[type[Record], list[Any]] = {}
        if before is not None:
            before._before = None  # noqa: SLF001 - its own kind; a chain of all that was ever known would grow
        self.revision = desk.store.revision
        self.today = desk.today()
        self.language = language()
        self.programme = desk.programme
        self._lights = desk.lights.under(self.programme, self.today)
        self._ids: OrderedDict[tuple[str, str, str], list[str]] = OrderedDict()
        self._mentee_lines: dict[MenteeId, MenteeLine] = {}
        self._mentor_lines: dict[MentorId, MentorLine] = {}

    @property
    def current(self) -> bool:
        """Whether they still hold: nothing was changed, it is the same day, and people read the same language."""
        now = (self.desk.store.revision, self.desk.today(), language())
        return (self.revision, self.today, self.language) == now

    def look(self) -> None:
        """Work out everybody's lights, groups and order now, and read the words the lists are filtered by."""
        _known = self.mentee_groups, self.mentor_groups, self.surveyed, self.sessions_of
        self.desk.breath()
        _order = self.ids(Mentee, BY_FULL_NAME), self.ids(Mentor, BY_NAME)
        _words = [vocabulary(name) for name in WORDS]

    def move(self, desk: Desk) -> None:
        """Go on at another desk of the same file: a worker worked this out at its own."""
        self.desk = desk
        self._lights = desk.lights.under(self.programme, self.today)

    def ids(self, kind: type[Record], order: str, *, search: str = "") -> list[str]:
        """Return the ids a search finds, in order; a list and its counts ask for the same."""
        asked = (kind.__name__, order, search)
        found = self._ids.get(asked)
        if found is None:
            found = self._ids[asked] = self.desk.store.ids(kind, search=search, order_by=order)
            while len(self._ids) > ASKED:
                self._ids.popitem(last=False)
        else:
            self._ids.move_to_end(asked)
        return found

    @cached_property
    def matches(self) -> list[Match]:
        """Open matches."""
        return [match for match in self._all(Match) if match.open]

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
        before = self._before
        if before is not None and "consents" in vars(before) and self._same(Consent):
            return before.consents
        found: dict[MenteeId, list[Consent]] = {}
        for form in self._all(Consent):
            found.setdefault(form.mentee, []).append(form)
        return found

    @cached_property
    def surveyed(self) -> frozenset[MenteeId]:
        """Who answered before the first meeting."""
        return frozenset(one.mentee for one in self.desk.store.all(Outcome) if one.wave is Wave.BEFORE)

    @cached_property
    def sessions(self) -> list[Session]:
        """Every session."""
        return self._all(Session)

    @cached_property
    def sessions_of(self) -> dict[str, list[Session]]:
        """Sessions by the young people and mentors who stand in them, in order of day and time."""
        before = self._before
        if before is not None and "sessions_of" in vars(before) and self._same(Session):
            return before.sessions_of
        found: dict[str, list[Session]] = {}
        for session in sorted(self.sessions, key=lambda one: (one.day, one.start)):
            here = {one for pair in session.pairs for one in (pair.mentee, pair.mentor, pair.cover_mentor) if one}
            for person in here:
                found.setdefault(person, []).append(session)
        return found

    @cached_property
    def mentees(self) -> dict[MenteeId, Mentee]:
        """Everybody, by id."""
        return {one.id: one for one in self._all(Mentee)}

    @cached_property
    def mentors(self) -> dict[MentorId, Mentor]:
        """Every mentor, by id."""
        return {one.id: one for one in self._all(Mentor)}

    @cached_property
    def mentee_groups(self) -> dict[MenteeId, str]:
        """Everybody's group; cheap beside whole lines, which are made for whoever is looked at."""
        before = self._alike("mentee_groups")
        known, groups = (before.mentees, before.mentee_groups) if before is not None else ({}, {})
        return {
            one.id: groups[one.id] if known.get(one.id) is one else self._mentee_group(one)
            for one in paced(self.mentees.values(), self.desk.breath)
        }

    def _alike(self, groups: str) -> "Facts | None":
        """Return what was known before, where nothing that groups depend on differs but the people in them."""
        before = self._before
        if before is None or groups not in vars(before):
            return None
        if (before.today, before.programme) != (self.today, self.programme):
            return None
        return before if all(map(self._same, _DEPEND_ON[groups])) else None

    def _same(self, kind: type[Record]) -> bool:
        """Return whether the records of a kind are known to be the same as before."""
        read = self._before._read if self._before else {}  # noqa: SLF001 - its own kind
        return kind in read and read[kind] == self._all(kind)

    def _all(self, kind: type[R]) -> list[R]:
        """Return every record of a kind as it was when these facts were first asked for it."""
        if kind not in self._read:
            self._read[kind] = list(self.desk.store.all(kind))
        return cast("list[R]", self._read[kind])

    @cached_property
    def running(self) -> frozenset[MenteeId]:
        """Who has a mentor: a match that was published; a draft is nobody's mentor yet."""
        return frozenset(match.mentee for match in self.matches if match.state is MatchState.PUBLISHED)

    def _mentee_group(self, mentee: Mentee) -> str:
        if mentee.state is not PersonState.ACTIVE:
            return "away"
        if self.mentor_of.get(mentee.id) in self.mentors:
            return "matched" if mentee.id in self.running else "proposed"
        return "waiting" if self.consent(mentee).good and self.profile(mentee).good else "not_ready"

    @cached_property
    def mentor_groups(self) -> dict[MentorId, str]:
        """Every mentor's group."""
        before = self._alike("mentor_groups")
        known, groups = (before.mentors, before.mentor_groups) if before is not None else ({}, {})
        return {
            one.id: groups[one.id] if known.get(one.id) is one else self._mentor_group(one)
            for one in paced(self.mentors.values(), self.desk.breath)
        }

    def _mentor_group(self, mentor: Mentor) -> str:
        if mentor.state in (PersonState.LEFT, PersonState.BARRED, PersonState.PAUSED):
            return "away"
        if not self.clear(mentor).good:
            return "not_clear"
        return "free" if self.places(mentor) else "matched"

    def mentee_line(self, mentee: MenteeId) -> MenteeLine:
        """Return a young person's line, made once."""
        line = self._mentee_lines.get(mentee)
        if line is None:
            line = self._mentee_lines[mentee] = line_of_mentee(self, self.mentees[mentee])
        return line

    def mentor_line(self, mentor: MentorId) -> MentorLine:
        """Return a mentor's line, made once."""
        line = self._mentor_lines.get(mentor)
        if line is None:
            line = self._mentor_lines[mentor] = line_of_mentor(self, self.mentors[mentor])
        return line

    def consent(self, mentee: Mentee) -> Readiness:
        """Return where consent stands."""
        return self._lights.consent(mentee, self.consents.get(mentee.id, []))

    def profile(self, mentee: Mentee) -> Readiness:
        """Return whether enough is known to be matched well."""
        return self._lights.profile(mentee)

    def clear(self, mentor: Mentor) -> Readiness:
        """Return whether a mentor is clear to meet."""
        return self._lights.clear(mentor)

    def days(self, mentor: Mentor) -> Readiness:
        """Return on how many days in 30 a mentor meets young people."""
        own = self.sessions_of.get(mentor.id, ())
        return frequency_light(mentor.id, own, self.programme.policy, today=self.today)

    def crowded(self, mentor: Mentor) -> bool:
        """Return whether a mentor has a place in enough sessions within 30 days that `days` may warn; it is quick."""
        own, limit = self.sessions_of.get(mentor.id, ()), self.programme.policy.days_in_30_limit
        return any(last.day - first.day < WINDOW for first, last in zip(own, own[limit - 1 :], strict=False))

    def mentor_name(self, mentee: Mentee) -> str:
        """Return the name of a mentee's mentor, empty without one."""
        mentor = self.mentors.get(self.mentor_of.get(mentee.id, MentorId("")))
        return mentor.name if mentor else ""

    def mentee_names(self, mentor: Mentor) -> str:
        """Return the names of a mentor's mentees."""
        mentees = [self.mentees[one] for one in self.mentees_of.get(mentor.id, ()) if one in self.mentees]
        return ", ".join(one.full_name for one in mentees)

    def places(self, mentor: Mentor) -> int:
        """Return how many more mentees a mentor has room for."""
        return max(mentor.capacity - len(self.mentees_of.get(mentor.id, ())), 0)

    def survey(self, mentee: Mentee) -> Readiness:
        """Return where the first survey stands."""
        if mentee.id in self.surveyed:
            return _short(Light.GOOD, _("Done"))
        form = current_consent(self.consents.get(mentee.id, ()), self.programme) if self.consent(mentee).good else None
        if form is None:
            return _short(Light.NONE, _("Not yet"))
        asked = form.choices.surveys
        return _short(Light.WAIT, _("To do")) if asked else _short(Light.NONE, _("Not asked"))


@cache
def _short(kind: Light, said: str) -> Readiness:
    """Return a light of a word or two, made once: a list of 5,000 is sorted by them."""
    return Readiness(kind=kind, words=said)
