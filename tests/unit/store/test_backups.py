"""Backups are whole, counted, rotated, and put back."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import FileTooNew, FileTrouble, WrongPassphrase
from desktop.models.consent import Consent
from desktop.models.people import Mentee
from desktop.store import Means, Store
from desktop.store.engine import Engine
from desktop.store.place import Place
from tests.unit.store.inside import change_passphrase, journal_of

BuildMentee = Callable[..., Mentee]


def add(store: Store, *records: Mentee) -> None:
    with store.step("Add", who="CO") as step:
        step.put_many(records)


def test_a_backup_says_when_why_and_how_many(store: Store, mentee: BuildMentee, means: Means) -> None:
    add(store, mentee("a"), mentee("b"))
    backup = store.backup("before an import")
    assert (backup.number, backup.at, backup.reason, backup.counts["mentees"]) == (
        1,
        means.clock(),
        "before an import",
        2,
    )


def test_backups_are_listed_latest_first(store: Store) -> None:
    assert [store.backup(reason) for reason in ("one", "two")][::-1] == store.backups()


def test_a_backup_holds_the_key_and_no_readable_name(store: Store, mentee: BuildMentee) -> None:
    add(store, mentee())
    backup = store.backup("now")
    assert sorted(path.name for path in backup.path.iterdir()) == ["about.json", "school.alongside", "vault.json"]
    assert b"Amira" not in b"".join(path.read_bytes() for path in backup.path.iterdir())


def test_closing_makes_a_backup(folder: Path, passphrase: str, means: Means) -> None:
    Store.create(folder, passphrase, means=means)[0].close()
    store = Store.open(folder, passphrase, means=means)
    assert [backup.reason for backup in store.backups()] == ["at quit"]
    store.close()


def test_closing_without_a_change_makes_no_second_backup(folder: Path, passphrase: str, means: Means) -> None:
    Store.create(folder, passphrase, means=means)[0].close()
    Store.open(folder, passphrase, means=means).close()
    assert len(list((folder / "backups").iterdir())) == 1


def test_a_clock_set_back_loses_no_backup(store: Store, mentee: BuildMentee, clock: Any) -> None:
    store.backup("first")
    clock.now -= timedelta(days=400)
    store.backup("second")
    assert [backup.reason for backup in store.backups()] == ["second", "first"]


def test_old_backups_are_thrown_away(store: Store, clock: Any) -> None:
    for day in range(40):
        store.backup(str(day))
        clock.now += timedelta(days=1)
    assert len(store.backups()) < 16


def test_a_backup_that_fails_leaves_no_half(store: Store, folder: Path) -> None:
    (folder / "backups").write_text("not a folder")
    with pytest.raises(FileTrouble, match="can’t be made"):
        store.backup("now")
    (folder / "backups").unlink()
    assert store.backups() == []


def test_a_backup_that_cannot_be_read_back_is_refused(store: Store, folder: Path, mentee: BuildMentee) -> None:
    store._engine.copy_to = lambda path, key: path.write_bytes(b"x" * 8192)
    with pytest.raises(FileTrouble):
        store.backup("now")
    assert list((folder / "backups").iterdir()) == []
    del store._engine.copy_to


def test_a_backup_that_lacks_records_is_refused(store: Store, folder: Path, mentee: BuildMentee) -> None:
    add(store, mentee())
    whole = store._engine.copy_to

    def copy_less(path: Path, key: bytes) -> None:
        whole(path, key)
        copy = Engine(path, key)
        with copy.immediate():
            copy.run("DELETE FROM mentees")
        copy.close()

    store._engine.copy_to = copy_less
    with pytest.raises(FileTrouble, match="could not be read back"):
        store.backup("now")
    store._engine.copy_to = whole
    assert store.backups() == []


def test_closing_lets_go_even_if_the_backup_fails(folder: Path, passphrase: str, means: Means) -> None:
    store, _recovery = Store.create(folder, passphrase, means=means)
    (folder / "backups").write_text("not a folder")
    with pytest.raises(FileTrouble):
        store.close()
    (folder / "backups").unlink()
    Store.open(folder, passphrase, means=means).close()


def test_what_an_ended_program_left_is_swept(store: Store, folder: Path, passphrase: str, means: Means) -> None:
    half = folder / "backups" / ".20261120T090000Z-000009"
    half.mkdir(parents=True)
    assert store.backups() == []
    store.close()
    Store.open(folder, passphrase, means=means).close()
    assert not half.exists()


def test_closing_twice_is_harmless(store: Store) -> None:
    store.close()
    store.close()
    assert len(store.backups()) == 1


def test_a_backup_without_its_note_is_still_listed(store: Store) -> None:
    path = store.backup("now").path
    (path / "about.json").write_text("{")
    assert [(backup.path, backup.reason) for backup in store.backups()] == [(path, "")]


def test_strange_folders_among_the_backups_are_ignored(store: Store, folder: Path) -> None:
    path = store.backup("now").path
    shutil.copytree(path, folder / "backups" / "copy of a backup")
    (folder / "backups" / "empty").mkdir()
    assert [backup.path for backup in store.backups()] == [path]


@pytest.fixture
def backed_up(folder: Path, passphrase: str, means: Means, mentee: BuildMentee) -> Path:
    """A closed school of two mentees whose only backup holds one."""
    store, _recovery = Store.create(folder, passphrase, means=means)
    add(store, mentee("a"))
    path = store.backup("now").path
    add(store, mentee("b"))
    store._file.close()
    return path


def ids(folder: Path, secret: str, means: Means) -> list[str]:
    store = Store.open(folder, secret, means=means)
    try:
        return store.ids(Mentee)
    finally:
        store.close()


def test_a_restore_replaces_cleanly(backed_up: Path, folder: Path, passphrase: str, means: Means) -> None:
    Store.restore(folder, backed_up, passphrase, means=means)
    assert ids(folder, passphrase, means) == ["a"]


def test_the_replaced_file_is_a_backup_itself(backed_up: Path, folder: Path, passphrase: str, means: Means) -> None:
    Store.restore(folder, backed_up, passphrase, means=means)
    store = Store.open(folder, passphrase, means=means)
    replaced = store.backups()[0]
    store.close()
    assert replaced.reason == "replaced when a backup was brought back"
    Store.restore(folder, replaced.path, passphrase, means=means)
    assert ids(folder, passphrase, means) == ["a", "b"]


def test_a_restore_takes_the_file_in_a_backup_too(backed_up: Path, folder: Path, passphrase: str, means: Means) -> None:
    Store.restore(folder, backed_up / "school.alongside", passphrase, means=means)
    assert ids(folder, passphrase, means) == ["a"]


def test_a_restore_fills_an_empty_folder(backed_up: Path, tmp_path: Path, passphrase: str, means: Means) -> None:
    Store.restore(tmp_path / "new", backed_up, passphrase, means=means)
    assert ids(tmp_path / "new", passphrase, means) == ["a"]


def test_a_restore_replaces_a_damaged_file_and_keeps_it(
    backed_up: Path, folder: Path, passphrase: str, means: Means
) -> None:
    Place(folder).file.write_bytes(b"x" * 8192)
    Store.restore(folder, backed_up, passphrase, means=means)
    assert ids(folder, passphrase, means) == ["a"]
    assert [path for path in (folder / "backups").rglob("school.alongside") if path.read_bytes() == b"x" * 8192]


def test_a_restore_replaces_a_lost_file(backed_up: Path, folder: Path, passphrase: str, means: Means) -> None:
    Place(folder).file.unlink()
    Store.restore(folder, backed_up, passphrase, means=means)
    assert ids(folder, passphrase, means) == ["a"]


def test_a_restore_of_an_open_school_is_refused(store: Store, folder: Path, passphrase: str, means: Means) -> None:
    path = store.backup("now").path
    with pytest.raises(FileTrouble, match="already open"):
        Store.restore(folder, path, passphrase, means=means)


def test_a_restore_with_a_wrong_passphrase_changes_nothing(
    backed_up: Path, folder: Path, passphrase: str, means: Means
) -> None:
    with pytest.raises(WrongPassphrase):
        Store.restore(folder, backed_up, "another set of words", means=means)
    assert ids(folder, passphrase, means) == ["a", "b"]


def test_a_damaged_backup_is_refused_and_changes_nothing(
    backed_up: Path, folder: Path, passphrase: str, means: Means
) -> None:
    with Place(backed_up).file.open("r+b") as file:
        file.seek(4096 * 9 + 100)
        file.write(b"spoiled!")
    with pytest.raises(FileTrouble, match="is damaged"):
        Store.restore(folder, backed_up, passphrase, means=means)
    assert ids(folder, passphrase, means) == ["a", "b"]


def test_a_folder_that_is_no_backup_is_refused(folder: Path, tmp_path: Path, passphrase: str, means: Means) -> None:
    with pytest.raises(FileTrouble, match="no backup in this folder"):
        Store.restore(folder, tmp_path, passphrase, means=means)


def test_a_backup_of_a_newer_app_is_refused(backed_up: Path, folder: Path, passphrase: str, means: Means) -> None:
    vault = Place(backed_up).vault
    vault.write_text(json.dumps({**json.loads(vault.read_text()), "vault": 2}))
    with pytest.raises(FileTooNew):
        Store.restore(folder, backed_up, passphrase, means=means)


@pytest.fixture
def stick(backed_up: Path, folder: Path, passphrase: str, means: Means, tmp_path: Path) -> Path:
    """A copy of a backup on a memory stick, from before the passphrase was changed."""
    copied = shutil.copytree(backed_up, tmp_path / "stick")
    store = Store.open(folder, passphrase, means=means)
    change_passphrase(store, passphrase, "another set of words")
    store.close()
    return copied


def test_the_present_passphrase_stays_after_a_restore(stick: Path, folder: Path, means: Means) -> None:
    Store.restore(folder, stick, "another set of words", means=means)
    assert ids(folder, "another set of words", means) == ["a"]


def test_an_old_copy_takes_its_old_passphrase_along(stick: Path, folder: Path, passphrase: str, means: Means) -> None:
    Store.restore(folder, stick, passphrase, means=means)
    assert ids(folder, passphrase, means) == ["a"]


def test_who_was_erased_before_the_backup_is_not_erased_twice(
    backed_up: Path, folder: Path, passphrase: str, means: Means
) -> None:
    store = Store.open(folder, passphrase, means=means)
    store.erase(Mentee, "a", who="DSL")
    path = store.backup("now").path
    store.close()
    Store.restore(folder, path, passphrase, means=means)
    store = Store.open(folder, passphrase, means=means)
    assert len([entry for entry in store.history(limit=99) if entry.who == "Alongside"]) == 0
    store.close()


def test_who_was_erased_stays_erased_after_a_restore(
    backed_up: Path, folder: Path, passphrase: str, means: Means
) -> None:
    store = Store.open(folder, passphrase, means=means)
    store.erase(Mentee, "a", who="DSL")
    store.close()
    Store.restore(folder, backed_up, passphrase, means=means)
    assert ids(folder, passphrase, means) == []


def test_a_file_too_damaged_to_say_who_was_erased_is_still_replaced(
    backed_up: Path, folder: Path, passphrase: str, means: Means
) -> None:
    store = Store.open(folder, passphrase, means=means)
    page = store._engine.value("SELECT rootpage FROM sqlite_master WHERE name = 'erasures'")
    store._file.close()
    with Place(folder).file.open("r+b") as file:
        file.seek((page - 1) * 4096 + 100)
        file.write(b"spoiled!")
    Store.restore(folder, backed_up, passphrase, means=means)
    assert ids(folder, passphrase, means) == ["a"]


def test_a_restored_schools_tables_are_whole(backed_up: Path, folder: Path, passphrase: str, means: Means) -> None:
    Store.restore(folder, backed_up, passphrase, means=means)
    store = Store.open(folder, passphrase, means=means)
    assert journal_of(store).intact
    assert store.count(Consent) == 0
    store.close()
