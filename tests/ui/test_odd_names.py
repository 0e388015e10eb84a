"""A name that looks like markup, like a key or like nothing we know is shown as it stands on every page and dialog."""

import html
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.models.people import Mentee, Mentor
from desktop.ui.pages.settings.page import MAKERS
from tests.ui.test_by_keys import TODAYS, each_dialog
from tests.ui.test_pages_fit import PAGES

BOLD = "<b>Bold</b>"
NAMES = (
    BOLD,
    "A & B <i>Sons",
    "\u0645\u062d\u0645\u062f <u>",
    "\U0001f469\U0001f3fd\u200d\U0001f393 <img src=a>",
    "W" * 99 + "<b>" + "M" * 98,
)
TAGS = re.compile(r"<[bisu]")


@pytest.fixture
def odd(workspace):
    """The school, in which everybody has a name that could be taken for markup."""
    young = [
        one.model_copy(update={"legal_forename": NAMES[at % len(NAMES)], "legal_surname": "<s>Rees</s>"})
        for at, one in enumerate(workspace.roster.people(Mentee))
    ]
    grown = [
        one.model_copy(update={"name": NAMES[at % len(NAMES)]})
        for at, one in enumerate(workspace.roster.people(Mentor))
    ]
    workspace.roster.keep_many([*young, *grown], label=f"Name {BOLD}")
    return workspace


def obeyed(inside: QWidget) -> list[str]:
    """Names in labels and tooltips whose markup Qt would obey, and a lone & that a button would take for a key."""
    labels = [
        one for one in inside.findChildren(QLabel) if any(sign in one.text() for sign in ("<b", "<i", "<u", "<s"))
    ]
    marked = [f"label {one.text()[:60]!r}" for one in labels if one.textFormat() is not Qt.TextFormat.PlainText]
    tips = {one.toolTip() for one in inside.findChildren(QWidget) if "<" in one.toolTip()}
    keys = [one.text() for one in inside.findChildren(QAbstractButton) if re.search(r"(?<!&)&(?!&)", one.text())]
    return marked + [f"tip {one[:60]!r}" for one in tips if not escaped(one)] + [f"key {one[:60]!r}" for one in keys]


def escaped(tip: str) -> bool:
    """Whether a tooltip is one of ours: a text in which nothing is markup."""
    bare = re.fullmatch(r"<qt>(.*)</qt>", tip, re.DOTALL)
    return bare is not None and html.escape(html.unescape(bare[1])) == bare[1]


def test_markup_that_qt_would_obey_is_found(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    QLabel(BOLD, around).setToolTip(BOLD)
    assert obeyed(around) == [f"label {BOLD!r}", f"tip {BOLD!r}"]


def test_no_page_obeys_a_name(seat, odd):
    window = seat(odd)
    found = {}
    for page in PAGES:
        window.shell.go(page) if page != "register" else window.shell.go(page, TODAYS)
        QTest.qWait(20)
        found[page] = obeyed(window)
    for part in MAKERS:
        window.shell.go("settings")
        window.shell.page.show_part(part)
        found[part] = obeyed(window)
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_no_panel_of_a_person_obeys_a_name(seat, odd):
    window = seat(odd)
    for page in ("young-people", "mentors"):
        window.shell.go(page)
        for one in window.shell.page.list.model.ids[: len(NAMES)]:
            window.shell.page.open(one)
            assert obeyed(window) == []


def test_no_dialog_obeys_a_name(seat, odd):
    found = {name: obeyed(shown) for name, shown in each_dialog(seat, odd)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_no_answer_of_the_search_and_no_notice_obeys_a_name(seat, odd):
    window = seat(odd, "young-people")
    window.shell.top.search.setText("Bold")
    window.shell.top.search.look()
    assert window.shell.top.search.found
    window.shell._undo()
    QTest.qWait(20)
    assert any(BOLD in one for one in window.told.notices)
    assert obeyed(window) == []
