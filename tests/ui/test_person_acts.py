"""What can be done for one person from the panel beside the list; each can be undone, but for erasing."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from desktop.models.consent import ConsentResponse
from desktop.models.matches import MatchState
from desktop.models.people import GateKind, Mentee, Mentor, PersonState
from desktop.models.reference import new_reference
from desktop.ui.forms import Form
from desktop.ui.pages.people.change_form import ChangeForm
from tests.ui.dialogs import dialog, press


def shown(window, person):
    """Show somebody beside their list and return the menu of acts by name, those in menus inside too."""
    page = window.shell.page
    page.list.show_chip("")
    page.list.view.show_row(person.id)
    QApplication.processEvents()
    (menu,) = [one.menu() for one in page.panel.findChildren(QPushButton) if one.menu()]
    menu.aboutToShow.emit()
    menus = [menu, *menu.findChildren(QMenu)]
    return {act.text(): act for menu in menus for act in menu.actions() if act.text() and not act.menu()}


def end(window, verb: str) -> None:
    dialog(window).findChild(Form).fields["reason"].put("Another reason")
    press(window, verb)


def texts(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel))


@pytest.fixture
def pair(workspace):
    """A running pair: the young person and the mentor."""
    match = next(one for one in workspace.matching.open() if one.state is MatchState.PUBLISHED)
    return workspace.roster.mentee(match.mentee), workspace.roster.mentor(match.mentor)


@pytest.fixture
def waiting(workspace):
    """Somebody whose form is out."""
    return next(
        one
        for one in workspace.roster.people(Mentee)
        if (form := workspace.consents.of(one.id)) and form.response is ConsentResponse.NOT_RETURNED
    )


def coded(workspace, person) -> None:
    """Print a true code on somebody's form."""
    form = workspace.consents.of(person.id).model_copy(update={"reference": new_reference(())})
    with workspace.desk.step("A code") as step:
        step.put(form)


def test_a_form_that_is_out_is_marked_from_the_panel(seat, workspace, waiting):
    coded(workspace, waiting)
    window = seat(workspace, "young-people")
    shown(window, waiting)
    next(one for one in window.shell.page.panel.findChildren(QPushButton) if one.text() == "Mark form returned").click()
    assert window.shell.key == "papers"
    assert waiting.full_name in window.shell.page.returned.said.text()


def test_a_form_that_came_back_can_be_changed_from_the_panel(seat, workspace, pair):
    coded(workspace, pair[0])
    window = seat(workspace, "young-people")
    shown(window, pair[0])["Change what the form says"].trigger()
    assert "was marked returned" in window.shell.page.returned.said.text()


def test_withdrawn_consent_asks_at_once_how_the_match_ends(seat, workspace, pair):
    window = seat(workspace, "young-people")
    shown(window, pair[0])["Consent was withdrawn"].trigger()
    assert workspace.consents.of(pair[0].id).withdrawn_on is not None
    end(window, "End the match")
    assert workspace.matching.running_of([pair[0].id]) == []
    window.shell._undo()
    window.shell._undo()
    assert workspace.consents.of(pair[0].id).withdrawn_on is None


def test_without_a_match_withdrawn_consent_asks_nothing(seat, workspace, pair):
    workspace.matching.leave([pair[1]], closing())
    window = seat(workspace, "young-people")
    shown(window, pair[0])["Consent was withdrawn"].trigger()
    assert window.told.notices[-1].endswith("consent is withdrawn")


def closing():
    from desktop.models.matches import Closure

    return Closure(kind="early", reason="Moved away")


def test_a_match_can_be_taken_back_as_a_mistake_within_days(seat, workspace, pair):
    window = seat(workspace, "young-people")
    shown(window, pair[0])["End the match"].trigger()
    dialog(window).findChild(Form).fields["kind"].put("mistake")
    end(window, "End the match")
    ended = [one for one in workspace.matching.all() if one.mentee == pair[0].id]
    assert [one.state for one in ended] == [MatchState.VOID]


def test_how_a_match_ended_is_kept(seat, workspace, pair):
    window = seat(workspace, "mentors")
    shown(window, pair[1])["End the match"].trigger()
    form = dialog(window).findChild(Form)
    form.fields["kind"].put("planned")
    form.fields["notes"].put("They write to each other.")
    form.fields["rematch"].put("yes")
    end(window, "End the match")
    (closure,) = [one.closure for one in workspace.matching.all() if one.mentee == pair[0].id and one.closure]
    assert (closure.kind, closure.exit_notes, closure.rematch) == ("planned", "They write to each other.", True)


def test_without_a_reason_nothing_ends(seat, workspace, pair):
    window = seat(workspace, "mentors")
    shown(window, pair[1])["End the match"].trigger()
    press(window, "End the match")
    assert "Choose a reason." in texts(dialog(window))
    assert len(workspace.matching.running_of([pair[1].id])) == 1


def test_a_mentor_who_leaves_ends_their_match_as_one_step(seat, workspace, pair):
    window = seat(workspace, "mentors")
    shown(window, pair[1])["End their part"].trigger()
    assert pair[0].full_name in texts(dialog(window))
    end(window, "End their part")
    assert workspace.roster.mentor(pair[1].id).state is PersonState.LEFT
    assert workspace.matching.running_of([pair[1].id]) == []
    window.shell._undo()
    assert workspace.roster.mentor(pair[1].id).state is PersonState.ACTIVE
    assert len(workspace.matching.running_of([pair[1].id])) == 1


def test_why_a_pair_that_runs_is_told(seat, workspace, pair):
    window = seat(workspace, "young-people")
    shown(window, pair[0])[f"Why {pair[1].name}"].trigger()
    assert f"{pair[0].full_name} and {pair[1].name}" in texts(dialog(window))
    assert "They have met since" in texts(dialog(window))


def test_why_a_draft_is_told_on_the_matching_page(seat, workspace):
    draft = next(one for one in workspace.matching.open() if one.state is not MatchState.PUBLISHED)
    window = seat(workspace, "mentors")
    name = workspace.roster.mentee(draft.mentee).full_name
    shown(window, workspace.roster.mentor(draft.mentor))[f"Why {name}"].trigger()
    assert (window.shell.key, window.shell.page.proposal.view.current) == ("matching", draft.mentee)


def test_a_mentors_matches_are_a_press_away(seat, workspace):
    draft = next(one for one in workspace.matching.open() if one.state is not MatchState.PUBLISHED)
    window = seat(workspace, "mentors")
    shown(window, workspace.roster.mentor(draft.mentor))
    next(one for one in window.shell.page.panel.findChildren(QPushButton) if one.text() == "See matches").click()
    assert window.shell.page.proposal.view.current == draft.mentee


def test_who_was_kept_apart_may_be_matched_again(seat, workspace, pair):
    workspace.matching.forbid(pair[0].id, pair[1].id)
    window = seat(workspace, "young-people")
    shown(window, pair[0])[f"May be matched with {pair[1].name} again"].trigger()
    assert workspace.matching.blocks() == []
    window.shell._undo()
    assert len(workspace.matching.blocks()) == 1


def test_papers_of_a_pair_are_offered_where_a_match_runs(seat, workspace, pair, waiting):
    window = seat(workspace, "young-people")
    assert {"Welcome letters", "Agreements"} <= set(shown(window, pair[0]))
    alone = shown(window, waiting)
    assert "Reminders of late forms" in alone
    assert "Agreements" not in alone


def test_their_papers_are_chosen_for_them(seat, workspace, pair):
    window = seat(workspace, "young-people")
    shown(window, pair[0])["Agreements"].trigger()
    assert (window.shell.page.paper.value, window.shell.page.asking.who.ids) == ("agreements", [pair[0].id])


def test_a_mentors_papers_are_those_of_their_young_people(seat, workspace, pair):
    window = seat(workspace, "mentors")
    shown(window, pair[1])["Agreements"].trigger()
    assert window.shell.page.asking.who.ids == [pair[0].id]


def test_the_panel_tells_when_they_met_and_opens_the_register(seat, workspace, pair):
    window = seat(workspace, "young-people")
    acts = shown(window, pair[0])
    assert "last due 15 Oct" in texts(window.shell.page.panel)
    acts["Open their next session"].trigger()
    assert window.shell.key == "register"


def test_survey_answers_are_a_press_away(seat, workspace, pair):
    window = seat(workspace, "young-people")
    shown(window, pair[0])["Enter survey answers"].trigger()
    assert window.shell.key == "outcomes"


def test_a_step_of_a_mentor_is_recorded_with_one_day(seat, workspace):
    person = next(one for one in workspace.roster.people(Mentor) if not one.gates)
    window = seat(workspace, "mentors")
    shown(window, person)["DBS check"].trigger()
    form = dialog(window).findChild(ChangeForm)
    form.value.put("09/11/2026")
    form.look()
    press(window, "Change 1")
    assert workspace.roster.mentor(person.id).gate(GateKind.DBS) is not None
    assert person.known_as in window.told.notices[-1]


def test_erasing_asks_first_and_cant_be_undone(seat, workspace, waiting):
    window = seat(workspace, "young-people")
    shown(window, waiting)["Erase for good"].trigger()
    assert waiting.full_name in texts(dialog(window))
    press(window, "Erase them")
    assert waiting.id not in {one.id for one in workspace.roster.people(Mentee)}
    assert window.told.notices[-1] == "Erased for good"


def running_pair(workspace, person) -> bool:
    return bool(workspace.matching.running_of([person.id]))


def change_all(window, *people, state: PersonState) -> None:
    """Change whether people take part through the form that changes one thing of many."""
    page = window.shell.page
    page.list.show_chip("")
    page.list.view.choose_rows([one.id for one in people])
    page.change_many("state")
    form = dialog(window).findChild(ChangeForm)
    form.value.put(state.value)
    form.look()
    press(window, f"Change {len(people)}")


def test_changing_many_to_leave_asks_how_their_matches_end(seat, workspace, pair):
    window = seat(workspace, "young-people")
    change_all(window, pair[0], state=PersonState.LEFT)
    assert workspace.roster.mentee(pair[0].id).state is PersonState.ACTIVE
    end(window, "End their part")
    assert workspace.roster.mentee(pair[0].id).state is PersonState.LEFT
    assert not running_pair(workspace, pair[0])
    assert pair[0].id not in {pair.mentee for one in workspace.sessions.coming() for pair in one.pairs}


def test_changing_many_to_leave_without_a_match_asks_nothing_more(seat, workspace, waiting):
    window = seat(workspace, "young-people")
    change_all(window, waiting, state=PersonState.LEFT)
    assert workspace.roster.mentee(waiting.id).state is PersonState.LEFT


@pytest.mark.parametrize("many", [False, True])
def test_pausing_somebody_who_is_planned_says_so_with_one_press_to_act(seat, workspace, pair, many):
    window = seat(workspace, "young-people")
    if many:
        change_all(window, pair[0], state=PersonState.PAUSED)
    else:
        shown(window, pair[0])["Pause"].trigger()
    page = window.shell.page
    assert f"{pair[0].known_as} is paused; 2 sessions are planned" in page.trouble.said
    page.trouble._act.click()
    assert pair[0].id not in {one.mentee for session in workspace.sessions.coming() for one in session.pairs}
    assert running_pair(workspace, pair[0])
    window.shell._undo()
    assert len(workspace.matching.planned_while_away([pair[0].id])) == 2


def test_pausing_several_who_are_planned_says_in_how_many_sessions(seat, workspace):
    mentees = [workspace.roster.mentee(one.mentee) for one in workspace.matching.open()
               if one.state is MatchState.PUBLISHED][:2]  # fmt: skip
    window = seat(workspace, "young-people")
    window.shell.page.set_state(mentees, PersonState.PAUSED)
    assert "2 sessions are planned with those paused." in window.shell.page.trouble.said


def test_pausing_somebody_who_is_not_planned_says_nothing(seat, workspace, waiting):
    window = seat(workspace, "young-people")
    shown(window, waiting)["Pause"].trigger()
    assert window.shell.page.trouble.said == ""
