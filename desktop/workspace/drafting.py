"""A proposal made into drafts, ready to be written: a pure function that any thread may run, for it takes a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.models.matches import Match, MatchRun, MatchState, Transition
from desktop.models.proposals import MatchingProposal, ProposedPair
from desktop.models.record import MatchId, RunId, new_id


@dataclass(frozen=True)
class Drafts:
    """What keeping a proposal writes: its run, the drafts put, and earlier drafts that it leaves out."""

    run: MatchRun
    put: tuple[Match, ...]
    gone: tuple[MatchId, ...]


def drafted(proposal: MatchingProposal, matches: Sequence[Match], *, at: datetime, who: str) -> Drafts:
    """Return the drafts of a proposal among the matches there are; running pairs and known drafts stay themselves."""
    run = MatchRun(id=RunId(new_id()), at=at, by=who, **proposal.run.model_dump())
    known = {(match.mentee, match.mentor): match for match in matches if match.open}
    wanted = {(pair.mentee, pair.mentor): pair for pair in proposal.pairs}
    new = [key for key in wanted if key not in known or known[key].state is not MatchState.PUBLISHED]
    gone = (match for key, match in known.items() if key not in wanted and match.state is not MatchState.PUBLISHED)
    return Drafts(
        run=run,
        put=tuple(_draft(wanted[key], known.get(key), run) for key in new),
        gone=tuple(match.id for match in gone),
    )


def _draft(pair: ProposedPair, known: Match | None, run: MatchRun) -> Match:
    facts = {"score": pair.score, "criteria": pair.criteria, "modality": pair.modality, "run": run.id}
    if known is not None:
        return known.model_copy(update=facts)
    history = (Transition(state=MatchState.DRAFT, at=run.at, by=run.by),)
    return Match(id=MatchId(new_id()), mentee=pair.mentee, mentor=pair.mentor, history=history, **facts)
