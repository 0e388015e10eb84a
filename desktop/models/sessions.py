"""Sessions and who was there; planning and printing are others' work."""

from datetime import date, time
from enum import StrEnum

from pydantic import Field

from desktop.models.record import MatchId, MenteeId, MentorId, Record, ReferralId, SessionId, StaffId


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Presence(StrEnum):
    """A mark on the register. UNMARKED counts nobody as in the room."""

    UNMARKED = "unmarked"
    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"


class PairRecord(Record):
    """A pair's place and record in a session: table, both marks, minutes, the sheet's few lines and ratings.

    `signed_in` is when the mentor came, `arrived` and `left` are the young person's.
    """

    match: MatchId
    mentee: MenteeId
    mentor: MentorId
    table: int | None = None
    mentee_mark: Presence = Presence.UNMARKED
    mentor_mark: Presence = Presence.UNMARKED
    signed_in: time | None = None
    absence_code: str = ""
    arrived: time | None = None
    left: time | None = None
    cover_mentor: MentorId | None = None
    minutes: int | None = Field(default=None, ge=0, le=600)
    goal: str = ""
    action: str = ""
    mentee_rating: int | None = Field(default=None, ge=1, le=5)
    mentor_rating: int | None = Field(default=None, ge=1, le=5)

    @property
    def met(self) -> bool:
        """Whether the pair met: the mentee with the mentor or a cover mentor."""
        here = (Presence.PRESENT, Presence.LATE)
        return self.mentee_mark in here and (self.mentor_mark in here or self.cover_mentor is not None)


class VirtualChecks(Record):
    """What must be ticked for each session that has a virtual pair under 18."""

    approved_platform: bool = False
    staff_present: bool = False
    observable: bool = False

    @property
    def complete(self) -> bool:
        """Whether all three are ticked."""
        return self.approved_platform and self.staff_present and self.observable


class Session(Record):
    """One evening: a room, a facilitator, the pairs due. `number` counts within the programme from 1."""

    id: SessionId
    number: int = Field(ge=1)
    day: date
    start: time
    finish: time
    slot: str = ""
    room: str = ""
    facilitator: StaffId | None = None
    state: SessionState = SessionState.PLANNED
    pairs: tuple[PairRecord, ...] = ()
    virtual_checks: VirtualChecks = VirtualChecks()
    note: str = ""


class Referral(Record):
    """A pioneer who brought a peer in; the tree of these is how reach grows."""

    id: ReferralId
    pioneer: MenteeId
    referred: MenteeId
    on: date
