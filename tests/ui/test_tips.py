"""Tooltips say why, or what comes of it: none only repeats the words on its control, and a screen reader hears them."""

import html
import re

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from desktop.ui.allow import explain
from desktop.ui.build import button
from desktop.ui.pages.settings.page import MAKERS
from desktop.ui.written import tip
from tests.ui.test_by_keys import TODAYS, each_dialog
from tests.ui.test_pages_fit import PAGES


def plain(text: str) -> str:
    """What a tooltip says, without markup, the key it names and the full stop."""
    bare = html.unescape(re.sub(r"^<qt>|</qt>$", "", text))
    return re.sub(r" \([^)]*\)(?=\.?$)", "", bare).rstrip(".").casefold()


def face(one: QWidget) -> str:
    return one.text().replace("&&", "&") if isinstance(one, QAbstractButton | QLabel) else ""


def repeating(inside: QWidget) -> list[str]:
    """Controls whose tooltip says no more than the words on them, which can be read whole."""
    found = [one for one in inside.findChildren(QWidget) if one.isVisible() and one.toolTip() and face(one)]
    whole = [one for one in found if one.sizeHint().width() <= one.width()]
    same = [face(one) for one in whole if plain(one.toolTip()) == face(one).rstrip(".").casefold()]
    return [words for words in same if not words.startswith("Undo “")]  # its words say what comes of it: the step


def unheard(inside: QWidget) -> list[str]:
    """Buttons whose tooltip a screen reader would miss: it is neither the name nor the description."""
    found = [one for one in inside.findChildren(QPushButton) if one.isVisible() and one.toolTip()]
    return [
        one.accessibleName()
        for one in found
        if one.toolTip() not in (tip(one.accessibleName()), tip(one.accessibleDescription()))
        and plain(one.toolTip()) != plain(one.accessibleName())
    ]


def unexplained(page: QWidget) -> list[str]:
    """Actions at the top of a page that don't say what comes of them."""
    acts = [page._actions.itemAt(at).widget() for at in range(page._actions.count())]
    return [one.text() for one in acts if isinstance(one, QPushButton) and one.isVisible() and not one.toolTip()]


def wrong(window) -> dict[str, list[str]]:
    found = {"repeating": repeating(window), "unheard": unheard(window), "unexplained": unexplained(window.shell.page)}
    return {what: names for what, names in found.items() if names}


def test_a_tooltip_that_only_repeats_is_found(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    made = button("Print", tip="Print (Ctrl+P)")
    made.setParent(around)
    made.resize(made.sizeHint())
    around.show()
    assert repeating(around) == ["Print"]


def on_every_page(window) -> dict[str, dict[str, list[str]]]:
    found = {}
    for page in PAGES:
        window.shell.go(page, TODAYS if page == "register" and window.board.workspace.sessions.all() else "")
        QTest.qWait(60 if page == "papers" else 20)
        if said := wrong(window):
            found[page] = said
    return found


def test_the_tooltips_of_a_page_say_what_comes_of_it(seat, workspace):
    assert on_every_page(seat(workspace)) == {}


def test_the_tooltips_of_an_empty_page_say_what_comes_of_it(seat, empty):
    assert on_every_page(seat(empty)) == {}


def test_the_tooltips_of_the_settings_say_what_comes_of_it(seat, workspace):
    workspace.safekeeping.backup()
    window, found = seat(workspace, "settings"), {}
    for part in MAKERS:
        window.shell.page.show_part(part)
        QTest.qWait(20)
        found[part] = wrong(window)
    assert {part: said for part, said in found.items() if said} == {}


def test_the_tooltips_of_a_dialog_say_what_comes_of_it(seat, workspace):
    found = {name: repeating(shown) + unheard(shown) for name, shown in each_dialog(seat, workspace)}
    assert {name: said for name, said in found.items() if said} == {}


def test_a_slider_says_what_it_prefers(seat, workspace):
    sliders = seat(workspace, "matching").shell.page.weights.sliders.values()
    assert all(one.slider.toolTip() and one.slider.accessibleDescription() for one in sliders)


def test_a_chip_says_who_is_behind_it(seat, workspace):
    for page in ("young-people", "mentors"):
        chips = seat(workspace, page).shell.page.list.handles.chips
        assert [key for key, one in chips.items() if key and not one.toolTip()] == []


def test_a_screen_reader_hears_no_markup(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    explain(made, "Cells with < or & are read as they are.")
    assert made.accessibleDescription() == "Cells with < or & are read as they are."
    assert made.toolTip() == "<qt>Cells with &lt; or &amp; are read as they are.</qt>"
