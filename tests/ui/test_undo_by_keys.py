"""Whatever a button of a page or dialog keeps, Ctrl+Z takes back and Ctrl+Y does again, table by table."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from desktop.models.people import Mentee
from tests.ui.dialogs import dialog
from tests.ui.test_by_keys import DIALOGS, with_dialog
from tests.ui.test_double_clicks import buttons, go, newest, nothing_of_the_system, over, settle, tidy
from tests.ui.test_odd_texts import choose, entries, forms_of, write
from tests.ui.test_pages_fit import PAGES
from tests.unit.store.whole import tables

__all__ = ["nothing_of_the_system"]


def press(window, key: Qt.Key, times: int) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    for _time in range(times):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        settle()


def wrong(window, act: Callable[[], object]) -> tuple[str, list[str]]:
    """Act, and say which step that was and which tables Ctrl+Z or Ctrl+Y left other than they were.

    An act with a matching after it, as keeping two apart, is two steps: each is taken back by a press of its own.
    """
    workspace = window.board.workspace
    since, was = newest(workspace), tables(workspace.desk.store)
    act()
    settle()
    tidy(window)
    made = [one for one in workspace.safekeeping.entries(limit=10) if one.number > since and one.undoable]
    if not made:
        return "", []
    label, now = made[0].label, tables(workspace.desk.store)
    press(window, Qt.Key.Key_Z, len(made))
    found = [f"{label}: {name} not undone" for name in unlike(workspace, was)]
    press(window, Qt.Key.Key_Y, len(made))
    found += [f"{label}: {name} not done again" for name in unlike(workspace, now)]
    press(window, Qt.Key.Key_Z, len(made))
    return label, found


def unlike(workspace, stood) -> list[str]:
    now = tables(workspace.desk.store)
    return [name for name, rows in stood.items() if now[name] != rows]


KEEPING = {"matching", "register"}  # pages with buttons that keep something at one press


@pytest.mark.parametrize("page", PAGES)
def test_what_a_button_of_a_page_keeps_is_undone_and_done_again_by_keys(seat, workspace, page):
    window = seat(workspace, page)
    go(window, page)
    steps, found = set(), []
    for at in range(len(buttons(window.shell.page))):
        go(window, page)
        if at < len(there := buttons(window.shell.page)):
            label, left = wrong(window, there[at].click)
            steps.add(label)
            found += left
    assert found == []
    assert window.told.bugs == []
    assert not (page in KEEPING and steps <= {""})


def keep(window) -> None:
    """Fill in whatever is asked, but what takes no such words, and press the filled button."""
    for form in forms_of(window):
        choose(form)
        for entry in entries(form):
            if not (entry.text() if isinstance(entry, QLineEdit) else entry.toPlainText()):
                write(entry, "Seen")
        for field in form.fields.values():
            if field.problem:
                field.put("9" if field.key in ("year", "minutes") else "")
    for one in over(window)[-1].findChildren(QPushButton):
        if one.isDefault() and one.isEnabled():
            one.click()


KEPT_BY = {
    "minutes", "a young person", "a mentor", "a bar", "an ending", "a leaving", "a scenario", "a swap", "keeping apart",
    "a review", "a word", "a name of a word",
}  # fmt: skip


@pytest.mark.parametrize("name", DIALOGS)
def test_what_a_dialog_keeps_is_undone_and_done_again_by_keys(seat, workspace, name):
    window = with_dialog(seat, workspace, name)
    assert dialog(window).isVisible()
    label, found = wrong(window, lambda: keep(window))
    assert found == []
    assert window.told.bugs == []
    assert bool(label) == (name in KEPT_BY)


def test_a_step_that_is_not_all_undone_is_found(seat, workspace, monkeypatch):
    window = seat(workspace, "mentors")
    one = workspace.roster.people(Mentee)[0]
    undo = workspace.safekeeping.undo

    def half() -> str:
        label = undo()
        workspace.roster.keep(one.model_copy(update={"form": "9Z"}))
        return label

    monkeypatch.setattr(workspace.safekeeping, "undo", half)
    _label, found = wrong(window, lambda: workspace.roster.keep(one.model_copy(update={"form": "9Y"}), label="Move"))
    assert "Move: mentees not undone" in found
