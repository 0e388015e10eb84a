"""A dialog whose step comes to nothing says so itself: the page's own bar stands dimmed behind it."""

import pytest

from desktop.models.people import Mentee
from desktop.store.place import Place
from desktop.ui.sections import SectionedForm
from tests.ui.dialogs import dialog, press
from tests.ui.person_forms import typed


@pytest.fixture
def window(seat, workspace):
    return seat(workspace, "young-people")


@pytest.fixture
def form(window):
    """A new person's form, filled in."""
    window.shell.page.add_person()
    made = dialog(window)
    for key, said in (("legal_forename", "Nia"), ("legal_surname", "Rees")):
        typed(made.findChild(SectionedForm), key, said)
    return made


@pytest.fixture
def gone(form, folder):
    """The school's file, put elsewhere: nothing can be kept until it is back."""
    elsewhere = folder / "elsewhere"
    file = Place(folder).file
    file.rename(elsewhere)
    press(form, "Add")
    yield lambda: elsewhere.rename(file)
    if elsewhere.exists():
        elsewhere.rename(file)


def added(workspace) -> list[str]:
    return [one.legal_forename for one in workspace.roster.people(Mentee) if one.legal_surname == "Rees"]


def test_the_dialog_says_above_its_buttons_what_is_in_the_way(form, gone):
    assert form.isVisible()
    assert form.trouble.said.startswith("The school’s file is gone from its folder, so nothing more is saved.")
    assert form.trouble.isVisible()
    assert form.trouble.geometry().bottom() < form.buttons.geometry().top()


def test_what_was_typed_stays(form, gone):
    assert form.findChild(SectionedForm).values["legal_forename"] == "Nia"


def test_the_page_behind_it_says_nothing_meanwhile(window, form, gone):
    assert window.shell.page.trouble.said == ""


def test_once_it_can_be_kept_a_second_press_keeps_it_and_nobody_speaks_of_trouble(window, form, gone, workspace):
    gone()
    press(form, "Add")
    assert added(workspace) == ["Nia"]
    assert window.shell.page.trouble.said == ""


def test_leaving_the_dialog_brings_the_trouble_to_the_page(window, form, gone):
    form.reject()
    assert window.shell.page.trouble.said.startswith("The school’s file is gone")


def test_a_step_kept_elsewhere_takes_it_back(window, form, gone, workspace):
    gone()
    someone = workspace.roster.people(Mentee)[0]
    window.board.do(lambda: workspace.roster.keep(someone.model_copy(update={"legal_surname": "Changed"})), "Changed")
    assert form.trouble.said == ""
