"""The days of a term on which a weekly time can be used."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.timetable.months import months_between, usable_days

SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def test_a_term_falls_into_its_months() -> None:
    assert months_between(date(2026, 9, 3), date(2026, 12, 18)) == [
        (date(2026, 9, 3), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 18)),
    ]


def test_a_short_first_piece_joins_the_next_month() -> None:
    assert months_between(date(2026, 9, 20), date(2026, 10, 31)) == [(date(2026, 9, 20), date(2026, 10, 31))]


def test_a_short_last_piece_joins_the_month_before() -> None:
    assert months_between(date(2026, 9, 1), date(2026, 10, 13)) == [(date(2026, 9, 1), date(2026, 10, 13))]


def test_a_piece_of_two_weeks_is_a_month_of_its_own() -> None:
    assert len(months_between(date(2026, 9, 1), date(2026, 10, 14))) == 2


def test_a_short_stretch_is_one_month() -> None:
    assert months_between(date(2026, 9, 1), date(2026, 9, 4)) == [(date(2026, 9, 1), date(2026, 9, 4))]


def test_nothing_is_left_after_the_end() -> None:
    assert months_between(date(2026, 9, 2), date(2026, 9, 1)) == []


@settings(max_examples=50)
@given(DAYS, st.integers(0, 400))
def test_every_day_is_in_one_month(first: date, length: int) -> None:
    months = months_between(first, first + timedelta(days=length))
    covered = [start + timedelta(days=n) for start, end in months for n in range((end - start).days + 1)]
    assert covered == [first + timedelta(days=n) for n in range(length + 1)]


def test_days_stand_nearest_the_eleventh_first() -> None:
    assert usable_days("wed-pm", SEPTEMBER) == [date(2026, 9, day) for day in (9, 16, 2, 23)]


def test_closed_and_taken_days_are_left_out() -> None:
    found = usable_days("wed-pm", SEPTEMBER, closed=[date(2026, 9, 9)], taken=[date(2026, 9, 2)])
    assert found == [date(2026, 9, day) for day in (16, 23, 30)]


@pytest.mark.parametrize("code", ["", "someday", "xyz-pm"])
def test_a_code_without_a_weekday_has_no_days(code: str) -> None:
    assert usable_days(code, SEPTEMBER) == []
