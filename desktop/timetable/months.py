"""The days of a term on which a weekly time can be used, month by month; it knows no rooms and no people."""

from collections.abc import Collection
from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SHORTEST = timedelta(days=14)  # a piece of a month that is shorter goes with its neighbour
MOST_WEEKS = 4
_BEST_DAY = 11  # of the month: out of the first days of a term, clear of half-term holidays and month ends

Month = tuple[date, date]  # first and last day


def months_between(first: date, last: date) -> list[Month]:
    """Return the calendar months of a stretch of days; a short piece at either end joins its neighbour."""
    months: list[Month] = []
    start = first
    while start <= last:
        following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        months.append((start, min(last, following - timedelta(days=1))))
        start = following
    if len(months) > 1 and is_short(months[0]):
        months[:2] = [(months[0][0], months[1][1])]
    if len(months) > 1 and is_short(months[-1]):
        months[-2:] = [(months[-2][0], months[-1][1])]
    return months


def usable_days(slot: str, month: Month, closed: Collection[date] = (), taken: Collection[date] = ()) -> list[date]:
    """Return a month's days for a weekly time such as `mon-pm`, best first; none for a code without a weekday."""
    name = slot.partition("-")[0]
    if name not in WEEKDAYS:
        return []
    first, last = month
    start = first + timedelta(days=(WEEKDAYS.index(name) - first.weekday()) % 7)
    days = [start + timedelta(weeks=week) for week in range((last - start).days // 7 + 1)]
    fit = [day for day in days if day not in closed and day not in taken]
    return sorted(fit, key=lambda day: (abs(day.day - _BEST_DAY), day))[:MOST_WEEKS]


def is_short(month: Month) -> bool:
    """Return whether so little of a month is left that it doesn't count as one."""
    return month[1] - month[0] + timedelta(days=1) < SHORTEST
