"""Settings: each part opens, a rule is a sentence whose number counts at once, and backups come back."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLabel, QSpinBox

from desktop.errors import WrongPassphrase
from desktop.models.people import Mentee
from desktop.models.vocabulary import vocabulary
from desktop.ui.choices import Dot, Tick
from desktop.ui.forms import Form
from desktop.ui.pages.settings import safe
from desktop.ui.pages.settings.new_sheet import ask_recovery
from desktop.ui.pages.settings.page import MAKERS
from desktop.ui.pages.settings.people import ask_passphrase
from desktop.ui.pages.settings.safe import ask_restore, copy_latest
from desktop.ui.pages.settings.words import WordsPart
from desktop.ui.pages.settings.year import programme_from
from tests.ui.dialogs import dialog
from tests.ui.school import PASSPHRASE


def press(where, name):
    found = [one for one in where.findChildren(QAbstractButton) if name in (one.text(), one.accessibleName())]
    next(one for one in found if one.isVisible()).click()


@pytest.fixture
def page(seat, workspace):
    return seat(workspace, "settings").shell.page


def test_the_part_that_is_open_is_marked(page):
    assert [key for key, item in page._items.items() if item.isChecked()] == ["school"]
    page.show_part("look")
    assert [key for key, item in page._items.items() if item.isChecked()] == ["look"]


@pytest.mark.parametrize("part", list(MAKERS))
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


def typed(qtbot, page, name: str, text: str) -> QSpinBox:
    """Type a number into a sentence and leave it with Enter; return its field as it stands then."""

    def field() -> QSpinBox:
        shown = page._stack.currentWidget().findChildren(QSpinBox)
        return next(one for one in shown if name in one.accessibleName())

    field().selectAll()
    qtbot.keyClicks(field(), text)
    qtbot.keyClick(field(), Qt.Key.Key_Return)
    return field()


@pytest.mark.parametrize("text", ["99999", "0", "-5", "2.5"])
def test_a_number_a_rule_can_t_have_is_refused_with_those_it_can(qtbot, page, text):
    page.show_part("policy")
    field = typed(qtbot, page, "A check counts", text)
    assert (field.value(), field.accessibleDescription()) == (3, "Use a whole number from 1 to 10.")
    assert page.workspace.settings.policy.dbs_years == 3
    assert page.window().told.notices == []
    assert typed(qtbot, page, "A check counts", "4").accessibleDescription() == ""


def test_a_rule_is_kept_once_however_often_its_field_is_left(page):
    page.show_part("policy")
    field = next(one for one in page.findChildren(QSpinBox) if "A check counts" in one.accessibleName())
    field.setValue(2)
    field.editingFinished.emit()
    field.editingFinished.emit()
    assert page.window().told.notices == ["The rule was changed"]


def test_a_rule_that_could_not_be_kept_shows_what_stands(page, monkeypatch):
    page.show_part("policy")
    monkeypatch.setattr(page.board, "do", lambda *_given: False)
    field = next(one for one in page.findChildren(QSpinBox) if "A check counts" in one.accessibleName())
    field.setValue(2)
    field.editingFinished.emit()
    assert field.value() == 3


def test_the_minutes_to_the_lock_can_be_changed_and_changed_back(qtbot, page):
    page.show_part("people")
    liked = page.window().preferences
    before = liked.liked.lock_minutes
    for minutes in (before + 5, before):
        typed(qtbot, page, "Lock after", str(minutes))
        assert liked.liked.lock_minutes == minutes


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("31/02/2027", "There is no such day. Write the day first, then the month, as 12/11/2026."),
        ("02/28/2027", "There is no such day. Write the day first, then the month, as 12/11/2026."),
        ("soon", "Write the day as 12/11/2026."),
        ("", "Write the day as 12/11/2026."),
        ("05/01/1927", "This day is not in the year 2026-27."),
        ("5 Sept 2026", "The term before ends on this day or later."),
        ("05-01-27", ""),
    ],
)
def test_what_is_wrong_with_a_term_s_day_is_said(page, day, told):
    page.show_part("year")
    form = page._stack.currentWidget().findChild(Form)
    field = form.fields["2026-27-2:start"]
    field.put(day)
    assert field.problem == told


def test_a_term_that_begins_before_the_one_before_ends_is_said(page):
    page.show_part("year")
    fields = page._stack.currentWidget().findChild(Form).fields
    fields["2026-27-1:end"].put("15/02/2027")
    assert fields["2026-27-2:start"].problem == "The term before ends on this day or later."
    fields["2026-27-2:start"].put("16/02/2027")
    assert (fields["2026-27-2:start"].problem, fields["2026-27-3:start"].problem) == ("", "")


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("rooms", "Hall: 40\nhall: 20", "“hall” stands here twice."),
        ("rooms", "Hall: 40\n\nGym: 20", ""),
        ("facilitators", "Tom Price\nTom Price, 029 2018 0002", "“Tom Price” stands here twice."),
    ],
)
def test_a_room_or_facilitator_named_twice_is_said(page, key, text, told):
    page.show_part("school")
    field = next(one.fields[key] for one in page._stack.currentWidget().findChildren(Form) if key in one.fields)
    field.put(text)
    assert field.problem == told


def test_where_more_changes_were_made_than_are_shown_they_are_called_the_latest(page, monkeypatch):
    monkeypatch.setattr(safe, "STEPS", 3)
    page.show_part("history")
    assert any(one.text() == "The latest 3 changes" for one in page.findChildren(QLabel))


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


@pytest.mark.parametrize("name", ["Dark", "130%", "Cymraeg (drafft)"])
def test_a_look_that_is_chosen_stays_in_hand_in_the_window_made_anew(qtbot, seat, workspace, name):
    window = seat(workspace, "settings")

    def dot(chosen: str) -> Dot:
        return next(one for one in window.shell.page.findChildren(Dot) if one.text().endswith(chosen))

    window.shell.page.show_part("look")
    old = window.shell
    dot(name).setFocus()
    dot(name).click()
    qtbot.waitUntil(lambda: window.shell not in (None, old) and not window.board.turns.busy)
    assert window.shell.page._open == "look"
    held = window.focusWidget()
    assert isinstance(held, Dot)
    assert (held.text().endswith(name), held.isChecked()) == (True, True)


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
    press(shown, "Open the backup")
    press(shown, "Bring it back")
    assert window.board.workspace.settings.school.name == "Ferncliffe High School"
    assert len(window.board.workspace.lists.latest(limit=500)) == before


def test_a_backup_is_copied_to_a_stick(page, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_args: str(stick)))
    copy_latest(page)
    assert len(list(stick.iterdir())) == 1


def test_a_person_is_taken_from_the_door_and_undo_brings_them_back(page):
    window = page.window()
    page.workspace.seats.greet("Helen Marsh", "Tom Price")
    page.show_part("people")
    press(page, "Remove Tom Price")
    assert window.preferences.liked.people == ("Helen Marsh",)
    window.shell._undo()
    assert set(window.preferences.liked.people) == {"Helen Marsh", "Tom Price"}


def test_who_sits_here_now_has_no_button_to_be_taken_away(page):
    page.show_part("people")
    names = [one.accessibleName() for one in page.findChildren(QAbstractButton)]
    assert not [name for name in names if name.startswith("Remove ")]


def test_a_word_is_added_to_a_list_and_offered_in_the_forms(page):
    page.show_part("words")
    press(page, "Add a word")
    dialog(page).findChild(Form).fields["word"].put("Space tourism")
    press(dialog(page), "Add it")
    assert vocabulary("sectors").code("space tourism") == "Space tourism"
    assert "Space tourism" in [one.label for one in page._stack.currentWidget().findChild(WordsPart)._lines.values()]


def test_a_word_that_is_there_already_is_said_at_its_field(page):
    page.show_part("words")
    press(page, "Add a word")
    shown = dialog(page)
    shown.findChild(Form).fields["word"].put("law")
    press(shown, "Add it")
    assert shown.isVisible()
    assert any("already" in one.text() for one in shown.findChildren(QLabel))


def test_a_word_nobody_needs_is_offered_no_more_and_again(page):
    page.show_part("words")
    part = page._stack.currentWidget().findChild(WordsPart)
    part.view.show_row("law")
    press(page, "Stop offering")
    assert "law" not in vocabulary("sectors").codes
    part = page._stack.currentWidget().findChild(WordsPart)
    part.view.show_row("law")
    press(page, "Offer again")
    assert "law" in vocabulary("sectors").codes


def test_a_word_people_have_and_the_list_lacks_is_taken_in_at_one_press(page):
    person = page.workspace.roster.people(Mentee)[0]
    page.workspace.roster.keep(person.model_copy(update={"sectors": ("Falconry",)}))
    page.show_part("words")
    press(page, "Add the word Falconry")
    assert page.workspace.vocabularies.strangers("sectors") == []


def test_rooms_and_facilitators_are_written_a_line_each(page):
    page.show_part("school")
    form = page._stack.currentWidget().findChildren(Form)[1]
    form.fields["rooms"].put("Hall: 40\nLibrary: 12")
    form.fields["facilitators"].put("Tom Price, 029 2018 0002\nAmina Yusuf")
    press(page, "Keep the rooms and people")
    school = page.workspace.settings.school
    assert [(one.name, one.tables, one.exits) for one in school.rooms] == [
        ("Hall", 40, "Two doors to the yard"),
        ("Library", 12, ""),
    ]
    assert (school.facilitators[0].id, school.facilitators[0].name) == ("hall", "Tom Price")
    assert school.dsl is not None


def test_a_room_without_a_number_is_said_at_its_field(page):
    page.show_part("school")
    form = page._stack.currentWidget().findChildren(Form)[1]
    form.fields["rooms"].put("Hall")
    press(page, "Keep the rooms and people")
    assert form.fields["rooms"].problem == "A room needs a name and its number of tables. Write it as “Hall: 24”."


def test_a_backup_shows_what_it_holds_before_it_is_brought_back(page, workspace):
    workspace.safekeeping.backup()
    workspace.roster.keep(workspace.roster.people(Mentee)[0].model_copy(update={"id": "another"}))
    shown = ask_restore(page, workspace.safekeeping.backups()[0])
    said = [one.accessibleName() for one in shown.findChildren(QLabel)]
    assert "Young people: 36 in this backup, 37 now" in said


def test_the_numbers_in_the_rules_can_be_seen(page):
    page.show_part("policy")
    QTest.qWait(20)
    fields = page._stack.currentWidget().findChildren(QSpinBox)
    assert fields
    for field in fields:
        needs = field.fontMetrics().horizontalAdvance(str(field.value()))
        assert field.lineEdit().width() >= needs + 8, field.accessibleName()


def change_passphrase(page, old, new):
    asked = ask_passphrase(page)
    fields = asked.findChild(Form).fields
    for name, text in (("old", old), ("new", new), ("again", new)):
        fields[name].put(text)
    press(asked, "Change it")
    return asked


def test_the_passphrase_is_changed_and_the_dialog_goes(page):
    change_passphrase(page, PASSPHRASE, "other plain old words")
    page.workspace.safekeeping.prove("other plain old words")
    assert page.window().told.notices[-1].startswith("The passphrase was changed")


def test_a_wrong_passphrase_is_said_at_its_field_and_changes_nothing(page):
    asked = change_passphrase(page, "not the right words", "other plain old words")
    assert "doesn’t open" in asked.findChild(Form).fields["old"]._problem.text()
    page.workspace.safekeeping.prove(PASSPHRASE)


@pytest.fixture
def new_sheet(page, tmp_path, monkeypatch):
    """The dialog of a new recovery sheet, which is saved where it asks for it."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "sheet.pdf"), ""))
    press(ask_recovery(page), "Make a new sheet")
    return dialog(page)


def type_groups_back(shown):
    press(shown, "Save it as a PDF")
    for at in shown.sheet.asked:
        shown.sheet.form.fields[f"group{at}"].put(shown.sheet.groups[at])


def test_a_new_recovery_sheet_counts_once_it_was_saved_and_typed_back(page, new_sheet, tmp_path):
    type_groups_back(new_sheet)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    press(new_sheet, "The sheet is safe")
    assert not new_sheet.isVisible()
    page.workspace.safekeeping.prove("-".join(new_sheet.sheet.groups))
    assert page.window().told.notices[-1].startswith("The new recovery sheet is the one that counts")


def test_a_new_recovery_sheet_that_was_left_opens_nothing_and_the_old_one_does(page, new_sheet):
    vault = (page.workspace.safekeeping.folder / "vault.json").read_bytes()
    type_groups_back(new_sheet)
    QTest.keyClick(new_sheet, Qt.Key.Key_Escape)
    assert not new_sheet.isVisible()
    assert (page.workspace.safekeeping.folder / "vault.json").read_bytes() == vault
    with pytest.raises(WrongPassphrase):
        page.workspace.safekeeping.prove("-".join(new_sheet.sheet.groups))


def test_a_window_killed_over_a_new_recovery_sheet_leaves_the_old_one(page, new_sheet):
    vault = (page.workspace.safekeeping.folder / "vault.json").read_bytes()
    press(new_sheet, "Save it as a PDF")
    page.window().close()
    assert (page.workspace.safekeeping.folder / "vault.json").read_bytes() == vault


def test_a_new_recovery_sheet_waits_for_another_job(page, new_sheet, monkeypatch):
    type_groups_back(new_sheet)
    monkeypatch.setattr(page.board.tasks, "start", lambda _job: False)
    press(new_sheet, "The sheet is safe")
    assert new_sheet.isVisible()
    assert new_sheet.trouble.said.startswith("Another job is under way.")


def test_a_new_recovery_sheet_is_put_in_place_once_however_often_it_is_pressed(page, new_sheet):
    type_groups_back(new_sheet)
    new_sheet.sheet.check()
    new_sheet.sheet.check()
    labels = [one.label for one in page.workspace.safekeeping.entries(limit=5)]
    assert labels.count("Made a new recovery key") == 1


def unkept_said(page) -> bool:
    return any(one.text() == "Typed, not kept yet" and one.isVisible() for one in page.findChildren(QLabel))


@pytest.fixture
def renamed(page):
    """The school's form with another name typed over its own."""
    assert not unkept_said(page)
    form = next(one for one in page.findChildren(Form) if "name" in one.fields and one.isVisible())
    form.fields["name"].entry.selectAll()
    QTest.keyClicks(form.fields["name"].entry, "Unsaved Academy")
    return form


def test_what_is_typed_and_not_kept_says_so_until_it_is_kept(page, renamed):
    assert unkept_said(page)
    press(page, "Keep")
    assert page.workspace.settings.school.name == "Unsaved Academy"
    assert not unkept_said(page)


def test_what_is_typed_and_not_kept_is_still_said_after_another_page(page, renamed):
    shell = page.window().shell
    shell.go("today")
    shell.go("settings")
    assert unkept_said(shell.page)


def test_what_is_typed_and_not_kept_can_be_put_back(page, renamed):
    kept = page.workspace.settings.school.name
    press(page, "Put back")
    assert (renamed.values["name"], unkept_said(page)) == (kept, False)
    assert renamed.fields["name"].isAncestorOf(page.window().focusWidget())


def test_typing_the_old_words_again_is_nothing_to_keep(page, renamed):
    QTest.keyClick(renamed.fields["name"].entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(renamed.fields["name"].entry, page.workspace.settings.school.name)
    assert not unkept_said(page)


def test_a_word_added_offers_undo_and_one_that_is_there_is_said_at_the_field(qtbot, page):
    page.show_part("words")
    heard = []
    page.board.noticed.connect(lambda text, undoable: heard.append((text, undoable)))
    asked = page.findChild(WordsPart).ask_add()
    field = asked.findChild(Form).fields["word"]
    field.put("accounting")
    press(asked, "Add it")
    assert "has this word already" in field._problem.text()
    assert (heard, page.window().told.troubles) == ([], [])
    field.put("Bee keeping")
    press(asked, "Add it")
    assert heard == [("The list of words was changed", True)]
    page.window().shell._undo()
    assert "Bee keeping" not in {one.label for one in page.workspace.vocabularies.words("sectors")}


def test_the_passphrase_one_has_is_no_new_one(page):
    asked = change_passphrase(page, PASSPHRASE, PASSPHRASE)
    assert asked.findChild(Form).fields["new"]._problem.text() == "This is the one you have now. Choose another."
    assert page.window().told.notices == []


def test_a_word_is_renamed_though_its_page_went_while_the_question_stood(page):
    page.show_part("words")
    part = page.findChild(WordsPart)
    name, code = part.name, part.view.current
    asked = part.ask_rename()
    next(iter(asked.findChildren(Form))).fields["word"].put("Another word")
    part.deleteLater()
    QCoreApplication.sendPostedEvents(part, QEvent.Type.DeferredDelete)
    press(asked, "Rename")
    words = {one.code: one.label for one in page.workspace.vocabularies.words(name)}
    assert words[code] == "Another word"
