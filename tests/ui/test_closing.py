"""The window is closed in the middle of every job, at several moments: nothing is asked, the file is whole."""

import threading
import time
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from desktop.errors import FileTrouble
from desktop.models.matches import Match
from desktop.models.people import Mentee
from desktop.models.sharing import Enrolment
from desktop.store import Store
from desktop.ui.window import MainWindow
from desktop.workspace import Workspace
from desktop.workspace.importing import Told
from desktop.workspace.papers import Paper, PaperOrder
from tests.ui.school import PASSPHRASE, TODAY

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
LIST = "Forename,Surname,Date of birth,Year\n" + "".join(
    f"New{n},Person{n},{1 + n % 28:02d}/03/2012,9\n" for n in range(150)
)


@pytest.fixture
def window(qtbot, threaded):
    qtbot.waitUntil(lambda: threaded.board.ready)
    return threaded


def read_a_list(board, folder):
    (folder / "list.csv").write_text(LIST, "utf-8")
    job = board.workspace.importing.examiner(folder / "list.csv", Told())
    board.work("Reading", lambda run: job(run, run.asked), lambda _seen: None)


def bring_a_list_in(board, folder):
    (folder / "list.csv").write_text(LIST, "utf-8")
    seen = board.workspace.importing.examiner(folder / "list.csv", Told())(None, None)
    board.keep("Import", lambda workspace: workspace.importing.adopt(seen.plan, seen.reading))


def match(board, _folder):
    request = board.workspace.matching.request()
    board.work("Matching", lambda run: board.workspace.matching.propose(request, stopped=run.asked), lambda _v: None)


def publish(board, _folder):
    board.keep("Publish", lambda workspace: workspace.matching.publish())


def print_forms(board, _folder):
    people = tuple(one.id for one in board.workspace.roster.people(Mentee))
    job = board.workspace.previews.of(PaperOrder(paper=Paper.CONSENT_FORMS, people=people))
    board.work("Printing", lambda run: job(run, run.asked), lambda _sheaf: None)


def back_up(board, _folder):
    board.look("Backup", lambda workspace: workspace.safekeeping.backup(), lambda _made: None)


def send(board, _folder):
    """To a head office that nobody answers at."""
    enrolment = Enrolment(
        office_url="http://127.0.0.1:9",
        site="s",
        epoch=1,
        private_key="00" * 32,
        office_public_key="",
        enrolled_at=NOON,
    )
    board.workspace.sharing.keep_enrolment(enrolment)
    job = board.workspace.sharing.courier(board.tasks.hand_over)
    board.work("Sending", lambda run: job(run, run.asked), lambda _report: None)


def left(folder) -> tuple[int, int, list[str]]:
    """Open what was left: how many people and matches there are, and which check fails."""
    store = Store.open(folder, PASSPHRASE)
    try:
        return (
            store.count(Mentee),
            store.count(Match),
            [one.name for one in store.check() if not one.passed and one.name != "folder"],
        )
    finally:
        store.close()


@pytest.mark.parametrize("moment", [0, 25])
@pytest.mark.parametrize("job", [read_a_list, match, print_forms, back_up, send])
def test_a_job_that_reads_falls_and_nothing_is_lost(window, folder, job, moment):
    before = (window.board.workspace.desk.store.count(Mentee), window.board.workspace.desk.store.count(Match))
    job(window.board, folder)
    close_after(window, moment)
    assert left(folder) == (*before, [])


@pytest.mark.parametrize("moment", [0, 25])
def test_a_list_being_brought_in_is_in_the_file(window, folder, moment):
    before = window.board.workspace.desk.store.count(Mentee)
    bring_a_list_in(window.board, folder)
    close_after(window, moment)
    assert (left(folder)[0], left(folder)[2]) == (before + 150, [])


@pytest.mark.parametrize("moment", [0, 20])
def test_what_is_being_published_is_in_the_file(window, folder, moment):
    publish(window.board, folder)
    close_after(window, moment)
    assert left(folder)[2] == []
    store = Store.open(folder, PASSPHRASE)
    assert {one.state.value for one in store.all(Match)} == {"published"}
    store.close()


def test_what_could_not_be_kept_while_closing_is_told_at_the_next_opening(qtbot, window, folder):
    gate = threading.Event()

    def full(_workspace):
        gate.wait(10)
        raise FileTrouble("The disk is full, so nothing more was saved.", "Free some space and do it again.")

    window.board.keep("150 young people imported", full)
    threading.Timer(0.05, gate.set).start()
    window.close()
    told = next_opening(qtbot, window, folder)
    assert told == [
        (
            "Not saved when the window closed: 150 young people imported. "
            "The disk is full, so nothing more was saved. Free some space and do it again."
        )
    ]
    assert next_opening(qtbot, window, folder) == []


def next_opening(qtbot, window, folder):
    """Open the same school on another day, and return what its first page tells."""
    made = MainWindow(folder, preferences=window.preferences, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    told = []
    made.sit_down(Workspace.open(folder, PASSPHRASE, who="Helen", today=lambda: TODAY))
    made.board.troubled.connect(lambda trouble: told.append(str(trouble)))
    qtbot.waitUntil(lambda: made.board.ready)
    QApplication.processEvents()
    assert made.shell.page.trouble.isVisible() == bool(told)
    made.close()
    return told


def close_after(window, milliseconds: int) -> None:
    """Let the window live so long and close it, as a person does: without a question."""
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        QApplication.processEvents()
    window.close()
    assert QApplication.activeModalWidget() is None


def test_the_post_round_of_a_window_that_closed_goes_no_more(seat, workspace):
    window = seat(workspace, "head-office")  # what the round stands on is imported
    post = window.shell.post
    window.close()
    post.next.timeout.emit()
    assert not post._asking.asking
