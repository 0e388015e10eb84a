"""What the window's lists show and are asked, as plain values: a line a person, a change, a question."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId, Record, SessionId
from desktop.models.vocabulary import vocabulary
from desktop.rules.readiness import Readiness, dbs_due

if TYPE_CHECKING:
    from desktop.workspace.facts import Facts


class Found(Record):
    """Somebody the search found: who, a line about them, and whether a mentor or a young person."""

    id: str
    name: str
    line: str
    mentor: bool


class MenteeLine(Record):
    """One young person in the list. `group` is matched, proposed, waiting, not_ready or away; `waiting` counts days.

    `language` is that of the family's papers.
    """

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
    language: str = "en"


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


class Sitting(Record):
    """A session somebody has a place in."""

    session: SessionId
    day: date
    start: time
    room: str


class Sittings(Record):
    """The sessions of somebody: of those `due` and closed they `met` in so many; the last such, and the next."""

    due: int = 0
    met: int = 0
    last: Sitting | None = None
    next: Sitting | None = None


class ChangeLine(Record):
    """One change of somebody: when (UTC), who made it, what it was, and what became of each fact, a line each."""

    at: datetime
    who: str
    label: str
    facts: tuple[str, ...] = ()


class Asked(Record):
    """What a list is asked: words, a group (empty: everybody who takes part), further filters, an order.

    `filters` are (trait, value), all of which must hold; `only` leaves nobody but these, whatever their group.
    """

    search: str = ""
    group: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    only: frozenset[str] | None = None
    sort: str = "name"
    descending: bool = False


def line_of_mentee(facts: "Facts", mentee: Mentee) -> MenteeLine:
    """Return a young person’s line."""
    mentor, since = facts.mentor_name(mentee), mentee.waiting_since
    return MenteeLine(
        id=mentee.id,
        given=mentee.known_as,
        family=mentee.legal_surname,
        form=mentee.form or (str(mentee.year) if mentee.year else ""),
        year=mentee.year,
        consent=facts.consent(mentee),
        profile=facts.profile(mentee),
        survey=facts.survey(mentee),
        mentor=mentor,
        waiting=(facts.today - since).days if since and mentee.id not in facts.running else None,
        group=facts.mentee_groups[mentee.id],
        language=mentee.papers_language,
    )


def line_of_mentor(facts: "Facts", mentor: Mentor) -> MentorLine:
    """Return a mentor’s line."""
    given, _space, family = mentor.name.partition(" ")
    words = vocabulary("sectors")
    return MentorLine(
        id=mentor.id,
        given=given,
        family=family,
        employer=mentor.employer,
        sectors=", ".join(words.label(code) for code in mentor.sectors),
        clear=facts.clear(mentor),
        due=dbs_due(mentor, facts.programme.policy),
        days=facts.days(mentor),
        mentees=facts.mentee_names(mentor),
        places=facts.places(mentor),
        group=facts.mentor_groups[mentor.id],
    )
