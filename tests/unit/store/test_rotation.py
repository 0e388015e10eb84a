"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.store.rotation import to_keep

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TIMES = st.lists(st.integers(-20, 900 * 24).map(lambda hours: NOW - timedelta(hours=hours)), max_size=60, unique=True)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def test_all_of_today_stay() -> None:
    today = [NOW - timedelta(minutes=minute) for minute in range(200)]
    assert to_keep(today, NOW) == set(today)


def test_of_an_earlier_day_the_last_stays() -> None:
    assert to_keep([ago(1), ago(1.1), ago(1.2), NOW], NOW) == {ago(1), NOW}


def test_a_backup_a_day_leaves_days_weeks_and_months() -> None:
    kept = sorted((NOW - time).days for time in to_keep([ago(day) for day in range(400)], NOW))
    assert kept == [0, 1, 2, 3, 4, 5, 6, 7, 12, 19, 20, 51, 81, 112, 143, 173, 204, 234, 265, 293, 324]


def test_months_without_use_throw_nothing_away() -> None:
    times = [ago(day) for day in range(300, 307)]
    assert to_keep(times, NOW) == set(times)


def test_what_a_clock_set_back_calls_future_stays() -> None:
    times = [NOW + timedelta(days=day) for day in (1, 40, 40.1)]
    assert to_keep(times, NOW) == set(times)


def test_nothing_of_nothing() -> None:
    assert to_keep([], NOW) == set()


@settings(max_examples=50)
@given(TIMES)
def test_the_newest_always_stays(times: list[datetime]) -> None:
    assert set(sorted(times)[-1:]) <= to_keep(times, NOW)


@settings(max_examples=50)
@given(TIMES)
def test_at_most_23_of_earlier_days_stay(times: list[datetime]) -> None:
    kept = [time for time in to_keep(times, NOW) if time.date() < NOW.date()]
    assert len(kept) <= 7 + 4 + 12 + 1


@settings(max_examples=50)
@given(TIMES)
def test_keeping_twice_throws_nothing_more_away(times: list[datetime]) -> None:
    kept = to_keep(times, NOW)
    assert to_keep(sorted(kept), NOW) == kept
