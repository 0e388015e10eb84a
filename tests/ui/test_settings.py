"""Settings: each part opens, a rule is a sentence whose number counts at once, and backups come back."""

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QSpinBox

from desktop.ui.choices import Dot, Tick
from desktop.ui.forms import Form
from desktop.ui.pages.settings.page import parts
from desktop.ui.pages.settings.safe import ask_restore, copy_latest
from desktop.ui.pages.settings.year import programme_from
from tests.ui.school import PASSPHRASE


@pytest.fixture
def page(seat, workspace):
    return seat(workspace, "settings").shell.page


@pytest.mark.parametrize("part", [key for key, *_rest in parts()])
def test_every_part_opens(page, part):
    page.show_part(part)
    assert page.window().told.bugs == []


def test_a_number_in_a_rule_counts_at_once_and_can_be_undone(page):
    page.show_part("policy")
    field = next(one for one in page.findChildren(QSpinBox) if "A check counts" in one.accessibleName())
    field.setValue(2)
    field.editingFinished.emit()
    assert page.workspace.settings.policy.dbs_years == 2
    page.window().shell._undo()
    assert page.workspace.settings.policy.dbs_years == 3


def test_a_tick_in_a_rule_counts_at_once(page):
    page.show_part("policy")
    tick = next(one for one in page.findChildren(Tick) if one.text().startswith("Under 18"))
    tick.click()
    assert page.workspace.settings.policy.virtual_under_18 is True


def test_the_text_size_chosen_is_kept_and_seen(page):
    window = page.window()
    page.show_part("look")
    dot = next(one for one in page.findChildren(Dot) if "130" in one.text())
    dot.click()
    assert window.preferences.liked.text_size == 130
    assert window.shell.key == "settings"


def test_a_form_that_changes_nothing_changes_no_year(page):
    page.show_part("year")
    known = page.workspace.settings.programme
    assert programme_from(page._stack.currentWidget().findChild(Form).values, known) == known


def test_a_backup_comes_back_whole(seat, workspace):
    window = seat(workspace, "settings")
    workspace.safekeeping.backup()
    before = len(workspace.lists.latest(limit=500))
    workspace.settings.change_school(workspace.settings.school.model_copy(update={"name": "Changed"}))
    ask_restore(window.shell.page, workspace.safekeeping.backups()[0])
    shown = next(one for one in window.findChildren(QDialog) if one.isVisible())
    shown.findChild(Form).fields["secret"].put(PASSPHRASE)
    window._on_restore(str(workspace.safekeeping.backups()[0].path), PASSPHRASE)
    assert window.board.workspace.settings.school.name == "Ferncliffe High School"
    assert len(window.board.workspace.lists.latest(limit=500)) == before


def test_a_backup_is_copied_to_a_stick(page, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_args: str(stick)))
    copy_latest(page)
    assert len(list(stick.iterdir())) == 1
