from datetime import date

from desktop.roster.read import read_roster
from desktop.workspace.importing import Importing

FILE = (
    b"UPN,Legal Forename,Legal Surname,Date of Birth,Year Group\n"
    b"=A352404211009,Nia,Rees,31/11/2012,10\nR674123101121,Tom,Price,05/04/2012,10\n"
)


def test_problems_are_saved_as_a_table_with_formulas_defused():
    table = Importing.problems_csv(read_roster(FILE, today=date(2026, 11, 22)))
    assert table.splitlines()[0] == "Line,Column,What became of it,Reason,Advice"
    assert "31/11/2012" in table
    assert not any(cell.startswith("=") for line in table.splitlines() for cell in line.split(","))


def test_a_column_can_fill_what_the_library_knows():
    assert "upn" in dict(Importing.fields("mentees"))
