"""The window against a real head office over a bad line: what a coordinator does, and what she is told each time."""

import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from shiboken6 import isValid

from desktop.models.sharing import ReleaseState
from desktop.post.line import Line
from desktop.store import Store
from desktop.ui.allow import reason_against
from desktop.ui.forms import Form
from desktop.ui.preferences import Preferences
from desktop.ui.window import MainWindow
from desktop.workspace import sharing
from headoffice.database import open_database
from headoffice.sites import write_letter
from tests.sync_world.flaky_proxy import FlakyProxy
from tests.sync_world.office import OfficeProcess
from tests.ui.dialogs import press
from tests.ui.school import PASSPHRASE, TODAY, fill, new_store, sit_down

NINE_DAYS = 9 * 86_400


class Desk:
    """A window with its workers' own threads, before a head office behind a line that can be spoilt."""

    def __init__(self, qtbot, folder, url, proxy) -> None:
        self.qtbot, self.folder, self.proxy = qtbot, folder, proxy
        self.engine = open_database(url)
        workspace = sit_down(new_store(folder))
        fill(workspace)
        self.open(workspace)

    def open(self, workspace) -> None:
        self.told: list[str] = []
        self.window = MainWindow(self.folder, preferences=Preferences(), today=lambda: TODAY)
        self.window.show()
        self.window.sit_down(workspace)
        board = self.window.board
        board.noticed.connect(lambda text, _undoable: self.told.append(text))
        board.troubled.connect(lambda trouble: self.told.append(str(trouble)))
        board.bugged.connect(lambda bug: self.told.append(f"BUG {bug!r}"))
        self.until(lambda: bool(self.window.shell.key) and not board.tasks.busy)
        self.window.shell.post.next.stop()
        self.window.shell.go("head-office")
        self.until(lambda: self.page.key == "head-office" and reason_against(self.page.send) == "")

    def until(self, what: Callable[[], bool]) -> None:
        """Wait for something, on a busy machine too."""
        self.qtbot.waitUntil(what, timeout=30_000)

    @property
    def page(self):
        return self.window.shell.page

    def letter(self, *, age: int = 0) -> str:
        return write_letter(self.engine, "Hill School", region="North", now=int(time.time()) - age).code.written

    def spoil(self, fault: str, *, hold: float = 0.05) -> None:
        self.proxy.weights, self.proxy.hold = {fault: 1}, hold

    def connect_with(self, code: str) -> str:
        """Type a code and the address, press Connect, and return what was told."""
        opened = self.page.ask_enrol()
        opened.findChild(Form).fields["code"].put(code)
        opened.findChild(Form).fields["office"].put(f"{self.proxy.url}/")
        press(opened, "Connect")
        said = self.heard()
        enrolled = self.window.board.workspace.sharing.enrolment is not None
        self.until(lambda: not enrolled or self.page.send.text() != "Connect to head office")
        return said

    def send(self) -> str:
        self.page.send.click()
        return self.heard()

    def heard(self) -> str:
        """Wait until the job is over and the page has read what came of it; return what was told."""
        tasks = self.window.board.tasks
        self.until(lambda: bool(self.told) and not tasks.busy)
        self.window.shell.post.next.stop()
        self.until(lambda: reason_against(self.page.send) == "" and not self.page._looking.asking)
        said, self.told[:] = self.told[-1], []
        return said

    @property
    def strip(self) -> str:
        return self.window.shell.status._office.text

    @property
    def where(self) -> str:
        return " ".join(one.text() for one in self.page._where.findChildren(QLabel) if not one.isHidden())

    def state(self) -> ReleaseState:
        return self.window.board.workspace.sharing.releases()[0].state

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def desk(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(sharing, "Line", partial(Line, tries=2, pause=lambda _seconds: None, deadline=6.0))
    url = f"sqlite:///{tmp_path / 'office.db'}"
    with OfficeProcess(url, tmp_path) as office, FlakyProxy(office.port, seed=1, weights={"pass": 1}) as proxy:
        made = Desk(qtbot, tmp_path / "school", url, proxy)
        yield made
        made.close()
        made.engine.dispose()


def test_codes_that_are_too_old_used_or_right(desk):
    assert "Codes work once and for seven days." in desk.connect_with(desk.letter(age=NINE_DAYS))
    desk.until(lambda: desk.strip == "Head office: not connected yet")
    code = desk.letter()
    desk.spoil("drop_after")
    assert "can’t be reached" in desk.connect_with(code)
    desk.spoil("pass")
    assert desk.connect_with(code) == "Connected to head office. Nothing was sent."  # the lost answer did no harm
    desk.until(lambda: desk.strip == "Head office: connected, nothing sent yet")
    desk.until(lambda: f"Records go to {desk.proxy.url}" in desk.where)


def test_a_line_that_goes_in_the_middle_and_comes_back(desk):
    desk.connect_with(desk.letter())
    desk.spoil("drop_after")
    assert desk.send() == "No answer from head office. It goes by itself later."
    desk.until(lambda: "waiting for a connection" in desk.strip)
    desk.until(lambda: "nothing is lost" in desk.where)
    desk.spoil("pass")
    assert desk.send().startswith("Confirmed by head office")
    desk.until(lambda: "confirmed" in desk.strip)
    desk.until(lambda: "holds the same" in desk.where)
    before = len(desk.proxy.exchanges)
    assert desk.send().startswith("Confirmed by head office")
    assert [one.call for one in desk.proxy.exchanges[before:]] == ["GET /v1/state"]  # sent twice is sent once
    (release,) = desk.window.board.workspace.sharing.releases()
    assert "approved by Helen Marsh" in " ".join(one.text() for one in desk.page.show_log().findChildren(QLabel))
    assert release.state is ReleaseState.CONFIRMED


def test_stop_does_not_wait_for_an_answer_that_never_comes(desk):
    desk.connect_with(desk.letter())
    desk.spoil("blackhole", hold=1.5)
    desk.page.send.click()
    desk.until(lambda: len(desk.proxy.exchanges) > 1 and desk.window.board.tasks.busy)
    assert reason_against(desk.page.send).startswith("It is being sent just now.")
    began = time.monotonic()
    desk.window.board.tasks.stop()
    assert desk.heard() == "Stopped. It goes on from here next time."
    assert time.monotonic() - began < 4  # it would be held for six
    desk.spoil("pass")
    assert desk.send().startswith("Confirmed by head office")


def test_a_window_closed_while_sending_goes_on_from_there_the_next_day(desk):
    desk.connect_with(desk.letter())
    desk.spoil("slow_response", hold=1.0)
    desk.page.send.click()
    desk.until(lambda: desk.window.board.tasks.busy)
    desk.window.close()
    desk.until(lambda: not desk.window.isVisible())
    desk.window.deleteLater()
    desk.until(lambda: not isValid(desk.window))
    desk.open(sit_down(Store.open(desk.folder, PASSPHRASE)))
    assert desk.state() in (ReleaseState.PREPARED, ReleaseState.WAITING)
    desk.spoil("pass")
    assert desk.send().startswith("Confirmed by head office")


def test_what_head_office_refuses_is_told_with_its_reason_and_sent_again_when_asked(desk):
    desk.connect_with(desk.letter())
    desk.send()
    shared = desk.window.board.workspace.sharing
    kept = shared.releases()[0].model_copy(update={"state": ReleaseState.REFUSED, "answer": "term"})
    with desk.window.board.workspace.desk.step("A refusal", undoable=False) as step:
        step.put(kept)
    desk.window.board.changed.emit(frozenset({"StoredRelease"}))
    desk.until(lambda: "the term hasn’t begun by its calendar" in desk.where)
    desk.until(lambda: desk.strip == "Head office: refused, see why")
    log = desk.page.show_log()
    assert "Refused: the term" in " ".join(one.text() for one in log.findChildren(QLabel))
    log.reject()
    next(one for one in desk.page._where.findChildren(QPushButton) if one.text() == "Send it again").click()
    assert desk.heard().startswith("Confirmed by head office")


def test_another_computer_that_took_over_is_said_everywhere(desk):
    desk.connect_with(desk.letter())
    desk.send()
    with sharing.post.open_client(desk.proxy.url) as client:
        sharing.post.enrol(desk.letter(), desk.proxy.url, line=Line(client), secret="another computer")
    assert desk.send() == "Another computer took over as this school."
    desk.until(lambda: desk.strip == "Head office: another computer took over")
    desk.until(lambda: desk.where.count("Another computer took over") == 1)
    desk.until(lambda: desk.page.send.text() == "Connect to head office")
    assert desk.connect_with(desk.letter()) == "Connected to head office. Nothing was sent."
    assert desk.send().startswith("Confirmed by head office")


def test_pressing_again_while_it_is_approved_and_sent_is_nothing_at_all(desk):
    desk.connect_with(desk.letter())
    tasks, stages = desk.window.board.tasks, []
    desk.page.send_now()
    assert tasks.writing  # the approval goes into the file at a worker
    while not desk.told:
        desk.page.send_now()
        desk.page.send.click()
        stages.append(reason_against(desk.page.send).partition(";")[0])
        desk.qtbot.wait(5)
    assert len(desk.told) == 1
    assert desk.heard().startswith("Confirmed by head office")
    assert [one for at, one in enumerate(stages) if one not in stages[:at]][:2] == [
        "Your approval is being kept",
        "It is being sent just now. Wait until it is done, or press Stop.",
    ]
    assert len(desk.window.board.workspace.sharing.releases()) == 1


def test_what_head_office_answered_is_told_once_the_page_shows_it(desk):
    desk.connect_with(desk.letter())
    shown = []
    desk.window.board.noticed.connect(lambda _text, _undoable: shown.append((desk.where, desk.page.send.text())))
    assert desk.send().startswith("Confirmed by head office")
    where, button = shown[-1]
    assert "holds the same" in where
    assert button == "Ask head office again"


def test_an_answer_that_comes_while_another_page_is_open_is_told_there(desk):
    desk.connect_with(desk.letter())
    desk.spoil("slow_response", hold=0.5)
    desk.page.send.click()
    desk.until(lambda: reason_against(desk.page.send).startswith("It is being sent"))
    desk.window.shell.go("today")
    desk.until(lambda: bool(desk.told))
    assert desk.told[-1].startswith("Confirmed by head office")


def test_a_term_taken_back_while_another_sending_is_under_way_goes_right_after_it(desk):
    desk.connect_with(desk.letter())
    desk.send()
    desk.spoil("slow_response", hold=1.0)
    desk.page.send.click()
    desk.until(lambda: reason_against(desk.page.send).startswith("It is being sent"))
    press(desk.page.show_log(), "Ask head office to delete this term")
    assert desk.told == ["Your request is kept. It goes once what is under way is done."]
    assert reason_against(desk.page.send).startswith("It is being sent")
    desk.spoil("pass")
    desk.until(lambda: desk.state() is ReleaseState.RETRACTED)
    desk.until(lambda: "It keeps nothing of this term." in desk.where)


def test_a_term_that_was_deleted_is_told_as_such_and_can_be_approved_again(desk):
    desk.connect_with(desk.letter())
    desk.send()
    desk.spoil("drop_before")
    press(desk.page.show_log(), "Ask head office to delete this term")
    desk.heard()
    desk.until(
        lambda: desk.page.sentence.text() == "Head office is asked to delete Autumn 2026. No record of it leaves."
    )
    desk.until(lambda: desk.strip == "Head office: asked to delete, waiting for a connection")
    desk.spoil("pass")
    desk.send()
    desk.until(lambda: desk.state() is ReleaseState.RETRACTED and desk.page.send.text() == "Approve and send")
    assert desk.page.sentence.text().startswith("Head office keeps nothing of Autumn 2026.")
    assert desk.send().startswith("Confirmed by head office")
    desk.until(lambda: desk.page.sentence.text().startswith("What left this computer"))
