"""A disk that is full: a step is refused whole, and what was kept can be read even where nothing has room."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.errors import FileTrouble
from desktop.models.people import Mentee
from desktop.store import Store
from desktop.store.engine import Engine
from desktop.store.place import Place
from tests.unit.store.inside import journal_of

ROOT = Path(__file__).parents[3]
CUT_SHORT = """
import os, resource, sys
sys.path[:0] = [{root!r}, {here!r}]
import crash
from pathlib import Path
from desktop.models.people import Mentee
from desktop.store import Store
store, _recovery = Store.create(Path({folder!r}), crash.PASSPHRASE, means=crash.MEANS)
with store.step("Add", who="CO") as step:
    step.put(Mentee(id="kept", legal_forename="Amira"))
store._engine.fold_log()
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
try:
    with store.step("Import", who="CO") as step:
        step.put_many([Mentee(id=f"m{{n}}", legal_forename="New", note="x" * 300) for n in range(3000)])
except BaseException as trouble:
    print(type(trouble).__name__, flush=True)
os._exit(0)
"""


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as a disk without room does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def cut_short(folder: Path) -> Path:
    """A school whose very first import met a full disk and was then killed: the log fills the disk."""
    code = CUT_SHORT.format(root=str(ROOT), here=str(Path(__file__).parent), folder=str(folder))
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "FileTrouble\n"
    log, shared = Place(folder).logs[:2]
    assert log.stat().st_size > 100_000
    shared.unlink()  # as after a restart
    return folder


def opened_where_nothing_has_room(folder: Path, secret: str, means) -> Store:
    with no_file_longer_than(16_384):
        return Store.open(folder, secret, means=means)


def test_what_was_kept_is_read_though_the_disk_is_full(cut_short, passphrase, means):
    store = opened_where_nothing_has_room(cut_short, passphrase, means)
    assert [one.id for one in store.all(Mentee)] == ["kept"]
    store.close()


def test_a_file_on_a_full_disk_is_not_lent(cut_short, passphrase, means):
    store = opened_where_nothing_has_room(cut_short, passphrase, means)
    assert not store.lendable
    store.close()


def test_once_there_is_room_it_is_as_ever(cut_short, passphrase, means, mentee):
    opened_where_nothing_has_room(cut_short, passphrase, means).close()
    store = Store.open(cut_short, passphrase, means=means)
    with store.step("Add", who="CO") as step:
        step.put(mentee("later"))
    assert (store.lendable, store.ids(Mentee)) == (True, ["kept", "later"])
    store.close()


def test_folding_the_log_makes_the_room_that_opening_needs(cut_short, passphrase, means, monkeypatch):
    """The first try finds no room for the shared file; once the log is gone the second does."""
    tries = []
    begun = Engine.__init__

    def first_without_room(engine, path, key, *, timeout=1.0, alone=False):
        tries.append(alone)
        if len(tries) == 1:
            raise FileTrouble("The disk is full.")
        begun(engine, path, key, timeout=timeout, alone=alone)

    monkeypatch.setattr(Engine, "__init__", first_without_room)
    store = Store.open(cut_short, passphrase, means=means)
    assert (tries[:3], store.lendable) == ([False, True, False], True)
    store.close()


def test_a_step_that_finds_no_room_is_refused_whole(store, folder, mentee):
    with store.step("Add", who="CO") as step:
        step.put(mentee("before"))
    with no_file_longer_than(Place(folder).file.stat().st_size), pytest.raises(FileTrouble, match="disk"):
        add_much(store, mentee)
    assert [one.id for one in store.all(Mentee)] == ["before"]
    assert journal_of(store).intact


def add_much(store, mentee) -> None:
    with store.step("Add much", who="CO") as step:
        step.put_many([mentee(f"m{n}", note="x" * 300) for n in range(3000)])
