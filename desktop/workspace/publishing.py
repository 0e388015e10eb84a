"""From draft to running: a named person looks through and publishes, after the rules were asked about today."""

from collections.abc import Collection, Sequence
from secrets import token_hex

from desktop.i18n import _, ngettext
from desktop.models.matches import Closure, Match, MatchState
from desktop.models.record import MatchId
from desktop.workspace.endings import Endings
from desktop.workspace.judging import refuse_barred, refuse_doubled


class Publishing(Endings):
    """Drafts are proposals until somebody puts a name to them."""

    def review(self, matches: Collection[MatchId] | None = None) -> list[Match]:
        """Mark drafts (all, or some) as looked through by who sits here."""
        drafts = [one for one in self._some(matches) if one.state is MatchState.DRAFT]
        label = ngettext("Mark {n} pair as reviewed", "Mark {n} pairs as reviewed", len(drafts))
        return self._keep([self._moved(one, MatchState.REVIEWED, None) for one in drafts], label)

    def publish(
        self, matches: Collection[MatchId] | None = None, *, by: str | None = None, end_replaced: bool = False
    ) -> list[Match]:
        """Publish drafts and reviewed matches under a person's name, after a backup; a draft counts as reviewed by it.

        Raises MatchingTrouble, and publishes none, where a pair may not meet today: a check may have lapsed, or consent
        been withdrawn, since the draft; or where somebody has a running match in the way. `end_replaced` closes running
        matches in whose place a draft stands, as planned and open to a re-match, in the same step.
        """
        waiting = [one for one in self._some(matches) if one.state in (MatchState.DRAFT, MatchState.REVIEWED)]
        if not waiting:
            return []
        ending = self._replaced(waiting) if end_replaced else []
        refuse_barred(self._desk, waiting)
        refuse_doubled(self._desk, waiting, ending={one.id for one in ending})
        self._desk.store.backup(_("before publishing"))
        moved = [self._published(one, by) for one in waiting]
        closed = [self._closed(one, Closure(kind="planned", reason=_("Matched again in mid-year"))) for one in ending]
        with self._desk.step(ngettext("Publish {n} pair", "Publish {n} pairs", len(moved))) as step:
            step.put_many([*moved, *closed])
            step.put_many(self._sessions_without(closed))
        return moved

    def replaced(self) -> list[Match]:
        """Return the running matches in whose place a draft stands."""
        return self._replaced([one for one in self.open() if one.state is not MatchState.PUBLISHED])

    def _replaced(self, drafts: Sequence[Match]) -> list[Match]:
        young = {one.mentee for one in drafts}
        return [one for one in self.open() if one.state is MatchState.PUBLISHED and one.mentee in young]

    def _published(self, draft: Match, by: str | None) -> Match:
        seen = draft if draft.state is MatchState.REVIEWED else self._moved(draft, MatchState.REVIEWED, by)
        update = {"started_on": self._desk.today(), "secret": draft.secret or token_hex(32)}
        return self._moved(seen, MatchState.PUBLISHED, by).model_copy(update=update)
