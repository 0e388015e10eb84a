"""F1 opens the page's own help, and what the help names is there in the window under that name."""

import re
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser

from desktop.paths import resource
from desktop.ui.first_run.run import FirstRun
from desktop.ui.help import WITHOUT_KEYS, help_text
from desktop.ui.preferences import Preferences
from desktop.ui.tasks import RunAtOnce, Tasks
from resources.translations.extract import SOURCE, gathered
from tests.ui.dialogs import dialog
from tests.ui.test_pages_fit import PAGES

HELP = sorted(path.stem for path in resource("help").iterdir() if path.suffix == ".md")
# Words that the help stresses and that are no names in the window: states, a sign of statistics, parts of a name.
STRESSED = {
    "tries", "n", "what matters here", "side by side", "why this pair", "Low", "Draft translation",
    "share anonymised results", "not stated",
}  # fmt: skip


def read(widget) -> str:
    return dialog(widget).findChild(QTextBrowser).toPlainText()


def first_words(page: str) -> str:
    return re.sub(r"[*#]", "", help_text(page).strip().splitlines()[0]).strip()


@pytest.mark.parametrize("page", PAGES)
def test_f1_opens_the_help_of_the_page(seat, workspace, page):
    window = seat(workspace, page)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert read(window.shell).startswith(first_words(page))


def test_no_two_pages_have_the_same_help():
    assert len({help_text(page) for page in PAGES}) == len(PAGES)


def test_the_keys_that_work_everywhere_stand_under_the_help_of_a_page(seat, workspace):
    window = seat(workspace, "papers")
    window.shell.help()
    assert "Keys that work everywhere" in read(window.shell)


def test_f1_helps_at_the_first_run_too(qtbot, tmp_path):
    run = FirstRun(tmp_path / "school", Preferences(), Tasks(RunAtOnce()))
    qtbot.addWidget(run)
    run.show()
    run.activateWindow()
    assert QTest.qWaitForWindowActive(run)
    QTest.keyClick(run, Qt.Key.Key_F1)
    assert read(run).startswith(first_words("first-run"))
    assert "Keys that work everywhere" not in read(run)


@cache
def shown() -> frozenset[str]:
    """Every text of the program, with dots where a name or a number goes; reading all sources takes two seconds."""
    found = set()
    for message in gathered(SOURCE):
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            found.add(re.sub(r"\{\w*\}", "…", text))
    return frozenset(found)


def named(page: str) -> list[str]:
    return re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", help_text(page))


@pytest.mark.parametrize("page", HELP)
def test_what_the_help_names_bears_that_name_in_the_window(page):
    texts = shown() | STRESSED
    assert [name for name in named(page) if name not in texts] == []


def test_the_help_names_much_of_the_window():
    assert sum(len(named(page)) for page in HELP) > 40


def test_a_page_without_keys_is_a_page_of_help():
    assert set(WITHOUT_KEYS) <= set(HELP)


def test_f1_in_a_dialog_opens_the_help_of_the_page_below(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.page.add_person()
    form = dialog(window)
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    QTest.keyClick(form, Qt.Key.Key_F1)
    (text,) = [one.toPlainText() for one in window.findChildren(QTextBrowser) if one.isVisible()]
    assert text.startswith(first_words("young-people"))


def test_f1_in_the_help_opens_no_other(seat, workspace):
    window = seat(workspace, "young-people")
    window.shell.help()
    dialog(window).activateWindow()
    assert QTest.qWaitForWindowActive(dialog(window))
    QTest.keyClick(dialog(window), Qt.Key.Key_F1)
    assert len([one for one in window.findChildren(QTextBrowser) if one.isVisible()]) == 1
