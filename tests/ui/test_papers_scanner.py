"""A scanner's code lands in its card from anywhere on the papers page, and leaves what it was typed into as it was."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.models.people import Mentee
from desktop.ui.pages.papers.scanner import Scanner

FAST, SLOW = 5, 180


@pytest.fixture
def page(seat, workspace):
    return seat(workspace, "papers").shell.page


@pytest.fixture
def forms(workspace):
    """Two forms that are out."""
    people = [
        one for one in workspace.roster.people(Mentee) if workspace.consents.of(one.id) is None and one.date_of_birth
    ]
    return workspace.consents.issue(people[:2])


def type_into(widget, text, gap=FAST, start=10_000):
    """Send each character as the keyboard does, so many milliseconds apart; a newline is Enter."""
    widget.setFocus()
    for number, character in enumerate(text):
        at = start + number * gap
        if character.isupper():
            event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier, "")
            event.setTimestamp(at)
            QApplication.sendEvent(widget, event)
        key = Qt.Key.Key_Return if character == "\n" else Qt.Key(ord(character.upper()))
        typed = "\r" if character == "\n" else character
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, typed)
        event.setTimestamp(at)
        QApplication.sendEvent(widget.window().focusWidget() or widget, event)


def places(page):
    return {
        "a button": page.send,
        "the list": page.asking.who.view,
        "a choice": page.asking.paper,
        "the preview": page.preview.view,
        "the field to find": page.asking.who._find,
        "the code itself": page.returned.code,
    }


@pytest.mark.parametrize(
    "where", ["a button", "the list", "a choice", "the preview", "the field to find", "the code itself"]
)
def test_a_scan_is_taken_from_anywhere(page, forms, where):
    type_into(places(page)[where], f"{forms[0].reference}\n")
    assert page.returned.code.text() == forms[0].reference
    assert page.returned.mark.isVisible()
    assert page.window().focusWidget() is page.returned.signed


def test_what_was_typed_before_a_scan_stays_in_its_field(page, forms):
    find = page.asking.who._find
    type_into(find, "Ann", gap=SLOW)
    type_into(find, f"{forms[0].reference}\n", start=20_000)
    assert find.text() == "Ann"
    assert page.returned.code.text() == forms[0].reference


def test_a_scan_changes_no_choice_and_no_row(page, forms):
    page.asking.choose_people([forms[1].mentee])
    chosen, paper = list(page.asking.who.ids), page.asking.paper.currentIndex()
    type_into(page.asking.who.view, f"{forms[0].reference}\n")
    type_into(page.asking.paper, f"{forms[0].reference}\n")
    assert (page.asking.who.ids, page.asking.paper.currentIndex()) == (chosen, paper)


def test_a_known_code_typed_by_hand_elsewhere_is_taken_too(page, forms):
    type_into(page.asking.who._find, f"{forms[0].reference}\n", gap=SLOW)
    assert page.returned.code.text() == forms[0].reference


@pytest.mark.parametrize("word", ["Benedict", "Katharyn", "Nia", "A2345678B"])
def test_words_that_people_type_stay_where_they_were_typed(page, word):
    find = page.asking.who._find
    type_into(find, f"{word}\n", gap=SLOW)
    assert find.text() == word
    assert page.returned.code.text() == ""


def test_a_code_of_another_school_is_answered_when_it_is_scanned(page):
    type_into(page.send, "2222222Y\n")
    assert page.returned.code.text() == "2222222Y"
    assert "wrong" in page.returned.said.text()


def test_another_key_between_ends_what_could_be_a_code(page, forms):
    find, code = page.asking.who._find, forms[0].reference
    type_into(find, f"{code[:4]} {code[4:]}\n")
    assert page.returned.code.text() == ""


def test_keys_on_another_page_are_nobody_s_scan(page, forms):
    window = page.window()
    window.shell.go("mentors")
    type_into(window.shell.page, f"{forms[0].reference}\n")
    assert page.returned.code.text() == ""


def test_a_form_left_half_filled_in_is_said_to_be_unmarked(page, workspace, forms):
    type_into(page.send, f"{forms[0].reference}\n")
    page.returned.ticks["photo"].setChecked(True)
    type_into(page.send, f"{forms[1].reference}\n")
    name = workspace.consents.look_up(forms[0].reference).name
    assert f"{name}’s form was not marked." in page.returned.said.text()
    assert not page.returned.ticks["photo"].isChecked()


class Listening(Scanner):
    """Knows whose events it heard."""

    def eventFilter(self, watched, event):  # noqa: N802 - Qt calls it so
        self.heard = {*getattr(self, "heard", ()), watched}
        return super().eventFilter(watched, event)


@pytest.fixture
def listening(qtbot):
    """A page with a field that has the keys and one that hasn't, and what listens there."""
    page = QWidget()
    field, other = QLineEdit(page), QLineEdit(page)
    qtbot.addWidget(page)
    scanner = Listening(page, QWidget(page), lambda _code: False)
    page.show()
    field.setFocus()
    return scanner, page, field, other


def test_only_what_has_the_keys_is_heard(listening):
    scanner, _page, field, other = listening
    scanner.heard = set()
    field.setText("heard")
    other.setText("not heard")
    QApplication.sendEvent(other, QEvent(QEvent.Type.User))
    QApplication.sendEvent(field, QEvent(QEvent.Type.User))
    assert scanner.heard == {field}


def test_nothing_is_heard_while_another_page_is_shown(listening):
    scanner, page, field, _other = listening
    page.hide()
    scanner.heard = set()
    QApplication.sendEvent(field, QEvent(QEvent.Type.User))
    assert scanner.heard == set()
