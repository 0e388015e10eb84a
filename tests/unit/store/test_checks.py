"""The named checks of a file's health."""

import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest

from desktop.models.people import Mentee
from desktop.models.sessions import Session
from desktop.store import Check, Store

BuildMentee = Callable[..., Mentee]
NAMES = ["encryption", "keys", "integrity", "journal", "links", "backups", "folder"]


@pytest.fixture
def well(store: Store, mentee: BuildMentee) -> Store:
    with store.step("Add", who="CO") as step:
        step.put(mentee())
    store.backup("now")
    return store


def failed(store: Store) -> dict[str, Check]:
    return {check.name: check for check in store.check() if not check.passed}


def test_a_file_in_order_passes_every_check(well: Store) -> None:
    assert [(check.name, check.passed) for check in well.check()] == [(name, True) for name in NAMES]


def test_every_check_says_what_was_found(well: Store) -> None:
    assert all(check.finding.endswith(".") for check in well.check())


def test_every_failure_has_advice(store: Store) -> None:
    assert failed(store)["backups"] == Check("backups", False, "There is no backup yet.", "Make one now.")


def test_an_old_backup_is_told(well: Store, clock) -> None:
    clock.now += timedelta(days=9)
    assert failed(well)["backups"].finding == "The newest backup is 9 days old."


def test_a_lost_vault_is_told(well: Store, folder) -> None:
    (folder / "vault.json").unlink()
    assert "missing" in failed(well)["keys"].finding


def test_another_files_vault_is_told(well: Store, folder, tmp_path, passphrase, means) -> None:
    Store.create(tmp_path / "other", passphrase, means=means)[0].close()
    shutil.copy(tmp_path / "other" / "vault.json", folder / "vault.json")
    assert failed(well)["keys"].finding == "The key file belongs to another file."


def test_damaged_pages_are_counted(well: Store, folder) -> None:
    well._engine.fold_log()
    with (folder / "school.alongside").open("r+b") as file:
        for page in (20, 21):
            file.seek(page * 4096 + 10)
            file.write(b"spoiled!")
    assert failed(well)["integrity"].finding == "2 pages are damaged."


def test_a_change_behind_the_journal_is_told(well: Store) -> None:
    with well._engine.immediate():
        well._engine.run("UPDATE mentees SET form = '11Z'")
    assert "1 entry doesn’t fit, 0 records have none" in failed(well)["journal"].finding


def test_links_that_lead_nowhere_are_counted(well: Store) -> None:
    pair = {"match": "gone", "mentee": "mentee-1", "mentor": "gone", "cover_mentor": None}
    evening = {"id": "s", "number": 1, "day": "2026-11-20", "start": "16:00", "finish": "17:00", "pairs": [pair]}
    with well.step("Plan", who="CO") as step:
        step.put(Session.model_validate(evening))
    assert failed(well)["links"].finding == "2 links lead nowhere."


def test_an_unencrypted_driver_is_told(well: Store, monkeypatch) -> None:
    monkeypatch.setattr(type(well._engine), "cipher", "")
    assert failed(well)["encryption"].finding == "The file isn’t encrypted."


def test_a_newest_backup_with_a_damaged_page_is_told(well: Store) -> None:
    with (well.backups()[0].path / "school.alongside").open("r+b") as file:
        file.seek(20 * 4096 + 10)
        file.write(b"spoiled!")
    assert failed(well)["backups"].finding == "The newest backup is damaged."


def test_a_newest_backup_that_does_not_open_is_told_with_what_to_do(well: Store) -> None:
    (well.backups()[0].path / "school.alongside").write_bytes(b"spoiled!" * 1000)
    assert failed(well)["backups"] == Check("backups", False, "The newest backup can’t be opened.", "Make one now.")


def test_a_newest_backup_without_its_key_file_is_told(well: Store) -> None:
    (well.backups()[0].path / "vault.json").unlink()
    assert failed(well)["backups"].finding == "The newest backup has lost its key file."


def test_a_backup_of_another_file_that_a_restore_put_aside_is_left_alone(
    well: Store, tmp_path, passphrase, means
) -> None:
    Store.create(tmp_path / "other", passphrase, means=means)[0].close()
    for name in ("vault.json", "school.alongside"):
        shutil.copy(tmp_path / "other" / name, well.backups()[0].path / name)
    assert "backups" not in failed(well)
