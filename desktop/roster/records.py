"""Rows to records, and rows laid over known records; an empty cell never erases what is known."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from desktop.models.people import Background, Contact, Dbs, Gate, Mentee, Mentor, Needs, PersonState
from desktop.models.record import MenteeId, MentorId, Record, new_id
from desktop.models.vocabulary import fold
from desktop.roster.plan import FieldChange
from desktop.roster.readers import MAX_NAME
from desktop.roster.reading import MenteeRow, MentorRow

_NEEDS = tuple(Needs.model_fields)
_MENTEE_FIELDS = (
    "upn", "date_of_birth", "year", "form", "sex", "sectors", "languages", "needs_language", "availability", "modality",
    "same_gender", "experiences", "postcode_area", "siblings", "waiting_since", "pioneer", "form_language",
    "emergency_and_access",
)  # fmt: skip
_MENTOR_FIELDS = (
    "email", "phone", "employer", "sectors", "languages", "availability", "modality", "capacity", "gender",
    "experiences", "postcode_area", "travel_km", "training_hours", "pioneer",
)  # fmt: skip


def new_mentee(row: MenteeRow, today: date | None = None) -> Mentee:
    """Return a new record; someone without a date of joining waits from `today` on."""
    blank = Mentee(id=MenteeId(new_id()), legal_forename="", waiting_since=today)
    return over_mentee(row, blank)


def new_mentor(row: MentorRow) -> Mentor:
    """Return a new record of a volunteer."""
    return over_mentor(row, Mentor(id=MentorId(new_id()), name=""))


def over_mentee(row: MenteeRow, known: Mentee) -> Mentee:
    """Return a known record with what a row says laid over it."""
    values = _given(row, _MENTEE_FIELDS)
    values["legal_forename"] = row.legal_forename[:MAX_NAME]
    values |= {
        name: text[:MAX_NAME] for name in ("legal_surname", "preferred_forename") if (text := getattr(row, name))
    }
    for name in row.presumed & values.keys():
        del values[name]  # a False that is only an empty cell is the record's default anyway
    values["needs"] = _needs(row, known.needs)
    values["contacts"] = _contacts(row.contacts, known.contacts)
    values["background"] = _background(row, known.background)
    return known.model_copy(update=values)


def over_mentor(row: MentorRow, known: Mentor) -> Mentor:
    """Return a known record with what a row says laid over it. A file never lifts a bar."""
    values = _given(row, _MENTOR_FIELDS)
    values["name"] = row.name[:MAX_NAME]
    if row.badge_name:
        values["badge_name"] = row.badge_name[:MAX_NAME]
    if row.training:
        values["training_status"] = row.training
    if row.state and known.state is not PersonState.BARRED:
        values["state"] = row.state
    values["dbs"] = _dbs(row.dbs, known.dbs)
    values["gates"] = _gates(row.gates, known.gates)
    values["background"] = _background(row, known.background)
    return known.model_copy(update=values)


def differences(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """Return the fields that two records of one person differ in, nested ones by their own names."""
    found: list[FieldChange] = []
    for name in type(before).model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if isinstance(old, Record) and isinstance(new, Record):
            found += differences(old, new)
        else:
            found.append(FieldChange(name, said(old), said(new)))
    return tuple(found)


def said(value: object) -> str:
    """Return a value as a person reads it."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, tuple):
        return "; ".join(said(part) for part in value)
    if isinstance(value, Gate):
        return f"{value.kind} {value.passed_on:%d/%m/%Y}"
    if isinstance(value, Contact):
        return " ".join(part for part in (value.name, value.relationship, value.email, value.phone) if part)
    return str(value)


def _given(row: MenteeRow | MentorRow, names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(row, name)) is not None and value != ()}


def _needs(row: MenteeRow, known: Needs) -> Needs:
    given = _given(row, _NEEDS)
    sure = {name: value for name, value in given.items() if name not in row.presumed or getattr(known, name) is None}
    return known.model_copy(update=sure)


def _background(row: MenteeRow | MentorRow, known: Background) -> Background:
    return known.model_copy(update=_given(row, ("ethnic", "social")))


def _contacts(given: tuple[Contact, ...], known: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Lay contacts over those of the same name, or of the same address where one side has no name; add the others."""
    contacts = list(known)
    for contact in given:
        place = next((index for index, other in enumerate(contacts) if _same_contact(contact, other)), None)
        if place is None:
            contacts.append(contact)
        else:
            filled = {
                name: value for name in Contact.model_fields if (value := getattr(contact, name)) not in ("", None)
            }
            filled["emergency"] = contact.emergency or contacts[place].emergency
            contacts[place] = contacts[place].model_copy(update=filled)
    return tuple(contacts)


def _same_contact(one: Contact, other: Contact) -> bool:
    if one.name and other.name:
        return fold(one.name) == fold(other.name)
    return bool((one.email and one.email == other.email) or (one.phone and one.phone == other.phone))


def _dbs(given: Dbs | None, known: Dbs) -> Dbs:
    if given is None:
        return known
    filled = {name: value for name in Dbs.model_fields if (value := getattr(given, name)) not in ("", None)}
    if known != Dbs() and given.scheme == "DBS":
        del filled["scheme"]
    return known.model_copy(update=filled)


def _gates(given: tuple[Gate, ...], known: tuple[Gate, ...]) -> tuple[Gate, ...]:
    """Add gates that aren't known by kind and day: what was recorded stays, who recorded it too."""
    have = {(gate.kind, gate.passed_on) for gate in known}
    return (*known, *(gate for gate in given if (gate.kind, gate.passed_on) not in have))
