"""The register: large targets, letter keys, nothing presumed, and what closing a session asks first."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.models.people import Modality, PersonState
from desktop.models.record import SessionId
from desktop.models.sessions import Presence, Session, SessionState
from desktop.ui.allow import reason_against
from desktop.ui.choices import Tick
from desktop.ui.forms import Form
from desktop.ui.pages.sessions.details import read_time
from desktop.ui.pages.sessions.painting import places
from desktop.ui.pages.sessions.rows import called
from tests.ui.dialogs import dialog, press
from tests.ui.school import TODAY

TODAYS = SessionId("session-3")
LATER = SessionId("session-4")


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


@pytest.mark.parametrize(
    ("mark", "held", "said"),
    [
        (Presence.PRESENT, False, "mentor is in"),
        (Presence.ABSENT, False, "mentor absent"),
        (Presence.UNMARKED, False, "mentor not in yet"),
        (Presence.UNMARKED, True, "mentor not signed in"),
    ],
)
def test_a_row_says_of_the_mentor_what_was_said_of_them(page, mark, held, said):
    one = page.view.row_at(0)
    told = replace(one, pair=one.pair.model_copy(update={"mentor_mark": mark}), held=held)
    assert told.spoken.endswith(f"{said}.")


def test_closing_offers_undo_which_takes_back_the_closing(page):
    offered = []
    page.board.noticed.connect(lambda told, undoable: offered.append((told, undoable)))
    page._on_said(Presence.ABSENT)
    assert offered[-1] == ("Session closed", True)
    page.window().shell._undo()
    assert page.workspace.sessions.get(TODAYS).state is SessionState.PLANNED


def test_closing_tells_of_mentors_who_may_not_be_said_to_have_been_here(page, workspace):
    barred = workspace.roster.mentor(page.view.row_at(0).pair.mentor)
    workspace.roster.set_state(barred, PersonState.BARRED, reason="The head")
    page.refresh()
    page._on_said(Presence.PRESENT)
    assert "1 mentor isn’t clear to meet: not marked" in page.window().told.notices[-1]


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


def test_a_note_longer_than_is_kept_is_said_and_stays_typed(page):
    page.pair.note.setPlainText("x" * 100_000)
    page.pair.keep()
    assert "This is too long" in page.pair._problem.text()
    assert pair_of(page, TODAYS).action == ""
    page.view.setCurrentIndex(page.view.model().index(1, 0))
    assert page.pair._problem.isHidden()
    page.view.setCurrentIndex(page.view.model().index(0, 0))
    assert "This is too long" in page.pair._problem.text()
    page.pair.note.setPlainText("Shorter")
    page.pair.keep()
    assert pair_of(page, TODAYS).action == "Shorter"


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
    page._on_rest()
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


def test_the_head_count_counts_staff_too(page):
    big = next(one for one in page._counts.findChildren(QLabel) if one.text().isdigit())
    assert big.text() == "1"


def test_a_closed_register_says_who_was_in_the_room_and_not_who_is(page):
    def said() -> list[str]:
        return [one.text() for one in page._counts.findChildren(QLabel)]

    assert "person in the room now" in said()
    page._on_rest()
    page._on_close()
    page.open(TODAYS)
    assert "people were in the room" in said()
    assert "people in the room now" not in said()


@pytest.fixture
def ahead(page):
    """The register of a session a month away."""
    page.open(LATER)
    return page


def pair_of(page, session: SessionId):
    return min(page.workspace.sessions.get(session).pairs, key=lambda one: one.table)


def rest_press(page) -> QPushButton:
    return next(one for one in page._counts.findChildren(QPushButton) if "Mark the other" in one.text())


def test_nobody_can_be_marked_present_before_the_day(ahead):
    assert not rest_press(ahead).isEnabled()
    assert "This session is on Thursday 10 December" in reason_against(rest_press(ahead))


def test_the_register_of_a_day_to_come_says_so_and_that_of_today_does_not(ahead):
    assert "Thursday 10 December" in ahead._ahead.text()
    ahead.open(TODAYS)
    assert ahead._ahead.isHidden()


@pytest.mark.parametrize("key", ["p", "l", "m"])
def test_a_letter_before_the_day_marks_nobody_and_says_why(qtbot, ahead, key):
    qtbot.keyClicks(ahead.view, key)
    assert "This session is on 10 Dec" in ahead.trouble.said
    assert pair_of(ahead, LATER).mentee_mark is Presence.UNMARKED
    assert pair_of(ahead, LATER).mentor_mark is Presence.UNMARKED


def test_ctrl_enter_before_the_day_marks_nobody(ahead):
    ahead._on_rest()
    assert {one.mentee_mark for one in ahead.workspace.sessions.get(LATER).pairs} == {Presence.UNMARKED}


def test_an_absence_told_ahead_is_marked_and_taken_off_with_the_same_key(qtbot, ahead):
    qtbot.keyClicks(ahead.view, "a")
    assert pair_of(ahead, LATER).mentee_mark is Presence.ABSENT
    ahead.view.setCurrentIndex(ahead.view.model().index(0))
    qtbot.keyClicks(ahead.view, "a")
    assert pair_of(ahead, LATER).mentee_mark is Presence.UNMARKED


def test_on_the_day_a_second_press_of_absent_changes_nothing(qtbot, page):
    for _press in range(2):
        page.view.setCurrentIndex(page.view.model().index(0))
        qtbot.keyClicks(page.view, "a")
    assert pair_of(page, TODAYS).mentee_mark is Presence.ABSENT


def test_before_the_day_only_goal_and_cover_are_asked(qtbot, ahead):
    qtbot.keyClick(ahead.view, Qt.Key.Key_Return)
    form = dialog(ahead).findChild(Form)
    assert set(form.fields) == {"absence", "goal", "cover"}
    form.fields["goal"].put("A CV")
    press(ahead, "Keep")
    assert pair_of(ahead, LATER).goal == "A CV"


def test_a_cover_mentor_and_minutes_are_one_step_and_can_be_taken_off(qtbot, page, workspace):
    before = workspace.safekeeping.undo_label
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    fields = dialog(page).findChild(Form).fields
    fields["minutes"].put("45")
    fields["cover"].put(fields["cover"].entry.codes[1])
    press(page, "Keep")
    assert (pair_of(page, TODAYS).minutes, pair_of(page, TODAYS).cover_mentor is not None) == (45, True)
    page.window().shell._undo()
    assert workspace.safekeeping.undo_label == before
    page.window().shell._redo()
    QTest.qWait(10)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    fields = dialog(page).findChild(Form).fields
    fields["minutes"].put("")
    fields["cover"].put("")
    press(page, "Keep")
    assert (pair_of(page, TODAYS).minutes, pair_of(page, TODAYS).cover_mentor) == (None, None)


def test_keeping_unchanged_details_makes_no_step(qtbot, page, workspace):
    before = workspace.safekeeping.undo_label
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    press(page, "Keep")
    assert workspace.safekeeping.undo_label == before


def test_who_is_paused_is_shown_as_such_and_not_among_the_rest(page, workspace):
    first = pair_of(page, TODAYS)
    workspace.roster.set_state(workspace.roster.mentee(first.mentee), PersonState.PAUSED)
    page.refresh()
    assert "paused" in page.view.row_at(0).form
    assert "paused" in page.view.row_at(0).spoken
    page._on_rest()
    assert marks(page)[0] is Presence.UNMARKED
    assert set(marks(page)[1:]) == {Presence.PRESENT}


@pytest.mark.parametrize("width", [520, 560, 600, 800])
def test_every_mark_and_the_sign_in_lie_inside_a_narrow_row(width):
    spots = places(width)
    assert spots.mentee < spots.segments.left() < spots.segments.right() <= spots.sign.left() + 14
    assert spots.sign.right() <= width
    assert spots.segments.width() / 3 >= 44


def test_at_200_percent_the_list_has_the_page_and_the_head_count_its_own_tab(seat, workspace):
    window = seat(workspace, size=(683, 384))
    window.shell.go("register", TODAYS)
    QTest.qWait(20)
    page = window.shell.page
    assert (page._list.isVisible(), page._beside.isVisible()) == (True, False)
    assert page.view.horizontalScrollBar().maximum() == 0
    page._turn(1)
    assert (page._list.isVisible(), page._beside.isVisible()) == (False, True)


def test_the_head_count_for_a_fire_is_the_sum_of_what_stands_beneath_it(page):
    said = [one.text() for one in page._counts.findChildren(QLabel)]
    staff = 1 if page.workspace.sessions.get(TODAYS).facilitator else 0
    assert staff == 1
    assert said[0] == "1"
    assert f"0 young people, 0 mentors, {staff} staff" in said


@pytest.mark.parametrize(
    ("verb", "mark"),
    [("They didn’t come", Presence.ABSENT), ("They were here", Presence.PRESENT), ("Leave it open", Presence.UNMARKED)],
)
def test_closing_asks_once_about_mentors_nobody_signed_in(qtbot, page, verb, mark):
    count = len(marks(page))
    qtbot.keyClicks(page.view, "a" * count)
    page._on_close()
    assert page.workspace.sessions.get(TODAYS).state is SessionState.PLANNED
    assert dialog(page).windowTitle() == f"{count} mentors are not signed in"
    press(page, verb)
    session = page.workspace.sessions.get(TODAYS)
    assert session.state is SessionState.HELD
    assert {pair.mentor_mark for pair in session.pairs} == {mark}
    page.window().shell._undo()
    assert page.workspace.sessions.get(TODAYS).state is SessionState.PLANNED


def test_what_was_said_of_one_session_goes_when_another_is_opened(qtbot, ahead):
    qtbot.keyClick(ahead.view, Qt.Key.Key_P)
    assert not ahead.trouble.isHidden()
    ahead.open(TODAYS)
    assert ahead.trouble.isHidden()


def test_the_register_of_a_called_off_session_says_so_and_counts_nobody(page, workspace):
    workspace.sessions.cancel(TODAYS)
    page.refresh()
    assert page._ahead.text().startswith("This session was called off.")
    assert {row.takes(mark) for row in page._rows for mark in Presence} == {False}
    assert not page.pair.note.isEnabled()
    said = [one.text() for one in page._counts.findChildren(QLabel)]
    assert (said[0], "people in the room now" in said) == ("0", True)
    assert not page._counts.findChildren(QPushButton)


def test_nobody_is_in_the_room_before_the_day(ahead):
    assert ahead._counts.findChildren(QLabel)[0].text() == "0"


def test_a_register_without_pairs_says_so_and_shows_no_pair(page, workspace):
    with workspace.desk.step("Everybody left") as step:
        step.put(workspace.sessions.get(TODAYS).model_copy(update={"pairs": ()}))
    page.refresh()
    assert page.view.accessibleDescription() == "No pair is on this register."
    assert not page.view.viewport().grab().isNull()
    assert (page.pair._title.text(), page.pair.note.isEnabled()) == ("No pair", False)
    page.open(LATER)
    assert page.pair.note.isEnabled()


def signed_at(page) -> time | None:
    QTest.keyClick(page.view, Qt.Key.Key_M)
    pair = pair_of(page, page._id)
    assert pair.arrived is None  # that is when the young person came
    return pair.signed_in


def test_a_mentor_signed_in_on_the_day_came_now(page, monkeypatch):
    monkeypatch.setattr(page.workspace.desk, "now", lambda: datetime.combine(TODAY, time(15, 50)).astimezone(UTC))
    assert signed_at(page) == time(15, 50)
    monkeypatch.setattr(page.workspace.desk, "now", lambda: datetime.combine(TODAY, time(16, 5)).astimezone(UTC))
    assert signed_at(page) == time(15, 50)


def test_nobody_came_after_the_session_was_over(page, monkeypatch):
    monkeypatch.setattr(page.workspace.desk, "now", lambda: datetime.combine(TODAY, time(18)).astimezone(UTC))
    assert signed_at(page) is None


def test_a_mentor_signed_in_for_another_day_has_no_time(page):
    page.open(SessionId("session-1"))
    assert signed_at(page) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("15:45", time(15, 45)),
        ("15.45", time(15, 45)),
        ("1545", time(15, 45)),
        ("3.45pm", time(15, 45)),
        ("3 PM", time(15)),
        ("12am", time(0)),
        ("12:30 pm", time(12, 30)),
        ("15", None),
        ("15:5", None),
        ("24:00", None),
        ("15:60", None),
        ("13pm", None),
        ("0pm", None),
        ("-1", None),
        ("٣:٤٥", None),
    ],
)
def test_a_time_is_read_as_people_type_it(text, read):
    assert read_time(text) == read


def test_who_left_before_they_came_is_said_at_the_field(page):
    page._on_details()
    fields = dialog(page.window()).findChild(Form).fields
    fields["arrived"].put("16:00")
    fields["left"].put("15:50")
    press(page.window(), "Keep")
    assert fields["left"].problem == "This is before they came."
    assert pair_of(page, TODAYS).arrived is None
    fields["left"].put("16:30")
    press(page.window(), "Keep")
    assert pair_of(page, TODAYS).left == time(16, 30)


def test_who_is_marked_absent_spent_no_minutes(qtbot, page):
    qtbot.keyClick(page.view, Qt.Key.Key_A)
    page.view.setCurrentIndex(page.view.model().index(0, 0))
    page._on_details()
    minutes = dialog(page.window()).findChild(Form).fields["minutes"]
    for text, wrong in (("60", True), ("0", False), ("", False), ("601", True)):
        minutes.put(text)
        assert bool(minutes.problem) is wrong
    minutes.put("60")
    press(page.window(), "Keep")
    assert "is marked absent" in minutes.problem
    assert pair_of(page, TODAYS).minutes is None


def test_who_shares_a_first_name_is_named_in_full(qtbot, page):
    rows = [replace(page._rows[0], mentee="Tia Price"), replace(page._rows[1], mentee="Tia Rees")]
    assert [called(one, rows) for one in rows] == ["Tia Price", "Tia Rees"]
    assert called(rows[0], rows[:1]) == "Tia"


def test_a_session_that_went_while_its_register_stood_open_leads_back_to_the_list(page, workspace):
    window = page.window()
    with workspace.desk.step("Take it away") as step:
        step.remove(Session, page._id)
    window.board.changed.emit(frozenset())
    assert window.shell.key == "sessions"
    assert window.told.notices[-1] == "That session is no longer planned."
    for key in (Qt.Key.Key_P, Qt.Key.Key_M, Qt.Key.Key_N, Qt.Key.Key_Return):  # a press on its way finds nobody
        QTest.keyClick(page.view, key)
    assert page.view.line < 0


def test_where_nothing_comes_a_session_left_open_is_opened_and_none_leads_to_the_list(qtbot, seat, workspace):
    with workspace.desk.step("Nothing comes") as step:
        coming = workspace.sessions.coming()
        step.put_many([one.model_copy(update={"day": TODAY - timedelta(days=1)}) for one in coming])
    window = seat(workspace, "today")
    window.shell.go("register", coming[0].id)
    QTest.qWait(50)
    assert (window.shell.key, window.shell.page._id) == ("register", coming[0].id)
    other = seat(workspace, "register")
    qtbot.waitUntil(lambda: other.shell.key == "sessions")
