"""What makes a good pair: criteria with visible weights whose points sum to the pair's score; it bars nobody.

Names, default weights and the words of an explanation stand in `resources/rules/weights.toml`.
"""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from desktop.errors import MatchingTrouble
from desktop.i18n import _
from desktop.models.explanations import Reason
from desktop.models.people import Mentee, Mentor
from desktop.models.record import Record
from desktop.models.vocabulary import vocabulary
from desktop.paths import resource
from desktop.rules.circumstances import Circumstances
from desktop.rules.meeting import common_slots, way_of_meeting, ways

HEAVIEST = 1000
ACROSS = ("across_ethnic", "across_social")


class Criterion(Record):
    """One reason for a pair: points = weight x min(units, most) // per. `weight` is the default, or 'light'."""

    code: str
    name: str
    weight: int
    words: str
    most: int = 1
    per: int = 1
    strong: int | None = None

    def points(self, weight: int, units: int) -> int:
        """Return the points of so many units under a weight."""
        return weight * min(units, self.most) // self.per


class Merit(NamedTuple):
    """What one criterion found in a pair: units, and the detail that its words name."""

    units: int
    detail: str = ""


@cache
def criteria() -> dict[str, Criterion]:
    """Return all criteria by code, in the order in which people read them."""
    data = tomllib.loads(resource("rules/weights.toml").read_text("utf-8"))
    return {entry["code"]: Criterion(**entry) for entry in data["criterion"]}


def default_weights() -> dict[str, int]:
    """Return the weight of each criterion as shipped."""
    return {code: criterion.weight for code, criterion in criteria().items()}


def checked_weights(weights: Mapping[str, object]) -> dict[str, int]:
    """Return a full table of whole weights from 0 to 1000, missing ones as shipped; raises MatchingTrouble."""
    unknown = sorted(set(weights) - set(criteria()))
    if unknown:
        raise MatchingTrouble(
            _("There is no criterion called {name}.").format(name=unknown[0]),
            _("Known are: {names}.").format(names=", ".join(criteria())),
        )
    for code, weight in weights.items():
        if not isinstance(weight, int) or isinstance(weight, bool) or not 0 <= weight <= HEAVIEST:
            raise MatchingTrouble(
                _("The weight of “{name}” can’t be used.").format(name=_(criteria()[code].name)),
                _("Choose a whole number from 0 to {most}.").format(most=HEAVIEST),
            )
    return default_weights() | {code: weight for code, weight in weights.items() if isinstance(weight, int)}


def points(mentee: Mentee, mentor: Mentor, c: Circumstances, *, weights: Mapping[str, int]) -> dict[str, int]:
    """Return the points of each criterion that speaks for a pair, most first; they sum to its score."""
    return {criterion.code: earned for criterion, _merit, earned in _earned(mentee, mentor, c, weights)}


def reasons(mentee: Mentee, mentor: Mentor, c: Circumstances, *, weights: Mapping[str, int]) -> tuple[Reason, ...]:
    """Return why a pair is a good one: each criterion with points, most points first."""
    return tuple(
        Reason(
            code=criterion.code,
            name=_(criterion.name),
            points=earned,
            most=criterion.points(weights[criterion.code], criterion.most),
            words=_(criterion.words).format(detail=merit.detail),
        )
        for criterion, merit, earned in _earned(mentee, mentor, c, weights)
    )


def _earned(
    mentee: Mentee, mentor: Mentor, c: Circumstances, weights: Mapping[str, int]
) -> list[tuple[Criterion, Merit, int]]:
    """Return the criteria that speak for a pair, what each found and its points, most points first."""
    merits = [(criteria()[code], measure(mentee, mentor, c)) for code, measure in _MEASURES.items()]
    earned = [(one, merit, one.points(weights[one.code], merit.units)) for one, merit in merits]
    return sorted((one for one in earned if one[2]), key=lambda one: -one[2])


def experiences_of(mentee: Mentee) -> frozenset[str]:
    """Return a mentee's ticked experiences and those that follow from a known need."""
    needs = mentee.needs
    implied = {
        "first_in_family": needs.first_in_family,
        "young_carer": needs.young_carer,
        "care_experienced": needs.looked_after,
    }
    return frozenset(mentee.experiences) | {code for code, known in implied.items() if known}


def home_languages(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the languages other than English, which everyone here shares."""
    return frozenset(languages) - {"en"}


def months_waited(mentee: Mentee, c: Circumstances) -> int:
    """Return how many whole months of 30 days a mentee has waited."""
    since = mentee.waiting_since
    return max(0, (c.today - since).days // 30) if since else 0


def _named(codes: frozenset[str], words: str) -> Merit:
    labels = vocabulary(words)
    return Merit(len(codes), ", ".join(labels.label(code) for code in labels.in_order(codes)))


def _sectors(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Merit:
    return _named(frozenset(mentee.sectors) & frozenset(mentor.sectors), "sectors")


def _availability(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Merit:
    return _named(common_slots(mentee, mentor), "slots")


def _distance(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Merit:
    found = ways(mentee, mentor, c)
    if not found.in_person or found.km is None:
        return Merit(0)
    return Merit(max(0, criteria()["distance"].most - found.km), str(found.km))


def _modality(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Merit:
    return Merit(int(mentee.modality is not None and mentee.modality is way_of_meeting(mentee, mentor, c)))


def _languages(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Merit:
    return _named(home_languages(mentee.languages) & home_languages(mentor.languages), "languages")


def _experiences(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Merit:
    return _named(experiences_of(mentee) & frozenset(mentor.experiences), "experiences")


def _across_ethnic(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Merit:
    return _differ(mentee.background.ethnic, mentor.background.ethnic)


def _across_social(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Merit:
    return _differ(mentee.background.social, mentor.background.social)


def _differ(one: str | None, other: str | None) -> Merit:
    return Merit(int(bool(one and other and one != other)))


def _continuation(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Merit:
    return Merit(int((mentee.id, mentor.id) in c.continuing))


def _pioneer(mentee: Mentee, mentor: Mentor, _c: Circumstances) -> Merit:
    return Merit(int(mentee.pioneer and mentor.pioneer))


def _waiting(mentee: Mentee, mentor: Mentor, c: Circumstances) -> Merit:
    months = months_waited(mentee, c)
    shares = not frozenset(mentee.sectors).isdisjoint(mentor.sectors)
    return Merit(months, str(months)) if shares else Merit(0)


_MEASURES: dict[str, Callable[[Mentee, Mentor, Circumstances], Merit]] = {
    "sectors": _sectors,
    "availability": _availability,
    "distance": _distance,
    "modality": _modality,
    "languages": _languages,
    "experiences": _experiences,
    "across_ethnic": _across_ethnic,
    "across_social": _across_social,
    "continuation": _continuation,
    "pioneer": _pioneer,
    "waiting": _waiting,
}
