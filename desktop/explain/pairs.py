"""Pairs read from the workings as they are: reasons in points, runner-up, why not another, candidates, swaps."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from desktop.errors import MatchingTrouble
from desktop.i18n import _, ngettext
from desktop.matching import Setting, Workings
from desktop.models.explanations import Candidate, Swap, WhyNot, WhyPair
from desktop.models.people import Mentee, Mentor
from desktop.models.proposals import ProposedPair
from desktop.models.record import MenteeId, MentorId
from desktop.rules.compatibility import points, reasons
from desktop.rules.eligibility import bars
from desktop.rules.fit import fit, full
from desktop.rules.setting import taken_by_siblings


def why_pair(w: Workings, mentee: MenteeId) -> WhyPair:
    """Explain a mentee's pair; raises MatchingTrouble where they have none."""
    pair, setting = pair_of(w, mentee), w.setting
    one = setting.mentees[mentee]
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


def pair_of(w: Workings, mentee: MenteeId) -> ProposedPair:
    """Return a mentee's pair; raises MatchingTrouble where they have none."""
    pair = next((pair for pair in w.proposal.pairs if pair.mentee == mentee), None)
    if pair is None:
        raise MatchingTrouble(_("This young person has no mentor in this matching."))
    return pair


def why_not(w: Workings, mentee: MenteeId, mentor: MentorId) -> WhyNot:
    """Explain why two people aren't a pair by the rules, else by prices, at no cost; `instead` says it exactly.

    The loss is a lower bound: no matching with this pair that matches the same people, has no weaker pair than now and
    no more low fits loses fewer points than that.
    """
    one, other = w.setting.mentees[mentee], w.setting.mentors[mentor]
    barred = bars(one, other, w.setting.c)
    loss, words = (0, " ".join(bar.reason for bar in barred)) if barred else _by_price(w, one, other)
    return WhyNot(mentee=mentee, mentor=mentor, barred=barred, loss=loss, words=words)


def _by_price(w: Workings, mentee: Mentee, mentor: Mentor) -> tuple[int, str]:
    """Return what a pair falls short of its prices by, and what that means in words."""
    facts, setting = w.settled.certificate, w.setting
    row = next((at for at, one in enumerate(setting.rows) if one.id == mentee.id), None)
    column = next((at for at, one in enumerate(setting.columns) if one.id == mentor.id), None)
    price = None if row is None or column is None else w.settled.price(row, column)
    if price is None or (mentee.id, mentor.id) in taken_by_siblings(setting):
        return 0, _("One of the two is settled already or waits for someone whose need is greater.")
    score = sum(points(mentee, mentor, setting.c, weights=setting.weights).values())
    if facts.floor and score < facts.floor.score:
        return 0, _("It would be weaker than the weakest pair now.")
    worth = score + (facts.bonus if facts.poor_below is not None and score >= facts.poor_below else 0)
    return _loss_in_words(max(0, price - worth), facts.bonus)


def _loss_in_words(loss: int, bonus: int) -> tuple[int, str]:
    """Tell a loss that a bonus for every good pair may be part of: a whole bonus is a good pair less."""
    if loss == 0:
        return 0, _("This pair is as good as the one chosen.")
    if bonus and loss >= bonus:
        return 0, _("More pairs would have a low fit.")
    said = ngettext("The others would lose at least {n} point.", "The others would lose at least {n} points.", loss)
    return loss, _("{said} Else more would have a low fit.").format(said=said) if bonus else said


def candidates(w: Workings, mentee: MenteeId) -> tuple[Candidate, ...]:
    """Return every mentor for somebody, those allowed first, best fit first."""
    setting, person = w.setting, w.setting.mentees[mentee]
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
