"""What reading a roster gives: people as rows, problems as values, the mapping and how it came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.models.people import Contact, Dbs, Gate, Gender, Modality, PersonState, Sen, Sex


class Kind(StrEnum):
    """Who stands in a file."""

    MENTEES = "mentees"
    MENTORS = "mentors"


class Severity(StrEnum):
    """Whether a row was left out because of a problem, or came in with a mark."""

    REFUSED = "refused"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at in the file. `column` is the heading; `code` is stable and never shown."""

    line: int
    column: str
    severity: Severity
    reason: str
    advice: str
    code: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem before it is known on which line and in which column it stands."""

    code: str
    reason: str
    advice: str
    severity: Severity = Severity.WARNING


Parsed = tuple[Any, Fault | None]  # what a cell says, and what is odd about it


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its heading, the field it fills (None: dropped) and in words why.

    `refuted` says that the heading was known, but the cells are something else: a person should look.
    `clash` says that a person told two columns for one field that only one can fill: nothing may be brought in so.
    """

    index: int
    heading: str
    field: str | None
    why: str
    sure: bool = True
    samples: tuple[str, ...] = ()
    refuted: bool = False
    clash: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no person: a title, an instruction, a total, a repeated heading."""

    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MenteeRow:
    """A young person as one row says; None and () mean that the file doesn't say.

    `presumed` names fields whose False is only an empty cell in a column of ticks: it never replaces a known value.
    """

    line: int
    legal_forename: str
    legal_surname: str = ""
    upn: str | None = None
    preferred_forename: str | None = None
    date_of_birth: date | None = None
    year: int | None = None
    form: str | None = None
    sex: Sex | None = None
    pupil_premium: bool | None = None
    free_school_meals: bool | None = None
    sen: Sen | None = None
    eal: bool | None = None
    looked_after: bool | None = None
    young_carer: bool | None = None
    neet_risk: bool | None = None
    low_attendance: bool | None = None
    first_in_family: bool | None = None
    contacts: tuple[Contact, ...] = ()
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    needs_language: str | None = None
    availability: tuple[str, ...] = ()
    modality: Modality | None = None
    same_gender: bool | None = None
    ethnic: str | None = None
    social: str | None = None
    experiences: tuple[str, ...] = ()
    postcode_area: str | None = None
    siblings: str | None = None
    waiting_since: date | None = None
    pioneer: bool | None = None
    form_language: str | None = None
    emergency_and_access: str | None = None
    presumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorRow:
    """A volunteer as one row says; None and () mean that the file doesn't say. `days` keep the file's order."""

    line: int
    name: str
    badge_name: str | None = None
    email: str | None = None
    phone: str | None = None
    employer: str | None = None
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    availability: tuple[str, ...] = ()
    modality: Modality | None = None
    dbs: Dbs | None = None
    gates: tuple[Gate, ...] = ()
    training: str | None = None
    training_hours: float | None = None
    capacity: int | None = None
    gender: Gender | None = None
    ethnic: str | None = None
    social: str | None = None
    experiences: tuple[str, ...] = ()
    postcode_area: str | None = None
    travel_km: int | None = None
    state: PersonState | None = None
    pioneer: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file that has been read and not yet adopted.

    `mapping` holds the headings that are used; `shape` is the key under which a confirmed mapping is remembered.
    `header_line` is 0 where the file has no headings. `preview` is the first rows as text, titles included;
    `cells` is what stands on the lines that have problems, by line and heading. `worked_out` are the lines whose year
    group the file doesn't give: it was found by the date of birth.
    """

    kind: Kind
    mapping: Mapping[str, str]
    people: tuple[MenteeRow, ...] | tuple[MentorRow, ...]
    problems: tuple[Problem, ...]
    columns: tuple[Column, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_line: int = 0
    shape: str = ""
    preview: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict, repr=False)
    worked_out: frozenset[int] = frozenset()

    @property
    def dropped(self) -> tuple[str, ...]:
        """The headings of columns that are not kept."""
        return tuple(column.heading for column in self.columns if column.field is None)

    @property
    def refused_lines(self) -> tuple[int, ...]:
        """The lines that were left out, in order, each once."""
        lines = {problem.line for problem in self.problems if problem.severity is Severity.REFUSED}
        return tuple(sorted(lines))
