"""Each line of Today leads in one press to where it is done, with exactly its people."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.models.people import GateKind, Mentor
from desktop.models.sessions import SessionState
from desktop.ui.pages.people.several import ChangeForm
from desktop.ui.pages.people.targets import read, these
from desktop.ui.pages.today.cards import met_by_month


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
    assert window.shell.page.list._these.text() == todo.headline


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
    assert empty.today.todos() == []


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
