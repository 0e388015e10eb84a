"""Wherever one types at length, what was typed and not kept is there again, and goes once it was kept."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.models.matches import MatchState
from desktop.models.people import Mentee
from desktop.store import Store
from desktop.ui.forms import Form
from desktop.ui.pages.matching.comparing import ask_new_scenario
from desktop.ui.pages.people.barring import ask_bar
from desktop.ui.pages.people.change_form import ChangeForm
from desktop.workspace import Workspace
from tests.ui.dialogs import dialog, press
from tests.ui.school import PASSPHRASE, sit_down


def typed(form: Form, field: str, text: str) -> None:
    form.fields[field].put(text)
    form.fields[field].changed.emit()


def reopened(window, seat, folder, page: str):
    """Close the window as at the end of a day, and sit down again."""
    window.close()
    return seat(sit_down(Store.open(folder, PASSPHRASE)), page)


def test_a_scenario_in_the_making_is_there_the_next_day(seat, workspace, folder):
    window = seat(workspace, "matching")
    ask_new_scenario(window.shell.page)
    typed(dialog(window).findChild(Form), "name", "Two more engineers")
    window = reopened(window, seat, folder, "matching")
    ask_new_scenario(window.shell.page)
    assert dialog(window).findChild(Form).values["name"] == "Two more engineers"
    press(window, "Keep the scenario")
    assert window.board.draft("scenario:").get("name") is None


def test_a_year_in_the_making_is_there_again_and_goes_once_kept(seat, workspace, folder):
    window = seat(workspace, "settings")
    window.shell.go("settings", "year")
    form = year_form(window)
    typed(form, "name", "Riverside mentoring")
    window = reopened(window, seat, folder, "settings")
    window.shell.go("settings", "year")
    form = year_form(window)
    assert form.values["name"] == "Riverside mentoring"
    next(one for one in form.parentWidget().findChildren(QPushButton) if one.text() == "Keep").click()
    assert window.board.workspace.settings.programme.name == "Riverside mentoring"
    assert dict(window.board.draft("year")) == {}


def year_form(window) -> Form:
    return next(one for one in window.shell.page.findChildren(Form) if "minutes" in one.fields and one.isVisible())


def test_why_somebody_is_barred_is_there_again_with_a_way_to_begin_afresh(seat, workspace):
    window = seat(workspace, "mentors")
    person = window.shell.page.person(window.shell.page.list.model.ids[0])
    ask_bar(window.shell.page, person)
    typed(dialog(window).findChild(Form), "reason", "The DSL decided")
    dialog(window).reject()
    QApplication.processEvents()
    ask_bar(window.shell.page, person)
    assert dialog(window).findChild(Form).values["reason"] == "The DSL decided"
    next(one for one in dialog(window).findChildren(QPushButton) if one.text() == "Start afresh").click()
    assert dialog(window).findChild(Form).values["reason"] == ""


def test_notes_on_an_ending_are_there_again(seat, workspace, folder):
    match = next(one for one in workspace.matching.open() if one.state is MatchState.PUBLISHED)
    window = seat(workspace, "young-people")
    window.shell.page.ask_ending([match.mentee])
    typed(dialog(window).findChild(Form), "notes", "They write to each other.")
    window = reopened(window, seat, folder, "young-people")
    window.shell.page.ask_ending([match.mentee])
    assert dialog(window).findChild(Form).values["notes"] == "They write to each other."


def several(window, ids) -> ChangeForm:
    page = window.shell.page
    page.list.view.choose_rows(ids)
    page.change_many()
    return dialog(window).findChild(ChangeForm)


def test_a_change_of_several_is_there_again_for_the_same_people(seat, workspace, folder):
    window = seat(workspace, "young-people")
    ids = list(window.shell.page.list.model.ids[:3])
    form = several(window, ids)
    form.trait.choose("form")
    form.value.put("9X")
    form.value.changed.emit()
    window = reopened(window, seat, folder, "young-people")
    again = several(window, ids)
    assert (again.trait.code, again.value.text) == ("form", "9X")
    press(window, "Change 3")
    assert {window.board.workspace.roster.mentee(one).form for one in ids} == {"9X"}
    assert several(window, ids).trait.code != "form"


def test_a_change_of_several_is_not_taken_up_for_others(seat, workspace):
    window = seat(workspace, "young-people")
    ids = window.shell.page.list.model.ids
    form = several(window, ids[:3])
    form.trait.choose("form")
    form.value.put("9X")
    form.value.changed.emit()
    dialog(window).reject()
    QApplication.processEvents()
    assert several(window, ids[:4]).trait.code != "form"


@pytest.fixture
def note(seat, workspace):
    """A register in which somebody is in the middle of a note."""
    window = seat(workspace, "sessions")
    window.shell.go("register", "session-3")
    window.shell.page.pair.note.setPlainText("Write to the college")
    return window


def noted(workspace: Workspace) -> list[str]:
    return [pair.action for pair in workspace.sessions.get("session-3").pairs if pair.action]


def test_a_note_is_kept_when_the_window_locks(note, workspace):
    note.locking.lock()
    assert noted(workspace) == ["Write to the college"]


def test_a_note_is_kept_when_the_window_closes(note, folder):
    note.close()
    assert noted(sit_down(Store.open(folder, PASSPHRASE))) == ["Write to the college"]


def test_a_note_that_could_not_be_kept_is_handed_over_again(note, workspace, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(type(workspace.sessions), "mark", no_room)
        note.shell.page.pair.keep()
    assert noted(workspace) == []
    note.shell.page.pair.keep()
    assert noted(workspace) == ["Write to the college"]


def no_room(*_given, **_told):
    from desktop.errors import Trouble

    raise Trouble("The disk is full.", "Make room.")


def test_a_note_taken_back_by_hand_leaves_no_draft(note):
    note.shell.page.pair.note.setPlainText("")
    assert not any(values for key, values in note.board.drafts._drafts.items() if key.startswith("note:"))


def test_a_pairs_details_are_there_again(seat, workspace):
    window = seat(workspace, "sessions")
    window.shell.go("register", "session-3")
    window.shell.page._on_details()
    typed(dialog(window).findChild(Form), "goal", "A letter")
    dialog(window).reject()
    QApplication.processEvents()
    window.shell.page._on_details()
    assert dialog(window).findChild(Form).values["goal"] == "A letter"


def test_who_told_of_a_concern_is_there_again_and_goes_once_kept(seat, workspace, folder):
    window = seat(workspace, "sessions")
    window.shell.go("register", "session-3")
    window.shell.page._on_concern()
    typed(dialog(window).findChild(Form), "told_by", "Ms Adeyemi")
    window = reopened(window, seat, folder, "sessions")
    window.shell.go("register", "session-3")
    window.shell.page._on_concern()
    assert dialog(window).findChild(Form).values["told_by"] == "Ms Adeyemi"
    dialog(window).findChild(Form).fields["told"].entry.click()
    press(window, "Keep that it was told")
    assert dict(window.board.draft("concern:session-3")) == {}


LIST = "Forename,Surname,Year,Date of Birth\nNia,Price,9,31/02/2012\nOwen,Rees,10,03/04/2011\n"


def test_what_was_put_right_in_a_list_is_there_the_next_day_and_goes_once_it_is_in(seat, workspace, folder, tmp_path):
    path = Path(tmp_path / "list.csv")
    path.write_text(LIST)
    window = seat(workspace, "import")
    window.shell.page.examine(path)
    window.shell.page._on_put_right(2, "Date of Birth", "28/02/2012")
    window = reopened(window, seat, folder, "import")
    window.shell.page.examine(path)
    assert window.shell.page.examined.told.put_right == {2: {"Date of Birth": "28/02/2012"}}
    assert window.told.notices[-1] == "What you put right in this file before is there again"
    window.shell.page.adopt()
    window.shell.go("import")
    window.shell.page.examine(path)
    assert window.shell.page.examined.told.put_right == {}


def test_what_another_version_remembered_of_a_list_is_let_go(seat, workspace, tmp_path):
    path = Path(tmp_path / "list.csv")
    path.write_text(LIST)
    page = seat(workspace, "import").shell.page
    page._book._draft(path.read_bytes())["told"] = '{"put_right": 7}'
    page.examine(path)
    assert page.examined.told.put_right == {}


@pytest.fixture
def form_out(workspace):
    """A form that is out, of somebody under sixteen."""
    young = workspace.roster.people(Mentee)
    (form,) = workspace.consents.issue([next(one for one in young if workspace.consents.of(one.id) is None)])
    return form


def begin_form(window, form):
    card = window.shell.page.returned
    card.show_code(form.reference)
    QTest.keyClicks(card.signed, "Parent Price")
    card.ticks["photo"].setChecked(True)
    return card


def said_of(card) -> tuple[str, list[str]]:
    return card.signed.text(), [name for name, tick in card.ticks.items() if tick.isChecked()]


def test_what_was_said_of_a_form_and_not_marked_is_there_again_with_its_code(seat, workspace, folder, form_out):
    window = seat(workspace, "papers")
    begin_form(window, form_out)
    window = reopened(window, seat, folder, "papers")
    card = window.shell.page.returned
    assert said_of(card) == ("", [])
    card.show_code(form_out.reference)
    assert said_of(card) == ("Parent Price", ["photo"])
    assert "not marked yet" in card.said.text()


def test_what_was_said_of_a_form_is_no_draft_once_it_is_marked(seat, workspace, form_out):
    window = seat(workspace, "papers")
    card = begin_form(window, form_out)
    card.signer.choose("parent")
    card.mark.click()
    assert card.said.text() == "Marked. Scan the next one."
    assert not window.board.draft(f"returned:{form_out.mentee}:{form_out.id}")


def test_what_was_said_of_one_form_is_not_said_of_the_next(seat, workspace, form_out):
    card = begin_form(seat(workspace, "papers"), form_out)
    other = next(one for one in workspace.roster.people(Mentee) if workspace.consents.of(one.id) is None)
    (second,) = workspace.consents.issue([other])
    card.show_code(second.reference)
    assert said_of(card) == ("", [])
    card.show_code(form_out.reference)
    assert said_of(card) == ("Parent Price", ["photo"])


def test_an_erasure_takes_what_was_said_of_a_form_along(seat, workspace, form_out):
    window = seat(workspace, "papers")
    begin_form(window, form_out)
    window.board.drafts.flush()
    workspace.safekeeping.erase(workspace.roster.mentee(form_out.mentee))
    assert not [name for name in workspace.drafts.all() if name.startswith("returned:")]
