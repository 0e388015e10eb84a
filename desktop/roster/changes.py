"""Rows compared with the people already known: who is new, who changed, who only looks alike; it writes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from desktop.models.people import Mentee, Mentor
from desktop.roster.crowd import Found, KnownMentees, KnownMentors, Row
from desktop.roster.plan import Added, ImportPlan, LookAlike, Person, Updated
from desktop.roster.reading import Kind, MenteeRow, MentorRow, Reading
from desktop.roster.records import differences, new_mentee, new_mentor, over_mentee, over_mentor


def changes(
    reading: Reading, known: Sequence[Mentee] | Sequence[Mentor], *, today: date | None = None
) -> ImportPlan[Mentee] | ImportPlan[Mentor]:
    """Return what adopting a reading would do to the people of its kind; `known` of the other kind are ignored.

    New mentees wait from `today` on where the file gives no date.
    """
    if reading.kind is Kind.MENTEES:
        return mentee_changes(
            [row for row in reading.people if isinstance(row, MenteeRow)],
            [person for person in known if isinstance(person, Mentee)],
            today=today,
        )
    return mentor_changes(
        [row for row in reading.people if isinstance(row, MentorRow)],
        [person for person in known if isinstance(person, Mentor)],
    )


def mentee_changes(
    rows: Sequence[MenteeRow], known: Sequence[Mentee], *, today: date | None = None
) -> ImportPlan[Mentee]:
    """Return what importing young people would do. They are known again by UPN, else by name and date of birth."""
    crowd = KnownMentees(known)
    trade = _Trade(crowd.find, crowd.alike, lambda row: new_mentee(row, today), over_mentee)
    return _compare(Kind.MENTEES, rows, trade)


def mentor_changes(rows: Sequence[MentorRow], known: Sequence[Mentor]) -> ImportPlan[Mentor]:
    """Return what importing volunteers would do. They are known again by e-mail address, else by name and employer."""
    crowd = KnownMentors(known)
    return _compare(Kind.MENTORS, rows, _Trade(crowd.find, crowd.alike, new_mentor, over_mentor))


@dataclass(frozen=True, slots=True)
class _Trade(Generic[Row, Person]):
    """What is done alike for mentees and mentors, each in its own way."""

    find: Callable[[Row], Found[Person] | None]
    alike: Callable[[Row], list[Found[Person]]]
    new: Callable[[Row], Person]
    over: Callable[[Row, Person], Person]


def _compare(kind: Kind, rows: Sequence[Row], trade: _Trade[Row, Person]) -> ImportPlan[Person]:
    """Settle the certain ones first, so that nobody already recognised is proposed for another line."""
    updated: list[Updated[Person]] = []
    unchanged: list[Person] = []
    strangers: list[Row] = []
    seen: set[str] = set()
    for row in rows:
        found = trade.find(row)
        if found is None or found[0].id in seen:
            strangers.append(row)
            continue
        person, why = found
        seen.add(person.id)
        record = trade.over(row, person)
        fields = differences(person, record)
        if fields:
            updated.append(Updated(row.line, person, record, fields, why))
        else:
            unchanged.append(person)
    return ImportPlan(
        kind=kind,
        added=tuple(Added(row.line, trade.new(row)) for row in strangers),
        updated=tuple(updated),
        unchanged=tuple(unchanged),
        look_alikes=tuple(alike for row in strangers for alike in _proposed(row, trade, seen)),
    )


def _proposed(row: Row, trade: _Trade[Row, Person], seen: set[str]) -> list[LookAlike[Person]]:
    proposals = []
    for person, why in trade.alike(row):
        if person.id not in seen:
            merged = trade.over(row, person)
            proposals.append(LookAlike(row.line, person, merged, differences(person, merged), why))
    return proposals
