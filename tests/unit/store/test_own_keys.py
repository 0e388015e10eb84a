"""The passphrase and the recovery key are proved and changed, and this computer may keep the key."""

import shutil
from pathlib import Path

import pytest

from desktop.errors import WrongPassphrase
from desktop.store import Means, Store
from tests.unit.store.inside import change_passphrase, change_recovery_key, next_labels


def test_a_passphrase_is_changed_with_the_old_one(recovery: str, folder: Path, passphrase: str, means: Means) -> None:
    store = Store.open(folder, passphrase, means=means)
    change_passphrase(store, passphrase, "another set of words")
    store.close()
    with pytest.raises(WrongPassphrase):
        Store.open(folder, passphrase, means=means)
    Store.open(folder, "another set of words", means=means).close()


def test_a_passphrase_is_not_changed_without_the_old_one(store: Store) -> None:
    with pytest.raises(WrongPassphrase):
        change_passphrase(store, "not the old one", "another set of words")


def test_an_old_passphrase_opens_no_backup(
    recovery: str, folder: Path, tmp_path: Path, passphrase: str, means: Means
) -> None:
    store = Store.open(folder, passphrase, means=means)
    change_passphrase(store, passphrase, "another set of words")
    old = store.backups()[-1]
    store.close()
    with pytest.raises(WrongPassphrase):
        Store.restore(tmp_path / "elsewhere", old.path, passphrase, means=means)


def test_another_schools_backup_keeps_its_own_key(
    store: Store, folder: Path, tmp_path: Path, passphrase: str, means: Means
) -> None:
    other, _key = Store.create(tmp_path / "other", passphrase, means=means)
    theirs = shutil.copytree(other.backup("now").path, folder / "backups" / "20200101T000000Z-000001")
    other.close()
    before = (theirs / "vault.json").read_bytes()
    change_passphrase(store, passphrase, "another set of words")
    assert (theirs / "vault.json").read_bytes() == before


def test_a_change_of_keys_is_in_the_history_and_not_undone(store: Store, passphrase: str) -> None:
    change_passphrase(store, passphrase, "another set of words")
    change_recovery_key(store)
    labels = [entry.label for entry in store.history(limit=9)]
    assert (labels, next_labels(store)[0]) == (["Made a new recovery key", "Changed the passphrase"], None)


def test_a_new_recovery_key_ends_the_old(recovery: str, folder: Path, passphrase: str, means: Means) -> None:
    store = Store.open(folder, passphrase, means=means)
    new = change_recovery_key(store)
    store.close()
    with pytest.raises(WrongPassphrase):
        Store.open(folder, recovery, means=means)
    Store.open(folder, new, means=means).close()


def test_this_computer_may_keep_the_key(recovery: str, folder: Path, passphrase: str, means: Means) -> None:
    store = Store.open(folder, passphrase, means=means)
    store.keys.remember(who="CO")
    store.close()
    assert Store.remembered_here(folder, means=means)
    Store.open_remembered(folder, means=means).close()


def test_a_kept_key_is_forgotten(recovery: str, folder: Path, passphrase: str, means: Means) -> None:
    store = Store.open(folder, passphrase, means=means)
    store.keys.remember(who="CO")
    store.keys.forget(who="CO")
    store.close()
    assert not Store.remembered_here(folder, means=means)
    with pytest.raises(WrongPassphrase, match="doesn’t keep the key"):
        Store.open_remembered(folder, means=means)


def test_nothing_is_remembered_of_no_school(tmp_path: Path, means: Means) -> None:
    assert not Store.remembered_here(tmp_path, means=means)


def test_whoever_unlocks_must_know_the_secret(store: Store, passphrase: str) -> None:
    store.keys.prove(passphrase)
    with pytest.raises(WrongPassphrase):
        store.keys.prove("another set of words")
