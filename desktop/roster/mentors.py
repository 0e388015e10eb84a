"""Records of a volunteers' list to mentor rows: gates as dated, criminal-record check as given; nothing is assumed."""

from datetime import date
from typing import Any

from desktop.i18n import _, ngettext
from desktop.models.people import IMPORTED, Dbs, Gate, GateKind
from desktop.roster.names import split_name, without_title
from desktop.roster.reading import Fault, MentorRow, Severity
from desktop.roster.rows import Record

MOST_MENTEES = 20
_KM_A_MILE = 1.609344
_PLAIN = frozenset(MentorRow.__dataclass_fields__) - {"line", "name", "days", "availability", "dbs", "gates"}
_GATES = (
    (GateKind.APPLICATION, "application_on", "", ""),
    (GateKind.INTERVIEW, "interview_on", "interview_by", ""),
    (GateKind.REFERENCES, "references_on", "references_by", ""),
    (GateKind.DBS, "dbs_seen_on", "dbs_seen_by", ""),
    (GateKind.RISK_ASSESSMENT, "risk_on", "", "risk_reference"),
    (GateKind.TRAINING, "training_date", "", "training_hours"),
    (GateKind.APPROVAL, "approved_on", "approved_by", ""),
)


def mentor_row(record: Record, today: date) -> MentorRow | None:
    """Return a volunteer, None where the row must be refused; faults found here are added to the record."""
    found = record.values
    name = _name(found)
    if not name:
        record.faults.append(("", Fault("no_name", _("No name is given."), _("Write the name."), Severity.REFUSED)))
    _drop_future(record, today)
    if any(fault.severity is Severity.REFUSED for _where, fault in record.faults):
        return None
    _settle_numbers(record)
    if found.get("first_in_family"):
        found["experiences"] = tuple(dict.fromkeys((*found.get("experiences", ()), "first_in_family")))
    slots = _slots(found)
    return MentorRow(
        line=record.line,
        name=name,
        days=tuple(dict.fromkeys(slot.partition("-")[0] for slot in slots)),
        availability=slots,
        dbs=_dbs(found),
        gates=_gates(found),
        **{name: value for name, value in found.items() if name in _PLAIN},
    )


def _name(found: dict[str, Any]) -> str:
    if "forename" in found or "surname" in found:
        return f"{found.get('forename', '')} {found.get('surname', '')}".strip()
    whole = found.get("name") or ""
    if "surname_first_name" in found or whole.count(",") == 1:
        parts = split_name(found.get("surname_first_name") or whole, surname_first="surname_first_name" in found)
        return f"{parts.forename} {parts.surname}".strip()
    return without_title(whole)


def _slots(found: dict[str, Any]) -> tuple[str, ...]:
    slots = list(found.get("days", ()))
    for name, value in found.items():
        slots += value if name.startswith("slot:") else ()
    return tuple(dict.fromkeys(slots))


def _drop_future(record: Record, today: date) -> None:
    """Leave out steps dated in the future: what has not happened can't have been passed."""
    for field in ("dbs_issued", "dbs_status_checked_on", *(field for _kind, field, _by, _detail in _GATES)):
        day = record.values.get(field)
        if day is not None and day > today:
            del record.values[field]
            reason = _("The date {day} for {what} is in the future, so it was left out.").format(
                day=f"{day:%d/%m/%Y}", what=field.replace("_", " ")
            )
            record.faults.append(("", Fault("future_date", reason, _("Enter it when it has happened."))))


def _settle_numbers(record: Record) -> None:
    found = record.values
    if "capacity" in found:
        capacity = round(found["capacity"])
        found["capacity"] = min(capacity, MOST_MENTEES)
        if capacity > MOST_MENTEES:
            record.faults.append(
                (
                    "capacity",
                    Fault(
                        "capacity",
                        _("{capacity} young people are too many: read as {most_mentees}.").format(
                            capacity=capacity, most_mentees=MOST_MENTEES
                        ),
                        _("Check it."),
                    ),
                )
            )
    miles = found.get("travel_miles")
    if miles is not None:
        found["travel_km"] = miles * _KM_A_MILE
    if "travel_km" in found:
        found["travel_km"] = round(found["travel_km"])


def _dbs(found: dict[str, Any]) -> Dbs | None:
    given = {
        "certificate_number": _certificate(found.get("dbs_number", "")),
        "issued_on": found.get("dbs_issued"),
        "level": found.get("dbs_level", ""),
        "workforce": found.get("dbs_workforce", ""),
        "justification": found.get("dbs_justification", ""),
        "seen_on": found.get("dbs_seen_on"),
        "seen_by": found.get("dbs_seen_by", ""),
        "update_service": found.get("dbs_update_service"),
        "status_checked_on": found.get("dbs_status_checked_on"),
        "next_due": found.get("dbs_next_due"),
    }
    if not any(value is not None and value != "" for value in given.values()):
        return None
    return Dbs(scheme=found.get("dbs_scheme", "DBS"), **given)


def _certificate(text: str) -> str:
    """Return a certificate number with the leading zeros that a spreadsheet takes off: DBS numbers have 12 digits."""
    number = text.replace(" ", "")
    return number.zfill(12) if number.isdigit() and 9 <= len(number) < 12 else text


def _gates(found: dict[str, Any]) -> tuple[Gate, ...]:
    return tuple(
        Gate(kind=kind, passed_on=found[on], by=found.get(by) or IMPORTED, detail=_detail(kind, found.get(detail)))
        for kind, on, by, detail in _GATES
        if found.get(on) is not None
    )


def _detail(kind: GateKind, value: object) -> str:
    if value is None:
        return ""
    if kind is GateKind.TRAINING and isinstance(value, float):
        part = _("{n} hours").format(n=f"{value:g}")
        return ngettext("{n} hour", "{n} hours", int(value)) if value.is_integer() else part
    return str(value)
