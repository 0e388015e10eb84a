"""A school’s own texts in the window: a copy saved, a file added, what is wrong with it, and the way back."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.paths import resource
from desktop.ui.forms import Form


@pytest.fixture
def page(seat, workspace):
    return seat(workspace, "papers").shell.page


@pytest.fixture
def dialog(page):
    found = page.ask_texts()
    yield found
    found.close()


def said(dialog):
    return [one.text() for one in dialog.findChildren(QLabel)]


def own(tmp_path, old="Mentora: gwybodaeth", new="Ein ffurflen"):
    path = tmp_path / "mine.toml"
    path.write_text(resource("forms/cy.toml").read_text("utf-8").replace(old, new, 1), "utf-8")
    return path


def test_every_language_says_where_it_stands(dialog):
    assert said(dialog).count("Shipped, a draft nobody has checked") == 7
    assert "Shipped" in said(dialog)


def test_a_copy_to_begin_from_is_saved(dialog, tmp_path):
    dialog.copy("pl", tmp_path / "pl.toml")
    assert (tmp_path / "pl.toml").read_bytes() == resource("forms/pl.toml").read_bytes()
    assert dialog.said.text() == "Saved as pl.toml"


def test_a_copy_that_cannot_be_saved_says_so(dialog, tmp_path):
    dialog.copy("pl", tmp_path / "none" / "pl.toml")
    assert "can’t be written" in dialog.said.text()


def test_a_file_that_is_added_is_used_and_can_be_taken_back(dialog, page, workspace, tmp_path):
    dialog.add(own(tmp_path))
    assert "Your own, a draft nobody has checked" in said(dialog)
    assert [one.language for one in workspace.papers.texts.own()] == ["cy"]
    assert page.window().told.notices[-1] == "Your own texts in Welsh are used"
    workspace.safekeeping.undo()
    assert workspace.papers.texts.own() == []


def test_what_is_wrong_with_a_file_is_said_in_the_dialog(dialog, workspace, tmp_path):
    dialog.add(own(tmp_path, "{dsl}", ""))
    assert "leaves out “{dsl}”" in dialog.said.text()
    assert workspace.papers.texts.own() == []


def test_own_texts_are_let_go_by_their_button(dialog, workspace, tmp_path):
    dialog.add(own(tmp_path, 'checked_by = ""', 'checked_by = "Nerys Pugh"'))
    assert "Your own, checked by Nerys Pugh" in said(dialog)
    (away,) = [one for one in dialog.findChildren(QPushButton) if one.text() == "Remove"]
    away.click()
    assert workspace.papers.texts.own() == []


def test_who_checked_a_draft_is_said_and_can_be_taken_back(dialog, workspace):
    asked = dialog.ask_checked("ur", "Urdu")
    asked.findChild(Form).fields["by"].put("Sana Khan")
    next(one for one in asked.findChildren(QPushButton) if one.text() == "Keep the name").click()
    assert "Your own, checked by Sana Khan" in said(dialog)
    workspace.safekeeping.undo()
    assert workspace.papers.texts.own() == []
