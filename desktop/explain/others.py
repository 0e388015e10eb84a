"""What another mentor would mean for everybody, exactly: the matching is solved again with the pair made or barred."""

from collections.abc import Callable

from desktop.explain.pairs import mentee_of, mentor_of, pair_of
from desktop.matching import MatchingProposal, MatchingRequest, Setting, Workings, propose
from desktop.models.explanations import Effect, Instead
from desktop.models.matches import Match, MatchState
from desktop.models.record import MenteeId, MentorId
from desktop.rules.eligibility import bars
from desktop.rules.fit import fit

Stopped = Callable[[], bool]


def instead(w: Workings, mentee: MenteeId, mentor: MentorId, *, stopped: Stopped | None = None) -> Instead:
    """Return what pairing somebody with this mentor would mean for everyone, exactly; or what stands against it."""
    one, other = mentee_of(w, mentee), mentor_of(w, mentor)
    barred = tuple(bar.reason for bar in bars(one, other, w.setting.c))
    if not barred:
        pinned = (*(pair for pair in w.request.pinned if pair[0] != mentee), (mentee, mentor))
        again = propose(_loose(w.request, mentee, pinned=pinned), stopped=stopped)
        refused = (pin for pin in again.refused_pins if (pin.mentee, pin.mentor) == (mentee, mentor))
        barred = next((pin.reasons for pin in refused), ())
        if not barred:
            return _compared(w, again, mentee)
    return Instead(mentee=mentee, mentor=mentor, mentor_name=other.name, fit=0, barred=barred)


def without(w: Workings, mentee: MenteeId, *, stopped: Stopped | None = None) -> Instead | None:
    """Return what would be without somebody's pair, None where they would have no mentor then."""
    pair = pair_of(w, mentee)
    pinned = tuple(pin for pin in w.request.pinned if pin[0] != mentee)
    asked = _loose(w.request, mentee, pinned=pinned)
    again = propose(asked.model_copy(update={"forbidden": (*asked.forbidden, (mentee, pair.mentor))}), stopped=stopped)
    return _compared(w, again, mentee) if any(pair.mentee == mentee for pair in again.pairs) else None


def _loose(
    request: MatchingRequest, mentee: MenteeId, *, pinned: tuple[tuple[MenteeId, MentorId], ...]
) -> MatchingRequest:
    """Leave out somebody's draft, so that a pin on it doesn't answer the question."""
    matches = tuple(one for one in request.matches if one.mentee != mentee or not _is_draft(one))
    return request.model_copy(update={"matches": matches, "pinned": pinned})


def _is_draft(match: Match) -> bool:
    return match.state in (MatchState.DRAFT, MatchState.REVIEWED)


def _compared(w: Workings, again: MatchingProposal, mentee: MenteeId) -> Instead:
    before = {pair.mentee: pair for pair in w.proposal.pairs}
    after = {pair.mentee: pair for pair in again.pairs}
    mine, setting = after[mentee], w.setting
    return Instead(
        mentee=mentee,
        mentor=mine.mentor,
        mentor_name=setting.mentors[mine.mentor].name,
        fit=fit(mine.score, setting.weights),
        effects=tuple(
            _effect(setting, other, before[other].score, after[other].score if other in after else None)
            for other in sorted(before)
            if other != mentee and (other not in after or after[other].mentor != before[other].mentor)
        ),
        cost={name: value - again.objective[name] for name, value in w.proposal.objective.items()},
    )


def _effect(setting: Setting, mentee: MenteeId, before: int, after: int | None) -> Effect:
    return Effect(
        mentee=mentee,
        name=setting.mentees[mentee].full_name,
        before=fit(before, setting.weights),
        after=None if after is None else fit(after, setting.weights),
    )
