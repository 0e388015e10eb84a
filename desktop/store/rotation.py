"""Which backups stay: all of today, the last of 7 days, of 4 weeks and of 12 months; it touches no disk.

Days, weeks and months are those that have a backup, not those of the calendar, so that neither a long holiday nor a
clock that jumps ahead throws all away; whatever the clock calls future counts as today.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 12


def to_keep(times: Sequence[datetime], now: datetime) -> set[datetime]:
    """Return the times of the backups that stay."""
    newest_first = sorted(set(times), reverse=True)
    kept = {time for time in newest_first if time.date() >= now.date()} | set(newest_first[:1])
    older = [time for time in newest_first if time not in kept]
    for size, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        kept |= set(_last_of_each(older, period)[:size])
    return kept


def _last_of_each(newest_first: Sequence[datetime], period: Callable[[datetime], Hashable]) -> list[datetime]:
    found: dict[Hashable, datetime] = {}
    for time in newest_first:
        found.setdefault(period(time), time)
    return list(found.values())


def _day(time: datetime) -> Hashable:
    return time.date()


def _week(time: datetime) -> Hashable:
    return time.isocalendar()[:2]


def _month(time: datetime) -> Hashable:
    return time.year, time.month
