"""What `propose()` takes on records of made-up people, stage by stage: `python -m benchmarks.proposal [people]`.

All that the window waits for: rules read record by record, the answer, the separate checker, and a reason for everyone.
"""

import random
import sys
import time
from datetime import date, timedelta
from itertools import pairwise

from desktop.matching import MatchingRequest, propose
from desktop.models.consent import Consent, ConsentChoices, ConsentResponse
from desktop.models.people import Background, Dbs, Gate, GateKind, Gender, Mentee, Mentor, Modality, Sex
from desktop.models.programme import Programme
from desktop.models.record import ConsentId, MenteeId, MentorId
from desktop.models.vocabulary import vocabulary
from desktop.rules.places import place

TODAY = date(2026, 11, 22)
AREAS = [area for area in (f"M{k}" for k in range(1, 41)) if place(area)]
WISHES = (Modality.FACE_TO_FACE, Modality.FACE_TO_FACE, Modality.HYBRID, Modality.HYBRID, Modality.VIRTUAL)
GATES = tuple(Gate(kind=kind, passed_on=date(2026, 9, 1), by="AB") for kind in GateKind)


def _mentee(draw: random.Random, k: int) -> Mentee:
    return Mentee(
        id=MenteeId(f"e{k:06d}"),
        legal_forename=f"Mentee {k}",
        date_of_birth=date(2009, 1, 1) + timedelta(days=draw.randrange(1500)),
        sex=draw.choice(list(Sex)),
        same_gender=draw.random() < 0.1,
        sectors=_some(draw, "sectors", 4),
        languages=("en", *(_some(draw, "languages", 1) if draw.random() < 0.3 else ())),
        availability=_some(draw, "slots", 6),
        modality=draw.choice(WISHES),
        background=Background(ethnic=draw.choice(["white", "white", "asian", "black"])),
        postcode_area=draw.choice(AREAS),
        waiting_since=TODAY - timedelta(days=draw.randrange(365)),
    )


def _mentor(draw: random.Random, k: int) -> Mentor:
    return Mentor(
        id=MentorId(f"o{k:06d}"),
        name=f"Mentor {k}",
        gates=GATES,
        dbs=Dbs(issued_on=date(2026, 8, 1)),
        gender=draw.choice(list(Gender)),
        sectors=_some(draw, "sectors", 3),
        languages=("en", *(_some(draw, "languages", 1) if draw.random() < 0.3 else ())),
        availability=_some(draw, "slots", 6),
        modality=draw.choice(WISHES),
        background=Background(ethnic=draw.choice(["white", "white", "asian", "black"])),
        postcode_area=draw.choice(AREAS),
        travel_km=draw.choice([5, 8, 12, 20]),
    )


def _some(draw: random.Random, name: str, most: int) -> tuple[str, ...]:
    codes = sorted(vocabulary(name).codes)
    return tuple(draw.sample(codes, draw.randint(1, min(most, len(codes)))))


def _form(mentee: Mentee) -> Consent:
    return Consent(
        id=ConsentId(f"c-{mentee.id}"),
        mentee=mentee.id,
        academic_year="2026-27",
        form_version="2026.1",
        reference="r",
        issued_on=date(2026, 9, 1),
        received_on=date(2026, 9, 8),
        response=ConsentResponse.GIVEN,
        choices=ConsentChoices(take_part=True, virtual_sessions=True),
        signed_by="A Parent",
        relationship="parent",
        parental_responsibility=True,
    )


def request(people: int, seed: int = 1) -> MatchingRequest:
    """Return a request of so many mentees and as many mentors, all of whom could be matched today."""
    draw = random.Random(seed)
    mentees = tuple(_mentee(draw, k) for k in range(people))
    mentors = tuple(_mentor(draw, k) for k in range(people))
    forms = tuple(_form(mentee) for mentee in mentees)
    programme = Programme(academic_year="2026-27")
    return MatchingRequest(mentees=mentees, mentors=mentors, programme=programme, today=TODAY, consents=forms)


def measure(people: int) -> None:
    """Print what each stage took, by the clock and of the processor, and the whole."""
    asked, marks = request(people), [("prepare", time.perf_counter(), time.process_time())]
    proposal = propose(asked, progress=lambda name, _: marks.append((name, time.perf_counter(), time.process_time())))
    marks.append(("", time.perf_counter(), time.process_time()))
    stages: dict[str, list[float]] = {}
    for (name, clock, cpu), (_, end, cpu_end) in pairwise(marks):
        took = stages.setdefault(name, [0.0, 0.0])
        took[0], took[1] = took[0] + end - clock, took[1] + cpu_end - cpu
    for name, (clock, cpu) in {
        **stages,
        "in all": [sum(column) for column in zip(*stages.values(), strict=True)],
    }.items():
        print(f"{name:<10} {clock:8.3f} s   processor {cpu:8.3f} s")
    print(f"{len(proposal.pairs)} matched, {len(proposal.unmatched)} left. {proposal.proof.line}")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
