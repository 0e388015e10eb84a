"""Workers let the window's turn end before they calculate on."""

import threading
import time

import pytest
from PySide6.QtCore import QTimer

from desktop.ui.pulse import EVERY, SHORT, Pulse

HOUR = 3600.0


@pytest.fixture
def pulse(qapp):
    return Pulse(qapp, longest=HOUR)


def breathe_twice(pulse):
    """Take the two breaths between which a worker learns that the window is busy."""
    pulse.give_way()
    time.sleep(2 * SHORT)
    pulse.give_way()


def in_a_turn(qtbot, act):
    """Do something in the middle of a turn of the event loop."""
    done = []
    QTimer.singleShot(0, lambda: done.append(act()))
    qtbot.waitUntil(lambda: len(done) == 1)


def at_a_worker(act):
    """Do something on another thread and wait for it."""
    worker = threading.Thread(target=act)
    worker.start()
    worker.join()


def test_a_worker_goes_on_once_the_turn_is_over(qtbot, pulse):
    over, went_on = threading.Event(), []

    def work():
        breathe_twice(pulse)
        went_on.append(over.is_set())

    worker = threading.Thread(target=work)

    def turn():
        worker.start()
        time.sleep(0.05)
        over.set()

    in_a_turn(qtbot, turn)
    qtbot.waitUntil(lambda: went_on == [True])
    worker.join()


def test_a_worker_asks_the_window_only_now_and_then(qtbot, pulse):
    asked = []
    pulse._asked.connect(lambda: asked.append(True))
    begun = time.perf_counter()

    def work():
        for _breath in range(1000):
            pulse.give_way()

    worker = threading.Thread(target=work)
    worker.start()
    qtbot.waitUntil(lambda: not worker.is_alive())
    assert len(asked) <= 1 + (time.perf_counter() - begun) / EVERY


def test_the_gui_thread_never_waits_for_itself(qtbot, pulse):
    in_a_turn(qtbot, lambda: breathe_twice(pulse))


def test_a_worker_goes_on_in_the_middle_of_a_turn_that_lasts_long(qtbot, qapp):
    brief = Pulse(qapp, longest=0.01)
    in_a_turn(qtbot, lambda: at_a_worker(lambda: breathe_twice(brief)))


def test_nobody_gives_way_once_the_window_closes(qtbot, pulse):
    pulse.stop()
    in_a_turn(qtbot, lambda: at_a_worker(lambda: breathe_twice(pulse)))
