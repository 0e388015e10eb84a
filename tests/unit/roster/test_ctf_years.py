from datetime import date

import pytest

from desktop.roster import read_roster
from desktop.roster.ctf import read_ctf, year_group

PUPIL = "<Pupil><Surname>Lee</Surname><Forename>Ann</Forename><DOB>2012-08-08</DOB>{more}</Pupil>"
FILE = "<CTfile><Header><DateTime>{day}T09:00:00</DateTime></Header><CTFpupilData>{pupil}</CTFpupilData></CTfile>"


def year_in(day, more=""):
    return read_ctf(FILE.format(day=day, pupil=PUPIL.format(more=more)).encode()).rows[1][-1]


@pytest.mark.parametrize(
    ("born", "written", "year"),
    [
        ("2012-08-31", "2026-09-01", "10"),
        ("2012-09-01", "2026-09-01", "9"),
        ("2012-08-31", "2026-08-31", "9"),
        ("2009-10-05", "2026-09-04", "12"),
        ("2019-10-05", "2026-09-04", ""),
        ("", "2026-09-04", ""),
        ("2012-08-31", "", ""),
    ],
)
def test_the_year_group_turns_on_the_first_of_september(born, written, year):
    assert year_group(born, written) == year


def test_a_ctf_without_years_has_them_from_the_dates_of_birth():
    assert year_in("2026-09-04") == "10"


def test_a_year_the_file_carries_stands():
    assert year_in("2026-09-04", "<BasicDetails><NCyearActual>9</NCyearActual></BasicDetails>") == "9"


def test_a_year_that_was_worked_out_is_told_of():
    pupils = PUPIL.format(more="") + PUPIL.format(more="<NCyearActual>9</NCyearActual>")
    (note,) = read_ctf(FILE.format(day="2026-11-10", pupil=pupils).encode()).notes
    assert note == "The file gives 1 young person no year: it was worked out from the date of birth."


def test_each_line_whose_year_was_worked_out_is_known():
    pupils = PUPIL.format(more="<NCyearActual>9</NCyearActual>") + PUPIL.format(more="")
    held = FILE.format(day="2026-11-10", pupil=pupils).encode()
    assert read_roster(held, name="x.xml", today=date(2026, 11, 10)).worked_out == {2}
    told = read_roster(held, name="x.xml", put_right={2: {"Year": "9"}}, today=date(2026, 11, 10))
    assert told.worked_out == frozenset()


def test_nothing_is_told_where_the_file_has_every_year():
    assert (
        read_ctf(
            FILE.format(day="2026-11-10", pupil=PUPIL.format(more="<NCyearActual>9</NCyearActual>")).encode()
        ).notes
        == ()
    )
