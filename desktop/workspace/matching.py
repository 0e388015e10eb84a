"""Matching at the desk: what a matching depends on is gathered, and what the computer proposes is kept as drafts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from desktop.errors import RosterChanged
from desktop.i18n import _, ngettext
from desktop.models.consent import Consent
from desktop.models.matches import Block, Match, MatchRun, MatchState
from desktop.models.people import Mentee, Mentor
from desktop.models.proposals import MatchingProposal, MatchingRequest
from desktop.models.record import MatchId
from desktop.rules.compatibility import default_weights
from desktop.workspace.by_hand import ByHand, Decision
from desktop.workspace.desk import Progress, Stopped, by_share
from desktop.workspace.drafting import Drafts, drafted
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

        return propose(request, progress=by_share(progress), stopped=stopped)

    def as_of(self) -> AsOf:
        """Return what day it is and the last thing written: while they stand, so does a request made now."""
        return self._desk.store.revision, self._desk.today()

    def stamp(self) -> tuple[datetime, str]:
        """Return when and by whom: what a job needs to make drafts of its answer."""
        return self._desk.now(), self._desk.who

    def adopt(
        self,
        proposal: MatchingProposal,
        *,
        released: Iterable[MatchId] = (),
        seen: AsOf | None = None,
        drafts: Drafts | None = None,
        decided: Decision | None = None,
    ) -> list[Match]:
        """Keep a proposal as drafts in place of earlier drafts. Raises RosterChanged if people changed meanwhile.

        `released` are the running matches that the request let go; they run until a person closes them. `seen` is
        `as_of` when the request was made; where it still stands, nobody has to be compared, and `drafts` that the job
        made are as good as new ones. What was `decided` by hand, and the request counted on, is kept in the same step.
        """
        if seen != self.as_of():
            self.refuse_if_changed(proposal, released=released, decided=decided)
            drafts = None
        at, who = self.stamp()
        matches = decided.applied_to(self.request()).matches if decided else self.open()
        made = drafts or drafted(proposal, matches, at=at, who=who)
        if not made.put and not made.gone and decided is None:
            return []
        proposed = ngettext("Propose {n} pair", "Propose {n} pairs", len(made.put))
        with self._desk.step(decided.label if decided else proposed) as step:
            if decided is not None:
                decided.write(step)
            step.put(made.run)
            step.put_many(made.put)
            for match in made.gone:
                step.remove(Match, match)
        return list(made.put)

    def refuse_if_changed(
        self, proposal: MatchingProposal, *, released: Iterable[MatchId] = (), decided: Decision | None = None
    ) -> None:
        """Raise RosterChanged where the answer belongs to another roster than today's."""
        from desktop.proposing import roster_hash

        run = proposal.run
        request = self.request(weights=run.weights, seed=run.seed, released=released)
        if roster_hash(decided.applied_to(request) if decided else request) != run.roster_hash:
            raise RosterChanged(_("People were changed while matches were being found."), _("Find matches again."))

    @staticmethod
    def as_json(proposal: MatchingProposal) -> dict[str, Any]:
        """Return the shape of `match --json`."""
        return proposal.as_json()

    def names(self) -> dict[str, str]:
        """Return everybody's name by id."""
        people: dict[str, str] = {one.id: one.full_name for one in self._desk.store.all(Mentee)}
        return people | {one.id: one.name for one in self._desk.store.all(Mentor)}
