"""Nothing is barred without a reason: the pointer, the keys and a screen reader hear why, and what to do about it."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QHeaderView, QPushButton, QToolTip, QWidget

import desktop.ui
from desktop.models.scenarios import Scenario
from desktop.ui.allow import Stop, allow, explain, reason_against, stop_over
from desktop.ui.build import button, row
from desktop.ui.pages.settings.page import MAKERS
from desktop.ui.shell.lock import Door
from desktop.ui.tab_stops import stops
from desktop.ui.tasks import Job
from desktop.ui.written import tip
from tests.ui.dialogs import dialog
from tests.ui.test_access import USED
from tests.ui.test_by_keys import TODAYS, above, each_dialog
from tests.ui.test_head_office_page import enrolled
from tests.ui.test_importing import ROWS, Held
from tests.ui.test_pages_fit import PAGES


def barred(inside: QWidget) -> list[QWidget]:
    """What a person sees and can't use; a part of something that is used whole counts with it."""
    found = [
        one
        for one in inside.findChildren(QWidget)
        if isinstance(one, USED) and not isinstance(one, QHeaderView) and one.isVisible() and not one.isEnabled()
    ]
    return [one for one in found if not any(isinstance(up, USED) for up in above(one))]


def bar_of(one: QWidget) -> QWidget | None:
    """The control itself, or what it stands in, that was barred."""
    return next((up for up in [one, *above(one)] if stop_over(up) is not None), None)


def faults(one: QWidget, reached: set[QWidget]) -> list[str]:
    """What is wrong with how a barred control says why."""
    reason, at = reason_against(one), bar_of(one)
    if not reason or at is None:
        return ["says nothing"]
    wrong = {
        "is no sentence": not reason.endswith((".", "?")) or " " not in reason,
        "only repeats the name": reason.rstrip(".") in (one.accessibleName(), getattr(one, "text", str)()),
        "has no tooltip": at.toolTip() != tip(reason),
        "is not described": at.accessibleDescription() != reason,
        "is not reached by keys": stop_over(at) not in reached,
        "is not read by keys": stop_over(at).accessibleDescription() != reason or not stop_over(at).accessibleName(),
    }
    return [what for what, so in wrong.items() if so]


def unsaid(inside: QWidget) -> dict[str, list[str]]:
    reached = set(stops(inside))
    found = {f"{type(one).__name__} {one.accessibleName()!r}": faults(one, reached) for one in barred(inside)}
    return {name: wrong for name, wrong in found.items() if wrong}


def on_every_page(window) -> dict[str, dict[str, list[str]]]:
    found = {}
    for page in PAGES:
        window.shell.go(page)
        QTest.qWait(20)
        if wrong := unsaid(window):
            found[page] = wrong
    for key in MAKERS:
        window.shell.go("settings")
        window.shell.page.show_part(key)
        if wrong := unsaid(window):
            found[key] = wrong
    return found


def test_what_is_only_disabled_is_found(seat, workspace):
    window = seat(workspace, "sessions")
    window.shell.page._plan.setEnabled(False)
    assert unsaid(window) == {"Press 'Plan the sessions'": ["says nothing"]}


def test_a_reason_that_only_repeats_the_name_is_found(seat, workspace):
    window = seat(workspace, "sessions")
    allow(window.shell.page._plan, "Plan the sessions.")
    assert unsaid(window) == {"Press 'Plan the sessions'": ["only repeats the name"]}


def test_in_an_empty_school_everything_barred_says_why(seat, empty):
    window = seat(empty)
    assert on_every_page(window) == {}
    window.shell.go("papers")
    QTest.qWait(300)
    assert {one.accessibleName() for one in barred(window)} >= {"Print", "Save as PDF", "Next page", "Redo"}
    assert unsaid(window) == {}


def test_in_the_middle_of_the_year_everything_barred_says_why(seat, workspace):
    window = seat(workspace)
    assert on_every_page(window) == {}
    window.shell.go("register", TODAYS)
    assert unsaid(window) == {}


def test_while_a_job_is_under_way_everything_barred_says_why(seat, workspace):
    window = seat(workspace)
    held = window.board.tasks._executor = Held()
    assert window.board.tasks.start(Job("Counting", lambda _run: None, lambda _none: None, lambda _bug: None))
    assert on_every_page(window) == {}
    assert window.shell.page.progress.isHidden() or unsaid(window.shell.page) == {}
    while held.go:
        held.go.pop()()


def test_stop_once_pressed_says_that_it_stops(seat, workspace):
    window = seat(workspace)
    window.board.tasks._executor = Held()
    window.board.tasks.start(Job("Counting", lambda _run: None, lambda _none: None, lambda _bug: None))
    progress = window.shell.page.progress
    progress.show()
    progress._stop.click()
    assert "It stops as soon as" in reason_against(progress._stop)
    assert unsaid(window.shell.page) == {}


def test_everything_barred_in_a_dialog_says_why(seat, workspace):
    found = {name: unsaid(shown) for name, shown in each_dialog(seat, workspace)}
    assert {name: silent for name, silent in found.items() if silent} == {}


def test_the_door_says_that_it_is_trying_the_key(qtbot):
    door = Door("Open your school", ("Helen Marsh",), lambda *_anything: None)
    qtbot.addWidget(door)
    door.show()
    door._entry.setText("four plain old words")
    door._on_pressed()
    assert [one.accessibleName() for one in barred(door)] == ["Open"]
    assert unsaid(door) == {}


def barred_mentor(page) -> None:
    """Put the keys on a mentor whom a rule bars: the cell of such a one has no fit to show."""
    page._on_key("N")
    chooser = dialog(page)
    at = next(n for n, _id in enumerate(chooser.model.ids) if chooser.model.cell(n, 1).light is not None)
    chooser.view.show_row(chooser.model.ids[at])


# The states of a page in which something can't be used, each with what that is.
States = dict[str, tuple[str, Callable[[QWidget], object], set[str]]]
KEPT = Scenario(name="Fewer", without_mentors=())
STATES: States = {
    "pairs only tried": (
        "matching",
        lambda page: (page.weights.sliders["interests"].slider.setValue(0), page._try()),
        {"Review and publish", "Pin this pair (P)", "Keep these two apart (X)"},
    ),
    "no pair chosen": ("matching", lambda page: page.why.show_nothing(), {"Why not someone else?"}),
    "what stands among the scenarios": (
        "matching",
        lambda page: (
            page.workspace.scenarios.keep(KEPT),
            page.refresh(),
            page.proposal.show_tab(2),
            page.scenarios.view.show_row(""),
        ),
        {"Change", "Remove", "Look at it", "Take it as the proposal"},
    ),
    "a scenario that can't be": (
        "matching",
        lambda page: (
            page.workspace.scenarios.keep(Scenario(name="Unsafe", relaxed=("dbs",))),
            page.refresh(),
            page.proposal.show_tab(2),
            page.scenarios.view.show_row("Unsafe"),
        ),
        {"Look at it", "Take it as the proposal"},
    ),
    "the mentor proposed": (
        "matching",
        lambda page: (page._on_key("N"), dialog(page).view.show_row(page.pair.mentor)),
        {"Choose this mentor"},
    ),
    "a mentor the rules bar": (
        "matching",
        lambda page: barred_mentor(page),
        {"Choose this mentor"},
    ),
    "no list is open": ("import", lambda page: None, {"Import them"}),
    "a session closed": ("register", lambda page: page.open("session-1"), {"Closed"}),
    "nobody to type answers of": ("outcomes", lambda page: page._on_person(""), {"Keep, next person"}),
    "nobody to print for": ("papers", lambda page: (page.asking.who.choose(()), page._make()), {"Print"}),
    "the first page": (
        "papers",
        lambda page: (page.asking.who.choose(page.asking.who.view.model().ids[:1]), page._make()),
        {"Page before"},
    ),
    "a family that refuses": (
        "papers",
        lambda page: (page.returned._details.show(), page.returned.answers.choose("refused")),
        {"Photo", "Surveys"},
    ),
    "no word chosen": (
        "settings",
        lambda page: (page.show_part("words"), page.findChild(QAbstractItemView).clearSelection()),
        set(),
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_in_a_state_of_a_page_everything_barred_says_why(seat, workspace, name):
    page, bring, expected = STATES[name]
    window = seat(workspace, page)
    bring(window.shell.page)
    QTest.qWait(60)
    open_ = [one for one in window.findChildren(QDialog) if one.isVisible()]
    inside = open_[0] if open_ else window
    assert {one.accessibleName() for one in barred(inside)} >= expected
    assert unsaid(inside) == {}


def test_what_was_taken_back_from_head_office_says_so(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    window.shell.page.send.click()
    workspace.sharing.retract(window.shell.page.term.code)
    window.shell.page.show_log()
    assert "Ask head office to delete this term" in {one.accessibleName() for one in barred(dialog(window))}
    assert unsaid(dialog(window)) == {}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (f"{ROWS};Rees;01/02/2012;9\n", {"Leave the row out"}),
        ("Forename;Surname;Year\n;Rees;9\n;Ifan;9\n", {"Nothing to import"}),
    ],
)
def test_a_list_that_is_put_right_says_what_bars_it(seat, empty, tmp_path, rows, expected):
    path = tmp_path / "year 9.csv"
    path.write_text(rows, "utf-8")
    window = seat(empty, "import")
    window.shell.page.open(str(path))
    window.shell.page.looks.show_tab("problems")
    QTest.qWait(20)
    assert {one.accessibleName() for one in barred(window)} >= expected
    assert unsaid(window) == {}


def test_ctrl_enter_says_what_bars_the_filled_button(seat, empty):
    window = seat(empty, "import")
    window.shell.page.adopt()
    assert window.told.notices == [reason_against(window.shell.page.bring)]


@pytest.fixture
def window(qtbot):
    """Three buttons beside each other."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setLayout(row(*(button(name, tip="Ctrl+Enter") for name in ("Before", "Send", "After"))))
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


@pytest.fixture
def press(window):
    """The one in the middle."""
    return next(one for one in window.findChildren(QPushButton) if one.text() == "Send")


def test_its_own_tooltip_comes_back_with_its_use(press):
    explain(press, "Sends it")
    allow(press, "Nothing is ready yet.")
    allow(press, "Still nothing.")
    allow(press)
    assert (press.isEnabled(), press.toolTip(), press.accessibleDescription()) == (True, "Sends it", "Sends it")


def test_a_tooltip_given_while_it_was_barred_counts(press):
    allow(press, "Nothing is ready yet.")
    press.setToolTip("Ctrl+S")
    allow(press)
    allow(press, "Nothing again.")
    allow(press)
    assert press.toolTip() == "Ctrl+S"


def test_what_is_explained_while_it_is_barred_says_the_reason_first(press):
    allow(press, "Nothing is ready yet.")
    explain(press, "Sends what you approved.")
    assert (press.toolTip(), press.accessibleDescription()) == ("Nothing is ready yet.", "Nothing is ready yet.")
    allow(press)
    assert (press.toolTip(), press.accessibleDescription()) == ("Sends what you approved.", "Sends what you approved.")


def test_what_can_be_used_has_no_reason_against_it(press):
    allow(press, "Nothing is ready yet.")
    allow(press)
    assert (reason_against(press), stop_over(press)) == ("", None)


def test_tab_stops_where_it_lies_and_shows_why(press, qtbot):
    allow(press, "Nothing is ready yet.")
    assert [one.accessibleName() for one in stops(press.window())] == ["Before", "Send: can’t be used now", "After"]
    stop_over(press).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text() == "Nothing is ready yet."
    QToolTip.hideText()


def test_a_click_shows_why(press, qtbot):
    allow(press, "Not yet: choose somebody first.")
    qtbot.mouseClick(stop_over(press), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QToolTip.text() == "Not yet: choose somebody first.")
    QToolTip.hideText()


def test_the_keys_stay_where_they_were(press):
    press.setFocus()
    allow(press, "Nothing is ready yet.")
    assert QApplication.focusWidget() is stop_over(press)
    allow(press)
    assert QApplication.focusWidget() is press


def test_the_stop_goes_where_the_control_goes(press):
    allow(press, "Nothing is ready yet.")
    press.window().resize(900, 300)
    QTest.qWait(20)
    assert stop_over(press).geometry() == press.geometry()
    press.hide()
    assert not stop_over(press).isVisible()


def test_the_stop_goes_with_the_control(window, press, qtbot):
    allow(press, "Nothing is ready yet.")
    press.deleteLater()
    qtbot.waitUntil(lambda: window.findChildren(Stop) == [])
    assert len(window.findChildren(QPushButton)) == 2


def test_nothing_is_barred_but_by_the_one_way_that_says_why():
    """`setEnabled` and its likes stand in `allow.py` alone."""
    others = [
        f"{path.name}:{one.lineno}"
        for path in Path(desktop.ui.__file__).parent.rglob("*.py")
        if path.name != "allow.py"
        for one in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(one, ast.Attribute) and one.attr in ("setEnabled", "setDisabled")
    ]
    assert others == []


def test_nobody_approves_records_that_are_not_shown_yet(seat, workspace):
    window = seat(enrolled(workspace))
    window.board.tasks._executor = Held()
    window.shell.go("head-office")
    page = window.shell.page
    assert unsaid(window) == {}
    page.send_now()
    assert window.told.notices == [reason_against(page.send)]
    assert workspace.sharing.releases() == []


def test_a_key_says_what_bars_its_button(seat, workspace):
    page = seat(workspace, "matching").shell.page
    page.workspace.scenarios.keep(KEPT)
    page.refresh()
    page.proposal.show_tab(2)
    page.scenarios.view.show_row("")
    page.scenarios._ask("take")
    assert page.scenarios.said.text() == reason_against(page.scenarios.take)


def test_while_a_job_is_under_way_nothing_is_approved(seat, workspace):
    window = seat(enrolled(workspace), "head-office")
    window.board.tasks._executor = Held()
    window.board.tasks.start(Job("Counting", lambda _run: None, lambda _none: None, lambda _bug: None))
    window.shell.page.send.click()
    assert "Another job is under way" in window.told.troubles[-1]
    assert workspace.sharing.releases() == []


def test_a_list_that_is_being_brought_in_says_so(seat, empty, tmp_path):
    path = tmp_path / "year 9.csv"
    path.write_text(ROWS, "utf-8")
    window = seat(empty, "import")
    window.shell.page.open(str(path))
    held = window.board.tasks._desk_executor = Held()
    window.shell.page.adopt()
    assert "being imported" in reason_against(window.shell.page.bring)
    assert unsaid(window) == {}
    held.go.pop()()


@pytest.fixture
def several(qtbot):
    """Three buttons in one control that is barred as a whole."""
    whole, inside = QWidget(), QWidget()
    inside.setLayout(row(*(button(name, lambda: None) for name in ("One", "Two", "Three"))))
    whole.setLayout(row(inside, button("Elsewhere", lambda: None)))
    qtbot.addWidget(whole)
    whole.show()
    yield inside
    whole.deleteLater()


def part(whole: QWidget, name: str) -> QPushButton:
    return next(one for one in whole.window().findChildren(QPushButton) if one.text() == name)


@pytest.mark.parametrize("name", ["One", "Two", "Three"])
def test_the_part_that_had_the_keys_has_them_again(several, name):
    part(several, name).setFocus()
    allow(several, "Wait a moment.")
    assert several.window().focusWidget() is stop_over(several)
    allow(several)
    assert several.window().focusWidget() is part(several, name)


def test_the_first_part_gets_the_keys_where_the_one_that_had_them_is_gone(qtbot, several):
    two = part(several, "Two")
    two.setFocus()
    allow(several, "Wait a moment.")
    two.setParent(None)
    two.deleteLater()
    allow(several)
    assert several.window().focusWidget() is part(several, "One")


def test_keys_that_went_elsewhere_meanwhile_stay_there(several):
    part(several, "Two").setFocus()
    allow(several, "Wait a moment.")
    part(several, "Elsewhere").setFocus()
    allow(several)
    assert several.window().focusWidget() is part(several, "Elsewhere")
