"""What could be different in a matching, and what would come of it; nothing is worked out here."""

from pydantic import Field

from desktop.i18n import _, ngettext
from desktop.models.people import Gender, Modality
from desktop.models.record import MenteeId, MentorId, Record
from desktop.models.vocabulary import vocabulary


class Newcomers(Record):
    """So many more mentors of one kind; empty means any field, any day, near the school, English, anyone, any way.

    A `slot` is one time of a day and goes before `day`.
    """

    count: int = Field(ge=1, le=50)
    sector: str = ""
    day: str = ""
    slot: str = ""
    area: str = ""
    language: str = ""
    gender: Gender | None = None
    modality: Modality | None = None

    @property
    def words(self) -> str:
        """What each of them is, such as 'New mentor, Engineering, Thu'."""
        time = ("slots", self.slot) if self.slot else ("days", self.day)
        known = (("sectors", self.sector), time, ("languages", self.language))
        named = (vocabulary(words).label(code) for words, code in known if code)
        return ", ".join(part for part in (_("New mentor"), *named, self.area) if part)

    @property
    def sentence(self) -> str:
        """How many of what kind, as in '3 more mentors in Engineering free on Thu near M14'."""
        parts = [
            ngettext("{n} more mentor", "{n} more mentors", self.count),
            _("in {sector}").format(sector=vocabulary("sectors").label(self.sector)) if self.sector else "",
            _("free on {day}").format(day=self._time) if self._time else "",
            _("near {area}").format(area=self.area) if self.area else "",
            _("speaking {language}").format(language=vocabulary("languages").label(self.language))
            if self.language
            else "",
            f"({self._way})" if self._way else "",
            {Gender.FEMALE: _("(women)"), Gender.MALE: _("(men)")}.get(self.gender, "") if self.gender else "",
        ]
        return " ".join(part for part in parts if part)

    @property
    def _time(self) -> str:
        return vocabulary("slots").label(self.slot) if self.slot else vocabulary("days").label(self.day)

    @property
    def _way(self) -> str:
        way = vocabulary("modalities").label(self.modality.value) if self.modality else ""
        return way[:1].lower() + way[1:]


class Scenario(Record):
    """What is different; everything else stays. `weights` only names those that move.

    A budget lets running pairs change: at most `change_at_most` of them, or as few as give up at most
    `give_up_percent` of the points that a matching free to change all of them would have. Without one they stay.
    """

    name: str
    weights: dict[str, int] = Field(default_factory=dict)
    without_mentors: tuple[MentorId, ...] = ()
    newcomers: tuple[Newcomers, ...] = ()
    without_days: tuple[str, ...] = ()
    relaxed: tuple[str, ...] = ()
    change_at_most: int | None = Field(default=None, ge=0)
    give_up_percent: float | None = Field(default=None, ge=0, le=100)


class Outcome(Record):
    """One matching in figures, beside others: pairs that run already are in it.

    `of` counts who could be matched or waits, `need` those matched with a known unmet need (`need_share` of 100),
    `worst` is the weakest new pair in points, `worst_fit` out of 100, `changed` counts the young people whose mentor is
    not the one of the matching it is held against, `refused` names what can't be kept.
    """

    name: str
    matched: int
    of: int
    running: int
    need: int
    need_share: int
    across: int
    worst: int | None
    worst_fit: int | None
    worst_pair: tuple[MenteeId, MentorId] | None
    poor: int
    total: int
    changed: int
    proved: bool = True
    refused: str = ""


class TradeOff(Record):
    """One point of the curve: the weight of 'across difference', and what it buys and costs.

    `across` counts the pairs across difference (`across_share` of 100). `quality` sums the pairs' points without those
    for difference; `fit` is the mean pair's, out of 100.
    """

    weight: int
    across: int
    across_share: int
    quality: int
    fit: int
    matched: int
