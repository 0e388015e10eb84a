"""The surveys a school can ask, read from `resources/surveys.toml`; it knows questions and scales, not answers."""

import tomllib
from functools import cache

from desktop.models.record import Record
from desktop.paths import resource

MEASURES = ("confidence", "personal_skills", "employability", "social_connections", "wellbeing")


class Item(Record):
    """One question on a whole-number scale; `measure` is the outcome it speaks for to head office."""

    code: str
    text: str
    low: int
    high: int
    measure: str | None = None
    lower_is_better: bool = False


class Survey(Record):
    """A set of questions asked together; `validated` and `source` are said wherever its results are shown."""

    code: str
    label: str
    validated: bool
    source: str
    low_word: str
    high_word: str
    from_age: int = 0
    to_age: int = 99
    item: tuple[Item, ...]

    def asked_at(self, age: int | None) -> bool:
        """Whether the survey is meant for this age in years; at an unknown age it is."""
        return age is None or self.from_age <= age <= self.to_age


@cache
def surveys() -> dict[str, Survey]:
    """Return the shipped surveys by code, in the order in which they are shown."""
    data = tomllib.loads(resource("surveys.toml").read_text("utf-8"))
    return {survey["code"]: Survey(**survey) for survey in data["survey"]}
