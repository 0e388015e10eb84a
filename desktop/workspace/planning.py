"""The term's plan at the desk: published matches get monthly sessions, as one step that can be undone."""

from datetime import timedelta

from desktop.i18n import ngettext
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor
from desktop.models.programme import Term
from desktop.models.record import SessionId, new_id
from desktop.models.sessions import PairRecord, Session, SessionState
from desktop.rules.meeting import common_slots
from desktop.scheduling import PairTimes, PlannedSession, PlanRequest, SessionPlan, plan
from desktop.workspace.desk import Desk, Progress, Stopped

SHORTEST_TERM = timedelta(days=21)
NOTICE = timedelta(days=4)  # families and volunteers need to hear of a session before it is held


class Planning:
    """Sessions of a term are planned for pairs that have none planned yet; held sessions are never touched."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def request(self, term: Term | None = None) -> PlanRequest:
        """Return what a plan depends on, as frozen values for a job on another thread."""
        school, programme, term = self._desk.school, self._desk.programme, term or self._term()
        sessions = self._desk.store.all(Session)
        planned = {pair.match for one in sessions if _coming_in(one, term) for pair in one.pairs}
        held = max((one.number for one in sessions if one.day < term.start), default=0)
        return PlanRequest(
            pairs=tuple(pair for pair in self._pairs() if pair.match not in planned),
            term=term,
            first_day=self._desk.today() + NOTICE,
            minutes=programme.session_minutes,
            rooms=school.rooms,
            facilitators=school.facilitators,
            first_number=held + 1,
        )

    @staticmethod
    def propose(
        request: PlanRequest, *, progress: Progress | None = None, stopped: Stopped | None = None
    ) -> SessionPlan:
        """Find the plan; a pure function of the request that any thread may run."""
        return plan(request, progress=progress, stopped=stopped)

    def adopt(self, found: SessionPlan) -> list[Session]:
        """Keep a plan's sessions as one step and return them."""
        sessions = [_session(one) for one in found.sessions]
        with self._desk.step(ngettext("Plan {n} session", "Plan {n} sessions", len(sessions))) as step:
            step.put_many(sessions)
        return sessions

    def _term(self) -> Term:
        """Return this term, unless too little of it is left for a monthly session."""
        terms, today = self._desk.programme.terms, self._desk.today()
        return next((term for term in terms if term.end - today >= SHORTEST_TERM), self._desk.term)

    def _pairs(self) -> list[PairTimes]:
        mentees = {one.id: one for one in self._desk.store.all(Mentee)}
        mentors = {one.id: one for one in self._desk.store.all(Mentor)}
        return [
            PairTimes(
                match=one.id,
                mentee=one.mentee,
                mentor=one.mentor,
                slots=tuple(sorted(common_slots(mentees[one.mentee], mentors[one.mentor]))),
            )
            for one in self._desk.store.all(Match)
            if one.state is MatchState.PUBLISHED
        ]


def _coming_in(session: Session, term: Term) -> bool:
    return session.state is not SessionState.CANCELLED and term.start <= session.day <= term.end


def _session(planned: PlannedSession) -> Session:
    pairs = tuple(
        PairRecord(match=pair.match, mentee=pair.mentee, mentor=pair.mentor, table=pair.table) for pair in planned.pairs
    )
    return Session(
        id=SessionId(new_id()),
        pairs=pairs,
        **planned.model_dump(exclude={"pairs"}),
    )
