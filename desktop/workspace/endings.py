"""How a running match ends: closed with how and why, or voided as a mistake within days; it is kept for ever."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from functools import partial

from desktop.errors import MatchingTrouble
from desktop.i18n import _, ngettext
from desktop.models.matches import Closure, Match, MatchState
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import MatchId
from desktop.models.sessions import PairRecord, Session
from desktop.workspace.match_book import MatchBook
from desktop.workspace.register import cant_meet, coming_without

VOID_DAYS = 7


class Endings(MatchBook):
    """The pair leaves the sessions to come."""

    def close(self, match: MatchId, closure: Closure) -> Match:
        """Close a running match with how and why it ended; it is kept, and the pair leaves the sessions to come."""
        (closed,) = self.close_many([match], closure)
        return closed

    def close_many(self, matches: Collection[MatchId], closure: Closure) -> list[Match]:
        """Close running matches that ended in one way, as one step."""
        found = [self._known(one) for one in matches]
        if any(one.state is not MatchState.PUBLISHED for one in found):
            raise MatchingTrouble(_("Only a running match can be ended."), _("A draft can be left out instead."))
        label = _("End a match") if len(found) == 1 else ngettext("End {n} match", "End {n} matches", len(found))
        return self._end([self._closed(one, closure) for one in found], label)

    def void(self, match: MatchId) -> Match:
        """Void a published match that was a mistake, within days; the pair leaves the sessions to come."""
        one = self._known(match)
        if one.state is not MatchState.PUBLISHED:
            raise MatchingTrouble(
                _("Only a running match can be taken back as a mistake."), _("A draft can be left out instead.")
            )
        if not self.voidable(one):
            raise MatchingTrouble(_("This match has run for too long to be a mistake."), _("End it instead."))
        (voided,) = self._end([self._moved(one, MatchState.VOID, None)], _("Take a match back as a mistake"))
        return voided

    def voidable(self, match: Match) -> bool:
        """Return whether a running match began so lately that it can still be taken for a mistake."""
        return self._desk.today() - (match.started_on or self._desk.today()) <= timedelta(days=VOID_DAYS)

    def running_of(self, people: Collection[str]) -> list[Match]:
        """Return the running matches in which any of some people stands."""
        running = (one for one in self.open() if one.state is MatchState.PUBLISHED)
        return [one for one in running if one.mentee in people or one.mentor in people]

    def leave(self, people: Sequence[Mentee | Mentor], closure: Closure) -> list[Match]:
        """End people's part as one step and return the matches that ended with it.

        Their running matches are closed and their drafts fall; nobody of them stands in a session to come.
        """
        left = [one.model_copy(update={"state": PersonState.LEFT}) for one in people]
        ids = {one.id for one in people}
        ending = [self._closed(one, closure) for one in self.running_of(ids)]
        drafts = [
            one for one in self.open() if one.state is not MatchState.PUBLISHED and {one.mentee, one.mentor} & ids
        ]
        with self._desk.step(_("End somebody’s part")) as step:
            step.put_many([*left, *ending])
            step.put_many(self._sessions_without(ending))
            self._remove(step, drafts)
        return ending

    def sit_out(self, people: Collection[str]) -> list[Session]:
        """Take the pairs of people who are away off the sessions to come, as one step; their matches go on.

        A session stays where cover stands in for a mentor; one in which nobody is left is cancelled.
        """
        away = frozenset(people)
        changed = coming_without(
            self._desk.store.all(Session), lambda pair: cant_meet(pair, away), today=self._desk.today()
        )
        if changed:
            label = ngettext("Take paused pairs off {n} session", "Take paused pairs off {n} sessions", len(changed))
            with self._desk.step(label) as step:
                step.put_many(changed)
        return changed

    def planned_while_away(self, people: Collection[str]) -> list[Session]:
        """Return the sessions to come in which people who are away still have a place."""
        today, away = self._desk.today(), frozenset(people)
        every = self._desk.store.all(Session)
        gone = {one.id for one in coming_without(every, lambda pair: cant_meet(pair, away), today=today)}
        return sorted((one for one in every if one.id in gone), key=lambda one: (one.day, one.start))

    def planned_end(self, matches: Sequence[Match], closure: Closure) -> list[Match | Session]:
        """Return what becomes of running matches that all end in one way, and of their sessions; nothing is kept."""
        ended = [self._closed(one, closure) for one in matches]
        return [*ended, *self._sessions_without(ended)]

    def _closed(self, match: Match, closure: Closure) -> Match:
        update = {"closure": closure, "ended_on": self._desk.today()}
        return self._moved(match, MatchState.CLOSED, None).model_copy(update=update)

    def _end(self, matches: list[Match], label: str) -> list[Match]:
        with self._desk.step(label) as step:
            step.put_many(matches)
            step.put_many(self._sessions_without(matches))
        return matches

    def _sessions_without(self, ended: Sequence[Match]) -> list[Session]:
        found = {one.id: one for one in self._desk.store.all(Session)} if ended else {}
        changed: dict[str, Session] = {}
        for match in ended:
            leaves = partial(_is_of, match.id)
            for session in coming_without(list(found.values()), leaves, today=self._desk.today()):
                found[session.id] = changed[session.id] = session
        return list(changed.values())


def _is_of(match: MatchId, pair: PairRecord) -> bool:
    return pair.match == match
