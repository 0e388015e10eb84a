"""A file is set up, opened, and refused with one plain sentence."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import FileInUse, FileTooNew, FileTrouble, WrongPassphrase
from desktop.models.people import Mentee
from desktop.store import Check, Means, Store, backups
from desktop.store.driver import dbapi2
from desktop.store.place import Place
from tests.unit.store.inside import journal_of, next_labels

BuildMentee = Callable[..., Mentee]


@pytest.fixture
def place(folder: Path) -> Place:
    return Place(folder)


def spoil(path: Path, at: int, by: bytes = b"spoiled!") -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(by)


def test_what_was_closed_opens_again(recovery: str, folder: Path, passphrase: str, means: Means) -> None:
    store = Store.open(folder, passphrase, means=means)
    assert (store.count(Mentee), next_labels(store)[0]) == (1, "Add")
    store.close()


def test_the_recovery_key_opens_it_too(recovery: str, folder: Path, means: Means) -> None:
    store = Store.open(folder, recovery, means=means)
    assert store.count(Mentee) == 1
    store.close()


def test_nothing_readable_stands_in_the_file(recovery: str, folder: Path) -> None:
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert not [word for word in (b"SQLite format", b"Amira", b"amira", b"legal_forename") if word in held]


def test_a_folder_without_a_school_is_said_plainly(tmp_path: Path, passphrase: str, means: Means) -> None:
    with pytest.raises(FileTrouble, match=r"There is no school’s file in this folder\."):
        Store.open(tmp_path, passphrase, means=means)


def test_exists_tells_a_school_from_a_folder(recovery: str, folder: Path, tmp_path: Path) -> None:
    assert (Store.exists(folder), Store.exists(tmp_path)) == (True, False)


def test_a_wrong_passphrase_is_said_plainly(recovery: str, folder: Path, means: Means) -> None:
    with pytest.raises(WrongPassphrase, match="doesn’t open the school’s file"):
        Store.open(folder, "another set of words", means=means)


def test_after_a_wrong_passphrase_the_right_one_opens(
    recovery: str, folder: Path, passphrase: str, means: Means
) -> None:
    with pytest.raises(WrongPassphrase):
        Store.open(folder, "another set of words", means=means)
    Store.open(folder, passphrase, means=means).close()


def test_a_second_opening_is_refused(store: Store, folder: Path, passphrase: str, means: Means) -> None:
    with pytest.raises(FileInUse, match="already open"):
        Store.open(folder, passphrase, means=means)


def test_a_new_file_that_could_not_be_opened_is_taken_away(
    folder: Path, passphrase: str, means: Means, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise FileTrouble("The disk is full.")

    monkeypatch.setattr("desktop.store.setting_up.OpenFile", full)
    with pytest.raises(FileTrouble, match="full"):
        Store.create(folder, passphrase, means=means)
    assert [one.name for one in folder.iterdir()] == ["alongside.lock"]


def test_a_second_setting_up_is_refused_while_open(store: Store, folder: Path, passphrase: str, means: Means) -> None:
    with pytest.raises(FileInUse, match="already open"):
        Store.create(folder, passphrase, means=means)


def test_a_second_setting_up_is_refused_when_closed(recovery: str, folder: Path, passphrase: str, means: Means) -> None:
    with pytest.raises(FileTrouble, match="a school’s file in this folder already"):
        Store.create(folder, passphrase, means=means)


def test_a_short_passphrase_leaves_no_school(folder: Path, means: Means) -> None:
    with pytest.raises(FileTrouble, match="too short"):
        Store.create(folder, "short", means=means)
    assert not Store.exists(folder)


def test_a_synchronised_folder_is_refused_at_setting_up(tmp_path: Path, passphrase: str, means: Means) -> None:
    with pytest.raises(FileTrouble, match="cloud service"):
        Store.create(tmp_path / "OneDrive - Hill School" / "data", passphrase, means=means)


def folder_of(store: Store) -> Check:
    return next(one for one in store.check() if one.name == "folder")


def test_a_file_moved_to_a_synchronised_folder_opens_and_fails_the_check_of_its_folder(
    recovery: str, folder: Path, tmp_path: Path, passphrase: str, means: Means
) -> None:
    moved = tmp_path / "Dropbox" / "school"
    shutil.copytree(folder, moved)
    store = Store.open(moved, passphrase, means=means)
    assert not folder_of(store).passed
    assert "cloud" in folder_of(store).finding
    store.close()


def test_a_local_folder_passes_the_check_of_its_folder(store: Store) -> None:
    assert folder_of(store).passed


def test_a_key_without_its_file_is_not_overwritten(recovery: str, place: Place, passphrase: str, means: Means) -> None:
    place.file.unlink()
    with pytest.raises(FileTrouble, match="file is missing"):
        Store.create(place.folder, passphrase, means=means)


def test_plain_sqlite_in_its_place_is_refused_untouched(
    recovery: str, place: Place, passphrase: str, means: Means
) -> None:
    place.file.unlink()
    plain = dbapi2.connect(str(place.file))
    plain.execute("CREATE TABLE mentees (id)")
    plain.close()
    before = place.file.read_bytes()
    with pytest.raises(FileTrouble, match="isn’t encrypted"):
        Store.open(place.folder, passphrase, means=means)
    assert place.file.read_bytes() == before


@pytest.mark.parametrize(("content", "said"), [(b"", "is empty"), (b"x" * 8192, "is damaged")])
def test_another_file_in_its_place_is_refused(
    recovery: str, place: Place, passphrase: str, means: Means, *, content: bytes, said: str
) -> None:
    place.file.write_bytes(content)
    with pytest.raises(FileTrouble, match=said):
        Store.open(place.folder, passphrase, means=means)


def test_a_folder_in_its_place_is_refused(recovery: str, place: Place, passphrase: str, means: Means) -> None:
    place.file.unlink()
    place.file.mkdir()
    with pytest.raises(FileTrouble, match="can’t be read"):
        Store.open(place.folder, passphrase, means=means)


def test_a_damaged_first_page_is_said_plainly(recovery: str, place: Place, passphrase: str, means: Means) -> None:
    spoil(place.file, 500)
    with pytest.raises(FileTrouble, match="is damaged"):
        Store.open(place.folder, passphrase, means=means)


def test_a_damaged_later_page_is_said_when_it_is_read(
    recovery: str, place: Place, passphrase: str, means: Means
) -> None:
    for page in range(1, place.file.stat().st_size // 4096):
        spoil(place.file, page * 4096 + 2000)
    with pytest.raises(FileTrouble, match="is damaged"):
        Store.open(place.folder, passphrase, means=means)


@pytest.mark.parametrize("page", range(1, 12))
def test_a_damaged_page_among_the_first_is_said_plainly_when_opened_or_checked(
    recovery: str, place: Place, passphrase: str, means: Means, page: int
) -> None:
    spoil(place.file, page * 4096 + 2000)
    assert said_of(place.folder, passphrase, means) & {"opening", "integrity"}


def said_of(folder: Path, passphrase: str, means: Means) -> set[str]:
    """Return where damage was said: at opening, or by which checks."""
    try:
        store = Store.open(folder, passphrase, means=means)
    except FileTrouble:
        return {"opening"}
    found = {check.name for check in store.check() if not check.passed}
    store._file.close()
    return found


def test_a_lost_vault_comes_back_from_the_newest_backup(
    recovery: str, place: Place, passphrase: str, means: Means
) -> None:
    place.vault.unlink()
    Store.open(place.folder, passphrase, means=means).close()
    assert place.vault.exists()


def test_a_damaged_vault_comes_back_from_the_newest_backup(
    recovery: str, place: Place, passphrase: str, means: Means
) -> None:
    place.vault.write_bytes(b"{")
    Store.open(place.folder, passphrase, means=means).close()
    assert place.vault.read_bytes() != b"{"


def test_a_lost_vault_without_backups_is_said_plainly(
    recovery: str, place: Place, passphrase: str, means: Means
) -> None:
    place.vault.unlink()
    shutil.rmtree(place.backups)
    with pytest.raises(FileTrouble, match=r"vault\.json is missing"):
        Store.open(place.folder, passphrase, means=means)


def test_backups_without_a_vault_do_not_help(recovery: str, place: Place, passphrase: str, means: Means) -> None:
    for vault in place.folder.rglob("vault.json"):
        vault.unlink()
    with pytest.raises(FileTrouble, match=r"vault\.json is missing"):
        Store.open(place.folder, passphrase, means=means)


def test_a_newer_vault_is_refused(recovery: str, place: Place, passphrase: str, means: Means) -> None:
    place.vault.write_text(place.vault.read_text().replace('"vault": 1', '"vault": 2'))
    with pytest.raises(FileTooNew):
        Store.open(place.folder, passphrase, means=means)


def test_another_schools_vault_does_not_spoil_the_file(
    recovery: str, place: Place, tmp_path: Path, passphrase: str, means: Means
) -> None:
    other, _key = Store.create(tmp_path / "other", passphrase, means=means)
    other.close()
    mine, before = place.vault.read_bytes(), place.file.read_bytes()
    shutil.copy(tmp_path / "other" / "vault.json", place.vault)
    with pytest.raises(FileTrouble, match="is damaged"):
        Store.open(place.folder, passphrase, means=means)
    place.vault.write_bytes(mine)
    assert place.file.read_bytes() == before


def test_a_program_that_holds_the_file_is_said_plainly(store: Store, place: Place, mentee: BuildMentee) -> None:
    key = store._file.keys.key
    other = dbapi2.connect(str(place.file), isolation_level=None)
    other.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(FileInUse, match="Another program"), store.step("Add", who="CO") as step:
        step.put(mentee())
    other.close()
    assert store.count(Mentee) == 0


def test_a_full_disk_loses_only_the_open_step(store: Store, mentee: BuildMentee) -> None:
    with store.step("Add", who="CO") as step:
        step.put(mentee("kept"))
    store._engine.rows(f"PRAGMA max_page_count = {store._engine.value('PRAGMA page_count')}")
    with pytest.raises(FileTrouble, match="The disk is full"), store.step("Add", who="CO") as step:
        step.put_many(mentee(str(number), note="long " * 500) for number in range(200))
    assert ([person.id for person in store.all(Mentee)], journal_of(store).intact) == (["kept"], True)


def test_a_row_spoiled_by_another_program_is_said_plainly(store: Store, mentee: BuildMentee) -> None:
    with store.step("Add", who="CO") as step:
        step.put(mentee())
    with store._engine.immediate():
        store._engine.run("UPDATE mentees SET state = 'wizard'")
    with pytest.raises(FileTrouble, match="changed by another program"):
        store.all(Mentee)


def test_a_write_behind_the_steps_is_a_bug(store: Store) -> None:
    with pytest.raises(RuntimeError, match="outside a step"):
        store._engine.run("DELETE FROM mentees")


def test_many_writes_behind_the_steps_are_a_bug(store: Store) -> None:
    with pytest.raises(RuntimeError, match="outside a step"):
        store._engine.many("DELETE FROM mentees WHERE id = ?", [("a",)])


def test_even_the_connection_refuses_a_write_outside_a_step(store: Store) -> None:
    with pytest.raises(FileTrouble):
        store._engine.rows("DELETE FROM mentees RETURNING id")


def test_a_folder_that_is_a_file_is_said_plainly(tmp_path: Path, passphrase: str, means: Means) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileTrouble, match="can’t be made"):
        Store.create(tmp_path / "file", passphrase, means=means)


def test_a_lock_that_cannot_be_written_is_said_plainly(
    recovery: str, place: Place, passphrase: str, means: Means
) -> None:
    lock = place.folder / "alongside.lock"
    lock.unlink()
    lock.mkdir()
    with pytest.raises(FileTrouble, match="may not write"):
        Store.open(place.folder, passphrase, means=means)


def test_the_settings_that_survive_a_power_cut_are_on(store: Store) -> None:
    asked = {name: store._engine.value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "secure_delete")}
    assert asked == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def test_no_setting_lets_data_reach_a_temporary_file(store: Store) -> None:
    assert store._engine.value("PRAGMA temp_store") == 2


def test_only_the_owner_may_enter_the_folder(recovery: str, folder: Path) -> None:
    assert folder.stat().st_mode & 0o077 == 0 or os.name != "posix"


def _taken_away(file: Path) -> None:
    file.unlink()


def _replaced(file: Path) -> None:
    copy = file.with_name("copy")
    shutil.copy(file, copy)
    copy.replace(file)


def _put_back_without_its_log(file: Path) -> None:
    held = file.read_bytes()
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()
    file.with_name("in between").write_bytes(b"")  # takes the deleted file's place on the disk where one is free
    file.write_bytes(held)


Fate = Callable[[Path], None]
_FATES: list[tuple[Fate, str]] = [
    (_taken_away, "gone from its folder"),
    (_replaced, "Another file"),
    (_put_back_without_its_log, "Another file"),
]


@pytest.mark.parametrize(("befalls", "told"), _FATES)
def test_nothing_is_said_to_be_saved_in_a_file_that_is_no_longer_there(
    store: Store, mentee: BuildMentee, befalls: Fate, told: str
) -> None:
    heard: list[FileTrouble] = []
    store.on_unkept(heard.append)
    with store.step("Add", who="CO") as step:
        step.put(mentee("kept"))
    befalls(store._file.place.file)
    with pytest.raises(FileTrouble, match=told), store.step("Add", who="CO") as step:
        step.put(mentee("lost"))
    assert ([person.id for person in store.all(Mentee)], len(heard)) == (["kept"], 1)


@pytest.mark.parametrize(("befalls", "told"), _FATES)
def test_a_worker_is_not_given_another_file(store: Store, befalls: Fate, told: str) -> None:
    befalls(store._file.place.file)
    with pytest.raises(FileTrouble, match=told):
        store.lend(writing=False).run(lambda lent: lent.all(Mentee))


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("befalls", [fate for fate, _told in _FATES])
def test_all_up_to_now_is_in_the_backup_made_at_closing(
    recovery: str, folder: Path, passphrase: str, means: Means, befalls: Fate, *, asked: bool
) -> None:
    store = Store.open(folder, passphrase, means=means)
    with store.step("Take away", who="CO") as step:
        step.remove(Mentee, "mentee-1")
    befalls(store._file.place.file)
    store.close(backup=asked)
    newest = backups.listed(store._file.place)[0].path
    Store.restore(folder, newest, passphrase, means=means)
    again = Store.open(folder, passphrase, means=means)
    assert again.count(Mentee) == 0
    again.close()


def test_a_file_that_was_moved_away_and_back_is_saved_to(store: Store, mentee: BuildMentee) -> None:
    file = store._file.place.file
    away = file.with_name("away")
    file.rename(away)
    away.rename(file)
    with store.step("Add", who="CO") as step:
        step.put(mentee("kept"))
    assert [person.id for person in store.all(Mentee)] == ["kept"]
