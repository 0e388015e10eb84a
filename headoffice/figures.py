"""How a figure is said on the page: shares, intervals, differences, names; it computes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from headoffice.charts import Mark, percent
from headoffice.estimates import Share
from headoffice.groups import OUTCOMES, Group
from headoffice.promise import Fact, promise


def told(share: Share | None) -> Markup:
    """Return a share with its interval."""
    if share is None:
        return Markup('<span class="few">too few to say</span>')
    ends = f"{percent(share.low)} to {percent(share.high)}"
    return Markup("{} <small>{}</small>").format(percent(share.value), ends)


def points(share: Share | None) -> Markup:
    """Return a difference in whole points with its interval."""
    if share is None:
        return told(None)
    value, low, high = (f"{round(100 * end):+d}".replace("-", "−") for end in (share.value, share.low, share.high))
    return Markup("{} <small>{} to {}</small>").format(value, low, high)


def label(name: str) -> str:
    """Return what a fact is called."""
    return _facts()[name].label


def marks(group: Group, name: str) -> list[Mark]:
    """Return a chart's rows: every value of a fact."""
    words = _words()
    return [Mark(words[value], group.shares.get(name, {}).get(value)) for value in _facts()[name].answers]


def gains(group: Group) -> list[Mark]:
    """Return a chart's rows: for each outcome the share that went up."""
    return [Mark(label(name), group.shares.get(name, {}).get("higher")) for name in OUTCOMES]


@dataclass(frozen=True)
class Column:
    """One column of a table: the share of one value of a fact."""

    label: str
    fact: str
    value: str


def gained() -> list[Column]:
    """Return the columns of the five outcomes."""
    return [Column(label(name), name, "higher") for name in OUTCOMES]


REACHED = (
    Column("Unmet need", "unmet_need", "yes"),
    Column("Across difference", "across_difference", "yes"),
    Column("4 to 7 sessions", "sessions", "4-7"),
    Column("8 or more", "sessions", "8+"),
    Column("Completed", "ending", "completed"),
    Column("Ended early", "ending", "early"),
)


def _facts() -> Mapping[str, Fact]:
    spec = promise(1)
    assert spec is not None  # shipped with this program
    return spec.private


def _words() -> Mapping[str, str]:
    spec = promise(1)
    assert spec is not None  # shipped with this program
    return spec.words


def count(number: int) -> str:
    """Return a count with its thousands apart."""
    return f"{number:,}"


FILTERS: dict[str, Callable[..., object]] = {
    "count": count,
    "told": told,
    "points": points,
    "percent": percent,
    "label": label,
    "marks": marks,
    "gains": gains,
}
