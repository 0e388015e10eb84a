"""What of a scenario's answer can be taken as the proposal: only what today's roster and rules allow."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.matching import MatchingProposal, MatchingRequest, prepare
from desktop.models.matches import MatchState
from desktop.models.proposals import ProposedPair
from desktop.models.record import MatchId, MenteeId
from desktop.rules.eligibility import bars
from desktop.rules.newcomers import is_newcomer


@dataclass(frozen=True)
class Taken:
    """What of a scenario's answer can be taken as the proposal, who would be left out of it, and who is let go."""

    proposal: MatchingProposal
    released: tuple[MatchId, ...]
    newcomers: tuple[MenteeId, ...]
    against_rules: tuple[MenteeId, ...]


def takeable(request: MatchingRequest, found: MatchingProposal) -> Taken:
    """Return the pairs that today's roster and rules allow: nobody can meet a mentor who is not there yet.

    Pairs that need a rule to be set aside are left out too: the rule, or the fact behind it, must change first.
    """
    setting = prepare(request)
    absent = tuple(pair.mentee for pair in found.pairs if is_newcomer(pair.mentor))
    real = [pair for pair in found.pairs if not is_newcomer(pair.mentor)]
    people = setting.mentees, setting.mentors
    barred = tuple(
        pair.mentee
        for pair in real
        if not pair.running and bars(people[0][pair.mentee], people[1][pair.mentor], setting.c)
    )
    pairs = tuple(pair for pair in real if pair.mentee not in barred)
    return Taken(found.model_copy(update={"pairs": pairs}), _let_go(request, pairs), absent, barred)


def _let_go(request: MatchingRequest, pairs: Sequence[ProposedPair]) -> tuple[MatchId, ...]:
    """Return the running matches in whose place the pairs put somebody else."""
    now = {pair.mentee: pair.mentor for pair in pairs}
    running = (one for one in request.matches if one.state is MatchState.PUBLISHED)
    return tuple(one.id for one in running if now.get(one.mentee, one.mentor) != one.mentor)
