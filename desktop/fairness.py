"""Who waits and who gets the best pairs, by need, sex and year; groups too small to speak of are hidden."""

from collections import defaultdict
from collections.abc import Callable
from statistics import median

from desktop.i18n import _
from desktop.matching import Workings
from desktop.models.people import Mentee
from desktop.models.record import Record

SMALLEST = 6  # fewer people than this are not reported on


class Group(Record):
    """One group's share: how many, how many matched, the middle score of their pairs, middle days of waiting.

    Hidden groups hold no numbers; where one group of a dimension is hidden, the next smallest is hidden too, so that
    the total doesn't give it away.
    """

    dimension: str
    name: str
    people: int | None
    matched: int | None
    median_score: int | None
    hidden: bool = False


def fairness(w: Workings) -> tuple[Group, ...]:
    """Report on all active mentees of a matching, by unmet need, sex and year."""
    groups: list[Group] = []
    for dimension, label in _DIMENSIONS.items():
        found: dict[str, list[Mentee]] = defaultdict(list)
        for mentee in (*w.setting.rows, *(w.setting.mentees[one] for one, _mentor in w.setting.kept)):
            found[label(mentee)].append(mentee)
        hidden = _hidden({name: len(people) for name, people in found.items()})
        groups.extend(_group(w, dimension, name, found[name], name in hidden) for name in sorted(found))
    return tuple(groups)


def _hidden(sizes: dict[str, int]) -> set[str]:
    small = {name for name, size in sizes.items() if size < SMALLEST}
    rest = sorted((size, name) for name, size in sizes.items() if name not in small)
    if len(small) == 1 and rest:
        small.add(rest[0][1])
    return small


def _group(w: Workings, dimension: str, name: str, people: list[Mentee], hidden: bool) -> Group:
    if hidden:
        return Group(dimension=dimension, name=name, people=None, matched=None, median_score=None, hidden=True)
    score = {pair.mentee: pair.score for pair in w.proposal.pairs}
    scores = [score[one.id] for one in people if one.id in score]
    middle = round(median(scores)) if scores else None
    return Group(dimension=dimension, name=name, people=len(people), matched=len(scores), median_score=middle)


def _need(mentee: Mentee) -> str:
    return _("Unmet need") if mentee.needs.unmet else _("No known need")


def _sex(mentee: Mentee) -> str:
    return mentee.sex.value if mentee.sex else _("Not recorded")


def _year(mentee: Mentee) -> str:
    return _("Year {n}").format(n=mentee.year) if mentee.year is not None else _("Not recorded")


_DIMENSIONS: dict[str, Callable[[Mentee], str]] = {"need": _need, "sex": _sex, "year": _year}
