import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.errors import FileInUse, FileTrouble, Trouble
from desktop.models.consent import Consent
from desktop.models.matches import Match
from desktop.models.people import Mentee
from desktop.store import Store
from desktop.workspace import safekeeping
from tests.builders import consent, mentee, mentor

WORDS = "four plain old words"


def test_where_the_school_lies_is_known(desk, folder):
    assert desk.safekeeping.folder == folder


def test_a_place_without_a_backup_says_so(desk, folder, tmp_path):
    (tmp_path / "stick").mkdir()
    with pytest.raises(FileTrouble, match="no backup there"):
        safekeeping.backups_at(folder, tmp_path / "stick")


def test_the_schools_own_file_is_no_backup_of_it(desk, folder):
    desk.safekeeping.backup()
    assert safekeeping.backups_at(folder, folder) == desk.safekeeping.backups()


def test_there_is_nothing_to_undo_at_first(desk):
    assert (desk.safekeeping.undo_label, desk.safekeeping.redo_label) == (None, None)


def test_what_was_undone_can_be_done_again(desk):
    one = desk.roster.keep(mentee())
    desk.safekeeping.undo()
    assert desk.safekeeping.redo_label == "Add a young person"
    desk.safekeeping.redo()
    assert desk.roster.mentee(one.id) == one


def test_nothing_can_be_redone_that_was_not_undone(desk):
    with pytest.raises(Trouble, match="nothing to redo"):
        desk.safekeeping.redo()


def test_history_says_who_did_what_when_and_to_how_many(desk):
    desk.roster.keep(mentee())
    newest = desk.safekeeping.history(1)[0]
    assert (newest["who"], newest["label"], newest["action"]) == ("Carys Owen", "Add a young person", "step")
    assert newest["counts"] == {"mentee": {"added": 1, "changed": 0, "removed": 0}}


def test_history_is_plain_json(desk):
    assert set(json.loads(json.dumps(desk.safekeeping.history(5)))[0]) == {
        "number",
        "at",
        "who",
        "label",
        "action",
        "counts",
    }


def test_a_persons_own_story_is_told_alone(desk):
    one, other = desk.roster.keep(mentee()), desk.roster.keep(mentee())
    assert len(desk.safekeeping.entries(record=one.id)) == 1
    assert one != other


def test_every_check_has_a_name_a_result_and_words(desk):
    desk.safekeeping.backup()
    assert all(set(one) == {"check", "good", "words"} for one in desk.safekeeping.check())


def test_a_healthy_file_passes_every_check(desk):
    desk.safekeeping.backup()
    assert [one for one in desk.safekeeping.check() if not one["good"]] == []


def test_a_backup_says_where_it_lies_and_what_was_counted(desk):
    made = desk.safekeeping.backup()
    assert set(made) == {"path", "at", "reason", "records"}
    assert (made["reason"], made["records"]) == ("asked for", 2)


def test_backups_of_a_folder_are_listed_without_opening_the_file(desk, folder):
    made = desk.safekeeping.backup()
    assert safekeeping.backups_in(folder) == [made]


def test_a_folder_without_backups_lists_none(tmp_path):
    assert safekeeping.backups_in(tmp_path) == []


def test_a_restore_while_the_file_is_open_is_refused(desk, folder, means):
    path = desk.safekeeping.backups() or [desk.desk.store.backup("asked for")]
    with pytest.raises(FileInUse):
        safekeeping.restore(folder, path[0].path, WORDS)


def test_a_backup_that_isnt_there_is_said_to_be_missing(folder):
    with pytest.raises(FileTrouble, match="This backup isn’t there"):
        safekeeping.restore(folder, folder / "backups" / "none", WORDS)


def test_a_restore_brings_the_day_of_the_backup_back(desk, folder, means):
    made = desk.desk.store.backup("asked for")
    desk.roster.keep(mentee())
    desk.close()
    safekeeping.restore(folder, made.path, WORDS)
    store = Store.open(folder, WORDS, means=means)
    assert store.count(Mentee) == 0
    store._file.close()


def test_what_a_restore_replaced_is_kept_among_the_backups(desk, folder):
    made = desk.desk.store.backup("asked for")
    desk.roster.keep(mentee())
    desk.close()
    before = len(safekeeping.backups_in(folder))
    safekeeping.restore(folder, made.path, WORDS)
    assert len(safekeeping.backups_in(folder)) == before + 1


def on_another_thread(job):
    """Call a job as a worker does."""
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(job).result()


def test_the_passphrase_can_be_changed(desk, folder, means):
    change = desk.safekeeping.passphrase_changer(WORDS, "five other new plain words")
    desk.safekeeping.adopt_passphrase(on_another_thread(change))
    desk.close()
    Store.open(folder, "five other new plain words", means=means).close()


def test_a_new_recovery_key_opens_the_file(desk, folder, means):
    key = desk.safekeeping.new_recovery_key()
    desk.safekeeping.adopt_recovery_key(on_another_thread(desk.safekeeping.recovery_changer(key)))
    desk.close()
    Store.open(folder, key, means=means).close()


def test_erasing_takes_a_person_and_all_that_is_linked(desk, put):
    one, other = mentee(), mentor()
    put(one, other, consent(one))
    desk.matching.pair_by_hand(one.id, other.id)
    desk.safekeeping.erase(one)
    store = desk.desk.store
    assert (store.count(Mentee), store.count(Consent), store.count(Match)) == (0, 0, 0)


def test_erasing_cant_be_undone(desk, put):
    one = mentee()
    put(one)
    desk.safekeeping.erase(one)
    with pytest.raises(Trouble):
        desk.safekeeping.undo()


def test_unlocking_asks_for_this_files_passphrase(desk):
    desk.safekeeping.prove(WORDS)
    with pytest.raises(Trouble):
        desk.safekeeping.prove("some other old words")


def test_a_backup_can_be_copied_onto_a_stick(desk, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    copied = desk.safekeeping.copy_to(stick)
    assert (copied / "school.alongside").is_file()


def test_a_stick_that_takes_nothing_is_told_in_one_sentence(desk, tmp_path):
    (tmp_path / "stick").write_text("not a folder")
    with pytest.raises(FileTrouble, match="can’t be copied there"):
        desk.safekeeping.copy_to(tmp_path / "stick")


def test_a_backup_is_compared_with_what_there_is_now(desk, put):
    put(mentee())
    desk.safekeeping.backup()
    put(mentee(), mentor())
    held = {one.name: (one.then, one.now) for one in desk.safekeeping.compare(desk.safekeeping.backups()[0])}
    assert (held["Young people"], held["Mentors"], held["Sessions"]) == ((1, 2), (0, 1), (0, 0))


def test_the_backup_of_closing_is_made_once(desk, put):
    put(mentee())
    desk.safekeeping.backup_changes()
    desk.safekeeping.backup_changes()
    assert [one.reason for one in desk.safekeeping.backups()] == ["at quit"]
