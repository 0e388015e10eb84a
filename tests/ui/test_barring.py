"""Barring a mentor, and ending it: never without a reason."""

from desktop.models.people import Mentor, PersonState
from desktop.ui.forms import Form
from desktop.ui.pages.people.barring import ask_bar
from desktop.ui.pages.people.menus import more_button
from tests.ui.dialogs import dialog, press


def test_a_mentor_is_barred_with_a_reason_and_not_without(seat, workspace, grown):
    window = seat(workspace, "mentors")
    ask_bar(window.shell.page, grown)
    form = dialog(window).findChild(Form)
    press(window, "Bar them")
    assert workspace.roster.mentor(grown.id).state is PersonState.ACTIVE
    form.fields["reason"].put("The head, 3 November")
    press(window, "Bar them")
    kept = workspace.roster.mentor(grown.id)
    assert (kept.state, kept.state_reason) == (PersonState.BARRED, "The head, 3 November")


def test_a_bar_is_never_ended_without_a_reason_nor_with_others(seat, workspace, grown):
    other = workspace.roster.people(Mentor)[1]
    barred = workspace.roster.set_state(grown, PersonState.BARRED, reason="The head")
    window = seat(workspace, "mentors")
    window.shell.page.set_state([barred, other], PersonState.PAUSED)
    assert workspace.roster.mentor(grown.id).state is PersonState.BARRED
    assert workspace.roster.mentor(other.id).state is PersonState.PAUSED
    window.shell.page.set_state([barred], PersonState.ACTIVE)
    assert workspace.roster.mentor(grown.id).state is PersonState.BARRED
    dialog(window).findChild(Form).fields["reason"].put("The head, after the inquiry")
    press(window, "End it")
    assert workspace.roster.mentor(grown.id).state is PersonState.ACTIVE


def test_the_menu_beside_a_mentor_offers_to_bar_them(seat, workspace, grown):
    page = seat(workspace, "mentors").shell.page
    made = more_button(page, grown)
    made.menu().aboutToShow.emit()
    assert "Bar" in [one.text() for one in made.menu().actions()]
