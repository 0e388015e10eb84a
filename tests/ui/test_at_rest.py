"""A page that nobody touches does nothing: it lays nothing out and paints nothing, turn after turn."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.test_by_keys import TODAYS
from tests.ui.test_head_office_page import enrolled
from tests.ui.test_pages_fit import PAGES

BUSY = (QEvent.Type.LayoutRequest, QEvent.Type.UpdateRequest, QEvent.Type.Paint)
TURNS = 20


class Watched(QObject):
    """Counts what everything on the screen is asked to do."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[tuple[str, str]] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in BUSY:
            self.seen[event.type().name, type(watched).__name__] += 1
        return False


@pytest.mark.parametrize("size", [(1366, 697), (683, 384)])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_comes_to_rest(seat, qtbot, workspace, page, size):
    window = seat(enrolled(workspace) if page == "head-office" else workspace, page)
    if page == "register":
        window.shell.go("register", TODAYS)
    window.resize(*size)
    watched = Watched()
    QApplication.instance().installEventFilter(watched)
    try:
        qtbot.waitUntil(lambda: nothing_asked(watched), timeout=10_000)
    finally:
        QApplication.instance().removeEventFilter(watched)


def nothing_asked(watched: Watched) -> bool:
    """Whether nothing at all was asked for in some turns; what is laid out for ever is asked again in each."""
    watched.seen.clear()
    for _turn in range(TURNS):
        QTest.qWait(1)
    return not watched.seen
