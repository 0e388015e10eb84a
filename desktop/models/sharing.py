"""What this school keeps of its dealings with head office, and how they stand; sending is sync's business."""

from datetime import datetime
from enum import StrEnum

from desktop.models.record import Record
from desktop.models.wire import Held, Narrowing


class Enrolment(Record):
    """This PC's standing with head office; the private key (Ed25519, hex) lives only in the encrypted file.

    `seen` is what head office was last seen to hold. `taken_over` says that another PC is the site now.
    """

    id: str = "enrolment"  # one a file
    office_url: str
    site: str
    epoch: int
    private_key: str
    office_public_key: str
    enrolled_at: datetime
    seen: tuple[Held, ...] = ()
    narrowing: Narrowing = Narrowing()
    taken_over: bool = False

    def held(self, term: str) -> Held | None:
        """Return what head office was last seen to hold of a term."""
        return next((held for held in self.seen if held.term == term), None)


class Approval(Record):
    """A person saw what leaves for a term and said yes, for one version of the promise.

    `over` is the highest revision at head office that they agreed to replace, though this file doesn't remember it.
    """

    id: str  # the term's code
    term: str
    spec: int
    by: str
    at: datetime
    over: int = 0


class ReleaseState(StrEnum):
    """How far a release got.

    PREPARED: frozen here, not tried yet. WAITING: tried, without an answer that can be believed. SENT: head office's
    signed answer was verified. CONFIRMED: head office was asked again and holds the same digest. REFUSED: head office
    said why. REPLACED: a later release took its place. RETRACTED: head office confirmed that it keeps nothing.
    """

    PREPARED = "prepared"
    WAITING = "waiting"
    SENT = "sent"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REPLACED = "replaced"
    RETRACTED = "retracted"


class StoredRelease(Record):
    """A frozen release of one term: the canonical body's text, its SHA-256 and what head office answered.

    A retraction has an empty body and digest. A replaced release keeps its digest and answer, not its body.
    """

    id: str
    term: str
    revision: int
    digest: str
    body: str
    records: int
    state: ReleaseState
    prepared_at: datetime
    epoch: int = 0
    spec: int = 1
    retraction: bool = False
    approved_by: str = ""
    answered_at: datetime | None = None
    answer: str = ""


class Standing(StrEnum):
    """How a term stands with head office, as the window says it."""

    NOT_ENROLLED = "not_enrolled"
    NOT_APPROVED = "not_approved"  # saved here; a person has to look at it first
    PREPARED = "prepared"
    WAITING = "waiting"
    SENT = "sent"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    ASKED = "asked"  # head office holds one that this file doesn't know: a person decides
    TAKEN_OVER = "taken_over"
    RETRACTED = "retracted"


class TermStanding(Record):
    """How one term stands, with its sentence; `records` and `digest` are those of the release in question."""

    term: str
    standing: Standing
    words: str
    records: int = 0
    revision: int = 0
    digest: str = ""
    at: datetime | None = None


class SyncReport(Record):
    """What a sync did: every term's standing, and in how many seconds to try again by itself.

    `words` says what went otherwise than expected and is empty when all went well; each term has its own sentence.
    """

    terms: tuple[TermStanding, ...] = ()
    reached: bool = False
    words: str = ""
    next_try: float = 0.0
