"""A scenario applied and solved, and several held beside the matching as it is."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from desktop.assignment.watch import Progress
from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.matching import MatchingRequest, Workings, work_out
from desktop.models.people import Mentee, Mentor
from desktop.models.scenarios import Outcome, Scenario
from desktop.rematch import work_out_again
from desktop.rules.meeting import slots
from desktop.rules.newcomers import newcomers
from desktop.whatif.figures import Before, outcome

Person = TypeVar("Person", Mentee, Mentor)
Stopped = Callable[[], bool]


def apply(request: MatchingRequest, scenario: Scenario) -> MatchingRequest:
    """Return the request of a scenario; one that can't be computed is refused when it is solved."""
    gone = set(scenario.without_mentors)
    stay = (mentor for mentor in request.mentors if mentor.id not in gone)
    policy, area = request.programme.policy, request.meeting_area
    further = (
        one
        for series, kind in enumerate(scenario.newcomers)
        for one in newcomers(kind, policy, today=request.today, area=area, series=series)
    )
    return request.model_copy(
        update={
            "weights": {**request.weights, **scenario.weights},
            "mentees": tuple(_without(request.mentees, scenario.without_days)),
            "mentors": tuple(_without((*stay, *further), scenario.without_days)),
            "relaxed": tuple(dict.fromkeys((*request.relaxed, *scenario.relaxed))),
        }
    )


def solve(
    request: MatchingRequest, scenario: Scenario, *, progress: Progress | None = None, stopped: Stopped | None = None
) -> Workings:
    """Return the matching of a scenario, with its budget of change where it has one."""
    return work_out_again(
        apply(request, scenario),
        change_at_most=scenario.change_at_most,
        give_up_percent=scenario.give_up_percent,
        progress=progress,
        stopped=stopped,
    )


def compare(
    request: MatchingRequest,
    scenarios: Sequence[Scenario],
    *,
    first: Workings | None = None,
    progress: Progress | None = None,
    stopped: Stopped | None = None,
) -> tuple[Outcome, ...]:
    """Solve the matching as it is and in each scenario, and put them side by side; the first is as it is, or `first`.

    Pairs changed are counted against the first. A scenario that can't be computed says why instead of figures.
    """
    first = first or work_out(request, stopped=stopped)
    before = {pair.mentee: pair.mentor for pair in first.proposal.pairs}
    found = [outcome(_("As it is"), first, before)]
    for number, scenario in enumerate(scenarios):
        if progress:
            progress(scenario.name, number / len(scenarios))
        found.append(_tried(request, scenario, before, stopped))
    return tuple(found)


def _tried(request: MatchingRequest, scenario: Scenario, before: Before, stopped: Stopped | None) -> Outcome:
    try:
        return outcome(scenario.name, solve(request, scenario, stopped=stopped), before)
    except MatchingTrouble as trouble:
        nothing = dict.fromkeys(("matched", "of", "running", "need", "need_share", "across", "poor", "total"), 0)
        return Outcome(
            name=scenario.name, worst=None, worst_fit=None, worst_pair=None, changed=0, refused=str(trouble), **nothing
        )


def _without(people: Iterable[Person], days: tuple[str, ...]) -> Iterable[Person]:
    for person in people:
        times = tuple(slot for slot in sorted(slots(person.availability)) if slot.split("-")[0] not in days)
        known = bool(days and person.availability)
        never = (f"never-{type(person).__name__}",)  # whose only day was dropped has known times, and none in common
        yield person.model_copy(update={"availability": times or never}) if known else person
