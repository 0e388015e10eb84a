import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop.models.consent import Consent
from desktop.models.outcomes import Wave
from desktop.models.people import Mentee
from desktop.ui.charts.figures import change_words
from desktop.workspace.outcomes import Gathered
from tests.ui.school import TODAY

ITEMS = ("secure", "confidence", "personal_skills", "employability", "social_connections")


@pytest.fixture
def window(seat, workspace):
    return seat(workspace, "outcomes")


@pytest.fixture
def page(window):
    return window.shell.page


def said(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def type_all(qtbot, page, digits: str) -> None:
    page.answers.begin()
    for code, digit in zip(ITEMS, digits, strict=True):
        qtbot.keyClicks(page.answers.fields[code], digit)


def test_those_still_to_be_asked_stand_first(page):
    first = page.who.model.row_at(0)
    assert (first.answered, first.asked) == (False, True)


def test_five_digits_keep_a_person_s_answers_and_go_on(qtbot, window, page, workspace):
    mentee = page.who.view.current
    type_all(qtbot, page, "34512")
    assert workspace.outcomes.answers(mentee, "programme", Wave.BEFORE) == dict(
        zip(ITEMS, (3, 4, 5, 1, 2), strict=True)
    )
    assert window.told.notices[-1].endswith("answers kept")
    assert page.who.view.current != mentee


def test_enter_after_each_number_as_in_a_spreadsheet_skips_no_question(qtbot, page, workspace):
    waiting = [one for one in page.who.model.ids if page.who.lines[one].asked and not page.who.lines[one].answered]
    page.answers.begin()
    for digit in "3451254321":
        qtbot.keyClicks(page.window().focusWidget(), digit)
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    kept = [workspace.outcomes.answers(one, "programme", Wave.BEFORE) for one in waiting[:2]]
    assert [tuple(one.values()) for one in kept] == [(3, 4, 5, 1, 2), (5, 4, 3, 2, 1)]
    assert page.who.view.current == waiting[2]


def test_enter_after_a_persons_last_number_leaves_the_next_person_s_first_question(qtbot, page, workspace):
    waiting = [one for one in page.who.model.ids if page.who.lines[one].asked and not page.who.lines[one].answered]
    type_all(qtbot, page, "34512")
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    for digit in "54321":
        qtbot.keyClicks(page.window().focusWidget(), digit)
    assert tuple(workspace.outcomes.answers(waiting[1], "programme", Wave.BEFORE).values()) == (5, 4, 3, 2, 1)


def test_a_question_is_left_out_with_the_arrow_or_with_enter_again(qtbot, page, workspace):
    mentee = page.who.view.current
    page.answers.begin()
    qtbot.keyClicks(page.window().focusWidget(), "3")
    for _press in range(2):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(page.window().focusWidget(), "4")
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(page.window().focusWidget(), "5")
    kept = workspace.outcomes.answers(mentee, "programme", Wave.BEFORE)
    assert kept == {"secure": 3, "personal_skills": 4, "social_connections": 5}


@pytest.mark.parametrize("copied", ["3\t4\t\t1\t2", "3\r\n4\r\n\r\n1\r\n2\r\n"])
def test_cells_copied_in_a_spreadsheet_fill_the_fields(qtbot, page, window, copied):
    QApplication.clipboard().setText(copied)
    page.answers.begin()
    qtbot.keyClick(page.answers.fields["secure"], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.answers.typed == {"secure": "3", "confidence": "4", "employability": "1", "social_connections": "2"}
    assert window.told.notices == []


def test_more_cells_than_there_are_questions_are_no_answers(qtbot, page):
    QApplication.clipboard().setText("3\t4\t5")
    page.answers.begin()
    qtbot.keyClick(page.answers.fields["employability"], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "social_connections" not in page.answers.typed


def test_the_fields_are_empty_for_the_next_person(qtbot, page):
    type_all(qtbot, page, "34512")
    assert page.answers.typed == {}


def test_an_empty_field_is_an_answer_not_given(page, workspace):
    mentee = page.who.view.current
    page.answers.fields["confidence"].setText("4")
    page.enter()
    assert workspace.outcomes.answers(mentee, "programme", Wave.BEFORE) == {"confidence": 4}


def test_pressing_keep_three_times_quickly_passes_over_nobody(page, window, workspace):
    page.answers.fields["confidence"].setText("4")
    waiting = [one for one in page.who.model.ids if page.who.lines[one].asked and not page.who.lines[one].answered]
    for _press in range(3):
        page.keep.click()
    assert workspace.outcomes.answers(waiting[0], "programme", Wave.BEFORE) == {"confidence": 4}
    assert page.who.view.current == waiting[1]
    assert window.told.notices[-1].endswith("answers kept")


def test_who_has_not_answered_is_passed_over_by_a_press_of_its_own(qtbot, page):
    before = page.who.view.current
    page.keep.click()
    following = page.who.view.current
    qtbot.wait(QApplication.doubleClickInterval() + 20)
    page.keep.click()
    assert len({before, following, page.who.view.current}) == 3


def test_a_number_off_the_scale_is_said_and_not_kept(page, workspace):
    mentee = page.who.view.current
    page.answers.fields["confidence"].setText("7")
    page.enter()
    told = {code: one.text() for code, one in page.answers.problems.items() if not one.isHidden()}
    assert told == {"confidence": "Use a whole number from 1 to 5."}
    assert workspace.outcomes.answers(mentee, "programme", Wave.BEFORE) == {}


def test_what_was_typed_and_not_kept_is_there_again(qtbot, page):
    mentee = page.who.view.current
    qtbot.keyClicks(page.answers.fields["secure"], "2")
    page.who.view.show_row(page.who.model.ids[3])
    page.who.view.show_row(mentee)
    assert page.answers.typed == {"secure": "2"}


def test_nothing_typed_keeps_nothing_and_goes_on(window, page):
    mentee = page.who.view.current
    page.enter()
    assert window.told.notices[-1] == "Nothing was typed, so nothing was kept."
    assert page.who.view.current != mentee


def test_a_whole_form_is_typed_without_the_mouse(qtbot, window, page, workspace):
    mentee = page.who.view.current
    window.shell.go("outcomes", by_key=True)
    qtbot.keyClick(page.who.view, Qt.Key.Key_Return)
    for digit in "34512":
        qtbot.keyClicks(QApplication.focusWidget(), digit)
    assert workspace.outcomes.answers(mentee, "programme", Wave.BEFORE) == dict(
        zip(ITEMS, (3, 4, 5, 1, 2), strict=True)
    )
    assert QApplication.focusWidget() is page.answers.fields["secure"]


def test_ctrl_z_in_an_empty_field_takes_back_what_was_kept_last(qtbot, page, workspace):
    mentee = page.who.view.current
    type_all(qtbot, page, "34512")
    qtbot.keyClick(page.answers.fields["secure"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workspace.outcomes.answers(mentee, "programme", Wave.BEFORE) == {}


def test_ctrl_z_where_something_was_typed_takes_back_the_typing(qtbot, page, workspace):
    mentee = page.who.view.current
    type_all(qtbot, page, "34512")
    first = page.answers.fields["secure"]
    qtbot.keyClicks(first, "9")
    qtbot.keyClick(first, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (first.text(), len(workspace.outcomes.answers(mentee, "programme", Wave.BEFORE))) == ("", 5)


def test_typing_somebody_again_says_that_answers_changed(qtbot, window, page, workspace):
    mentee = page.who.view.current
    type_all(qtbot, page, "34512")
    page.open(mentee)
    type_all(qtbot, page, "54512")
    assert window.told.notices[-1].endswith("answers changed")
    assert workspace.outcomes.answers(mentee, "programme", Wave.BEFORE)["secure"] == 5


def test_what_was_kept_already_is_no_step_again(qtbot, window, page, workspace):
    mentee = page.who.view.current
    type_all(qtbot, page, "34512")
    step = workspace.safekeeping.undo_step
    page.open(mentee)
    page.enter()
    assert window.told.notices[-1].endswith("answers are as they were.")
    assert workspace.safekeeping.undo_step == step


def test_emptying_every_field_removes_answers_typed_under_the_wrong_name(qtbot, window, page, workspace):
    mentee = page.who.view.current
    type_all(qtbot, page, "34512")
    page.open(mentee)
    for entry in page.answers.fields.values():
        entry.clear()
    page.enter()
    assert window.told.notices[-1].endswith("answers removed")
    assert workspace.outcomes.answers(mentee, "programme", Wave.BEFORE) == {}


def test_after_the_last_of_the_list_comes_the_first_still_to_do(page):
    ids = page.who.model.ids
    last = [one for one in ids if page.who.lines[one].asked][-1]
    assert page.who.following(last) == ids[0]


def test_who_was_not_asked_is_not_next(page, workspace):
    lines = page.who.lines
    following = page.who.following(page.who.view.current)
    assert lines[following].asked
    assert not lines[following].answered


def test_a_nought_is_a_whole_answer(qtbot, page):
    choose_for_sixteen(page)
    page.answers.begin()
    first, second = list(page.answers.fields.values())[:2]
    qtbot.keyClicks(first, "0")
    assert second.hasFocus()


def test_a_screen_reader_hears_at_the_field_what_is_wrong_with_it(qtbot, page):
    entry = page.answers.fields["confidence"]
    qtbot.keyClicks(entry, "9")
    assert entry.accessibleDescription() == "Use a whole number from 1 to 5."
    qtbot.keyClick(entry, Qt.Key.Key_Backspace)
    assert entry.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [(-0.004, "0.00"), (0.0, "0.00"), (0.433, "+0.43"), (-0.3, "\u22120.30")],
)
def test_a_change_has_a_true_minus_and_nothing_has_no_sign(value, said):
    assert change_words(value) == said


def test_a_narrow_window_keeps_the_survey_beside_the_tabs(qtbot, window, page):
    window.resize(683, 384)
    page.turn_to(1)
    qtbot.waitUntil(page.who.surveys.isVisible)
    window.resize(1366, 697)
    assert page.who.isAncestorOf(page.who.surveys)


def test_arrows_walk_through_the_fields(qtbot, page):
    page.answers.begin()
    qtbot.keyClick(page.answers.fields["secure"], Qt.Key.Key_Down)
    qtbot.keyClicks(page.answers.fields["confidence"], "5")
    assert page.answers.typed == {"confidence": "5"}


def test_a_scale_to_ten_waits_for_the_second_digit(qtbot, page):
    choose_for_sixteen(page)
    page.answers.begin()
    first, second = list(page.answers.fields.values())[:2]
    qtbot.keyClicks(first, "1")
    qtbot.keyClicks(first, "0")
    assert (first.text(), second.text()) == ("10", "")


def test_another_survey_asks_its_own_questions(page):
    page.who.surveys.choose("loneliness")
    assert list(page.answers.fields) == ["no_one_to_talk_to", "left_out", "alone"]


def test_too_few_are_said_to_be_too_few(page):
    assert "Too few have answered before and after" in said(page._right)
    assert "Answers given midway count until later ones come." in said(page._right)


def choose_for_sixteen(page) -> None:
    """Choose the survey that is meant for 16 and over, with somebody on its list."""
    workspace = page.workspace
    asked = next(one.mentee for one in workspace.outcomes.people("programme", Wave.BEFORE) if one.asked)
    person = next(one for one in workspace.roster.people(Mentee) if one.id == asked)
    with workspace.desk.step("A birthday") as step:
        step.put(person.model_copy(update={"date_of_birth": date(2009, 1, 1)}))
    page.who.surveys.choose("ons4")
    page.refresh()


def test_of_who_is_not_asked_nothing_can_be_typed(window, page):
    nobody = next(one for one in page.who.lines.values() if not one.asked and not one.answered)
    page.who.view.show_row(nobody.mentee)
    assert (page.answers.isEnabled(), page.keep.isEnabled()) == (False, False)
    page.enter()
    assert window.told.notices[-1].startswith("Not asked: no valid consent to surveys")


def test_what_was_kept_before_the_yes_was_taken_back_can_be_put_right(page, workspace):
    answered = next(one.mentee for one in page.who.lines.values() if one.answered and one.asked)
    forms = [one for one in workspace.desk.store.all(Consent) if one.mentee == answered]
    with workspace.desk.step("Withdraw") as step:
        step.put_many([one.model_copy(update={"withdrawn_on": TODAY}) for one in forms])
    page.refresh()
    page.who.view.show_row(answered)
    assert page.answers.isEnabled()


def test_enough_answers_are_read_as_a_sentence(page, workspace):
    asked = [one.mentee for one in workspace.outcomes.people("programme", Wave.BEFORE) if one.asked]
    for number, mentee in enumerate(asked[:12]):
        workspace.outcomes.enter(mentee, "programme", Wave.BEFORE, {"confidence": 1 + number % 2})
        workspace.outcomes.enter(mentee, "programme", Wave.AFTER, {"confidence": 4})
    page.refresh()
    assert "Higher than before: Confidence." in said(page._right)


def test_the_search_finds_a_person(page):
    name = page.who.model.row_at(5).given
    page.who.search.setText(name)
    assert page.who.model.ids
    assert all(name in f"{page.who.lines[one].given} {page.who.lines[one].family}" for one in page.who.model.ids)


def test_a_search_that_finds_nobody_says_so(page):
    page.who.search.setText("zzz")
    assert "Nobody here is called “zzz”." in said(page.who)
    page.who.search.clear()
    assert page.who._rows.currentWidget() is page.who.view


def test_passing_over_answers_to_questions_no_longer_asked_removes_nothing(page, window, workspace):
    old = next(one for one in page.who.lines.values() if one.answered and not set(one.answers) & set(ITEMS))
    page.who.view.show_row(old.mentee)
    page.enter()
    assert workspace.outcomes.answers(old.mentee, "programme", Wave.BEFORE) == old.answers


def test_the_header_counts_who_answered(page, workspace):
    answered = sum(one.answered for one in workspace.outcomes.people("programme", Wave.BEFORE))
    assert f"{answered} of" in page.sentence.text()


def test_the_sums_are_made_off_the_gui_thread(qtbot, threaded):
    window = threaded
    threads = []
    look = Gathered.look

    def watched(gathered, breath):
        threads.append(threading.current_thread() is threading.main_thread())
        return look(gathered, breath)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Gathered, "look", watched)
        qtbot.waitUntil(lambda: window.shell.key != "" and not window.board.tasks.busy)
        window.shell.go("outcomes")
        qtbot.waitUntil(lambda: window.shell.page.key == "outcomes" and len(window.shell.page.who.model.ids) > 0)
    assert threads == [False]
    window.close()


def test_a_person_asked_for_before_the_list_is_there_is_shown_once_it_is(seat, workspace):
    window = seat(workspace)
    person = workspace.outcomes.people("programme", Wave.BEFORE)[4].mentee
    window.shell.go("outcomes", f"{person},x")
    assert window.shell.page.who.view.current == person


def test_where_nobody_may_be_asked_the_header_says_so_and_counts_nothing(seat, empty):
    page = seat(empty, "outcomes").shell.page
    assert page.sentence.text() == "Nobody has said yes to surveys yet, so there is nothing to type in."
    assert page.answers.about.text() == page.sentence.text()  # where a low window has no room for the sentence


def test_several_people_are_typed_one_after_the_other_without_a_pause(qtbot, window, page, workspace):
    window.activateWindow()
    people = [one for one in page.who.model.ids if page.who.lines[one].asked and not page.who.lines[one].answered][:4]
    page.open(people[0])
    for _person in people:
        for digit in "34512":
            qtbot.keyClicks(QApplication.focusWidget(), digit)
            qtbot.wait(5)
    kept = [workspace.outcomes.answers(one, "programme", Wave.BEFORE) for one in people]
    assert kept == [dict(zip(ITEMS, (3, 4, 5, 1, 2), strict=True))] * 4


def test_a_list_read_again_while_somebody_types_leaves_the_keys_in_their_field(qtbot, window, page):
    window.activateWindow()
    page.answers.begin()
    page.refresh()
    qtbot.wait(50)
    assert QApplication.focusWidget() is page.answers.fields["secure"]


def test_another_survey_chosen_while_the_last_one_is_being_shown_ends_in_no_bug(page, workspace):
    page.who.surveys.choose("ons4")
    asked = page.who.survey
    steps = page._showing(workspace.outcomes.looker("ons4", page.who.wave)(int), asked)
    next(steps)
    page.who.surveys.choose("loneliness")
    assert list(steps)
    assert page.who.survey is not asked
