"""Which mentors to look for: what each kind is worth by its price, and how many more would be matched with more."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress

from desktop.explain.tries import OutOfTimeError, Tries
from desktop.i18n import _, ngettext
from desktop.matching import Workings
from desktop.models.explanations import Recruit, Scarcity, Wanted
from desktop.models.people import Gender, Mentee, Mentor
from desktop.models.scenarios import Newcomers
from desktop.models.vocabulary import vocabulary
from desktop.rules.eligibility import GENDER_OF_SEX, bars_of_mentee, needs_language
from desktop.rules.meeting import area_of_meeting, slots
from desktop.rules.newcomers import newcomers

Stopped = Callable[[], bool]
Kind = tuple[str, str]
KINDS = 3  # of newcomers tried, by what most ask for, and again by where they meet


def wanted(w: Workings, *, stopped: Stopped | None = None) -> Wanted:
    """Return which mentors would help most, and what each kind is worth."""
    return Wanted(recruits=recruits(w, stopped=stopped), scarce=scarcity(w))


def scarcity(w: Workings) -> tuple[Scarcity, ...]:
    """Return what mentors of each sector, day and area are worth by their prices: most asked for, then dearest first.

    Only mentors in play are counted: those with a place that no running or pinned pair has. A group's price is that of
    its dearest mentor: by duality (the value is concave in a mentor's places) one more place adds no more than that to
    the points of the same matched people, with the same floor; part of it may be fewer low fits instead.
    """
    worth = w.settled.certificate.prices.columns.tolist()
    groups: dict[Kind, list[int]] = defaultdict(list)
    for mentor, price in zip(w.setting.columns, worth, strict=False):
        for kind in _of_mentor(mentor):
            groups[kind].append(price)
    asked = Counter(kind for mentee in _waiting(w) for kind in _of_mentee(w, mentee))
    for kind in asked:
        groups.setdefault(kind, [])
    found = [_scarce(kind, prices, asked[kind]) for kind, prices in sorted(groups.items())]
    return tuple(sorted(found, key=lambda group: (-group.asked, -group.price, group.mentors)))


def recruits(w: Workings, *, mentors: int = 3, stopped: Stopped | None = None) -> tuple[Recruit, ...]:
    """Return which further mentors would match most of those who compete; each kind is tried by solving again.

    Up to `mentors` of a kind are tried; where fewer match as many, fewer are named. Kinds are the likeliest: a sector
    and a day that most of those who wait asked for, and the areas they meet in.
    """
    tries = Tries(w.setting, stopped)
    now = sum(row >= 0 for row in w.settled.of.tolist())
    found = []
    with suppress(OutOfTimeError):
        for kind in _likely(w, mentors):
            found.append(_recruit(w, tries, kind, now))  # noqa: PERF401  what was found in time is kept
    useful = {one.words: one for one in found if one is not None}
    return tuple(sorted(useful.values(), key=lambda one: (-one.matched, one.newcomers.count)))


def _recruit(w: Workings, tries: Tries, kind: Newcomers, now: int) -> Recruit | None:
    """Try a kind of newcomer out: with k places more at most k more are matched, so that fewer may do as well."""

    def more(count: int) -> int:
        asked = kind.model_copy(update={"count": count})
        there = newcomers(asked, w.setting.c.policy, today=w.request.today, area=w.request.meeting_area)
        return len(tries.with_mentors(there)) - now

    gained = more(kind.count)
    if gained <= 0:
        return None
    if gained < kind.count and more(gained) == gained:
        kind = kind.model_copy(update={"count": gained})
    words = ngettext(
        "{{mentors}} would match {n} more young person.", "{{mentors}} would match {n} more young people.", gained
    ).format(mentors=kind.sentence)
    return Recruit(newcomers=kind, matched=gained, words=words)


def _likely(w: Workings, mentors: int) -> Iterator[Newcomers]:
    kinds_asked: Counter[tuple[str, str, str, str]] = Counter()
    areas: Counter[str] = Counter()
    for mentee in _waiting(w):
        language = needs_language(mentee) or ""
        gender = GENDER_OF_SEX[mentee.sex].value if mentee.same_gender and mentee.sex else ""
        days = _days(mentee.availability) or ("",)
        kinds_asked.update((sector, day, language, gender) for sector in mentee.sectors or ("",) for day in days)
        areas[area_of_meeting(mentee, w.setting.c) or ""] += 1
    for sector, day, language, sex in sorted(kinds_asked, key=lambda kind: (-kinds_asked[kind], kind))[:KINDS]:
        gender_asked = Gender(sex) if sex else None
        yield Newcomers(count=mentors, sector=sector, day=day, language=language, gender=gender_asked)
    for area in sorted(areas, key=lambda one: (-areas[one], one))[:KINDS]:
        yield Newcomers(count=mentors, area=area)


def _waiting(w: Workings) -> list[Mentee]:
    """Return who waits for a mentor and for nothing else."""
    people = (w.setting.mentees[one.mentee] for one in w.proposal.unmatched)
    return [mentee for mentee in people if not bars_of_mentee(mentee, w.setting.c)]


def _days(availability: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({slot.split("-")[0] for slot in slots(availability)}))


def _of_mentor(mentor: Mentor) -> list[Kind]:
    places = (("area", mentor.postcode_area or ""),)
    days = (("day", day) for day in _days(mentor.availability))
    return [*(("sector", sector) for sector in mentor.sectors), *days, *places]


def _of_mentee(w: Workings, mentee: Mentee) -> list[Kind]:
    places = (("area", area_of_meeting(mentee, w.setting.c) or ""),)
    days = (("day", day) for day in _days(mentee.availability))
    return [*(("sector", sector) for sector in mentee.sectors), *days, *places]


def _scarce(kind: Kind, prices: list[int], asked: int) -> Scarcity:
    price, name = max(prices, default=0), _named(kind)
    return Scarcity(
        kind=kind[0], code=kind[1], name=name, mentors=len(prices), asked=asked, price=price,
        words=_told(name, len(prices), asked, price),
    )  # fmt: skip


def _named(kind: Kind) -> str:
    what, code = kind
    if what == "area":
        return _("Near {area}").format(area=code) if code else _("Area not known")
    return vocabulary("sectors" if what == "sector" else "days").label(code)


def _told(name: str, mentors: int, asked: int, price: int) -> str:
    there = ngettext("{n} mentor to choose from", "{n} mentors to choose from", mentors)
    waits = ngettext("{n} who waits asked for it", "{n} who wait asked for it", asked)
    said = f"{name}: {there}, {waits}."
    if not price:
        return said
    worth = ngettext(
        "A further place with one of them is worth up to {n} point to those who are matched.",
        "A further place with one of them is worth up to {n} points to those who are matched.",
        price,
    )
    return f"{said} {worth}"
