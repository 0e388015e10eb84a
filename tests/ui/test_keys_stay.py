"""A page that is read again leaves the keys where they were: who goes by keys is never thrown elsewhere."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.shell.lock import Door
from desktop.ui.tab_stops import stops
from tests.ui.school import PASSPHRASE
from tests.ui.test_by_keys import TODAYS
from tests.ui.test_head_office_page import enrolled
from tests.ui.test_pages_fit import PAGES


def named(one: QWidget | None) -> str:
    if one is None:
        return ""
    text = one.text() if isinstance(one, QAbstractButton) else ""
    return f"{type(one).__name__} {one.accessibleName() or text}"


@pytest.mark.parametrize("page", PAGES)
def test_reading_again_leaves_the_keys_on_what_had_them(seat, workspace, page):
    window = seat(enrolled(workspace) if page == "head-office" else workspace, page)
    if page == "register":
        window.shell.go("register", TODAYS)
    QTest.qWait(20)
    shown, thrown = window.shell.page, []
    for at in range(len(stops(shown))):
        now = stops(shown)[at]
        now.setFocus()
        before = named(window.focusWidget())
        window.board.changed.emit(frozenset())
        QTest.qWait(25)
        if named(window.focusWidget()) != before:
            thrown.append(f"{before} -> {named(window.focusWidget())}")
    assert thrown == []


@pytest.mark.parametrize("page", PAGES)
def test_the_keys_are_where_they_were_once_the_door_is_opened(seat, workspace, page):
    window = seat(workspace, page)
    if page == "register":
        window.shell.go("register", TODAYS)
    QTest.qWait(20)
    stops(window.shell.page)[-1].setFocus()
    before = window.focusWidget()
    window.locking.lock()
    assert window.focusWidget() is not before
    door = window.findChild(Door)
    door._entry.setText(PASSPHRASE)
    door._on_pressed()
    assert window.focusWidget() is before
