"""Odd text where no form of the window stands: answers of a survey, the first run, the searches over the lists."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop.ui.first_run.recovery import RecoveryPage
from desktop.ui.first_run.run import FirstRun
from desktop.ui.first_run.school import SchoolPage
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import RunAtOnce
from desktop.ui.window import MainWindow
from tests.ui.test_first_run import set_passphrase, type_back
from tests.ui.test_odd_texts import ODD, press_all, write
from tests.ui.test_pages_fit import PAGES


def test_an_odd_answer_to_a_survey_is_said_or_kept_and_never_crashes(seat, workspace):
    window = seat(workspace, "outcomes")
    before, kept = workspace.safekeeping.undo_step, []
    for text in ODD:
        for entry in window.shell.page.answers.fields.values():
            entry.setText(text)
        press_all(window.shell.page, ("Keep, next person",))
        if workspace.safekeeping.undo_step != before:
            kept.append(text)
            window.shell._undo()
    assert window.told.bugs == []
    assert kept == []


@pytest.fixture
def run(qtbot, folder):
    window = MainWindow(folder, preferences=Preferences(), executor=RunAtOnce())
    qtbot.addWidget(window)
    window.show()
    window.begin()
    yield window.findChild(FirstRun)
    window.close()


def type_everywhere(page, text) -> None:
    for kind in (QLineEdit, QPlainTextEdit):
        for entry in page.findChildren(kind):
            write(entry, text)


def test_an_odd_text_in_the_first_run_is_said_at_its_field(run):
    run.page.start.click()
    for text in ("", "-1", "\u0663", "a\tb", "\x00"):
        type_everywhere(run.page, text)
        run.page.go_on()
    assert not isinstance(run.page, RecoveryPage)


def test_an_odd_text_about_the_school_never_crashes_the_first_run(run):
    set_passphrase(run)
    for text in ODD:
        type_everywhere(run.page, text)
        run.page.go_on()
    assert isinstance(run.page, RecoveryPage)
    type_back(run.page)
    for text in ODD:
        if isinstance(run.page, SchoolPage):
            type_everywhere(run.page, text)
            run.page.go_on()
    assert run.page.isVisible()


@pytest.mark.parametrize("page", PAGES)
def test_an_odd_text_in_any_field_of_a_page_never_crashes(seat, workspace, page):
    window = seat(workspace, page)
    for text in ODD:
        for entry in [one for one in window.findChildren(QLineEdit) if one.isVisible() and not one.isReadOnly()]:
            entry.setText(text)
            entry.textEdited.emit(text)
            entry.editingFinished.emit()
        window.shell.top.search.look()
    assert window.told.bugs == []
