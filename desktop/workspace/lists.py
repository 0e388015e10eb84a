"""What the window's lists ask: who is found, filtered and sorted, and how many; it reads and never writes."""

from collections import Counter, deque
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from desktop.i18n import _
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId, Record
from desktop.models.searching import begins
from desktop.models.sessions import PairRecord, Session, SessionState
from desktop.rules.readiness import Light, Readiness, dbs_due
from desktop.workspace.desk import Desk
from desktop.workspace.facts import BY_FULL_NAME, BY_NAME, Facts
from desktop.workspace.lines import Asked, ChangeLine, Found, MenteeLine, MentorLine, Sitting, Sittings
from desktop.workspace.telling import what_changed

_MENTEE_ORDER = {"name": BY_FULL_NAME, "form": "form", "waiting": "waiting_since"}
_MENTOR_ORDER = {"name": BY_NAME, "employer": "employer"}
_WEIGHT = {light: at for at, light in enumerate(Light)}
AMONG = 24  # of those found, of whom those whose names begin so come first
RANKED = 1000  # people whose place in an order is worked out in one piece
Rank = tuple[int, str]
Seeking = Generator[None, None, Sequence[str]]
Sift = Callable[[Any, str], bool]
_SIFTS: dict[str, Sift] = {
    "form": lambda one, value: one.form == value,
    "year": lambda one, value: str(one.year) == value,
    "need": lambda one, value: _has_need(one, value),
    "sector": lambda one, value: value in one.sectors,
    "slot": lambda one, value: value in one.availability,
    "language": lambda one, value: value in one.languages,
    "modality": lambda one, value: one.modality == value,
    "employer": lambda one, value: one.employer == value,
}


class _Seen(NamedTuple):
    """One of the two kinds as its list sees it: people and groups by id, orders the file knows, ranks of the others."""

    kind: type[Record]
    people: Mapping[Any, Any]
    groups: Mapping[Any, str]
    orders: Mapping[str, str]
    rank: Callable[[Facts, str], Callable[[Any], Rank]]


class Lists:
    """The two lists, their counts, and the search."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: Facts | None = None
        self._before: Facts | None = None

    @property
    def facts(self) -> Facts:
        """What is known now, looked at anew once anything changed."""
        kept = self._kept
        if kept is None or not kept.current:
            kept = self._kept = Facts(self._desk, kept or self._before)
            self._before = None
        return kept

    @property
    def known(self) -> Facts | None:
        """What was known last, which may be of an earlier state; None where nobody asked yet."""
        return self._kept

    def follow(self, before: Facts | None) -> None:
        """Go on from what another desk of the same file knew: what did not change since is not worked out again."""
        self._before = before

    def adopt(self, facts: Facts) -> None:
        """Know what another thread worked out from the same file."""
        facts.move(self._desk)
        self._kept = facts

    def mentee_ids(self, asked: Asked) -> list[MenteeId]:
        """Return who is shown, in order."""
        return [MenteeId(one) for one in self._ids(asked, self._young)]

    def mentor_ids(self, asked: Asked) -> list[MentorId]:
        """Return which mentors are shown, in order."""
        return [MentorId(one) for one in self._ids(asked, self._grown)]

    @property
    def _young(self) -> _Seen:
        facts = self.facts
        return _Seen(Mentee, facts.mentees, facts.mentee_groups, _MENTEE_ORDER, _mentee_rank)

    @property
    def _grown(self) -> _Seen:
        facts = self.facts
        return _Seen(Mentor, facts.mentors, facts.mentor_groups, _MENTOR_ORDER, _mentor_rank)

    def seeking(self, kind: type[Record], asked: Asked) -> Seeking:
        """Find who is shown, as the ids do, in pieces of a few milliseconds."""
        return self._seeking(asked, self._young if kind is Mentee else self._grown)

    def _ids(self, asked: Asked, seen: _Seen) -> list[str]:
        found: list[str] = []

        def sought() -> Iterator[None]:
            found.extend((yield from self._seeking(asked, seen)))

        deque(sought(), maxlen=0)
        return found

    def _seeking(self, asked: Asked, seen: _Seen) -> Seeking:
        """Find who of a kind is found and fits, in the file's order or by what only the facts know."""
        found = self._found(seen.kind, asked, seen.orders)
        yield
        shown = [one for one in found if _fits(seen.people[one], seen.groups[one], one, asked)]
        if asked.sort not in seen.orders:
            rank = seen.rank(self.facts, asked.sort)
            ranks: dict[str, Rank] = {}
            for at in range(0, len(shown), RANKED):
                yield
                ranks.update((one, rank(seen.people[one])) for one in shown[at : at + RANKED])
            shown.sort(key=ranks.__getitem__, reverse=asked.descending)
        return shown

    def _found(self, kind: type[Record], asked: Asked, orders: Mapping[str, str]) -> list[str]:
        """Return the ids a search finds, in an order the file knows; by name where it doesn't know the one asked."""
        sign = "-" if asked.descending and asked.sort in orders else ""
        return self.facts.ids(kind, f"{sign}{orders.get(asked.sort, orders['name'])}", search=asked.search)

    def mentee_lines(self, ids: Sequence[str]) -> list[MenteeLine]:
        """Return the lines of some young people."""
        return [self.facts.mentee_line(MenteeId(one)) for one in ids]

    def mentor_lines(self, ids: Sequence[str]) -> list[MentorLine]:
        """Return the lines of some mentors."""
        return [self.facts.mentor_line(MentorId(one)) for one in ids]

    def called(self, person: str) -> str:
        """Return a young person's or a mentor's name as its list shows it, empty for who is gone."""
        young = self.facts.mentees.get(MenteeId(person))
        if young is not None:
            return f"{young.known_as} {young.legal_surname}"
        grown = self.facts.mentors.get(MentorId(person))
        return grown.name if grown is not None else ""

    def takers(self, text: str = "", *, paired: bool = False) -> list[MenteeId]:
        """Return whom papers can be for, by name: `text` in a name or form narrows them, `paired` to those matched."""
        facts = self.facts
        named = set(self._desk.store.ids(Mentee, search=text)) if text.strip() else None
        return [
            one
            for one in self.mentee_ids(Asked())
            if (named is None or one in named) and (not paired or facts.mentor_name(facts.mentees[one]))
        ]

    def not_back(self, *, paired: bool = False) -> list[MenteeId]:
        """Return of these whose form isn't back or never went out."""
        facts = self.facts
        waiting = (Light.WAIT, Light.NONE)
        return [one for one in self.takers(paired=paired) if facts.consent(facts.mentees[one]).kind in waiting]

    def free_for_cover(self, busy: Collection[MentorId]) -> list[MentorLine]:
        """Return the mentors who are clear to meet and not in a session already, by name."""
        free = [one for one, group in self.facts.mentor_groups.items() if group in ("free", "matched")]
        return sorted(
            self.mentor_lines([one for one in free if one not in busy]), key=lambda one: (one.given, one.family)
        )

    def mentee_counts(self, search: str = "") -> dict[str, int]:
        """Return how many young people are in each group under a search; the empty group is all who take part."""
        return self._counts(self._young, search)

    def mentor_counts(self, search: str = "") -> dict[str, int]:
        """Return how many mentors are in each group under a search; the empty group is all who take part."""
        return self._counts(self._grown, search)

    def _counts(self, seen: _Seen, search: str) -> dict[str, int]:
        groups = (seen.groups[one] for one in self.facts.ids(seen.kind, seen.orders["name"], search=search))
        counts = Counter(groups)
        return {"": counts.total() - counts["away"], **counts}

    def forms(self) -> list[str]:
        """Return the forms (classes) there are, in order."""
        return sorted({one.form for one in self.facts.mentees.values() if one.form})

    def years(self) -> list[int]:
        """Return the year groups there are, in order."""
        return sorted({one.year for one in self.facts.mentees.values() if one.year})

    def employers(self) -> list[str]:
        """Return the mentors' employers there are, in order."""
        return sorted({one.employer for one in self.facts.mentors.values() if one.employer})

    def sittings(self, person: str) -> Sittings:
        """Return when a young person or mentor met and meets next; who is stood in for has no sitting that day."""
        sessions = self.facts.sessions_of.get(person, ())
        mine = [(one, pair) for one in sessions for pair in one.pairs if _sits(pair, person)]
        held = [(one, pair) for one, pair in mine if one.state is SessionState.HELD]
        today = self._desk.today()
        coming = (one for one, _pair in mine if one.state is SessionState.PLANNED and one.day >= today)
        return Sittings(
            due=len(held),
            met=sum(pair.met for _one, pair in held),
            last=_sitting(held[-1][0]) if held else None,
            next=_sitting(found) if (found := next(coming, None)) else None,
        )

    def history(self, record_id: str, *, limit: int) -> list[ChangeLine]:
        """Return somebody's latest changes, newest first, each with what became of their facts in words."""
        store = self._desk.store
        return [
            ChangeLine(
                at=entry.at,
                who=entry.who,
                label=entry.label,
                facts=what_changed(store.changes(entry.number, record_id=record_id), self._desk.today()),
            )
            for entry in store.history(limit=limit, record_id=record_id)
        ]

    def latest(self, *, limit: int) -> list[ChangeLine]:
        """Return the latest steps of all, newest first."""
        entries = self._desk.store.history(limit=limit)
        return [ChangeLine(at=entry.at, who=entry.who, label=entry.label) for entry in entries]

    def find(self, text: str, *, limit: int = 8) -> list[Found]:
        """Return people by any part of their names: young people first, and of each those whose names begin so."""
        store = self._desk.store
        mentees = store.page(Mentee, store.ids(Mentee, search=text)[:AMONG])
        mentors = store.page(Mentor, store.ids(Mentor, search=text)[:AMONG])
        mentees.sort(key=lambda one: not begins(text, one.full_name))
        mentors.sort(key=lambda one: not begins(text, one.name))
        del mentees[limit:], mentors[limit:]
        young = [Found(id=one.id, name=one.full_name, line=_young(one), mentor=False) for one in mentees]
        grown = [Found(id=one.id, name=one.name, line=_grown(one), mentor=True) for one in mentors]
        half = max(limit - len(grown), limit // 2)
        return [*young[:half], *grown][:limit]


def _sits(pair: PairRecord, person: str) -> bool:
    return person in (pair.mentee, pair.cover_mentor or pair.mentor)


def _sitting(session: Session) -> Sitting:
    return Sitting(session=session.id, day=session.day, start=session.start, room=session.room)


def _young(mentee: Mentee) -> str:
    return _("Young person, {form}").format(form=mentee.form) if mentee.form else _("Young person")


def _grown(mentor: Mentor) -> str:
    return _("Mentor, {employer}").format(employer=mentor.employer) if mentor.employer else _("Mentor")


def _fits(person: Mentee | Mentor, group: str, identity: str, asked: Asked) -> bool:
    if asked.only is not None:
        return identity in asked.only
    here = group == asked.group if asked.group else group != "away"
    return here and (not asked.filters or all(_SIFTS[trait](person, value) for trait, value in asked.filters))


def _has_need(mentee: Mentee, value: str) -> bool:
    """Tell whether a young person has a need, `any` or `none`."""
    if value in ("any", "none"):
        return mentee.needs.unmet is (value == "any")
    return value in mentee.needs.named


def _mentee_rank(facts: Facts, sort: str) -> Callable[[Mentee], Rank]:
    if sort == "mentor":
        return lambda one: (not (name := facts.mentor_name(one)), name)
    light = {"profile": facts.profile, "survey": facts.survey}.get(sort, facts.consent)
    return lambda one: _of_light(light(one))


def _mentor_rank(facts: Facts, sort: str) -> Callable[[Mentor], Rank]:
    if sort == "due":
        policy = facts.programme.policy
        return lambda one: _of_day(dbs_due(one, policy))
    if sort == "mentees":
        return lambda one: (not (names := facts.mentee_names(one)), names)
    if sort == "places":
        return lambda one: (-facts.places(one), "")
    light = facts.days if sort == "days" else facts.clear
    return lambda one: _of_light(light(one))


def _of_day(day: date | None) -> Rank:
    return (day is None, day.isoformat() if day else "")


def _of_light(light: Readiness) -> Rank:
    return (_WEIGHT[light.kind], light.words)
