"""Pairs read from the workings as they are: reasons in points, runner-up, candidates, swaps."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeVar

from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.matching import Setting, Workings
from desktop.models.explanations import Candidate, Swap, WhyPair
from desktop.models.people import Mentee, Mentor
from desktop.models.proposals import ProposedPair
from desktop.models.record import MenteeId, MentorId
from desktop.rules.compatibility import points, reasons
from desktop.rules.eligibility import bars
from desktop.rules.fit import fit, full

Person = TypeVar("Person", Mentee, Mentor)


def why_pair(w: Workings, mentee: MenteeId) -> WhyPair:
    """Explain a mentee's pair; raises MatchingTrouble where they have none."""
    one, pair, setting = mentee_of(w, mentee), pair_of(w, mentee), w.setting
    scored = sorted(_scores(setting, one), reverse=True)
    others = [(score, mentor) for score, mentor in scored if mentor != pair.mentor]
    free = (mentor for mentor in _free(w).get(mentee, ()) if mentor != pair.mentor)
    return WhyPair(
        mentee=mentee,
        mentor=pair.mentor,
        score=pair.score,
        fit=fit(pair.score, setting.weights),
        full=full(setting.weights),
        reasons=reasons(one, setting.mentors[pair.mentor], setting.c, weights=setting.weights),
        runner_up=others[0][1] if others else None,
        runner_up_name=setting.mentors[others[0][1]].name if others else "",
        gap=pair.score - others[0][0] if others else 0,
        equally_good=tuple(setting.mentors[mentor].name for mentor in free),
    )


def mentee_of(w: Workings, mentee: MenteeId) -> Mentee:
    """Return a mentee of this matching; raises MatchingTrouble for somebody who isn't one."""
    return _known(w.setting.mentees, mentee)


def mentor_of(w: Workings, mentor: MentorId) -> Mentor:
    """Return a mentor of this matching; raises MatchingTrouble for somebody who isn't one."""
    return _known(w.setting.mentors, mentor)


def _known(people: dict[str, Person], asked: str) -> Person:
    if asked not in people:
        raise MatchingTrouble(_("This person is not in this matching."), _("Find matches again and ask once more."))
    return people[asked]


def pair_of(w: Workings, mentee: MenteeId) -> ProposedPair:
    """Return a mentee's pair; raises MatchingTrouble where they have none."""
    pair = next((pair for pair in w.proposal.pairs if pair.mentee == mentee), None)
    if pair is None:
        raise MatchingTrouble(_("This young person has no mentor in this matching."))
    return pair


def candidates(w: Workings, mentee: MenteeId) -> tuple[Candidate, ...]:
    """Return every mentor for somebody, those allowed first, best fit first."""
    setting, person = w.setting, mentee_of(w, mentee)
    taken = Counter(mentor for _mentee, mentor in setting.running)
    full_up = _("All places of this mentor are taken.")
    found = [
        _candidate(setting, person, one)
        if taken[one.id] < one.capacity or not one.capacity
        else Candidate(mentor=one.id, name=one.name, fit=0, barred=full_up)
        for one in setting.mentors.values()
    ]
    return tuple(sorted(found, key=lambda one: (bool(one.barred), -one.fit, one.name)))


def swaps(w: Workings, mentee: MenteeId) -> tuple[Swap, ...]:
    """Return what changing mentors with each other new pair would give, the allowed and best first."""
    mine, setting = pair_of(w, mentee), w.setting
    person, mentor = setting.mentees[mentee], setting.mentors[mine.mentor]
    found = []
    for pair in w.proposal.pairs:
        if pair.mentee != mentee and pair.mentor != mine.mentor and not pair.running:
            theirs = setting.mentees[pair.mentee], setting.mentors[pair.mentor]
            found.append(_swap(setting, (person, mentor), theirs, before=mine.score + pair.score))
    return tuple(sorted(found, key=lambda one: (bool(one.barred), -min(one.mine, one.theirs), one.cost, one.other)))


def _swap(setting: Setting, mine: tuple[Mentee, Mentor], theirs: tuple[Mentee, Mentor], *, before: int) -> Swap:
    (one, his), (other, hers) = mine, theirs
    barred = next((bar.reason for bar in (*bars(one, hers, setting.c), *bars(other, his, setting.c))), "")
    if barred:
        return Swap(other=other.id, mine=0, theirs=0, barred=barred)
    here, there = (
        sum(points(person, mentor, setting.c, weights=setting.weights).values())
        for person, mentor in ((one, hers), (other, his))
    )
    fits = (fit(score, setting.weights) for score in (here, there))
    return Swap(other=other.id, mine=next(fits), theirs=next(fits), cost=before - here - there)


def _candidate(setting: Setting, mentee: Mentee, mentor: Mentor) -> Candidate:
    found = bars(mentee, mentor, setting.c)
    if found:
        return Candidate(mentor=mentor.id, name=mentor.name, fit=0, barred=found[0].reason)
    score = sum(points(mentee, mentor, setting.c, weights=setting.weights).values())
    return Candidate(mentor=mentor.id, name=mentor.name, fit=fit(score, setting.weights))


def _scores(setting: Setting, mentee: Mentee) -> Iterable[tuple[int, MentorId]]:
    for mentor in setting.mentors.values():
        if not bars(mentee, mentor, setting.c):
            yield sum(points(mentee, mentor, setting.c, weights=setting.weights).values()), mentor.id


def _free(w: Workings) -> dict[MenteeId, list[MentorId]]:
    face, playing = w.settled.face, w.settled.certificate.playing
    found: dict[MenteeId, list[MentorId]] = defaultdict(list)
    for row, column in zip(face.rows.tolist(), face.columns.tolist(), strict=True):
        if column < len(w.setting.columns):
            found[w.setting.rows[int(playing[row])].id].append(w.setting.columns[column].id)
    return found
