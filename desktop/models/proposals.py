"""What a matching is asked and what it answers; the mathematics and the rules in between are others' work."""

from datetime import date

from pydantic import Field

from desktop.models.consent import Consent
from desktop.models.matches import Block, Match
from desktop.models.people import Mentee, Mentor, Modality
from desktop.models.programme import Programme
from desktop.models.record import MatchId, MenteeId, MentorId, Record


class RefusedPin(Record):
    """A pinned or running pair that can't be kept, and why."""

    mentee: str
    mentor: str
    running: bool
    reasons: tuple[str, ...]


class MatchingRequest(Record):
    """Everything a matching depends on; the order of people is no matter.

    Published matches run and stay unless they are `released` or break a rule; one that does holds its mentor's place
    until a person ends it. Drafts are proposals of before, kept only among equals unless pinned. `relaxed` names rules
    a what-if scenario drops. `weights` and `seed` default to the shipped weights and the policy's seed; a weight that
    is no whole number is told when the request is matched.
    """

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    programme: Programme
    today: date
    consents: tuple[Consent, ...] = ()
    blocks: tuple[Block, ...] = ()
    matches: tuple[Match, ...] = ()
    meeting_area: str | None = None
    weights: dict[str, object] = Field(default_factory=dict)
    seed: int | None = None
    pinned: tuple[tuple[MenteeId, MentorId], ...] = ()
    forbidden: tuple[tuple[MenteeId, MentorId], ...] = ()
    released: tuple[MatchId, ...] = ()
    relaxed: tuple[str, ...] = ()
    seconds: float = Field(default=60.0, gt=0, le=3600)


class ProposedPair(Record):
    """One pair: the points of each criterion, which sum to its score, and how the two would meet."""

    mentee: MenteeId
    mentor: MentorId
    score: int
    criteria: dict[str, int]
    modality: Modality
    pinned: bool = False
    running: bool = False
    notes: tuple[str, ...] = ()


class Unmatched(Record):
    """A mentee without a mentor: the rule that bars them, `competition` or `no_mentor`, and the reason in words."""

    mentee: MenteeId
    rule: str
    reason: str
    advice: str = ""


class Proof(Record):
    """What is proved: with `gap` 0 no better answer exists; else none is better by more than the gap in total points.

    `primal` is the worth of the pairs the computer chose, `dual` the sum of all prices: equal, in integers.
    """

    proved: bool
    gap: int
    primal: int
    dual: int
    priced_pairs: int
    line: str


class RunRecord(Record):
    """What the run was made from, kept with its matches."""

    roster_hash: str
    weights: dict[str, int]
    seed: int
    versions: dict[str, str]
    objective: dict[str, int]
    proof: str


class MatchingProposal(Record):
    """The answer: pairs in order of mentee id, everyone unmatched with a reason, pins refused, objective and proof."""

    pairs: tuple[ProposedPair, ...]
    unmatched: tuple[Unmatched, ...]
    refused_pins: tuple[RefusedPin, ...]
    objective: dict[str, int]
    proof: Proof
    run: RunRecord

    def as_json(self) -> dict[str, object]:
        """Return the shape of `match --json`."""
        return {
            "pairs": [
                {"mentee": pair.mentee, "mentor": pair.mentor, "score": pair.score, "criteria": pair.criteria}
                for pair in self.pairs
            ],
            "unmatched": [{"mentee": person.mentee, "reason": person.reason} for person in self.unmatched],
            "objective": self.objective,
            "proof": self.proof.model_dump(),
        }
