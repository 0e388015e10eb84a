"""A backup on a stick comes back by the window alone: at the first run, at the door and in Settings."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from desktop.errors import FileInUse, FileTrouble, WrongPassphrase
from desktop.store import Store
from desktop.ui.bring_back import BringBack
from desktop.ui.first_run.run import FirstRun
from desktop.ui.pages.settings.safe import ask_restore
from desktop.ui.preferences import Preferences
from desktop.ui.shell.lock import Door
from desktop.ui.tasks import RunAtOnce
from desktop.ui.window import MainWindow
from tests.ui.dialogs import press
from tests.ui.school import PASSPHRASE, TODAY


@pytest.fixture
def stick(workspace, tmp_path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace.safekeeping.copy_to(stick)
    workspace.close()
    return stick


@pytest.fixture
def choose(monkeypatch):
    def at(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_given: str(path)))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_given: (str(path), "")))

    return at


@pytest.fixture
def begin(qtbot, folder) -> Iterator:
    made: list[MainWindow] = []

    def window(*people: str) -> MainWindow:
        preferences = Preferences()
        preferences.keep(people=people)
        made.append(MainWindow(folder, preferences=preferences, executor=RunAtOnce(), today=lambda: TODAY))
        qtbot.addWidget(made[-1])
        made[-1].show()
        made[-1].begin()
        return made[-1]

    yield window
    for one in made:
        one.close()


def click(where, name: str) -> None:
    next(one for one in where.findChildren(QPushButton) if one.text() == name and one.isVisible()).click()


def asked(window) -> BringBack:
    return next(one for one in window.findChildren(BringBack) if one.isVisible())


def said(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def bring(window, secret: str = PASSPHRASE, who: str = "Helen Marsh") -> str:
    """Open the backup chosen, read what is said of it, and bring it back."""
    dialog = asked(window)
    dialog.form.fields["who"].put(who)
    dialog.form.fields["secret"].put(secret)
    press(dialog, "Open the backup")
    told = said(dialog)
    press(dialog, "Bring it back")
    return told


def spoil(folder: Path) -> None:
    with (folder / "school.alongside").open("r+b") as file:
        file.seek(4096 * 9 + 100)
        file.write(b"spoiled!")


@pytest.mark.parametrize("what", ["the stick", "the backup", "its file"])
def test_a_new_pc_is_a_school_again_from_a_stick(begin, folder, stick, choose, what):
    shutil.rmtree(folder)
    window = begin()
    click(window, "Bring back a backup")
    (copied,) = stick.iterdir()
    choose({"the stick": stick, "the backup": copied, "its file": copied / "school.alongside"}[what])
    click(asked(window), "Choose a file" if what == "its file" else "Choose a folder or stick")
    told = bring(window)
    assert "Ferncliffe High School, as of" in told
    assert "36 young people" in told
    assert "nothing is replaced" in told
    assert window.board.workspace.settings.school.name == "Ferncliffe High School"
    assert (window.preferences.liked.people[0], window.board.workspace.desk.who) == ("Helen Marsh", "Helen Marsh")


def test_a_damaged_school_is_brought_back_at_the_door_and_kept_aside(begin, folder, stick, choose):
    (folder / "school.alongside").write_bytes(b"x" * 8192)
    window = begin("Helen Marsh")
    door = window.findChild(Door)
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    assert "The school’s file is damaged" in said(door)
    click(door, "Bring back a backup")
    assert "is kept among the backups first" in bring(window)
    assert window.board.workspace.settings.school.name == "Ferncliffe High School"
    assert [one for one in (folder / "backups").rglob("school.alongside") if one.read_bytes() == b"x" * 8192]


def test_a_file_that_is_gone_is_told_with_its_backups(begin, folder, stick):
    (folder / "school.alongside").unlink()
    window = begin("Helen Marsh")
    run = window.findChild(FirstRun)
    assert run.trouble.said.startswith("The school’s file is gone from its folder, but its backups are there.")
    click(run.trouble, "Bring back a backup")
    bring(window)
    assert window.board.workspace.settings.school.name == "Ferncliffe High School"


def test_a_damaged_backup_says_that_nothing_changed_and_is_marked(seat, workspace):
    window = seat(workspace, "settings")
    workspace.safekeeping.backup()
    spoil(workspace.safekeeping.backups()[0].path)
    dialog = ask_restore(window.shell.page, workspace.safekeeping.backups()[0])
    dialog.form.fields["secret"].put(PASSPHRASE)
    press(dialog, "Open the backup")
    assert "This backup is damaged, so it can’t be brought back. Nothing on this computer was changed." in said(dialog)
    assert dialog.form.fields["backup"].entry.currentText().endswith("damaged")
    assert (window.board.closed, workspace.safekeeping.backups()[0].damaged) == (False, True)


def looked_at(window, choose, stick):
    """Choose the stick in a first run and say who one is; return the dialog, which still asks for the passphrase."""
    click(window, "Bring back a backup")
    choose(stick)
    click(asked(window), "Choose a folder or stick")
    dialog = asked(window)
    dialog.form.fields["who"].put("Helen")
    return dialog


def test_a_wrong_passphrase_of_a_backup_says_which_one_it_asks_for(begin, folder, stick, choose):
    shutil.rmtree(folder)
    window = begin()
    dialog = looked_at(window, choose, stick)
    dialog.form.fields["secret"].put("other words altogether")
    press(dialog, "Open the backup")
    assert "This passphrase doesn’t open the backup. A copy on a stick keeps the passphrase" in said(dialog)


def test_a_folder_without_backups_and_a_stick_pulled_out_are_told(begin, folder, stick, choose, tmp_path):
    shutil.rmtree(folder)
    window = begin()
    click(window, "Bring back a backup")
    (tmp_path / "none").mkdir()
    choose(tmp_path / "none")
    click(asked(window), "Choose a folder or stick")
    assert "There is no backup there." in said(asked(window))
    choose(stick)
    click(asked(window), "Choose a folder or stick")
    shutil.rmtree(stick)
    asked(window).form.fields["who"].put("Helen")
    asked(window).form.fields["secret"].put(PASSPHRASE)
    press(asked(window), "Open the backup")
    assert "This backup isn’t there. Check that its stick or drive is still connected" in said(asked(window))


def test_a_stick_pulled_out_after_the_look_leaves_the_first_run_and_says_so(begin, folder, stick, choose):
    shutil.rmtree(folder)
    window = begin()
    dialog = looked_at(window, choose, stick)
    dialog.form.fields["secret"].put(PASSPHRASE)
    press(dialog, "Open the backup")
    shutil.rmtree(stick)
    press(dialog, "Bring it back")
    assert window.findChildren(FirstRun)[-1].trouble.said.startswith("This backup isn’t there.")


def test_enter_in_the_name_goes_on_to_the_passphrase_and_then_opens(begin, stick):
    window = begin()
    door = window.findChild(Door)
    door._name_line.setText("Helen Marsh")
    QTest.keyClick(door._name_line, Qt.Key.Key_Return)
    assert window.focusWidget() is door._entry
    door._entry.setText(PASSPHRASE)
    QTest.keyClick(door._name_line, Qt.Key.Key_Return)
    assert window.shell is not None


def test_a_disk_without_room_opens_the_school_for_reading_and_says_so(qtbot, begin, stick, monkeypatch):
    def no_room(*_given):
        raise FileTrouble("The disk is full, so nothing more was saved.", "Free some space and do it again.")

    monkeypatch.setattr("desktop.workspace.seats.Seats.greet", no_room)
    window = begin("Helen Marsh")
    door = window.findChild(Door)
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    qtbot.waitUntil(lambda: window.shell is not None and window.shell.page.trouble.isVisible())
    assert window.shell.page.trouble.said.startswith("Nothing can be saved just now, but everything can be read.")


def opened_from_stick(window, choose, place: Path) -> BringBack:
    """Choose a stick, give name and passphrase, and have the backup opened."""
    click(window, "Bring back a backup")
    choose(place)
    dialog = asked(window)
    click(dialog, "Choose a folder or stick")
    dialog.form.fields["who"].put("Helen Marsh")
    dialog.form.fields["secret"].put(PASSPHRASE)
    press(dialog, "Open the backup")
    return dialog


def test_a_backup_cut_short_on_the_stick_says_so_and_makes_no_school(begin, folder, stick, choose):
    shutil.rmtree(folder)
    (copied,) = stick.iterdir()
    whole = (copied / "school.alongside").read_bytes()
    (copied / "school.alongside").write_bytes(whole[: len(whole) // 2])
    window = begin()
    dialog = opened_from_stick(window, choose, stick)
    assert "damaged" in said(dialog)
    assert window.findChild(FirstRun) is not None
    assert not Store.exists(folder)


def test_a_backup_without_its_key_file_says_so(begin, folder, stick, choose):
    shutil.rmtree(folder)
    (copied,) = stick.iterdir()
    (copied / "vault.json").write_bytes((copied / "vault.json").read_bytes()[:20])
    window = begin()
    dialog = opened_from_stick(window, choose, stick)
    assert "vault.json of this backup is missing or damaged" in said(dialog)


def test_a_folder_that_cant_be_written_leaves_the_first_run_and_says_so(
    begin,
    folder,
    stick,
    choose,
    monkeypatch,
):
    shutil.rmtree(folder)
    window = begin()
    dialog = opened_from_stick(window, choose, stick)

    def denied(*_given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", denied)
    press(dialog, "Bring it back")
    run = window.centralWidget().currentWidget()
    assert isinstance(run, FirstRun)
    assert run.trouble.isVisible()
    assert not Store.exists(folder)


def test_a_second_window_on_the_same_folder_changes_nothing_and_says_who_has_it(
    begin,
    workspace,
    folder,
    tmp_path,
    choose,
):
    (tmp_path / "stick").mkdir()
    workspace.safekeeping.copy_to(tmp_path / "stick")
    before = (folder / "school.alongside").read_bytes()
    second = begin("Helen Marsh")
    dialog = opened_from_stick(second, choose, tmp_path / "stick")
    press(dialog, "Bring it back")
    assert "open" in said(second)
    assert second.board is None
    assert (folder / "school.alongside").read_bytes() == before
    workspace.close()


def test_a_lock_over_the_question_keeps_what_was_typed(seat, workspace):
    workspace.safekeeping.backup()
    window = seat(workspace, "settings")
    dialog = ask_restore(window.shell.page, workspace.safekeeping.backups()[0])
    dialog.form.fields["secret"].put("half a pass")
    next(one for one in dialog.findChildren(QShortcut) if one.key() == QKeySequence("Ctrl+L")).activated.emit()
    assert not dialog.isVisible()
    door = window.centralWidget().currentWidget()
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    assert dialog.isVisible()
    assert dialog.form.fields["secret"].text == "half a pass"


def test_a_second_press_of_bringing_back_does_nothing_more(begin, folder, stick, choose):
    shutil.rmtree(folder)
    window = begin()
    dialog = opened_from_stick(window, choose, stick)
    brought = []
    dialog.brought.disconnect()
    dialog.brought.connect(lambda *given: brought.append(given))
    dialog._on_bring()
    dialog._on_bring()
    assert len(brought) == 1


def test_the_passphrase_is_marked_as_wrong_only_where_it_is(begin, workspace):
    workspace.close()
    door = begin("Helen").findChild(Door)
    door.refuse(WrongPassphrase("That isn’t the passphrase.", "Try again."))
    assert door._entry.property("state") == "stop"
    door.refuse(FileInUse("This school is already open in another window.", "Close that one first."))
    assert door._entry.property("state") == ""
    assert "already open in another window" in said(door)
