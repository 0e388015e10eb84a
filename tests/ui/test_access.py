"""Everything that can be used has a name and a role, and all of it can be reached with keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QWidget,
)

from desktop.ui.charts.draw import Chart
from desktop.ui.marks import LightMark
from tests.ui.test_pages_fit import PAGES

USED = (
    QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSlider, QAbstractSpinBox, QAbstractItemView, Chart,
    LightMark,
)  # fmt: skip


def nameless(window: QWidget) -> list[str]:
    found = []
    for one in window.findChildren(QWidget):
        inside = isinstance(one.parentWidget(), QComboBox | QAbstractSpinBox | QAbstractItemView)
        if not one.isVisible() or not isinstance(one, USED) or inside or isinstance(one, QHeaderView):
            continue
        interface = QAccessible.queryAccessibleInterface(one)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            parent = one.parentWidget()
            found.append(f"{type(one).__name__} in {type(parent).__name__ if parent else None} {one.geometry()}")
    return found


def test_everything_that_can_be_used_has_a_name(seat, workspace):
    window = seat(workspace)
    wrong = {}
    for page in PAGES:
        window.shell.go(page)
        QTest.qWait(20)
        if found := nameless(window):
            wrong[page] = found
    assert wrong == {}


@pytest.mark.parametrize("page", ["young-people", "mentors"])
def test_the_forms_have_names_for_everything(seat, workspace, page):
    window = seat(workspace, page)
    window.shell.page.add_person()
    QTest.qWait(20)
    shown = next(one for one in window.findChildren(QDialog) if one.isVisible())
    assert nameless(shown) == []


def test_a_chart_reads_its_sentence(seat, workspace):
    window = seat(workspace)
    QApplication.processEvents()
    charts = [one for one in window.shell.page.findChildren(Chart) if one.isVisible()]
    assert charts
    assert all(one.accessibleDescription().endswith(".") for one in charts)


def test_a_light_says_its_state(seat, workspace):
    window = seat(workspace)
    lights = [one.accessibleName() for one in window.shell.page.findChildren(LightMark)]
    assert lights
    assert all(": " in name for name in lights)


def test_today_is_walked_with_arrows(qtbot, seat, workspace):
    window = seat(workspace)
    page = window.shell.page
    page.focus_list()
    qtbot.keyClick(page, Qt.Key.Key_Down)
    assert page.focusWidget() is page.rows.presses[1]


def test_tab_goes_from_search_into_the_page(seat, workspace):
    window = seat(workspace, "young-people")
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.shell._focus_search()
    seen = []
    for _step in range(14):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
    assert window.shell.page.add in seen
    assert window.shell.page.list.view in seen


def test_the_ring_shows_where_the_keys_are(seat, workspace):
    window = seat(workspace)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window._ring.keys_used()
    window.shell.page.rows.presses[1].setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert window._ring.isVisible()
    inner = window.shell.page.rows.presses[1]
    centre = inner.mapTo(window, inner.rect().center())
    assert window._ring.geometry().contains(centre)


@pytest.mark.parametrize("page", ["today", "papers", "sessions"])
def test_a_button_reached_with_a_real_tab_bears_no_second_mark(seat, workspace, page):
    """The style paints a box of its own where the window knows that keys are used; pictures made otherwise lack it."""
    window = seat(workspace, page)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    reached = {}
    window.shell.top.search.setFocus()
    for _turn in range(16):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        if isinstance(now, QPushButton) and now.isEnabled() and now.icon().isNull():  # an icon is darker with keys
            reached[now] = now.grab().toImage()
    assert window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert len(reached) > 1
    window.shell.top.search.setFocus()
    QApplication.processEvents()
    assert [one.text() for one, with_keys in reached.items() if one.grab().toImage() != with_keys] == []
