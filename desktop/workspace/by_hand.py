"""Matches made by hand: pinned, paired, swapped, kept apart; the next matching keeps to all of it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.models.matches import Block, Match, MatchState
from desktop.models.people import BlockReason, Mentee, Mentor
from desktop.models.proposals import MatchingRequest
from desktop.models.record import BlockId, MatchId, MenteeId, MentorId, new_id
from desktop.workspace.judging import judged
from desktop.workspace.match_book import MatchBook

if TYPE_CHECKING:
    from desktop.store import Step


@dataclass(frozen=True)
class Decision:
    """What a person decided about two people, not written yet: alone or in one step with what is found after it."""

    label: str
    block: Block | None = None
    match: Match | None = None
    gone: tuple[MatchId, ...] = ()

    def applied_to(self, request: MatchingRequest) -> MatchingRequest:
        """Return a request as it would be made after the decision."""
        matches = [one for one in request.matches if one.id not in self.gone]
        return request.model_copy(
            update={
                "blocks": (*request.blocks, *([self.block] if self.block else ())),
                "matches": (*matches, *([self.match] if self.match else ())),
            }
        )

    def write(self, step: "Step") -> None:
        """Write it in a step."""
        for one in self.gone:
            step.remove(Match, one)
        for made in (self.block, self.match):
            if made is not None:
                step.put(made)


class ByHand(MatchBook):
    """What a person decides before the computer does."""

    def pin(self, match: MatchId, *, pinned: bool = True) -> Match:
        """Pin a match, so that matching keeps it, or let it go."""
        one = self._known(match)
        if not one.open:
            raise MatchingTrouble(_("This match is over."), _("Pair the two by hand, or find matches again."))
        label = _("Pin a pair") if pinned else _("Unpin a pair")
        return self._keep([one.model_copy(update={"pinned": pinned})], label)[0]

    def pair_by_hand(self, mentee: MenteeId, mentor: MentorId) -> Match:
        """Make a pinned draft of two people by hand, in place of the mentee's draft.

        Its points are those the shipped weights give. Raises MatchingTrouble where a rule keeps them apart today.
        """
        decided = self.pairing(mentee, mentor)
        self._write(decided)
        assert decided.match is not None
        return decided.match

    def pairing(self, mentee: MenteeId, mentor: MentorId) -> Decision:
        """Return what `pair_by_hand` would write; raises the same."""
        points = self._judged(mentee, mentor)
        old = [one for one in self.open() if one.mentee == mentee]
        if any(one.state is MatchState.PUBLISHED for one in old):
            raise MatchingTrouble(_("This young person has a running match."), _("End it first."))
        pair = {"mentee": mentee, "mentor": mentor, "pinned": True}
        new = self._fresh().model_copy(update=pair | points)
        return Decision(_("Pair two people by hand"), match=new, gone=tuple(one.id for one in old))

    def swap(self, one: MatchId, other: MatchId) -> list[Match]:
        """Let two drafts change mentors; both are pinned, so that the next matching keeps them."""
        first, second = self._known(one), self._known(other)
        if {first.state, second.state} - {MatchState.DRAFT, MatchState.REVIEWED}:
            raise MatchingTrouble(_("Only drafts can be swapped."), _("End a running match first."))
        both = [self._with_mentor(first, second.mentor), self._with_mentor(second, first.mentor)]
        return self._keep(both, _("Swap mentors"))

    def forbid(
        self,
        mentee: MenteeId,
        mentor: MentorId,
        *,
        reason: BlockReason = BlockReason.BLOCKED,
        until: date | None = None,
    ) -> Block:
        """Never pair two people (again); a draft of the two goes."""
        decided = self.parting(mentee, mentor, reason=reason, until=until)
        self._write(decided)
        assert decided.block is not None
        return decided.block

    def parting(
        self,
        mentee: MenteeId,
        mentor: MentorId,
        *,
        reason: BlockReason = BlockReason.BLOCKED,
        until: date | None = None,
    ) -> Decision:
        """Return what `forbid` would write."""
        block = Block(id=BlockId(new_id()), mentee=mentee, mentor=mentor, reason=reason, until=until)
        both = (one for one in self.open() if (one.mentee, one.mentor) == (mentee, mentor))
        gone = tuple(one.id for one in both if one.state is not MatchState.PUBLISHED)
        return Decision(_("Keep two people apart"), block=block, gone=gone)

    def _write(self, decided: Decision) -> None:
        with self._desk.step(decided.label) as step:
            decided.write(step)

    def allow(self, block: BlockId) -> None:
        """Take back that two people must not be paired, however often that was said."""
        bans = self.blocks()
        pair = {(one.mentee, one.mentor) for one in bans if one.id == block}
        with self._desk.step(_("Allow two people to be matched again")) as step:
            for one in bans:
                if (one.mentee, one.mentor) in pair:
                    step.remove(Block, one.id)

    def blocks(self) -> list[Block]:
        """Return all pairs that must not be."""
        return self._desk.store.all(Block)

    def _with_mentor(self, match: Match, mentor: MentorId) -> Match:
        """Return a draft with another mentor: pinned, judged anew, and to be looked through anew."""
        update = {"mentor": mentor, "pinned": True} | self._judged(match.mentee, mentor)
        again = match if match.state is MatchState.DRAFT else self._moved(match, MatchState.DRAFT, None)
        return again.model_copy(update=update)

    def _judged(self, mentee: MenteeId, mentor: MentorId) -> dict[str, object]:
        one, other = self._desk.known(Mentee, mentee, _("young person")), self._desk.known(Mentor, mentor, _("mentor"))
        return judged(self._desk, one, other)
