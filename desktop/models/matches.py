"""Matches from draft to close, the runs that proposed them, and pairs that must not be; no mathematics here."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from desktop.models.people import BlockReason, Modality
from desktop.models.record import BlockId, MatchId, MenteeId, MentorId, Record, RunId


class MatchState(StrEnum):
    """Where a match stands. It is never deleted: it is closed, or voided as a mistake within days."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    CLOSED = "closed"
    VOID = "void"


class Transition(Record):
    """Who moved a match to a state, and when (UTC)."""

    state: MatchState
    at: datetime
    by: str


class Closure(Record):
    """How a match ended, after MENTOR's Elements of Effective Practice."""

    kind: str  # planned | early
    reason: str
    exit_notes: str = ""
    rematch: bool = True


class Match(Record):
    """One mentee with one mentor, with the score and the criteria that made it (`criteria` sums to `score`)."""

    id: MatchId
    mentee: MenteeId
    mentor: MentorId
    state: MatchState = MatchState.DRAFT
    score: int = 0
    criteria: dict[str, int] = Field(default_factory=dict)
    pinned: bool = False
    modality: Modality = Modality.FACE_TO_FACE
    run: RunId | None = None
    started_on: date | None = None
    ended_on: date | None = None
    closure: Closure | None = None
    history: tuple[Transition, ...] = ()
    secret: str = ""  # keys this pair's randomised response; never leaves the file

    @property
    def open(self) -> bool:
        """Whether the match still counts: a draft, reviewed or running pair."""
        return self.state in (MatchState.DRAFT, MatchState.REVIEWED, MatchState.PUBLISHED)


class MatchRun(Record):
    """What a matching run was made from and what it proved, kept with its matches."""

    id: RunId
    at: datetime
    by: str
    roster_hash: str
    weights: dict[str, int]
    seed: int
    versions: dict[str, str]
    objective: dict[str, int]
    proof: str


class Block(Record):
    """Two people who must not be paired; `until` ends it. The reason's kind is kept, never a story."""

    id: BlockId
    mentee: MenteeId
    mentor: MentorId
    reason: BlockReason = BlockReason.BLOCKED
    until: date | None = None
