"""The drafts as they are kept: a person may have chosen otherwise than the engine would now."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop.assignment.watch import Progress
from desktop.matching import MatchingRequest, Workings, work_out
from desktop.models.matches import Match, MatchState
from desktop.models.record import MenteeId, MentorId

Stopped = Callable[[], bool]


def as_kept(
    request: MatchingRequest, *, progress: Progress | None = None, stopped: Stopped | None = None
) -> tuple[Workings, Workings]:
    """Return the drafts of a request as they are kept, and what the engine would choose now; often one and the same.

    A running pair that a draft replaces is taken as released.
    """
    drafts = drafts_of(request)
    free = work_out(replaced_released(request), progress=progress, stopped=stopped)
    chosen = {pair.mentee: pair.mentor for pair in free.proposal.pairs if not pair.running}
    if chosen == {one.mentee: one.mentor for one in drafts.values()}:
        return free, free
    pins = tuple((one.mentee, one.mentor) for one in drafts.values())
    held = work_out(free.request.model_copy(update={"pinned": pins}), stopped=stopped)
    pairs = tuple(
        pair.model_copy(update={"pinned": pair.running or drafts[pair.mentee].pinned})
        for pair in held.proposal.pairs
        if pair.running or pair.mentee in drafts
    )
    return replace(held, request=free.request, proposal=held.proposal.model_copy(update={"pairs": pairs})), free


def drafts_of(request: MatchingRequest) -> dict[MenteeId, Match]:
    """Return the drafts of a request by young person."""
    waiting = (MatchState.DRAFT, MatchState.REVIEWED)
    return {one.mentee: one for one in request.matches if one.state in waiting}


def replaced_released(request: MatchingRequest) -> MatchingRequest:
    """Return the request with those running pairs released in whose place a draft stands."""
    drafts = drafts_of(request)
    going = tuple(one.id for one in request.matches if _is_replaced(one, drafts))
    return request.model_copy(update={"released": tuple(dict.fromkeys((*request.released, *going)))})


def _is_replaced(match: Match, drafts: Mapping[MenteeId, Match]) -> bool:
    return match.state is MatchState.PUBLISHED and match.mentee in drafts


def standing(request: MatchingRequest) -> dict[MenteeId, MentorId]:
    """Return who has which mentor as things stand: running pairs, and the drafts in place of theirs or beside them."""
    running = {one.mentee: one.mentor for one in request.matches if one.state is MatchState.PUBLISHED}
    return running | {mentee: one.mentor for mentee, one in drafts_of(request).items()}
