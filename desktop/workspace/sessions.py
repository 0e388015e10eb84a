"""Sessions at the desk and in the hall: the term's plan, the register's marks, the sheet's few lines, the close."""

from collections.abc import Callable
from datetime import time

from desktop.errors import Trouble
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentor, PersonState
from desktop.models.record import MatchId, MentorId, Record, SessionId
from desktop.models.sessions import PairRecord, Presence, Session, SessionState, VirtualChecks
from desktop.workspace.desk import Desk


class Marks(Record):
    """What a facilitator changes for one pair; None leaves a thing as it is."""

    mentee: Presence | None = None
    mentor: Presence | None = None
    absence_code: str | None = None
    arrived: time | None = None
    left: time | None = None
    minutes: int | None = None
    goal: str | None = None
    action: str | None = None
    mentee_rating: int | None = None
    mentor_rating: int | None = None


_FIELDS = {"mentee": "mentee_mark", "mentor": "mentor_mark"}


class Sessions:
    """Nobody counts as in the room until marked; a held session can still be put right."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Session]:
        """Return every session in order of day, time and room."""
        return sorted(self._desk.store.all(Session), key=lambda session: (session.day, session.start, session.room))

    def get(self, session: SessionId) -> Session:
        """Return one session; Trouble if it is gone."""
        return self._desk.known(Session, session, "session")

    def next(self) -> Session | None:
        """Return the next planned session, today's included."""
        today = self._desk.today()
        return next((one for one in self.all() if one.state is SessionState.PLANNED and one.day >= today), None)

    def to_close(self) -> list[Session]:
        """Return the sessions whose day is over and whose register was not closed."""
        today = self._desk.today()
        return [one for one in self.all() if one.state is SessionState.PLANNED and one.day < today]

    def running_matches(self) -> list[Match]:
        """Return the published matches."""
        return [match for match in self._desk.store.all(Match) if match.state is MatchState.PUBLISHED]

    def mark(self, session: SessionId, match: MatchId, marks: Marks) -> Session:
        """Put a facilitator's marks for one pair on the register."""
        changed = {_FIELDS.get(name, name): value for name, value in marks.model_dump(exclude_none=True).items()}
        return self._change_pair(session, match, "Mark the register", lambda pair: pair.model_copy(update=changed))

    def mark_rest_present(self, session: SessionId) -> Session:
        """Mark everybody who has no mark yet as present; those already marked stay as they are."""

        def present(pair: PairRecord) -> PairRecord:
            update = {
                name: Presence.PRESENT
                for name in ("mentee_mark", "mentor_mark")
                if getattr(pair, name) is Presence.UNMARKED
            }
            return pair.model_copy(update=update)

        current = self.get(session)
        count = sum(present(pair) != pair for pair in current.pairs)
        return self._put(
            current.model_copy(update={"pairs": tuple(present(pair) for pair in current.pairs)}),
            f"Mark the other {count} present",
        )

    def cover(self, session: SessionId, match: MatchId, mentor: MentorId) -> Session:
        """Let another mentor stand in for one session. A mentor who isn't active can't."""
        person = self._desk.known(Mentor, mentor, "mentor")
        if person.state is not PersonState.ACTIVE:
            raise Trouble("This mentor can't be in the room now.", "Choose another cover mentor.")
        return self._change_pair(
            session, match, "Name a cover mentor", lambda pair: pair.model_copy(update={"cover_mentor": mentor})
        )

    def check_virtual(self, session: SessionId, checks: VirtualChecks) -> Session:
        """Record the three ticks that a session with an under-18 virtual pair needs."""
        return self._put(self.get(session).model_copy(update={"virtual_checks": checks}), "Tick the virtual checks")

    def close(self, session: SessionId) -> Session:
        """Close the register: pairs that met without minutes get the planned ones; unmarked people were absent."""
        current = self.get(session)
        if current.state is SessionState.CANCELLED:
            raise Trouble("This session was cancelled.", "Undo the cancelling first if it took place.")
        if current.day > self._desk.today():
            raise Trouble("This session hasn't taken place yet.", "Close it on the day or after.")
        planned = self._desk.programme.session_minutes
        pairs = tuple(_closed(pair, planned) for pair in current.pairs)
        return self._put(current.model_copy(update={"pairs": pairs, "state": SessionState.HELD}), "Close the register")

    def cancel(self, session: SessionId, *, note: str = "") -> Session:
        """Cancel a session that won't take place; its number stays."""
        return self._put(
            self.get(session).model_copy(update={"state": SessionState.CANCELLED, "note": note}), "Cancel a session"
        )

    def last_action(self, match: MatchId, before: Session) -> str:
        """Return the action a pair agreed in their latest session before this one."""
        earlier = [one for one in self.all() if (one.day, one.start) < (before.day, before.start)]
        actions = [pair.action for one in earlier for pair in one.pairs if pair.match == match and pair.action]
        return actions[-1] if actions else ""

    def next_after(self, match: MatchId, after: Session) -> Session | None:
        """Return a pair's next planned session after this one."""
        later = (one for one in self.all() if (one.day, one.start) > (after.day, after.start))
        return next((one for one in later if any(pair.match == match for pair in one.pairs)), None)

    def _change_pair(
        self, session: SessionId, match: MatchId, label: str, change: Callable[[PairRecord], PairRecord]
    ) -> Session:
        current = self.get(session)
        if not any(pair.match == match for pair in current.pairs):
            raise Trouble("This pair isn't on that register.", "Look at the session's list of pairs.")
        pairs = tuple(change(pair) if pair.match == match else pair for pair in current.pairs)
        return self._put(current.model_copy(update={"pairs": pairs}), label)

    def _put(self, session: Session, label: str) -> Session:
        session = Session.model_validate(session.model_dump())
        with self._desk.step(label) as step:
            step.put(session)
        return session


def _closed(pair: PairRecord, planned_minutes: int) -> PairRecord:
    marks = {
        name: Presence.ABSENT for name in ("mentee_mark", "mentor_mark") if getattr(pair, name) is Presence.UNMARKED
    }
    pair = pair.model_copy(update=marks)
    return pair.model_copy(update={"minutes": planned_minutes}) if pair.met and pair.minutes is None else pair
