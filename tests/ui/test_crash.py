"""A bug inside a page that holds a child's name: the window says so, and the name is nowhere."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton

from desktop.ui import crash
from tests.ui.dialogs import dialog

CHILD = "Amira Hussain"


class Broken(Exception):
    pass


def break_down(*_given):
    person = {"name": CHILD, "upn": "R674123101121"}
    raise Broken(f"cannot show {person}")


def everything_said(window) -> str:
    labels = [one.text() for one in window.findChildren(QLabel)]
    areas = [one.toPlainText() for one in window.findChildren(QPlainTextEdit)]
    return "\n".join([*labels, *areas, QGuiApplication.clipboard().text()])


@pytest.fixture
def window(seat, workspace):
    made = seat(workspace, "settings")
    yield made
    made.told.bugs.clear()


def test_a_bug_in_a_page_s_reading_is_told_without_the_name(window, monkeypatch, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(type(window.shell.page), "refresh", break_down)
    window.board.changed.emit(frozenset())
    next(one for one in dialog(window).findChildren(QPushButton) if one.text() == "Copy the report").click()
    out, err = capfd.readouterr()
    told = everything_said(window) + caplog.text + out + err
    assert "Broken" in told
    assert "test_crash.py" in told
    assert CHILD not in told
    assert "R674123101121" not in told


def test_a_bug_in_a_job_is_told_without_the_name(window, capfd):
    window.board.work("Work", break_down, lambda _value: None)
    assert "Broken" in everything_said(dialog(window))
    out, err = capfd.readouterr()
    assert CHILD not in everything_said(window) + out + err


def run_events() -> None:
    """Let Qt call what breaks down, from an event loop like the window's own."""
    loop = QEventLoop()
    QTimer.singleShot(0, break_down)
    QTimer.singleShot(20, loop.quit)
    loop.exec()


@pytest.fixture
def caught(window, monkeypatch):
    """Catch what no door caught, once the test runs: pytest-qt puts its own hook there before."""

    def catch():
        for place in (sys, threading):
            monkeypatch.setattr(place, "excepthook", place.excepthook)
        crash.catch(window)
        return window

    return catch


@pytest.mark.qt_no_exception_capture
def test_a_bug_that_no_door_caught_comes_to_the_dialog_and_not_to_the_terminal(caught, capfd):
    window = caught()
    run_events()
    assert "Broken" in everything_said(dialog(window))
    out, err = capfd.readouterr()
    assert "Broken" in err
    assert CHILD not in everything_said(window) + out + err


@pytest.mark.qt_no_exception_capture
def test_the_same_bug_is_told_once(caught):
    window = caught()
    for _again in range(3):
        run_events()
    assert len([one for one in window.findChildren(QDialog) if one.isVisible()]) == 1


def test_a_bug_on_another_thread_prints_no_name(caught, capfd):
    caught()
    thread = threading.Thread(target=break_down)
    thread.start()
    thread.join()
    _out, err = capfd.readouterr()
    assert ("Broken" in err, CHILD in err) == (True, False)


def test_work_goes_on_after_a_bug_and_nothing_was_kept(window, workspace):
    before = len(workspace.lists.latest(limit=500))
    window.board.do(break_down, "Done")
    next(one for one in dialog(window).findChildren(QPushButton) if one.text() == "Go on working").click()
    window.shell.go("today")
    assert window.shell.key == "today"
    assert len(workspace.lists.latest(limit=500)) == before
