"""Builders of people who could be matched at once; a test changes what it is about."""

import random
from datetime import date
from typing import Any

from desktop.matching import MatchingRequest
from desktop.models.consent import Consent, ConsentChoices, ConsentResponse
from desktop.models.matches import Match, MatchState
from desktop.models.people import Background, Dbs, Gate, GateKind, Gender, Mentee, Mentor, Modality, Sex
from desktop.models.policy import Policy
from desktop.models.programme import Programme
from desktop.models.record import ConsentId, MatchId, MenteeId, MentorId

TODAY = date(2026, 11, 22)


def mentee(name: str = "e1", **facts: Any) -> Mentee:
    born = facts.pop("date_of_birth", date(2011, 5, 4))
    return Mentee(id=MenteeId(name), legal_forename=name.title(), date_of_birth=born, **facts)


def mentor(name: str = "o1", **facts: Any) -> Mentor:
    passed = tuple(Gate(kind=kind, passed_on=date(2026, 9, 1), by="AB") for kind in GateKind)
    facts = {"gates": passed, "dbs": Dbs(issued_on=date(2026, 8, 1)), **facts}
    return Mentor(id=MentorId(name), name=name.title(), **facts)


def consent(name: str = "e1", **facts: Any) -> Consent:
    given: dict[str, Any] = {
        "id": ConsentId(f"c-{name}"),
        "mentee": MenteeId(name),
        "academic_year": "2026-27",
        "form_version": "2026.1",
        "reference": "r",
        "issued_on": date(2026, 9, 1),
        "received_on": date(2026, 9, 8),
        "response": ConsentResponse.GIVEN,
        "choices": ConsentChoices(take_part=True, virtual_sessions=True),
        "signed_by": "A Parent",
        "relationship": "parent",
        "parental_responsibility": True,
    }
    return Consent(**given | facts)


def programme(**policy: Any) -> Programme:
    return Programme(academic_year="2026-27", policy=Policy(**policy))


def match(one: str, other: str, state: MatchState = MatchState.PUBLISHED, **facts: Any) -> Match:
    return Match(id=MatchId(f"m-{one}-{other}"), mentee=MenteeId(one), mentor=MentorId(other), state=state, **facts)


def request(mentees: list[Mentee], mentors: list[Mentor], **facts: Any) -> MatchingRequest:
    policy = facts.pop("policy", {})
    return MatchingRequest(
        **{
            "mentees": tuple(mentees),
            "mentors": tuple(mentors),
            "programme": programme(**policy),
            "today": TODAY,
            "consents": tuple(consent(one.id) for one in mentees),
        }
        | facts
    )


SECTORS = ("engineering", "law", "nursing", "design", "music", "coding", "sport")
SLOTS = ("mon-pm", "tue-pm", "wed-pm", "thu-eve", "fri-am")
LANGUAGES = ("en", "ur", "pl", "bn", "so")
AREAS = (None, "M14", "M1", "OL1", "BT7", "SK4", "L1")


def crowd(n: int, m: int, seed: int = 1) -> tuple[list[Mentee], list[Mentor]]:
    """A varied school: every fact that a rule or criterion looks at occurs."""
    draw = random.Random(seed)

    def some(codes: tuple[Any, ...], most: int) -> tuple[Any, ...]:
        return tuple(draw.sample(codes, draw.randint(0, most)))

    mentees = [
        mentee(
            f"e{i:03d}",
            date_of_birth=draw.choice([None, date(2010, 1, 1), date(2013, 3, 3), date(2007, 2, 2)]),
            sex=draw.choice([None, Sex.FEMALE, Sex.MALE]),
            sectors=some(SECTORS, 4),
            languages=some(LANGUAGES, 2),
            needs_language=draw.choice([None, None, None, "en", "ur"]),
            availability=some((*SLOTS, "mon"), 4),
            modality=draw.choice([None, *Modality]),
            same_gender=draw.random() < 0.2,
            background=Background(
                ethnic=draw.choice([None, "asian", "white"]), social=draw.choice([None, "professional"])
            ),
            experiences=some(("first_in_family", "young_carer", "low_income"), 2),
            needs={"looked_after": draw.random() < 0.2, "pupil_premium": draw.random() < 0.4},
            postcode_area=draw.choice(AREAS),
            pioneer=draw.random() < 0.3,
            waiting_since=draw.choice([None, date(2025, 1, 1), date(2026, 6, 6), date(2027, 1, 1)]),
            siblings=draw.choice([None, None, None, "s1", "s2"]),
        )
        for i in range(n)
    ]
    mentors = [
        mentor(
            f"o{j:03d}",
            gender=draw.choice([None, *Gender]),
            sectors=some(SECTORS, 3),
            languages=some(LANGUAGES, 2),
            availability=some((*SLOTS, "mon"), 4),
            modality=draw.choice([None, *Modality]),
            capacity=draw.choice([0, 1, 1, 1, 2]),
            background=Background(
                ethnic=draw.choice([None, "asian", "white"]), social=draw.choice([None, "working_class"])
            ),
            experiences=some(("first_in_family", "young_carer", "low_income"), 2),
            postcode_area=draw.choice(AREAS),
            travel_km=draw.choice([None, 3, 12, 60]),
            pioneer=draw.random() < 0.3,
        )
        for j in range(m)
    ]
    return mentees, mentors
