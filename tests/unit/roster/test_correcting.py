"""A cell is put right in the wizard and the row is read anew; the file stays as it is."""

from datetime import date

import pytest

from desktop.roster import read_roster
from desktop.roster.correcting import MOST_LINES, cells_of
from desktop.roster.table import Table

TODAY = date(2026, 11, 10)
FILE = b"Our list\nForename,Surname,DOB,UPN\nAnn,Lee,31/02/2012,\nBen,Ray,01/03/2012\n,,04/03/2012,\n"


def read(put_right=None, data=FILE):
    return read_roster(data, put_right=put_right, today=TODAY)


def test_a_line_with_a_problem_is_told_with_its_cells():
    assert read().cells[3] == {"Forename": "Ann", "Surname": "Lee", "DOB": "31/02/2012", "UPN": ""}


def test_a_line_without_a_problem_is_not_repeated():
    assert 4 not in read().cells


def test_a_corrected_cell_takes_its_row_in():
    reading = read({3: {"DOB": "29/02/2012"}})
    assert [one.line for one in reading.people] == [3, 4]
    assert reading.refused_lines == (5,)


def test_a_name_can_be_written_where_none_was():
    assert [one.legal_forename for one in read({5: {"Forename": "Cal"}}).people] == ["Ben", "Cal"]


def test_a_correction_is_checked_as_any_cell():
    assert 3 in read({3: {"DOB": "soon"}}).refused_lines


def test_a_cell_beyond_a_short_row_can_be_filled():
    reading = read({4: {"UPN": "no number"}})
    assert 4 in {problem.line for problem in reading.problems}


@pytest.mark.parametrize("put_right", [{99: {"DOB": "01/01/2012"}}, {1: {"Nowhere": "x"}}, {4: {}}, {-4: {"DOB": "x"}}])
def test_what_the_file_lacks_is_passed_over(put_right):
    assert read(put_right).people == read().people


def test_only_so_many_lines_are_told_with_their_cells():
    rows = "Forename,Surname,DOB\n" + "Ann,Lee,31/02/2012\n" * (MOST_LINES + 5)
    assert len(read(data=rows.encode()).cells) == MOST_LINES


def test_a_line_that_is_none_has_no_cells():
    columns = read().columns
    assert cells_of(Table([["Ann"]], "CSV"), columns, [0, 1, 9]) == {
        1: {"Forename": "Ann", "Surname": "", "DOB": "", "UPN": ""}
    }
