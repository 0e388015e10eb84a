"""A request made ready for the mathematics: who is settled, who is in play, in which order; it scores nobody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor
from desktop.models.proposals import MatchingRequest, RefusedPin
from desktop.models.record import MenteeId, MentorId
from desktop.rules.circumstances import Circumstances, Story, circumstances
from desktop.rules.compatibility import checked_weights
from desktop.rules.eligibility import bars_of_mentee, bars_of_mentor, check_relaxed
from desktop.rules.need import need_band, place_in_line
from desktop.rules.pins import judge_pins

Person = TypeVar("Person", Mentee, Mentor)
Ints = NDArray[np.int64]


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


def prepare(request: MatchingRequest) -> Setting:
    """Check a request and sort out who is in play; raises MatchingTrouble.

    A running pair holds its mentor's place until a person ends it, whatever stands against it today.
    """
    weights = checked_weights(request.weights)
    check_relaxed(request.relaxed)
    mentees = _by_id(request.mentees, _("young person"))
    mentors = _by_id(request.mentors, _("mentor"))
    story = Story(request.consents, request.blocks, _not_released(request), frozenset(request.forbidden))
    c = circumstances(
        request.programme, story, today=request.today, meeting_area=request.meeting_area, relaxed=request.relaxed
    )
    running = frozenset((m.mentee, m.mentor) for m in story.matches if m.state is MatchState.PUBLISHED)
    wanted = {(m.mentee, m.mentor) for m in story.matches if m.open and m.pinned} | set(request.pinned)
    seed = request.programme.policy.lottery_seed if request.seed is None else request.seed
    pins = judge_pins(running, wanted, (mentees, mentors), c, seed=seed)
    settled = {mentee for mentee, _mentor in pins.kept}
    taken = Counter(mentor for _mentee, mentor in {*pins.kept, *running})
    rows = tuple(one for one in mentees.values() if one.id not in settled and not bars_of_mentee(one, c))
    free = (one for one in mentors.values() if one.capacity > taken[one.id] and not bars_of_mentor(one, c))
    columns = tuple(free)
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
        ranks=in_line(rows, c, seed),
    )


def _by_id(people: Sequence[Person], word: str) -> dict[str, Person]:
    found = {str(person.id): person for person in sorted(people, key=lambda person: person.id)}
    if len(found) < len(people):
        raise MatchingTrouble(
            _("The same {word} is in the list twice.").format(word=word),
            _("Remove one of the two and find matches again."),
        )
    return found


def _not_released(request: MatchingRequest) -> tuple[Match, ...]:
    return tuple(match for match in request.matches if match.id not in request.released)


def in_line(rows: tuple[Mentee, ...], c: Circumstances, seed: int) -> Ints:
    """Return the rank of each row, 0 first: the place in line, or the band of need where the policy says so."""
    if c.policy.need_order == "bands":
        return np.array([need_band(mentee, c) for mentee in rows], np.int64)
    line = sorted(range(len(rows)), key=lambda i: place_in_line(rows[i], c, seed=seed))
    ranks = np.empty(len(rows), np.int64)
    ranks[line] = np.arange(len(rows))
    return ranks


def taken_by_siblings(setting: Setting) -> tuple[tuple[MenteeId, MentorId], ...]:
    """Return the pairs that would put a mentee with the mentor of a pinned brother or sister."""
    if not setting.c.policy.siblings_apart:
        return ()
    taken: dict[str, list[MentorId]] = {}
    for mentee, mentor in setting.kept:
        taken.setdefault(setting.mentees[mentee].siblings or "", []).append(mentor)
    return tuple((one.id, mentor) for one in setting.rows if one.siblings for mentor in taken.get(one.siblings, ()))


def siblings(setting: Setting) -> tuple[tuple[int, ...], ...]:
    """Return the rows of brothers and sisters in play, family by family, where they must have different mentors."""
    if not setting.c.policy.siblings_apart:
        return ()
    families: dict[str, list[int]] = {}
    for row, mentee in enumerate(setting.rows):
        if mentee.siblings:
            families.setdefault(mentee.siblings, []).append(row)
    return tuple(tuple(family) for family in families.values() if len(family) > 1)
