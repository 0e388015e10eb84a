"""What is typed into a form is never lost: over closing, locking and a crash; and an old draft undoes nothing."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from desktop.models.people import Mentee
from desktop.store import Store
from desktop.ui.drafts import WAIT_MS
from desktop.ui.forms import Form
from tests.ui.school import PASSPHRASE, sit_down


def form(window) -> Form:
    return next(one for one in window.findChildren(QDialog) if one.isVisible()).findChild(Form)


def typed(window, field: str, text: str) -> None:
    form(window).fields[field].entry.insert(text)
    form(window).fields[field].changed.emit()


@pytest.fixture
def typing(seat, workspace):
    """A window in which somebody is in the middle of adding a young person."""
    window = seat(workspace, "young-people")
    window.shell.page.add_person()
    typed(window, "legal_forename", "Gwen")
    return window


def again(seat, folder):
    window = seat(sit_down(Store.open(folder, PASSPHRASE)), "young-people")
    window.shell.page.add_person()
    return window


def test_a_draft_outlives_the_window(seat, typing, folder):
    typing.close()
    assert form(again(seat, folder)).values["legal_forename"] == "Gwen"


def test_a_draft_is_kept_soon_after_the_last_key_so_that_a_crash_costs_nothing(qtbot, typing, workspace):
    qtbot.wait(WAIT_MS + 100)
    assert workspace.drafts.all()["mentee:new"].values == {"legal_forename": "Gwen"}


def test_a_draft_is_offered_with_its_time_and_can_be_given_up(seat, typing, folder):
    typing.close()
    window = again(seat, folder)
    said = " ".join(one.text() for one in form(window).findChildren(QLabel))
    assert "did not keep it" in said
    next(one for one in form(window).findChildren(QPushButton) if one.text() == "Start afresh").click()
    assert form(window).values["legal_forename"] == ""


def test_what_is_wrong_in_a_draft_shows_once_it_is_taken_up(seat, typing, folder):
    typed(typing, "date_of_birth", "31/02/2012")
    typing.close()
    taken = form(again(seat, folder))
    assert [key for key, field in taken.fields.items() if field.said_wrong] == ["date_of_birth"]


def test_locking_closes_the_form_and_keeps_what_was_typed(typing, workspace):
    typing.locking.lock()
    QApplication.processEvents()
    assert [one for one in typing.findChildren(QDialog) if one.isVisible()] == []
    assert workspace.drafts.all()["mentee:new"].values == {"legal_forename": "Gwen"}


def test_what_was_kept_is_no_draft_any_more(typing, workspace):
    next(one for one in typing.findChildren(QPushButton) if one.text() == "Add").click()
    typing.board.drafts.flush()
    assert workspace.drafts.all() == {}


def test_a_draft_of_one_field_undoes_nothing_done_to_the_others_since(seat, workspace):
    window = seat(workspace, "young-people")
    person = workspace.roster.people(Mentee)[0]
    window.shell.page.edit(person.id)
    typed(window, "form", "X")
    next(one for one in window.findChildren(QDialog) if one.isVisible()).reject()
    QApplication.processEvents()
    workspace.roster.keep(person.model_copy(update={"legal_surname": "Since-Married"}))
    window.shell.page.edit(person.id)
    assert form(window).values["legal_surname"] == "Since-Married"
    assert form(window).values["form"] == f"{person.form}X"


def test_a_field_put_back_as_it_was_leaves_no_draft(typing, workspace):
    form(typing).fields["legal_forename"].entry.clear()
    form(typing).fields["legal_forename"].changed.emit()
    typing.board.drafts.flush()
    assert workspace.drafts.all() == {}
