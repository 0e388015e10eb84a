"""What-if matching: the engine's answer under some wishes, as lines and figures a person reads; nothing is kept here.

All functions are pure functions of a request that any thread may run. Fit is a score out of 100 under the weights in
force: 100 is a pair that shares two interests and two free times, meets near school as wished for, has been through
the same and comes from different backgrounds.
"""

from collections.abc import Callable, Iterable, Mapping
from statistics import fmean
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor, Modality, PersonState
from desktop.models.record import MatchId, MenteeId, MentorId, Record
from desktop.models.vocabulary import vocabulary
from desktop.rules.compatibility import ACROSS, criteria

if TYPE_CHECKING:
    from typing import TypeAlias

    from desktop.models.proposals import MatchingProposal, MatchingRequest, ProposedPair

    Request: TypeAlias = MatchingRequest  # what the window may name without knowing the engine
    Proposal: TypeAlias = MatchingProposal

Pair = tuple[MenteeId, MentorId]
Told = Callable[[str, int, int], None]
Stopped = Callable[[], bool]
# Units of each criterion in a pair of fit 100; what only some pairs can have is left out.
_FULL = {"sectors": 2, "availability": 2, "distance": 20, "modality": 1, "experiences": 1, **dict.fromkeys(ACROSS, 1)}
STRENGTHS = (0, 20, 40, 60, 80, 120, 160)


class PairLine(Record):
    """One proposed pair. `match` is its draft where it is one; `changed` says that the draft has somebody else."""

    mentee: MenteeId
    mentor: MentorId
    match: MatchId | None = None
    given: str
    family: str
    form: str
    mentor_name: str
    score: int
    fit: int
    common: str
    modality: Modality
    poor: bool = False
    pinned: bool = False
    changed: bool = False

    @property
    def name(self) -> str:
        """The young person's full name."""
        return f"{self.given} {self.family}".strip()


class LeftOut(Record):
    """A young person without a mentor: the rule that bars them and what would help, about rules and times only."""

    mentee: MenteeId
    name: str
    form: str
    rule: str
    reason: str
    advice: str


class Figures(Record):
    """The result in numbers; `weakest` is None where there is no pair, `changed` counts pairs unlike the drafts."""

    matched: int
    of: int
    weakest: int | None
    weakest_pair: str
    need: int
    across: int
    poor: int
    changed: int


class Trial(Record):
    """One answer of the engine, in words. `broken` are drafts that a rule no longer allows, with the reason."""

    weights: dict[str, int]
    pairs: tuple[PairLine, ...]
    left_out: tuple[LeftOut, ...]
    figures: Figures
    proof: str
    proved: bool
    running: int
    broken: tuple[str, ...] = ()

    def pair_of(self, mentee: str) -> PairLine | None:
        """Return a young person's pair."""
        return next((one for one in self.pairs if one.mentee == mentee), None)


class Point(Record):
    """One choice of balance: how strongly difference counts, how many pairs cross it, and the mean fit for the rest.

    `fit` leaves the points for difference out, so that balances can be held against each other.
    """

    weights: dict[str, int]
    across: int
    fit: int
    matched: int


def get_ready() -> None:
    """Load the mathematics, which takes a moment the first time; any thread may do it."""
    import desktop.explain
    import desktop.fairness  # noqa: F401 - what is loaded here is loaded once for all


def full(weights: Mapping[str, int]) -> int:
    """Return the score of fit 100 under some weights; at least 1."""
    return max(1, sum(criteria()[code].points(weights[code], units) for code, units in _FULL.items()))


def fit(score: int, weights: Mapping[str, int]) -> int:
    """Return a score out of 100."""
    return max(0, min(100, round(100 * score / full(weights))))


def weighed(request: "MatchingRequest", weights: Mapping[str, int]) -> "MatchingRequest":
    """Return a request under other weights; a draft earns nothing for being one, it is kept only among equals."""
    return request.model_copy(update={"weights": {**weights, "continuation": 0}})


def drafts_of(request: "MatchingRequest") -> dict[MenteeId, Match]:
    """Return the drafts of a request by young person."""
    waiting = (MatchState.DRAFT, MatchState.REVIEWED)
    return {one.mentee: one for one in request.matches if one.state in waiting}


def try_out(
    request: "MatchingRequest", *, told: Told | None = None, stopped: Stopped | None = None
) -> tuple[Trial, "MatchingProposal"]:
    """Return what the engine would propose for a request, and the proposal itself, which alone can be adopted."""
    from desktop.matching import propose

    share = (lambda stage, part: told(stage, round(100 * part), 100)) if told else None
    proposal = propose(request, progress=share, stopped=stopped)
    return _told_of(request, proposal), proposal


def as_it_stands(request: "MatchingRequest", *, told: Told | None = None, stopped: Stopped | None = None) -> Trial:
    """Return the drafts as they are kept, whatever the engine would choose now, with a reason for everyone left out."""
    from desktop.matching import propose

    drafts = drafts_of(request)
    held = request.model_copy(update={"pinned": tuple((one.mentee, one.mentor) for one in drafts.values())})
    share = (lambda stage, part: told(stage, round(100 * part), 100)) if told else None
    trial = _told_of(held, propose(held, progress=share, stopped=stopped))
    kept = tuple(
        one.model_copy(update={"pinned": drafts[one.mentee].pinned}) for one in trial.pairs if one.mentee in drafts
    )
    free = [one for one in trial.pairs if one.mentee not in drafts]
    out = (*trial.left_out, *(_now_free(one) for one in free))
    figures = _figures(request, kept, len(out))
    return trial.model_copy(update={"pairs": kept, "left_out": tuple(out), "figures": figures})


def balances(
    request: "MatchingRequest", *, told: Told | None = None, stopped: Stopped | None = None
) -> tuple[Point, ...]:
    """Return the answers for seven strengths of 'across difference', without those that another beats in both."""
    best: dict[int, Point] = {}
    for done, strength in enumerate(STRENGTHS):
        if told:
            told(_("Trying other balances"), done, len(STRENGTHS))
        weights = {**_weights(request), **dict.fromkeys(ACROSS, strength)}
        trial, _proposal = try_out(weighed(request, weights), stopped=stopped)
        flat = _evenly(trial, request)
        point = _point(trial, flat)
        if point.across not in best or best[point.across].fit < flat:
            best[point.across] = point
    rising = sorted(best.values(), key=lambda one: one.across)
    return tuple(one for at, one in enumerate(rising) if all(one.fit > later.fit for later in rising[at + 1 :]))


def compare(
    request: "MatchingRequest", choices: Iterable[Mapping[str, int]], *, stopped: Stopped | None = None
) -> tuple[Figures, ...]:
    """Return the figures of several sets of weights on the same roster."""
    return tuple(try_out(weighed(request, weights), stopped=stopped)[0].figures for weights in choices)


def shared(mentee: Mentee, mentor: Mentor) -> str:
    """Return what two people have in common, in the words of the lists; empty where nothing is known."""
    named = vocabulary("sectors")
    both = [named.label(code) for code in mentee.sectors if code in mentor.sectors]
    tongues = [vocabulary("languages").label(code) for code in mentee.languages if code in mentor.languages]
    return ", ".join(both + [one for one in tongues if one != vocabulary("languages").label("en")])


def across(mentee: Mentee, mentor: Mentor) -> bool:
    """Return whether a pair is known to cross a difference of background."""
    pairs = zip(mentee.background, mentor.background, strict=True)
    return any(own and other and own != other for (_name, own), (_same, other) in pairs)


def _weights(request: "MatchingRequest") -> dict[str, int]:
    from desktop.rules.compatibility import checked_weights

    return checked_weights(request.weights)


def _told_of(request: "MatchingRequest", proposal: "MatchingProposal") -> Trial:
    mentees = {one.id: one for one in request.mentees}
    mentors = {one.id: one for one in request.mentors}
    drafts, weights = drafts_of(request), proposal.run.weights
    poor = request.programme.policy.poor_score

    def line(pair: "ProposedPair") -> PairLine:
        mentee, mentor, draft = mentees[pair.mentee], mentors[pair.mentor], drafts.get(pair.mentee)
        same = draft is not None and draft.mentor == pair.mentor
        return PairLine(
            mentee=pair.mentee,
            mentor=pair.mentor,
            match=draft.id if draft is not None and same else None,
            given=mentee.known_as,
            family=mentee.legal_surname,
            form=mentee.form or "",
            mentor_name=mentor.name,
            score=pair.score,
            fit=fit(pair.score, weights),
            common=shared(mentee, mentor),
            modality=pair.modality,
            poor=pair.score < poor,
            pinned=pair.pinned,
            changed=not same,
        )

    pairs = tuple(sorted((line(one) for one in proposal.pairs if not one.running), key=lambda one: -one.score))
    left = tuple(
        LeftOut(
            mentee=one.mentee,
            name=mentees[one.mentee].full_name,
            form=mentees[one.mentee].form or "",
            rule=one.rule,
            reason=one.reason,
            advice=one.advice,
        )
        for one in proposal.unmatched
        if mentees[one.mentee].state is PersonState.ACTIVE
    )
    return Trial(
        weights=weights,
        pairs=pairs,
        left_out=left,
        figures=_figures(request, pairs, len(left)),
        proof=proposal.proof.line,
        proved=proposal.proof.proved,
        running=sum(one.running for one in proposal.pairs),
        broken=tuple(
            f"{mentees[MenteeId(one.mentee)].full_name}: {one.reasons[0]}"
            for one in proposal.refused_pins
            if one.mentee in mentees and one.reasons
        ),
    )


def _figures(request: "MatchingRequest", pairs: tuple[PairLine, ...], left: int) -> Figures:
    mentees = {one.id: one for one in request.mentees}
    mentors = {one.id: one for one in request.mentors}
    weakest = min(pairs, key=lambda one: one.score, default=None)
    return Figures(
        matched=len(pairs),
        of=len(pairs) + left,
        weakest=weakest.fit if weakest else None,
        weakest_pair=f"{weakest.given} – {weakest.mentor_name}" if weakest else "",
        need=sum(mentees[one.mentee].needs.unmet for one in pairs),
        across=sum(across(mentees[one.mentee], mentors[one.mentor]) for one in pairs),
        poor=sum(one.poor for one in pairs),
        changed=sum(one.changed for one in pairs),
    )


def _now_free(one: PairLine) -> LeftOut:
    return LeftOut(
        mentee=one.mentee,
        name=one.name,
        form=one.form,
        rule="free_now",
        reason=_("A mentor is free who could meet this young person."),
        advice=_("Find the matches again."),
    )


def _evenly(trial: Trial, request: "MatchingRequest") -> int:
    """Return the mean fit without the points for difference."""
    mentees = {one.id: one for one in request.mentees}
    mentors = {one.id: one for one in request.mentors}
    plain = {**trial.weights, **dict.fromkeys(ACROSS, 0)}
    worth = [_without(one, mentees, mentors, trial.weights) for one in trial.pairs]
    return fit(round(fmean(worth)) if worth else 0, plain)


def _without(
    one: PairLine, mentees: Mapping[MenteeId, Mentee], mentors: Mapping[MentorId, Mentor], weights: Mapping[str, int]
) -> int:
    mine, theirs = mentees[one.mentee].background, mentors[one.mentor].background
    unlike = {"across_ethnic": (mine.ethnic, theirs.ethnic), "across_social": (mine.social, theirs.social)}
    return one.score - sum(weights[code] for code, (a, b) in unlike.items() if a and b and a != b)


def _point(trial: Trial, flat: int) -> Point:
    return Point(weights=trial.weights, across=trial.figures.across, fit=flat, matched=trial.figures.matched)
