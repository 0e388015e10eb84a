"""From an empty folder to the school’s own list, and never a blank window."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from desktop.errors import WrongPassphrase
from desktop.i18n import language
from desktop.store import setting_up
from desktop.store.vault import new_vault
from desktop.ui.allow import reason_against
from desktop.ui.first_run.passphrase import PassphrasePage, WelcomePage, passphrase_problem
from desktop.ui.first_run.recovery import RecoveryPage
from desktop.ui.first_run.run import FirstRun
from desktop.ui.first_run.school import SchoolPage
from desktop.ui.first_run.start_list import ListPage
from desktop.ui.preferences import Preferences
from desktop.ui.shell.lock import Door
from desktop.ui.tasks import RunAtOnce
from desktop.ui.window import MainWindow
from desktop.workspace import Workspace, sample
from tests.ui.dialogs import drop

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
    run.page.go_on()


def type_back(page: RecoveryPage) -> None:
    page.say_kept("Sent to the printer.")
    for at in page.asked:
        page.form.fields[f"group{at}"].put(page.groups[at])
    page.go_on()


def name_school(page: SchoolPage) -> None:
    page.form.fields["name"].put("Ferncliffe High School")
    page.form.fields["dsl"].put("Mrs Lacey")
    page.go_on()


def test_an_empty_folder_is_a_welcome(run):
    assert isinstance(run.page, WelcomePage)


def test_a_short_passphrase_is_refused_with_advice(run, folder):
    run.page.start.click()
    page = run.page
    page._name.put("Helen Marsh")
    page._first.put("short")
    page._again.put("short")
    page.go_on()
    assert isinstance(run.page, PassphrasePage)
    assert not Workspace.exists(folder)
    assert "12" in passphrase_problem("short")


def test_the_file_is_made_once_the_passphrase_is_set(run, folder):
    set_passphrase(run)
    assert Workspace.exists(folder)
    assert isinstance(run.page, RecoveryPage)


def test_the_file_is_made_off_the_gui_thread(qtbot, folder, monkeypatch):
    made = MainWindow(folder, preferences=Preferences())
    qtbot.addWidget(made)
    made.begin()
    run = made.findChild(FirstRun)
    threads = []

    def watched(*given):
        threads.append(threading.current_thread() is threading.main_thread())
        return new_vault(*given)

    monkeypatch.setattr(setting_up, "new_vault", watched)
    set_passphrase(run)
    qtbot.waitUntil(lambda: isinstance(run.page, RecoveryPage), timeout=30_000)
    assert (threads, run.workspace.desk.who) == ([False], "Helen Marsh")
    run.workspace.close()
    made.close()


def test_a_folder_that_is_taken_is_told_and_asks_again(run, folder):
    Workspace.prepare(folder, SECRET)
    set_passphrase(run)
    assert run.trouble.said.startswith("There is a school’s file in this folder already.")
    assert isinstance(run.page, PassphrasePage)


def test_the_recovery_sheet_is_saved_and_said(run, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "sheet.pdf"), ""))
    set_passphrase(run)
    next(one for one in run.page.findChildren(QPushButton) if one.text() == "Save it as a PDF").click()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert run.page.sheet.kept.text() == "Saved. Print it, then delete the file."


def test_a_recovery_sheet_that_goes_nowhere_says_nothing(run, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    set_passphrase(run)
    next(one for one in run.page.findChildren(QPushButton) if one.text() == "Save it as a PDF").click()
    assert run.page.sheet.kept.text() == ""


def test_the_recovery_key_must_be_typed_back(run):
    set_passphrase(run)
    page = run.page
    page.say_kept("Sent to the printer.")
    for at in page.asked:
        page.form.fields[f"group{at}"].put("AAAAA")
    page.go_on()
    assert run.page is page
    assert len(page.asked) == 3


def test_the_sheet_must_be_printed_or_saved_before_its_groups_are_asked(run):
    set_passphrase(run)
    page = run.page
    done = next(one for one in page.findChildren(QPushButton) if one.text() == "The sheet is safe")
    assert (done.isEnabled(), page.form.isEnabled()) == (False, False)
    assert reason_against(done).startswith("Print or save the sheet first")
    for at in page.asked:
        page.form.fields[f"group{at}"].put(page.groups[at])
    page.go_on()
    assert run.page is page


def test_the_key_is_hidden_while_its_groups_are_asked_and_can_be_seen_again_to_keep_it_again(run):
    set_passphrase(run)
    page = run.page
    key = set(page.groups)
    assert key <= {one.text() for one in page.findChildren(QLabel)}
    page.say_kept("Sent to the printer.")
    assert not key & {one.text() for one in page.findChildren(QLabel)}
    page.form.fields[f"group{page.asked[0]}"].put("ABC")
    next(one for one in page.findChildren(QPushButton) if one.text() == "Show the key again").click()
    assert key <= {one.text() for one in page.findChildren(QLabel)}
    assert (page.form.isEnabled(), set(page.form.values.values())) == (False, {""})


def test_what_was_typed_of_the_school_is_there_after_the_program_was_killed(qtbot, folder, begun):
    run = begun.findChild(FirstRun)
    type_back(run.page)
    for key, text in {"name": "Ferncliffe", "tables": "40", "room": "Main Hall"}.items():
        entry = run.page.form.fields[key].entry
        entry.setText(text)
        entry.textEdited.emit(text)
    qtbot.wait(700)
    run.workspace.desk.store._file.close()  # as kill -9 does: nothing else is done at closing
    run.workspace = None
    made = again(qtbot, folder, begun)
    page = made.findChild(FirstRun).page
    assert [page.form.values[key] for key in ("name", "tables", "room")] == ["Ferncliffe", "40", "Main Hall"]
    page.form.fields["dsl"].put("Mrs Lacey")
    page.go_on()
    made.close()
    over = again(qtbot, folder, made)
    assert over.findChild(FirstRun).workspace.drafts.all() == {}
    over.close()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [("phone", "call me", "not a phone number"), ("dsl_phone", "12", "not a phone number"), ("urn", "12ab", "123456")],
)
def test_what_is_no_number_of_the_school_is_told_with_what_one_looks_like(run, field, typed, told):
    set_passphrase(run)
    type_back(run.page)
    run.page.form.fields[field].put(typed)
    name_school(run.page)
    assert told in run.page.form.fields[field].problem


def test_enter_in_any_field_goes_on(run):
    set_passphrase(run)
    page = run.page
    page.say_kept("Sent to the printer.")
    for at in page.asked:
        page.form.fields[f"group{at}"].put(page.groups[at])
    QTest.keyClick(page.form.fields[f"group{page.asked[-1]}"].entry, Qt.Key.Key_Return)
    assert isinstance(run.page, SchoolPage)
    run.page.form.fields["name"].put("Ferncliffe High School")
    run.page.form.fields["dsl"].put("Mrs Lacey")
    run.page.form.fields["tables"].take_keys()
    QTest.keyClick(run.page.form.fields["tables"].entry, Qt.Key.Key_Return)
    assert isinstance(run.page, ListPage)


def test_case_and_spaces_of_the_recovery_key_do_not_matter(run):
    set_passphrase(run)
    page = run.page
    page.say_kept("Sent to the printer.")
    for at in page.asked:
        page.form.fields[f"group{at}"].put(f" {page.groups[at].lower()} ")
    page.go_on()
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


def test_the_last_page_left_twice_opens_the_school_once(window, run):
    set_passphrase(run)
    run.finished.emit(run.workspace, "young-people:")
    board = window.board
    run.finished.emit(run.workspace, "today:")
    assert (window.board, window.shell.key) == (board, "young-people")


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
    assert run.trouble.said.startswith("The folder")


def test_the_sample_school_is_made_off_the_gui_thread_and_then_opened(qtbot, folder, monkeypatch):
    made = MainWindow(folder, preferences=Preferences())
    qtbot.addWidget(made)
    made.show()
    made.begin()
    run = made.findChild(FirstRun)
    threads, told = [], []
    run._tasks.moved.connect(told.append)
    fill = sample._fill

    def watched(*given):
        threads.append(threading.current_thread() is threading.main_thread())
        fill(*given)

    monkeypatch.setattr(sample, "_fill", watched)
    run._look_round()
    qtbot.waitUntil(lambda: made.shell is not None, timeout=60_000)
    assert threads == [False]
    assert "Planning the sessions" in [stage.words for stage in told]
    assert made.board.workspace.settings.school.name == "Riverside High School (sample)"
    assert made.board.workspace.sessions.all()
    made.close()


def test_stopping_the_sample_school_leaves_the_first_run_as_it_was(qtbot, folder, monkeypatch):
    class Stopping(RunAtOnce):
        def submit(self, fn, /, running):
            running.stop()
            return super().submit(fn, running)

    made = MainWindow(folder, preferences=Preferences(), executor=Stopping())
    qtbot.addWidget(made)
    made.begin()
    run = made.findChild(FirstRun)
    run._look_round()
    assert (made.shell, run.trouble.said, isinstance(run.page, WelcomePage)) == (None, "", True)
    made.close()


def again(qtbot, folder, window):
    """Open the same folder on another day, with the passphrase."""
    window.close()
    made = MainWindow(folder, preferences=Preferences(folder), executor=RunAtOnce())
    qtbot.addWidget(made)
    made.show()
    made.begin()
    door = made.findChild(Door)
    door._name_line.setText("Helen Marsh")
    door._entry.setText(SECRET)
    door._on_pressed()
    return made


@pytest.fixture
def begun(qtbot, folder):
    made = MainWindow(folder, preferences=Preferences(folder), executor=RunAtOnce())
    qtbot.addWidget(made)
    made.show()
    made.begin()
    set_passphrase(made.findChild(FirstRun))
    return made


def test_a_first_run_closed_before_the_sheet_was_confirmed_makes_a_new_key_that_opens_the_file(qtbot, folder, begun):
    old = "-".join(begun.findChild(FirstRun).page.groups)
    made = again(qtbot, folder, begun)
    run = made.findChild(FirstRun)
    assert isinstance(run.page, RecoveryPage)
    new = "-".join(run.page.groups)
    assert new != old
    type_back(run.page)
    assert isinstance(run.page, SchoolPage)
    made.close()
    Workspace.open(folder, new, who="Helen").close()


def test_a_first_run_is_taken_up_at_each_later_step_and_then_no_more(qtbot, folder, begun):
    type_back(begun.findChild(FirstRun).page)
    named = again(qtbot, folder, begun)
    name_school(named.findChild(FirstRun).page)
    listed = again(qtbot, folder, named)
    run = listed.findChild(FirstRun)
    assert isinstance(run.page, ListPage)
    assert "Ferncliffe High School" in [one.text() for one in run._steps.findChildren(QLabel)]
    run.finished.emit(run.workspace, "today:")
    over = again(qtbot, folder, listed)
    assert (over.findChild(FirstRun), over.shell.key) == (None, "today")
    over.close()


def test_undoing_everything_leaves_the_school_its_name(run):
    set_passphrase(run)
    type_back(run.page)
    name_school(run.page)
    assert run.workspace.safekeeping.undo_label is None
    run.workspace.close()


def test_a_list_may_be_dropped_anywhere_on_the_last_page_and_earlier_it_is_told_when(run, tmp_path):
    drop(run, tmp_path / "list.csv")
    assert run.trouble.said.startswith("A few steps come first")
    run.show_list()
    brought = []
    run.finished.disconnect()
    run.finished.connect(lambda _workspace, target: brought.append(target))
    drop(run, tmp_path / "list.csv")
    assert brought == [f"import:{tmp_path / 'list.csv'}"]


def test_the_first_page_is_there_in_welsh_at_a_choice(window, run):
    run.page.languages.choose("cy")
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (now,) = window.findChildren(FirstRun)
    assert (window.preferences.liked.language, now.page.languages.code) == ("cy", "cy")
    assert language() == "cy"


def test_a_sheet_printed_before_the_window_was_closed_opens_the_file_until_the_next_is_typed_back(window, run):
    """Killed between the sheet and its groups: the new key counts once it is safe, and not before."""
    set_passphrase(run)
    first = "-".join(run.page.groups)
    run.resume(run.workspace, "recovery")
    second = "-".join(run.page.groups)
    run.workspace.safekeeping.prove(first)
    with pytest.raises(WrongPassphrase):
        run.workspace.safekeeping.prove(second)
    type_back(run.page)
    assert isinstance(run.page, SchoolPage)
    run.workspace.safekeeping.prove(second)


def test_a_hint_that_comes_moves_nothing_that_stands_above_it(run):
    run.page.start.click()
    page = run.page
    QApplication.processEvents()
    heads = [one for one in page.findChildren(QLabel) if one.text() == "Choose a passphrase"]
    parts = [*heads, page._name.entry, page._first.entry]
    before = [one.mapTo(run, one.rect().topLeft()).y() for one in parts]
    middle = page._again.entry.mapTo(run, page._again.entry.rect().topLeft()).y()
    page._first.show_problem("Add a word or two: twelve letters at least.")
    QApplication.processEvents()
    assert [one.mapTo(run, one.rect().topLeft()).y() for one in parts] == before
    assert page._again.entry.mapTo(run, page._again.entry.rect().topLeft()).y() > middle


def test_a_short_page_stands_in_the_middle(run):
    run.page.start.click()
    QApplication.processEvents()
    inside = run.page._area.widget()
    top = run.page.form.mapTo(inside, run.page.form.rect().topLeft()).y()
    assert top > inside.height() * 0.3


def test_who_chose_a_list_has_the_keys_on_the_page_of_the_import(run, window, tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("Forename,Surname,Year\nAmira,Begum,9\n", "utf-8")
    set_passphrase(run)
    type_back(run.page)
    name_school(run.page)
    QApplication.processEvents()  # the keys go where each step wants them
    run.page.brought.emit(path)
    QApplication.processEvents()
    assert window.shell.key == "import"
    assert window.shell.page.isAncestorOf(window.focusWidget())


def test_the_passphrase_typed_as_a_name_is_never_taken_for_one(run, folder):
    run.page.start.click()
    page = run.page
    for field in (page._name, page._first, page._again):
        field.put(SECRET)
    page.go_on()
    assert run.page is page
    assert "That is the passphrase." in page._name._problem.text()
    assert not Workspace.exists(folder)
