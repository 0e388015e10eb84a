"""On a scaled office screen everything can be reached: the logical sizes of 1366 x 768 at 125, 150 and 200 %."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from desktop.i18n import _, choose_language
from desktop.models.people import Mentee
from desktop.ui import theme
from desktop.ui.first_run.start_list import ListPage
from desktop.ui.help import show_help
from tests.ui.test_pages_fit import PAGES, cut

SIZES = ((1092, 557), (910, 465), (683, 348))  # less the taskbar and the title bar
SEEN = (QLabel, QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
SLACK = 2


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def reach(widget: QWidget) -> str:
    """Say where a widget lies that neither the window nor a scroll area can bring into sight."""
    inside, above = widget, widget.parentWidget()
    while above is not None:
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            return _scrolled_to(widget, area)
        if not place(above).adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place(widget)):
            return f"{place(widget).getRect()} lies outside {type(above).__name__} {place(above).getRect()}"
        inside, above = above, above.parentWidget()
    return "" if inside.isWindow() else "nowhere"


def _scrolled_to(widget: QWidget, area: QAbstractScrollArea) -> str:
    if not isinstance(area, QScrollArea):
        return ""
    content = area.widget()
    if (
        not content.rect()
        .adjusted(-SLACK, -SLACK, SLACK, SLACK)
        .contains(QRect(widget.mapTo(content, QPoint(0, 0)), widget.size()))
    ):
        return "lies outside what scrolls"
    sideways = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return "" if sideways or content.width() <= area.viewport().width() + SLACK else "cut at the side"


def faults(window: QWidget) -> list[str]:
    """Return what is cut or out of reach once the window has laid itself out, which takes it some turns."""
    for _turn in range(40):
        QTest.qWait(50)
        seen = [one for one in window.findChildren(QWidget) if one.isVisible() and isinstance(one, SEEN)]
        found = [f"{_named(one)} {why}" for one in seen if (why := cut(one) or reach(one))]
        if not found:
            break
    return found


def _named(one: QWidget) -> str:
    return repr(one.accessibleName() or getattr(one, "text", str)())


@pytest.mark.parametrize("size", SIZES)
def test_everything_on_every_page_can_be_reached(seat, workspace, size):
    window = seat(workspace, size=size)
    found = {}
    for page in PAGES:
        window.shell.go(page)
        if wrong := faults(window):
            found[page] = wrong
    assert found == {}
    assert (window.width(), window.height()) == size


@pytest.mark.parametrize("size", SIZES)
def test_a_dialog_is_never_higher_than_the_window_it_lies_over(seat, workspace, size):
    window = seat(workspace, "young-people", size=size)
    people = workspace.roster.people(Mentee)
    for opened in (
        lambda: window.shell.page.edit(people[0].id),
        lambda: window.shell.page.show_history(people[0]),
        lambda: show_help(window.shell, "matching", "Matching"),
    ):
        opened()
        QTest.qWait(60)
        (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
        assert dialog.height() <= size[1]
        assert dialog.width() <= size[0]
        assert faults(dialog) == []
        dialog.reject()


def test_nothing_of_a_form_scrolls_sideways_at_200_per_cent(seat, workspace):
    window = seat(workspace, "young-people", size=(683, 348))
    window.shell.page.edit(workspace.roster.people(Mentee)[0].id)
    QTest.qWait(60)
    (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    areas = [one for one in dialog.findChildren(QScrollArea) if one.isVisible()]
    assert areas
    assert [one.horizontalScrollBar().maximum() for one in areas] == [0] * len(areas)


def test_an_import_looked_at_does_not_scroll_sideways_at_200_per_cent(seat, workspace, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Forename,Surname,DOB,Year,Form\nAnna,Lewis,01/02/2012,9,9B\n", encoding="utf-8")
    page = seat(workspace, "import", size=(683, 348)).shell.page
    page.open(str(path))
    QTest.qWait(80)
    assert page.examined is not None
    page.looks.show_tab("columns")
    QTest.qWait(80)
    assert page.minimumSizeHint().width() <= page.width()
    assert page.layout().minimumSize().width() <= page.width()


def test_words_that_were_many_take_no_more_height_once_they_are_few(seat, workspace):
    page = seat(workspace, "head-office").shell.page
    page.preview.show_tab(0)
    QTest.qWait(60)
    label = page.preview._plain
    assert label.height() <= label.fontMetrics().lineSpacing() * 40


def test_undo_leaves_the_search_box_its_room(seat, workspace):
    window = seat(workspace, size=(800, 560))
    window.shell.top.show_steps("Import 240 young people from the autumn list", "")
    QTest.qWait(40)
    search, undo = window.shell.top.search, window.shell.top._undo
    assert search.geometry().right() < undo.geometry().left()
    assert undo.width() >= undo.sizeHint().width()


def test_whom_the_preview_shows_stays_in_the_list(qtbot, seat, workspace):
    window = seat(workspace, "papers", size=(1366, 697))
    last = workspace.roster.people(Mentee)[-1].id
    window.shell.go("papers", f"consent-forms:{last}")

    def in_sight() -> bool:
        view = window.shell.page.asking.who.view
        (chosen,) = view.selectionModel().selectedRows()
        return view.viewport().rect().intersects(view.visualRect(chosen))

    qtbot.wait(200)
    qtbot.waitUntil(in_sight, timeout=4000)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_part_of_settings_scrolls_sideways_or_twice_at_200_per_cent(qapp, seat, workspace, language):
    choose_language(language)
    theme.apply(qapp, theme.Theme(theme.tokens("light"), scale=1.3))
    page = seat(workspace, "settings", size=(683, 348)).shell.page
    for part in ("school", "policy", "year", "look", "people"):
        page.show_part(part)
        QTest.qWait(80)
        areas = [one for one in page.findChildren(QScrollArea) if one.isVisible()]
        assert [part for one in areas if one.horizontalScrollBar().maximum()] == []
        assert len([one for one in areas if one.verticalScrollBar().maximum()]) <= 1


def test_the_last_step_of_the_first_run_does_not_scroll_sideways_at_200_per_cent(qtbot, qapp, folder):
    choose_language("cy")
    theme.apply(qapp, theme.Theme(theme.tokens("light"), scale=1.3))
    page = ListPage(lambda: None, lambda: None)
    qtbot.addWidget(page)
    page.resize(683, 268)
    page.show()
    QTest.qWait(60)
    (area,) = page.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0


def test_undo_in_a_notice_is_whole_at_200_per_cent(qapp, seat, workspace):
    choose_language("cy")
    theme.apply(qapp, theme.Theme(theme.tokens("light"), scale=1.3))
    window = seat(workspace, size=(683, 348))
    window.board.say("Christopher Featherstonehaugh-Cholmondeley is back in the list", undoable=True)
    QTest.qWait(60)
    press = next(one for one in window.shell.top.notice.findChildren(QPushButton) if one.text() == _("Undo"))
    assert press.width() >= press.sizeHint().width()


def test_the_parts_of_settings_bear_their_names_on_an_office_screen(seat, workspace):
    page = seat(workspace, "settings", size=(1366, 697)).shell.page
    assert {item.width() for item in page._items.values()} == {204}
