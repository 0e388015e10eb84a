"""Sessions at the desk and in the hall: the term's plan, the register's marks, the sheet's few lines, the close."""

from collections.abc import Callable
from datetime import date

from desktop.errors import Trouble
from desktop.i18n import _, ngettext, said_day
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import MatchId, MenteeId, MentorId, SessionId
from desktop.models.sessions import PairRecord, Presence, Session, SessionState, VirtualChecks
from desktop.rules.readiness import clear_to_meet
from desktop.workspace.desk import Desk
from desktop.workspace.register import (
    HERE,
    Marks,
    at_once,
    closed,
    goes_ahead,
    is_virtual_under_18,
    presumed_present,
    signed_as,
    stayed_away,
    still_runs,
    unsigned,
)


class ChecksMissing(Trouble):
    """A session with somebody under 18 online lacks one of its three ticks."""


class NotYet(Trouble):
    """Nobody can have been at a session whose day has not come."""


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
        return self._desk.known(Session, session, _("session"))

    def next(self) -> Session | None:
        """Return the next planned session, today's included, in which somebody still meets."""
        return next((one for one in self.coming() if self._goes_ahead(one)), None)

    def coming(self) -> list[Session]:
        """Return the planned sessions from today on, those too in which nobody meets any more."""
        today = self._desk.today()
        return [one for one in self.all() if one.state is SessionState.PLANNED and one.day >= today]

    def _goes_ahead(self, session: Session) -> bool:
        store = self._desk.store
        running = {one.id for one in store.page(Match, [pair.match for pair in session.pairs]) if still_runs(one)}
        mentees = {one.id: one for one in store.page(Mentee, [pair.mentee for pair in session.pairs])}
        return goes_ahead(session, running, mentees)

    def to_close(self) -> list[Session]:
        """Return the sessions whose day is over and whose register was not closed."""
        today = self._desk.today()
        return [one for one in self.all() if one.state is SessionState.PLANNED and one.day < today]

    def running_matches(self) -> list[Match]:
        """Return the published matches."""
        return [match for match in self._desk.store.all(Match) if match.state is MatchState.PUBLISHED]

    def mark(self, session: SessionId, match: MatchId, marks: Marks) -> Session:
        """Put a facilitator's marks for one pair on the register; a mentor who isn't clear to meet isn't signed in.

        Before its day only what can be known then is taken: that somebody can't come, a goal, an action, cover.
        """
        return self._mark(session, match, marks, _("Mark the register"))

    def _mark(self, session: SessionId, match: MatchId, marks: Marks, label: str) -> Session:
        current = self._running(session)
        if marks.of_the_day:
            self._refuse_ahead(current)
        if marks.cover_mentor is not None:
            self._refuse_cover(current, match, marks.cover_mentor)
        elif marks.mentor in HERE:
            for pair in current.pairs:
                if pair.match == match:
                    self._refuse_unclear(pair.cover_mentor or pair.mentor, current)
        given = marks.model_dump(exclude_none=True, exclude={"emptied"})
        changed = {_FIELDS.get(name, name): value for name, value in given.items()} | dict.fromkeys(marks.emptied)
        return self._change_pair(session, match, label, lambda pair: pair.model_copy(update=changed))

    def to_come(self, session: Session) -> bool:
        """Return whether a session's day has not come: nobody can have been there."""
        return session.day > self._desk.today()

    def mark_rest_present(self, session: SessionId) -> Session:
        """Mark who has no mark yet as present, but for mentors not clear to meet or with cover, and who is paused."""
        current = self._running(session)
        self._refuse_ahead(current)
        clear = {one.id for one in self.clear_mentors(current.day)}
        paused = self.paused_in(current)
        pairs = tuple(pair if pair.mentee in paused else presumed_present(pair, clear) for pair in current.pairs)
        young = sum(pair.mentee_mark is Presence.UNMARKED and pair.mentee not in paused for pair in current.pairs)
        count = young or sum(new != old for new, old in zip(pairs, current.pairs, strict=True))
        label = ngettext("Mark {n} other pair present", "Mark {n} other pairs present", count)
        return self._put(current.model_copy(update={"pairs": pairs}), label)

    def paused_in(self, session: Session) -> set[MenteeId]:
        """Return the young people of a session who are paused: nobody presumes that they come."""
        people = self._desk.store.page(Mentee, [pair.mentee for pair in session.pairs])
        return {one.id for one in people if one.state is PersonState.PAUSED}

    def clear_mentors(self, day: date) -> list[Mentor]:
        """Return the mentors who are clear to meet on a day."""
        policy = self._desk.programme.policy
        return [one for one in self._desk.store.all(Mentor) if clear_to_meet(one, policy, today=day)]

    def cover(self, session: SessionId, match: MatchId, mentor: MentorId) -> Session:
        """Let another mentor stand in for one session; one who isn't clear to meet, or has a pair then, can't."""
        return self._mark(session, match, Marks(cover_mentor=mentor), _("Name a cover mentor"))

    def _refuse_cover(self, session: Session, match: MatchId, mentor: MentorId) -> None:
        self._refuse_unclear(mentor, session)
        if mentor in self.busy(session, but=match):
            raise Trouble(_("This mentor is with another young person then."), _("Choose another cover mentor."))

    def busy(self, session: Session, *, but: MatchId | None = None) -> set[MentorId]:
        """Return the mentors who have a pair, or cover one, while a session runs; `but` leaves one pair out."""
        meanwhile = [one for one in self.all() if at_once(one, session) and one.state is not SessionState.CANCELLED]
        pairs = [pair for one in meanwhile for pair in one.pairs if (one.id, pair.match) != (session.id, but)]
        own = {pair.mentor for pair in pairs if pair.cover_mentor is None and pair.mentor_mark is not Presence.ABSENT}
        return own | {pair.cover_mentor for pair in pairs if pair.cover_mentor is not None}

    def online_under_18(self, session: Session) -> int:
        """Return how many pairs of a session meet online with somebody under 18: they need the three ticks."""
        return len(self._online_under_18(session))

    def unchecked(self, session: Session) -> int:
        """Return how many such pairs nobody marked as absent though the three ticks aren't all there."""
        if session.virtual_checks.complete:
            return 0
        return sum(not stayed_away(pair) for pair in self._online_under_18(session))

    def _online_under_18(self, session: Session) -> list[PairRecord]:
        matches = {one.id: one for one in self._desk.store.page(Match, [pair.match for pair in session.pairs])}
        mentees = {one.id: one for one in self._desk.store.page(Mentee, [pair.mentee for pair in session.pairs])}
        return [
            pair
            for pair in session.pairs
            if pair.match in matches
            and pair.mentee in mentees
            and is_virtual_under_18(matches[pair.match], mentees[pair.mentee], session.day)
        ]

    def check_virtual(self, session: SessionId, checks: VirtualChecks) -> Session:
        """Record the three ticks that a session with an under-18 virtual pair needs."""
        label = _("Tick the online checks")
        return self._put(self._running(session).model_copy(update={"virtual_checks": checks}), label)

    def unsigned(self, session: Session) -> int:
        """Return how many mentors of a session nobody signed in or marked; who has cover is not asked after."""
        return sum(unsigned(pair) for pair in session.pairs)

    def close(self, session: SessionId, *, mentors: Presence = Presence.UNMARKED) -> Session:
        """Close the register: pairs that met without minutes get the planned ones; unmarked young people were absent.

        `mentors` is what was said of those not signed in; one who isn't clear to meet is never said to have been here.
        Trouble where somebody under 18 was to meet online and the three checks aren't ticked.
        """
        current = self._running(session)
        if current.day > self._desk.today():
            raise Trouble(_("This session hasn’t taken place yet."), _("Close it on the day or after."))
        self._refuse_unchecked(current)
        planned = self._desk.programme.session_minutes
        clear = {one.id for one in self.clear_mentors(current.day)} if mentors in HERE else set()
        signed = [
            signed_as(pair, mentors) if mentors not in HERE or pair.mentor in clear else pair for pair in current.pairs
        ]
        pairs = tuple(closed(pair, planned) for pair in signed)
        held = current.model_copy(update={"pairs": pairs, "state": SessionState.HELD})
        return self._put(held, _("Close the session"))

    def cancel(self, session: SessionId, *, note: str = "") -> Session:
        """Cancel a session that won't take place; its number stays."""
        current = self._running(session)
        if current.state is SessionState.HELD:
            raise Trouble(_("This session was held."), _("Open it again in the list of sessions first."))
        cancelled = current.model_copy(update={"state": SessionState.CANCELLED, "note": note or current.note})
        return self._put(cancelled, _("Call off a session"))

    def reopen(self, session: SessionId) -> Session:
        """Open a held session again, as one closed by mistake; its marks stay as they are."""
        current = self._running(session)
        if current.state is not SessionState.HELD:
            return current
        return self._put(current.model_copy(update={"state": SessionState.PLANNED}), _("Open a session again"))

    def bring_back(self, session: SessionId) -> Session:
        """Plan a called-off session again with the pairs that still run; Trouble if none does or one is away."""
        current = self.get(session)
        if current.state is not SessionState.CANCELLED:
            return current
        running = {one.id for one in self.running_matches()}
        over = current.day < self._desk.today()
        pairs = tuple(pair for pair in current.pairs if over or pair.match in running)
        if not pairs:
            raise Trouble(_("No pair is left that could meet in this session."), _("Plan the sessions again."))
        if self.busy(current) & {pair.cover_mentor or pair.mentor for pair in pairs}:
            raise Trouble(
                _("Some of its pairs, or their mentors, are in another session then."), _("Call that one off first.")
            )
        back = current.model_copy(update={"pairs": pairs, "state": SessionState.PLANNED})
        return self._put(back, _("Bring back a session"))

    def cancel_empty(self) -> list[Session]:
        """Call off the sessions to come in which nobody meets any more, as one step."""
        empty = [one for one in self.coming() if not self._goes_ahead(one)]
        cancelled = [one.model_copy(update={"state": SessionState.CANCELLED}) for one in empty]
        with self._desk.step(ngettext("Call off {n} session", "Call off {n} sessions", len(cancelled))) as step:
            step.put_many(cancelled)
        return cancelled

    def last_action(self, match: MatchId, before: Session) -> str:
        """Return the action a pair agreed in their latest session before this one."""
        earlier = [one for one in self.all() if (one.day, one.start) < (before.day, before.start)]
        actions = [pair.action for one in earlier for pair in one.pairs if pair.match == match and pair.action]
        return actions[-1] if actions else ""

    def next_after(self, match: MatchId, after: Session) -> Session | None:
        """Return a pair's next planned session after this one."""
        later = (one for one in self.all() if (one.day, one.start) > (after.day, after.start))
        planned = (one for one in later if one.state is SessionState.PLANNED)
        return next((one for one in planned if any(pair.match == match for pair in one.pairs)), None)

    def _running(self, session: SessionId) -> Session:
        """Return a session whose register can still be worked on."""
        current = self.get(session)
        if current.state is SessionState.CANCELLED:
            raise Trouble(
                _("This session was called off."), _("If it takes place, bring it back in the list of sessions.")
            )
        return current

    def _refuse_unclear(self, mentor: MentorId, session: Session) -> None:
        person = self._desk.known(Mentor, mentor, _("mentor"))
        if not clear_to_meet(person, self._desk.programme.policy, today=session.day):
            raise Trouble(
                _("This mentor isn’t clear to meet on that day."), _("Choose a cover mentor, or look at their checks.")
            )

    def _refuse_ahead(self, session: Session) -> None:
        if self.to_come(session):
            raise NotYet(
                _("This session is on {day}: nobody can have been there yet.").format(
                    day=said_day(session.day, self._desk.today())
                ),
                _("Mark who is there on the day. That somebody can’t come can be marked now."),
            )

    def missing_checks(self, session: Session) -> ChecksMissing | None:
        """Return why a session can't be closed yet where somebody under 18 meets online unchecked."""
        if not self.unchecked(session):
            return None
        return ChecksMissing(
            _("Somebody under 18 meets online, and not all three checks are ticked."),
            _("Tick them, or mark the pair absent."),
        )

    def _refuse_unchecked(self, session: Session) -> None:
        if (missing := self.missing_checks(session)) is not None:
            raise missing

    def _change_pair(
        self, session: SessionId, match: MatchId, label: str, change: Callable[[PairRecord], PairRecord]
    ) -> Session:
        current = self._running(session)
        if not any(pair.match == match for pair in current.pairs):
            raise Trouble(_("This pair isn’t on that register."), _("Look at the session’s list of pairs."))
        pairs = tuple(change(pair) if pair.match == match else pair for pair in current.pairs)
        return self._put(current.model_copy(update={"pairs": pairs}), label)

    def _put(self, session: Session, label: str) -> Session:
        session = Session.model_validate(session.model_dump())
        if session.state is SessionState.HELD:
            self._refuse_unchecked(session)
        with self._desk.step(label) as step:
            step.put(session)
        return session
