"""How two people could meet: when, where and in which way; whether they should is for eligibility to say."""

from dataclasses import dataclass
from functools import cache

from desktop.models.people import Mentee, Mentor, Modality
from desktop.models.vocabulary import vocabulary
from desktop.rules.circumstances import Circumstances
from desktop.rules.places import kilometres
from desktop.rules.readiness import current_consent

IN_PERSON = (None, Modality.FACE_TO_FACE, Modality.HYBRID)
ONLINE = (None, Modality.VIRTUAL, Modality.HYBRID)


@cache
def slots(times: tuple[str, ...]) -> frozenset[str]:
    """Return the slots a person is free in; a day such as `mon` stands for all its parts."""
    days = vocabulary("days").codes
    parts = [code for code in vocabulary("slots").codes if code.split("-")[0] in times]
    return frozenset(parts) | {time for time in times if time not in days}


def common_slots(mentee: Mentee, mentor: Mentor) -> frozenset[str]:
    """Return the slots in which both are free."""
    return slots(mentee.availability) & slots(mentor.availability)


def area_of_meeting(mentee: Mentee, c: Circumstances) -> str | None:
    """Return the postcode area in which a mentee meets a mentor in person."""
    return mentee.postcode_area or c.meeting_area


def travel_limit(mentor: Mentor, c: Circumstances) -> int:
    """Return how far a mentor travels, in kilometres."""
    return c.policy.default_travel_km if mentor.travel_km is None else mentor.travel_km


def online_bar(mentee: Mentee, c: Circumstances) -> str | None:
    """Return the rule that keeps a mentee from meeting online, None where nothing does. No date of birth: under 18."""
    age = mentee.age_on(c.today)
    if (age is None or age < 18) and not c.policy.virtual_under_18:
        return "under_18_virtual"
    form = current_consent(c.consents.get(mentee.id, ()), c.programme)
    return None if form is not None and form.choices.virtual_sessions else "virtual_consent"


@dataclass(frozen=True)
class Ways:
    """What both would do, what is open to them, and what is in between."""

    both_in_person: bool
    both_online: bool
    km: int | None
    too_far: bool
    online_bar: str | None

    @property
    def in_person(self) -> bool:
        """Whether they can meet in person."""
        return self.both_in_person and not self.too_far

    @property
    def online(self) -> bool:
        """Whether they can meet online."""
        return self.both_online and self.online_bar is None


def ways(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Ways:
    """Work out how two people could meet. A distance that isn't known keeps nobody apart."""
    km = kilometres(area_of_meeting(mentee, c), mentor.postcode_area)
    free_choice = "modality" in c.relaxed
    return Ways(
        both_in_person=free_choice or (mentee.modality in IN_PERSON and mentor.modality in IN_PERSON),
        both_online=free_choice or (mentee.modality in ONLINE and mentor.modality in ONLINE),
        km=km,
        too_far=km is not None and km > travel_limit(mentor, c) and "distance" not in c.relaxed,
        online_bar=online_bar(mentee, c),
    )


def way_of_meeting(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Modality | None:
    """Return how a pair would meet: hybrid where both wish it, else in person before online; None if not at all."""
    open_ways = ways(mentee, mentor, c)
    wished = mentee.modality is Modality.HYBRID and mentor.modality is Modality.HYBRID
    if wished and open_ways.in_person and open_ways.online:
        return Modality.HYBRID
    if open_ways.in_person:
        return Modality.FACE_TO_FACE
    return Modality.VIRTUAL if open_ways.online else None
