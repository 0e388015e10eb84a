"""On a screen at 200 % nothing scrolls inside what scrolls already, and what the keys are on stays in sight."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QWidget

from desktop.ui.table.view import ListView
from desktop.ui.table.whole import MOST
from tests.ui.test_by_keys import TODAYS

SMALL = (683, 384)


def scrolls(area: QWidget) -> bool:
    return isinstance(area, QAbstractScrollArea) and area.verticalScrollBar().maximum() > 0


def nested(window) -> list[str]:
    """What scrolls inside something that scrolls, by name."""
    found = []
    for area in window.shell.page.findChildren(QAbstractScrollArea):
        above = area.parentWidget()
        while above is not None and not (scrolls(above) and above.isVisible()):
            above = above.parentWidget()
        if above is not None and area.isVisible() and scrolls(area):
            found.append(area.accessibleName() or type(area).__name__)
    return found


@pytest.mark.parametrize(
    ("page", "target"),
    [("settings", "words"), ("settings", "safe"), ("settings", "history"), ("sessions", ""), ("outcomes", "")],
)
def test_nothing_scrolls_inside_what_scrolls(seat, workspace, page, target):
    for _more in range(8):
        workspace.safekeeping.backup()
    window = seat(workspace, page, size=SMALL)
    window.shell.go(page, target)
    QTest.qWait(60)
    assert nested(window) == []


def test_the_row_the_keys_are_on_is_scrolled_to_where_the_list_stands_whole(qtbot, seat, workspace):
    window = seat(workspace, "sessions", size=SMALL)
    QTest.qWait(60)
    view = window.shell.page.view
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(view, key)
        QTest.qWait(20)
        row = view.visualRect(view.currentIndex())
        place = QRect(view.viewport().mapTo(window, row.topLeft()), row.size())
        page = window.shell.page
        assert QRect(page.mapTo(window, QPoint()), page.size()).contains(place)


def test_a_long_list_scrolls_by_itself(seat, workspace):
    first = workspace.sessions.get(TODAYS)
    with workspace.desk.step("Many evenings") as step:
        step.put_many([first.model_copy(update={"id": f"more-{n}"}) for n in range(MOST)])
    window = seat(workspace, "sessions", size=SMALL)
    QTest.qWait(60)
    assert scrolls(window.shell.page.view)
    window.resize(1366, 697)
    QTest.qWait(60)
    assert window.shell.page.findChild(ListView).minimumHeight() == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_verbs_of_a_register_s_second_tab_stand_in_one_line(seat, workspace, language):
    window = seat(workspace, size=SMALL)
    window.preferences.keep(text_size=130, language=language)
    window.board.look_changed.emit()
    QTest.qWait(300)
    window.resize(*SMALL)
    window.shell.go("register", TODAYS)
    QTest.qWait(100)
    page = window.shell.page
    page._turn(1)
    QTest.qWait(60)
    shown = [one for one in page.acts if isinstance(one, QPushButton) and one.isVisible()]
    assert len({one.mapTo(page, one.rect().center()).y() for one in shown}) == 1


def test_a_low_register_shows_a_row_more(seat, workspace):
    window = seat(workspace, size=SMALL)
    window.shell.go("register", TODAYS)
    QTest.qWait(60)
    page = window.shell.page
    assert page.view.viewport().height() >= 2.5 * page.view.sizeHintForRow(0)
    window.resize(1366, 697)
    QTest.qWait(60)
    assert page._heads.isVisible()
