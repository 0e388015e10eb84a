"""Questions about an answer that is shown: who asks gets what `explain` and `fairness` say; nothing is worked out here.

Any thread may ask; what is said is about rules, times and interests only.
"""

from collections.abc import Iterable

from desktop.models.explanations import Candidate, Group, Instead, Swap, Wanted, WhyPair, WhyUnmatched
from desktop.models.record import MenteeId, MentorId
from desktop.workspace.desk import Stopped
from desktop.workspace.trials import Trial


def why(trial: Trial, mentee: MenteeId) -> WhyPair:
    """Return why somebody's pair was proposed."""
    from desktop.explain import why_pair

    return why_pair(trial.shown, mentee)


def next_best(trial: Trial, mentee: MenteeId, *, stopped: Stopped | None = None) -> Instead | None:
    """Return what would be without somebody's pair, None where they would have no mentor then."""
    from desktop.explain import without

    return without(trial.shown, mentee, stopped=stopped)


def instead(trial: Trial, mentee: MenteeId, mentor: MentorId, *, stopped: Stopped | None = None) -> Instead:
    """Return what pairing somebody with another mentor would mean for everyone, exactly; or the rules against it."""
    from desktop.explain import instead

    return instead(trial.shown, mentee, mentor, stopped=stopped)


def candidates(trial: Trial, mentee: MenteeId) -> tuple[Candidate, ...]:
    """Return every mentor for somebody, those allowed first, best fit first."""
    from desktop.explain import candidates

    return candidates(trial.shown, mentee)


def swaps(trial: Trial, mentee: MenteeId) -> tuple[Swap, ...]:
    """Return what changing mentors with each other new pair would give; nothing where somebody has no pair."""
    from desktop.explain import swaps

    return swaps(trial.shown, mentee) if trial.pair_of(mentee) else ()


def helped(
    trial: Trial, mentees: Iterable[MenteeId], *, stopped: Stopped | None = None
) -> dict[MenteeId, WhyUnmatched]:
    """Return who competes for whom and the smallest change that would match each of some who are left out."""
    from desktop.explain import why_all_wait

    waiting = {one.mentee for one in trial.engine.proposal.unmatched}
    return why_all_wait(trial.engine, [one for one in mentees if one in waiting], stopped=stopped)


def shares(trial: Trial) -> tuple[Group, ...]:
    """Return who is matched and how well by group; small groups are hidden."""
    from desktop.fairness import fairness

    return fairness(trial.shown)


def wanted(trial: Trial, *, stopped: Stopped | None = None) -> Wanted:
    """Return which further mentors would match most of those who wait, and what each kind is worth."""
    from desktop.explain import wanted

    return wanted(trial.engine, stopped=stopped)
