"""Consent as a dated object, one a mentee and academic year; which consent is good today is a rule."""

from datetime import date
from enum import StrEnum

from desktop.models.record import ConsentId, MenteeId, Record


class ConsentResponse(StrEnum):
    """What came back."""

    NOT_RETURNED = "not_returned"
    GIVEN = "given"
    REFUSED = "refused"


class ConsentRoute(StrEnum):
    """How it came back."""

    PAPER = "paper"
    PHONE = "phone"
    EMAIL = "email"
    IN_PERSON = "in_person"


class ConsentChoices(Record):
    """The five separate ticks of the form."""

    take_part: bool = False
    surveys: bool = False
    share_anonymised: bool = False
    photo: bool = False
    virtual_sessions: bool = False


class Consent(Record):
    """One form: issued, perhaps returned or withdrawn. `reference` is opaque and stands on the paper as a code."""

    id: ConsentId
    mentee: MenteeId
    academic_year: str
    form_version: str
    reference: str
    language: str = "en"
    issued_on: date
    return_by: date | None = None
    response: ConsentResponse = ConsentResponse.NOT_RETURNED
    choices: ConsentChoices = ConsentChoices()
    received_on: date | None = None
    route: ConsentRoute | None = None
    recorded_by: str = ""
    signed_by: str = ""
    relationship: str = ""
    parental_responsibility: bool | None = None
    withdrawn_on: date | None = None
    invalidated_on: date | None = None
