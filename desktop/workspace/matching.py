"""Matching at the desk: the computer proposes, a named person looks through it, publishes, and closes."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from desktop.errors import MatchingTrouble, RosterChanged
from desktop.i18n import _, ngettext
from desktop.models.consent import Consent
from desktop.models.matches import Block, Closure, Match, MatchRun, MatchState, Transition
from desktop.models.people import BlockReason, Mentee, Mentor
from desktop.models.record import BlockId, MatchId, MenteeId, MentorId, RunId, new_id
from desktop.models.sessions import Session
from desktop.rules.compatibility import default_weights
from desktop.workspace.desk import Desk, Progress, Stopped
from desktop.workspace.judging import judged, refuse_barred, refuse_doubled
from desktop.workspace.sessions import coming_without

if TYPE_CHECKING:
    from desktop.models.proposals import MatchingProposal, MatchingRequest

Pair = tuple[MenteeId, MentorId]
AsOf = tuple[int, date]
VOID_DAYS = 7


class Matching:
    """Draft, reviewed, published, closed: each with who and when. A match is never deleted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Match]:
        """Return every match ever made."""
        return self._desk.store.all(Match)

    def open(self) -> list[Match]:
        """Return drafts, reviewed and running matches."""
        return [match for match in self.all() if match.open]

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
    ) -> "MatchingRequest":
        """Return everything a matching depends on, as frozen values for a job on another thread."""
        from desktop.matching import MatchingRequest

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

    @staticmethod
    def propose(
        request: "MatchingRequest", *, progress: Progress | None = None, stopped: Stopped | None = None
    ) -> "MatchingProposal":
        """Find the best matches; a pure function of the request that any thread may run."""
        from desktop.matching import propose

        return propose(request, progress=_by_share(progress) if progress else None, stopped=stopped)

    def as_of(self) -> AsOf:
        """Return what day it is and the last thing written: while they stand, so does a request made now."""
        return self._desk.store.revision, self._desk.today()

    def adopt(
        self, proposal: "MatchingProposal", *, released: Iterable[MatchId] = (), seen: AsOf | None = None
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

    def refuse_if_changed(self, proposal: "MatchingProposal", *, released: Iterable[MatchId] = ()) -> None:
        """Raise RosterChanged where the answer belongs to another roster than today's."""
        from desktop.matching import roster_hash

        run = proposal.run
        if roster_hash(self.request(weights=run.weights, seed=run.seed, released=released)) != run.roster_hash:
            raise RosterChanged(
                _("The roster changed while the matches were being found."), _("Find the matches again.")
            )

    def review(self, matches: Collection[MatchId] | None = None) -> list[Match]:
        """Mark drafts (all, or some) as looked through by who sits here."""
        drafts = [one for one in self._some(matches) if one.state is MatchState.DRAFT]
        return self._move(drafts, MatchState.REVIEWED, ngettext("Review {n} match", "Review {n} matches", len(drafts)))

    def publish(self, matches: Collection[MatchId] | None = None, *, by: str | None = None) -> list[Match]:
        """Publish drafts and reviewed matches under a person's name, after a backup; a draft counts as reviewed by it.

        Raises MatchingTrouble, and publishes none, where a pair may not meet today: a check may have lapsed, or consent
        been withdrawn, since the draft; or where somebody has a running match in the way.
        """
        waiting = [one for one in self._some(matches) if one.state in (MatchState.DRAFT, MatchState.REVIEWED)]
        if not waiting:
            return []
        refuse_barred(self._desk, waiting)
        refuse_doubled(self._desk, waiting)
        self._desk.store.backup(_("before publishing"))
        moved = [self._published(one, by) for one in waiting]
        return self._keep(moved, ngettext("Publish {n} match", "Publish {n} matches", len(moved)))

    def pin(self, match: MatchId, *, pinned: bool = True) -> Match:
        """Pin a match, so that matching keeps it, or let it go."""
        one = self._known(match)
        if not one.open:
            raise MatchingTrouble(_("This match is over."), _("Pair the two by hand, or find the matches again."))
        return self._keep(
            [one.model_copy(update={"pinned": pinned})], _("Pin a match") if pinned else _("Unpin a match")
        )[0]

    def pair_by_hand(self, mentee: MenteeId, mentor: MentorId) -> Match:
        """Make a pinned draft of two people by hand, in place of the mentee's draft; the rules judge it at publishing.

        Its points are those the shipped weights give.
        """
        points = self._judged(mentee, mentor)
        old = [one for one in self.open() if one.mentee == mentee]
        if any(one.state is MatchState.PUBLISHED for one in old):
            raise MatchingTrouble(_("This young person has a running match."), _("Close it first."))
        pair = {"mentee": mentee, "mentor": mentor, "pinned": True}
        new = self._draft(None, None).model_copy(update=pair | points)
        with self._desk.step(_("Pair two people by hand")) as step:
            for one in old:
                step.remove(Match, one.id)
            step.put(new)
        return new

    def swap(self, one: MatchId, other: MatchId) -> list[Match]:
        """Let two drafts change mentors; both are pinned, so that the next matching keeps them."""
        first, second = self._known(one), self._known(other)
        if {first.state, second.state} - {MatchState.DRAFT, MatchState.REVIEWED}:
            raise MatchingTrouble(_("Only drafts can be swapped."), _("Close a running match first."))
        return self._keep(
            [self._with_mentor(first, second.mentor), self._with_mentor(second, first.mentor)], _("Swap mentors")
        )

    def forbid(
        self,
        mentee: MenteeId,
        mentor: MentorId,
        *,
        reason: BlockReason = BlockReason.BLOCKED,
        until: date | None = None,
    ) -> Block:
        """Never pair two people (again); a draft of the two goes."""
        block = Block(id=BlockId(new_id()), mentee=mentee, mentor=mentor, reason=reason, until=until)
        drafts = [
            one
            for one in self.open()
            if (one.mentee, one.mentor) == (mentee, mentor) and one.state is not MatchState.PUBLISHED
        ]
        with self._desk.step(_("Never pair two people")) as step:
            step.put(block)
            for one in drafts:
                step.remove(Match, one.id)
        return block

    def allow(self, block: BlockId) -> None:
        """Take back that two people must not be paired."""
        with self._desk.step(_("Allow two people to be paired")) as step:
            step.remove(Block, block)

    def blocks(self) -> list[Block]:
        """Return all pairs that must not be."""
        return self._desk.store.all(Block)

    def close(self, match: MatchId, closure: Closure) -> Match:
        """Close a running match with how and why it ended; it is kept, and the pair leaves the sessions to come."""
        one = self._known(match)
        if one.state is not MatchState.PUBLISHED:
            raise MatchingTrouble(_("Only a running match can be closed."), _("A draft can be left out instead."))
        update = {"closure": closure, "ended_on": self._desk.today()}
        return self._end(self._moved(one, MatchState.CLOSED, None).model_copy(update=update), _("Close a match"))

    def void(self, match: MatchId) -> Match:
        """Void a published match that was a mistake, within days; the pair leaves the sessions to come."""
        one = self._known(match)
        if one.state is not MatchState.PUBLISHED:
            raise MatchingTrouble(_("Only a running match can be voided."), _("A draft can be left out instead."))
        since = one.started_on or self._desk.today()
        if self._desk.today() - since > timedelta(days=VOID_DAYS):
            raise MatchingTrouble(_("This match has run for too long to be a mistake."), _("Close it instead."))
        return self._end(self._moved(one, MatchState.VOID, None), _("Void a match"))

    @staticmethod
    def as_json(proposal: "MatchingProposal") -> dict[str, Any]:
        """Return the shape of `match --json`."""
        return proposal.as_json()

    def names(self) -> dict[str, str]:
        """Return everybody's name by id."""
        people: dict[str, str] = {one.id: one.full_name for one in self._desk.store.all(Mentee)}
        return people | {one.id: one.name for one in self._desk.store.all(Mentor)}

    def _published(self, draft: Match, by: str | None) -> Match:
        seen = draft if draft.state is MatchState.REVIEWED else self._moved(draft, MatchState.REVIEWED, by)
        update = {"started_on": self._desk.today(), "secret": draft.secret or token_hex(32)}
        return self._moved(seen, MatchState.PUBLISHED, by).model_copy(update=update)

    def _with_mentor(self, match: Match, mentor: MentorId) -> Match:
        """Return a draft with another mentor: pinned, judged anew, and to be looked through anew."""
        people = (
            self._desk.known(Mentee, match.mentee, _("young person")),
            self._desk.known(Mentor, mentor, _("mentor")),
        )
        update = {"mentor": mentor, "pinned": True} | judged(self._desk, *people)
        again = match if match.state is MatchState.DRAFT else self._moved(match, MatchState.DRAFT, None)
        return again.model_copy(update=update)

    def _judged(self, mentee: MenteeId, mentor: MentorId) -> dict[str, object]:
        one, other = self._desk.known(Mentee, mentee, _("young person")), self._desk.known(Mentor, mentor, _("mentor"))
        return judged(self._desk, one, other)

    def _end(self, match: Match, label: str) -> Match:
        sessions = coming_without(self._desk.store.all(Session), match.id, today=self._desk.today())
        with self._desk.step(label) as step:
            step.put(match)
            step.put_many(sessions)
        return match

    def _some(self, matches: Collection[MatchId] | None) -> list[Match]:
        return [one for one in self.open() if matches is None or one.id in matches]

    def _known(self, match: MatchId) -> Match:
        return self._desk.known(Match, match, _("match"))

    def _draft(self, known: Match | None, run: RunId | None) -> Match:
        if known is not None:
            return known.model_copy(update={"run": run})
        history = (Transition(state=MatchState.DRAFT, at=self._desk.now(), by=self._desk.who),)
        return Match(id=MatchId(new_id()), mentee=MenteeId(""), mentor=MentorId(""), run=run, history=history)

    def _move(self, matches: Iterable[Match], state: MatchState, label: str) -> list[Match]:
        return self._keep([self._moved(one, state, None) for one in matches], label)

    def _moved(self, match: Match, state: MatchState, by: str | None) -> Match:
        step = Transition(state=state, at=self._desk.now(), by=by or self._desk.who)
        return match.model_copy(update={"state": state, "history": (*match.history, step)})

    def _keep(self, matches: list[Match], label: str) -> list[Match]:
        with self._desk.step(label) as step:
            step.put_many(matches)
        return matches


def _by_share(progress: Progress) -> Callable[[str, float], None]:
    return lambda stage, share: progress(stage, round(100 * share), 100)
