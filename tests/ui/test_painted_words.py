"""No words painted by hand are cut, in both languages: answers of the search, register, calendar, charts and chips."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.i18n import choose_language
from desktop.ui.marks import Chip
from tests.ui.school import lengthen
from tests.ui.test_by_keys import TODAYS
from tests.ui.test_pages_fit import PAGES, SLACK


def lacking(painter: QPainter, room: QRectF, flags: int, text: str) -> str:
    """Say how painted words are cut, empty where all of them are seen."""
    if text.rstrip("\u2069").endswith("…"):
        return f"{text!r} ends in dots"
    needs = QFontMetricsF(painter.font()).boundingRect(room, flags, text)
    wide, high = needs.width() - room.width(), needs.height() - room.height()
    if wide > SLACK:
        return f"{text!r} needs {needs.width():.0f} wide, has {room.width():.0f}"
    wraps = flags & int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
    return f"{text!r} needs {needs.height():.0f} high, has {room.height():.0f}" if wraps and high > SLACK else ""


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[str], list[str]]]:
    """Look at all words that Python paints meanwhile: what was painted, and what of it was cut."""
    painted: list[str] = []
    cut: list[str] = []
    paint = QPainter.drawText

    def seen(painter: QPainter, *given: object) -> object:
        match given:
            case (QRectF() | QRect() as room, flags, str(text)):
                painted.append(text)
                flags = flags if isinstance(flags, int) else int(flags.value)
                if said := lacking(painter, QRectF(room), flags, text):
                    cut.append(said)
        return paint(painter, *given)

    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "drawText", seen)
        yield painted, cut


def paint_all(inside: QWidget) -> None:
    """Paint some times over: what is shown anew takes a few turns to find its room."""
    for _turn in range(3):
        QTest.qWait(20)
        inside.grab()


def test_a_painted_word_that_has_no_room_is_found(qtbot, monkeypatch):
    made = Chip("Waiting for a mentor", 12)
    qtbot.addWidget(made)
    made.resize(60, 30)
    with watched(monkeypatch) as (painted, cut):
        made.grab()
    assert painted == ["Waiting for a mentor", "12"]
    assert len(cut) == 1


@pytest.fixture
def window(seat, workspace):
    lengthen(workspace)
    return lambda: seat(workspace, size=(1366, 697))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_painted_words_of_a_page_are_cut(window, language, monkeypatch):
    choose_language(language)
    made, found = window(), {}
    for page in PAGES:
        made.shell.go(page, TODAYS if page == "register" else "")
        paint_all(made)
        with watched(monkeypatch) as (painted, cut):
            made.grab()
        assert painted, page
        if cut:
            found[page] = sorted(set(cut))
    assert found == {}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_painted_words_of_the_calendar_are_cut(window, language, monkeypatch):
    choose_language(language)
    made = window()
    made.shell.go("sessions")
    made.shell.page._stack.setCurrentIndex(1)
    paint_all(made)
    with watched(monkeypatch) as (painted, cut):
        made.grab()
    assert "12" in painted
    assert cut == []


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("typed", ["oluwaseun", "re", "m"])
def test_no_answer_of_the_search_is_cut(window, language, typed, monkeypatch):
    choose_language(language)
    made = window()
    made.shell.top.search.setText(typed)
    made.shell.top.search.look()
    paint_all(made)
    with watched(monkeypatch) as (painted, cut):
        made.shell.top.search._popup.grab()
    assert len(painted) >= 2 * min(len(made.shell.top.search.found), 3)
    assert cut == []
