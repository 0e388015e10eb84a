"""Work leaves the GUI thread, can be stopped, and lands in one place."""

import threading

import pytest

from desktop.errors import RosterChanged, Stopped
from desktop.ui.tasks import Job, RunAtOnce, Running, Stage, Tasks


class Landing:
    """Who adopts a value or hears of trouble."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.troubles: list[BaseException] = []

    def job(self, work) -> Job:
        return Job("Counting", work, self.values.append, self.troubles.append)


@pytest.fixture
def landing() -> Landing:
    return Landing()


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


def test_a_value_is_adopted_on_the_gui_thread(qtbot, tasks, landing):
    seen = []
    job = Job(
        "Counting",
        lambda _running: threading.get_ident(),
        lambda value: seen.append((value, threading.get_ident())),
        landing.troubles.append,
    )
    with qtbot.waitSignal(tasks.ended):
        tasks.start(job)
    qtbot.waitUntil(lambda: bool(seen))
    worker, adopted_in = seen[0]
    assert worker != adopted_in == threading.get_ident()


def test_only_one_job_runs_at_a_time(qtbot, tasks, landing):
    gate = threading.Event()
    tasks.start(landing.job(lambda _running: gate.wait(5)))
    assert tasks.start(landing.job(lambda _running: 1)) is False
    gate.set()
    qtbot.waitUntil(lambda: landing.values == [True])


def test_stop_is_heard_at_the_next_breath(qtbot, tasks, landing):
    started = threading.Event()

    def work(running: Running) -> None:
        while True:
            running("Counting", 1, 100)
            started.set()

    tasks.start(landing.job(work))
    started.wait(5)
    tasks.stop()
    qtbot.waitUntil(lambda: bool(landing.troubles))
    assert isinstance(landing.troubles[0], Stopped)


def test_a_refused_value_is_trouble_not_a_bug(qapp, landing):
    tasks = Tasks(RunAtOnce())

    def refuse(_value: object) -> None:
        raise RosterChanged("The roster changed meanwhile.")

    tasks.start(Job("Matching", lambda _running: 1, refuse, landing.troubles.append))
    assert isinstance(landing.troubles[0], RosterChanged)


def test_progress_is_told_sparingly(qapp):
    told: list[Stage] = []
    running = Running(told.append)
    for done in range(1000):
        running("Counting", done, 1000)
    running("Counting", 1000, 1000)
    assert len(told) < 100
    assert told[-1].done == 1000


def test_a_keeping_is_handed_to_the_gui_thread_and_waited_for(qtbot, tasks, landing):
    kept = []

    def work(_running: Running) -> int:
        tasks.hand_over(lambda: kept.append(threading.get_ident()))
        return len(kept)

    tasks.start(landing.job(work))
    qtbot.waitUntil(lambda: bool(landing.values))
    assert (landing.values, kept) == ([1], [threading.get_ident()])


def test_closing_lets_a_waiting_worker_go(qtbot, landing):
    tasks = Tasks()
    waiting = threading.Event()
    ended = threading.Event()

    def work(_running: Running) -> None:
        waiting.set()
        try:
            tasks.hand_over(lambda: None)
        except Stopped:
            ended.set()

    tasks.start(landing.job(work))
    waiting.wait(5)
    tasks.close()
    assert ended.wait(5)
