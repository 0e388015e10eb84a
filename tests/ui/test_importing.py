"""A list is looked at, put right and brought in; nothing is kept before, and one Undo takes it all back."""

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.models.people import Mentee

ROWS = "Forename;Surname;Geburt;Year\nZoë;Gwynne;02/03/2012;9\nAled;Rees;31/02/2012;9\nMair;Ŵyn;04/05/2012;10\n"


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "year 9.csv"
    path.write_text(ROWS, "utf-8")
    return path


@pytest.fixture
def page(seat, empty, listed):
    window = seat(empty, "import")
    window.shell.page.open(str(listed))
    return window.shell.page


def test_nothing_is_kept_before_it_is_brought_in(page):
    assert page.examined is not None
    assert page.workspace.roster.people(Mentee) == []


def test_a_list_is_brought_in_as_one_step(page):
    count = len(page.examined.plan.added)
    page.adopt()
    assert len(page.workspace.roster.people(Mentee)) == count
    page.window().shell._undo()
    assert page.workspace.roster.people(Mentee) == []


def test_the_button_names_how_many_come_in(page):
    assert str(len(page.examined.plan.added)) in page.bring.text()


def test_a_column_can_be_told(page):
    page._on_mapping({"Forename": "legal_forename", "Surname": "legal_surname", "Geburt": "date_of_birth"})
    reading = page.examined.reading
    assert reading.mapping["Geburt"] == "date_of_birth"
    assert "Year" in reading.dropped


def test_the_same_list_again_changes_nothing(page, listed):
    listed.write_text(ROWS.replace("Geburt", "Date of birth"), "utf-8")
    page.open(str(listed))
    page.adopt()
    page.open(str(listed))
    assert len(page.examined.plan.added) == 0
    assert not page.bring.isEnabled()


def test_another_encoding_is_read_at_once(seat, empty, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("Forename,Surname,Year\nZoë,Gwynne,9\n".encode("cp1252"))
    window = seat(empty, "import")
    window.shell.page.open(str(path))
    page = window.shell.page
    page._letters.choose("cp1252")
    page._on_letters()
    assert page.examined.plan.added[0].record.legal_forename == "Zoë"


def test_the_problems_can_be_saved_as_a_table(page, tmp_path, monkeypatch):
    target = tmp_path / "problems.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_args: (str(target), "")))
    page._on_save_problems()
    text = target.read_text("utf-8-sig")
    assert text.startswith("Line,Column")
    assert len(text.splitlines()) == 1 + len(page.examined.reading.problems)


def test_a_file_that_is_no_list_is_one_sentence_and_some_advice(seat, empty, tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK not really")
    window = seat(empty, "import")
    window.shell.page.open(str(path))
    assert window.told.troubles
    assert window.shell.page.trouble.said == window.told.troubles[-1]


@pytest.mark.parametrize(
    "name", ["arbor-students.xlsx", "bromcom-export.tsv", "class-list-with-parents.csv", "mentors.xlsx"]
)
def test_real_exports_are_shown_whole(seat, empty, name):
    from pathlib import Path

    path = Path(__file__).parents[1] / "data" / "exports" / name
    window = seat(empty, "import")
    window.shell.page.open(str(path))
    page = window.shell.page
    assert page.examined.plan.added
    for tab in ("changes", "columns", "problems", "file"):
        page.show_tab(tab)
