"""Nothing a person reads, sees or hears is a name of the program's own: no field, no enum, no machine's date."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from desktop.ui.rooms import PAGES
from tests.contract.test_words import BANNED, STILL
from tests.ui.dialogs import dialog

OURS = re.compile(r"\b[a-z]+_[a-z_]+\b|\b(?:True|False)\b|\b\d{4}-\d\d-\d\d\b|<[a-z.]+ object|[A-Z][a-z]+\.[A-Z]{3,}")
LINES = 40  # of a list


def said(whole: QWidget) -> Iterator[str]:
    """Yield everything a widget and what stands in it say, to eyes and ears."""
    for one in [whole, *whole.findChildren(QWidget)]:
        yield one.accessibleName()
        yield one.accessibleDescription()
        yield one.toolTip()
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            yield one.text()
        elif isinstance(one, QComboBox):
            yield from (one.itemText(at) for at in range(one.count()))
        elif isinstance(one, QTabBar):
            yield from (one.tabText(at) for at in range(one.count()))
        elif isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from _cells(one)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for line in range(min(model.rowCount(), LINES)):
        for column in range(columns):
            yield from (str(model.index(line, column).data(role) or "") for role in roles)


def ours(whole: QWidget) -> list[str]:
    """Return what is said in the program's own names, or in a word that docs/words.md replaced."""
    return sorted({text for text in said(whole) if OURS.search(text) or (BANNED.search(text) and text not in STILL)})


@pytest.mark.parametrize("key", sorted(PAGES))
def test_no_page_says_a_name_of_the_programs_own(seat, workspace, qtbot, key):
    window = seat(workspace, key)
    qtbot.wait(150)
    QApplication.processEvents()
    shown = [one for one in ours(window) if not one.startswith("{")]
    assert shown == []


@pytest.mark.parametrize("part", ["school", "year", "rules", "words", "people", "safe", "history", "look"])
def test_no_part_of_settings_does(seat, workspace, qtbot, part):
    window = seat(workspace, "settings")
    window.shell.go("settings", part)
    qtbot.wait(50)
    assert ours(window) == []


@pytest.mark.parametrize("kind", ["young-people", "mentors"])
def test_no_persons_form_or_history_does(seat, workspace, kind):
    page = seat(workspace, kind).shell.page
    page.edit(page.list.model.ids[0])
    assert ours(dialog(page)) == []
    dialog(page).reject()
    QApplication.processEvents()
    page.show_history(page.person(page.list.model.ids[0]))
    assert ours(dialog(page)) == []


@pytest.mark.parametrize("kind", ["young-people", "mentors"])
def test_no_change_of_several_does(seat, workspace, kind):
    page = seat(workspace, kind).shell.page
    page.list.view.choose_rows(page.list.model.ids[:5])
    page.change_many()
    form = dialog(page).findChild(QComboBox)
    found = []
    for at in range(form.count()):
        form.setCurrentIndex(at)
        found += ours(dialog(page))
    assert found == []


def test_no_texts_dialog_does(seat, workspace):
    page = seat(workspace, "papers").shell.page
    assert ours(page.ask_texts()) == []


EXPORT = (
    "Forename,Surname,Year,DOB,Parent 1 Name,Parent 1 E-mail,Parent 1 Language,Thu pm,Pupil Premium,Shoe\n"
    "Nia,Price,9,31/02/2012,Eleri Price,e@price.uk,Welsh,y,Y,36\n"
    ",Rees,10,03/04/2011,,,Klingon,n,perhaps,\n"
)


def test_no_look_at_a_list_does(seat, workspace, qtbot, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(EXPORT)
    page = seat(workspace, "import").shell.page
    page.examine(path)
    found = []
    for tab in page.looks.tabs.values():
        if isinstance(tab, QPushButton):
            tab.click()
            qtbot.wait(20)
            found += ours(page)
    assert sorted(set(found)) == []


def test_bytes_for_head_office_are_the_one_thing_that_is_not_words(seat, workspace):
    window = seat(workspace, "head-office")
    assert isinstance(window.shell.page.preview.bytes, QPlainTextEdit)
