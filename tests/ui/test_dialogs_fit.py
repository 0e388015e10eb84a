"""No words of a dialog, or of what stands behind a tab, are cut on a low office screen, in either language."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from desktop.i18n import choose_language
from desktop.ui.pages.settings.page import MAKERS
from desktop.ui.window import MainWindow
from tests.ui.school import lengthen
from tests.ui.test_by_keys import DIALOGS, TODAYS
from tests.ui.test_pages_fit import PAGES, cut_lines, cuts, settled


def cut_anywhere(window: MainWindow) -> list[str]:
    return cuts(window) + cut_lines(window)


def in_dialogs(window: MainWindow) -> Callable[[MainWindow], list[str]]:
    """Return a look at the dialog that is open alone: the page behind it is another test's."""
    (shown,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    return lambda _window: cut_anywhere(shown)


@pytest.fixture
def window(seat, workspace):
    lengthen(workspace)
    workspace.safekeeping.backup()
    return lambda: seat(workspace, size=(1366, 697))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_words_of_a_dialog_are_cut(window, language):
    choose_language(language)
    made, found = window(), {}
    for name, (page, opened) in DIALOGS.items():
        made.shell.go(page, TODAYS if page == "register" else "")
        QTest.qWait(10)
        opened(made.shell.page)
        if cut_here := settled(in_dialogs(made), made):
            found[name] = cut_here
        for one in made.findChildren(QDialog):
            if one.isVisible():
                one.reject()
    assert found == {}


def tabs(page: QWidget) -> list[QPushButton]:
    return [one for one in page.findChildren(QPushButton) if one.property("kind") == "tab" and one.isVisible()]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_words_behind_a_tab_are_cut(window, language):
    choose_language(language)
    made, found = window(), {}
    for page in PAGES:
        made.shell.go(page)
        for at in range(len(tabs(made.shell.page))):
            tab = tabs(made.shell.page)[at]
            tab.click()
            if cut_here := settled(cut_anywhere, made):
                found[f"{page}: {tab.text()}"] = cut_here
    assert found == {}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_words_of_a_part_of_settings_are_cut(window, language):
    choose_language(language)
    made, found = window(), {}
    made.shell.go("settings")
    for part in MAKERS:
        made.shell.page.show_part(part)
        if cut_here := settled(cut_anywhere, made):
            found[part] = cut_here
    assert found == {}
