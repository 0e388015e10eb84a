import pytest

from desktop.errors import RosterTrouble
from desktop.roster.limits import MAX_ROWS
from tests.unit.roster.making import UPNS, read


def test_headings_for_several_columns_stand_above_the_others():
    reading = read(
        ["Student", "", "", "Parent 1", "", "", "Parent 2", ""],
        ["Forename", "Surname", "DOB", "Name", "Email", "Phone", "Name", "Email"],
        ["Zoë", "Patel", "03/06/2014", "Ann Patel", "a@x.example", "07700 900000", "Bo Patel", "b@y.example"],
    )
    assert [(one.name, one.email) for one in reading.people[0].contacts] == [
        ("Ann Patel", "a@x.example"),
        ("Bo Patel", "b@y.example"),
    ]


def test_headings_split_over_two_rows_are_joined():
    reading = read(["Legal", "Legal", "Year"], ["Surname", "Forename", "Group"], ["Patel", "Zoë", "8"])
    assert list(reading.mapping.values()) == ["legal_surname", "legal_forename", "year"]
    assert reading.header_line == 2


def test_titles_above_and_totals_below_are_set_aside_and_counted():
    reading = read(
        ["Riverside School"],
        ["Filter: on roll", "", "printed 3 May"],
        [],
        ["Forename", "Surname", "UPN"],
        ["Ann", "Lee", UPNS[0]],
        ["", "", ""],
        ["Total", "", "1"],
        ["", "", "1 student"],
        ["Page 1 of 1"],
    )
    assert len(reading.people) == 1
    assert [skipped.line for skipped in reading.skipped] == [1, 2, 7, 8, 9]
    assert not reading.problems


def test_headings_that_come_again_are_no_person():
    reading = read(["Forename", "Surname"], ["Ann", "Lee"], ["Forename", "Surname"], ["Bo", "Li"])
    assert [row.line for row in reading.people] == [2, 4]
    assert reading.skipped[0].why == "the headings again"


def test_a_second_row_of_headings_is_no_person():
    reading = read(
        ["Forename", "Surname", "DOB"], ["First Name", "Last Name", "Birth Date"], ["Ann", "Lee", "03/06/2014"]
    )
    assert len(reading.people) == 1


def test_instructions_below_the_headings_are_no_person():
    reading = read(["Forename", "Surname", "DOB"], ["Required", "Optional", "dd/mm/yyyy"], ["Ann", "Lee", "03/06/2014"])
    assert [skipped.why for skipped in reading.skipped] == ["instructions"]


def test_a_lone_remark_is_no_person():
    reading = read(
        ["Forename", "Surname", "Form"],
        ["Ann", "Lee", "9A"],
        ["Bo", "Li", "9A"],
        ["Year 10", "", ""],
        ["Cy", "Lu", "10A"],
    )
    assert len(reading.people) == 3


def test_who_signed_the_list_is_nobody_on_it():
    rows = ["Surname", "Forename", "Form"], ["Lee", "Ann", "9A"], ["Prepared by", "Mrs Jones", ""]
    assert len(read(*rows).people) == 1


def test_a_surname_that_begins_like_a_total_stays_a_person():
    assert len(read(["Surname", "Forename", "Form"], ["Count", "Ann", "9A"]).people) == 1


def test_ragged_rows_are_read():
    reading = read(["Forename", "Surname", "UPN"], ["Ann", "Lee"], ["Bo", "Li", UPNS[0], "extra", "more"])
    assert [row.upn for row in reading.people] == [None, UPNS[0]]


def test_headings_may_stand_below_many_title_rows():
    assert (
        read(*[[f"note {number}"] for number in range(40)], ["Forename", "Surname"], ["Ann", "Lee"]).header_line == 41
    )


def test_the_preview_shows_the_first_rows_as_text():
    assert read(["Forename", "Surname"], ["Ann", "Lee"]).preview == (("Forename", "Surname"), ("Ann", "Lee"))


def test_more_rows_than_a_school_has_are_refused():
    with pytest.raises(RosterTrouble, match="rows"):
        read(["Forename", "Surname"], *[["Ann", "Lee"]] * MAX_ROWS)


def test_nonsense_headings_under_a_title_are_found_above_their_data():
    reading = read(["School list"], ["Zq", "Zr", "Zs"], ["Zoë", "Patel", UPNS[0]], ["Callum", "Rees", UPNS[1]])
    assert (reading.header_line, len(reading.people)) == (2, 2)


def test_two_columns_of_unknown_words_may_be_forename_and_surname():
    reading = read(["Zq", "Zr"], ["Zoë", "Patel"], ["Callum", "Rees"])
    assert (reading.people[0].legal_forename, reading.people[0].legal_surname) == ("Zoë", "Patel")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["Rees, Gwen", "7A"], ["Jones, Aled", "7B"], ["Smith, Oliver", "7B"]], ["Gwen", "Aled", "Oliver"]),
        ([["Rees", "Gwen"], ["Jones", "Aled"], ["Patel", "Priya"]], ["Gwen", "Aled", "Priya"]),
        ([["Gwen Rees"], ["Aled Jones"], ["Priya Patel"]], ["Gwen", "Aled", "Priya"]),
        ([["Rees", "Gwen", ""], ["Jones", "Aled", "04/06/2014"]], ["Gwen", "Aled"]),
        ([["Who", "April"], ["Gwen Rees", "x"], ["Aled Jones", "x"]], ["Gwen", "Aled"]),
    ],
)
def test_a_first_row_that_names_somebody_is_no_heading(rows, found):
    assert [one.legal_forename for one in read(*rows).people] == found
