"""Matching at the desk: what a matching depends on is gathered, and what the computer proposes is kept as drafts."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from desktop.errors import RosterChanged
from desktop.i18n import _, ngettext
from desktop.models.consent import Consent
from desktop.models.matches import Block, Match, MatchRun, MatchState
from desktop.models.people import Mentee, Mentor
from desktop.models.proposals import MatchingProposal, MatchingRequest
from desktop.models.record import MatchId, RunId, new_id
from desktop.rules.compatibility import default_weights
from desktop.workspace.by_hand import ByHand
from desktop.workspace.desk import Progress, Stopped
from desktop.workspace.publishing import Publishing

AsOf = tuple[int, date]


class Matching(ByHand, Publishing):
    """Draft, reviewed, published, closed: each with who and when. A match is never deleted."""

    @staticmethod
    def usual_weights() -> dict[str, int]:
        """Return the weights as shipped."""
        return default_weights()

    def last_run(self) -> MatchRun | None:
        """Return the newest run whose matches were kept, None before the first."""
        return max(self._desk.store.all(MatchRun), key=lambda run: run.at, default=None)

    def request(
        self,
        *,
        weights: Mapping[str, int] | None = None,
        seed: int | None = None,
        released: Iterable[MatchId] = (),
        relaxed: Iterable[str] = (),
    ) -> MatchingRequest:
        """Return everything a matching depends on, as frozen values for a job on another thread."""
        store = self._desk.store
        return MatchingRequest(
            mentees=tuple(store.all(Mentee)),
            mentors=tuple(store.all(Mentor)),
            programme=self._desk.programme,
            today=self._desk.today(),
            consents=tuple(store.all(Consent)),
            blocks=tuple(store.all(Block)),
            matches=tuple(match for match in store.all(Match) if match.state is not MatchState.VOID),
            meeting_area=self._desk.school.postcode_area,
            weights=dict(weights or {}),
            seed=seed,
            released=tuple(released),
            relaxed=tuple(relaxed),
        )

    def as_kept(self) -> MatchingRequest:
        """Return the request under the weights of what was kept last, else the shipped ones: what is explained."""
        run = self.last_run()
        return self.request(weights=run.weights if run else None)

    @staticmethod
    def propose(
        request: MatchingRequest, *, progress: Progress | None = None, stopped: Stopped | None = None
    ) -> MatchingProposal:
        """Find the best matches; a pure function of the request that any thread may run."""
        from desktop.matching import propose

        return propose(request, progress=_by_share(progress) if progress else None, stopped=stopped)

    def as_of(self) -> AsOf:
        """Return what day it is and the last thing written: while they stand, so does a request made now."""
        return self._desk.store.revision, self._desk.today()

    def adopt(
        self, proposal: MatchingProposal, *, released: Iterable[MatchId] = (), seen: AsOf | None = None
    ) -> list[Match]:
        """Keep a proposal as drafts in place of earlier drafts. Raises RosterChanged if people changed meanwhile.

        `released` are the running matches that the request let go; they run until a person closes them. `seen` is
        `as_of` when the request was made; where it still stands, nobody has to be compared.
        """
        if seen != self.as_of():
            self.refuse_if_changed(proposal, released=released)
        run = MatchRun(id=RunId(new_id()), at=self._desk.now(), by=self._desk.who, **proposal.run.model_dump())
        kept = {(match.mentee, match.mentor): match for match in self.open()}
        wanted = {(pair.mentee, pair.mentor): pair for pair in proposal.pairs}
        drafts = [
            self._draft(kept.get(key), run.id).model_copy(
                update={
                    "mentee": pair.mentee,
                    "mentor": pair.mentor,
                    "score": pair.score,
                    "criteria": pair.criteria,
                    "modality": pair.modality,
                }
            )
            for key, pair in wanted.items()
            if key not in kept or kept[key].state is not MatchState.PUBLISHED
        ]
        gone = [
            match.id for key, match in kept.items() if key not in wanted and match.state is not MatchState.PUBLISHED
        ]
        if not drafts and not gone:
            return []
        with self._desk.step(ngettext("Propose {n} match", "Propose {n} matches", len(drafts))) as step:
            step.put(run)
            step.put_many(drafts)
            for match in gone:
                step.remove(Match, match)
        return drafts

    def refuse_if_changed(self, proposal: MatchingProposal, *, released: Iterable[MatchId] = ()) -> None:
        """Raise RosterChanged where the answer belongs to another roster than today's."""
        from desktop.matching import roster_hash

        run = proposal.run
        if roster_hash(self.request(weights=run.weights, seed=run.seed, released=released)) != run.roster_hash:
            raise RosterChanged(
                _("The roster changed while the matches were being found."), _("Find the matches again.")
            )

    @staticmethod
    def as_json(proposal: MatchingProposal) -> dict[str, Any]:
        """Return the shape of `match --json`."""
        return proposal.as_json()

    def names(self) -> dict[str, str]:
        """Return everybody's name by id."""
        people: dict[str, str] = {one.id: one.full_name for one in self._desk.store.all(Mentee)}
        return people | {one.id: one.name for one in self._desk.store.all(Mentor)}


def _by_share(progress: Progress) -> Callable[[str, float], None]:
    return lambda stage, share: progress(stage, round(100 * share), 100)
