"""What a backup holds and whether a passphrase opens it is known before anything is closed or replaced."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.errors import FileTrouble, WrongPassphrase
from desktop.store import Means, Store
from desktop.store.backups import found_in
from desktop.store.place import Place
from desktop.store.restoring import look_into
from tests.unit.store.conftest import CHEAP

PASSPHRASE = "green kettle on the hill"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return tmp_path / "school"


@pytest.fixture
def backup(school: Path) -> Path:
    store, _recovery = Store.create(school, PASSPHRASE, means=Means(cost=CHEAP))
    path = store.backup("now").path
    store.close()
    return path


def test_only_the_right_passphrase_looks_into_a_backup_by_its_folder_or_its_file(backup, school):
    for path in (backup, next(one for one in backup.iterdir() if one.suffix == ".alongside")):
        assert look_into(school, path, PASSPHRASE).counts["mentees"] == 0
        with pytest.raises(WrongPassphrase, match="doesn’t open the backup"):
            look_into(school, path, "other words altogether")


def test_a_backup_without_its_key_file_is_told_by_that_name(backup, school):
    (backup / "vault.json").unlink()
    with pytest.raises(FileTrouble, match=r"vault\.json of this backup is missing"):
        look_into(school, backup, PASSPHRASE)


def test_looking_leaves_nothing_behind(backup, school):
    before = sorted(school.rglob("*"))
    look_into(school, backup, PASSPHRASE)
    assert sorted(school.rglob("*")) == before


def test_a_backup_is_found_under_whatever_name_its_folder_was_given(backup, tmp_path):
    (made,) = found_in(backup)
    named = backup.rename(tmp_path / "From the office PC")
    (found,) = found_in(tmp_path / "From the office PC")
    assert (found.path, found.at.replace(microsecond=0), found.reason) == (named, made.at, "now")


def test_a_backup_is_found_by_the_file_in_it(backup):
    assert found_in(Place(backup).file) == found_in(backup)


def test_a_backup_that_says_nothing_of_itself_is_as_old_as_its_file(backup, tmp_path):
    named = backup.rename(tmp_path / "old")
    (named / "about.json").write_text(json.dumps({"at": 7}))
    (found,) = found_in(named)
    assert found.at == datetime.fromtimestamp((named / "school.alongside").stat().st_mtime, UTC)


def test_a_stick_that_was_pulled_out_is_told_so(tmp_path):
    with pytest.raises(FileTrouble, match="can’t be read there"):
        found_in(tmp_path / "stick")
