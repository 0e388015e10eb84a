"""People who stand twice in one file: certain doubles are refused with the first one's line, likely ones are marked."""

from collections.abc import Sequence

from desktop.models.vocabulary import fold
from desktop.roster.reading import MenteeRow, MentorRow, Problem, Severity


def without_double_mentees(rows: Sequence[MenteeRow], columns: dict[str, str]) -> tuple[list[MenteeRow], list[Problem]]:
    """Return young people once each; `columns` gives the heading of a field."""
    by_upn: dict[str, int] = {}
    by_birth: dict[tuple[str, object], MenteeRow] = {}
    kept, problems = [], []
    for row in rows:
        if row.upn and row.upn in by_upn:
            problems.append(
                _refused(
                    row.line,
                    columns.get("upn", ""),
                    "duplicate_upn",
                    f"Duplicate UPN: {row.upn} already stands on line {by_upn[row.upn]}.",
                )
            )
            continue
        key = (fold(f"{row.legal_forename} {row.legal_surname}"), row.date_of_birth)
        earlier = by_birth.get(key)
        if earlier and _same_person(earlier, row):
            problems.append(
                _refused(
                    row.line,
                    "",
                    "duplicate_person",
                    f"Duplicate: the same name and date of birth stand on line {earlier.line}.",
                )
            )
            continue
        if earlier:
            problems.append(_alike(row.line, earlier.line, "the same name and date of birth"))
        by_birth.setdefault(key, row)
        if row.upn:
            by_upn[row.upn] = row.line
        kept.append(row)
    return kept, problems


def without_double_mentors(rows: Sequence[MentorRow], columns: dict[str, str]) -> tuple[list[MentorRow], list[Problem]]:
    """Return volunteers once each."""
    by_email: dict[str, MentorRow] = {}
    by_name: dict[tuple[str, str], MentorRow] = {}
    kept, problems = [], []
    for row in rows:
        key = (fold(row.name), fold(row.employer or ""))
        earlier = by_email.get(row.email or "")
        if earlier and fold(earlier.name) == key[0]:
            problems.append(
                _refused(
                    row.line,
                    columns.get("email", ""),
                    "duplicate_person",
                    f"Duplicate: the same name and e-mail address stand on line {earlier.line}.",
                )
            )
            continue
        if earlier:
            problems.append(_alike(row.line, earlier.line, "the same e-mail address"))
        twin = by_name.get(key)
        if twin and not (row.email and twin.email):
            problems.append(
                _refused(
                    row.line,
                    columns.get("name", ""),
                    "duplicate_person",
                    f"Duplicate: the same name and employer stand on line {twin.line}.",
                )
            )
            continue
        if twin:
            problems.append(_alike(row.line, twin.line, "the same name and employer"))
        by_name.setdefault(key, row)
        if row.email:
            by_email.setdefault(row.email, row)
        kept.append(row)
    return kept, problems


def _same_person(earlier: MenteeRow, row: MenteeRow) -> bool:
    """Whether two rows of one name are one person: no two UPNs, and a date of birth or all else the same."""
    if earlier.upn and row.upn:
        return False
    return row.date_of_birth is not None or (earlier.form, earlier.year) == (row.form, row.year)


def _refused(line: int, column: str, code: str, reason: str) -> Problem:
    return Problem(line, column, Severity.REFUSED, reason, "Remove one of the two rows, or correct it.", code)


def _alike(line: int, other: int, what: str) -> Problem:
    return Problem(
        line,
        "",
        Severity.WARNING,
        f"Line {other} has {what}.",
        "Both are kept. Remove one if they are one person.",
        "alike",
    )
