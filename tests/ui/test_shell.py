"""What stands round every page: search, undo, notices, trouble, lock, help, and the door for bugs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from desktop.errors import Trouble
from desktop.models.people import Mentee
from desktop.models.sharing import ReleaseState
from desktop.ui import crash
from desktop.ui.preferences import Preferences
from desktop.ui.shell.lock import Door
from desktop.ui.shell.status import office_words
from desktop.ui.window import MainWindow
from tests.ui.dialogs import dialog
from tests.ui.school import PASSPHRASE, TODAY

CTRL = Qt.KeyboardModifier.ControlModifier


def find(window, text: str) -> list[str]:
    window.shell.top.search.setText(text)
    window.shell.top.search.look()
    return [one.title for one in window.shell.top.search.found]


def test_search_finds_a_person_by_part_of_a_name(seat, workspace):
    assert any("Łukasik" in name for name in find(seat(workspace), "lukas"))


def test_search_finds_a_page_by_the_start_of_its_name(seat, workspace):
    assert find(seat(workspace), "Outc")[0] == "Outcomes"


def test_enter_in_the_search_opens_the_person(qtbot, seat, workspace):
    window = seat(workspace)
    someone = workspace.roster.people(Mentee)[4]
    window.shell.top.search.setText(someone.full_name)
    window.shell.top.search.look()
    qtbot.keyClick(window.shell.top.search, Qt.Key.Key_Return)
    assert (window.shell.key, window.shell.page.list.view.current) == ("young-people", someone.id)


def test_search_says_plainly_that_nobody_is_called_so(seat, workspace):
    window = seat(workspace)
    assert find(window, "Zebedee") == []
    assert any("Zebedee" in one.text() for one in window.findChildren(QLabel) if one.isVisible())


def test_the_sidebar_counts_only_what_needs_somebody(qtbot, seat, workspace):
    window = seat(workspace)
    qtbot.waitUntil(lambda: not window.shell._soon.isActive())
    names = [item.accessibleName() for item in window.shell.sidebar._items.values()]
    assert names[0] == f"Today, {len(workspace.today.todos())} things to do"
    assert names[1] == "Young people"


def test_undo_is_named_by_its_step_and_takes_it_back(qtbot, seat, workspace):
    window = seat(workspace)
    someone = workspace.roster.people(Mentee)[0]
    window.board.do(lambda: workspace.roster.keep(someone.model_copy(update={"note": "New"})), "Changed")
    assert "Change a young person" in window.shell.top._undo.accessibleName()
    window.shell._undo()
    assert workspace.roster.mentee(someone.id).note == ""
    assert "Change a young person" in window.shell.top._redo.accessibleName()


def test_a_notice_stands_where_undo_lives(seat, workspace):
    window = seat(workspace)
    window.board.say("3 forms marked returned", undoable=True)
    assert window.shell.top.notice.said == "3 forms marked returned"
    assert not window.shell.top._undo.isVisible()


def test_trouble_is_a_bar_on_the_page_with_advice(seat, workspace):
    window = seat(workspace)

    def fail() -> None:
        raise Trouble("The file can’t be read.", "Copy it to this computer.")

    assert window.board.do(fail) is False
    assert window.shell.page.trouble.said == "The file can’t be read. Copy it to this computer."


def test_a_crash_report_names_nobody(seat, workspace):
    window = seat(workspace)
    try:
        raise ValueError("Amira Hussain, born 2012")
    except ValueError as bug:
        crash.show(window, bug)
    shown = dialog(window).findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in shown
    assert "test_shell.py" in shown
    assert "Amira" not in shown
    assert "/" not in shown.split("test_shell.py")[0].splitlines()[-1]


def test_a_locked_window_shows_nobody_and_opens_with_the_passphrase(qtbot, seat, workspace):
    window = seat(workspace, "young-people")
    window.locking.lock()
    door = window.findChild(Door)
    assert not window.shell.isVisible()
    door._entry.setText("wrong")
    door._on_pressed()
    assert not window.shell.isVisible()
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    assert window.shell.isVisible()


def unlocked(window, name: str):
    """Lock the window and let somebody in under a name that is typed or chosen."""
    window.locking.lock()
    door = window.findChild(Door)
    if door._chosen.isHidden():
        door._name_line.setText(name)
    elif name in door._names.codes:
        door._names.choose(name)
    else:
        door._names.choose("")
        door._name_line.setText(name)
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    return door


def test_who_unlocks_the_window_stands_beside_what_is_done_from_then_on(seat, workspace):
    window = seat(workspace, "young-people")
    unlocked(window, "Tom Price")
    person = workspace.roster.people(Mentee)[0]
    workspace.roster.keep(person.model_copy(update={"form": "9Z"}))
    assert workspace.lists.latest(limit=1)[0].who == "Tom Price"
    assert "Tom Price" in window.shell.status.said


def test_a_third_person_can_type_a_name_at_a_door_that_offers_two(seat, workspace):
    window = seat(workspace)
    for name in ("Tom Price", "Ayesha Khan", "Tom Price"):
        unlocked(window, name)
        assert workspace.desk.who == name
    assert {"Tom Price", "Ayesha Khan"} <= set(workspace.seats.names)


def test_nobody_gets_in_without_a_name(seat, workspace):
    window = seat(workspace)
    door = unlocked(window, "")
    assert not window.shell.isVisible()
    assert "Write your name" in " ".join(one.text() for one in door.findChildren(QLabel))


def test_the_window_locks_itself_after_the_minutes_chosen(seat, workspace):
    window = seat(workspace)
    assert window.locking.idle.interval() == window.preferences.liked.lock_minutes * 60_000


@pytest.mark.parametrize(
    ("page", "title"), [("matching", "Help: Matching"), ("today", "Help: Today"), ("import", "Help: Import a list")]
)
def test_f1_opens_the_help_of_the_page(seat, workspace, page, title):
    window = seat(workspace, page)
    window.shell.help()
    assert dialog(window).windowTitle() == title


def test_f6_goes_round_the_parts_of_the_window(seat, workspace):
    window = seat(workspace, "young-people")
    window.activateWindow()
    window.shell.page.focus_list()
    QApplication.processEvents()
    seen = []
    for _step in range(4):
        window.shell._next_region()
        focused = window.focusWidget()
        seen.append(next(name for name, part in parts(window) if part.isAncestorOf(focused)))
    assert sorted(seen) == ["page", "sidebar", "status", "top"]


def parts(window):
    shell = window.shell
    return [("sidebar", shell.sidebar), ("top", shell.top), ("status", shell.status), ("page", shell.page)]


def test_a_narrow_window_has_a_rail_of_icons_whose_names_are_tooltips(seat, workspace):
    window = seat(workspace, size=(1200, 700))
    QApplication.processEvents()
    item = window.shell.sidebar._items["mentors"]
    assert (window.shell.sidebar.width(), item.toolTip()) == (56, "Mentors")


def test_the_status_strip_tells_the_truth_of_head_office(seat, workspace):
    assert "Head office: not connected yet" in seat(workspace).shell.status.said


@pytest.mark.parametrize(
    ("state", "offline", "said"),
    [
        (ReleaseState.PREPARED, False, "asked to delete, not sent yet"),
        (ReleaseState.PREPARED, True, "asked to delete, waiting for a connection"),
        (ReleaseState.WAITING, True, "asked to delete, waiting for a connection"),
        (ReleaseState.SENT, False, "asked to delete, not confirmed yet"),
        (ReleaseState.REFUSED, False, "refused, see why"),
        (ReleaseState.RETRACTED, False, "it keeps nothing now"),
    ],
)
def test_a_request_to_delete_is_not_called_records(workspace, state, offline, said):
    update = {"enrolled": True, "office": state, "offline": offline, "office_deletes": True}
    assert office_words(workspace.standing().model_copy(update=update)) == f"Head office: {said}"


def test_closed_dialogs_are_freed(qtbot, seat, workspace):
    window = seat(workspace)
    window.shell.help()
    gone = []
    shown = dialog(window)
    shown.destroyed.connect(lambda: gone.append(True))
    shown.accept()
    qtbot.waitUntil(lambda: gone == [True])


@pytest.mark.parametrize(("size", "language"), [(115, "en"), (130, "en"), (100, "cy")])
def test_a_change_of_look_rebuilds_the_page_that_is_open(seat, workspace, size, language):
    window = seat(workspace, "mentors")
    window.preferences.keep(text_size=size, language=language)
    window.board.look_changed.emit()
    assert window.shell.key == "mentors"


@pytest.mark.parametrize(("text", "part"), [("backup", "safe"), ("term", "year"), ("rul", "policy")])
def test_search_finds_a_part_of_settings_and_opens_it(seat, workspace, text, part):
    window = seat(workspace)
    found = next(one for one in window.shell._find(text) if one.page == "settings")
    window.shell._on_found(found)
    assert (window.shell.key, found.target, window.shell.page._open) == ("settings", part, part)


def test_search_finds_the_consent_form_among_the_papers(seat, workspace):
    assert "papers" in [one.page for one in seat(workspace).shell._find("consent")]


def test_search_finds_a_paper_and_opens_it(seat, workspace):
    window = seat(workspace)
    found = next(one for one in window.shell._find("regis") if one.page == "papers")
    window.shell._on_found(found)
    assert (window.shell.key, window.shell.page.paper.value) == ("papers", found.target)


def test_nothing_is_said_of_backups_or_head_office_before_the_file_was_read(qtbot, workspace, folder):
    window = MainWindow(folder, preferences=Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    window.show()
    window.sit_down(workspace)  # here, not in a fixture: between the two the file may be read
    said = window.shell.status.said.casefold()
    window.close()
    assert "backup" not in said
    assert "backed up" not in said
    assert "head office" not in said


def test_both_are_said_once_it_was_read(qtbot, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready)
    assert "Backed up" in threaded.shell.status.said
    assert "Head office: not connected yet" in threaded.shell.status.said
    assert threaded.shell.status._office.widget.isVisible()


def test_a_page_on_its_way_has_its_title_where_the_page_will_have_it(qtbot, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready)
    shell = threaded.shell
    shell.go("outcomes")
    frame = shell.page
    assert (frame.title.text(), frame.sentence.text()) == ("Outcomes", "Opening")
    on_its_way = [one.mapTo(shell, one.rect().topLeft()) for one in (frame.title, frame.sentence)]
    qtbot.waitUntil(lambda: shell.page is not frame)
    assert [one.mapTo(shell, one.rect().topLeft()) for one in (shell.page.title, shell.page.sentence)] == on_its_way


@pytest.mark.parametrize("place", ["mentors", "young-people"])
def test_who_imports_stays_with_those_the_list_is_of(seat, workspace, place):
    window = seat(workspace, place)
    window.shell.go("import")
    assert window.shell.sidebar.shown == place


def test_an_import_from_elsewhere_stands_with_the_young_people(seat, workspace):
    window = seat(workspace, "today")
    window.shell.go("import")
    assert window.shell.sidebar.shown == "young-people"
