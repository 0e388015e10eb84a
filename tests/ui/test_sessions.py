"""Sessions and the register: the term at a glance, large targets, letter keys, nothing presumed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.models.people import Modality
from desktop.models.record import SessionId
from desktop.models.sessions import Presence, SessionState
from desktop.ui.choices import Tick
from desktop.ui.forms import Form
from desktop.ui.pages.sessions.painting import places

TODAYS = SessionId("session-3")


@pytest.fixture
def page(seat, workspace):
    window = seat(workspace)
    window.shell.go("register", TODAYS)
    QTest.qWait(20)
    return window.shell.page


def marks(page) -> list[Presence]:
    session = page.workspace.sessions.get(TODAYS)
    return [pair.mentee_mark for pair in sorted(session.pairs, key=lambda one: one.table)]


def test_nobody_is_presumed_present(page):
    assert set(marks(page)) == {Presence.UNMARKED}


def test_letters_mark_and_go_on(qtbot, page):
    qtbot.keyClicks(page.view, "pla")
    assert marks(page)[:3] == [Presence.PRESENT, Presence.LATE, Presence.ABSENT]
    assert page.view.line == 3


def test_a_click_on_a_segment_marks(qtbot, page):
    rect = page.view.visualRect(page.view.model().index(1))
    segments = places(rect.width(), rect.top()).segments
    spot = segments.center().toPoint()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert marks(page)[1] is Presence.LATE


def test_targets_in_the_hall_are_44_pixels_high(page):
    rect = page.view.visualRect(page.view.model().index(0))
    assert places(rect.width(), rect.top()).segments.height() >= 44


def test_one_press_marks_the_rest_and_keeps_what_was_marked(qtbot, page):
    qtbot.keyClick(page.view, Qt.Key.Key_A)
    page._on_rest()
    assert marks(page)[0] is Presence.ABSENT
    assert set(marks(page)[1:]) == {Presence.PRESENT}


def test_a_row_is_spoken_as_a_sentence(qtbot, page):
    qtbot.keyClick(page.view, Qt.Key.Key_L)
    text = page.view.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.startswith("Table 1, ")
    assert ": Late; " in text


def test_what_was_typed_about_a_pair_is_kept_when_one_moves_on(page):
    page.pair.note.setPlainText("Write to the college")
    page.view.go_on()
    session = page.workspace.sessions.get(TODAYS)
    assert any(pair.action == "Write to the college" for pair in session.pairs)


def test_n_writes_a_note_and_escape_goes_back_to_the_list(qtbot, page):
    page.window().activateWindow()
    assert QTest.qWaitForWindowActive(page.window())
    qtbot.keyClick(page.view, Qt.Key.Key_N)
    qtbot.keyClicks(page.pair.note, "Visit the workshop")
    qtbot.keyClick(page.pair.note, Qt.Key.Key_Escape)
    assert page.view.hasFocus()
    assert any(pair.action == "Visit the workshop" for pair in page.workspace.sessions.get(TODAYS).pairs)


def test_a_mark_made_while_one_types_leaves_the_words_alone(page):
    page.pair.note.setPlainText("Half a sent")
    page._on_rest()
    assert page.pair.note.toPlainText() == "Half a sent"


def test_enter_asks_for_minutes_and_they_are_kept(qtbot, page):
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    form = page.window().findChild(QDialog).findChild(Form)
    form.fields["minutes"].put("45")
    QTest.keyClick(form.fields["minutes"].entry, Qt.Key.Key_Return)
    assert [pair.minutes for pair in page.workspace.sessions.get(TODAYS).pairs if pair.table == 1] == [45]


def test_closing_without_the_online_checks_asks_for_them(page, workspace):
    match = workspace.matching.open()[0]
    with workspace.desk.step("Meet online") as step:
        step.put(match.model_copy(update={"modality": Modality.HYBRID}))
    page.refresh()
    page._on_close()
    assert "three checks" in page.trouble.said
    page.trouble._act.click()
    for tick in page.window().findChild(QDialog).findChildren(Tick):
        tick.click()
    next(one for one in page.window().findChild(QDialog).findChildren(QPushButton) if "Keep" in one.text()).click()
    page._on_close()
    assert workspace.sessions.get(TODAYS).state is SessionState.HELD


def test_a_closed_session_counts(page):
    page._on_rest()
    page._on_close()
    assert page.workspace.sessions.get(TODAYS).state is SessionState.HELD


def test_a_closed_register_says_who_was_in_the_room_and_not_who_is(page):
    def said() -> list[str]:
        return [one.text() for one in page._counts.findChildren(QLabel)]

    assert "people in the room now" in said()
    page._on_rest()
    page._on_close()
    page.open(TODAYS)
    assert "people were in the room" in said()
    assert "people in the room now" not in said()


def test_the_list_shows_every_session_and_the_calendar_the_same(seat, workspace):
    page = seat(workspace, "sessions").shell.page
    days = {one.day for one in workspace.sessions.all()}
    assert len(page._model.ids) == len(workspace.sessions.all())
    assert set(page.calendar._by_day) == days


def test_arrows_walk_the_calendar_from_session_to_session(qtbot, seat, workspace):
    page = seat(workspace, "sessions").shell.page
    page._show(1)
    with qtbot.waitSignal(page.calendar.picked) as picked:
        qtbot.keyClick(page.calendar, Qt.Key.Key_Right)
    assert picked.args == ["session-4"]


def test_calling_a_session_off_can_be_undone(seat, workspace):
    window = seat(workspace, "sessions")
    window.shell.page._on_cancel(SessionId("session-4"))
    assert workspace.sessions.get(SessionId("session-4")).state is SessionState.CANCELLED
    window.shell._undo()
    assert workspace.sessions.get(SessionId("session-4")).state is SessionState.PLANNED


def test_planning_without_a_published_pair_says_to_publish_first(seat, empty):
    window = seat(empty, "sessions")
    window.shell.page.plan()
    assert window.told.notices[-1] == "Publish pairs first: sessions are planned for pairs that run."


def test_planning_where_every_pair_has_its_sessions_says_so(seat, workspace):
    workspace.planning.adopt(workspace.planning.propose(workspace.planning.request()))
    window = seat(workspace, "sessions")
    window.shell.page.plan()
    assert window.told.notices[-1] == "Every published pair has its sessions already."
