"""Records of a young people's list to mentee rows: names, contacts, needs; what is wrong refuses or marks the row."""

from collections import defaultdict
from datetime import date
from typing import Any

from desktop.i18n import _
from desktop.models.people import Contact
from desktop.roster.contact_headings import implied_relationship, is_contact_field
from desktop.roster.names import split_name
from desktop.roster.reading import Fault, MenteeRow, Severity
from desktop.roster.rows import Record

LOW_ATTENDANCE = 90.0  # persistent absence, Department for Education: below 90 % of possible sessions
_PLAIN = frozenset(MenteeRow.__dataclass_fields__) - {"line", "presumed", "contacts"}


def mentee_row(record: Record, today: date) -> MenteeRow | None:
    """Return a young person, None where the row must be refused; faults found here are added to the record."""
    found = record.values
    _split_full_name(found)
    _check_name(record)
    if any(fault.severity is Severity.REFUSED for _where, fault in record.faults):
        return None
    if "attendance" in found:
        found.setdefault("low_attendance", found["attendance"] < LOW_ATTENDANCE)
    _settle_wishes(record)
    _check_age(record, today)
    values = {name: value for name, value in found.items() if name in _PLAIN}
    return MenteeRow(
        line=record.line,
        contacts=_contacts(found),
        presumed=record.presumed & values.keys(),
        **{**values, "availability": _together(found)},
    )


def _together(found: dict[str, Any]) -> tuple[str, ...]:
    slots = list(found.get("availability", ()))
    for name, value in found.items():
        slots += value if name.startswith("slot:") else ()
    return tuple(dict.fromkeys(slots))


def _split_full_name(found: dict[str, Any]) -> None:
    for name in ("surname_first_name", "full_name"):
        if name in found and "legal_forename" not in found:
            parts = split_name(found[name], surname_first=name == "surname_first_name")
            found["legal_forename"] = parts.forename
            if not found.get("legal_surname"):
                found["legal_surname"] = parts.surname
            if parts.preferred:
                found.setdefault("preferred_forename", parts.preferred)


def _check_name(record: Record) -> None:
    found = record.values
    forename, surname = found.get("legal_forename"), found.get("legal_surname")
    if not forename and not surname and not found.get("preferred_forename"):
        _add(
            record, "no_name", _("No name: neither forename nor surname is given."), _("Write the name."), refused=True
        )
    elif not forename and found.get("preferred_forename"):
        found["legal_forename"] = found["preferred_forename"]
        _add(
            record,
            "no_legal_forename",
            _("Only a preferred forename is given."),
            _("Add the legal forename for the forms."),
        )
    elif not forename:
        _add(record, "no_forename", _("No name: the forename is missing."), _("Write the forename."), refused=True)
    elif not surname:
        _add(record, "no_surname", _("The surname is missing."), _("Add it if there is one."))


def _settle_wishes(record: Record) -> None:
    """Turn lists of one into single values and the wish for a mentor's gender into yes or no."""
    found = record.values
    for name in ("needs_language", "form_language"):
        if name in found:
            codes = found[name]
            found[name] = codes[0] if codes else None
    wish = found.pop("same_gender", None)
    if wish is not None:
        found["same_gender"] = _same_gender(record, str(wish))


def _same_gender(record: Record, wish: str) -> bool | None:
    from desktop.roster.values import read_flag, read_sex

    word = wish.casefold()
    if "same" in word:
        return True
    if any(none in word for none in ("no pref", "any", "either", "mind", "don't")):
        return False
    said, fault = read_flag(wish)
    if fault is None:
        return said
    wanted, _fault = read_sex(wish.split()[0])
    sex = record.values.get("sex")
    if wanted and wanted == sex:
        return True
    _add(
        record,
        "same_gender",
        _("The wish “{wish}” can’t be kept as “same gender”.").format(wish=wish[:40]),
        _("Set it by hand if needed."),
    )
    return None


def _check_age(record: Record, today: date) -> None:
    """Mark a year group that doesn't fit the date of birth: someone in year n turns n + 5 in the school year."""
    born, year = record.values.get("date_of_birth"), record.values.get("year")
    if born is None or year is None or year > 13:
        return
    autumn = today.year if today.month >= 9 else today.year - 1
    turned = autumn - born.year - (born.month >= 9)
    if abs(turned - (year + 4)) > 2:
        _add(
            record,
            "year_and_age",
            _("Year {year} and the date of birth don’t fit together.").format(year=year),
            _("Check both."),
            column="year",
        )


def _add(record: Record, code: str, reason: str, advice: str, *, refused: bool = False, column: str = "") -> None:
    severity = Severity.REFUSED if refused else Severity.WARNING
    record.faults.append((column, Fault(code, reason, advice, severity)))


def _contacts(found: dict[str, Any]) -> tuple[Contact, ...]:
    slots: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in found.items():
        if is_contact_field(name):
            slot, _line, part = name.partition("_")
            slots[slot][part] = value
    contacts = [_contact(slot, parts) for slot, parts in slots.items()]
    return tuple(contact for contact in contacts if contact is not None)


def _contact(slot: str, parts: dict[str, Any]) -> Contact | None:
    name = parts.get("name") or f"{parts.get('forename', '')} {parts.get('surname', '')}".strip()
    email, phone = parts.get("email", ""), parts.get("phone", "")
    if not (name or email or phone):
        return None
    return Contact(
        name=name,
        relationship=parts.get("relationship") or implied_relationship(slot),
        email=email,
        phone=phone,
        language=next(iter(parts.get("language") or ()), ""),
        parental_responsibility=parts.get("responsibility"),
        emergency=slot == "emergency",
    )
