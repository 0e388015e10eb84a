"""Answers to surveys and hand-overs to the safeguarding lead; what change they show is computed elsewhere."""

from datetime import date, datetime
from enum import StrEnum

from desktop.models.record import ConcernId, MatchId, MenteeId, OutcomeId, Record


class Wave(StrEnum):
    """When a survey was taken."""

    BEFORE = "before"
    MIDWAY = "midway"
    AFTER = "after"


class Outcome(Record):
    """One mentee's answers to one survey; items stand in the surveys vocabulary, a missing item is unanswered."""

    id: OutcomeId
    mentee: MenteeId
    match: MatchId | None = None
    survey: str
    wave: Wave
    on: date
    answers: dict[str, int]


class Concern(Record):
    """That a concern was handed to the DSL, never what it was: it is not in match notes and never syncs."""

    id: ConcernId
    reference: str
    at: datetime
    told_by: str
    received_by: str
