"""People who stand twice in one file: certain doubles are refused with the first one's line, likely ones are marked."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.vocabulary import fold
from desktop.roster.reading import MenteeRow, MentorRow, Problem, Severity

if TYPE_CHECKING:
    from datetime import date


def without_double_mentees(
    rows: Sequence[MenteeRow], columns: Mapping[str, str]
) -> tuple[list[MenteeRow], list[Problem]]:
    """Return young people once each, and what was refused or marked; `columns` gives the heading of a field."""
    upns: dict[str, MenteeRow] = {}
    births: dict[tuple[str, date | None], MenteeRow] = {}
    kept, problems = [], []
    for row in rows:
        key = (fold(f"{row.legal_forename} {row.legal_surname}"), row.date_of_birth)
        problem = _double_upn(row, upns, columns) or _double_name(row, births.get(key))
        problems += [problem] if problem else []
        if problem is None or problem.severity is not Severity.REFUSED:
            kept.append(row)
            births.setdefault(key, row)
            if row.upn:
                upns[row.upn] = row
    return kept, problems


def without_double_mentors(
    rows: Sequence[MentorRow], columns: Mapping[str, str]
) -> tuple[list[MentorRow], list[Problem]]:
    """Return volunteers once each, and what was refused or marked."""
    emails: dict[str, MentorRow] = {}
    jobs: dict[tuple[str, str], MentorRow] = {}
    kept, problems = [], []
    for row in rows:
        key = (fold(row.name), fold(row.employer or ""))
        problem = _double_email(row, emails, columns) or _double_job(row, jobs.get(key), columns)
        problems += [problem] if problem else []
        if problem is None or problem.severity is not Severity.REFUSED:
            kept.append(row)
            jobs.setdefault(key, row)
            if row.email:
                emails.setdefault(row.email, row)
    return kept, problems


def _double_upn(row: MenteeRow, upns: Mapping[str, MenteeRow], columns: Mapping[str, str]) -> Problem | None:
    if row.upn is None or row.upn not in upns:
        return None
    reason = _("Duplicate UPN: {upn} already stands on line {line}.").format(upn=row.upn, line=upns[row.upn].line)
    return _refused(row.line, columns["upn"], "duplicate_upn", reason)


def _double_name(row: MenteeRow, earlier: MenteeRow | None) -> Problem | None:
    """Refuse one name that is one person: no two UPNs, and a date of birth or else the same year and form."""
    if earlier is None:
        return None
    two_upns = row.upn and earlier.upn
    same_place = (earlier.form, earlier.year) == (row.form, row.year)
    if two_upns or not (row.date_of_birth or same_place):
        return _alike(
            row.line, earlier.line, _("the same name and date of birth") if row.date_of_birth else _("the same name")
        )
    reason = _("Duplicate: the same name and date of birth stand on line {line}.").format(line=earlier.line)
    return _refused(row.line, "", "duplicate_person", reason)


def _double_email(row: MentorRow, emails: Mapping[str, MentorRow], columns: Mapping[str, str]) -> Problem | None:
    earlier = emails.get(row.email or "")
    if earlier is None:
        return None
    if fold(earlier.name) != fold(row.name):
        return _alike(row.line, earlier.line, _("the same e-mail address"))
    reason = _("Duplicate: the same name and e-mail address stand on line {line}.").format(line=earlier.line)
    return _refused(row.line, columns["email"], "duplicate_person", reason)


def _double_job(row: MentorRow, earlier: MentorRow | None, columns: Mapping[str, str]) -> Problem | None:
    if earlier is None:
        return None
    if row.email and earlier.email:
        return _alike(row.line, earlier.line, _("the same name and employer"))
    reason = _("Duplicate: the same name and employer stand on line {line}.").format(line=earlier.line)
    return _refused(row.line, columns.get("name", ""), "duplicate_person", reason)


def _refused(line: int, column: str, code: str, reason: str) -> Problem:
    return Problem(line, column, Severity.REFUSED, reason, _("Remove one of the two rows, or correct it."), code)


def _alike(line: int, other: int, what: str) -> Problem:
    advice = _("Both are kept. Remove one if they are one person.")
    return Problem(
        line, "", Severity.WARNING, _("Line {other} has {what}.").format(other=other, what=what), advice, "alike"
    )
