"""Matching again in mid-year with few changes: running pairs stay unless a budget lets some of them go."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from desktop.assignment.budget import Budget
from desktop.assignment.table import Ints
from desktop.assignment.watch import Progress, Watch
from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.matching import MatchingProposal, MatchingRequest, Setting, Workings, prepare, table_of, work_out
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
    budget = Budget(scores, allowed, setting.room, setting.ranks, watch)
    if change_at_most is not None:
        budget.demand(running, int((running * allowed).sum()) - change_at_most)
    budget.cover()
    if give_up_percent is not None:
        best = work_out(free, stopped=stopped).proposal
        share = 100 - give_up_percent
        budget.demand(scores, int(np.ceil(_worth(best, setting) * share / 100)))
        budget.most(running)
    else:
        budget.floor()
        budget.most((scores >= setting.c.policy.poor_score).astype(np.int64))
    budget.most(scores)
    return _fixed(request, setting, budget)


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


def _running(request: MatchingRequest, setting: Setting) -> Ints:
    row = {mentee.id: i for i, mentee in enumerate(setting.rows)}
    column = {mentor.id: j for j, mentor in enumerate(setting.columns)}
    found = np.zeros((len(row), len(column)), np.int64)
    for match in request.matches:
        known = match.mentee in row and match.mentor in column
        if match.state is MatchState.PUBLISHED and match.id not in request.released and known:
            found[row[match.mentee], column[match.mentor]] = 1
    return found


def _worth(best: MatchingProposal, setting: Setting) -> int:
    rows = {mentee.id for mentee in setting.rows}
    return sum(pair.score for pair in best.pairs if pair.mentee in rows)


def _fixed(request: MatchingRequest, setting: Setting, budget: Budget) -> Workings:
    """Return the matching of exactly these pairs: all pinned, what they replace released."""
    assert budget.chosen is not None
    rows, columns = np.nonzero(budget.chosen)
    pairs = tuple((setting.rows[i].id, setting.columns[j].id) for i, j in zip(rows, columns, strict=True))
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
    return replace(found, proposal=found.proposal.model_copy(update={"pairs": honest}))
