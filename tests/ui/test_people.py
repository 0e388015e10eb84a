"""Young people and mentors: lists, the person beside them, forms that keep drafts, many at once."""

from PySide6.QtWidgets import QApplication, QDialog, QLabel

from desktop.models.people import Mentee, Mentor, PersonState
from desktop.ui.forms import Form
from desktop.ui.pages.people.mentee_form import mentee_from, values_of
from desktop.ui.pages.people.mentor_form import mentor_from
from desktop.ui.pages.people.mentor_form import values_of as mentor_values


def dialog(window) -> QDialog:
    return next(one for one in window.findChildren(QDialog) if one.isVisible())


def texts(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(window, name: str) -> None:
    next(one for one in dialog(window).findChildren(type(window.shell.page.add)) if one.text() == name).click()


def test_chips_carry_exact_counts_that_add_up(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    counts = workspace.lists.mentee_counts()
    shown = {key: int(chip.accessibleName().split(", ")[1]) for key, chip in page.list._chips.items()}
    assert shown == {key: counts.get(key, 0) for key in shown}
    assert shown[""] == shown["matched"] + shown["waiting"] + shown["not_ready"]


def test_a_chip_shows_exactly_its_people(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    page.list.show_chip("matched")
    assert len(page.list.model.ids) == workspace.lists.mentee_counts()["matched"]


def test_the_panel_follows_the_selection(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    page.list.view.show_row(page.list.model.ids[3])
    QApplication.processEvents()
    name = page.person(page.list.model.ids[3]).full_name
    assert name in [one.accessibleName() for one in page.panel.findChildren(QLabel)]


def test_readiness_is_said_in_words(seat, workspace):
    page = seat(workspace, "young-people").shell.page
    QApplication.processEvents()
    assert "Consent to take part" in texts(page.panel)


def test_an_added_person_is_in_the_list_and_can_be_undone(seat, workspace):
    window = seat(workspace, "young-people")
    before = len(window.shell.page.list.model.ids)
    window.shell.page.add_person()
    form = dialog(window).findChild(Form)
    form.fields["legal_forename"].put("Gwen")
    form.fields["legal_surname"].put("Parry")
    press(window, "Add")
    assert len(window.shell.page.list.model.ids) == before + 1
    assert window.told.notices[-1] == "Gwen added"
    window.shell._undo()
    assert len(window.shell.page.list.model.ids) == before


def test_a_form_says_what_is_wrong_and_keeps_nothing(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.page.add_person()
    form = dialog(window).findChild(Form)
    form.fields["date_of_birth"].put("31/02/2012")
    press(window, "Add")
    assert dialog(window).isVisible()
    assert "Write a forename." in texts(dialog(window))
    assert "12/11/2026" in texts(dialog(window))


def test_what_was_typed_and_not_kept_is_there_again(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.page.add_person()
    form = dialog(window).findChild(Form)
    form.fields["legal_forename"].entry.insert("Gwen")
    form.fields["legal_forename"].changed.emit()
    dialog(window).reject()
    QApplication.processEvents()
    window.shell.page.add_person()
    assert dialog(window).findChild(Form).values["legal_forename"] == "Gwen"


def test_several_can_leave_as_one_step(seat, workspace):
    window = seat(workspace, "young-people")
    page = window.shell.page
    people = [page.person(one) for one in page.list.model.ids[:3]]
    page.set_state(people, PersonState.LEFT)
    assert {workspace.roster.mentee(one.id).state for one in people} == {PersonState.LEFT}
    window.shell._undo()
    assert {workspace.roster.mentee(one.id).state for one in people} == {PersonState.ACTIVE}


def test_the_story_of_a_person_is_shown(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.page.show_history(workspace.roster.people(Mentee)[0])
    assert "Add the people of the autumn" in texts(dialog(window))


def test_a_form_that_changes_nothing_changes_nobody(workspace):
    for one in workspace.roster.people(Mentee):
        assert mentee_from(values_of(one), one) == one


def test_a_mentor_form_that_changes_nothing_changes_nobody(workspace):
    for one in workspace.roster.people(Mentor):
        assert mentor_from(mentor_values(one), one, who="Helen Marsh") == one


def test_a_new_gate_bears_the_initials_of_who_sits_here(workspace):
    one = next(one for one in workspace.roster.people(Mentor) if not one.gates)
    changed = mentor_from({**mentor_values(one), "gate:interview": "05/11/2026"}, one, who="Helen Marsh")
    assert [gate.by for gate in changed.gates] == ["HM"]


def test_a_mentor_row_reads_as_a_sentence(seat, workspace):
    page = seat(workspace, "mentors").shell.page
    assert "Checks:" in page.list.model.sentence(0)


def test_the_panel_slides_over_a_narrow_list_and_closes_with_escape(seat, workspace):
    window = seat(workspace, "young-people", size=(1000, 700))
    QApplication.processEvents()
    page = window.shell.page
    assert page.panel.isVisible()
    page.panel.closed.emit()
    assert not page.panel.isVisible()
