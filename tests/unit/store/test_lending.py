"""The file lent to a worker's thread, and what comes back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.errors import FileInUse, FileTrouble
from desktop.models.people import Mentee, Mentor
from desktop.store import Store
from desktop.store.engine import Engine
from tests.unit.store.inside import sizes


def elsewhere(work):
    """Run something on a thread of its own and return what it returned."""
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(work).result()


def add(store: Store, *people) -> None:
    with store.step("Add", who="A") as step:
        step.put_many(people)


def test_what_a_worker_kept_is_seen_once_it_is_taken_back(store, mentee):
    loan = store.lend(writing=True)
    elsewhere(lambda: loan.run(lambda lent: add(lent, mentee("a"))))
    assert store.take_back(loan)
    assert [one.id for one in store.all(Mentee)] == ["a"]


def test_until_it_is_taken_back_the_file_reads_as_it_stood(store, mentee):
    add(store, mentee("a"))
    loan = store.lend(writing=True)
    elsewhere(lambda: loan.run(lambda lent: add(lent, mentee("b"))))
    assert (store.ids(Mentee), store.revision) == (["a"], 1)
    store.take_back(loan)
    assert (store.ids(Mentee), store.revision) == (["a", "b"], 2)


def test_while_a_worker_writes_nothing_is_written_here(store, mentee):
    loan = store.lend(writing=True)
    with pytest.raises(FileInUse, match="being saved just now"):
        add(store, mentee("a"))
    store.take_back(loan)
    add(store, mentee("a"))
    assert store.count(Mentee) == 1


def test_a_workers_step_can_be_undone_here(store, mentee):
    loan = store.lend(writing=True)
    elsewhere(lambda: loan.run(lambda lent: add(lent, mentee("a"))))
    store.take_back(loan)
    store.undo(who="A")
    assert store.all(Mentee) == []


def test_a_workers_step_is_announced_here(store, mentee):
    kinds = []
    store.on_step(kinds.append)
    loan = store.lend(writing=True)
    elsewhere(lambda: loan.run(lambda lent: add(lent, mentee("a"))))
    assert kinds == []
    store.take_back(loan)
    assert kinds == [frozenset({Mentee})]


def test_of_work_that_failed_the_steps_before_stand(store, mentee):
    def half(lent: Store) -> None:
        add(lent, mentee("a"))
        raise ZeroDivisionError

    loan = store.lend(writing=True)
    with pytest.raises(ZeroDivisionError):
        elsewhere(lambda: loan.run(half))
    assert store.take_back(loan)
    assert [one.id for one in store.all(Mentee)] == ["a"]


def test_work_that_never_began_changes_nothing(store, mentee):
    loan = store.lend(writing=True)
    assert not store.take_back(loan)
    add(store, mentee("a"))
    assert store.count(Mentee) == 1


def test_all_records_can_be_read_by_a_worker(store, mentee, mentor):
    add(store, mentee("a"), mentor("b"))
    loan = store.lend(writing=False)
    elsewhere(lambda: loan.run(lambda lent: lent.read_all(lambda: False)))
    assert store.take_back(loan)
    assert {Mentee, Mentor} <= {type(one) for known in store._memory._kinds.values() for one in known.values()}


def test_what_was_read_before_a_step_made_here_meanwhile_is_not_taken_back(store, mentee):
    add(store, mentee("a", legal_forename="Gwen"))
    loan, meanwhile = store.lend(writing=False), threading.Event()
    with ThreadPoolExecutor(1) as worker:
        begun = threading.Event()

        def read(lent: Store) -> None:
            lent.read_all(lambda: False)
            begun.set()
            assert meanwhile.wait(10)

        reading = worker.submit(loan.run, read)
        assert begun.wait(10)
        add(store, mentee("a", legal_forename="Nia"))
        meanwhile.set()
        reading.result()
    assert not store.take_back(loan)
    assert store.get(Mentee, "a").legal_forename == "Nia"


def test_reading_ends_early_when_asked_to(store, mentee):
    add(store, mentee("a"))
    loan = store.lend(writing=False)
    elsewhere(lambda: loan.run(lambda lent: lent.read_all(lambda: True)))
    assert store.take_back(loan)
    assert store._memory._kinds == {}


def test_a_kind_half_read_when_asked_to_stop_is_not_kept(store, mentee):
    add(store, mentee("a"))
    loan, asked = store.lend(writing=False), iter([False, True])
    elsewhere(lambda: loan.run(lambda lent: lent.read_all(lambda: next(asked, True))))
    assert store.take_back(loan)
    assert Mentee not in {type(one) for known in store._memory._kinds.values() for one in known.values()}


def test_what_was_read_before_a_later_step_is_not_taken(store, mentee):
    loan = store.lend(writing=False)
    elsewhere(lambda: loan.run(lambda lent: lent.read_all(lambda: False)))
    add(store, mentee("a"))
    assert not store.take_back(loan)
    assert store.count(Mentee) == len(store.all(Mentee)) == 1


def test_a_backup_made_by_a_worker_holds_the_file_as_it_stood_when_it_began(store, mentee, monkeypatch):
    """A step made here while the worker copies is not in the backup, and doesn't make it look wrong."""
    begun, go_on = threading.Event(), threading.Event()
    copy_to = Engine.copy_to

    def slowly(engine: Engine, path, key) -> None:
        begun.set()
        go_on.wait(10)
        copy_to(engine, path, key)

    monkeypatch.setattr(Engine, "copy_to", slowly)
    loan = store.lend(writing=False)
    with ThreadPoolExecutor(1) as worker:
        making = worker.submit(lambda: loan.run(lambda lent: lent.backup("asked for")))
        begun.wait(10)
        add(store, mentee("a"))
        go_on.set()
        assert making.result().counts["mentees"] == 0


def test_a_file_closed_while_it_is_lent_can_be_opened_again(store, folder, means, passphrase, mentee):
    loan = store.lend(writing=True)
    elsewhere(lambda: loan.run(lambda lent: add(lent, mentee("a"))))
    store.close()
    again = Store.open(folder, passphrase, means=means)
    assert [one.id for one in again.all(Mentee)] == ["a"]
    assert again.backups()[0].counts["mentees"] == 1
    again.close()


def test_whoever_listens_hears_why_a_step_was_not_kept(store, mentee):
    heard = []
    store.on_unkept(heard.append)

    def fill_up(step) -> None:
        raise FileTrouble("The disk is full.")

    with pytest.raises(FileTrouble), store.step("Add", who="A") as step:
        fill_up(step)
    assert [str(one) for one in heard] == ["The disk is full."]


def test_how_much_undo_and_redo_would_write_is_known(store, mentee):
    assert sizes(store) == (0, 0)
    add(store, mentee("a"), mentee("b"))
    assert sizes(store) == (2, 0)
    store.undo(who="A")
    assert sizes(store) == (0, 2)
