"""The sections of a long form: gone through with the keys, marked as one scrolls, laid out in turns."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.dialogs import Dialog
from desktop.ui.pages.people.mentee_form import mentee_sections
from desktop.ui.sections import SectionedForm, SectionList
from desktop.ui.turns import Turns
from tests.ui.dialogs import dialog, press
from tests.ui.person_forms import open_form, typed, wrong
from tests.ui.school import TODAY


def sections(form: SectionedForm) -> SectionList:
    return dialog(form).findChild(SectionList)


def test_the_keys_go_from_section_to_section(seat, workspace, young):
    form = open_form(seat, workspace, young)
    form.window().activateWindow()
    QTest.qWait(20)
    QTest.keyClick(form.window(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert (sections(form).current, form.window().focusWidget()) == (1, form.fields["sectors"].entry)
    QTest.keyClick(form.window(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert form.window().focusWidget() is form.fields["legal_forename"].entry


def test_a_section_in_the_list_is_a_click_away_and_the_first_and_last_are_ends(seat, workspace, young):
    form = open_form(seat, workspace, young)
    QTest.qWait(20)
    sections(form).buttons[-1].click()
    assert form.window().focusWidget() is form.fields["waiting_since"].entry
    sections(form).go(99)
    assert sections(form).current == len(form.sections) - 1


def test_scrolling_marks_the_section_in_sight(seat, workspace, young):
    form = open_form(seat, workspace, young)
    QTest.qWait(30)
    bar = sections(form)._area.verticalScrollBar()
    bar.setValue(form.blocks[4].y())
    assert sections(form).current == 4


def test_the_list_says_where_something_is_wrong_and_the_keys_go_there(seat, workspace, young):
    form = open_form(seat, workspace, young)
    typed(form, "postcode_area", "Cardiff")
    press(form, "Keep")
    QApplication.processEvents()
    assert sections(form).buttons[5].accessibleName() == "Background, 1 thing to do"
    assert form.window().focusWidget() is form.fields["postcode_area"].entry


def unhurried(qtbot) -> SectionedForm:
    """Return a form of a young person whose later sections are laid out in turns, as in a window."""
    turns = Turns(lambda act: act())
    form = SectionedForm(list(mentee_sections(TODAY, lambda _upn: "")), turns=turns)
    qtbot.addWidget(form)
    form.lay_out()
    return form


def without_place(form: SectionedForm) -> list[int]:
    """Return the sections, counted from 0, that have a field standing nowhere."""
    return [at for at, one in enumerate(form.sections) if any(field.parentWidget() is None for field in one.fields)]


def test_what_is_seen_first_of_a_long_form_is_laid_out_at_once_and_the_rest_in_turns(qtbot):
    form = unhurried(qtbot)
    assert without_place(form) == list(range(1, len(form.sections)))
    qtbot.waitUntil(lambda: not without_place(form))


def test_who_keeps_a_form_before_all_of_it_is_laid_out_is_told_of_every_section(qtbot):
    form = unhurried(qtbot)
    form.fields["waiting_since"].put("some day")
    assert not form.check()
    assert not without_place(form)
    assert wrong(form, "waiting_since")


def test_a_persons_form_is_made_in_turns_and_enter_pressed_twice_opens_one(seat, workspace, young, qtbot):
    window = seat(workspace, "young-people")
    window.board.turns = Turns(lambda act: act())
    window.shell.page.edit(young.id)
    window.shell.page.edit(young.id)
    assert window.findChildren(Dialog) == []
    qtbot.waitUntil(lambda: not window.board.turns.busy)
    (shown,) = window.findChildren(Dialog)
    assert shown.findChild(SectionedForm).values["legal_forename"] == young.legal_forename
