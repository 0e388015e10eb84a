"""Matching again in mid-year with few changes: running pairs stay unless a budget lets some of them go."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from desktop.assignment.arrays import Ints
from desktop.assignment.few_changes import Task
from desktop.assignment.solve import Wishes, settle
from desktop.assignment.table import Table
from desktop.assignment.under_budget import Limits, Verdict, answered
from desktop.assignment.watch import Progress, Watch
from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.matching import (
    MatchingProposal,
    MatchingRequest,
    Setting,
    Workings,
    prepare,
    table_of,
    with_answer,
    work_out,
)
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor
from desktop.models.proposals import Proof
from desktop.models.record import MenteeId, MentorId
from desktop.rules.setting import siblings


def rematch(
    request: MatchingRequest,
    *,
    change_at_most: int | None = None,
    give_up_percent: float | None = None,
    progress: Progress | None = None,
    stopped: Callable[[], bool] | None = None,
) -> MatchingProposal:
    """Return a matching under a budget: change at most n running pairs, or change fewest and give up at most x %.

    With neither, running pairs simply stay (`propose`). Pairs that break a rule end whatever the budget says. The
    objectives keep their order, brothers and sisters stay apart, and points are those shown, with those for going on;
    with a percentage the best total is that of a matching free to change every pair. `progress` is told each stage,
    `stopped` is asked throughout, and when the request's seconds are used up the best answer known is given with its
    gap. Raises MatchingTrouble, OutOfTime where no answer was known yet, and Stopped.
    """
    return work_out_again(
        request, change_at_most=change_at_most, give_up_percent=give_up_percent, progress=progress, stopped=stopped
    ).proposal


def work_out_again(
    request: MatchingRequest,
    *,
    change_at_most: int | None = None,
    give_up_percent: float | None = None,
    progress: Progress | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Workings:
    """Return the matching of `rematch` with what it came from, for explanations."""
    if change_at_most is None and give_up_percent is None:
        return work_out(request, progress=progress, stopped=stopped)
    _check(change_at_most, give_up_percent)
    watch = Watch(seconds=request.seconds)
    watch.progress, watch.stopped = progress or watch.progress, stopped or watch.stopped
    watch.stage("score", 0.02)
    case = _Case.of(request, watch)
    if not case.setting.rows or not case.setting.columns:
        return work_out(request, progress=progress, stopped=stopped)
    keep = None if change_at_most is None else int(case.task.running.sum()) - change_at_most
    least = None if give_up_percent is None else case.least(give_up_percent)
    verdict = answered(case.task, Limits(keep, least, case.setting.c.policy.poor_score))
    watch.stage("explain", 0.9)
    return _shown(request, case, verdict)


def _check(change_at_most: object, give_up_percent: float | None) -> None:
    """Raise MatchingTrouble for a budget that makes no sense; a part of a pair can't change."""
    whole = change_at_most is None or (type(change_at_most) is int and change_at_most >= 0)
    if not whole or not 0 <= (give_up_percent or 0) <= 100:
        raise MatchingTrouble(
            _("This limit of changes can’t be used."), _("Choose a whole number of pairs, or 0 to 100 per cent.")
        )


@dataclass(frozen=True)
class _Case:
    """A request in which running pairs may change: its people in play, and the task in arrays."""

    setting: Setting
    task: Task

    @classmethod
    def of(cls, request: MatchingRequest, watch: Watch) -> "_Case":
        """Score everyone as they will be shown: a pair that goes on earns its points, though nothing holds it."""
        setting, going_on = prepare(_free_to_change(request)), frozenset(_pair(one) for one in _running(request))
        setting = replace(setting, running=going_on, c=replace(setting.c, continuing=going_on))
        table = table_of(setting)
        everyone = table.block(0, table.n)
        allowed = everyone > table.no
        running = np.zeros(allowed.shape, np.bool_)
        row, column = _places(setting.rows), _places(setting.columns)
        for mentee, mentor in going_on:
            if mentee in row and mentor in column:
                running[row[mentee], column[mentor]] = True
        scores = np.where(allowed, everyone, 0).astype(np.int64)
        task = Task(scores, allowed, setting.room, setting.ranks, running & allowed, watch, siblings(setting))
        return cls(setting, task)

    def least(self, give_up_percent: float) -> int:
        """Return the total that must be reached: that of a matching free to change every pair, less the share."""
        task, policy = self.task, self.setting.c.policy
        wishes = Wishes(True, policy.poor_score, np.argwhere(task.running).astype(np.int64), task.apart)
        free = settle(self._table, task.ranks, wishes, task.watch.quietly())
        task.seen.append(free.of)
        return ceil(round(task.point(free.of).worth * (100 - give_up_percent) / 100, 6))

    def _table(self) -> Table:
        return table_of(self.setting)

    def pairs(self, of: Ints) -> frozenset[tuple[str, str]]:
        """Return the pairs of an answer and those that nothing was to change."""
        rows = np.flatnonzero(of >= 0).tolist()
        chosen = ((self.setting.rows[i].id, self.setting.columns[int(of[i])].id) for i in rows)
        return frozenset((*chosen, *self.setting.kept))


def _free_to_change(request: MatchingRequest) -> MatchingRequest:
    """Return the request with running pairs as drafts: known, and not kept by force."""
    drafts = tuple(
        match.model_copy(update={"state": MatchState.DRAFT}) if match.state is MatchState.PUBLISHED else match
        for match in request.matches
    )
    return request.model_copy(update={"matches": drafts})


def _running(request: MatchingRequest) -> tuple[Match, ...]:
    released = set(request.released)
    return tuple(one for one in request.matches if one.state is MatchState.PUBLISHED and one.id not in released)


def _places(people: Iterable[Mentee | Mentor]) -> dict[str, int]:
    return {one.id: at for at, one in enumerate(people)}


def _pair(match: Match) -> tuple[MenteeId, MentorId]:
    return match.mentee, match.mentor


def _shown(request: MatchingRequest, case: _Case, verdict: Verdict) -> Workings:
    """Return the matching of exactly these pairs: running ones that stay are settled, the others released.

    What explains it is the matching of the rest, whose prices are those of a plain matching; the answer is the
    budget's own.
    """
    pairs = case.pairs(verdict.of)
    going = tuple(match.id for match in _running(request) if _pair(match) not in pairs)
    fixed = request.model_copy(
        update={"released": (*request.released, *going), "seconds": max(1.0, case.task.watch.left)}
    )
    found = work_out(fixed, stopped=case.task.watch.stopped)
    row, column = _places(found.setting.rows), _places(found.setting.columns)
    of = np.full(len(row), -1)
    for mentee, mentor in sorted(pairs - set(found.setting.kept)):
        of[row[mentee]] = column[mentor]
    w = found if np.array_equal(of, found.settled.of) else with_answer(found, of)
    return replace(
        w, request=w.request.model_copy(update={"seconds": request.seconds}), proposal=_proved(w, case, verdict)
    )


def _proved(w: Workings, case: _Case, verdict: Verdict) -> MatchingProposal:
    """Return the proposal with the budget's own proof; the worst pair is that of all that were free to change."""
    found, held = w.proposal, set(case.setting.kept)
    free = [pair.score for pair in found.pairs if (pair.mentee, pair.mentor) not in held]
    objective = {**found.objective, "worst": min(free, default=0)}
    gap, top = verdict.gap, verdict.reached + verdict.gap
    looked = int(case.task.allowed.sum())
    proof = Proof(
        proved=not gap, gap=gap, primal=verdict.reached, dual=top, priced_pairs=looked, line=verdict.words(looked)
    )
    run = found.run.model_copy(update={"proof": proof.line, "objective": objective})
    return found.model_copy(update={"objective": objective, "proof": proof, "run": run})
