"""The year's sessions as a list and a calendar: planned, called off, brought back, opened again."""

from datetime import date, time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.models.people import Mentee, Mentor
from desktop.models.record import SessionId
from desktop.models.sessions import SessionState
from desktop.ui.table.view import ListView
from tests.ui.dialogs import dialog, press

TODAYS = SessionId("session-3")


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
    choose(window.shell.page, "session-4", "Call it off")
    assert workspace.sessions.get(SessionId("session-4")).state is SessionState.CANCELLED
    window.shell._undo()
    assert workspace.sessions.get(SessionId("session-4")).state is SessionState.PLANNED


def choose(page, session: str, verb: str) -> None:
    """Choose a session in the list and press a verb beside it, after whatever was pressed before."""
    page.view.show_row(session)
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    turn(page, verb)


def turn(page, verb: str) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what stood beside the one before
    next(one for one in page._side_box.findChildren(QPushButton) if one.text() == verb).click()


def test_a_called_off_session_is_brought_back_and_a_closed_one_opened_again(seat, workspace):
    window = seat(workspace, "sessions")
    page = window.shell.page
    choose(page, "session-4", "Call it off")
    choose(page, "session-4", "Bring it back")
    assert window.told.notices[-1] == "The session on 10 Dec is planned again"
    choose(page, "session-2", "Open it again")
    assert window.told.notices[-1] == "The session on 15 Oct is open again"
    states = [one.state for one in workspace.sessions.all()]
    assert states == [SessionState.HELD, SessionState.PLANNED, SessionState.PLANNED, SessionState.PLANNED]


def test_a_double_click_on_call_it_off_calls_it_off(seat, workspace):
    page = seat(workspace, "sessions").shell.page
    page.view.show_row("session-4")
    turn(page, "Call it off")
    turn(page, "Bring it back")
    assert workspace.sessions.get(SessionId("session-4")).state is SessionState.CANCELLED


def test_planning_without_a_published_pair_says_to_publish_first(seat, empty):
    window = seat(empty, "sessions")
    window.shell.page.plan()
    assert window.told.notices[-1] == "Publish pairs first: sessions are planned for pairs that run."


def test_sessions_of_earlier_years_are_a_press_away(seat, workspace):
    first = workspace.sessions.get(SessionId("session-1"))
    old = [first.model_copy(update={"id": SessionId(f"old-{n}"), "day": date(2024, 9 + n, 12)}) for n in range(3)]
    with workspace.desk.step("Years before") as step:
        step.put_many(old)
    page = seat(workspace, "sessions").shell.page
    assert (len(page._model.ids), page.calendar._ends()[0]) == (4, date(2026, 9, 1))
    assert (page._heading.text(), page._years.text()) == ("This year", "3 sessions of earlier years")
    page._years.click()
    assert (len(page._model.ids), page.calendar._ends()[0]) == (7, date(2024, 9, 1))
    assert (page._heading.text(), page._years.text()) == ("All years", "This year only")
    page.calendar.turn(-1)
    page._years.click()
    assert (len(page._model.ids), page.calendar._months()[0]) == (4, date(2026, 9, 1))
    page.open("old-1")
    assert page.view.current == "old-1"


def test_what_is_still_open_from_last_year_stays_in_sight(seat, workspace):
    first = workspace.sessions.get(SessionId("session-1"))
    late = {"id": SessionId("late"), "day": date(2026, 7, 9), "state": SessionState.PLANNED}
    with workspace.desk.step("Left open") as step:
        step.put(first.model_copy(update=late))
    page = seat(workspace, "sessions").shell.page
    assert "late" in page._model.ids
    assert page._foot.isHidden()


def only_table(workspace, *, tables: int) -> None:
    """Leave the school one room of so many tables, and no session to come."""
    school = workspace.settings.school
    workspace.settings.change_school(
        school.model_copy(update={"rooms": (school.rooms[0].model_copy(update={"tables": tables}),)})
    )
    for one in workspace.sessions.coming():
        workspace.sessions.cancel(one.id)


def test_pairs_for_whom_no_session_was_found_are_named_with_the_reason(seat, workspace):
    only_table(workspace, tables=1)
    window = seat(workspace, "sessions")
    window.shell.page.plan()
    assert "pairs have none" in window.told.notices[-1]
    shown = dialog(window)
    view = shown.findChild(ListView)
    names = workspace.matching.names()
    running = {f"{names[one.mentee]} and {names[one.mentor]}" for one in workspace.sessions.running_matches()}
    assert view.model().rowCount() > 1
    first = view.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole)
    assert first in running
    assert any("can meet at no other times" in one.text() for one in shown.findChildren(QLabel))
    press(window, "Close")


def test_where_nobody_can_be_placed_that_is_said_and_nothing_is_kept(seat, workspace):
    only_table(workspace, tables=1)
    with workspace.desk.step("Nobody is free") as step:
        step.put_many([one.model_copy(update={"availability": ()}) for one in workspace.roster.people(Mentee)])
        step.put_many([one.model_copy(update={"availability": ("mon-am",)}) for one in workspace.roster.people(Mentor)])
    window = seat(workspace, "sessions")
    before = workspace.desk.store.revision
    window.shell.page.plan()
    assert dialog(window).windowTitle() == "12 pairs have no session"
    assert workspace.desk.store.revision == before


def test_planning_where_every_pair_has_its_sessions_says_so(seat, workspace):
    workspace.planning.adopt(workspace.planning.propose(workspace.planning.request()))
    window = seat(workspace, "sessions")
    window.shell.page.plan()
    assert window.told.notices[-1] == "Every published pair has its sessions already."


@pytest.fixture
def calendar(seat, workspace):
    page = seat(workspace, "sessions").shell.page
    page._show(1)
    QTest.qWait(20)
    return page.calendar


def test_the_calendar_begins_with_the_month_of_the_years_first_session(calendar):
    assert calendar._months()[0] == min(calendar._by_day).replace(day=1)


def test_the_calendars_months_are_turned_by_hand_within_the_year(qtbot, calendar):
    first = calendar._months()[0]
    assert not calendar.may_turn(-1)
    qtbot.keyClick(calendar, Qt.Key.Key_PageDown)
    assert calendar._months()[0] > first
    qtbot.keyClick(calendar, Qt.Key.Key_PageUp)
    assert calendar._months()[0] == first


def test_the_session_chosen_is_marked_and_its_month_shown(calendar, workspace):
    for one in (workspace.sessions.all()[-1], workspace.sessions.all()[0]):
        calendar.choose(one.day)
        assert calendar._chosen == one.day
        assert one.day.replace(day=1) in calendar._months()


def test_at_200_percent_the_calendar_is_not_taller_than_its_place(qtbot, seat, workspace):
    page = seat(workspace, "sessions", size=(683, 384)).shell.page
    page._show(1)
    qtbot.waitUntil(lambda: page.calendar.height() <= page._stack.height())
    assert page._key.isVisible()
    assert all(
        page._stack.rect().contains(page.calendar._box(at).toRect()) for at in range(len(page.calendar._months()))
    )


def test_the_calendar_says_what_its_marks_mean(seat, workspace):
    page = seat(workspace, "sessions").shell.page
    page._show(1)
    QTest.qWait(20)
    assert any("Tick: held" in one.text() for one in page.findChildren(QLabel) if one.isVisible())


def painted(calendar, day: date):
    """The picture of one day."""
    calendar.choose(day)  # brought in; every day is compared as chosen, so that the ring makes no difference
    at = next(n for n, first in enumerate(calendar._months()) if first == day.replace(day=1))
    spot = next(spot for one, spot in calendar._cells(at, calendar._months()[at]) if one == day)
    there = QRect(calendar.mapTo(calendar.window(), spot.toRect().topLeft()), spot.toRect().size())
    return calendar.window().grab(there).toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def test_what_a_day_is_can_be_told_without_colour(calendar):
    """Planned is dark beside its number, held is light inside."""
    states = {one.state: day for day, held in calendar._by_day.items() for one in held}
    middle = {}
    for state, day in states.items():
        seen = painted(calendar, day)
        middle[state] = seen.pixelColor(seen.width() // 2, 6).lightness()
    assert middle[SessionState.HELD] - middle[SessionState.PLANNED] > 60


def test_a_day_says_in_words_what_it_is(calendar):
    held = next(day for day, some in calendar._by_day.items() if some[0].state is SessionState.HELD)
    planned = next(day for day, some in calendar._by_day.items() if some[0].state is SessionState.PLANNED)
    assert calendar.words_of(held).endswith("Held")
    assert "Planned" in calendar.words_of(planned)
    assert calendar.words_of(date(2026, 12, 25)) == "Friday 25 December, no term"
    assert calendar.words_of(date(2026, 11, 11)) == ""


def test_two_sessions_of_a_day_are_told_both_and_picked_in_turn(qtbot, calendar):
    day, (one,) = next((day, some) for day, some in calendar._by_day.items() if len(some) == 1)
    later = one.model_copy(update={"id": "later", "start": one.start.replace(hour=19)})
    calendar.show_sessions([one, later], calendar._terms, calendar._today)
    assert calendar.words_of(day).count(":") >= 4
    picked = []
    calendar.picked.connect(picked.append)
    calendar.choose(day)
    calendar._pick(day)
    calendar._pick(day)
    assert sorted(picked) == sorted([one.id, "later"])


def test_arrows_walk_through_each_session_of_a_day_and_enter_opens_it(qtbot, seat, workspace):
    first = workspace.sessions.get(TODAYS)
    with workspace.desk.step("An evening more") as step:
        step.put(first.model_copy(update={"id": SessionId("later"), "start": time(18), "finish": time(19)}))
    window = seat(workspace, "sessions")
    page, picked = window.shell.page, []
    page._show(1)
    page.calendar.picked.connect(picked.append)
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_Left,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
    ):
        qtbot.keyClick(page.calendar, key)
    assert picked == ["later", "session-4", "later", TODAYS, "session-2", TODAYS]
    qtbot.keyClick(page.calendar, Qt.Key.Key_Right)
    qtbot.keyClick(page.calendar, Qt.Key.Key_Return)
    assert (window.shell.key, window.shell.page._id) == ("register", "later")


def test_a_double_click_in_the_calendar_opens_that_day_s_session(qtbot, calendar):
    at, first = next((at, first) for at, first in enumerate(calendar._months()) if first == date(2026, 10, 1))
    spots = dict(calendar._cells(at, first))
    opened = []
    calendar.opened.connect(opened.append)
    held, free = (spots[date(2026, 10, day)].center().toPoint() for day in (15, 16))
    for spot in (held, free):
        qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseDClick(calendar, Qt.MouseButton.LeftButton, pos=spot)
    assert opened == ["session-2"]
