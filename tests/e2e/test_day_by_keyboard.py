"""The coordinator's whole day with keys alone: letters, Tab, arrows and shortcuts; pages are read, never called."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget

from desktop.cli.local_office import LocalOffice
from desktop.models.matches import MatchState
from desktop.models.outcomes import Wave
from desktop.models.people import Mentee, Mentor
from desktop.models.sessions import SessionState
from desktop.models.sharing import Standing
from desktop.ui.first_run.run import FirstRun
from desktop.ui.window import MainWindow
from desktop.workspace.sample import sample_files
from tests.e2e.test_day_in_window import await_papers
from tests.e2e.wall import Calendar

SECRET = "green kettle on the hill"
FORMS = 12
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def called(widget: QWidget | None) -> str:
    """Return what a widget is called, as a screen reader says it."""
    text = getattr(widget, "text", None)
    return (widget.accessibleName() if widget else "") or (text() if callable(text) else "")


class Keys:
    """Somebody's hands on the keyboard, and eyes that see which thing has the keys."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def at(self) -> QWidget:
        if QApplication.activeWindow() is None:  # the window manager's part, which the offscreen platform lacks
            self._window.activateWindow()
            assert QTest.qWaitForWindowActive(self._window)
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keys"
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.at, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.at, text)

    def to(self, name: str, *, back: bool = False) -> None:
        """Go by Tab to the thing of a name."""
        seen = []
        for _step in range(120):
            if called(self.at) == name:
                return
            seen.append(called(self.at))
            self.press(Key.Key_Backtab if back else Key.Key_Tab)
        raise AssertionError(f"Tab never reached {name!r}; it went over {seen}")

    def enter(self, name: str) -> None:
        """Go to a button by Tab and press it with Enter."""
        self.to(name)
        self.press(Key.Key_Return)

    def fill(self, name: str, text: str) -> None:
        """Go to a field by Tab and type over what stands in it."""
        self.to(name)
        self.press(Key.Key_A, CTRL)
        self.type(text)

    def choose(self, name: str, word: str) -> None:
        """Go to a list of choices by Tab and take one with the arrows."""
        self.to(name)
        choice = self.at
        assert isinstance(choice, QComboBox)
        for _step in range(choice.count()):
            if choice.currentText() == word:
                return
            self.press(Key.Key_Down)
        assert choice.currentText() == word

    def answer_file_dialog(self, path: Path) -> None:
        """Type a path into the file dialog that is about to open, and press Enter."""

        def typed(tries: int = 200) -> None:
            dialog = QApplication.activeModalWidget()
            entry = dialog.focusWidget() if isinstance(dialog, QFileDialog) else None
            if isinstance(entry, QLineEdit):
                entry.setCompleter(None)  # Enter would take what it offers, if the folder is read by then
                entry.selectAll()
                QTest.keyClicks(entry, str(path))
                QTest.keyClick(entry, Key.Key_Return)
                if not dialog.isVisible():
                    return
            elif not tries:
                raise AssertionError("no file dialog opened")
            if tries:  # it isn't there yet, or wrote over what was typed while it read the folder
                QTimer.singleShot(50, lambda: typed(tries - 1))
            else:
                dialog.reject()

        QTimer.singleShot(50, typed)


@pytest.fixture
def keys(window) -> Keys:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QApplication.processEvents()
    return Keys(window)


def test_a_whole_day_with_keys_alone(window, local_office, calendar, keys, tmp_path):
    rosters = sample_files(tmp_path / "exports", calendar.day)
    first_run(window, keys, rosters[0])
    bring_in(window, keys, rosters[1:])
    fix_a_gap(window, keys)
    print_forms(window, keys, tmp_path / "forms.pdf")
    mark_forms_returned(window, keys)
    match_pin_and_publish(window, keys)
    hold_a_session(window, keys, calendar)
    type_a_survey(window, keys)
    look_and_send(window, keys, local_office)


def first_run(window: MainWindow, keys: Keys, roster: Path) -> None:
    run = window.findChild(FirstRun)
    keys.enter("Set up your school")
    QApplication.processEvents()
    keys.fill("Your name", "Helen Marsh")
    keys.fill("Passphrase", SECRET)
    keys.fill("The same again", SECRET)
    keys.press(Key.Key_Return)
    QApplication.processEvents()
    run.page.say_kept("Sent to the printer.")
    for at in run.page.asked:
        keys.fill(f"Group {at + 1}", run.page.groups[at])
    keys.enter("The sheet is safe")
    QApplication.processEvents()
    keys.fill("Name of the school", "Ferncliffe High School")
    keys.fill("Safeguarding lead", "Mrs Lacey")
    keys.fill("Room for sessions", "Main Hall")
    keys.fill("Tables in it", "40")
    keys.enter("Keep and go on")
    QApplication.processEvents()
    keys.answer_file_dialog(roster)
    keys.enter("Choose a file")
    assert window.shell.key == "import"
    keys.enter(window.shell.page.bring.text())


def bring_in(window: MainWindow, keys: Keys, rosters: list[Path]) -> None:
    for path in rosters:
        keys.press(Key.Key_2, CTRL)
        keys.press(Key.Key_I, CTRL)
        keys.answer_file_dialog(path)
        keys.enter("Choose a file")
        keys.enter(window.shell.page.bring.text())
    desk = window.board.workspace
    assert len(desk.roster.people(Mentee)) > 40
    assert len(desk.roster.people(Mentor)) > 30


def fix_a_gap(window: MainWindow, keys: Keys) -> None:
    keys.press(Key.Key_2, CTRL)
    keys.to("Young people")
    keys.press(Key.Key_Home)
    someone = window.shell.page.list.view.current
    keys.press(Key.Key_Return)
    keys.fill("Form", "10Z")
    keys.enter("Keep")
    assert window.board.workspace.roster.mentee(someone).form == "10Z"


def print_forms(window: MainWindow, keys: Keys, target: Path) -> None:
    keys.press(Key.Key_6, CTRL)
    keys.to("Who it is for")
    keys.press(Key.Key_A, CTRL)
    await_papers(window.shell.page)
    keys.answer_file_dialog(target)
    keys.enter("Save as PDF")
    assert target.read_bytes().startswith(b"%PDF")
    assert len(window.board.workspace.consents.current()) > 40


def mark_forms_returned(window: MainWindow, keys: Keys) -> None:
    consents = window.board.workspace.consents
    for form in sorted(consents.current().values(), key=lambda one: one.id)[:FORMS]:
        keys.fill("Code of a form that came back", form.reference)
        keys.press(Key.Key_Return)
        keys.type("A parent")
        keys.choose("Signed as", "Parent or carer")
        for tick in ("Surveys", "Share results"):
            keys.to(tick)
            keys.press(Key.Key_Space)
        keys.enter("Mark returned")
    signed = [form for form in consents.current().values() if form.signed_by == "A parent"]
    assert len(signed) == FORMS
    assert all(form.choices.share_anonymised and not form.choices.photo for form in signed)


def match_pin_and_publish(window: MainWindow, keys: Keys) -> None:
    matching = window.board.workspace.matching
    keys.press(Key.Key_4, CTRL)
    keys.enter("Find matches")
    drafts = [one for one in matching.open() if one.state is MatchState.DRAFT]
    assert drafts
    keys.to("Pairs proposed")
    keys.press(Key.Key_P)
    assert any(one.pinned for one in matching.open())
    keys.press(Key.Key_Return, CTRL)
    count = len([one for one in matching.open() if one.state is not MatchState.PUBLISHED])
    keys.enter(f"Publish {count} pairs" if count > 1 else "Publish 1 pair")
    assert {one.state for one in matching.open()} == {MatchState.PUBLISHED}


def hold_a_session(window: MainWindow, keys: Keys, calendar: Calendar) -> None:
    sessions = window.board.workspace.sessions
    keys.press(Key.Key_5, CTRL)
    keys.enter("Plan the sessions")
    coming = sessions.next()
    assert coming is not None
    calendar.day = coming.day
    keys.to("Sessions of the year")
    keys.press(Key.Key_Home)
    keys.press(Key.Key_Return)
    assert window.shell.key == "register"
    keys.type("l")
    if len(coming.pairs) > 1:
        keys.type("a")
    keys.press(Key.Key_Up)
    keys.type("n")
    keys.type("Visit the open day")
    keys.press(Key.Key_Escape)
    keys.press(Key.Key_Return, CTRL)
    unsigned = sessions.unsigned(sessions.get(coming.id))
    keys.enter("Close the session")
    if unsigned:  # a mentor who isn't clear to meet is not signed in with the rest
        keys.enter("They didn’t come")
    held = sessions.get(coming.id)
    assert held.state is SessionState.HELD
    marks = [pair.mentee_mark.value for pair in sorted(held.pairs, key=lambda one: one.table or 999)]
    assert marks[:2] == ["late", "absent"][: len(marks)]
    assert any(pair.action == "Visit the open day" for pair in held.pairs)


def type_a_survey(window: MainWindow, keys: Keys) -> None:
    keys.press(Key.Key_7, CTRL)
    keys.to("Who answered")
    keys.press(Key.Key_Home)
    someone = window.shell.page.who.view.current
    keys.press(Key.Key_Return)
    keys.type("3")
    keys.type("4")
    keys.type("2")
    keys.type("5")
    keys.type("1")
    kept = window.board.workspace.outcomes.answers(someone, "programme", Wave.BEFORE)
    assert list(kept.values()) == [3, 4, 2, 5, 1]


def look_and_send(window: MainWindow, keys: Keys, office: LocalOffice) -> None:
    sharing = window.board.workspace.sharing
    keys.press(Key.Key_8, CTRL)
    keys.press(Key.Key_3)
    assert window.shell.page.preview.bytes.isVisible()
    keys.press(Key.Key_Return, CTRL)
    keys.fill("Code of the letter", office.code_for("Ferncliffe High School"))
    keys.fill("Address of head office", office.url)
    keys.enter("Connect")
    assert sharing.enrolment is not None
    seen = window.shell.page.preview.bytes.toPlainText()
    keys.press(Key.Key_Return, CTRL)
    assert [one.standing for one in sharing.standings()] == [Standing.CONFIRMED]
    assert [one.body for one in sharing.releases()] == [seen]
    assert "confirmed" in window.shell.status.said
