"""From a request to a proposal: who meets whom, why, and the proof; the mathematics and the rules are its two hands.

The recipe reads top to bottom in `propose`. It knows no file and no screen, and it decides nothing for good: a named
person reviews and publishes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from desktop.assignment import table
from desktop.assignment.assign import Assignment, assign, assign_sparse
from desktop.assignment.blocks import Blocks
from desktop.assignment.face import Face
from desktop.assignment.proof import Asked, faults_of_rows, sharing
from desktop.assignment.solve import Settled, Wishes, settle
from desktop.assignment.table import NARROW, NO_NARROW, NO_WIDE, Ints, Table
from desktop.assignment.watch import Progress, Watch
from desktop.models.proposals import MatchingProposal, MatchingRequest, Proof, ProposedPair, RunRecord, Unmatched
from desktop.proposing import barred_score, proposal_of
from desktop.rules.columns import mentee_columns, mentor_columns, pairs_apart
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
    return Workings(request, setting, settled, proposal_of(request, setting, settled, lines))


def with_answer(w: Workings, of: Ints) -> Workings:
    """Return the workings with another answer of the rows in play, its reasons and figures; nothing is proved of it."""
    nothing = np.empty(0, np.int64)
    settled = replace(w.settled, of=of, face=Face(nothing, nothing, nothing, nothing > 0))
    return replace(w, settled=settled, proposal=proposal_of(w.request, w.setting, settled, lines_of(w.setting)))


def hold_to_proof(setting: Setting, settled: Settled, wishes: Wishes, scorer: Scorer) -> None:
    """Let the separate checker score and price all pairs anew, by blocks; an objection is a bug, not trouble."""
    make, asked = lines_of(setting, scorer), Asked(setting.ranks, setting.room, wishes)
    wrong = [] if settled.gap else faults_of_rows(make, barred_score(setting, make), asked, settled)
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
