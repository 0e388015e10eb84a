"""A matching in figures, held against another: what is counted is counted here for window, papers and commands."""

from collections.abc import Mapping

from desktop.matching import Workings
from desktop.models.people import PersonState
from desktop.models.proposals import ProposedPair
from desktop.models.record import MenteeId, MentorId
from desktop.models.scenarios import Outcome
from desktop.rules.fit import fit

Before = Mapping[MenteeId, MentorId]


def outcome(name: str, w: Workings, before: Before, *, proved: bool | None = None) -> Outcome:
    """Return a matching in figures, held against who had which mentor before."""
    pairs, setting, found = w.proposal.pairs, w.setting, w.proposal
    now = {pair.mentee: pair.mentor for pair in pairs}
    weakest = min(
        (pair for pair in pairs if not pair.running), key=lambda pair: (pair.score, pair.mentee), default=None
    )
    need = sum(setting.mentees[mentee].needs.unmet for mentee in now)
    waiting = sum(setting.mentees[mentee].state is PersonState.ACTIVE for mentee in setting.mentees.keys() - now.keys())
    return Outcome(
        name=name,
        matched=len(pairs),
        of=len(pairs) + waiting,
        running=sum(pair.running for pair in pairs),
        need=need,
        need_share=round(100 * need / len(now)) if now else 0,
        across=sum(crosses(w, pair) for pair in pairs),
        worst=weakest.score if weakest else None,
        worst_fit=fit(weakest.score, setting.weights) if weakest else None,
        worst_pair=(weakest.mentee, weakest.mentor) if weakest else None,
        poor=sum(pair.score < setting.c.policy.poor_score for pair in pairs),
        total=sum(pair.score for pair in pairs),
        changed=sum(before.get(one) != now.get(one) for one in before.keys() | now.keys()),
        proved=found.proof.proved if proved is None else proved,
    )


def crosses(w: Workings, pair: ProposedPair) -> bool:
    """Return whether a pair is known to cross a difference of background."""
    here, there = w.setting.mentees[pair.mentee].background, w.setting.mentors[pair.mentor].background
    pairs = ((here.ethnic, there.ethnic), (here.social, there.social))
    return any(one and other and one != other for one, other in pairs)
