"""What the rules look at besides two people: the day, the policy, consents, blocks and the story of matches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop.models.consent import Consent
from desktop.models.matches import Block, Match, MatchState
from desktop.models.people import BlockReason
from desktop.models.policy import Policy
from desktop.models.programme import Programme
from desktop.models.record import MenteeId, MentorId

Pair = tuple[MenteeId, MentorId]


@dataclass(frozen=True)
class Circumstances:
    """Everything a rule may ask for; made once by `circumstances` and read for many pairs.

    `continuing` are the pairs that run; a draft is a proposal and earns nothing by having been made before.
    `relaxed` names rules that a what-if scenario drops. `meeting_area` is the school's postcode area, where pairs meet
    unless the mentee's own site is known.
    """

    today: date
    programme: Programme
    meeting_area: str | None = None
    consents: Mapping[MenteeId, tuple[Consent, ...]] = field(default_factory=dict)
    blocks: Mapping[Pair, BlockReason] = field(default_factory=dict)
    past: frozenset[Pair] = frozenset()
    continuing: frozenset[Pair] = frozenset()
    forbidden: frozenset[Pair] = frozenset()
    pausing: Mapping[str, date] = field(default_factory=dict)
    relaxed: frozenset[str] = frozenset()

    @property
    def policy(self) -> Policy:
        """The school's policy."""
        return self.programme.policy


@dataclass(frozen=True)
class Story:
    """The records from which circumstances are made."""

    consents: tuple[Consent, ...] = ()
    blocks: tuple[Block, ...] = ()
    matches: tuple[Match, ...] = ()
    forbidden: frozenset[Pair] = frozenset()


def circumstances(
    programme: Programme,
    story: Story,
    *,
    today: date,
    meeting_area: str | None = None,
    relaxed: Iterable[str] = (),
) -> Circumstances:
    """Sort the school's records into what the rules ask for."""
    forms: dict[MenteeId, list[Consent]] = defaultdict(list)
    for form in story.consents:
        forms[form.mentee].append(form)
    return Circumstances(
        today=today,
        programme=programme,
        meeting_area=meeting_area,
        consents={mentee: tuple(own) for mentee, own in forms.items()},
        blocks=_standing(story.blocks, today),
        past=frozenset((match.mentee, match.mentor) for match in story.matches if _is_over(match)),
        continuing=frozenset((m.mentee, m.mentor) for m in story.matches if m.state is MatchState.PUBLISHED),
        forbidden=story.forbidden,
        pausing=_pauses(story.matches, programme.policy),
        relaxed=frozenset(relaxed),
    )


def _standing(blocks: Iterable[Block], today: date) -> dict[Pair, BlockReason]:
    """Keep the blocks that hold today; a plain block is said before a conflict of interest on the same two."""
    kept: dict[Pair, BlockReason] = {}
    for block in blocks:
        if block.until is None or block.until >= today:
            pair = (block.mentee, block.mentor)
            kept[pair] = min(kept.get(pair, block.reason), block.reason)
    return kept


def _is_over(match: Match) -> bool:
    """Say whether a match ended in a way that keeps the two from being paired again."""
    if match.state is not MatchState.CLOSED:
        return False
    ending = match.closure
    return ending is None or not ending.rematch


def _pauses(matches: Iterable[Match], policy: Policy) -> dict[str, date]:
    """Find the first day on which each person may be matched again after a match that ended early."""
    until: dict[str, date] = {}
    for match in matches:
        early = match.closure is not None and match.closure.kind == "early"
        if match.state is MatchState.CLOSED and early and match.ended_on:
            free = match.ended_on + timedelta(days=policy.rematch_buffer_days)
            for person in (match.mentee, match.mentor):
                until[person] = max(free, until.get(person, free))
    return until
