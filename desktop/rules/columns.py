"""People as columns of codes, so that thousands of pairs can be scored at once; only those whom no rule bars alone.

Rows are mentees and columns mentors, both in the order given. The facts are the same that eligibility and compatibility
read pair by pair; a law in the tests holds the two against each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.models.people import Mentee, Mentor, Modality
from desktop.rules.circumstances import Circumstances, Pair
from desktop.rules.compatibility import experiences_of, home_languages, months_waited
from desktop.rules.eligibility import GENDER_OF_SEX, family_ties, needs_language, own_ties
from desktop.rules.meeting import area_of_meeting, online_bar, slots, travel_limit
from desktop.rules.places import place

WISHES = (None, Modality.FACE_TO_FACE, Modality.HYBRID, Modality.VIRTUAL)
ANY_GENDER = "any"
NO_GENDER = "none"  # the wish can't be met while the mentee's sex isn't known
Bits = NDArray[np.bool_]


@dataclass(frozen=True)
class MenteeColumns:
    """What scoring needs of the mentees; each tuple or list has one entry a mentee."""

    areas: list[tuple[int, int] | None]
    wishes: list[int]
    online: list[bool]
    genders: list[str]
    needed: list[str | None]
    sectors: list[tuple[str, ...]]
    times: list[frozenset[str]]
    traits: list[tuple[str | None, str | None, frozenset[str], frozenset[str], bool]]
    months: list[int]


@dataclass(frozen=True)
class MentorColumns:
    """What scoring needs of the mentors: arrays of length m, and one row of a mask for each code."""

    places: NDArray[np.float64]
    reach: NDArray[np.int64]
    wishes: NDArray[np.int64]
    genders: dict[str, Bits]
    spoken: dict[str, Bits]
    sectors: dict[str, Bits]
    times: dict[str, Bits]
    timeless: Bits
    ethnic: dict[str, Bits]
    social: dict[str, Bits]
    languages: dict[str, Bits]
    experiences: dict[str, Bits]
    pioneers: Bits


@dataclass(frozen=True)
class Apart:
    """Single pairs (row, column) that are barred, and pairs that run already."""

    barred: tuple[tuple[int, int], ...]
    continuing: tuple[tuple[int, int], ...]


def mentee_columns(mentees: Sequence[Mentee], c: Circumstances) -> MenteeColumns:
    """Return the mentees' side."""
    return MenteeColumns(
        areas=_spots(area_of_meeting(mentee, c) for mentee in mentees),
        wishes=[WISHES.index(mentee.modality) for mentee in mentees],
        online=[online_bar(mentee, c) is None or online_bar(mentee, c) in c.relaxed for mentee in mentees],
        genders=[_wanted_gender(mentee, c) for mentee in mentees],
        needed=[None if "language" in c.relaxed else needs_language(mentee) for mentee in mentees],
        sectors=[tuple(sorted(set(mentee.sectors))) for mentee in mentees],
        times=_weeks(mentees),
        traits=[
            (
                mentee.background.ethnic or None,
                mentee.background.social or None,
                home_languages(mentee.languages),
                experiences_of(mentee),
                mentee.pioneer,
            )
            for mentee in mentees
        ],
        months=[months_waited(mentee, c) for mentee in mentees],
    )


def mentor_columns(mentors: Sequence[Mentor], c: Circumstances) -> MentorColumns:
    """Return the mentors' side."""
    found = _spots(mentor.postcode_area for mentor in mentors)
    free = _weeks(mentors)
    return MentorColumns(
        places=np.array([point or (np.nan, np.nan) for point in found], np.float64).reshape(-1, 2),
        reach=np.array([travel_limit(mentor, c) for mentor in mentors], np.int64),
        wishes=np.array([WISHES.index(mentor.modality) for mentor in mentors], np.int64),
        genders=masks([(mentor.gender or "",) for mentor in mentors]),
        spoken=masks([mentor.languages for mentor in mentors]),
        sectors=masks([mentor.sectors for mentor in mentors]),
        times=masks(free),
        timeless=np.array([not times for times in free], np.bool_),
        ethnic=masks([(mentor.background.ethnic or "",) for mentor in mentors]),
        social=masks([(mentor.background.social or "",) for mentor in mentors]),
        languages=masks([home_languages(mentor.languages) for mentor in mentors]),
        experiences=masks([mentor.experiences for mentor in mentors]),
        pioneers=np.array([mentor.pioneer for mentor in mentors], np.bool_),
    )


def pairs_apart(
    mentees: Sequence[Mentee], mentors: Sequence[Mentor], c: Circumstances, *, settled: Iterable[Pair] = ()
) -> Apart:
    """Return the single pairs that blocks, conflicts, past matches and the coordinator keep apart, and `settled` ones.

    `settled` are pairs that pins keep apart: siblings of mentees who are pinned already.
    """
    row = {mentee.id: i for i, mentee in enumerate(mentees)}
    column = {mentor.id: j for j, mentor in enumerate(mentors)}
    kinds = (("past_pair", c.past), ("forbidden", c.forbidden))
    named = [*c.blocks, *(pair for code, pairs in kinds if code not in c.relaxed for pair in pairs)]
    barred = {(row[one], column[other]) for one, other in (*named, *settled) if one in row and other in column}
    running = {(row[one], column[other]) for one, other in c.continuing if one in row and other in column}
    return Apart(tuple(sorted(barred | _family(mentees, mentors))), tuple(sorted(running)))


def _family(mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> set[tuple[int, int]]:
    owners: dict[str, list[int]] = defaultdict(list)
    for j, mentor in enumerate(mentors):
        for tie in own_ties(mentor):
            owners[tie].append(j)
    return {(i, j) for i, mentee in enumerate(mentees) for tie in family_ties(mentee) for j in owners.get(tie, ())}


def _wanted_gender(mentee: Mentee, c: Circumstances) -> str:
    if not mentee.same_gender or "same_gender" in c.relaxed:
        return ANY_GENDER
    return GENDER_OF_SEX[mentee.sex] if mentee.sex else NO_GENDER


def _weeks(people: Sequence[Mentee] | Sequence[Mentor]) -> list[frozenset[str]]:
    """Return the slots of each person; many have the same."""
    known = {times: slots(times) for times in {person.availability for person in people}}
    return [known[person.availability] for person in people]


def _spots(areas: Iterable[str | None]) -> list[tuple[int, int] | None]:
    """Return where each area is; many are the same."""
    listed = list(areas)
    known = {area: place(area) for area in set(listed)}
    return [known[area] for area in listed]


def masks(codes: Sequence[Iterable[str]]) -> dict[str, Bits]:
    """Return for each code who has it."""
    holders: dict[str, list[int]] = defaultdict(list)
    for position, own in enumerate(codes):
        for code in own:
            holders[code].append(position)
    found: dict[str, Bits] = {}
    for code, positions in holders.items():
        found[code] = np.zeros(len(codes), np.bool_)
        found[code][positions] = True
    return found
