"""Which table keeps which kind of record, and how a record becomes a row and back; it runs no SQL.

One column a field: dates as ISO text, yes and no as 1 and 0, whatever has parts as JSON text. `find` is the folded
text that search and the order of names look at.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from types import NoneType
from typing import Any, Generic, TypeVar, get_args

from pydantic_core import to_json

from desktop.models.consent import Consent
from desktop.models.matches import Block, Match, MatchRun
from desktop.models.outcomes import Concern, Outcome
from desktop.models.people import Mentee, Mentor
from desktop.models.programme import Programme, School
from desktop.models.record import Record
from desktop.models.remembered import Remembered
from desktop.models.searching import findable
from desktop.models.sessions import Referral, Session
from desktop.models.sharing import Approval, Enrolment, StoredRelease
from desktop.store.engine import Row
from desktop.store.plainly import damaged

R = TypeVar("R", bound=Record)
_PLAIN_TYPES = (str, int, float, date, time)  # bool is an int, datetime a date, a StrEnum a str


@dataclass(frozen=True, kw_only=True)
class Table(Generic[R]):
    """The table of one kind of record. `links` maps a column to the table whose `id` it holds."""

    kind: type[R]
    name: str
    links: Mapping[str, str] = field(default_factory=dict)
    find: Callable[[R], Iterable[str | None]] | None = None

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The record's fields in order."""
        return tuple(self.kind.model_fields)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of a row in order: the fields, then `find` where there is search."""
        return (*self.fields, "find") if self.find else self.fields

    @cached_property
    def nested(self) -> frozenset[str]:
        """The columns that hold JSON text."""
        return frozenset(name for name, info in self.kind.model_fields.items() if not _is_plain(info.annotation))

    @cached_property
    def id_at(self) -> int:
        """The place of the id in a row."""
        return self.columns.index("id")

    def row(self, record: R) -> Row:
        """Return the record's row."""
        data = record.model_dump(mode="json")
        values = [_stored(data[name]) for name in self.fields]
        if self.find:
            values.append(findable(" ".join(part for part in self.find(record) if part)))
        return tuple(values)

    def record(self, row: Row) -> R:
        """Return the row's record. Raises FileTrouble for one that another program spoiled."""
        data: dict[str, Any] = dict(zip(self.fields, row, strict=False))
        try:
            for name in self.nested:
                if data[name] is not None:
                    data[name] = json.loads(data[name])
            return self.kind.model_validate(data)
        except ValueError:
            raise damaged() from None


def _is_plain(annotation: Any) -> bool:  # noqa: ANN401 - an annotation may be anything
    types = [part for part in get_args(annotation) if part is not NoneType] or [annotation]
    kind = getattr(types[0], "__supertype__", types[0])
    return len(types) == 1 and isinstance(kind, type) and issubclass(kind, _PLAIN_TYPES)


def _stored(value: object) -> object:
    """Return a value as its column gives it back: a row read must equal the row written."""
    match value:
        case bool():
            return int(value)
        case dict() | list():
            return to_json(value).decode()
    return value


def _mentee_words(person: Mentee) -> tuple[str | None, ...]:
    form = person.form or (str(person.year) if person.year else None)
    return (person.legal_surname, person.known_as, person.legal_forename, form, person.upn)


def _mentor_words(person: Mentor) -> tuple[str | None, ...]:
    return (person.name, person.badge_name, person.employer, person.email)


_PAIR = {"mentee": "mentees", "mentor": "mentors"}
TABLES: tuple[Table[Any], ...] = (
    Table(kind=Mentee, name="mentees", find=_mentee_words),
    Table(kind=Mentor, name="mentors", find=_mentor_words),
    Table(kind=Consent, name="consents", links={"mentee": "mentees"}),
    Table(kind=MatchRun, name="match_runs"),
    Table(kind=Match, name="matches", links={**_PAIR, "run": "match_runs"}),
    Table(kind=Block, name="blocks", links=_PAIR),
    Table(kind=Session, name="sessions"),
    Table(kind=Referral, name="referrals", links={"pioneer": "mentees", "referred": "mentees"}),
    Table(kind=Outcome, name="outcomes", links={"mentee": "mentees", "match": "matches"}),
    Table(kind=Concern, name="concerns"),
    Table(kind=School, name="schools"),
    Table(kind=Programme, name="programmes"),
    Table(kind=Enrolment, name="enrolments"),
    Table(kind=Approval, name="approvals"),
    Table(kind=StoredRelease, name="releases"),
    Table(kind=Remembered, name="remembered"),
)
BY_NAME: Mapping[str, Table[Any]] = {table.name: table for table in TABLES}
_BY_KIND: Mapping[type[Record], Table[Any]] = {table.kind: table for table in TABLES}


def table_of(kind: type[R]) -> Table[R]:
    """Return the table that keeps a kind of record. Raises LookupError for a kind that isn't kept: a bug."""
    return _BY_KIND[kind]
