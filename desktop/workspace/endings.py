"""How a running match ends: closed with how and why, or voided as a mistake within days; it is kept for ever."""

from datetime import timedelta

from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.models.matches import Closure, Match, MatchState
from desktop.models.record import MatchId
from desktop.models.sessions import Session
from desktop.workspace.match_book import MatchBook
from desktop.workspace.sessions import coming_without

VOID_DAYS = 7


class Endings(MatchBook):
    """The pair leaves the sessions to come."""

    def close(self, match: MatchId, closure: Closure) -> Match:
        """Close a running match with how and why it ended; it is kept, and the pair leaves the sessions to come."""
        one = self._known(match)
        if one.state is not MatchState.PUBLISHED:
            raise MatchingTrouble(_("Only a running match can be closed."), _("A draft can be left out instead."))
        return self._end(self._closed(one, closure), _("Close a match"))

    def void(self, match: MatchId) -> Match:
        """Void a published match that was a mistake, within days; the pair leaves the sessions to come."""
        one = self._known(match)
        if one.state is not MatchState.PUBLISHED:
            raise MatchingTrouble(_("Only a running match can be voided."), _("A draft can be left out instead."))
        since = one.started_on or self._desk.today()
        if self._desk.today() - since > timedelta(days=VOID_DAYS):
            raise MatchingTrouble(_("This match has run for too long to be a mistake."), _("Close it instead."))
        return self._end(self._moved(one, MatchState.VOID, None), _("Void a match"))

    def _closed(self, match: Match, closure: Closure) -> Match:
        update = {"closure": closure, "ended_on": self._desk.today()}
        return self._moved(match, MatchState.CLOSED, None).model_copy(update=update)

    def _end(self, match: Match, label: str) -> Match:
        sessions = coming_without(self._desk.store.all(Session), match.id, today=self._desk.today())
        with self._desk.step(label) as step:
            step.put(match)
            step.put_many(sessions)
        return match
