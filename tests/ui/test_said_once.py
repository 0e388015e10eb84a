"""What a screen reader says of anything on a page holds no mark twice and no word twice in a row."""

import re

import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.table.model import TableModel
from desktop.ui.table.needs import MEASURED
from desktop.ui.table.view import ListView
from tests.ui.test_pages_fit import PAGES

DOUBLED = re.compile(r"[.:;,?]\s*[:;,.]|(?<!\.)\.\.(?!\.)|\b(\w{3,}(?: \w+)*)\W+\1\b(?!-)", re.IGNORECASE)
FINE = re.compile(r"e\.g\.,|…|https?:")


def doubled(text: str) -> bool:
    return bool(DOUBLED.search(FINE.sub("", text)))


def said_of(page: QWidget) -> set[str]:
    shown = [one for one in [page, *page.findChildren(QWidget)] if one.isVisible()]
    said = {text for one in shown for text in (one.accessibleName(), one.accessibleDescription())}
    for view in (one for one in shown if isinstance(one, ListView)):
        model = view.model()
        assert isinstance(model, TableModel)
        said |= {model.sentence(line) for line in range(min(model.rowCount(), MEASURED))}
    return said


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_said_twice_on_a_page(seat, workspace, page):
    window = seat(workspace)
    window.shell.go(page)
    assert sorted(one for one in said_of(window.shell) if doubled(one)) == []


@pytest.mark.parametrize("text", ["person..", "Prepared: Not yet.: not yet", "Waiting: waiting", "one,, two"])
def test_a_doubled_mark_or_word_is_found(text):
    assert doubled(text)


@pytest.mark.parametrize("text", ["Checks: Clear to meet; Room for: 2.", "Ruth Okafor. Form: 9A.", "10:30, Hall"])
def test_ordinary_words_are_let_by(text):
    assert not doubled(text)
