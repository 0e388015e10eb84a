"""Few and real people for tests: a builder gives a ready person, and a test says what differs."""

from datetime import date
from itertools import count

from desktop.models.consent import Consent, ConsentChoices, ConsentResponse
from desktop.models.people import Dbs, Gate, GateKind, Mentee, Mentor, Modality
from desktop.models.programme import Programme, Room, School, Staff
from desktop.models.record import ConsentId, MenteeId, MentorId, StaffId
from desktop.workspace.settings import usual_programme

TODAY = date(2026, 11, 22)
_numbers = count(1)


def mentee(**changes) -> Mentee:
    """A 14-year-old who can meet on Thursday afternoons."""
    number = next(_numbers)
    usual = {
        "id": MenteeId(f"mentee-{number:05d}"),
        "legal_forename": "Nia",
        "legal_surname": "Rees",
        "date_of_birth": date(2012, 3, 4),
        "year": 10,
        "form": "10B",
        "availability": ("thu-pm",),
        "sectors": ("engineering",),
        "waiting_since": date(2026, 9, 10),
    }
    return Mentee.model_validate(usual | changes)


def mentor(**changes) -> Mentor:
    """A volunteer who passed every gate and can meet on Thursday afternoons."""
    number = next(_numbers)
    usual = {
        "id": MentorId(f"mentor-{number:05d}"),
        "name": "Rhys Evans",
        "email": f"mentor{number}@work.example",
        "availability": ("thu-pm",),
        "sectors": ("engineering",),
        "modality": Modality.FACE_TO_FACE,
        "gates": tuple(Gate(kind=kind, passed_on=date(2026, 9, 1), by="AB") for kind in GateKind),
        "dbs": Dbs(
            level="enhanced",
            workforce="child",
            certificate_number="001600000001",
            issued_on=date(2026, 8, 1),
            seen_on=date(2026, 8, 20),
            seen_by="AB",
        ),
        "training_status": "Complete",
        "training_hours": 2.5,
    }
    return Mentor.model_validate(usual | changes)


def consent(person: Mentee, **changes) -> Consent:
    """A form that came back with every tick."""
    number = next(_numbers)
    usual = {
        "id": ConsentId(f"consent-{number:05d}"),
        "mentee": person.id,
        "academic_year": "2026-27",
        "form_version": "2026.1",
        "reference": f"REF{number:05d}",
        "issued_on": date(2026, 9, 10),
        "received_on": date(2026, 9, 20),
        "response": ConsentResponse.GIVEN,
        "choices": ConsentChoices(
            take_part=True, surveys=True, share_anonymised=True, photo=True, virtual_sessions=True
        ),
        "signed_by": "Parent Rees",
        "relationship": "Mother",
        "parental_responsibility": True,
    }
    return Consent.model_validate(usual | changes)


def school(**changes) -> School:
    """A school with a DSL, a facilitator and a hall."""
    usual = {
        "name": "Riverside High School",
        "urn": "681400",
        "phone": "029 2018 0000",
        "staff": (
            Staff(id=StaffId("dsl"), name="Carys Owen", role="dsl", phone="029 2018 0001"),
            Staff(id=StaffId("hall"), name="Tom Price", role="facilitator", phone="029 2018 0002"),
        ),
        "rooms": (Room(name="Hall", tables=40, exits="Two doors to the yard"),),
    }
    return School.model_validate(usual | changes)


def programme(**changes) -> Programme:
    """The programme of 2026-27 with usual terms and policy."""
    return usual_programme(TODAY).model_copy(update=changes)
