"""Reasons, advice and why a column was taken come in the language of whoever reads them."""

import gettext

import pytest

from desktop import i18n
from desktop.errors import RosterTrouble
from desktop.roster import changes, read_roster
from tests.unit.roster.making import TODAY, csv_of

ROWS = [
    ["Forename", "Surname", "Date of birth", "UPN", "SEN", "Pupil Premium", "Attendance", "Wibble"],
    ["Ann", "Lee", "31/02/2012", "", "", "", "", ""],
    ["Ben", "Ray", "01/03/2012", "R674123101122", "perhaps", "perhaps", "lots", "1"],
    ["Cal", "", "01/03/2012", "", "yes", "Y", "90", ""],
    ["", "", "01/03/2012", "", "", "", "", ""],
]


class Marked(gettext.NullTranslations):
    """A language in which every text begins with a mark."""

    def gettext(self, message: str) -> str:
        return f"¤{message}"


@pytest.fixture(autouse=True)
def marked(monkeypatch):
    monkeypatch.setattr(i18n._catalogue, "current", Marked())


def test_every_reason_and_advice_is_translated():
    problems = read_roster(csv_of(*ROWS), today=TODAY).problems
    assert len(problems) > 5
    assert [one for one in problems if not one.reason.startswith("¤") or not one.advice.startswith("¤")] == []


def test_why_a_column_was_taken_is_translated():
    columns = read_roster(csv_of(*ROWS), today=TODAY).columns
    assert [one.heading for one in columns if not one.why.startswith("¤")] == []


def test_trouble_with_a_whole_file_is_translated():
    with pytest.raises(RosterTrouble, match="¤This file is ¤a PDF"):
        read_roster(b"%PDF-1.7", today=TODAY)


def test_how_somebody_was_recognised_is_translated():
    reading = read_roster(csv_of(["Forename", "Surname", "Form"], ["Ann", "Lee", "9A"]), today=TODAY)
    known = [one.record for one in changes(reading, [], today=TODAY).added]
    again = read_roster(csv_of(["Forename", "Surname", "Form"], ["Ann", "Lee", "9B"]), today=TODAY)
    assert changes(again, known, today=TODAY).look_alikes[0].why.startswith("¤")
