"""No visible words are cut on any page of a low office screen, in two sizes of text and both languages."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from desktop.i18n import choose_language
from desktop.ui import theme
from desktop.ui.marks import Elided
from desktop.ui.table.delegate import EDGE, GAP, CellDelegate
from desktop.ui.table.model import TableModel
from desktop.ui.table.needs import MEASURED
from desktop.ui.table.view import ListView
from desktop.ui.window import MainWindow
from tests.ui.school import lengthen

PAGES = (
    "today", "young-people", "mentors", "import", "matching", "sessions", "register", "papers", "outcomes",
    "head-office", "settings",
)  # fmt: skip
SLACK = 1


LEFT_TO_THEIR_OWNERS: frozenset[str] = frozenset()  # pages whose cut lists and lines are being mended


def cut(widget: QWidget) -> str:
    """Say how a label or button is cut, empty where it isn't."""
    if isinstance(widget, QLabel) and not isinstance(widget, Elided) and widget.text():
        if widget.wordWrap():
            needs = widget.heightForWidth(widget.width())
            return f"needs {needs} high, has {widget.height()}" if needs > widget.height() + SLACK else ""
        needs = widget.sizeHint().width()
        return f"needs {needs} wide, has {widget.width()}" if needs > widget.width() + SLACK else ""
    if isinstance(widget, QAbstractButton) and widget.text():
        needs = widget.sizeHint().width()
        return f"needs {needs} wide, has {widget.width()}" if needs > widget.width() + SLACK else ""
    return ""


def dotted(line: Elided) -> str:
    """Say how much of a line of one line is cut, empty where all of it is seen."""
    needs = line.fontMetrics().horizontalAdvance(line.text())
    return f"needs {needs} wide, has {line.width()}" if needs > line.width() + SLACK else ""


def cut_in(view: ListView) -> list[str]:
    """Say which of a list's heads and first rows are cut."""
    model, delegate = view.model(), view.itemDelegate()
    assert isinstance(model, TableModel)
    assert isinstance(delegate, CellDelegate)
    shown = [at for at in range(model.columnCount()) if not view.isColumnHidden(at)]
    rows = range(min(model.rowCount(), MEASURED))
    cells = [model.index(line, at) for line in rows for at in shown]
    heads = theme.current().metrics(14, 600)
    room = {at: view.columnWidth(at) - GAP - (GAP if at else EDGE) for at in shown}
    titles = [model.columns[at].title for at in shown if heads.horizontalAdvance(model.columns[at].title) > room[at]]
    return [f"head {one!r}" for one in titles] + [f"cell {one.data()!r}" for one in cells if delegate.cuts(one)]


def settled(look: Callable[[MainWindow], list[str]], window: MainWindow) -> list[str]:
    """Look until nothing is cut: words that change take a few turns of the event loop to find their room."""
    for _again in range(10):
        if not (found := look(window)):
            break
    return found


def cut_lines(window: MainWindow) -> list[str]:
    """Say which cells, heads and lines of one line end in dots."""
    QTest.qWait(40)
    shown = [one for one in window.findChildren(QWidget) if one.isVisible()]
    lines = [f"{one.text()!r} {dotted(one)}" for one in shown if isinstance(one, Elided) and dotted(one)]
    return lines + [said for one in shown if isinstance(one, ListView) for said in cut_in(one)]


def cuts(window: MainWindow) -> list[str]:
    QTest.qWait(40)
    found = [one for one in window.findChildren(QWidget) if one.isVisible() and cut(one)]
    return [f"{one.text()!r} {cut(one)}" for one in found]


def cuts_by_page(window: MainWindow) -> dict[str, list[str]]:
    found = {}
    for page in PAGES:
        window.shell.go(page)
        if cut_here := settled(cuts, window):
            found[page] = cut_here
    return found


@pytest.mark.parametrize(("scale", "language"), [(1.0, "en"), (1.3, "en"), (1.0, "cy")])
def test_no_visible_words_are_cut_at_1366_by_697(qapp, seat, workspace, scale, language):
    choose_language(language)
    theme.apply(qapp, theme.Theme(theme.tokens("light"), scale=scale))
    assert cuts_by_page(seat(workspace, size=(1366, 697))) == {}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_list_or_line_ends_in_dots_at_1366_by_697_with_long_names(seat, workspace, language):
    choose_language(language)
    lengthen(workspace)
    window = seat(workspace, size=(1366, 697))
    found = {}
    for page in PAGES:
        window.shell.go(page)
        if page not in LEFT_TO_THEIR_OWNERS and (cut_here := settled(cut_lines, window)):
            found[page] = cut_here
    assert found == {}


def test_no_words_are_cut_in_the_dark_on_a_wide_screen(qapp, seat, workspace):
    theme.apply(qapp, theme.Theme(theme.tokens("dark"), dark=True))
    assert cuts_by_page(seat(workspace, size=(1920, 1045))) == {}


def test_an_empty_school_has_words_on_every_page(seat, empty):
    window = seat(empty)
    assert cuts_by_page(window) == {}
    for page in PAGES:
        window.shell.go(page)
        shown = [one for one in window.shell.page.findChildren(QLabel) if one.isVisible() and one.text()]
        assert len(" ".join(one.text() for one in shown)) > 40


def test_no_page_asks_for_more_than_a_low_office_screen(seat, workspace):
    window = seat(workspace, size=(1366, 697))
    for page in PAGES:
        window.shell.go(page)
        for _turn in range(5):  # words that wrap ask for their height once they know their width
            QApplication.processEvents()
        least = window.minimumSizeHint()
        assert (least.width() <= 1366, least.height() <= 697) == (True, True), page
