"""Large things are kept by a worker, the first page has its frame before the file is read, and the strip tells."""

import sys
import threading
from concurrent.futures import Executor, Future
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from desktop.errors import FileTrouble
from desktop.models.people import Mentee
from desktop.ui import pace
from desktop.ui.preferences import Preferences
from desktop.ui.window import MainWindow
from tests.ui.school import TODAY
from tests.unit.store.inside import journal_of

if TYPE_CHECKING:
    from collections.abc import Callable


def rename(workspace) -> None:
    with workspace.desk.step("Rename everybody") as step:
        step.put_many([one.model_copy(update={"legal_surname": "Changed"}) for one in workspace.desk.store.all(Mentee)])


class Waiting(Executor):
    """A worker that waits to be told."""

    def __init__(self) -> None:
        self._asked: list[Callable[[], None]] = []

    def submit(self, fn, /, *args, **kwargs):
        done: Future = Future()
        self._asked.append(lambda: done.set_result(fn(*args, **kwargs)))
        return done

    def go(self) -> None:
        while self._asked:
            self._asked.pop(0)()


@pytest.fixture
def worker() -> Waiting:
    return Waiting()


@pytest.fixture
def waiting_window(qtbot, workspace, folder, worker):
    """A window whose file is not read yet."""
    import_module("desktop.ui.pages.today.page")  # as a worker does while the door stands
    window = MainWindow(folder, preferences=Preferences(), executor=worker, today=lambda: TODAY)
    qtbot.addWidget(window)
    window.show()
    window.sit_down(workspace)
    yield window
    window.close()


def test_the_first_page_stands_before_the_file_is_read(qtbot, waiting_window):
    qtbot.waitUntil(lambda: waiting_window.shell.page.key == "today")
    page = waiting_window.shell.page
    assert page.sentence.text().endswith("Reading the school’s file.")
    assert "Reading the school’s file" in [label.text() for label in page.findChildren(QLabel)]


def test_the_first_page_fills_when_the_file_is_read(qtbot, waiting_window, worker):
    qtbot.waitUntil(lambda: waiting_window.shell.page.key == "today")
    worker.go()
    qtbot.waitUntil(lambda: "Next session" in waiting_window.shell.page.sentence.text())


def test_a_page_wanted_while_the_file_is_read_opens_after(waiting_window, worker):
    waiting_window.shell.go("mentors")
    assert waiting_window.shell.key == "today"
    worker.go()
    assert waiting_window.shell.key == "mentors"


def test_a_step_while_the_file_is_read_is_read_too(waiting_window, worker):
    rename(waiting_window.board.workspace)
    worker.go()
    assert {one.legal_surname for one in waiting_window.board.workspace.desk.store.all(Mentee)} == {"Changed"}


def test_the_window_reads_no_record_by_itself(qtbot, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready)
    assert set(threaded.board.workspace.desk.store._memory._kinds) >= {"mentees", "mentors", "consents", "matches"}


def test_while_something_large_is_kept_the_strip_says_so(qtbot, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready)
    gate = threading.Event()

    def slowly(workspace) -> None:
        gate.wait(10)
        rename(workspace)

    threaded.board.keep("Rename everybody", slowly, "Renamed")
    assert threaded.shell.status.said.startswith("Saving;")
    gate.set()
    qtbot.waitUntil(lambda: threaded.shell.status.said.startswith("All changes saved"))


def test_nothing_else_is_kept_meanwhile(qtbot, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready)
    told, gate = [], threading.Event()
    threaded.board.troubled.connect(lambda trouble: told.append(trouble.sentence))
    threaded.board.keep("Rename everybody", lambda _workspace: gate.wait(10))
    assert not threaded.board.keep("Once more", rename)
    assert not threaded.board.do(lambda: rename(threaded.board.workspace))
    assert told == ["A large change is being saved just now."] * 2
    gate.set()
    qtbot.waitUntil(lambda: not threaded.board.tasks.writing)


def test_closing_waits_for_what_is_being_kept(qtbot, threaded, folder):
    from desktop.store import Store
    from tests.ui.school import PASSPHRASE

    qtbot.waitUntil(lambda: threaded.board.ready)
    begun, gate = threading.Event(), threading.Event()

    def slowly(workspace) -> None:
        begun.set()
        gate.wait(10)
        rename(workspace)

    threaded.board.keep("Rename everybody", slowly)
    begun.wait(10)
    threading.Timer(0.1, gate.set).start()
    threaded.close()
    store = Store.open(folder, PASSPHRASE)
    assert {one.legal_surname for one in store.all(Mentee)} == {"Changed"}
    assert journal_of(store).intact
    store.close()


def test_a_step_that_could_not_be_kept_stands_in_the_strip_until_one_is(seat, workspace):
    window = seat(workspace)

    def full() -> None:
        with workspace.desk.step("Add") as step:
            step.put(workspace.desk.school.model_copy(update={"name": "Other"}))
            raise FileTrouble("The disk is full, so nothing more was saved.", "Free some space and do it again.")

    window.board.do(full)
    why = "Not saved: The disk is full, so nothing more was saved. Free some space and do it again."
    assert window.shell.status.said.startswith(why)
    assert window.shell.page.trouble.said.startswith("The disk is full")
    window.board.do(lambda: rename(workspace))
    assert window.shell.status.said.startswith("All changes saved, the last ")
    assert window.shell.page.trouble.said == ""


def test_a_disk_that_is_really_full_is_told_and_loses_nothing(seat, workspace):
    """The file may not grow: SQLite itself refuses the step."""
    window = seat(workspace)
    engine = workspace.desk.store._engine
    engine.rows(f"PRAGMA max_page_count = {engine.value('PRAGMA page_count')}")
    before = workspace.desk.store.all(Mentee)
    window.board.do(lambda: rename_with_much(workspace))
    assert window.shell.status.said.startswith("Not saved: The disk is full")
    assert workspace.desk.store.all(Mentee) == before


def rename_with_much(workspace) -> None:
    with workspace.desk.step("Write much") as step:
        step.put_many([one.model_copy(update={"note": "x" * 9000}) for one in workspace.desk.store.all(Mentee)])


def test_a_large_step_is_undone_by_a_worker(qtbot, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready)
    workspace = threaded.board.workspace
    many = [
        one.model_copy(update={"id": f"more-{n}-{one.id}"}) for n in range(4) for one in workspace.roster.people(Mentee)
    ]
    before = workspace.desk.store.count(Mentee)
    with workspace.desk.step("Add many") as step:
        step.put_many(many)
    threaded.shell._undo()
    assert threaded.board.tasks.writing
    qtbot.waitUntil(lambda: not threaded.board.tasks.writing)
    assert workspace.desk.store.count(Mentee) == before


def test_threads_take_short_turns():
    turn = sys.getswitchinterval()
    try:
        pace.keep_pace()
        assert sys.getswitchinterval() == pytest.approx(pace.TURN_SECONDS)
    finally:
        sys.setswitchinterval(turn)
