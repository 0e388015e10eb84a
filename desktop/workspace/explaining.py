"""Why this pair, who would be next, why not somebody else, what a swap costs: exact, by asking the engine again.

Pure functions of a request that any thread may run; what they say is about rules, times and interests only.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.matches import Match
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId, Record
from desktop.rules.compatibility import Reason, criteria, reasons
from desktop.rules.eligibility import bars
from desktop.workspace.trials import LeftOut, PairLine, Stopped, Trial, fit, try_out

if TYPE_CHECKING:
    from desktop.models.proposals import MatchingRequest
    from desktop.rules.circumstances import Circumstances


class Criterion(Record):
    """One reason: its plain name, its sentence, and how much of what it can give it gave."""

    code: str
    name: str
    words: str
    share: float
    points: int


class Change(Record):
    """What becomes of somebody else: their fit before and after, None where they would have no mentor."""

    name: str
    before: int | None
    after: int | None


class Instead(Record):
    """What another mentor would mean: whether rules allow it, their fit, and what it does to the others."""

    mentor: MentorId | None
    mentor_name: str
    fit: int
    barred: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    matched: int = 0

    @property
    def sentence(self) -> str:
        """The cost in one sentence."""
        if self.barred:
            return self.barred[0]
        hurt = [one for one in self.changes if one.before is not None and (one.after or 0) < one.before]
        if not hurt:
            return _("That would cost nobody else anything.")
        worst = min(hurt, key=lambda one: (one.after or 0) - (one.before or 0))
        if worst.after is None:
            said = _("That would leave {name} without a mentor.").format(name=worst.name)
        else:
            said = _("That would leave {name} with {after} instead of {before}.").format(
                name=worst.name, after=worst.after, before=worst.before
            )
        more = len(hurt) - 1
        return said if not more else _("{said} {n} more would lose by it.").format(said=said, n=more)


class Why(Record):
    """Why a pair was proposed and what the next best would be."""

    mentee: MenteeId
    mentor: MentorId
    criteria: tuple[Criterion, ...]
    next: Instead | None = None

    @property
    def sentence(self) -> str:
        """The two weightiest reasons."""
        return " ".join(one.words for one in self.criteria[:2])


class Candidate(Record):
    """A mentor as a candidate for somebody: their fit, or the rule that bars the two."""

    mentor: MentorId
    name: str
    fit: int
    barred: str = ""


class Swap(Record):
    """Changing mentors with another pair: both fits after it, or the rule that bars it."""

    other: PairLine
    mine: int
    theirs: int
    barred: str = ""


class Help(Record):
    """What stands in somebody's way, and the smallest change that would match them; empty where none is known."""

    reason: str
    change: str


class GroupShare(Record):
    """One group of young people: how many, how many matched, their middle fit; None where it is too small to say."""

    dimension: str
    name: str
    people: int | None
    matched: int | None
    fit: int | None


class Shares(Record):
    """Who gets what, and which mentors to look for."""

    groups: tuple[GroupShare, ...]
    recruits: tuple[str, ...]


def why(request: "MatchingRequest", mentee: MenteeId, mentor: MentorId) -> Why:
    """Return why two people make a pair under the weights of a request, most points first."""
    from desktop.matching import prepare

    setting = prepare(request)
    one, other = setting.mentees[mentee], setting.mentors[mentor]
    found = reasons(one, other, setting.c, weights=setting.weights)
    return Why(mentee=mentee, mentor=mentor, criteria=tuple(_criterion(reason, setting.weights) for reason in found))


def next_best(
    request: "MatchingRequest", now: Trial, mentee: MenteeId, *, stopped: Stopped | None = None
) -> Instead | None:
    """Return what the engine would do without this pair, None where the young person would have no mentor then."""
    pair = now.pair_of(mentee)
    if pair is None:
        return None
    apart = (*request.forbidden, (mentee, pair.mentor))
    asked = request.model_copy(update={"forbidden": apart, "matches": _loose(request, mentee)})
    trial, _proposal = try_out(asked, stopped=stopped)
    other = trial.pair_of(mentee)
    return _instead(now, trial, mentee) if other else None


def instead(
    request: "MatchingRequest", now: Trial, mentee: MenteeId, mentor: MentorId, *, stopped: Stopped | None = None
) -> Instead:
    """Return what pairing somebody with another mentor would mean for everyone, exactly; or the rules against it."""
    from desktop.matching import prepare

    setting = prepare(request)
    person, other = setting.mentees[mentee], setting.mentors[mentor]
    found = bars(person, other, setting.c)
    if found:
        return Instead(mentor=mentor, mentor_name=other.name, fit=0, barred=tuple(one.reason for one in found))
    asked = request.model_copy(
        update={"pinned": (*request.pinned, (mentee, mentor)), "matches": _loose(request, mentee)}
    )
    trial, proposal = try_out(asked, stopped=stopped)
    refused = next((one for one in proposal.refused_pins if one.mentee == mentee), None)
    if refused:
        return Instead(mentor=mentor, mentor_name=other.name, fit=0, barred=refused.reasons)
    return _instead(now, trial, mentee)


def candidates(request: "MatchingRequest", mentee: MenteeId) -> tuple[Candidate, ...]:
    """Return every mentor for somebody, those allowed first, best fit first."""
    from desktop.matching import prepare

    setting = prepare(request)
    person = setting.mentees[mentee]
    taken = Counter(mentor for _mentee, mentor in setting.running)
    found = [
        _candidate(person, one, setting.c, setting.weights)
        if taken[one.id] < one.capacity
        else Candidate(mentor=one.id, name=one.name, fit=0, barred=_("All places of this mentor are taken."))
        for one in setting.mentors.values()
    ]
    return tuple(sorted(found, key=lambda one: (bool(one.barred), -one.fit, one.name)))


def swaps(request: "MatchingRequest", now: Trial, mentee: MenteeId) -> tuple[Swap, ...]:
    """Return what changing mentors with each other pair would give, the allowed and best first."""
    from desktop.matching import prepare

    mine = now.pair_of(mentee)
    if mine is None:
        return ()
    setting = prepare(request)
    person, mentor = setting.mentees[mentee], setting.mentors[mine.mentor]
    found = []
    for pair in now.pairs:
        if pair.mentee != mentee and pair.mentor != mine.mentor:
            here = _candidate(person, setting.mentors[pair.mentor], setting.c, setting.weights)
            there = _candidate(setting.mentees[pair.mentee], mentor, setting.c, setting.weights)
            found.append(Swap(other=pair, mine=here.fit, theirs=there.fit, barred=here.barred or there.barred))
    return tuple(sorted(found, key=lambda one: (bool(one.barred), -min(one.mine, one.theirs), -one.mine - one.theirs)))


def helped(
    request: "MatchingRequest", left_out: Sequence[LeftOut], *, stopped: Stopped | None = None
) -> dict[MenteeId, Help]:
    """Return who competes for whom and the smallest change that would match each of some who are left out."""
    from desktop.explain import why_unmatched
    from desktop.matching import work_out

    workings = work_out(request, stopped=stopped)
    waiting = {one.mentee for one in workings.proposal.unmatched}
    found = {}
    for one in left_out:
        if stopped is not None and stopped():
            break
        if one.mentee in waiting:
            told = why_unmatched(workings, one.mentee)
            change = next(iter(told.changes), None)
            mentor = workings.setting.mentors[change.mentor].name if change else ""
            found[one.mentee] = Help(
                reason=" ".join(told.reasons), change=f"{mentor}: {change.words}" if change else ""
            )
    return found


def shares(request: "MatchingRequest", *, stopped: Stopped | None = None) -> Shares:
    """Return who is matched and how well by group, and which further mentors would match most of those who wait."""
    from desktop.explain import recruits
    from desktop.fairness import fairness
    from desktop.matching import work_out

    workings = work_out(request, stopped=stopped)
    weights = workings.setting.weights
    groups = tuple(
        GroupShare(
            dimension=one.dimension,
            name=one.name,
            people=one.people,
            matched=one.matched,
            fit=None if one.median_score is None else fit(one.median_score, weights),
        )
        for one in fairness(workings)
    )
    return Shares(groups=groups, recruits=tuple(one.words for one in recruits(workings)))


def _loose(request: "MatchingRequest", mentee: MenteeId) -> tuple[Match, ...]:
    """Leave out somebody's draft, so that a pin on it doesn't answer the question."""
    return tuple(one for one in request.matches if one.mentee != mentee or one.started_on is not None)


def _candidate(mentee: Mentee, mentor: Mentor, c: "Circumstances", weights: dict[str, int]) -> Candidate:
    found = bars(mentee, mentor, c)
    if found:
        return Candidate(mentor=mentor.id, name=mentor.name, fit=0, barred=found[0].reason)
    score = sum(one.points for one in reasons(mentee, mentor, c, weights=weights))
    return Candidate(mentor=mentor.id, name=mentor.name, fit=fit(score, weights))


def _criterion(reason: Reason, weights: dict[str, int]) -> Criterion:
    one = criteria()[reason.code]
    most = max(1, one.points(weights[reason.code], one.most))
    share = reason.points / most
    return Criterion(code=reason.code, name=_(one.name), words=reason.words, share=share, points=reason.points)


def _instead(now: Trial, trial: Trial, mentee: MenteeId) -> Instead:
    mine = trial.pair_of(mentee)
    assert mine is not None
    before = {one.mentee: one for one in now.pairs}
    after = {one.mentee: one for one in trial.pairs}
    changes = tuple(
        Change(
            name=one.name,
            before=one.fit,
            after=after[key].fit if key in after else None,
        )
        for key, one in before.items()
        if key != mentee and (key not in after or after[key].mentor != one.mentor)
    )
    return Instead(
        mentor=mine.mentor, mentor_name=mine.mentor_name, fit=mine.fit, changes=changes, matched=trial.figures.matched
    )
