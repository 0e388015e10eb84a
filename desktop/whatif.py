"""Scenarios beside the real matching: weights moved, mentors added or gone, a day dropped, a rule relaxed.

A scenario is a changed copy of the request; the real one is never touched.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pydantic import Field

from desktop.assignment.watch import Progress
from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.matching import MatchingProposal, MatchingRequest, propose
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MentorId, Record
from desktop.rules.compatibility import ACROSS, checked_weights, criteria
from desktop.rules.eligibility import rules
from desktop.rules.meeting import slots

Person = TypeVar("Person", Mentee, Mentor)
POINTS = 7


class Scenario(Record):
    """What is different; everything else stays."""

    name: str
    weights: dict[str, int] = Field(default_factory=dict)
    without_mentors: tuple[MentorId, ...] = ()
    further_mentors: tuple[Mentor, ...] = ()
    without_days: tuple[str, ...] = ()
    relaxed: tuple[str, ...] = ()


class Outcome(Record):
    """One scenario's result beside the others; `changed` counts mentees whose mentor is not the first scenario's."""

    name: str
    matched: int
    need_share: int
    worst: int
    poor: int
    total: int
    changed: int


class TradeOff(Record):
    """One point of the curve: weight of 'across difference', share of pairs across difference, quality without it."""

    weight: int
    across_share: int
    quality: int
    matched: int


def apply(request: MatchingRequest, scenario: Scenario) -> MatchingRequest:
    """Return the request of a scenario; raises MatchingTrouble for a rule that keeps people safe."""
    for code in scenario.relaxed:
        rule = rules().get(code)
        if rule is None or not rule.relaxable:
            raise MatchingTrouble(
                _("The rule '{name}' can't be relaxed.").format(name=_(rule.name) if rule else code),
                _("Rules that keep people safe stay as they are in every scenario."),
            )
    gone = set(scenario.without_mentors)
    stay = (mentor for mentor in request.mentors if mentor.id not in gone)
    return request.model_copy(
        update={
            "weights": {**request.weights, **scenario.weights},
            "mentees": tuple(_without(request.mentees, scenario.without_days)),
            "mentors": tuple(_without((*stay, *scenario.further_mentors), scenario.without_days)),
            "relaxed": (*request.relaxed, *scenario.relaxed),
        }
    )


def compare(
    request: MatchingRequest,
    scenarios: Sequence[Scenario],
    *,
    progress: Progress | None = None,
    stopped: Callable[[], bool] | None = None,
) -> tuple[Outcome, ...]:
    """Solve the matching as it is and in each scenario, and put them side by side; the first is as it is."""
    found = [_("As it is")]
    proposals = [propose(request, stopped=stopped)]
    for number, scenario in enumerate(scenarios):
        if progress:
            progress(scenario.name, number / len(scenarios))
        found.append(scenario.name)
        proposals.append(propose(apply(request, scenario), stopped=stopped))
    return tuple(_outcome(name, one, proposals[0], request) for name, one in zip(found, proposals, strict=True))


def trade_off(request: MatchingRequest, *, stopped: Callable[[], bool] | None = None) -> tuple[TradeOff, ...]:
    """Return quality against 'across difference' at 7 weights, from none to twice strong."""
    strongest = 2 * max(criteria()[code].strong or 0 for code in ACROSS)
    weights = [strongest * step // (POINTS - 1) for step in range(POINTS)]
    return tuple(_point(request, weight, stopped) for weight in weights)


def _point(request: MatchingRequest, weight: int, stopped: Callable[[], bool] | None) -> TradeOff:
    weights = checked_weights({**request.weights, **dict.fromkeys(ACROSS, weight)})
    found = propose(request.model_copy(update={"weights": weights}), stopped=stopped)
    people = ({one.id: one for one in request.mentees}, {one.id: one for one in request.mentors})
    across = sum(_differ(people[0][pair.mentee], people[1][pair.mentor]) for pair in found.pairs)
    quality = sum(points for pair in found.pairs for code, points in pair.criteria.items() if code not in ACROSS)
    share = round(100 * across / len(found.pairs)) if found.pairs else 0
    return TradeOff(weight=weight, across_share=share, quality=quality, matched=len(found.pairs))


def _differ(mentee: Mentee, mentor: Mentor) -> bool:
    here, there = mentee.background, mentor.background
    pairs = ((here.ethnic, there.ethnic), (here.social, there.social))
    return any(one and other and one != other for one, other in pairs)


def _outcome(name: str, found: MatchingProposal, first: MatchingProposal, request: MatchingRequest) -> Outcome:
    needy = {one.id for one in request.mentees if one.needs.unmet}
    before = {pair.mentee: pair.mentor for pair in first.pairs}
    now = {pair.mentee: pair.mentor for pair in found.pairs}
    return Outcome(
        name=name,
        matched=found.objective["matched"],
        need_share=round(100 * len(needy & now.keys()) / len(now)) if now else 0,
        worst=found.objective["worst"],
        poor=found.objective["poor"],
        total=found.objective["total"],
        changed=sum(before.get(one) != now.get(one) for one in before.keys() | now.keys()),
    )


def _without(people: Iterable[Person], days: tuple[str, ...]) -> Iterable[Person]:
    for person in people:
        times = tuple(slot for slot in sorted(slots(person.availability)) if slot.split("-")[0] not in days)
        known = bool(days and person.availability)
        never = (f"never-{type(person).__name__}",)  # whose only day was dropped has known times, and none in common
        yield person.model_copy(update={"availability": times or never}) if known else person
