"""One person changed in two places: what was typed is put over what came meanwhile, and nobody gone is brought back."""

from desktop.models.people import Mentee, PersonState
from desktop.ui.pages.people.change_form import ChangeForm
from tests.builders import mentee
from tests.ui.dialogs import dialog, press
from tests.ui.person_forms import open_form, typed


def test_what_came_meanwhile_stays_and_what_was_typed_is_added(seat, workspace, young):
    form = open_form(seat, workspace, young)
    typed(form, "siblings", "Chess")
    workspace.roster.keep(young.model_copy(update={"form": "9Z", "siblings": "Football"}))
    press(form, "Keep")
    now = workspace.roster.mentee(young.id)
    assert (now.form, now.siblings) == ("9Z", "Chess")


def test_a_form_kept_unchanged_takes_back_nothing_that_came_meanwhile(seat, workspace, young):
    form = open_form(seat, workspace, young)
    workspace.roster.keep(young.model_copy(update={"form": "9Z"}))
    before = workspace.desk.store.revision
    press(form, "Keep")
    assert (workspace.roster.mentee(young.id).form, workspace.desk.store.revision) == ("9Z", before)


def test_who_was_taken_away_while_their_form_was_open_stays_away_and_what_was_typed_is_kept(seat, workspace):
    one = mentee(legal_forename="Gwen")
    workspace.roster.keep(one)
    form = open_form(seat, workspace, one)
    typed(form, "siblings", "Chess")
    workspace.safekeeping.undo()
    shown = dialog(form)
    press(form, "Keep")
    assert shown.isVisible()
    assert one.id not in {person.id for person in workspace.roster.people(Mentee)}
    shown.reject()
    workspace.safekeeping.redo()
    window = shown.parentWidget()
    window.shell.page.edit(one.id)
    assert dialog(window).findChild(type(form)).values["siblings"] == "Chess"


def test_a_change_of_several_of_whom_one_went_is_looked_at_again_and_then_kept(seat, workspace):
    people = [mentee(), mentee(), mentee()]
    workspace.roster.keep_many(people, label="Many")
    window = seat(workspace, "young-people")
    page = window.shell.page
    page.list.view.choose_rows([one.id for one in people])
    page.change_many("ethnic")
    form = dialog(window).findChild(ChangeForm)
    form.value.put("asian")
    form.look()
    workspace.safekeeping.erase(people[0])
    press(window, "Change 3")
    assert dialog(window).isVisible()
    press(window, "Change 2")
    assert {workspace.roster.mentee(one.id).background.ethnic for one in people[1:]} == {"asian"}


def test_who_is_paused_from_a_menu_that_opened_before_keeps_what_came_since(seat, workspace, young):
    page = seat(workspace, "young-people").shell.page
    workspace.roster.keep(young.model_copy(update={"form": "9Z"}))
    page.set_state([young], PersonState.PAUSED)
    now = workspace.roster.mentee(young.id)
    assert (now.form, now.state) == ("9Z", PersonState.PAUSED)


def test_nobody_gone_is_paused_or_brought_back(seat, workspace):
    one = mentee()
    workspace.roster.keep(one)
    window = seat(workspace, "young-people")
    workspace.safekeeping.undo()
    window.shell.page.set_state([one], PersonState.PAUSED)
    assert "no longer there" in window.shell.page.trouble.said
    assert one.id not in {person.id for person in workspace.roster.people(Mentee)}
