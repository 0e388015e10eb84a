"""What the lines of a register mean: who was there, who can't meet, what closing makes of them; it knows no file."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, time
from typing import Literal

from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Modality, PersonState
from desktop.models.record import MatchId, MenteeId, MentorId, Record
from desktop.models.sessions import PairRecord, Presence, Session, SessionState

ADULT = 18


class Marks(Record):
    """What a facilitator changes for one pair; None leaves a thing as it is, `emptied` names what is taken off."""

    mentee: Presence | None = None
    mentor: Presence | None = None
    absence_code: str | None = None
    signed_in: time | None = None
    arrived: time | None = None
    left: time | None = None
    minutes: int | None = None
    goal: str | None = None
    action: str | None = None
    mentee_rating: int | None = None
    mentor_rating: int | None = None
    cover_mentor: MentorId | None = None
    emptied: tuple[Literal["arrived", "left", "minutes", "mentee_rating", "mentor_rating", "cover_mentor"], ...] = ()

    @property
    def of_the_day(self) -> bool:
        """Whether these tell of the session itself; goals, cover and who can't come are known before it."""
        here = {self.mentee, self.mentor} & set(HERE)
        return bool(here) or any(
            one is not None
            for one in (self.signed_in, self.arrived, self.left, self.minutes, self.mentee_rating, self.mentor_rating)
        )


HERE = (Presence.PRESENT, Presence.LATE)


def is_virtual_under_18(match: Match, mentee: Mentee, day: date) -> bool:
    """Return whether a pair meets online, if only at times, with somebody under 18 or of unknown age."""
    age = mentee.age_on(day)
    return match.modality is not Modality.FACE_TO_FACE and (age is None or age < ADULT)


def stayed_away(pair: PairRecord) -> bool:
    """Whether somebody marked that this pair didn't meet; nobody's mark is no proof."""
    without_mentor = pair.mentor_mark is Presence.ABSENT and pair.cover_mentor is None
    return pair.mentee_mark is Presence.ABSENT or without_mentor


def still_runs(match: Match) -> bool:
    """Return whether a match is a running one."""
    return match.state is MatchState.PUBLISHED


def cant_meet(pair: PairRecord, away: Collection[str]) -> bool:
    """Return whether somebody of a pair is away so that the other would come alone; cover stands in for a mentor."""
    return pair.mentee in away or (pair.cover_mentor or pair.mentor) in away


def goes_ahead(session: Session, running: Collection[MatchId], mentees: Mapping[MenteeId, Mentee]) -> bool:
    """Return whether anybody meets in a session: a pair of `running` matches, of somebody who takes part."""
    return any(
        pair.match in running and (one := mentees.get(pair.mentee)) is not None and one.state is PersonState.ACTIVE
        for pair in session.pairs
    )


def coming_without(sessions: Iterable[Session], leaves: Callable[[PairRecord], bool], *, today: date) -> list[Session]:
    """Return the planned sessions from today on that some pairs leave; one in which nobody is left is cancelled.

    A pair that has a mark in today's register already was there: its hour stays.
    """
    changed = []
    for session in sessions:
        left = tuple(pair for pair in session.pairs if _marked(pair) or not leaves(pair))
        if session.state is SessionState.PLANNED and session.day >= today and left != session.pairs:
            state = SessionState.PLANNED if left else SessionState.CANCELLED
            changed.append(session.model_copy(update={"pairs": left, "state": state}))
    return changed


def _marked(pair: PairRecord) -> bool:
    return (pair.mentee_mark, pair.mentor_mark) != (Presence.UNMARKED, Presence.UNMARKED)


def at_once(one: Session, other: Session) -> bool:
    """Return whether two sessions run at the same time."""
    return one.day == other.day and one.start < other.finish and other.start < one.finish


def presumed_present(pair: PairRecord, clear: Collection[MentorId]) -> PairRecord:
    """Return the pair with those who have no mark as present, but for a mentor with cover or not among `clear`."""
    update = {}
    if pair.mentee_mark is Presence.UNMARKED:
        update["mentee_mark"] = Presence.PRESENT
    if pair.mentor_mark is Presence.UNMARKED and pair.cover_mentor is None and pair.mentor in clear:
        update["mentor_mark"] = Presence.PRESENT
    return pair.model_copy(update=update)


def unsigned(pair: PairRecord) -> bool:
    """Return whether nobody said if the mentor came, and nobody stands in."""
    return pair.mentor_mark is Presence.UNMARKED and pair.cover_mentor is None


def signed_as(pair: PairRecord, mark: Presence) -> PairRecord:
    """Return the pair with what was said of a mentor whom nobody signed in."""
    return pair.model_copy(update={"mentor_mark": mark}) if unsigned(pair) else pair


def closed(pair: PairRecord, planned_minutes: int) -> PairRecord:
    """Return the pair as a closed register has it: unmarked was absent, and who met without minutes met the planned."""
    if pair.mentee_mark is Presence.UNMARKED:
        pair = pair.model_copy(update={"mentee_mark": Presence.ABSENT})
    return pair.model_copy(update={"minutes": planned_minutes}) if pair.met and pair.minutes is None else pair
