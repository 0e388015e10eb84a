"""Mentors who are not there yet, for "what if we found three more engineers?"; they are never kept in any file."""

from datetime import date

from desktop.models.people import Dbs, Gate, Mentor
from desktop.models.policy import Policy
from desktop.models.record import MentorId
from desktop.models.scenarios import Newcomers

_PREFIX = "~new-"


def newcomers(kind: Newcomers, policy: Policy, *, today: date, area: str | None, series: int = 0) -> tuple[Mentor, ...]:
    """Return mentors of a kind who could start today: every step passed, close to `area` unless the kind says where.

    A `series` tells the mentors of one kind from those of another in the same matching.
    """
    gates = tuple(Gate(kind=gate, passed_on=today, by="-") for gate in policy.required_gates)
    return tuple(
        Mentor(
            id=MentorId(f"{_PREFIX}{series}-{number:03d}"),
            name=f"{kind.words} {number + 1}",
            sectors=(kind.sector,) if kind.sector else (),
            availability=(time,) if (time := kind.slot or kind.day) else (),
            modality=kind.modality,
            languages=(kind.language,) if kind.language else (),
            gender=kind.gender,
            postcode_area=kind.area or area,
            gates=gates,
            dbs=Dbs(issued_on=today),
            training_hours=policy.training_hours,
        )
        for number in range(kind.count)
    )


def is_newcomer(mentor: str) -> bool:
    """Return whether an id is that of a mentor who is not there yet."""
    return mentor.startswith(_PREFIX)
