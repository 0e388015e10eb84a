"""The term's plan at the desk: published matches get monthly sessions, as one step that can be undone."""

from collections.abc import Sequence
from datetime import date, timedelta

from desktop.errors import RosterChanged
from desktop.i18n import _, ngettext
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.programme import Term
from desktop.models.record import SessionId, new_id
from desktop.models.sessions import PairRecord, Session, SessionState
from desktop.rules.meeting import common_slots
from desktop.scheduling import PairTimes, PlannedSession, PlanRequest, SessionPlan, Taken, plan
from desktop.workspace.desk import Desk, Progress, Stopped
from desktop.workspace.register import is_virtual_under_18

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
        today = self._desk.today()
        coming = [one for one in sessions if one.state is SessionState.PLANNED and one.day >= today]
        planned = {pair.match for one in coming if _in(one, term) for pair in one.pairs}
        pairs = tuple(pair for pair in self._pairs() if pair.match not in planned)
        first_day = _first_day(max(today + NOTICE, term.start), pairs, sessions)
        begins = min((one.start for one in programme.terms), default=term.start)
        counted = [one for one in sessions if _counts(one) and one.day >= begins]  # numbers begin anew each year
        return PlanRequest(
            pairs=pairs,
            term=term,
            first_day=first_day,
            minutes=programme.session_minutes,
            rooms=school.rooms,
            facilitators=school.facilitators,
            first_number=max((one.number for one in counted if one.day < first_day), default=0) + 1,
            last_number=programme.sessions_planned,
            taken=tuple(Taken(day=one.day, slot=one.slot, number=one.number) for one in counted if _in(one, term)),
        )

    @staticmethod
    def propose(
        request: PlanRequest, *, progress: Progress | None = None, stopped: Stopped | None = None
    ) -> SessionPlan:
        """Find the plan; a pure function of the request that any thread may run."""
        return plan(request, progress=progress, stopped=stopped)

    def adopt(self, found: SessionPlan) -> list[Session]:
        """Keep a plan's sessions as one step and return them. Raises RosterChanged if the matches changed meanwhile."""
        self._refuse_if_changed(found)
        sessions = [_session(one) for one in found.sessions]
        with self._desk.step(ngettext("Plan {n} session", "Plan {n} sessions", len(sessions))) as step:
            step.put_many(sessions)
        return sessions

    def _refuse_if_changed(self, found: SessionPlan) -> None:
        """Raise RosterChanged where a planned pair no longer runs, or has a session on one of its days by now."""
        running = {one.id for one in self._desk.store.all(Match) if one.state is MatchState.PUBLISHED}
        kept = {(pair.match, one.day) for one in self._desk.store.all(Session) if _counts(one) for pair in one.pairs}
        planned = {(pair.match, one.day) for one in found.sessions for pair in one.pairs}
        if planned & kept or not {match for match, _day in planned} <= running:
            raise RosterChanged(_("The matches changed while the plan was being made."), _("Plan the sessions again."))

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
                virtual_under_18=is_virtual_under_18(one, mentees[one.mentee], self._desk.today()),
            )
            for one in self._desk.store.all(Match)
            if one.state is MatchState.PUBLISHED and _takes_part(mentees[one.mentee], mentors[one.mentor])
        ]


def _takes_part(mentee: Mentee, mentor: Mentor) -> bool:
    """Whether both take part now: who is paused is planned again once they are back."""
    return mentee.state is PersonState.ACTIVE and mentor.state is PersonState.ACTIVE


def _counts(session: Session) -> bool:
    return session.state is not SessionState.CANCELLED


def _in(session: Session, term: Term) -> bool:
    return _counts(session) and term.start <= session.day <= term.end


def _first_day(earliest: date, pairs: Sequence[PairTimes], sessions: Sequence[Session]) -> date:
    """Return the first day to plan: where every pair has met in that month already, that of the next."""
    begins = earliest.replace(day=1)
    met = {pair.match for one in sessions if _counts(one) and begins <= one.day < earliest for pair in one.pairs}
    following = (begins + timedelta(days=32)).replace(day=1)
    return following if pairs and met >= {pair.match for pair in pairs} else earliest


def _session(planned: PlannedSession) -> Session:
    pairs = tuple(
        PairRecord(match=pair.match, mentee=pair.mentee, mentor=pair.mentor, table=pair.table) for pair in planned.pairs
    )
    return Session(
        id=SessionId(new_id()),
        pairs=pairs,
        **planned.model_dump(exclude={"pairs"}),
    )
