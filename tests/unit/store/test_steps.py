"""Records go in and come out through steps."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, time

import pytest

from desktop.errors import Trouble
from desktop.models.consent import Consent
from desktop.models.matches import Block
from desktop.models.people import Mentee, Mentor
from desktop.models.programme import Room, School
from desktop.models.record import Record
from desktop.models.sessions import Session
from desktop.store import Action, Counts, Store
from desktop.store.driver import dbapi2
from tests.unit.store.inside import next_labels

BuildMentee = Callable[..., Mentee]
BuildMentor = Callable[..., Mentor]


def add(store: Store, *records: Record) -> None:
    with store.step("Add", who="CO") as step:
        step.put_many(records)


def test_a_record_comes_back_as_it_went_in(store: Store, mentee: BuildMentee) -> None:
    person = mentee(date_of_birth="2011-03-04", languages=("ur", "cy"), needs={"eal": True}, contacts=({"name": "M"},))
    add(store, person)
    assert store.get(Mentee, person.id) == person


def test_an_unknown_id_is_none(store: Store) -> None:
    assert store.get(Mentee, "nobody") is None


def test_all_come_back_by_id(store: Store, mentee: BuildMentee) -> None:
    people = [mentee("b"), mentee("a"), mentee("c")]
    add(store, *people)
    assert [person.id for person in store.all(Mentee)] == ["a", "b", "c"]


def test_putting_the_same_id_again_replaces(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee(form="9A"))
    add(store, mentee(form="9B"))
    assert [person.form for person in store.all(Mentee)] == ["9B"]


def test_of_two_with_one_id_in_one_step_the_later_stands(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee(form="9A"), mentee(form="9B"))
    assert [person.form for person in store.all(Mentee)] == ["9B"]


def test_several_kinds_go_in_one_step(store: Store, mentee: BuildMentee, mentor: BuildMentor) -> None:
    add(store, mentee(), mentor(), School(name="Hill", rooms=(Room(name="Hall", tables=8),)))
    assert store.history(limit=1)[0].kinds == {Mentee, Mentor, School}


def test_removing_takes_a_record_away(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee())
    with store.step("Remove", who="CO") as step:
        step.remove(Mentee, "mentee-1")
    assert store.all(Mentee) == []


def test_a_failed_step_leaves_nothing(store: Store, mentee: BuildMentee) -> None:
    with suppress(KeyError), store.step("Add", who="CO") as step:
        step.put(mentee())
        raise KeyError
    assert (store.all(Mentee), store.history(limit=1)) == ([], [])


def test_a_step_that_is_over_writes_no_more(store: Store, mentee: BuildMentee) -> None:
    with store.step("Add", who="CO") as step:
        pass
    with pytest.raises(RuntimeError, match="over"):
        step.put(mentee())


def test_steps_do_not_nest(store: Store) -> None:
    with pytest.raises(RuntimeError, match="already open"), store.step("A", who="CO"), store.step("B", who="CO"):
        pass


def test_a_kind_that_is_not_kept_is_a_bug(store: Store) -> None:
    with pytest.raises(LookupError):
        add(store, Room(name="Hall", tables=1))


def test_a_link_to_nobody_is_a_bug(store: Store) -> None:
    consent = Consent.model_validate(
        {
            "id": "c",
            "mentee": "nobody",
            "academic_year": "2026-27",
            "form_version": "1",
            "reference": "X",
            "issued_on": "2026-09-01",
        }
    )
    with pytest.raises(dbapi2.IntegrityError):
        add(store, consent)


def test_another_thread_is_a_bug(store: Store) -> None:
    errors: list[str] = []

    def read() -> None:
        try:
            store.all(Mentee)
        except RuntimeError as error:
            errors.append(str(error))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert "thread" in errors[0]


def test_a_step_that_changes_nothing_leaves_no_entry(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee())
    add(store, mentee())
    assert len(store.history(limit=9)) == 1


def test_a_step_announces_the_kinds_it_touched(store: Store, mentee: BuildMentee) -> None:
    heard: list[frozenset[type[Record]]] = []
    stop = store.on_step(heard.append)
    add(store, mentee())
    stop()
    add(store, mentee("another"))
    assert heard == [{Mentee}]


def test_an_entry_says_who_when_what_and_how_many(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee("a"), mentee("b"))
    entry = store.history(limit=1)[0]
    assert (entry.who, entry.at, entry.label, entry.action, entry.counts) == (
        "CO",
        datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        "Add",
        Action.STEP,
        {Mentee: Counts(added=2)},
    )


def test_history_of_one_record_is_its_own(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee("a"))
    add(store, mentee("b"))
    assert [entry.number for entry in store.history(limit=9, record_id="b")] == [2]


def test_history_is_paged_from_the_newest(store: Store, mentee: BuildMentee) -> None:
    for name in ("a", "b", "c"):
        add(store, mentee(name))
    assert [entry.number for entry in store.history(limit=2, offset=1)] == [2, 1]


def test_the_revision_moves_with_each_step(store: Store, mentee: BuildMentee) -> None:
    before = store.revision
    add(store, mentee())
    assert store.revision == before + 1


def test_undo_takes_the_step_back(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee(form="9A"))
    add(store, mentee(form="9B"))
    store.undo(who="CO")
    assert [person.form for person in store.all(Mentee)] == ["9A"]


def test_undoing_all_empties_the_tables(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee("a"), mentee("b"))
    store.undo(who="CO")
    assert store.all(Mentee) == []


def test_redo_does_it_again(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee(form="9A"))
    store.undo(who="CO")
    store.redo(who="CO")
    assert [person.form for person in store.all(Mentee)] == ["9A"]


def test_undo_is_an_entry_of_its_own(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee())
    entry = store.undo(who="DEP")
    assert (entry.number, entry.who, entry.label, entry.action, entry.reverses) == (2, "DEP", "Add", Action.UNDO, 1)


def test_nothing_to_undo_is_said_plainly(store: Store) -> None:
    with pytest.raises(Trouble, match=r"There is nothing to undo\."):
        store.undo(who="CO")


def test_nothing_to_redo_is_said_plainly(store: Store) -> None:
    with pytest.raises(Trouble, match=r"There is nothing to redo\."):
        store.redo(who="CO")


def test_labels_say_what_undo_and_redo_would_do(store: Store, mentee: BuildMentee) -> None:
    assert next_labels(store) == (None, None)
    add(store, mentee())
    assert next_labels(store) == ("Add", None)
    store.undo(who="CO")
    assert next_labels(store) == (None, "Add")


def test_a_new_step_ends_redo(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee("a"))
    store.undo(who="CO")
    add(store, mentee("b"))
    assert store.to_redo is None


def test_a_lasting_step_is_not_undone(store: Store, mentee: BuildMentee) -> None:
    with store.step("Answer", who="office", undoable=False) as step:
        step.put(mentee())
    assert store.to_undo is None


def test_undo_under_a_lasting_change_of_the_same_record_is_refused(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee(form="9A"))
    with store.step("Answer", who="office", undoable=False) as step:
        step.put(mentee(form="9B"))
    with pytest.raises(Trouble, match="later records depend on it"):
        store.undo(who="CO")
    assert [person.form for person in store.all(Mentee)] == ["9B"]


def test_undo_under_a_lasting_link_is_refused(store: Store, mentee: BuildMentee, mentor: BuildMentor) -> None:
    add(store, mentee(), mentor())
    with store.step("Block", who="CO", undoable=False) as step:
        step.put(Block.model_validate({"id": "x", "mentee": "mentee-1", "mentor": "mentor-1"}))
    with pytest.raises(Trouble, match="later records depend on it"):
        store.undo(who="CO")
    assert store.count(Mentee) == 1


def test_times_keep_their_seconds(store: Store) -> None:
    session = Session.model_validate(
        {"id": "s", "number": 1, "day": "2026-11-20", "start": time(16, 0, 30), "finish": time(17)}
    )
    add(store, session)
    assert store.get(Session, "s") == session
