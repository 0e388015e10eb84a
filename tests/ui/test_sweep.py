"""What a worker leaves behind is freed on the GUI thread, and by nobody else."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from desktop.ui.sweep import OLDER, YOUNG, Sweep


class Circle:
    """Something only a collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def freed():
    """The threads in which circles were freed."""
    return []


def leave(freed) -> None:
    """Make a circle and let go of it, so that only a collector finds it."""
    weakref.finalize(Circle(), lambda: freed.append(threading.current_thread()))


def make_many() -> list[list[object]]:
    return [[] for _one in range(2 * YOUNG)]


def at_a_worker(act) -> None:
    worker = threading.Thread(target=act)
    worker.start()
    worker.join()


def test_a_worker_that_makes_many_objects_frees_nothing(freed):
    leave(freed)
    at_a_worker(make_many)
    assert freed == []


def test_the_gui_thread_frees_it_when_it_has_nothing_else_to_do(qtbot, freed):
    leave(freed)
    kept = []
    at_a_worker(lambda: kept.append(make_many()))
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.main_thread()]


def test_few_objects_are_not_worth_a_look(qtbot, swept, monkeypatch):
    looks = []
    monkeypatch.setattr(swept, "look", lambda: looks.append(gc.get_count()))
    gc.collect()
    qtbot.wait(20)
    assert looks == []


def test_each_fifth_look_is_also_at_what_outlived_one(swept, freed):
    circle = Circle()
    weakref.finalize(circle, lambda: freed.append(True))
    swept.look()
    del circle
    for _look in range(OLDER):
        swept.look()
    assert freed == [True]


def test_python_collects_again_after_it(qapp):
    parent = QObject()
    sweep = Sweep(parent)
    assert not gc.isenabled()
    sweep.stop()
    assert gc.isenabled()
