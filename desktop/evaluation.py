"""Did it help? Paired change before and after, with n and an interval, from answers alone; it knows no names.

Below `FEWEST` pairs a result says nothing but "too few to say" (domain paper, section 6).
"""

from collections.abc import Iterable, Mapping
from math import sqrt
from statistics import fmean, stdev

from desktop.models.outcomes import Outcome, Wave
from desktop.models.record import MenteeId, Record
from desktop.models.surveys import Item, Survey

FEWEST = 10


class Change(Record):
    """Mean before, after and change of one item over the n mentees who answered both; low to high is a 95 % interval.

    All figures are None where n is below `FEWEST`.
    """

    survey: str
    item: str
    group: str
    n: int
    before: float | None = None
    after: float | None = None
    change: float | None = None
    low: float | None = None
    high: float | None = None


Answers = dict[MenteeId, tuple[int, int]]


def changes(
    survey: Survey, outcomes: Iterable[Outcome], *, groups: Mapping[str, frozenset[MenteeId]] | None = None
) -> list[Change]:
    """Return the change of every item over all mentees (group "all") and over each group, such as a modality."""
    answered = [outcome for outcome in outcomes if outcome.survey == survey.code]
    result = []
    for item in survey.item:
        pairs = _paired(item, answered)
        result.append(_change(survey, item, "all", pairs))
        for name, members in (groups or {}).items():
            inside = {mentee: pair for mentee, pair in pairs.items() if mentee in members}
            result.append(_change(survey, item, name, inside))
    return result


def _paired(item: Item, outcomes: list[Outcome]) -> Answers:
    """First 'before' and last 'after' (else 'midway') answer of each mentee who gave both."""
    before: dict[MenteeId, int] = {}
    after: dict[MenteeId, int] = {}
    for outcome in sorted(outcomes, key=lambda one: (one.wave is Wave.AFTER, one.on)):
        value = outcome.answers.get(item.code)
        if value is None:
            continue
        if outcome.wave is Wave.BEFORE:
            before.setdefault(outcome.mentee, value)
        else:
            after[outcome.mentee] = value
    return {mentee: (before[mentee], after[mentee]) for mentee in before.keys() & after.keys()}


def _change(survey: Survey, item: Item, group: str, pairs: Answers) -> Change:
    n = len(pairs)
    if n < FEWEST:
        return Change(survey=survey.code, item=item.code, group=group, n=n)
    differences = [after - before for before, after in pairs.values()]
    mean, half = fmean(differences), _half_width(differences)
    return Change(
        survey=survey.code,
        item=item.code,
        group=group,
        n=n,
        before=fmean(before for before, _ in pairs.values()),
        after=fmean(after for _, after in pairs.values()),
        change=mean,
        low=mean - half,
        high=mean + half,
    )


def _half_width(differences: list[int]) -> float:
    """Half the 95 % interval of a mean of paired differences by Student's t with n - 1 degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(len(differences) - 1, 0.975)) * stdev(differences) / sqrt(len(differences))
