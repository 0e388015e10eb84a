"""What this school keeps of its dealings with head office: the enrolment and each release with its answer."""

from datetime import datetime
from enum import StrEnum

from desktop.models.record import Record


class Enrolment(Record):
    """This PC's standing with head office; the private key (Ed25519, hex) lives only in the encrypted file."""

    id: str = "enrolment"  # one a file
    office_url: str
    site: str
    epoch: int
    private_key: str
    office_public_key: str
    enrolled_at: datetime


class ReleaseState(StrEnum):
    """How far a release got; SENT means that it left, CONFIRMED that head office's signed answer was verified."""

    PREPARED = "prepared"
    WAITING = "waiting"
    SENT = "sent"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REPLACED = "replaced"
    RETRACTED = "retracted"


class StoredRelease(Record):
    """A frozen release of one term: the canonical body's text, its SHA-256 and what head office answered."""

    id: str
    term: str
    revision: int
    digest: str
    body: str
    records: int
    state: ReleaseState
    prepared_at: datetime
    approved_by: str = ""
    answered_at: datetime | None = None
    answer: str = ""
