"""The school, its programme and its staff; policy stands beside it as data."""

from datetime import date

from pydantic import Field

from desktop.models.policy import Policy
from desktop.models.record import Record, StaffId


class Staff(Record):
    """A member of staff named on papers: a facilitator, the DSL or a coordinator."""

    id: StaffId
    name: str
    role: str = "facilitator"  # facilitator | dsl | deputy_dsl | coordinator
    phone: str = ""
    email: str = ""


class Room(Record):
    """A place for pairs to meet; `tables` is how many pairs it takes at once."""

    name: str
    tables: int = Field(ge=1, le=500)
    exits: str = ""


class School(Record):
    """The school or college; `nation` chooses the criminal-record scheme (DBS, in Scotland PVG, in NI AccessNI)."""

    id: str = "school"  # one a file
    name: str
    urn: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    postcode_area: str | None = None
    nation: str = "England"
    dpo: str = ""
    privacy_url: str = ""
    staff: tuple[Staff, ...] = ()
    rooms: tuple[Room, ...] = ()

    @property
    def dsl(self) -> Staff | None:
        """The designated safeguarding lead."""
        return next((person for person in self.staff if person.role == "dsl"), None)

    @property
    def facilitators(self) -> tuple[Staff, ...]:
        """Those who run sessions."""
        return tuple(person for person in self.staff if person.role == "facilitator")


class Term(Record):
    """A school term, both days included. `code` such as `2026-27-1` names it to head office."""

    code: str
    name: str
    start: date
    end: date


class Programme(Record):
    """One academic year of mentoring."""

    id: str = "programme"  # one a file
    name: str = "Mentoring programme"
    academic_year: str
    terms: tuple[Term, ...] = ()
    consent_form_version: str = "2026.1"
    session_minutes: int = Field(default=60, ge=10, le=240)
    sessions_planned: int = Field(default=12, ge=1, le=60)
    policy: Policy = Policy()
