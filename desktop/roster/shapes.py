"""The stable JSON of a reading, for the command line and for tests; it decides nothing."""

from typing import Any

from desktop.models.people import Gender
from desktop.models.vocabulary import vocabulary
from desktop.roster.reading import MenteeRow, MentorRow, Problem, Reading


def reading_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain values: kind, mapping, people, problems."""
    return {
        "kind": str(reading.kind),
        "mapping": dict(reading.mapping),
        "people": [_mentee(row) if isinstance(row, MenteeRow) else _mentor(row) for row in reading.people],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "severity": str(problem.severity),
        "reason": problem.reason,
        "advice": problem.advice,
    }


def _mentee(row: MenteeRow) -> dict[str, Any]:
    return {
        "upn": row.upn,
        "legal_forename": row.legal_forename,
        "legal_surname": row.legal_surname,
        "preferred_forename": row.preferred_forename,
        "date_of_birth": row.date_of_birth and row.date_of_birth.isoformat(),
        "year": row.year,
        "form": row.form,
        "sex": row.sex and str(row.sex),
        "pupil_premium": row.pupil_premium,
        "sen": row.sen and str(row.sen),
        "eal": row.eal,
        "looked_after": row.looked_after,
    }


def _mentor(row: MentorRow) -> dict[str, Any]:
    dbs = row.dbs
    return {
        "name": row.name,
        "email": row.email,
        "employer": row.employer,
        "sectors": _labels("sectors", row.sectors),
        "languages": _labels("languages", row.languages),
        "days": _labels("days", row.days),
        "modality": row.modality and vocabulary("modalities").label(row.modality),
        "dbs_number": (dbs.certificate_number or None) if dbs else None,
        "dbs_issued": dbs.issued_on.isoformat() if dbs and dbs.issued_on else None,
        "training": row.training,
        "capacity": row.capacity,
        "gender": _gender(row.gender),
    }


def _labels(words: str, codes: tuple[str, ...]) -> list[str]:
    return [vocabulary(words).label(code) for code in codes]


def _gender(gender: Gender | None) -> str | None:
    return vocabulary("genders").label(gender) if gender else None
