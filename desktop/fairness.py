"""Who waits and who gets the best pairs, by need, sex and year; groups too small to speak of are hidden."""

from collections import defaultdict
from collections.abc import Callable
from statistics import median

from desktop.i18n import _
from desktop.matching import Workings
from desktop.models.explanations import Group
from desktop.models.people import Mentee, PersonState
from desktop.rules.fit import fit

__all__ = ["SMALLEST", "Group", "fairness"]

SMALLEST = 6  # fewer people than this are not reported on


def fairness(w: Workings) -> tuple[Group, ...]:
    """Report on all active mentees of a matching, matched or waiting for whatever reason, by need, sex and year."""
    groups: list[Group] = []
    matched = {pair.mentee for pair in w.proposal.pairs}
    people = [one for one in w.setting.mentees.values() if one.state is PersonState.ACTIVE or one.id in matched]
    for dimension, label in _DIMENSIONS.items():
        found: dict[str, list[Mentee]] = defaultdict(list)
        for mentee in people:
            found[label(mentee)].append(mentee)
        hidden = _hidden({name: len(some) for name, some in found.items()})
        groups.extend(_group(w, dimension, name, found[name], name in hidden) for name in sorted(found))
    return tuple(groups)


def _hidden(sizes: dict[str, int]) -> set[str]:
    """Return the small groups, and where all of these together are still small, the next smallest as well.

    What the reader could work out from the total is then about six people or more.
    """
    order = sorted(sizes, key=lambda name: (sizes[name], name))
    small = [name for name in order if sizes[name] < SMALLEST]
    while small and len(small) < len(order) and sum(sizes[name] for name in small) < SMALLEST:
        small.append(order[len(small)])
    return set(small)


def _group(w: Workings, dimension: str, name: str, people: list[Mentee], hidden: bool) -> Group:
    if hidden:
        return Group(dimension=dimension, name=name, hidden=True)
    score = {pair.mentee: pair.score for pair in w.proposal.pairs}
    scores = [score[one.id] for one in people if one.id in score]
    since = [one.waiting_since for one in people if one.id not in score and one.waiting_since]
    waited = [max(0, (w.request.today - day).days) for day in since]
    return Group(
        dimension=dimension,
        name=name,
        people=len(people),
        matched=len(scores),
        fit=fit(median(scores), w.setting.weights) if len(scores) >= SMALLEST else None,
        waited_days=round(median(waited)) if len(waited) >= SMALLEST else None,
    )


def _need(mentee: Mentee) -> str:
    return _("Unmet need") if mentee.needs.unmet else _("No known need")


def _sex(mentee: Mentee) -> str:
    return {"F": _("Female"), "M": _("Male")}[mentee.sex.value] if mentee.sex else _("Not recorded")


def _year(mentee: Mentee) -> str:
    return _("Year {n}").format(n=mentee.year) if mentee.year is not None else _("Not recorded")


_DIMENSIONS: dict[str, Callable[[Mentee], str]] = {"need": _need, "sex": _sex, "year": _year}
