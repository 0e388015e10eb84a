"""Why someone waits: who competes for which mentors, and the smallest change that would match this very person."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice

import numpy as np

from desktop.errors import MatchingTrouble
from desktop.explain.pairs import mentee_of
from desktop.explain.tries import OutOfTimeError, Tries
from desktop.i18n import _, ngettext
from desktop.matching import Setting, Workings
from desktop.models.explanations import Barred, Change, WhyUnmatched
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import MenteeId, MentorId
from desktop.models.scenarios import Newcomers
from desktop.rules.eligibility import (
    GENDER_OF_SEX,
    bars_of_mentee,
    bars_of_mentor,
    bars_of_pair,
    needs_language,
    rules,
)
from desktop.rules.meeting import slots
from desktop.rules.need import place_in_line
from desktop.rules.newcomers import newcomers
from desktop.rules.setting import taken_by_siblings

TRIED = 2  # of each kind of change so many are told
MOST_PLACES, MOST_NEW = 5, 20  # nobody takes on more, and no school finds more by asking
SAID = 3  # so many names are said, the others counted
SHOWN = 5


def why_unmatched(w: Workings, mentee: MenteeId) -> WhyUnmatched:
    """Explain why a mentee waits, and what would match them; raises MatchingTrouble where they don't wait."""
    return why_all_wait(w, (mentee,))[mentee]


def why_all_wait(
    w: Workings, mentees: Iterable[MenteeId], *, stopped: Callable[[], bool] | None = None
) -> dict[MenteeId, WhyUnmatched]:
    """Explain why each of some mentees waits; the table of scores is made once for all of them."""
    tries = Tries(w.setting, stopped)
    matched = {pair.mentee for pair in w.proposal.pairs}
    found = {}
    for mentee in mentees:
        one = mentee_of(w, mentee)
        if mentee in matched:
            raise MatchingTrouble(_("This young person has a mentor in this matching."))
        found[mentee] = _why(w, tries, one)
    return found


def _why(w: Workings, tries: Tries, mentee: Mentee) -> WhyUnmatched:
    own = bars_of_mentee(mentee, w.setting.c)
    if own:
        told = tuple(bar.reason for bar in own)
        return WhyUnmatched(mentee=mentee.id, reasons=told, changes=(_own(tries, mentee, own),))
    rivals, mentors = _competition(w, tries, mentee)
    try:
        changes = sorted(_changes(w, tries, mentee, mentors), key=lambda one: one.size)
        helpless = "" if changes else _("No small change would be enough.")
    except OutOfTimeError:
        changes, helpless = [], _("There was no time to work out what would help.")
    if mentors:
        reason = f"{_compete(w, tries, mentee, (rivals, mentors))} {helpless}".strip()
    else:
        reason = _nobody(w.setting, mentee, helpless=not changes)
    return WhyUnmatched(
        mentee=mentee.id, reasons=(reason,), rivals=rivals, mentors=mentors, changes=tuple(changes[:SHOWN])
    )


def _competition(w: Workings, tries: Tries, mentee: Mentee) -> tuple[tuple[MenteeId, ...], tuple[MentorId, ...]]:
    """Return the Hall violator a mentee is in: whom they compete with, and the mentors all of them could have.

    From the mentee one goes to all mentors they may meet, from there to whom those have, and on until nobody is new.
    """
    of, setting = w.settled.of, w.setting
    if not setting.columns:
        return (), ()
    reached = tries.allows(mentee.id)
    held: set[int] = set()
    while fresh := set(np.flatnonzero((of >= 0) & reached[of]).tolist()) - held:
        held |= fresh
        for row in fresh:
            reached = reached | tries.allows(setting.rows[row].id)
    columns = np.flatnonzero(reached).tolist()
    return tuple(setting.rows[row].id for row in sorted(held)), tuple(setting.columns[j].id for j in columns)


def _compete(w: Workings, tries: Tries, mentee: Mentee, among: tuple[Sequence[MenteeId], Sequence[MentorId]]) -> str:
    setting, (rivals, mentors) = w.setting, among
    ahead = _listed([setting.mentees[one].full_name for one in rivals])
    there = _listed([setting.mentors[one].name for one in mentors])
    return _said_of(w, tries, mentee, among).format(young=mentee.known_as, others=ahead, mentors=there)


def _said_of(w: Workings, tries: Tries, mentee: Mentee, among: tuple[Sequence[MenteeId], Sequence[MentorId]]) -> str:
    """Return what decides between those who compete.

    Under a full order the cover's exchanges say that whoever could make room comes first. Bands of need leave it to
    how good the pairs are, and where places stay free it is brothers and sisters who can't share them.
    """
    setting, (rivals, mentors) = w.setting, among
    asked = set(mentors)
    places = sum(room for one, room in zip(setting.columns, setting.room.tolist(), strict=True) if one.id in asked)
    if places > len(rivals):
        return _("{young} and {others} compete for {mentors}, and brothers and sisters need different mentors.")
    mine = place_in_line(mentee, setting.c, seed=setting.seed)
    theirs = [place_in_line(setting.mentees[one], setting.c, seed=setting.seed) for one in rivals]
    if not tries.full_order or any(place > mine for place in theirs):
        return _("{young} and {others} compete for {mentors}, and there are not enough places for all of them.")
    if any(place[:2] == mine[:2] for place in theirs):
        return _("{young} and {others} compete for {mentors}, and the others come first by need, waiting time or lot.")
    return _("{young} and {others} compete for {mentors}, and the others come first by need or waiting time.")


def _nobody(setting: Setting, mentee: Mentee, *, helpless: bool) -> str:
    """Say what stands between somebody and the mentors with a place: the rule most often in the way.

    Where nothing was found that helps, the rule's own advice is given.
    """
    if not setting.columns:
        return _("No mentor who is clear to meet has room.")
    first = [bar for mentor in setting.columns for bar in bars_of_pair(mentee, mentor, setting.c)[:1]]
    said = _("No mentor with room may meet {young}.").format(young=mentee.known_as)
    if not first:
        return said
    often, count = Counter(bar.rule for bar in first).most_common(1)[0]
    most = ngettext(
        "Most often in the way, with {n} mentor: {{rule}}.", "Most often in the way, with {n} mentors: {{rule}}.", count
    ).format(rule=_lower(_(rules()[often].name)))
    advice = next(bar.advice for bar in first if bar.rule == often) if helpless else ""
    return f"{said} {most} {advice}".strip()


def _listed(names: Sequence[str]) -> str:
    """Return names as they are said: two or three of them, the others counted."""
    if len(names) <= SAID:
        *most, last = names
        return _("{most} and {last}").format(most=", ".join(most), last=last) if most else last
    more = ngettext("{n} other", "{n} others", len(names) - SAID + 1)
    return _("{most} and {last}").format(most=", ".join(names[: SAID - 1]), last=more)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _own(tries: Tries, mentee: Mentee, own: Sequence[Barred]) -> Change:
    """Say what would put right what stands in the person's own way, and whether that is enough."""
    words = advice = " ".join(bar.advice for bar in own)
    with suppress(OutOfTimeError):
        if tries.with_mentee(mentee):
            words = _("{advice} Then {young} would have a mentor.")
        else:
            words = _("{advice} Even then {young} would wait for a mentor.")
        words = words.format(advice=advice, young=mentee.known_as)
    return Change(kind="own", size=len(own), words=words, rule=own[0].rule)


def _changes(w: Workings, tries: Tries, mentee: Mentee, mentors: Sequence[MentorId]) -> list[Change]:
    """Return what would match somebody; larger kinds of change are only tried where nothing smaller does.

    One rule less and one place more are the smallest there are. Whoever could be helped by neither may need a mentor
    made ready, several places or new mentors.
    """
    rules_less = list(islice(_one_rule_less(w, tries, mentee), TRIED))
    if rules_less:
        return rules_less
    places = list(_more_places(w.setting, tries, mentee, mentors))
    if any(one.size == 1 for one in places):
        return places
    ready = islice(_one_mentor_ready(w.setting, tries, mentee), TRIED)
    return [*ready, *places, *_new_mentors(w, tries, mentee)]


def _one_rule_less(w: Workings, tries: Tries, mentee: Mentee) -> Iterator[Change]:
    """Yield mentors whom one rule alone keeps away that may be talked about; those with a place to spare first."""
    used = Counter(pair.mentor for pair in w.proposal.pairs)
    family = {mentor for one, mentor in taken_by_siblings(w.setting) if one == mentee.id}
    others = (mentor for mentor in w.setting.columns if mentor.id not in family)
    near = [(mentor, found[0]) for mentor in others if (found := _single(w.setting, mentee, mentor))]
    near.sort(key=lambda one: used[one[0].id] >= one[0].capacity)
    for mentor, bar in near[: 2 * TRIED]:
        if tries.with_pair(mentee.id, mentor.id):
            words = _("With {mentor} only this stands in the way: {reason} {advice}").format(
                mentor=mentor.name, reason=_lower(bar.reason), advice=bar.advice
            )
            yield Change(kind="rule", size=1, words=words, mentor=mentor.id, rule=bar.rule)


def _single(setting: Setting, mentee: Mentee, mentor: Mentor) -> tuple[Barred, ...]:
    found = bars_of_pair(mentee, mentor, setting.c)
    return found if len(found) == 1 and rules()[found[0].rule].relaxable else ()


def _one_mentor_ready(setting: Setting, tries: Tries, mentee: Mentee) -> Iterator[Change]:
    """Yield mentors who take part and could meet this person once their own steps are done, the nearest to it first."""
    playing = {mentor.id for mentor in setting.columns}
    waiting = [
        (len(own), mentor.name, mentor, own)
        for mentor in setting.mentors.values()
        if mentor.id not in playing and mentor.capacity and mentor.state is PersonState.ACTIVE
        if (own := bars_of_mentor(mentor, setting.c)) and not bars_of_pair(mentee, mentor, setting.c)
    ]
    for size, name, mentor, own in sorted(waiting, key=lambda one: one[:2])[: 2 * TRIED]:
        if mentee.id in tries.with_mentors((mentor,)):
            words = _("{mentor} could be matched with {young} once this is put right: {reasons}").format(
                mentor=name, young=mentee.known_as, reasons=_lower(" ".join(bar.reason for bar in own))
            )
            yield Change(kind="mentor", size=1 + size, words=words, mentor=mentor.id, rule=own[0].rule)


def _more_places(setting: Setting, tries: Tries, mentee: Mentee, mentors: Sequence[MentorId]) -> Iterator[Change]:
    """Yield mentors of the competition who would have to take so many more for this person to be matched."""
    allowed = tries.allows(mentee.id)
    direct = [one.id for one, may in zip(setting.columns, allowed, strict=True) if may and one.id in set(mentors)]
    for one in direct[:TRIED]:
        more = _fewest(partial(tries.with_places, mentee.id, one), MOST_PLACES)
        if more:
            mentor = setting.mentors[one]
            words = ngettext(
                "If {{mentor}} took {n} young person, {{young}} would be matched.",
                "If {{mentor}} took {n} young people, {{young}} would be matched.",
                mentor.capacity + more,
            ).format(mentor=mentor.name, young=mentee.known_as)
            yield Change(kind="place", size=more, words=words, mentor=one, rule="capacity", count=more)


def _new_mentors(w: Workings, tries: Tries, mentee: Mentee) -> Iterator[Change]:
    """Yield how many new mentors of this person's own kind it would take."""
    setting = w.setting
    days = sorted({slot.split("-")[0] for slot in slots(mentee.availability)})
    kind = Newcomers(
        count=1,
        sector=next(iter(mentee.sectors), ""),
        day=next(iter(days), ""),
        area=mentee.postcode_area or "",
        language=needs_language(mentee) or "",
        gender=GENDER_OF_SEX[mentee.sex] if mentee.same_gender and mentee.sex else None,
    )

    def enough(count: int) -> bool:
        more = kind.model_copy(update={"count": count})
        return mentee.id in tries.with_mentors(
            newcomers(more, setting.c.policy, today=w.request.today, area=w.request.meeting_area)
        )

    count = _fewest(enough, min(MOST_NEW, len(setting.rows)))
    if count:
        more = kind.model_copy(update={"count": count})
        words = _with_newcomers(count).format(mentors=more.sentence, young=mentee.known_as)
        yield Change(kind="newcomer", size=2 * count, words=words, count=count, newcomers=more)


def _with_newcomers(count: int) -> str:
    """Return what so many new mentors would do: where several are needed, all but the last go to others."""
    if count == 1:
        return _("{mentors} would be enough for {young} to be matched.")
    return ngettext(
        "{n} other comes first; with {{mentors}} {{young}} would be matched too.",
        "{n} others come first; with {{mentors}} {{young}} would be matched too.",
        count - 1,
    )


def _fewest(enough: Callable[[int], bool], most: int) -> int:
    """Return the least count from 1 to `most` that is enough, 0 where none is; more is never worse, and 1 is likely."""
    if enough(1):
        return 1
    if most < 2 or not enough(most):
        return 0
    low, high = 2, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low
