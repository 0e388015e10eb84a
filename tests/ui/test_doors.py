"""What outlives a shell, and what comes late: changes of look, the lock, closing; real workers, as at the desk."""

import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from shiboken6 import delete, isValid

from desktop.errors import FileTrouble
from desktop.store import Store
from desktop.ui.dialogs import Dialog, ask_form
from desktop.ui.forms import Field, Form, line
from desktop.ui.page import Page
from desktop.ui.pages.settings.safe import ask_restore
from desktop.ui.post import PostRound
from desktop.ui.shell.lock import Door
from desktop.ui.system_dialogs import go_on_with
from desktop.ui.window import MainWindow
from desktop.workspace import Workspace
from tests.ui.dialogs import drop, press
from tests.ui.school import PASSPHRASE, TODAY


@pytest.fixture
def told(monkeypatch):
    """Hear every bug that came to the window's doors, or to none."""
    bugs: list[BaseException] = []
    monkeypatch.setattr("desktop.ui.crash.show", lambda _window, bug: bugs.append(bug))
    monkeypatch.setattr(sys, "excepthook", lambda _kind, bug, _trace: bugs.append(bug))
    yield bugs
    assert bugs == []


@pytest.fixture
def window(qtbot, told, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready and threaded.shell.key in threaded.shell.stack.made)
    return threaded


def look(window, **choice) -> None:
    """Choose another look, and let what the window took away be freed."""
    before = window.shell
    window.preferences.keep(**choice)
    window.board.look_changed.emit()
    while window.shell in (None, before):
        QCoreApplication.processEvents()
    bury()


def bury() -> None:
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def step(window) -> None:
    board = window.board
    assert board.do(lambda: board.workspace.seats.greet("Olu"), "A step")


def open_dialogs(window) -> list[str]:
    return [one.windowTitle() for one in window.findChildren(QDialog) if one.isVisible()]


class TestAnotherLook:
    def test_a_page_begun_for_a_shell_that_is_gone_is_let_go(self, window):
        stack = window.shell.stack
        making = stack._making("papers", Page(window.board))
        look(window, theme="dark")
        assert not isValid(stack)
        assert list(making) == []

    @pytest.mark.parametrize("choice", [{"theme": "dark"}, {"text_size": 115}, {"language": "cy"}])
    def test_steps_and_notices_after_it_meet_one_living_shell(self, window, choice):
        for key in ("young-people", "matching", "settings"):
            window.shell.go(key)
        look(window, **choice)
        step(window)
        window.board.say("Said")
        assert window.shell.top.notice.said == "Said"

    def test_a_job_that_began_before_it_is_adopted_after_it(self, qtbot, window):
        gate, got = threading.Event(), []
        page = window.shell.page
        window.board.work("Work", lambda _run: gate.wait(10), lambda _v: got.append(page.title.text()))
        look(window, theme="dark")
        gate.set()
        qtbot.waitUntil(lambda: bool(got))
        bury()
        step(window)

    def test_what_is_being_kept_meanwhile_is_said_by_the_new_shell(self, qtbot, window):
        gate = threading.Event()
        window.board.keep("Keep", lambda _workspace: gate.wait(10), "Kept")
        look(window, text_size=130)
        look(window, text_size=100)
        gate.set()
        qtbot.waitUntil(lambda: not window.board.tasks.writing)
        assert window.shell.top.notice.said == "Kept"

    def test_an_answer_that_lands_while_something_is_kept_is_adopted_after_it(self, qtbot, window):
        gate, got = threading.Event(), []
        board = window.board
        board.keep("Keep", lambda _workspace: gate.wait(10), "Kept")
        board.work("Work", lambda _run: None, lambda _v: got.append(board.do(lambda: None, "Adopted")))
        qtbot.wait(150)
        assert (got, board.tasks.busy) == ([], True)
        gate.set()
        qtbot.waitUntil(lambda: got == [True])

    def test_a_bug_after_it_is_told_once(self, window, told):
        look(window, theme="dark")
        window.board.bugged.emit(ValueError())
        assert len(told) == 1
        told.clear()


class TestBehindTheDoor:
    def test_an_answer_that_comes_late_opens_nothing_until_the_window_is_unlocked(self, qtbot, window):
        gate, got = threading.Event(), []
        page = window.shell.page

        def open_late(_value) -> None:
            Dialog(page, "Who should change mentors with Amira?").open()
            got.append(True)

        window.board.work("Work", lambda _run: gate.wait(10), open_late)
        window.locking.lock()
        gate.set()
        qtbot.waitUntil(lambda: bool(got))
        assert open_dialogs(window) == []
        unlock(qtbot, window)
        assert open_dialogs(window) == ["Who should change mentors with Amira?"]

    def test_what_was_typed_into_a_dialog_is_there_after_unlocking(self, qtbot, window):
        entry = line()
        ask_form(window.shell.page, "Code?", Form([Field("code", "Code", entry)]), "Go", lambda _values: True)
        entry.setText("ABCD")
        window.locking.lock()
        bury()
        assert open_dialogs(window) == []
        unlock(qtbot, window)
        assert (open_dialogs(window), entry.text()) == (["Code?"], "ABCD")

    def test_a_dialog_that_was_left_stays_away_after_unlocking(self, qtbot, window):
        dialog = Dialog(window.shell.page, "Left")
        dialog.open()
        dialog.reject()
        window.locking.lock()
        unlock(qtbot, window)
        assert open_dialogs(window) == []

    def test_a_print_dialog_waits_behind_the_door_and_comes_after_it(self, qtbot, window):
        asked, printers = [], []
        window.locking.lock()
        go_on_with(window.shell.page, lambda: asked.append(True) or "the office printer", printers.append)
        assert (asked, printers) == ([], [])
        unlock(qtbot, window)
        assert (asked, printers) == ([True], ["the office printer"])

    def test_what_was_pressed_in_a_dialog_after_the_door_closed_is_asked_again(self, qtbot, window):
        asked, printers = [], []

        def ask() -> str:
            asked.append(True)
            if len(asked) == 1:
                window.locking.lock()  # the coordinator is away while the dialog stands open
            return f"printer {len(asked)}"

        go_on_with(window.shell.page, ask, printers.append)
        assert printers == []
        unlock(qtbot, window)
        assert printers == ["printer 2"]

    def test_a_dialog_that_was_left_goes_on_with_nothing(self, window):
        printers = []
        go_on_with(window.shell.page, lambda: None, printers.append)
        assert printers == []

    def test_a_page_that_went_meanwhile_is_not_gone_on_with(self, window):
        page, printers = QWidget(window), []
        go_on_with(page, lambda: delete(page) or "printer", printers.append)
        assert printers == []

    def test_whoever_types_in_a_dialog_is_not_away(self, qtbot, window):
        entry = line()
        dialog = ask_form(window.shell.page, "Code?", Form([Field("code", "Code", entry)]), "Go", lambda _v: True)
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
        window.locking.idle.setTimerType(Qt.TimerType.PreciseTimer)
        window.locking.idle.start(60_000)
        qtbot.wait(60)
        before = window.locking.idle.remainingTime()
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
        assert window.locking.idle.remainingTime() > before

    def test_a_file_dropped_on_the_door_is_answered_kindly(self, window, tmp_path):
        window.locking.lock()
        door = window.findChild(Door)
        drop(door, tmp_path / "list.csv")
        assert "Open your school first" in " ".join(one.text() for one in door.findChildren(QLabel))
        assert not door._entry.property("state")  # the passphrase isn't wrong


def test_the_passphrase_typed_as_a_name_at_the_door_is_never_kept(qtbot):
    knocked = []
    door = Door("Open your school", [], lambda *told: knocked.append(told))
    qtbot.addWidget(door)
    door.show()
    door._name_line.setText(PASSPHRASE)
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    assert knocked == []
    assert door._name_line.text() == ""
    door._name_line.setText("Helen Marsh")
    door._on_pressed()
    assert [told[1:] for told in knocked] == [(PASSPHRASE, "Helen Marsh")]


def unlock(qtbot, window) -> None:
    door = window.findChild(Door)
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    qtbot.waitUntil(window.shell.isVisible)


class TestLeaving:
    def test_a_full_disk_at_closing_lets_go_of_the_file_and_is_told_at_the_next_opening(
        self, qtbot, window, folder, monkeypatch
    ):
        step(window)
        with monkeypatch.context() as full:
            full.setattr("desktop.store.store.Store.backup", no_room)
            window.close()
        bury()
        store = Store.open(folder, PASSPHRASE)
        assert store.to_undo is not None
        store.close()
        made = MainWindow(folder, preferences=window.preferences, today=lambda: TODAY)
        qtbot.addWidget(made)
        made.sit_down(Workspace.open(folder, PASSPHRASE, who="Helen", today=lambda: TODAY))
        told = []
        made.board.troubled.connect(lambda trouble: told.append(str(trouble)))
        qtbot.waitUntil(lambda: bool(told))
        assert told[0].startswith("No backup could be made when the window closed. Everything you did is kept.")
        made.close()

    def test_bringing_a_backup_back_with_a_wrong_passphrase_says_so_and_stays_in_the_school(self, qtbot, window):
        window.board.workspace.safekeeping.backup()
        dialog = self.ask(window, "wrong words altogether")
        qtbot.waitUntil(lambda: "This passphrase doesn’t open the backup." in said(dialog))
        assert (dialog.isVisible(), window.shell.isVisible(), window.board.closed) == (True, True, False)

    def test_bringing_a_backup_back_holds_nothing_up_and_opens_it(self, qtbot, window):
        window.board.workspace.safekeeping.backup()
        board = window.board
        dialog = self.ask(window, PASSPHRASE)
        qtbot.waitUntil(lambda: "Ferncliffe High School, as of" in said(dialog), timeout=20_000)
        press(window, "Bring it back")
        qtbot.waitUntil(lambda: window.board is not None and window.board is not board, timeout=20_000)
        qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
        qtbot.waitUntil(lambda: window.shell.top.notice.said == "The backup was brought back")

    @staticmethod
    def ask(window, secret: str):
        window.shell.go("settings")
        dialog = ask_restore(window.shell.page, window.board.workspace.safekeeping.backups()[0])
        dialog.findChild(Form).fields["secret"].entry.setText(secret)
        press(window, "Open the backup")
        return dialog


def said(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def no_room(*_given, **_named):
    raise FileTrouble("The disk is full, so nothing more was saved.", "Free some space.")


class TestTroubleThatIsOver:
    def test_a_job_that_goes_well_the_second_time_takes_its_trouble_away(self, qtbot, window):
        bar = window.shell.page.trouble
        window.board.work("Connect", no_room, lambda _value: None)
        qtbot.waitUntil(bar.isVisible)
        window.board.work("Another thing", lambda _run: None, lambda _value: None)
        qtbot.waitUntil(lambda: not window.board.tasks.busy)
        assert bar.isVisible()
        window.board.work("Connect", lambda _run: None, lambda _value: None)
        qtbot.waitUntil(lambda: not bar.isVisible())

    def test_a_trouble_of_the_answer_itself_stays(self, qtbot, window):
        bar = window.shell.page.trouble
        board = window.board
        board.work("Match", lambda _run: None, lambda _value: board.attempt(no_room))
        qtbot.waitUntil(lambda: not board.tasks.busy)
        assert bar.isVisible()

    def test_another_job_under_way_is_told_until_it_ends(self, qtbot, window):
        gate, bar = threading.Event(), window.shell.page.trouble
        window.board.work("One", lambda _run: gate.wait(10), lambda _value: None)
        assert not window.board.work("Two", lambda _run: None, lambda _value: None)
        assert bar.said.startswith("Another job is under way.")
        gate.set()
        qtbot.waitUntil(lambda: not bar.isVisible())

    def test_a_large_change_being_saved_is_told_until_it_is(self, qtbot, window):
        gate, bar = threading.Event(), window.shell.page.trouble
        window.board.keep("One", lambda _workspace: gate.wait(10))
        assert not window.board.keep("Two", lambda _workspace: None)
        assert bar.said.startswith("A large change is being saved just now.")
        gate.set()
        qtbot.waitUntil(lambda: not bar.isVisible())

    def test_a_step_that_goes_well_the_second_time_takes_its_trouble_away(self, window):
        bar = window.shell.page.trouble
        window.board.do(no_room, "Kept")
        assert bar.isVisible()
        window.board.do(lambda: None, "Kept")
        assert not bar.isVisible()


def test_the_pages_of_the_old_look_go_before_the_new_one_is_put_on(window, monkeypatch):
    """Qt styles every part there is, and with all pages made that takes seconds."""
    styled = []
    pages = list(window.shell.stack.made.values())
    monkeypatch.setattr("desktop.ui.theme.apply", lambda *_: styled.append([one for one in pages if isValid(one)]))
    look(window, theme="dark")
    assert styled == [[]]


def test_another_language_styles_nothing_anew(window, monkeypatch):
    styled = []
    monkeypatch.setattr("desktop.ui.theme.apply", lambda *_: styled.append(True))
    window.dressing.restyle()
    styled.clear()
    look(window, language="cy")
    assert not styled


def test_the_post_round_of_a_shell_that_is_gone_goes_no_more(window, monkeypatch):
    """It asked a file that was closed, where a backup had been brought back in its place."""
    stopped = []
    post = window.shell.post
    monkeypatch.setattr(post, "stop", lambda: stopped.append(PostRound.stop(post)))
    post.next.start(60_000)
    look(window, theme="dark")
    assert stopped == [None]
