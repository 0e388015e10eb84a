from datetime import date

import pytest

from desktop.roster.dates import born, happened, month_first, written

TODAY = date(2026, 11, 22)
APRIL = date(2010, 4, 13)


@pytest.mark.parametrize(
    "text",
    [
        "13/04/2010", "13.4.2010", "13-04-10", "13 04 2010", "13\\04\\2010", "2010-04-13", "2010/04/13", "20100413",
        "13 April 2010", "13-Apr-10", "13th April 2010", "13th of April, 2010", "13 Apr '10", "April 13, 2010",
        "Apr 13 2010", "2010-Apr-13", "Tue 13 April 2010", "Tuesday, 13 April 2010", "13/04/2010 00:00:00",
        "2010-04-13T00:00:00.000", "2010-04-13T00:00:00Z", "13/04/2010 12:00 am", "13 Ebrill 2010", "40281", "40281.0",
        " 13/04/2010 ", "13.04.10",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_way_schools_write_it(text):
    assert born(written(text), TODAY) == APRIL


@pytest.mark.parametrize("text", ["", "hello", "2010", "13/04", "9999999", "99999", "1234", "13/April", "1/2/3/4"])
def test_what_is_no_date_is_none(text):
    assert written(text) is None


@pytest.mark.parametrize("text", ["31/11/2011", "29/02/2011", "00/00/0000", "14/13/2011", "2011-02-30"])
def test_a_day_that_isnt_in_the_calendar_is_none(text):
    assert born(written(text), TODAY) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [("14/06/11", 2011), ("14/06/26", 2026), ("14/12/26", 1926), ("14/06/41", 1941), ("14/06/98", 1998)],
)
def test_a_two_digit_year_of_birth_is_never_in_the_future(text, year):
    assert born(written(text), TODAY).year == year


def test_a_two_digit_year_of_an_event_is_of_this_century():
    assert happened(written("01/02/25")) == date(2025, 2, 1)
    assert happened(written("01/02/2019")) == date(2019, 2, 1)


def test_a_column_is_american_only_if_nothing_speaks_against_it():
    assert month_first(["06/14/2011", "03/04/2011", "", "12 May 2011"])
    assert not month_first(["06/14/2011", "23/04/2011"])
    assert not month_first(["03/04/2011", "31/31/2011"])
