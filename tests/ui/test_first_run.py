"""From an empty folder to the school's own list, and never a blank window."""

import pytest
from PySide6.QtWidgets import QLabel

from desktop.ui.first_run.passphrase import PassphrasePage, WelcomePage, passphrase_problem
from desktop.ui.first_run.recovery import RecoveryPage
from desktop.ui.first_run.run import FirstRun
from desktop.ui.first_run.school import SchoolPage
from desktop.ui.first_run.start_list import ListPage
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import RunAtOnce
from desktop.ui.window import MainWindow
from desktop.workspace import Workspace

SECRET = "green kettle on the hill"


@pytest.fixture
def window(qtbot, folder):
    made = MainWindow(folder, preferences=Preferences(), executor=RunAtOnce())
    qtbot.addWidget(made)
    made.resize(1366, 697)
    made.show()
    made.begin()
    yield made
    made.close()


@pytest.fixture
def run(window) -> FirstRun:
    return window.findChild(FirstRun)


def set_passphrase(run: FirstRun) -> None:
    run.page.start.click()
    run.page._name.put("Helen Marsh")
    run.page._first.put(SECRET)
    run.page._again.put(SECRET)
    run.page._on_pressed()


def type_back(page: RecoveryPage) -> None:
    for at in page.asked:
        page.form.fields[f"group{at}"].put(page.groups[at])
    page._on_pressed()


def name_school(page: SchoolPage) -> None:
    page.form.fields["name"].put("Ferncliffe High School")
    page.form.fields["dsl"].put("Mrs Lacey")
    page._on_pressed()


def test_an_empty_folder_is_a_welcome(run):
    assert isinstance(run.page, WelcomePage)


def test_a_short_passphrase_is_refused_with_advice(run, folder):
    run.page.start.click()
    page = run.page
    page._name.put("Helen Marsh")
    page._first.put("short")
    page._again.put("short")
    page._on_pressed()
    assert isinstance(run.page, PassphrasePage)
    assert not Workspace.exists(folder)
    assert "12" in passphrase_problem("short")


def test_the_file_is_made_once_the_passphrase_is_set(run, folder):
    set_passphrase(run)
    assert Workspace.exists(folder)
    assert isinstance(run.page, RecoveryPage)


def test_the_recovery_key_must_be_typed_back(run):
    set_passphrase(run)
    page = run.page
    for at in page.asked:
        page.form.fields[f"group{at}"].put("AAAAA")
    page._on_pressed()
    assert run.page is page
    assert len(page.asked) == 3


def test_case_and_spaces_of_the_recovery_key_do_not_matter(run):
    set_passphrase(run)
    page = run.page
    page.groups = [group.upper() for group in page.groups]
    for at in page.asked:
        page.form.fields[f"group{at}"].put(f" {page.groups[at].lower()} ")
    page._on_pressed()
    assert isinstance(run.page, SchoolPage)


def test_the_last_page_invites_the_list_and_says_how_far_one_is(run):
    set_passphrase(run)
    type_back(run.page)
    name_school(run.page)
    assert isinstance(run.page, ListPage)
    said = [one.text() for one in run._steps.findChildren(QLabel)]
    assert "Ferncliffe High School" in said


def test_the_whole_way_ends_at_an_open_school(window, run):
    set_passphrase(run)
    type_back(run.page)
    name_school(run.page)
    run.finished.emit(run.workspace, "young-people:")
    assert window.shell.key == "young-people"
    assert window.board.workspace.settings.school.name == "Ferncliffe High School"
    assert window.preferences.liked.people == ("Helen Marsh",)


def test_a_list_dropped_on_the_last_page_is_looked_at(window, run, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Forename,Surname,Year\nNia,Rees,9\n", "utf-8")
    set_passphrase(run)
    type_back(run.page)
    name_school(run.page)
    run.page.zone.brought.emit(path)
    assert window.shell.key == "import"
    assert len(window.shell.page.examined.plan.added) == 1


def test_a_school_that_is_there_is_a_door(qtbot, folder, workspace):
    from desktop.ui.shell.lock import Door

    workspace.close()
    made = MainWindow(folder, preferences=Preferences(), executor=RunAtOnce())
    qtbot.addWidget(made)
    made.begin()
    door = made.findChild(Door)
    door._name_line.setText("Helen Marsh")
    door._entry.setText("four plain old words")
    door._on_pressed()
    assert made.shell.key == "today"
    made.close()


def test_the_sample_school_is_made_aside_and_opened(window, run, folder):
    run.show_list()
    run._look_round()
    assert "sample" in window.board.workspace.desk.school.name
    assert window.board.workspace.sessions.all()
    assert window.folder == folder.parent / "Alongside sample school"


def test_a_sample_school_that_can_not_be_made_is_told(window, run, folder):
    (folder.parent / "Alongside sample school").write_text("in the way")
    run.show_list()
    run._look_round()
    assert run.trouble.said.startswith("This folder can't be made.")
