"""Every page and dialog by keys: whatever can be used has a name and a role, Tab reaches it, and it is seen there."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from desktop.models.people import PersonState
from desktop.ui.crash import show as show_crash
from desktop.ui.forms import Form
from desktop.ui.help import show_changes
from desktop.ui.pages.people.acts import ask_erase
from desktop.ui.pages.people.barring import ask_bar
from desktop.ui.pages.people.several import Some, change_several
from desktop.ui.pages.settings.new_sheet import ask_recovery, keep_sheet
from desktop.ui.pages.settings.page import MAKERS
from desktop.ui.pages.settings.people import ask_passphrase
from desktop.ui.pages.settings.safe import ask_restore
from desktop.ui.pages.settings.words import WordsPart
from desktop.ui.tab_stops import stops
from tests.ui.test_access import USED, nameless
from tests.ui.test_pages_fit import PAGES

TODAYS = "session-3"


def used(inside: QWidget) -> list[QWidget]:
    """What a person can use: shown, able, and not a part of something that is used whole."""
    found = [
        one for one in inside.findChildren(QWidget) if isinstance(one, USED) and one.isVisible() and one.isEnabled()
    ]
    return [one for one in found if not any(isinstance(up, USED) for up in above(one)) and one.focusPolicy()]


def above(widget: QWidget) -> list[QWidget]:
    found = []
    while (widget := widget.parentWidget()) is not None:
        found.append(widget)
    return found


def unreached(inside: QWidget) -> list[str]:
    reached = set(stops(inside))
    groups = {one.group() for one in reached if isinstance(one, QAbstractButton) and one.group()}
    left = [one for one in used(inside) if one not in reached]
    return [said(one) for one in left if not (isinstance(one, QAbstractButton) and one.group() in groups)]


def roleless(inside: QWidget) -> list[str]:
    nothing = (QAccessible.Role.NoRole, QAccessible.Role.Client)
    return [said(one) for one in used(inside) if QAccessible.queryAccessibleInterface(one).role() in nothing]


def unseen(window, inside: QWidget) -> list[str]:
    """What has the keys, come to by Tab, without a ring of its own or the window's round it, or keeps them."""
    found, last = [], None
    window.shell.top.search.setFocus()
    window._ring.keys_used()
    for _one in stops(window.shell):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        if inside.isAncestorOf(now) and now.property("ring") != "own" and not window._ring.isVisible():
            found.append(said(now))
        if now is last:
            found.append(f"stuck at {said(now)}")
        last = now
    return found


def said(one: QWidget) -> str:
    return f"{type(one).__name__} {one.accessibleName()!r}"


def wrong(inside: QWidget) -> dict[str, list[str]]:
    found = {"nameless": nameless(inside), "unreached": unreached(inside), "roleless": roleless(inside)}
    return {what: names for what, names in found.items() if names}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_used_with_keys(seat, workspace, page):
    window = seat(workspace, page)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.qWait(20)
    assert wrong(window.shell) == {}
    assert unseen(window, window.shell.page) == []


def test_every_part_of_settings_can_be_used_with_keys(seat, workspace):
    window = seat(workspace, "settings")
    workspace.safekeeping.backup()
    found = {}
    for part in MAKERS:
        window.shell.page.show_part(part)
        QTest.qWait(20)
        found[part] = wrong(window.shell.page)
    assert {part: missing for part, missing in found.items() if missing} == {}


def everybody(page) -> list:
    return [page.person(one) for one in page.list.model.ids]


def several_of(page) -> QDialog:
    ids = list(page.list.model.ids[:3])
    return change_several(page, Some(type(page.person(ids[0])), ids))


DIALOGS: dict[str, tuple[str, Callable[[QWidget], QDialog]]] = {
    "minutes": ("register", lambda page: page._on_details()),
    "online checks": ("register", lambda page: page._on_online()),
    "a concern": ("register", lambda page: page._on_concern()),
    "a passphrase": ("settings", ask_passphrase),
    "a recovery sheet": ("settings", ask_recovery),
    "a new key": ("settings", keep_sheet),
    "a restore": ("settings", lambda page: ask_restore(page, page.workspace.safekeeping.backups()[0])),
    "enrolling": ("head-office", lambda page: page.ask_enrol()),
    "a young person": ("young-people", lambda page: page.add_person()),
    "a mentor": ("mentors", lambda page: page.add_person()),
    "a bar": ("mentors", lambda page: ask_bar(page, page.person(page.list.model.ids[0]))),
    "an erasure": ("mentors", lambda page: ask_erase(page, page.person(page.list.model.ids[0]))),
    "an ending": ("young-people", lambda page: page.ask_ending(page.list.model.ids)),
    "a leaving": ("young-people", lambda page: page.set_state(everybody(page), PersonState.LEFT)),
    "changes of somebody": ("young-people", lambda page: page.show_history(page.person(page.list.model.ids[0]))),
    "a change of several": ("young-people", lambda page: several_of(page)),
    "a scenario": ("matching", lambda page: page.save.click()),
    "a swap": ("matching", lambda page: page._on_key("S")),
    "keeping apart": ("matching", lambda page: page._on_key("X")),
    "why not someone else": ("matching", lambda page: page._on_key("N")),
    "a review": ("matching", lambda page: page.review.click()),
    "texts": ("papers", lambda page: page.ask_texts()),
    "a word": ("settings", lambda page: (page.show_part("words"), page.findChild(WordsPart).ask_add())),
    "a name of a word": ("settings", lambda page: (page.show_part("words"), page.findChild(WordsPart).ask_rename())),
    "help": ("settings", lambda page: page.window().shell.help()),
    "what changed": ("today", show_changes),
    "a crash": ("today", lambda page: show_crash(page, ValueError("x"))),
}


def with_dialog(seat, workspace, name: str) -> QWidget:
    """Return the window with one of `DIALOGS` open over the page it belongs to."""
    workspace.safekeeping.backup()
    page, opened = DIALOGS[name]
    window = seat(workspace, page)
    if page == "register":
        window.shell.go("register", TODAYS)
    opened(window.shell.page)
    QTest.qWait(20)
    return window


def each_dialog(seat, workspace) -> Iterator[tuple[str, QDialog]]:
    """Open each of `DIALOGS` in one window, over the page it belongs to, and leave it again where it is open still."""
    workspace.safekeeping.backup()
    window = seat(workspace)
    for name, (page, opened) in DIALOGS.items():
        window.shell.go(page, TODAYS if page == "register" else "")
        opened(window.shell.page)
        QTest.qWait(20)
        (shown,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
        yield name, shown
        shown.done(QDialog.DialogCode.Rejected)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_dialog_can_be_used_with_keys(seat, workspace):
    found = {}
    for name, shown in each_dialog(seat, workspace):
        found[name] = wrong(shown)
        if not shown.accessibleName():
            found[name]["no name"] = []
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        if shown.isVisible():
            found[name]["not left with Escape"] = []
    assert {name: missing for name, missing in found.items() if missing} == {}


def test_tab_goes_through_a_page_in_the_order_in_which_it_is_laid_out(seat, workspace):
    window = seat(workspace)
    window.shell.go("register", TODAYS)
    QTest.qWait(20)
    names = [one.accessibleName() for one in stops(window.shell.page)]
    assert names.index("Register") < names.index("Mark the other 12 present") < names.index("Note")


def test_tab_and_shift_tab_are_each_other_s_opposites(seat, workspace):
    window = seat(workspace, "papers")
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.shell.top.search.setFocus()
    walked = [QApplication.focusWidget()]
    for _step in range(12):
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    back = [walked[-1]]
    for _step in range(12):
        QTest.keyClick(back[-1], Qt.Key.Key_Backtab)
        back.append(QApplication.focusWidget())
    assert back == walked[::-1]


def test_arrows_choose_among_tabs_and_tab_goes_on(seat, workspace):
    window = seat(workspace, "sessions")
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    page = window.shell.page
    first = next(one for one in stops(page) if one.accessibleName() == "List")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert page._stack.currentIndex() == 1
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.calendar


def test_enter_on_cancel_cancels_though_another_button_is_filled(seat, workspace):
    window = seat(workspace, "young-people")
    count = len(workspace.lists.latest(limit=500))
    window.shell.page.add_person()
    shown = next(one for one in window.findChildren(QDialog) if one.isVisible())
    cancel = next(one for one in shown.findChildren(QAbstractButton) if one.text() == "Cancel")
    QApplication.sendEvent(cancel, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    assert not shown.isVisible()
    assert len(workspace.lists.latest(limit=500)) == count


def test_the_list_of_ticks_over_a_form_is_left_with_escape_and_the_form_stays(seat, workspace):
    window = seat(workspace, "young-people")
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.shell.page.add_person()
    shown = next(one for one in window.findChildren(QDialog) if one.isVisible())
    picks = shown.findChild(Form).fields["sectors"].entry
    picks.setFocus()
    QTest.keyClick(picks, Qt.Key.Key_Space)
    QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Escape)
    assert shown.isVisible()
    assert shown.focusWidget() is picks
