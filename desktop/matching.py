"""From a request to a proposal: who meets whom, why, and the proof; the mathematics and the rules are its two hands.

The recipe reads top to bottom in `propose`. It knows no file and no screen, and it decides nothing for good: a named
person reviews and publishes.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

import numpy as np

from desktop.assignment import table
from desktop.assignment.assign import Assignment, assign, assign_sparse
from desktop.assignment.blocks import Blocks
from desktop.assignment.face import Face
from desktop.assignment.proof import Asked, faults_of_rows, sharing
from desktop.assignment.solve import Settled, Wishes, settle
from desktop.assignment.table import NARROW, NO_NARROW, NO_WIDE, Ints, Table
from desktop.assignment.watch import Progress, Watch
from desktop.i18n import _
from desktop.models.people import Mentee, Modality
from desktop.models.proposals import MatchingProposal, MatchingRequest, Proof, ProposedPair, RunRecord, Unmatched
from desktop.models.record import MenteeId, MentorId, Record
from desktop.rules.columns import mentee_columns, mentor_columns, pairs_apart
from desktop.rules.compatibility import points
from desktop.rules.eligibility import bars_of_mentee, first_rule_between
from desktop.rules.meeting import way_of_meeting, ways
from desktop.rules.scoring import Lines, Scorer, greatest_score
from desktop.rules.setting import Setting, prepare, siblings, taken_by_siblings

__all__ = [
    "Assignment",
    "MatchingProposal",
    "MatchingRequest",
    "Proof",
    "ProposedPair",
    "RunRecord",
    "Setting",
    "Unmatched",
    "Workings",
    "assign",
    "assign_sparse",
    "prepare",
    "propose",
    "work_out",
]


_CELLS = 1 << 22  # scores looked at together
_ASKED = 40  # mentors, from all over the roster, looked at to name the rule that most often stands in the way


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
    wishes = _wishes(request, setting)
    scorer = scorer_of(setting)
    lines = lines_of(setting, scorer)
    settled = settle(lambda: table_of(setting, lines), setting.ranks, wishes, watch)
    watch.stage("check", 0.93)
    hold_to_proof(setting, settled, wishes, scorer)
    watch.stage("explain", 0.95)
    return Workings(request, setting, settled, _proposal(request, setting, settled, lines))


def with_answer(w: Workings, of: Ints) -> Workings:
    """Return the workings with another answer of the rows in play, its reasons and figures; nothing is proved of it."""
    nothing = np.empty(0, np.int64)
    settled = replace(w.settled, of=of, face=Face(nothing, nothing, nothing, nothing > 0))
    return replace(w, settled=settled, proposal=_proposal(w.request, w.setting, settled, lines_of(w.setting)))


def hold_to_proof(setting: Setting, settled: Settled, wishes: Wishes, scorer: Scorer) -> None:
    """Let the separate checker score and price all pairs anew, by blocks; an objection is a bug, not trouble."""
    make, asked = lines_of(setting, scorer), Asked(setting.ranks, setting.room, wishes)
    wrong = [] if settled.gap else faults_of_rows(make, _no(setting, make), asked, settled)
    wrong += sharing(settled.of, wishes.apart)
    if wrong:
        raise AssertionError("; ".join(wrong))


def table_of(setting: Setting, lines: Lines | None = None) -> Table:
    """Return the scores of all pairs in play; the largest tables are made block by block, each time they are read."""
    make, rows = lines or lines_of(setting), np.arange(len(setting.rows))
    if len(rows) * len(setting.columns) > table.WHOLE:
        return Blocks(make, rows, setting.room)
    return Table(make(rows), setting.room)


def lines_of(setting: Setting, scorer: Scorer | None = None) -> Lines:
    """Return what makes rows of scores of the mentees in play."""
    narrow = greatest_score(setting.weights) <= NARROW
    dtype, no = (np.int16, NO_NARROW) if narrow else (np.int64, NO_WIDE)
    return (scorer or scorer_of(setting)).lines(dtype, no, relaxed=setting.c.relaxed)


def scorer_of(setting: Setting) -> Scorer:
    """Return the facts of everyone in play in columns, ready to be scored."""
    apart = pairs_apart(setting.rows, setting.columns, setting.c, settled=taken_by_siblings(setting))
    mentees, mentors = mentee_columns(setting.rows, setting.c), mentor_columns(setting.columns, setting.c)
    return Scorer(mentees, mentors, apart, weights=setting.weights)


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


def _wishes(request: MatchingRequest, setting: Setting) -> Wishes:
    row = {mentee.id: i for i, mentee in enumerate(setting.rows)}
    column = {mentor.id: j for j, mentor in enumerate(setting.columns)}
    earlier = {(m.mentee, m.mentor) for m in request.matches if m.open}
    kept = sorted((row[one], column[other]) for one, other in earlier if one in row and other in column)
    return Wishes(True, setting.c.policy.poor_score, np.array(kept, np.int64).reshape(-1, 2), siblings(setting))


def _proposal(request: MatchingRequest, setting: Setting, settled: Settled, lines: Lines) -> MatchingProposal:
    chosen = [(setting.rows[i].id, setting.columns[j].id) for i, j in enumerate(settled.of.tolist()) if j >= 0]
    pinned = frozenset(setting.kept)
    pairs = tuple(_pair(setting, pair, pinned=pair in pinned) for pair in sorted([*chosen, *pinned]))
    matched = {pair.mentee for pair in pairs}
    left = [mentee for mentee in setting.mentees.values() if mentee.id not in matched]
    eligible = _eligible(setting, np.flatnonzero(settled.of < 0), lines)
    unmatched = tuple(_why_unmatched(mentee, setting, eligible) for mentee in left)
    objective = _objective(request, setting, pairs)
    proof = _proof(settled, [pair.score for pair in pairs if (pair.mentee, pair.mentor) not in pinned])
    run = RunRecord(
        roster_hash=roster_hash(request),
        weights=setting.weights,
        seed=setting.seed,
        versions=dict(_versions()),
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


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    return tuple((name, version(name)) for name in ("pulp", "highspy", "numpy", "scipy"))


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


def _why_unmatched(mentee: Mentee, setting: Setting, eligible: frozenset[str]) -> Unmatched:
    own = bars_of_mentee(mentee, setting.c)
    if own:
        return Unmatched(mentee=mentee.id, rule=own[0].rule, reason=own[0].reason, advice=own[0].advice)
    if mentee.id in eligible:
        return Unmatched(
            mentee=mentee.id,
            rule="competition",
            reason=_("The mentors who may meet this young person don't have enough places for everyone."),
            advice=_("One more mentor for this group would help."),
        )
    asked = setting.columns[:: len(setting.columns) // _ASKED + 1]
    barred = Counter(first_rule_between(mentee, mentor, setting.c) or "siblings" for mentor in asked)
    return Unmatched(
        mentee=mentee.id,
        rule=barred.most_common(1)[0][0] if barred else "no_mentor",
        reason=_("No mentor with a free place may meet this young person."),
        advice=_("See what stands in the way for each mentor."),
    )


def _eligible(setting: Setting, rows: Ints, lines: Lines) -> frozenset[str]:
    """Return the mentees of these rows whom some mentor in play may meet."""
    no, step = _no(setting, lines), max(1, _CELLS // max(1, len(setting.columns)))
    some = [rows[start : start + step] for start in range(0, len(rows), step)]
    found = (part[(lines(part) > no).any(axis=1)] for part in some)
    return frozenset(setting.rows[row].id for part in found for row in part.tolist())


def _no(setting: Setting, lines: Lines) -> int:
    """Return what these scores hold where a pair is barred."""
    return Table(lines(()), setting.room).no


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


def _proof(settled: Settled, scores: list[int]) -> Proof:
    """Return the proof in numbers: what the chosen pairs count, from their own points, and what nothing can exceed."""
    certificate = settled.certificate
    good = sum(score >= certificate.poor_below for score in scores) if certificate.poor_below is not None else 0
    primal = sum(scores) + certificate.bonus * good
    prices = int(certificate.prices.rows.sum() + (certificate.prices.columns * certificate.room).sum())
    dual = primal + settled.gap if settled.gap else prices - settled.of_gates
    priced = len(certificate.playing) * (len(certificate.room) - int(certificate.bench.max(initial=-1) >= 0))
    if settled.gap:
        line = _("Best known answer: at most {gap} points below the best possible.").format(gap=settled.gap)
    elif not priced:
        line = _("Nothing was open to decide: no pair could be made or changed.")
    else:
        line = _("Proved best: {primal} = {dual}, all {pairs} pairs priced.").format(
            primal=primal, dual=dual, pairs=priced
        )
    proved = settled.gap == 0 and primal == dual
    return Proof(proved=proved, gap=settled.gap, primal=primal, dual=dual, priced_pairs=priced, line=line)
