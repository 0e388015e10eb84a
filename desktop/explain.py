"""Why this pair, why not that one, and what would help those who wait: words from the mathematics of a matching.

It reads the workings of one matching and changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from desktop.errors import MatchingTrouble
from desktop.i18n import _, ngettext
from desktop.matching import Workings, propose, table_of
from desktop.models.people import Dbs, Gate, Mentee, Mentor
from desktop.models.record import MenteeId, MentorId, Record
from desktop.models.vocabulary import vocabulary
from desktop.rules.compatibility import Reason, points, reasons
from desktop.rules.eligibility import Barred, bars, bars_of_mentee, bars_of_pair, rules
from desktop.rules.meeting import slots
from desktop.rules.setting import Setting

DAYS = ("mon", "tue", "wed", "thu", "fri")


class WhyPair(Record):
    """Why two people are a pair: reasons with points, the next best mentor and the gap, and equally good choices."""

    mentee: MenteeId
    mentor: MentorId
    score: int
    reasons: tuple[Reason, ...]
    runner_up: MentorId | None
    gap: int
    equally_good: tuple[MentorId, ...]


class WhyNot(Record):
    """Why two people are not a pair: the rules that bar them, or what the others would lose at least."""

    mentee: MenteeId
    mentor: MentorId
    barred: tuple[Barred, ...]
    loss: int
    words: str


class Change(Record):
    """One small change after which one more young person is matched."""

    kind: str  # rule | place
    mentor: MentorId
    rule: str
    words: str


class WhyUnmatched(Record):
    """Why someone waits: who competes for which mentors, and the smallest changes that would match them."""

    mentee: MenteeId
    reasons: tuple[str, ...]
    rivals: tuple[MenteeId, ...]
    mentors: tuple[MentorId, ...]
    changes: tuple[Change, ...]


class Scarcity(Record):
    """What one kind of mentor is worth: the mean price of those there are, in points."""

    kind: str  # sector | day | area
    code: str
    mentors: int
    price: int


class Recruit(Record):
    """How many more would be matched with so many more mentors of a kind."""

    sector: str
    day: str
    mentors: int
    matched: int
    words: str


def why_pair(w: Workings, mentee: MenteeId) -> WhyPair:
    """Explain a mentee's pair; raises MatchingTrouble where they have none."""
    pair = next((pair for pair in w.proposal.pairs if pair.mentee == mentee), None)
    if pair is None:
        raise MatchingTrouble(_("This young person has no mentor in this matching."))
    one, setting = w.setting.mentees[mentee], w.setting
    scored = sorted(_scores(setting, one), reverse=True)
    others = [(score, mentor) for score, mentor in scored if mentor != pair.mentor]
    return WhyPair(
        mentee=mentee,
        mentor=pair.mentor,
        score=pair.score,
        reasons=reasons(one, setting.mentors[pair.mentor], setting.c, weights=setting.weights),
        runner_up=others[0][1] if others else None,
        gap=pair.score - others[0][0] if others else 0,
        equally_good=tuple(mentor for mentor in _free(w).get(mentee, ()) if mentor != pair.mentor),
    )


def why_not(w: Workings, mentee: MenteeId, mentor: MentorId) -> WhyNot:
    """Explain why two people aren't a pair: barred, or what the others would lose at least (by prices, at no cost)."""
    one, other = w.setting.mentees[mentee], w.setting.mentors[mentor]
    barred = bars(one, other, w.setting.c)
    loss = 0 if barred else _shortfall(w, mentee, mentor)
    if barred:
        words = " ".join(bar.reason for bar in barred)
    elif loss < 0:
        words = _("One of the two is settled already or waits for someone whose need is greater.")
    elif loss == 0:
        words = _("This pair is as good as the one chosen.")
    else:
        words = ngettext(
            "The others would lose at least {n} point.", "The others would lose at least {n} points.", loss
        )
    return WhyNot(mentee=mentee, mentor=mentor, barred=barred, loss=max(0, loss), words=words)


def cost_of_pair(w: Workings, mentee: MenteeId, mentor: MentorId) -> dict[str, int]:
    """Return what each objective would lose exactly with this pair pinned: the matching is solved again."""
    pinned = tuple(pair for pair in w.request.pinned if pair[0] != mentee)
    again = propose(w.request.model_copy(update={"pinned": (*pinned, (mentee, mentor))}))
    return {name: value - again.objective[name] for name, value in w.proposal.objective.items()}


def why_unmatched(w: Workings, mentee: MenteeId) -> WhyUnmatched:
    """Explain why a mentee waits, and what would match them."""
    one, setting = w.setting.mentees[mentee], w.setting
    own = bars_of_mentee(one, setting.c)
    if own:
        return WhyUnmatched(mentee=mentee, reasons=tuple(bar.reason for bar in own), rivals=(), mentors=(), changes=())
    rivals, mentors = _competition(w, mentee)
    if mentors:
        told = _("{people} compete for {places}.").format(
            people=ngettext("{n} young person", "{n} young people", len(rivals) + 1),
            places=ngettext("{n} mentor", "{n} mentors", len(mentors)),
        )
    else:
        told = _("No mentor with a free place may meet this young person.")
    changes = (*_relaxing(w, one), *_more_places(setting, mentors))
    return WhyUnmatched(mentee=mentee, reasons=(told,), rivals=rivals, mentors=mentors, changes=changes[:5])


def scarcity(w: Workings) -> tuple[Scarcity, ...]:
    """Return what mentors of each sector, day and area are worth by their prices, dearest first."""
    price = w.settled.certificate.prices.columns.tolist()
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for mentor, worth in zip(w.setting.columns, price, strict=False):
        for sector in mentor.sectors:
            groups["sector", sector].append(worth)
        for day in sorted({slot.split("-")[0] for slot in slots(mentor.availability)}):
            groups["day", day].append(worth)
        groups["area", mentor.postcode_area or ""].append(worth)
    found = [
        Scarcity(kind=kind, code=code, mentors=len(prices), price=round(sum(prices) / len(prices)))
        for (kind, code), prices in sorted(groups.items())
    ]
    return tuple(sorted(found, key=lambda group: -group.price))


def recruits(w: Workings, *, mentors: int = 3, kinds: int = 3) -> tuple[Recruit, ...]:
    """Return which further mentors would match most of those who compete: each kind is tried by solving again."""
    waiting = [w.setting.mentees[one.mentee] for one in w.proposal.unmatched if one.rule not in _OWN_RULES]
    asked = Counter(
        (sector, day)
        for one in waiting
        for sector in (*one.sectors, *(("",) if not one.sectors else ()))
        for day in (sorted({slot.split("-")[0] for slot in slots(one.availability)}) or ("",))
    )
    likely = sorted(asked, key=lambda kind: (-asked[kind], kind))[:kinds]
    found = (_recruit(w, sector, day, mentors) for sector, day in likely)
    return tuple(sorted((one for one in found if one.matched > 0), key=lambda one: -one.matched))


_OWN_RULES = ("mentee_state", "consent", "mentee_buffer")


def _recruit(w: Workings, sector: str, day: str, mentors: int) -> Recruit:
    extra = tuple(newcomer(f"~new-{k}", w, sector=sector, day=day) for k in range(mentors))
    again = propose(w.request.model_copy(update={"mentors": (*w.request.mentors, *extra)}))
    more = again.objective["matched"] - w.proposal.objective["matched"]
    words = _("{mentors} in {sector} on {day} would match {people}.").format(
        mentors=ngettext("{n} more mentor", "{n} more mentors", mentors),
        sector=vocabulary("sectors").label(sector) if sector else _("any field"),
        day=vocabulary("days").label(day) if day else _("any day"),
        people=ngettext("{n} more young person", "{n} more young people", more),
    )
    return Recruit(sector=sector, day=day, mentors=mentors, matched=more, words=words)


def newcomer(name: str, w: Workings, *, sector: str, day: str) -> Mentor:
    """Return a mentor who could start today: cleared, close by, in one sector and free on one day."""
    today, policy = w.request.today, w.setting.c.policy
    return Mentor(
        id=MentorId(name),
        name=name,
        sectors=(sector,) if sector else (),
        availability=(day,) if day else (),
        postcode_area=w.request.meeting_area,
        gates=tuple(Gate(kind=kind, passed_on=today, by="-") for kind in policy.required_gates),
        dbs=Dbs(issued_on=today),
    )


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


def _shortfall(w: Workings, mentee: MenteeId, mentor: MentorId) -> int:
    """Return by how much a pair falls short of its prices; -1 where one of the two isn't in play."""
    facts, setting = w.settled.certificate, w.setting
    playing = [setting.rows[int(row)].id for row in facts.playing]
    columns = [one.id for one in setting.columns]
    if mentee not in playing or mentor not in columns:
        return -1
    row, column = playing.index(mentee), columns.index(mentor)
    table = table_of(setting)
    score = int(table.row(int(facts.playing[row]))[column])
    if score == table.no:
        return -1
    if facts.poor_below is not None and score >= facts.poor_below:
        score += facts.bonus
    return max(0, int(facts.prices.rows[row]) + int(facts.prices.columns[column]) - score)


def _competition(w: Workings, mentee: MenteeId) -> tuple[tuple[MenteeId, ...], tuple[MentorId, ...]]:
    """Return the Hall violator a mentee is in: whom they compete with, and the mentors all of them could have."""
    found, ranks = w.settled.certificate.cover, w.settled.certificate.ranks
    position = [one.id for one in w.setting.rows].index(mentee)
    level = max(int(found.row_level[position]), int(ranks[position]))
    rows = np.flatnonzero((found.row_level <= level) & (w.settled.of >= 0))
    columns = np.flatnonzero((found.column_level <= level) & (found.column_level >= 0))
    return tuple(w.setting.rows[i].id for i in rows), tuple(w.setting.columns[j].id for j in columns)


def _relaxing(w: Workings, mentee: Mentee) -> Iterable[Change]:
    """Yield mentors with a place to spare whom one rule alone keeps away, and that rule may be talked about."""
    used = Counter(pair.mentor for pair in w.proposal.pairs)
    for mentor in w.setting.columns:
        barred = bars_of_pair(mentee, mentor, w.setting.c)
        if len(barred) == 1 and rules()[barred[0].rule].relaxable and used[mentor.id] < mentor.capacity:
            words = f"{barred[0].reason} {barred[0].advice}"
            yield Change(kind="rule", mentor=mentor.id, rule=barred[0].rule, words=words)


def _more_places(setting: Setting, mentors: tuple[MentorId, ...]) -> Iterable[Change]:
    """Yield mentors of the competition: one more place with any of them matches one more."""
    for mentor in mentors:
        places = setting.mentors[mentor].capacity + 1
        words = _("If this mentor took {n} mentees, one more young person would be matched.").format(n=places)
        yield Change(kind="place", mentor=mentor, rule="capacity", words=words)
