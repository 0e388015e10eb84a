"""A list is looked at, put right and brought in; nothing is kept before, and one Undo takes it all back."""

from concurrent.futures import Executor, Future
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.models.matches import MatchState
from desktop.models.people import Mentee
from desktop.models.record import MenteeId
from desktop.ui.allow import reason_against
from desktop.ui.choices import Dot
from desktop.ui.pages.importing.mending import MendingView
from tests.builders import mentee
from tests.ui.dialogs import dialog

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


def test_a_list_in_which_nobody_is_found_says_so_and_not_that_all_are_there(page, tmp_path):
    path = tmp_path / "none.csv"
    path.write_text("Forename,Surname,Date of birth\nTotal,,\n", "utf-8")
    page.open(str(path))
    assert reason_against(page.bring).startswith("Nobody was found in this list.")
    page.looks.show_tab("changes")
    assert "Nobody of this file comes in." in [label.text() for label in page.looks.findChildren(QLabel)]


def test_another_encoding_is_read_at_once(seat, empty, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("Forename,Surname,Year\nZoë,Gwynne,9\n".encode("cp1252"))
    window = seat(empty, "import")
    window.shell.page.open(str(path))
    page = window.shell.page
    page._on_letters("cp1252")
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


class Held(Executor):
    """Runs what it was given once it is let go."""

    def __init__(self):
        self.go = []

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        self.go.append(lambda: future.set_result(fn(*args, **kwargs)))
        return future


def other_list(tmp_path):
    path = tmp_path / "year 10.csv"
    path.write_text("Forename;Surname;Year\nOwen;Bevan;10\n", "utf-8")
    return path


def test_a_second_file_dropped_while_one_is_read_mixes_nothing_into_it(page, listed, tmp_path):
    held = page.board.tasks._executor = Held()
    page._on_left_out(2, out=True)
    page.zone.brought.emit(other_list(tmp_path))
    page.zone.brought.emit(listed)
    assert "Another job is under way" in page.trouble.said
    held.go.pop()()
    assert page.examined.path.name == "year 10.csv"
    page._on_kind("mentors")
    held.go.pop()()
    assert (page.examined.path.name, page.examined.reading.kind.value) == ("year 10.csv", "mentors")


def test_what_is_told_while_another_file_is_read_belongs_to_neither(page, tmp_path):
    held = page.board.tasks._executor = Held()
    page.zone.brought.emit(other_list(tmp_path))
    page._on_letters("cp1252")
    held.go.pop()()
    assert page.examined.told.encoding == ""


def test_a_file_that_is_refused_stands_over_no_other_file(page, tmp_path):
    path = tmp_path / "truth.json"
    path.write_text('{"people": []}', "utf-8")
    page.zone.brought.emit(path)
    assert "JSON" in page.trouble.said
    assert page.examined is None
    assert (page.bring.isEnabled(), page.bring.text()) == (False, "Import them")
    assert page._stack.currentIndex() == 0


def test_a_file_chosen_while_another_is_brought_in_stays_to_be_looked_at(page, tmp_path):
    brought = page.examined
    page.zone.brought.emit(other_list(tmp_path))
    page._on_brought(brought, "mentees")
    assert page.examined.path.name == "year 10.csv"


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
        page.looks.show_tab(tab)


ALIKE = "Forename,Surname,Date of birth,Form\nAnn,Lee,03/06/2012,8A\nBen,Ray,04/06/2012,8B\n"


@pytest.fixture
def alike(seat, empty, tmp_path):
    """A list of two people who look like two known ones, born on other days."""
    known = [("k-1", "Ann", "Lee"), ("k-2", "Ben", "Ray")]
    people = [Mentee(id=MenteeId(one), legal_forename=first, legal_surname=last, year=8) for one, first, last in known]
    empty.roster.keep_many(people, label="Add two")
    path = tmp_path / "again.csv"
    path.write_text(ALIKE, "utf-8")
    window = seat(empty, "import")
    window.shell.page.open(str(path))
    return window.shell.page


def mending(page) -> MendingView:
    return page.looks.view("problems")


def test_a_cell_is_put_right_in_the_wizard_and_the_row_comes_in(page):
    page._on_mapping({"Forename": "legal_forename", "Surname": "legal_surname", "Geburt": "date_of_birth"})
    view = mending(page)
    assert (view.problem.line, view.cell.text()) == (3, "31/02/2012")
    before = len(page.examined.plan.added)
    view.cell.setText("29/02/2012")
    view.cell.returnPressed.emit()
    assert len(page.examined.plan.added) == before + 1
    assert "1 cell was put right here." in shown(page)


def test_what_is_typed_in_a_cell_is_put_right_when_another_row_is_chosen(seat, empty, tmp_path):
    page = seat(empty, "import").shell.page
    page.open(str(two_wrong_dates(tmp_path / "typed.csv")))
    mending(page).cell.setText("06/03/2012")
    mending(page).list.show_row("1")
    assert page.examined.told.put_right == {3: {"Date of birth": "06/03/2012"}}
    assert (mending(page).problem.line, mending(page).cell.text()) == (4, "31/06/2012")


def test_what_is_being_typed_stays_while_the_list_is_read_again(seat, empty, tmp_path):
    page = seat(empty, "import").shell.page
    page.open(str(two_wrong_dates(tmp_path / "typed.csv")))
    mending(page).list.show_row("1")
    mending(page).cell.setText("06/0")
    page._on_put_right(3, "Date of birth", "06/03/2012")
    assert (mending(page).problem.line, mending(page).cell.text()) == (4, "06/0")


def test_what_is_typed_in_a_cell_is_put_right_before_a_list_is_brought_in(seat, empty, tmp_path):
    page = seat(empty, "import").shell.page
    page.open(str(two_wrong_dates(tmp_path / "typed.csv")))
    mending(page).cell.setText("06/03/2012")
    page.adopt()
    assert (empty.roster.people(Mentee), len(page.examined.plan.added)) == ([], 2)
    page.adopt()
    assert len(empty.roster.people(Mentee)) == 2


def test_what_was_put_right_can_be_taken_back(page):
    page._on_put_right(3, "Forename", "Alwyn")
    assert "Alwyn" in [one.record.legal_forename for one in page.examined.plan.added]
    page._on_as_in_file()
    assert "Alwyn" not in [one.record.legal_forename for one in page.examined.plan.added]


def test_a_row_can_be_left_out_and_taken_in_again(page):
    before = len(page.examined.plan.added)
    page._on_left_out(2, True)
    assert len(page.examined.plan.added) == before - 1
    page._on_left_out(2, False)
    assert len(page.examined.plan.added) == before


def test_look_alikes_are_decided_one_by_one(alike):
    view = alike.looks.view("alike")
    view.list.show_row("0")
    view.say(same=True)
    view = alike.looks.view("alike")
    view.list.show_row("1")
    view.say(same=False)
    plan = alike.examined.plan
    assert ([one.record.id for one in plan.updated], len(plan.added), alike.examined.undecided) == (["k-1"], 1, 0)


def test_the_keys_go_to_the_next_look_alike_not_decided(alike):
    alike.looks.show_tab("alike")
    alike.looks.view("alike").say(same=False)
    assert alike.looks.view("alike").list.current == "1"
    alike.looks.view("alike").say(same=True)
    assert alike.looks.view("alike").list.current == "1"


def test_a_known_person_is_not_two_lines_and_that_is_said(seat, empty, tmp_path):
    born = [f"Ann,Lee{end},01/02/2013" for end in ("x", "y")]
    ann = mentee(legal_forename="Ann", legal_surname="Lee", date_of_birth=date(2013, 2, 1))
    empty.roster.keep_many([ann], label="Add one")
    (path := tmp_path / "two.csv").write_text("\n".join(["Forename,Surname,Date of birth", *born]), "utf-8")
    page = seat(empty, "import").shell.page
    page.open(str(path))
    page.looks.show_tab("alike")
    page.looks.view("alike").say(same=True)
    page.looks.view("alike").say(same=True)
    assert "Another line is this person already." in shown(page)


def test_look_alikes_can_be_decided_all_at_once(alike):
    alike.looks.view("alike").say(same=True, every=True)
    assert len(alike.examined.plan.updated) == 2
    alike.looks.view("alike").say(same=False, every=True)
    assert len(alike.examined.plan.added) == 2


def test_what_is_not_decided_is_told_and_comes_in_as_new(alike):
    assert "2 lines may be somebody known." in shown(alike)
    assert alike.bring.text() == "Import 2, 2 of them perhaps there already"
    alike.adopt()
    assert len(alike.workspace.roster.people(Mentee)) == 4


def test_the_ways_to_read_letters_are_shown_by_the_names_they_make(seat, empty, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("Forename,Surname,Year\nZoë,Gwynne,9\nSiân,Rees,9\n".encode("cp1252"))
    window = seat(empty, "import")
    window.shell.page.open(str(path))
    names = [one.accessibleName().partition(", saved")[0] for one in window.shell.page.findChildren(Dot)]
    assert names[0] == "Zoë, Siân"
    assert len(names) == len(set(names)) > 1


def dropped(*paths) -> tuple[QDropEvent, QMimeData]:
    """Return what comes when files are dropped, and what must live as long."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, copy = QPointF(5, 5), Qt.DropAction.CopyAction
    return QDropEvent(at, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier), data


def test_a_list_dropped_anywhere_is_looked_at(seat, empty, listed):
    window = seat(empty, "today")
    drop, _data = dropped(listed)
    window.shell.dropEvent(drop)
    assert window.shell.key == "import"
    assert window.shell.page.examined.path == listed
    assert not window.told.notices


@pytest.mark.parametrize("place", ["the window", "the page"])
def test_of_several_lists_dropped_the_first_is_looked_at_and_that_is_said(seat, empty, listed, tmp_path, place):
    window = seat(empty, "import")
    drop, _data = dropped(listed, other_list(tmp_path))
    (window.shell if place == "the window" else window.shell.page.zone).dropEvent(drop)
    assert window.shell.page.examined.path == listed
    assert window.told.notices[-1].startswith("Lists are looked at one by one: this is the first.")


def shown(page) -> str:
    return " ".join(one.text() for one in page.findChildren(QLabel))


def test_only_the_look_that_is_open_is_made(page):
    first = page.looks.shown
    assert set(page.looks._views) == {first}
    page.looks.show_tab("columns")
    assert set(page.looks._views) == {first, "columns"}


def test_the_keys_stay_on_the_list_after_a_correction(page):
    page.open(str(two_wrong_dates(page.examined.path)))
    page.looks.show_tab("problems")
    view = mending(page)
    view.cell.setFocus()
    view.cell.setText("28/02/2012")
    view._on_put_right()
    assert page.window().focusWidget() is mending(page).list


def two_wrong_dates(path):
    path.write_text(ROWS.replace("Geburt", "Date of birth").replace("04/05/2012", "31/06/2012"), "utf-8")
    return path


def test_the_keys_stay_on_the_choice_of_a_column_that_was_changed(page):
    page.looks.show_tab("columns")
    choice = page.looks.view("columns")._choices["Year"]
    choice.setFocus()
    choice.setCurrentIndex(0)
    assert page.window().focusWidget() is page.looks.view("columns")._choices["Year"]


def test_two_columns_for_one_field_bar_bringing_in(page):
    page._on_mapping({**page.examined.reading.mapping, "Surname": "legal_forename"})
    assert "Two columns" in reason_against(page.bring)


def leaves_by_list(seat, workspace, tmp_path):
    """Show a list by which somebody who is matched takes part no longer."""
    match = next(one for one in workspace.matching.open() if one.state is MatchState.PUBLISHED)
    one = workspace.roster.mentor(match.mentor)
    path = tmp_path / "left.csv"
    path.write_text(f"Mentor name,Employer,Email,Status\n{one.name},{one.employer},{one.email},Left\n", "utf-8")
    window = seat(workspace, "import")
    page = window.shell.page
    page.open(str(path))
    alike = page.examined.compared.look_alikes
    if alike:
        page._on_decided({one.line: one.existing.id for one in alike})
    return window, page


def test_what_a_list_would_end_is_said_before_and_asked_afterwards(seat, workspace, tmp_path):
    window, page = leaves_by_list(seat, workspace, tmp_path)
    said = [one.text() for one in page.findChildren(QLabel)]
    assert any(one.startswith("1 running match has somebody in it who leaves") for one in said)
    page.adopt()
    assert "end" in dialog(window).windowTitle()


COPIED = "Forename\tSurname\tDate of birth\tYear\r\n" + "".join(
    f"Ada{chr(97 + at // 26)}{chr(97 + at % 26)}\tGwynne\t02/03/2012\t9\r\n" for at in range(300)
)


@pytest.fixture
def copied(qapp):
    board = qapp.clipboard()
    board.setText(COPIED)
    yield board
    board.clear()


def press_paste(window, qtbot):
    window.activateWindow()
    qtbot.wait(20)
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_rows_copied_in_a_spreadsheet_are_looked_at_as_a_list(seat, empty, qtbot, copied):
    page = seat(empty, "import").shell.page
    page.focus_list()
    press_paste(page.window(), qtbot)
    assert len(page.examined.plan.added) == 300
    assert page.examined.path.name == "copied rows"


def test_what_is_told_of_copied_rows_reads_them_again(seat, empty, copied):
    page = seat(empty, "import").shell.page
    page.paste()
    page._on_put_right(2, "Forename", "Beth")
    assert "Beth" in {one.record.legal_forename for one in page.examined.plan.added}


@pytest.mark.parametrize("key", ["young-people", "mentors"])
def test_rows_pasted_on_a_list_of_people_open_the_import(seat, workspace, qtbot, copied, key):
    window = seat(workspace, key)
    window.shell.page.list.view.setFocus()
    press_paste(window, qtbot)
    assert window.shell.page.key == "import"
    assert len(window.shell.page.examined.reading.people) == 300


@pytest.mark.parametrize(
    "text", ["Gwen Rees\nAled Jones\nMair Ann Evans\n", "Pupil\r\nGwen Rees\r\nAled Jones\r\nMair Evans\r\n"]
)
@pytest.mark.parametrize("key", ["import", "young-people"])
def test_a_copied_column_of_names_is_a_list(seat, empty, copied, text, key):
    copied.setText(text)
    window = seat(empty, key)
    page = window.shell.page
    (page.paste if key == "import" else page._on_paste)()
    added = window.shell.page.examined.plan.added
    assert [one.record.known_as for one in added][:2] == ["Gwen", "Aled"]
    assert len(added) == 3


@pytest.mark.parametrize("text", ["", "Dear all,\nthe lists come tomorrow.", "Forename\tSurname"])
@pytest.mark.parametrize("key", ["import", "young-people"])
def test_what_is_no_table_is_said_in_one_sentence(seat, workspace, copied, text, key):
    copied.setText(text)
    window = seat(workspace, key)
    page = window.shell.page
    (page.paste if key == "import" else page._on_paste)()
    assert "no list" in window.told.notices[-1]
    assert window.shell.page.key == key


def test_nothing_of_copied_rows_is_written_to_a_file(seat, empty, copied, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    page = seat(empty, "import").shell.page
    page.paste()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_the_keys_are_on_choosing_a_file_and_then_on_what_is_shown(seat, workspace, listed):
    window = seat(workspace, "young-people")
    window.shell.page.list.view.setFocus()
    window.shell.page.take_in.click()
    page = window.shell.page
    assert window.focusWidget() is page.zone.choose
    page.examine(listed)
    assert window.focusWidget() is page.looks.tabs["changes"]


def test_the_cards_end_in_line_with_the_button_above(seat, workspace, listed):
    page = seat(workspace, "import").shell.page
    page.examine(listed)
    page.grab()
    card = page._aside.itemAt(0).widget()
    ends = [one.mapTo(page, one.rect().topRight()).x() for one in (card, page.bring)]
    assert ends[0] == ends[1]


def test_a_year_that_was_worked_out_is_said_on_its_line(seat, empty, tmp_path):
    born = "<DOB>2012-08-08</DOB>"
    path = tmp_path / "pupils.xml"
    path.write_text(
        "<CTfile><Header><DateTime>2026-11-10T09:00:00</DateTime></Header><CTFpupilData>"
        f"<Pupil><Surname>Lee</Surname><Forename>Ann</Forename>{born}<NCyearActual>9</NCyearActual></Pupil>"
        f"<Pupil><Surname>Roe</Surname><Forename>Bea</Forename>{born}</Pupil></CTFpupilData></CTfile>",
        "utf-8",
    )
    page = seat(empty, "import").shell.page
    page.examine(path)
    model = page.looks.view("changes").model()
    said = {model.cell(line, 0).text: model.cell(line, 2).text for line in range(model.rowCount())}
    assert said == {"Ann": "Year 9, 8 Aug 2012", "Bea": "Year 10, 8 Aug 2012; year worked out from the date of birth"}


def test_the_sidebar_marks_those_the_list_turns_out_to_be_of(page, listed):
    sidebar = page.window().shell.sidebar
    sidebar.show_page("mentors")
    page.zone.brought.emit(listed)
    assert sidebar.shown == "young-people"
    page._on_kind("mentors")
    assert sidebar.shown == "mentors"


def test_a_whole_column_is_mended_under_columns_and_not_in_a_cell_of_its_heading(page, tmp_path):
    path = tmp_path / "odd column.csv"
    path.write_text("Legal Forename,Legal Surname,UPN\nAda,Pugh,seven\nBen,Rees,eight\nCai,Shaw,nine\n", "utf-8")
    page.zone.brought.emit(path)
    page.looks.show_tab("problems")
    view = mending(page)
    view.show_line(1)
    assert (view.problem.code, view.problem.line) == ("refuted_column", 1)
    assert reason_against(view.mend).startswith("This is about a whole column.")
    assert (reason_against(view.leave), view.cell.text()) == (reason_against(view.mend), "")


def test_what_was_said_of_rows_is_not_laid_on_the_rows_of_a_changed_file(seat, empty, tmp_path):
    path = two_wrong_dates(tmp_path / "changed.csv")
    page = seat(empty, "import").shell.page
    page.open(str(path))
    page._on_put_right(3, "Date of birth", "06/03/2012")
    page._on_left_out(2, True)
    _first, *others = path.read_text("utf-8").splitlines()
    path.write_text(
        "\n".join([_first, *(one.replace("31/02/2012", "07/04/2012") for one in reversed(others))]), "utf-8"
    )
    page.open(str(path))
    assert (page.examined.told.put_right, page.examined.told.left) == ({}, ())
    assert "This file has changed. What you said of its rows before is put aside" in page.window().told.notices


def test_what_was_said_of_columns_holds_for_a_changed_file(page, listed):
    page._on_mapping({**page.examined.reading.mapping, "Tutor": "note"})
    told = page.examined.told.mapping
    listed.write_text(listed.read_text("utf-8") + "\n", "utf-8")
    page.examine(listed)
    assert page.examined.told.mapping == told


def test_a_list_is_put_right_though_its_file_is_gone(seat, empty, tmp_path):
    path = two_wrong_dates(tmp_path / "gone.csv")
    page = seat(empty, "import").shell.page
    page.open(str(path))
    path.unlink()
    (line, *_others) = page.examined.reading.refused_lines
    page._on_put_right(line, "Date of birth", "06/03/2012")
    assert line not in page.examined.reading.refused_lines


def test_a_column_that_cannot_be_told_so_shows_again_what_holds(page):
    held = dict(page.examined.reading.mapping)
    page.looks.show_tab("columns")
    named = [heading for heading, field in held.items() if "name" in field]
    for heading in named:
        page.looks.view("columns")._choices[heading].choose("")
    shown = {heading: one.code for heading, one in page.looks.view("columns")._choices.items() if one.code}
    assert shown == dict(page.examined.reading.mapping)
    assert page.trouble.said


def test_a_list_is_compared_again_once_somebody_known_changed(page, listed):
    listed.write_text(ROWS.replace("Geburt", "Date of birth"), "utf-8")
    page.examine(listed)
    page.adopt()
    page.window().shell.go("import")
    page.examine(listed)
    assert not page.bring.isEnabled()
    page.window().shell._undo()
    assert (page.bring.isEnabled(), len(page.examined.plan.unchanged)) == (True, 0)
