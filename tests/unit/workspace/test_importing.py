from datetime import date

from desktop.roster.read import read_roster
from desktop.workspace.importing import Importing, Told
from tests.builders import mentee
from tests.unit.roster.making import xlsx_of

FILE = (
    b"UPN,Legal Forename,Legal Surname,Date of Birth,Year Group\n"
    b"=A352404211009,Nia,Rees,31/11/2012,10\nR674123101121,Tom,Price,05/04/2012,10\n"
)


def test_problems_are_saved_as_a_table_with_formulas_defused():
    table = Importing.problems_csv(read_roster(FILE, today=date(2026, 11, 22)))
    assert table.splitlines()[0] == "Line,Column,What became of it,Reason,Advice"
    assert "31/11/2012" in table
    assert not any(cell.startswith("=") for line in table.splitlines() for cell in line.split(","))


def test_what_became_of_a_line_is_said_in_the_words_of_the_page():
    rows = (
        b"Forename,Surname,Date of Birth,Year\nNia,Rees,31/11/2012,9\nTom,Price,05/04/2012,77\nAmy,Pugh,06/04/2012,79\n"
    )
    table = Importing.problems_csv(read_roster(rows, today=date(2026, 11, 22)), left=[4])
    assert [line.split(",")[2] for line in table.splitlines()[1:]] == ["Left out", "Comes in", "Left out by you"]


def test_a_column_can_fill_what_the_library_knows():
    fields = dict(Importing.fields(read_roster(FILE, today=date(2026, 11, 22))))
    assert (fields["upn"], fields["contact1_language"]) == ("UPN", "Contact 1: language")


def test_a_column_of_mentors_fills_no_contact():
    reading = read_roster(b"Name,Employer,DBS Number\nRuth Ellis,Arup,001234567890\n", today=date(2026, 11, 22))
    assert "contact1_name" not in dict(Importing.fields(reading))


def test_a_column_that_fills_a_time_of_the_week_is_named_in_words():
    reading = read_roster(b"Forename,Surname,Year,Thu pm\nNia,Price,9,y\n", today=date(2026, 11, 22))
    assert dict(Importing.fields(reading))["slot:thu-pm"] == "Free: Thursday afternoon"


def look(desk, tmp_path, **told):
    path = tmp_path / "list.csv"
    path.write_bytes(FILE)
    return desk.importing.examiner(path, Told(**told))(None, None)


def test_decisions_change_the_plan_and_not_the_reading(desk, tmp_path, put):
    put(mentee(legal_forename="Tom", legal_surname="Price", date_of_birth=None, year=10, form=None))
    found = look(desk, tmp_path)
    (alike,) = found.compared.look_alikes
    said = found.saying(Told(same={alike.line: alike.existing.id}))
    assert (found.undecided, said.undecided, len(said.plan.updated)) == (1, 0, 1)
    assert said.reading is found.reading


def test_lines_left_out_by_hand_do_not_come_in(desk, tmp_path):
    assert look(desk, tmp_path, left=(3,)).plan.added == ()


def test_a_cell_put_right_is_read(desk, tmp_path):
    found = look(desk, tmp_path, put_right={2: {"UPN": "", "Date of Birth": "30/11/2012"}})
    assert [one.line for one in found.plan.added] == [2, 3]


def test_the_comparing_is_told_while_it_runs(desk, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(FILE)
    stages = []
    desk.importing.examiner(path, Told())(lambda stage, _done, _total: stages.append(stage), None)
    assert stages[-1] == "Comparing with who is known"


def test_ways_to_read_letters_that_make_the_same_names_are_one(desk, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("Forename,Surname,Year\nZoë,Gwynne,9\n".encode("cp1252"))
    found = desk.importing.examiner(path, Told())(None, None)
    assert found.encodings[0].names == ("Zoë",)
    assert len({way.names for way in found.encodings}) == len(found.encodings)


def ways(desk, tmp_path, text):
    path = tmp_path / "old.csv"
    path.write_bytes(text.encode("cp1252"))
    return desk.importing.examiner(path, Told())(None, None).encodings


def test_ways_to_read_letters_are_told_by_people_s_names_and_no_other_words(desk, tmp_path):
    found = ways(desk, tmp_path, "Employer,Name,Email\nCafé Müller,Ann Lee,a@x.example\nNestlé,Zoë Rees,z@x.example\n")
    assert found[0].names == ("Zoë Rees",)


def test_where_every_name_is_plain_other_words_tell_the_ways_to_read_letters(desk, tmp_path):
    found = ways(desk, tmp_path, "Employer,Name,Email\nNestlé,Ann Lee,a@x.example\n")
    assert found[0].names == ("Nestlé",)


def test_a_page_called_csv_has_its_ways_told_by_any_words(desk, tmp_path):
    rows = "".join(f"<tr><td>{name}</td><td>9</td></tr>" for name in ("Zoë Rees", "Ann Lee"))
    page = f"<html>\n<table><tr><th>Name</th><th>Year</th></tr>\n{rows}\n</table></html>"
    assert "Zoë" in " ".join(ways(desk, tmp_path, page)[0].names)


def test_a_workbook_has_no_ways_to_read_letters(desk, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx_of(People=[["Forename", "Surname"], ["Zoë", "Gwynne"]]))
    assert desk.importing.examiner(path, Told())(None, None).encodings == ()


def test_rows_copied_in_a_spreadsheet_are_a_list_as_a_file_would_be(desk, tmp_path):
    rows = desk.importing.pasted("Legal Forename\tLegal Surname\tYear Group\nNia\tRees\t10\n")
    found = desk.importing.examiner(tmp_path / "none.csv", Told(), held=rows)(None, None)
    assert [one.legal_forename for one in found.reading.people] == ["Nia"]


def test_other_text_is_no_list(desk):
    assert desk.importing.pasted("Nia") is None
