"""The book of matches: every match ever made, found, moved from state to state and kept; others say what may move."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.matches import Match, MatchState, Transition
from desktop.models.record import MatchId, MenteeId, MentorId, new_id
from desktop.workspace.desk import Desk
from desktop.workspace.judging import what_speaks_for

if TYPE_CHECKING:
    from desktop.store import Step


class MatchBook:
    """Each state with who and when. A match is never deleted but as a draft."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Match]:
        """Return every match ever made."""
        return self._desk.store.all(Match)

    def open(self) -> list[Match]:
        """Return drafts, reviewed and running matches."""
        return [match for match in self.all() if match.open]

    def speaks_for(self, match: MatchId) -> tuple[str, ...]:
        """Return what speaks for an open match as its two people stand today, the weightiest reason first."""
        return what_speaks_for(self._desk, self._known(match))

    def _some(self, matches: Collection[MatchId] | None) -> list[Match]:
        return [one for one in self.open() if matches is None or one.id in matches]

    def _known(self, match: MatchId) -> Match:
        return self._desk.known(Match, match, _("match"))

    def _fresh(self) -> Match:
        """Return a draft of nobody yet, made here and now."""
        history = (Transition(state=MatchState.DRAFT, at=self._desk.now(), by=self._desk.who),)
        return Match(id=MatchId(new_id()), mentee=MenteeId(""), mentor=MentorId(""), history=history)

    def _moved(self, match: Match, state: MatchState, by: str | None) -> Match:
        step = Transition(state=state, at=self._desk.now(), by=by or self._desk.who)
        return match.model_copy(update={"state": state, "history": (*match.history, step)})

    def _keep(self, matches: Iterable[Match], label: str) -> list[Match]:
        kept = list(matches)
        with self._desk.step(label) as step:
            step.put_many(kept)
        return kept

    @staticmethod
    def _remove(step: "Step", matches: Iterable[Match]) -> None:
        for one in matches:
            step.remove(Match, one.id)
