"""Two columns of one heading, and a heading that its cells contradict."""

from datetime import date

import pytest

from desktop.roster.read import read_roster

TODAY = date(2026, 11, 22)


def read(text: str):
    return read_roster(text.encode(), today=TODAY)


@pytest.mark.parametrize("rows", ["Nia,Rees,{}\nTom,Price,{}\n", "Rees,Nia,{}\nPrice,Tom,{}\n"])
def test_two_columns_called_name_are_forename_and_surname_in_whichever_order(rows):
    reading = read("Name,Name,DOB\n" + rows.format("04/03/2012", "05/04/2012"))
    assert [(one.legal_forename, one.legal_surname) for one in reading.people] == [("Nia", "Rees"), ("Tom", "Price")]


def test_two_columns_of_full_names_stay_one_name():
    reading = read("Name,Name,DOB\nNia Rees,Nia Rees,04/03/2012\nTom Price,Tom Price,05/04/2012\n")
    assert [(one.legal_forename, one.legal_surname) for one in reading.people] == [("Nia", "Rees"), ("Tom", "Price")]


def test_a_name_beside_a_surname_is_no_twin():
    reading = read("Name,Name,Surname,DOB\nNia,x,Rees,04/03/2012\nTom,y,Price,05/04/2012\n")
    assert {one.legal_surname for one in reading.people} == {"Rees", "Price"}


def test_a_heading_that_its_cells_contradict_is_told_on_the_headings_line():
    rows = "1234567890123,Nia,Rees,04/03/2012\n2345678901234,Tom,Price,05/04/2012\n"
    reading = read(f"Class list\n\nUPN,Forename,Surname,DOB\n{rows}")
    told = [one for one in reading.problems if one.code == "refuted_column"]
    assert [(one.line, one.column, one.severity) for one in told] == [(3, "UPN", "warning")]
    assert "holds no UPNs" in told[0].reason
