"""What an entry changed, and whether the journal tells the truth."""

from collections.abc import Callable

import pytest

from desktop.models.people import Mentee
from desktop.models.remembered import Remembered
from desktop.store import Change, Store
from tests.unit.store.inside import journal_of

BuildMentee = Callable[..., Mentee]


@pytest.fixture
def told(store: Store, mentee: BuildMentee) -> Store:
    """Three entries: 1 adds a and b, 2 changes a, 3 removes b."""
    with store.step("Add", who="CO") as step:
        step.put_many([mentee("a"), mentee("b")])
    with store.step("Change", who="CO") as step:
        step.put(mentee("a", form="9B"))
    with store.step("Remove", who="CO") as step:
        step.remove(Mentee, "b")
    return store


def spoil(store: Store, sql: str) -> None:
    with store._engine.immediate():
        store._engine.run(sql)


def test_each_change_shows_before_and_after(told: Store, mentee: BuildMentee) -> None:
    assert [list(told.changes(number)) for number in (1, 2, 3)] == [
        [Change(Mentee, "a", None, mentee("a")), Change(Mentee, "b", None, mentee("b"))],
        [Change(Mentee, "a", mentee("a"), mentee("a", form="9B"))],
        [Change(Mentee, "b", mentee("b"), None)],
    ]


def test_changes_of_one_record_are_asked_alone(told: Store) -> None:
    assert [change.id for change in told.changes(1, record_id="b")] == ["b"]


def test_an_image_this_version_cannot_read_is_shown_as_none(told: Store) -> None:
    spoil(told, 'UPDATE changes SET before = \'{"id": "a"}\' WHERE entry = 2')
    assert [change.before for change in told.changes(2)] == [None]


def test_a_true_journal_is_intact(told: Store) -> None:
    assert (journal_of(told).entries, journal_of(told).intact) == (3, True)


def test_a_true_journal_is_intact_after_undo_and_redo(told: Store) -> None:
    told.undo(who="CO")
    told.undo(who="CO")
    told.redo(who="CO")
    assert journal_of(told).intact


@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE journal SET who = 'X' WHERE row = 2", (2,)),
        ("UPDATE journal SET label = 'X' WHERE row = 1", (1,)),
        ("UPDATE changes SET digest = x'00' WHERE entry = 2", (2,)),
        ("UPDATE changes SET before = NULL WHERE entry = 3", (1, 3)),
        ("UPDATE mentees SET form = '11Z' WHERE id = 'a'", (2,)),
        ("DELETE FROM mentees WHERE id = 'a'", (2,)),
        ("UPDATE journal SET row = 9 WHERE row = 3", (9,)),
    ],
)
def test_what_was_changed_behind_its_back_is_found(told: Store, sql: str, broken: tuple[int, ...]) -> None:
    told._engine.rows("PRAGMA foreign_keys = OFF")
    spoil(told, sql)
    assert journal_of(told).broken == broken


def test_a_record_without_an_entry_is_found(told: Store) -> None:
    spoil(told, "INSERT INTO remembered (id, value) VALUES ('x', '1')")
    report = journal_of(told)
    assert (report.unaccounted, report.intact) == (1, False)


def test_a_missing_last_entry_is_found_by_its_records(told: Store) -> None:
    with told.step("Add", who="CO") as step:
        step.put(Remembered(id="x", value="1"))
    spoil(told, "DELETE FROM changes WHERE entry = 4")
    spoil(told, "DELETE FROM journal WHERE row = 4")
    assert journal_of(told).unaccounted == 1
