"""The window locks itself by the time that went by: a sleep of the computer counts, a clock put back does not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui import locking

START = 1_793_000_000.0  # an evening in October 2026, before the clocks go back


@pytest.fixture
def clock(monkeypatch):
    now = [START]
    monkeypatch.setattr(locking.time, "time", lambda: now[0])
    return now


@pytest.fixture
def window(seat, workspace, clock):
    made = seat(workspace)
    made.locking.watch(made.windowHandle())
    return made


def press_a_key(window) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)


def locked(window) -> bool:
    return not window.shell.isVisible()


def test_the_first_key_after_a_night_asleep_finds_the_door(window, clock):
    clock[0] += 10 * 3600
    press_a_key(window)
    assert locked(window)


def test_a_computer_that_woke_shows_the_door_before_anybody_touches_it(window, clock):
    clock[0] += 10 * 3600
    window.locking._woken.timeout.emit()
    assert locked(window)


def test_who_types_now_and_then_is_not_locked_out(window, clock):
    for _minute in range(60):
        clock[0] += 60
        press_a_key(window)
        window.locking._woken.timeout.emit()
    assert not locked(window)


def test_a_clock_put_back_locks_nobody_out_and_later_minutes_count_anew(window, clock):
    clock[0] -= 3600
    press_a_key(window)
    assert not locked(window)
    clock[0] += 3600
    press_a_key(window)
    assert locked(window)
