import pytest

from desktop.errors import RosterTrouble, Stopped
from desktop.roster.decoding import Decoded
from desktop.roster.delimited import read_delimited, sniff
from desktop.roster.limits import MAX_CELLS, MAX_COLUMNS, Pace
from tests.unit.roster.making import TODAY, csv_of, read_roster


def rows_of(text):
    return [list(row) for row in read_delimited(Decoded(text, "utf-8"), Pace()).rows]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found_under_a_title_with_commas(mark):
    text = f"Report, printed 3 May, 2026\n\n{mark.join(['a', 'b', 'c'])}\n{mark.join(['1', '2, 3', '4'])}\n"
    assert sniff(text) == mark


def test_excels_own_hint_names_the_separator():
    assert sniff("sep=;\na;b,c\n") == ";"


def test_blank_lines_are_rows_so_that_lines_count():
    assert rows_of("a,b\n\n1,2\n") == [["a", "b"], [], ["1", "2"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read(end):
    assert rows_of(f"a,b{end}1,2{end}") == [["a", "b"], ["1", "2"]]


def test_a_quoted_newline_stays_in_its_row():
    assert rows_of('a,b\n"x\ny",2\n') == [["a", "b"], ["x\ny", "2"]]


def test_spaces_before_a_quotation_mark_are_let_go():
    assert rows_of('a, "b, c"\n') == [["a", "b, c"]]


def test_an_unclosed_quotation_mark_doesnt_swallow_the_rest():
    lines = [f"Ann{number},Lee" for number in range(40)]
    table = read_delimited(Decoded('Forename,Surname\n"Zo,Mac\n\n' + "\n".join(lines), "utf-8"), Pace())
    assert len(table.rows) == 43
    assert "quotation mark" in table.notes[0]


@pytest.mark.parametrize(
    "first",
    [
        '"Zoë,Mac,7\nAnn,Lee,8\nBo,Rees,9',
        '"Zoë,Mac,7\nAnn,Lee,8\nBo,"Bobby" Rees,9',
        'Zoë,Mac,7\n"Ann,Lee,8\nBo,Rees"s,9',
    ],
)
def test_a_quotation_mark_in_the_wrong_place_takes_nobody_with_it(first):
    rows = rows_of(f"Forename,Surname,Year\n{first}\nDai,Fox,9\n")
    assert [row[0] for row in rows] == ["Forename", "Zoë", "Ann", "Bo", "Dai"]


def test_an_address_of_several_lines_stays_in_its_cell():
    text = 'Forename,Surname,Address\nZoë,Mac,"1 High Street,\nTown, Wales"\nAnn,Lee,"2 Low Road\nTown"\n'
    assert [len(row) for row in rows_of(text)] == [3, 3, 3]


def test_a_field_too_long_for_the_reader_is_read_line_by_line():
    assert len(rows_of("a,b\n" + "x" * 140_000 + ",2\n")) == 2


def test_a_guess_of_the_letters_is_noted():
    table = read_delimited(Decoded("a,b\n1,2", "cp850", sure=False), Pace())
    assert "DOS, Western European, which is a guess" in table.notes[0]


def test_too_many_columns_are_refused():
    with pytest.raises(RosterTrouble, match="columns"):
        rows_of("," * (MAX_COLUMNS + 1))


def test_too_many_cells_are_refused_before_they_are_read():
    with pytest.raises(RosterTrouble, match="cells"):
        rows_of("\n" * (MAX_CELLS + 1))


def test_reading_tells_how_far_it_is_and_can_be_stopped():
    data = csv_of(["Forename", "Surname"], *[[f"Ann{number}", "Lee"] for number in range(2_500)])
    told = []
    read_roster(data, today=TODAY, progress=lambda *step: told.append(step))
    assert told[-1] == ("Reading people", 2501, 2501)
    with pytest.raises(Stopped):
        read_roster(data, today=TODAY, stopped=lambda: True)
