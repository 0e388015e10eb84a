"""From a request to a proposal: who meets whom, why, and the proof; the mathematics and the rules are its two hands.

The recipe reads top to bottom in `propose`. It knows no file and no screen, and it decides nothing for good: a named
person reviews and publishes.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from itertools import combinations
from typing import TypeVar

import numpy as np
from pydantic import Field

from desktop.assignment.assign import Assignment, assign, assign_sparse
from desktop.assignment.solve import Bars, Settled, Wishes, settle
from desktop.assignment.table import NARROW, NO_NARROW, NO_WIDE, Ints, Table
from desktop.assignment.watch import Progress, Watch
from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.models.consent import Consent
from desktop.models.matches import Block, Match, MatchState
from desktop.models.people import Mentee, Mentor, Modality
from desktop.models.programme import Programme
from desktop.models.record import MatchId, MenteeId, MentorId, Record
from desktop.rules.circumstances import Circumstances, Story, circumstances
from desktop.rules.columns import mentee_columns, mentor_columns, pairs_apart
from desktop.rules.compatibility import checked_weights, points
from desktop.rules.eligibility import bars_of_mentee, bars_of_mentor, bars_of_pair
from desktop.rules.meeting import way_of_meeting, ways
from desktop.rules.need import need_band, place_in_line
from desktop.rules.pins import RefusedPin, judge_pins
from desktop.rules.scoring import Scorer, greatest_score

Person = TypeVar("Person", Mentee, Mentor)
__all__ = [
    "Assignment",
    "MatchingProposal",
    "MatchingRequest",
    "Workings",
    "assign",
    "assign_sparse",
    "propose",
    "work_out",
]


class MatchingRequest(Record):
    """Everything a matching depends on; the order of people is no matter.

    Published matches run and stay unless they are `released` or break a rule; drafts are proposals of before, kept only
    among equals unless pinned. `relaxed` names rules a what-if scenario drops. `weights` and `seed` default to the
    shipped weights and the policy's seed.
    """

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    programme: Programme
    today: date
    consents: tuple[Consent, ...] = ()
    blocks: tuple[Block, ...] = ()
    matches: tuple[Match, ...] = ()
    meeting_area: str | None = None
    weights: dict[str, int] = Field(default_factory=dict)
    seed: int | None = None
    pinned: tuple[tuple[MenteeId, MentorId], ...] = ()
    forbidden: tuple[tuple[MenteeId, MentorId], ...] = ()
    released: tuple[MatchId, ...] = ()
    relaxed: tuple[str, ...] = ()
    seconds: float = Field(default=60.0, gt=0, le=3600)


class ProposedPair(Record):
    """One pair: the points of each criterion, which sum to its score, and how the two would meet."""

    mentee: MenteeId
    mentor: MentorId
    score: int
    criteria: dict[str, int]
    modality: Modality
    pinned: bool = False
    running: bool = False
    notes: tuple[str, ...] = ()


class Unmatched(Record):
    """A mentee without a mentor: the rule that bars them, `competition` or `no_mentor`, and the reason in words."""

    mentee: MenteeId
    rule: str
    reason: str
    advice: str = ""


class Proof(Record):
    """What is proved: with `gap` 0 no better answer exists; else none is better by more than the gap in total points.

    `primal` is the worth of the pairs the computer chose, `dual` the sum of all prices: equal, in integers.
    """

    proved: bool
    gap: int
    primal: int
    dual: int
    priced_pairs: int
    line: str


class RunRecord(Record):
    """What the run was made from, kept with its matches."""

    roster_hash: str
    weights: dict[str, int]
    seed: int
    versions: dict[str, str]
    objective: dict[str, int]
    proof: str


class MatchingProposal(Record):
    """The answer: pairs in order of mentee id, everyone unmatched with a reason, pins refused, objective and proof."""

    pairs: tuple[ProposedPair, ...]
    unmatched: tuple[Unmatched, ...]
    refused_pins: tuple[RefusedPin, ...]
    objective: dict[str, int]
    proof: Proof
    run: RunRecord

    def as_json(self) -> dict[str, object]:
        """Return the shape of `match --json`."""
        return {
            "pairs": [
                {"mentee": pair.mentee, "mentor": pair.mentor, "score": pair.score, "criteria": pair.criteria}
                for pair in self.pairs
            ],
            "unmatched": [{"mentee": person.mentee, "reason": person.reason} for person in self.unmatched],
            "objective": self.objective,
            "proof": self.proof.model_dump(),
        }


@dataclass(frozen=True)
class Setting:
    """A request made ready: people in order of id, what the rules look at, who is settled and who is in play."""

    mentees: dict[str, Mentee]
    mentors: dict[str, Mentor]
    c: Circumstances
    weights: dict[str, int]
    seed: int
    kept: tuple[tuple[MenteeId, MentorId], ...]
    refused: tuple[RefusedPin, ...]
    running: frozenset[tuple[MenteeId, MentorId]]
    rows: tuple[Mentee, ...]
    columns: tuple[Mentor, ...]
    room: Ints
    ranks: Ints


@dataclass(frozen=True)
class Workings:
    """A proposal with all that it came from; explanations read it."""

    request: MatchingRequest
    setting: Setting
    settled: Settled
    proposal: MatchingProposal


def propose(
    request: MatchingRequest, *, progress: Progress | None = None, stopped: Callable[[], bool] | None = None
) -> MatchingProposal:
    """Return the best matching under the strict order of objectives, with its proof and a reason for everyone.

    `progress(stage, share)` is told each stage; where `stopped()` turns true, Stopped is raised and nothing is kept.
    Raises MatchingTrouble for a request that can't be computed. Same request, same answer, in any order of people.
    """
    return work_out(request, progress=progress, stopped=stopped).proposal


def work_out(
    request: MatchingRequest, *, progress: Progress | None = None, stopped: Callable[[], bool] | None = None
) -> Workings:
    """Return the proposal of `propose` together with the mathematics behind it, for explanations."""
    watch = _watch(request, progress, stopped)
    setting = prepare(request)
    watch.stage("score", 0.02)
    settled = settle(_maker(setting), setting.ranks, _wishes(request, setting), watch)
    watch.stage("explain", 0.95)
    return Workings(request, setting, settled, _proposal(request, setting, settled))


def prepare(request: MatchingRequest) -> Setting:
    """Check a request and sort out who is in play; raises MatchingTrouble."""
    weights = checked_weights(request.weights)
    mentees = _by_id(request.mentees, _("mentee"))
    mentors = _by_id(request.mentors, _("mentor"))
    story = Story(request.consents, request.blocks, _not_released(request), frozenset(request.forbidden))
    c = circumstances(
        request.programme, story, today=request.today, meeting_area=request.meeting_area, relaxed=request.relaxed
    )
    running = frozenset((m.mentee, m.mentor) for m in story.matches if m.state is MatchState.PUBLISHED)
    wanted = {(m.mentee, m.mentor) for m in story.matches if m.open and m.pinned} | set(request.pinned)
    pins = judge_pins(running, wanted, (mentees, mentors), c)
    settled = {mentee for mentee, _mentor in pins.kept}
    taken = Counter(mentor for _mentee, mentor in pins.kept)
    rows = tuple(one for one in mentees.values() if one.id not in settled and not bars_of_mentee(one, c))
    free = (one for one in mentors.values() if one.capacity > taken[one.id] and not bars_of_mentor(one, c))
    columns = tuple(free)
    seed = request.programme.policy.lottery_seed if request.seed is None else request.seed
    return Setting(
        mentees=mentees,
        mentors=mentors,
        c=c,
        weights=weights,
        seed=seed,
        kept=pins.kept,
        refused=pins.refused,
        running=running,
        rows=rows,
        columns=columns,
        room=np.array([one.capacity - taken[one.id] for one in columns], np.int64),
        ranks=_ranks(rows, c, seed),
    )


def table_of(setting: Setting) -> Table:
    """Return the scores of all pairs in play."""
    c = setting.c
    scorer = Scorer(
        mentee_columns(setting.rows, c),
        mentor_columns(setting.columns, c),
        pairs_apart(setting.rows, setting.columns, c, settled=_taken_by_siblings(setting)),
        weights=setting.weights,
    )
    narrow = greatest_score(setting.weights) <= NARROW
    kind = (np.int16, NO_NARROW) if narrow else (np.int64, NO_WIDE)
    return Table(scorer.matrix(*kind, relaxed=c.relaxed), setting.room)


def _maker(setting: Setting) -> Callable[[Bars], Table]:
    """Return what makes tables with further pairs barred, the first time from what is at hand."""

    def make(bars: Bars) -> Table:
        table = table_of(setting)
        for row, column in bars:
            table.scores[row, column] = table.no
        return table

    return make


def roster_hash(request: MatchingRequest) -> str:
    """Return a hash of everything the answer depends on but weights and seed; the order of people is no matter."""
    digest = hashlib.sha256()
    groups: tuple[Iterable[Record], ...] = (request.mentees, request.mentors, request.consents, request.blocks)
    for group in (*groups, request.matches, (request.programme,)):
        for line in sorted(record.model_dump_json() for record in group):
            digest.update(line.encode())
        digest.update(b"\x00")
    rest = (request.today, request.meeting_area, sorted(request.pinned), sorted(request.forbidden))
    digest.update(repr((*rest, sorted(request.released), sorted(request.relaxed))).encode())
    return digest.hexdigest()


def _watch(request: MatchingRequest, progress: Progress | None, stopped: Callable[[], bool] | None) -> Watch:
    watch = Watch(seconds=request.seconds)
    watch.progress = progress or watch.progress
    watch.stopped = stopped or watch.stopped
    return watch


def _by_id(people: Sequence[Person], word: str) -> dict[str, Person]:
    found = {str(person.id): person for person in sorted(people, key=lambda person: person.id)}
    if len(found) < len(people):
        raise MatchingTrouble(
            _("The same {word} is on the roster twice.").format(word=word), _("Remove one of the two and match again.")
        )
    return found


def _not_released(request: MatchingRequest) -> tuple[Match, ...]:
    return tuple(match for match in request.matches if match.id not in request.released)


def _ranks(rows: tuple[Mentee, ...], c: Circumstances, seed: int) -> Ints:
    if c.policy.need_order == "bands":
        return np.array([need_band(mentee, c) for mentee in rows], np.int64)
    line = sorted(range(len(rows)), key=lambda i: place_in_line(rows[i], c, seed=seed))
    ranks = np.empty(len(rows), np.int64)
    ranks[line] = np.arange(len(rows))
    return ranks


def _wishes(request: MatchingRequest, setting: Setting) -> Wishes:
    row = {mentee.id: i for i, mentee in enumerate(setting.rows)}
    column = {mentor.id: j for j, mentor in enumerate(setting.columns)}
    earlier = {(m.mentee, m.mentor) for m in request.matches if m.open}
    kept = sorted((row[one], column[other]) for one, other in earlier if one in row and other in column)
    apart = _siblings(setting) if setting.c.policy.siblings_apart else ()
    return Wishes(True, setting.c.policy.poor_score, np.array(kept, np.int64).reshape(-1, 2), apart)


def _taken_by_siblings(setting: Setting) -> tuple[tuple[MenteeId, MentorId], ...]:
    """Return the pairs that would put a mentee with the mentor of a pinned brother or sister."""
    if not setting.c.policy.siblings_apart:
        return ()
    taken = ((setting.mentees[one].siblings, other) for one, other in setting.kept)
    families = [(family, mentor) for family, mentor in taken if family]
    return tuple((one.id, mentor) for one in setting.rows for family, mentor in families if one.siblings == family)


def _siblings(setting: Setting) -> Bars:
    families: dict[str, list[int]] = {}
    for row, mentee in enumerate(setting.rows):
        if mentee.siblings:
            families.setdefault(mentee.siblings, []).append(row)
    return tuple(pair for family in families.values() for pair in combinations(family, 2))


def _proposal(request: MatchingRequest, setting: Setting, settled: Settled) -> MatchingProposal:
    chosen = [(setting.rows[i].id, setting.columns[j].id) for i, j in enumerate(settled.of.tolist()) if j >= 0]
    pairs = tuple(_pair(setting, pair, pinned=pair in setting.kept) for pair in sorted([*chosen, *setting.kept]))
    matched = {pair.mentee for pair in pairs}
    left = [mentee for mentee in setting.mentees.values() if mentee.id not in matched]
    unmatched = tuple(_why_unmatched(mentee, setting) for mentee in left)
    objective = _objective(request, setting, pairs)
    proof = _proof(settled)
    run = RunRecord(
        roster_hash=roster_hash(request),
        weights=setting.weights,
        seed=setting.seed,
        versions={name: version(name) for name in ("pulp", "highspy", "numpy", "scipy")},
        objective=objective,
        proof=proof.line,
    )
    return MatchingProposal(
        pairs=pairs,
        unmatched=unmatched,
        refused_pins=setting.refused,
        objective=objective,
        proof=proof,
        run=run,
    )


def _pair(setting: Setting, pair: tuple[MenteeId, MentorId], *, pinned: bool) -> ProposedPair:
    mentee, mentor = setting.mentees[pair[0]], setting.mentors[pair[1]]
    earned = points(mentee, mentor, setting.c, weights=setting.weights)
    unknown = ways(mentee, mentor, setting.c).km is None
    return ProposedPair(
        mentee=pair[0],
        mentor=pair[1],
        score=sum(earned.values()),
        criteria=earned,
        modality=way_of_meeting(mentee, mentor, setting.c) or Modality.FACE_TO_FACE,
        pinned=pinned,
        running=pair in setting.running,
        notes=(_("Distance not known."),) if unknown else (),
    )


def _why_unmatched(mentee: Mentee, setting: Setting) -> Unmatched:
    own = bars_of_mentee(mentee, setting.c)
    if own:
        return Unmatched(mentee=mentee.id, rule=own[0].rule, reason=own[0].reason, advice=own[0].advice)
    barred = [bars_of_pair(mentee, mentor, setting.c) for mentor in setting.columns]
    if all(barred):
        rule = Counter(found[0].rule for found in barred).most_common(1)
        return Unmatched(
            mentee=mentee.id,
            rule=rule[0][0] if rule else "no_mentor",
            reason=_("No mentor with a free place may meet this young person."),
            advice=_("See what stands in the way for each mentor."),
        )
    return Unmatched(
        mentee=mentee.id,
        rule="competition",
        reason=_("All mentors who could meet this young person are with someone whose need is greater."),
        advice=_("One more mentor for this group would help."),
    )


def _objective(request: MatchingRequest, setting: Setting, pairs: tuple[ProposedPair, ...]) -> dict[str, int]:
    scores = [pair.score for pair in pairs]
    earlier = {(m.mentee, m.mentor) for m in request.matches if m.open}
    return {
        "matched": len(pairs),
        "eligible": len(setting.rows) + len(setting.kept),
        "worst": min((pair.score for pair in pairs if not pair.pinned), default=0),
        "poor": sum(score < setting.c.policy.poor_score for score in scores),
        "total": sum(scores),
        "kept": sum((pair.mentee, pair.mentor) in earlier for pair in pairs),
    }


def _proof(settled: Settled) -> Proof:
    certificate = settled.certificate
    dual = int(certificate.prices.rows.sum() + (certificate.prices.columns * certificate.room).sum())
    primal = dual - settled.gap
    priced = len(certificate.playing) * (len(certificate.room) - int(certificate.bench.max(initial=-1) >= 0))
    if settled.gap:
        line = _("Best known answer: at most {gap} points below the best possible.").format(gap=settled.gap)
    else:
        line = _("Proved best: {primal} = {dual}, all {pairs} pairs priced.").format(
            primal=primal, dual=dual, pairs=priced
        )
    return Proof(proved=settled.gap == 0, gap=settled.gap, primal=primal, dual=dual, priced_pairs=priced, line=line)
