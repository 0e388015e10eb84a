"""Matching again in mid-year with few changes: running pairs stay unless a budget lets some of them go."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil

import numpy as np

from desktop.assignment.arrays import Bits
from desktop.assignment.budget import LARGEST, Budget
from desktop.assignment.few_changes import Budgeted, Task, within_changes, within_loss
from desktop.assignment.watch import Progress, Watch
from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.matching import MatchingProposal, MatchingRequest, Proof, Setting, Workings, prepare, table_of, work_out
from desktop.models.matches import MatchState


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
    objectives keep their order; with a percentage the best total is that of a matching free to change every pair.
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
    if (change_at_most or 0) < 0 or not 0 <= (give_up_percent or 0) <= 100:
        raise MatchingTrouble(_("This budget can't be used."), _("Choose a number of pairs, or 0 to 100 per cent."))
    free = _free_to_change(request)
    setting = prepare(free)
    watch = Watch(progress or _quiet, stopped or _go_on, request.seconds)
    running = _running(request, setting)
    if not setting.rows or not setting.columns:
        return work_out(request, progress=progress, stopped=stopped)
    table = table_of(setting)
    everyone = table.block(0, table.n)
    allowed = everyone > table.no
    scores = np.where(allowed, everyone, 0).astype(np.int64)
    task = Task(scores, allowed, setting.room, setting.ranks, running & allowed, watch)
    keep = None if change_at_most is None else int(task.running.sum()) - change_at_most
    least = None if give_up_percent is None else _least(work_out(free, stopped=stopped), setting, give_up_percent)
    answer = _by_price(task, keep, least, setting.c.policy.poor_score)
    if answer is None or (answer.reached < answer.bound and int(allowed.sum()) <= LARGEST):
        answer = _by_search(task, keep, least, setting.c.policy.poor_score)
    return _fixed(request, setting, answer, int(allowed.sum()))


def _by_price(task: Task, keep: int | None, least: int | None, poor_below: int) -> Budgeted | None:
    """Return the answer by a price on kept pairs; None where it can't be had so, as with two budgets at once."""
    if keep is not None and least is None:
        return within_changes(task, keep, poor_below=poor_below)
    if keep is None and least is not None:
        return within_loss(task, least)
    return None


def _by_search(task: Task, keep: int | None, least: int | None, poor_below: int) -> Budgeted:
    """Return the answer by PuLP with whole variables: slower, for what prices leave open."""
    budget = Budget(task.scores, task.allowed, task.room, task.ranks, task.watch)
    running = task.running.astype(np.int64)
    if keep is not None:
        budget.demand(running, keep)
    budget.cover()
    if least is not None:
        budget.demand(task.scores, least)
        budget.most(running)
    else:
        budget.floor()
        budget.most((task.scores >= poor_below).astype(np.int64))
    reached = budget.most(task.scores)
    assert budget.chosen is not None
    of = np.where(budget.chosen.any(axis=1), budget.chosen.argmax(axis=1), -1)
    return Budgeted(of, reached, reached)


def _least(best: Workings, setting: Setting, give_up_percent: float) -> int:
    """Return the total that must be reached: that of a matching free to change every pair, less the share given up."""
    rows = {mentee.id for mentee in setting.rows}
    total = sum(pair.score for pair in best.proposal.pairs if pair.mentee in rows)
    return ceil(round(total * (100 - give_up_percent) / 100, 6))


def _quiet(_stage: str, _share: float) -> None:
    """Tell nobody."""


def _go_on() -> bool:
    return False


def _free_to_change(request: MatchingRequest) -> MatchingRequest:
    """Return the request with running pairs as drafts: known, and not kept by force."""
    drafts = tuple(
        match.model_copy(update={"state": MatchState.DRAFT}) if match.state is MatchState.PUBLISHED else match
        for match in request.matches
    )
    return request.model_copy(update={"matches": drafts})


def _running(request: MatchingRequest, setting: Setting) -> Bits:
    row = {mentee.id: i for i, mentee in enumerate(setting.rows)}
    column = {mentor.id: j for j, mentor in enumerate(setting.columns)}
    found = np.zeros((len(row), len(column)), np.bool_)
    for match in request.matches:
        known = match.mentee in row and match.mentor in column
        if match.state is MatchState.PUBLISHED and match.id not in request.released and known:
            found[row[match.mentee], column[match.mentor]] = True
    return found


def _fixed(request: MatchingRequest, setting: Setting, answer: Budgeted, priced: int) -> Workings:
    """Return the matching of exactly these pairs: all pinned, what they replace released, proved under the budget."""
    rows = np.flatnonzero(answer.of >= 0).tolist()
    pairs = tuple((setting.rows[i].id, setting.columns[int(answer.of[i])].id) for i in rows)
    going = tuple(
        match.id
        for match in request.matches
        if match.state is MatchState.PUBLISHED and (match.mentee, match.mentor) not in {*pairs, *setting.kept}
    )
    found = work_out(
        request.model_copy(update={"pinned": (*request.pinned, *pairs), "released": (*request.released, *going)})
    )
    asked = {(m.mentee, m.mentor) for m in request.matches if m.open and m.pinned} | set(request.pinned)
    honest = tuple(
        pair.model_copy(update={"pinned": (pair.mentee, pair.mentor) in asked or pair.running})
        for pair in found.proposal.pairs
    )
    proof = _proof(answer, priced)
    run = found.proposal.run.model_copy(update={"proof": proof.line})
    return replace(found, proposal=found.proposal.model_copy(update={"pairs": honest, "proof": proof, "run": run}))


def _proof(answer: Budgeted, priced: int) -> Proof:
    """Say whether the answer reaches what nothing under the budget can exceed."""
    gap = answer.bound - answer.reached
    if gap:
        line = _("Best known answer under this budget: at most {gap} below the best possible.").format(gap=gap)
    else:
        line = _("Proved best under this budget: {reached}, which nothing can exceed; {pairs} pairs looked at.").format(
            reached=answer.reached, pairs=priced
        )
    return Proof(proved=gap == 0, gap=gap, primal=answer.reached, dual=answer.bound, priced_pairs=priced, line=line)
