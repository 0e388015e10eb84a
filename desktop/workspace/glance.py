"""The programme in a few figures, and who waits longest and why; computed from what is known, it writes nothing."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import islice

from desktop.i18n import _, ngettext
from desktop.models.matches import Block, Match, MatchState
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import Record
from desktop.models.sessions import SessionState
from desktop.rules.circumstances import Circumstances, Story, circumstances
from desktop.rules.eligibility import bars_of_pair
from desktop.workspace.facts import Facts

NEED_AIM, ATTENDANCE_AIM = 60, 65  # percent: the programme's own aim, and the benchmark of monthly sessions
LOOKED_AT = 200  # mentors with room that a reason for waiting is sought among: a bound, not a rule

PAIRS_TRIED = 300  # so many pairs are looked at before it is said that none is possible: some ten milliseconds
A_PIECE = 500  # young people looked at before keys and mouse may come in between


class Share(Record):
    """A part of a whole with its aim in percent (None: none set)."""

    name: str
    part: int
    whole: int
    aim: int | None = None

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


class Lack(StrEnum):
    """What keeps every mentor from meeting one more: nothing, steps that are open, or places."""

    NONE = "none"
    STEPS = "steps"
    PLACES = "places"


class Wait(Record):
    """Somebody who waits for a mentor: since how many days (None: not known), and why."""

    id: str
    name: str
    days: int | None
    reason: str


def glance(facts: Facts) -> Glance:
    """Return the programme's figures of today."""
    mentees = [one for one in facts.mentees.values() if one.state is PersonState.ACTIVE]
    mentors = [one for one in facts.mentors.values() if one.state is PersonState.ACTIVE]
    held = [pair for one in facts.sessions if one.state is SessionState.HELD for pair in one.pairs]
    whole = len(mentees)
    return Glance(
        reach=whole,
        mentors=len(mentors),
        unmet=Share(name="unmet", part=sum(one.needs.unmet for one in mentees), whole=whole, aim=NEED_AIM),
        matched=Share(name="matched", part=sum(one.id in facts.running for one in mentees), whole=whole),
        attendance=Share(name="attendance", part=sum(pair.met for pair in held), whole=len(held), aim=ATTENDANCE_AIM),
    )


def ready_and_waiting(facts: Facts) -> list[Mentee]:
    """Return who may be matched and has no mentor, the longest waiting first, those of unknown date last."""
    found: list[Mentee] = []
    deque(finding_waiting(facts, found), maxlen=0)
    return found


def finding_waiting(facts: Facts, found: list[Mentee]) -> Iterator[None]:
    """Fill in who is `ready_and_waiting`, some hundred looked at a piece, for who can't wait for all of them."""
    groups, left = facts.mentee_groups, []
    for number, one in enumerate(facts.mentees.values(), 1):
        if groups[one.id] == "waiting":
            left.append(one)
        if number % A_PIECE == 0:
            yield
    found += sorted(left, key=lambda one: (one.waiting_since or date.max, one.legal_surname, one.known_as))


def lacking(facts: Facts) -> Lack:
    """Return what is lacking for anybody to be matched: only where no mentor is free it is more than one pair's rules.

    Steps are named before places: somebody who offered a place is nearer than a mentor still to be found.
    """
    groups = facts.mentor_groups
    if "free" in groups.values():
        return Lack.NONE
    nearly = (one for one in facts.mentors.values() if groups[one.id] == "not_clear")
    return Lack.STEPS if any(map(facts.places, nearly)) else Lack.PLACES


def waits(facts: Facts, mentees: Sequence[Mentee]) -> list[Wait]:
    """Return since when some young people wait and why: what keeps most of the free mentors from meeting each."""
    free = _free(facts)
    c = _circumstances(facts, mentees)
    return [
        Wait(
            id=one.id,
            name=one.full_name,
            days=(facts.today - one.waiting_since).days if one.waiting_since else None,
            reason=_why(one, free, c),
        )
        for one in mentees
    ]


def none_may_meet(facts: Facts, mentees: Sequence[Mentee]) -> bool:
    """Return whether the rules are known to keep every free mentor from all of some young people."""
    free = _free(facts)
    if len(free) == LOOKED_AT or len(free) * len(mentees) > PAIRS_TRIED:
        return False
    c = _circumstances(facts, mentees)
    return all(bars_of_pair(one, mentor, c) for one in mentees for mentor in free)


def _free(facts: Facts) -> list[Mentor]:
    groups = facts.mentor_groups
    return list(islice((one for one in facts.mentors.values() if groups[one.id] == "free"), LOOKED_AT))


def _circumstances(facts: Facts, mentees: Sequence[Mentee]) -> Circumstances:
    """Return what the rules look at, with the forms of these young people only: nobody else is asked about."""
    store = facts.desk.store
    forms = tuple(form for one in mentees for form in facts.consents.get(one.id, ()))
    matches = tuple(one for one in store.all(Match) if one.state is not MatchState.VOID)
    story = Story(forms, tuple(store.all(Block)), matches)
    return circumstances(facts.programme, story, today=facts.today, meeting_area=facts.desk.school.postcode_area)


def _why(mentee: Mentee, free: Sequence[Mentor], c: Circumstances) -> str:
    if not free:
        return _("No mentor who is clear to meet has room.")
    barred = [bars_of_pair(mentee, mentor, c) for mentor in free]
    if not all(barred):
        return _("A mentor is free: find matches.")
    (reason, count), *_rest = Counter(found[0].reason for found in barred).most_common(1)
    if count == len(free):
        return ngettext("With the {n} free mentor: {{reason}}", "With all {n} free mentors: {{reason}}", count).format(
            reason=reason
        )
    return _("With {part} of {whole} free mentors: {reason}").format(part=count, whole=len(free), reason=reason)
