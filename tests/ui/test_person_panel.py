"""What the panel beside a list tells of a person, and what changing several does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.models.people import Background, Dbs
from desktop.ui.pages.people.change_form import ChangeForm
from desktop.ui.pages.people.history import latest
from desktop.ui.sections import SectionedForm
from desktop.ui.switchboard import LARGE
from desktop.ui.turns import Turns
from tests.builders import mentee
from tests.ui.dialogs import dialog, press
from tests.ui.person_forms import MOTHER, UPN


def panel(page) -> str:
    return "\n".join(one.text() for one in page.panel.findChildren(QLabel))


def test_the_panel_tells_all_that_the_form_holds(seat, workspace, young):
    workspace.roster.keep(
        young.model_copy(
            update={
                "contacts": (MOTHER,), "upn": UPN, "emergency_and_access": "Inhaler", "siblings": "Rees-1",
                "background": Background(ethnic="mixed"), "postcode_area": "CF10", "needs_language": "ur",
            }
        )
    )  # fmt: skip
    page = seat(workspace, "young-people").shell.page
    page.open(young.id)
    page.show_person(young.id)
    said = panel(page)
    for words in ("Mair Rees, Mother", UPN, "Inhaler", "Rees-1", "Mixed or multiple", "CF10", "Urdu"):
        assert words in said


def test_the_panel_tells_a_mentors_check_and_steps(seat, workspace, grown):
    workspace.roster.keep(grown.model_copy(update={"dbs": Dbs(scheme="PVG", seen_by="RH", level="Enhanced")}))
    page = seat(workspace, "mentors").shell.page
    page.open(grown.id)
    page.show_person(grown.id)
    assert all(words in panel(page) for words in ("PVG", "RH", "Enhanced"))


def test_a_change_of_many_facts_is_short_in_the_panel_and_whole_in_all_changes(seat, workspace, young):
    changes = {"upn": UPN, "siblings": "Rees-1", "postcode_area": "CF10", "note": "Chess", "form": "9Z"}
    workspace.roster.keep(young.model_copy(update=changes))
    page = seat(workspace, "young-people").shell.page
    assert latest(workspace, young.id)[0].endswith("and 2 more")
    shown = page.show_history(workspace.roster.mentee(young.id))
    said = " ".join(one.text() for one in shown.findChildren(QLabel))
    assert all(words in said for words in (UPN, "Rees-1", "CF10", "Chess", "9Z"))


def test_a_change_of_very_many_is_one_step_kept_by_a_worker(seat, workspace):
    people = [mentee() for _n in range(LARGE + 5)]
    workspace.roster.keep_many(people, label="Many")
    window = seat(workspace, "young-people")
    page = window.shell.page
    page.list.view.choose_rows([one.id for one in people])
    page.change_many("ethnic")
    dialog(window).findChild(ChangeForm).value.put("asian")
    dialog(window).findChild(ChangeForm).look()
    press(window, f"Change {len(people)}")
    assert {workspace.roster.mentee(one.id).background.ethnic for one in people} == {"asian"}
    assert f"changed for {len(people)} young people" in window.told.notices[-1]
    workspace.safekeeping.undo()
    assert {workspace.roster.mentee(one.id).background.ethnic for one in people} == {None}


def gap(page, name: str) -> QPushButton:
    (found,) = [one for one in page.panel.findChildren(QPushButton) if one.accessibleName().startswith(name)]
    return found


@pytest.mark.parametrize(
    ("empty", "name", "at"),
    [
        ({"date_of_birth": None}, "Date of birth, Missing", "date_of_birth"),
        ({"availability": ()}, "Free times, None yet", "availability"),
    ],
)
def test_a_gap_among_the_lights_is_pressed_by_a_key_and_opens_the_form_there(seat, workspace, young, empty, name, at):
    workspace.roster.keep(young.model_copy(update=empty))
    window = seat(workspace, "young-people")
    page = window.shell.page
    page.open(young.id)
    page.show_person(young.id)
    QTest.keyClick(gap(page, name), Qt.Key.Key_Return)
    form = dialog(window).findChild(SectionedForm)
    assert form.window().focusWidget() is form.fields[at].entry


def test_a_step_not_passed_opens_the_mentors_form_at_that_step_once_it_is_laid(seat, workspace, grown, qtbot):
    workspace.roster.keep(grown.model_copy(update={"gates": ()}))
    window = seat(workspace, "mentors")
    page = window.shell.page
    page.open(grown.id)
    page.show_person(grown.id)
    window.board.turns = Turns(lambda act: act())
    gap(page, "Interview").click()
    qtbot.waitUntil(lambda: not window.board.turns.busy)
    form = dialog(window).findChild(SectionedForm)
    assert form.window().focusWidget() is form.fields["gate:interview"].entry


@pytest.mark.parametrize(("text", "good"), [("10/09/2026", True), ("10/09/1826", False)])
def test_a_day_of_several_is_one_a_list_may_hold(seat, workspace, young, text, good):
    page = seat(workspace, "young-people").shell.page
    page.list.view.choose_rows([young.id])
    form = page.change_many("waiting_since").findChild(ChangeForm)
    form.value.put(text)
    assert (form.change is not None) is good
