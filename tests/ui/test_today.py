"""Each line of Today leads in one press to where it is done, with exactly its people."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.models.matches import MatchState
from desktop.models.people import GateKind, Mentee, Mentor, PersonState
from desktop.models.sessions import SessionState
from desktop.ui.forms import Form
from desktop.ui.pages.people.change_form import ChangeForm
from desktop.ui.pages.people.targets import read, these
from desktop.ui.pages.today.cards import met_by_month
from tests.ui.conftest import Told
from tests.ui.dialogs import dialog, press


def row(window, code: str):
    """Return a thing to do and its button."""
    todos = window.board.workspace.today.todos()
    at = next(at for at, one in enumerate(todos) if one.code == code)
    return todos[at], window.shell.page.rows.presses[at]


def all_but_training(workspace) -> list[Mentor]:
    """Let two mentors without a match lack nothing but training."""
    everyone = workspace.roster.people(Mentor)
    gates = next(one.gates for one in everyone if one.gates)
    most = tuple(gate for gate in gates if gate.kind is not GateKind.TRAINING)
    people = [one.model_copy(update={"gates": most}) for one in everyone if not one.gates][:2]
    workspace.roster.keep_many(people, label="All but training")
    return people


def test_see_who_opens_the_list_with_exactly_these_people(seat, workspace):
    window = seat(workspace)
    todo, press = row(window, "gates")
    press.click()
    assert window.shell.key == "mentors"
    assert set(window.shell.page.list.model.ids) == set(todo.people)
    assert window.shell.page.list.handles.these.accessibleName() == f"{todo.headline}: show everybody again"


def test_late_forms_are_a_press_from_their_reminders_and_another_from_their_people(seat, workspace):
    window = seat(workspace)
    todo, _press = row(window, "consent_out")
    see = next(
        one
        for one in window.shell.page.findChildren(QPushButton)
        if one.accessibleName() == f"See who: {todo.headline}"
    )
    see.click()
    assert set(window.shell.page.list.model.ids) == set(todo.people)
    window.shell.go("today")
    row(window, "consent_out")[1].click()
    assert (window.shell.key, window.shell.page.paper.value) == ("papers", "chase-letters")


def test_training_of_all_is_recorded_from_one_press(seat, workspace):
    people = all_but_training(workspace)
    window = seat(workspace)
    row(window, "training")[1].click()
    form = next(one for one in window.findChildren(QDialog) if one.isVisible()).findChild(ChangeForm)
    assert form.trait.code == "gate:training"
    form.value.put("09/11/2026")
    form.look()
    next(one for one in window.findChildren(QPushButton) if one.text() == "Change 2").click()
    assert all(workspace.roster.mentor(one.id).gate(GateKind.TRAINING) for one in people)
    assert all(one.code != "training" for one in workspace.today.todos())


def test_a_backup_is_made_at_once(seat, empty):
    window = seat(empty)
    row(window, "backup")[1].click()
    assert all(one.code != "backup" for one in empty.today.todos())


@pytest.mark.parametrize(("code", "page"), [("first_list", "import"), ("first_person", "young-people")])
def test_an_empty_school_begins_a_press_away(seat, empty, code, page):
    window = seat(empty)
    row(window, code)[1].click()
    assert window.shell.key == page


def test_the_sample_school_opens_beside_an_empty_one(seat, empty, qtbot):
    window = seat(empty)
    own = window.folder
    row(window, "first_sample")[1].click()
    qtbot.waitUntil(lambda: window.folder != own)
    window.told = Told(window)
    assert window.board.workspace.settings.school.name == "Riverside High School (sample)"
    assert window.board.workspace.lists.mentee_counts()[""] > 20


def leaving(workspace) -> None:
    """Let everybody leave as an import or a bulk change would: the matches run on."""
    everyone = [one.model_copy(update={"state": PersonState.LEFT}) for one in workspace.roster.people(Mentee)]
    workspace.roster.keep_many(everyone, label="All left")


def test_without_anybody_left_no_session_is_offered(seat, workspace):
    leaving(workspace)
    page = seat(workspace).shell.page
    assert "No session is planned" in page.sentence.text()
    assert [one.text() for one in page.acts] == ["Import a list"]


def test_sessions_with_nobody_left_are_called_off_at_once_and_undo_brings_them_back(seat, workspace):
    leaving(workspace)
    window = seat(workspace)
    row(window, "empty_sessions")[1].click()
    assert workspace.sessions.coming() == []
    window.shell._undo()
    assert len(workspace.sessions.coming()) == 2


def test_matches_that_cant_go_on_are_ended_from_one_press(seat, workspace):
    match = next(one for one in workspace.matching.open() if one.state is MatchState.PUBLISHED)
    workspace.consents.withdraw(match.mentee)
    window = seat(workspace)
    row(window, "stranded")[1].click()
    dialog(window).findChild(Form).fields["reason"].put("Consent was withdrawn")
    press(window.shell.page, "End the match")
    assert workspace.matching.running_of([match.mentee]) == []
    assert "ended" in window.told.notices[-1]


def test_an_open_register_is_a_press_away(seat, workspace):
    session = workspace.sessions.all()[0].model_copy(update={"state": SessionState.PLANNED})
    with workspace.desk.step("Open it") as step:
        step.put(session)
    window = seat(workspace)
    row(window, "close")[1].click()
    assert window.shell.key == "register"


def test_arrows_walk_and_enter_presses(seat, workspace, qtbot):
    window = seat(workspace)
    page = window.shell.page
    page.focus_list()
    qtbot.keyClick(page, Qt.Key.Key_Down)
    assert page.focusWidget() is page.rows.presses[1]


def test_on_a_wide_screen_who_waits_is_told_with_the_reason(seat, workspace):
    window = seat(workspace, size=(1920, 1000))
    said = [one.text() for one in window.shell.page.findChildren(QLabel)]
    wait = workspace.today.waits()[0]
    assert wait.reason in said


def test_months_without_a_held_session_make_no_chart():
    assert met_by_month([]).bars == ()


@pytest.mark.parametrize("target", ["add", "chip:away", "young-001", "these|only"])
def test_other_targets_are_none_of_these(target):
    assert read(target) is None


def test_a_bar_in_a_name_breaks_no_target():
    assert read(these("a | b", ["1", "2"])) == ("", "a   b", ["1", "2"])


def test_who_is_paused_and_planned_is_taken_off_from_one_press(seat, workspace):
    match = next(one for one in workspace.matching.open() if one.state is MatchState.PUBLISHED)
    workspace.roster.set_state(workspace.roster.mentee(match.mentee), PersonState.PAUSED)
    window = seat(workspace)
    row(window, "paused")[1].click()
    assert match.mentee not in {one.mentee for session in workspace.sessions.coming() for one in session.pairs}
    assert window.told.notices[-1] == "Taken off 2 sessions to come"
    window.shell._undo()
    assert len(workspace.matching.planned_while_away([match.mentee])) == 2


@pytest.mark.parametrize(("width", "beside"), [(1366, True), (500, False)])
def test_a_row_s_buttons_stand_under_its_words_where_there_is_no_room_beside(qtbot, seat, workspace, width, beside):
    window = seat(workspace)
    rows = window.shell.page.rows
    window.resize(width, 600)

    def is_beside() -> bool:
        words = next(one for one in rows.findChildren(QLabel) if one.property("role") == "strong")
        press = rows.presses[0]
        return press.mapTo(rows, press.rect().topLeft()).x() > words.mapTo(rows, words.rect().topLeft()).x() + 20

    qtbot.waitUntil(lambda: is_beside() == beside)


def test_both_buttons_of_the_page_are_seen_whole_on_a_narrow_window(qtbot, seat, workspace):
    window = seat(workspace, size=(683, 384))
    page = window.shell.page
    seen = page.seen_width()
    qtbot.waitUntil(lambda: all(one.mapTo(page, one.rect().topRight()).x() <= seen for one in page.acts))
    assert [one.text() for one in page.acts] == ["Print the papers", "Open the session"]
