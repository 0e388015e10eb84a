import shutil

import pytest

from desktop.workspace import Workspace

KEYS_OF_A_MENTEE = [
    "upn",
    "legal_forename",
    "legal_surname",
    "preferred_forename",
    "date_of_birth",
    "year",
    "form",
    "sex",
    "pupil_premium",
    "sen",
    "eal",
    "looked_after",
]
KEYS_OF_A_MENTOR = [
    "name",
    "email",
    "employer",
    "sectors",
    "languages",
    "days",
    "modality",
    "dbs_number",
    "dbs_issued",
    "training",
    "capacity",
    "gender",
]


def test_a_dry_run_has_the_promised_shape(door, pupils):
    found = door("import", pupils, "--dry-run", "--json").json
    assert list(found) == ["kind", "mapping", "people", "problems"]
    assert list(found["people"][0]) == KEYS_OF_A_MENTEE


def test_a_dry_run_of_volunteers_has_the_promised_shape(door, volunteers):
    found = door("import", volunteers, "--dry-run", "--json").json
    assert (found["kind"], list(found["people"][0])) == ("mentors", KEYS_OF_A_MENTOR)


def test_a_dry_runs_mapping_is_heading_to_field(door, pupils):
    assert door("import", pupils, "--dry-run", "--json").json["mapping"]["Reg Group"] == "form"


def test_a_problem_has_the_promised_shape_and_counts_the_files_lines(door, pupils):
    pupils.write_text("Pupils of 2026\n" + pupils.read_text().replace("04/03/2012", "31/02/2012"))
    (problem,) = door("import", pupils, "--dry-run", "--json").json["problems"]
    assert list(problem) == ["line", "column", "severity", "reason", "advice"]
    assert (problem["line"], problem["column"], problem["severity"]) == (3, "Date of Birth", "refused")


def test_a_dry_run_needs_neither_school_nor_passphrase(door, pupils, folder, monkeypatch):
    monkeypatch.delenv("ALONGSIDE_PASSPHRASE")
    assert (door("import", pupils, "--dry-run").code, Workspace.exists(folder)) == (0, False)


def test_a_dry_run_tells_people_in_words(door, pupils):
    assert "2 young people read; 0 things to look at." in door("import", pupils, "--dry-run").out


def test_a_dry_run_tells_each_problem_with_its_line_and_advice(door, pupils):
    pupils.write_text(pupils.read_text().replace("R674123101121", "A674123101121"))
    assert "line 2, UPN: " in door("import", pupils, "--dry-run").out


def test_the_first_import_makes_the_file_and_gives_the_recovery_key_on_stderr_only(door, pupils):
    answer = door("import", pupils)
    assert ("Recovery key" in answer.err, "Recovery key" in answer.out) == (True, False)


def test_the_recovery_key_opens_the_file(door, pupils, monkeypatch):
    key = next(line.strip() for line in door("import", pupils).err.splitlines() if line.startswith("    "))
    monkeypatch.setenv("ALONGSIDE_PASSPHRASE", key)
    assert door("people").code == 0


def test_the_first_import_with_json_says_nothing_but_json(door, pupils):
    found = door("import", pupils, "--json").json
    assert list(found) == ["kind", "mapping", "people", "problems", "summary"]


def test_an_import_says_what_it_did(door, pupils):
    assert "2 young people read: 2 added, 0 updated, 0 unchanged, 0 rows left out." in door("import", pupils).out


def test_importing_twice_changes_nothing(door, pupils):
    door("import", pupils)
    assert "0 added, 0 updated, 2 unchanged" in door("import", pupils).out


def test_undo_takes_an_import_back_whole(door, pupils):
    door("import", pupils)
    assert door("undo").out == "Undone: Import 2 young people.\n"
    assert door("people", "--json").json["mentees"] == []


def test_redo_brings_it_again(door, pupils):
    door("import", pupils)
    door("undo")
    assert door("redo").out == "Redone: Import 2 young people.\n"
    assert len(door("people", "--json").json["mentees"]) == 2


def test_the_start_of_the_file_cant_be_undone(door, pupils):
    door("import", pupils)
    door("undo")
    assert (door("undo").code, door("undo").err) == (2, "There is nothing to undo.\n")


def test_a_file_that_isnt_there_starts_no_school(door, folder, tmp_path):
    answer = door("import", tmp_path / "none.csv")
    assert (answer.code, answer.err.splitlines()[-1]) == (
        2,
        "This file isn’t there. Look at its name and folder and try again.",
    )
    assert not Workspace.exists(folder)


def test_a_pupils_list_imported_as_mentors_starts_no_school(door, folder, pupils):
    answer = door("import", pupils, "--kind", "mentors")
    assert (answer.code, Workspace.exists(folder)) == (2, False)
    assert "looks like a list of young people" in answer.err


def test_a_pupils_list_imported_as_mentors_changes_nothing(school, pupils):
    assert school("import", pupils, "--kind", "mentors").code == 2
    assert len(school("people", "--json").json["mentors"]) == 2


def test_a_folder_is_no_list(door, tmp_path):
    answer = door("import", tmp_path, "--dry-run")
    assert (answer.code, "Usage" in answer.err, "This is a folder." in answer.err) == (2, False, True)


def test_history_has_the_promised_shape(school):
    newest = school("history", "--json").json[0]
    assert list(newest) == ["number", "at", "who", "label", "action", "counts"]


def test_history_is_newest_first_and_as_long_as_asked(school):
    assert [one["label"] for one in school("history", "--limit", "2", "--json").json] == [
        "Change the school’s details",
        "Import 2 mentors",
    ]


def test_history_tells_people_who_did_what(school):
    assert school("history").out.splitlines()[0].endswith("Change the school’s details")


def test_history_tells_what_was_taken_back_and_brought_again(school):
    school("undo")
    school("redo")
    newest, before = school("history").out.splitlines()[:2]
    assert "  Redone: Change" in newest
    assert "  Undone: Change" in before


def test_a_limit_below_one_is_refused(school):
    assert school("history", "--limit", "0").code == 2


def test_check_has_the_promised_shape(school):
    results = school("check", "--json").json
    assert all(list(one) == ["check", "good", "words"] for one in results)


def test_a_healthy_file_checks_well(school):
    answer = school("check")
    assert (answer.code, "LOOK" in answer.out) == (0, False)


def test_a_check_that_fails_ends_with_2_and_still_gives_its_json(school, folder):
    shutil.rmtree(folder / "backups")
    answer = school("check", "--json")
    assert (answer.code, all(one["good"] for one in answer.json)) == (2, False)


def test_a_backup_has_the_promised_shape(school):
    assert list(school("backup", "--json").json) == ["path", "at", "reason", "records"]


def test_a_backup_is_told_with_its_count(school):
    assert "opened and counted: 8 records" in school("backup").out


def test_backups_are_listed_newest_first(school):
    found = school("restore", "--json").json
    assert [one["at"] for one in found] == sorted((one["at"] for one in found), reverse=True)


def test_the_list_of_backups_says_how_to_bring_one_back(school):
    assert "Run 'alongside restore FILE'" in school("restore").out


def test_a_restore_brings_everything_back(school):
    path = school("backup", "--json").json["path"]
    before = school("people", "--json").json
    school("undo")
    school("undo")
    assert school("restore", path, "--json").json == {"restored": path}
    assert school("people", "--json").json == before


def test_a_backup_can_be_named_without_its_folder(school):
    path = school("backup", "--json").json["path"]
    assert school("restore", path.rsplit("/", 1)[1]).code == 0


def test_a_restore_of_nothing_is_told(school):
    answer = school("restore", "last-week")
    assert (answer.code, "This backup isn’t there." in answer.err) == (2, True)


def test_a_restore_with_the_wrong_passphrase_changes_nothing(school, monkeypatch):
    path = school("backup", "--json").json["path"]
    before = school("people", "--json").json
    with monkeypatch.context() as other:
        other.setenv("ALONGSIDE_PASSPHRASE", "not these old words")
        assert school("restore", path).code == 2
    assert school("people", "--json").json == before


def test_a_restore_while_the_school_is_open_is_refused(school, folder):
    path = school("backup", "--json").json["path"]
    desk = Workspace.open(folder, "four plain old words", who="Another window")
    assert school("restore", path).code == 2
    desk.close()


@pytest.mark.parametrize("command", [["people"], ["match"], ["undo"], ["check"], ["sync"], ["history", "--json"]])
def test_without_a_school_every_command_says_so(door, command):
    answer = door(*command)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "There is no school in this folder yet. Run 'alongside import FILE' or open the window.\n"


def test_names_that_look_like_formulas_are_kept_as_text_with_a_warning(door, pupils):
    pupils.write_text(pupils.read_text().replace("Tom", "=1+1"))
    found = door("import", pupils, "--dry-run", "--json").json
    assert (found["people"][1]["legal_forename"], found["problems"][0]["severity"]) == ("=1+1", "warning")


def test_a_check_that_fails_is_marked_for_the_eye(school, folder):
    shutil.rmtree(folder / "backups")
    assert "LOOK  backups: There is no backup yet." in school("check").out


def test_the_demo_is_run_in_the_folder_that_was_asked_for(door, folder, monkeypatch):
    asked = []
    monkeypatch.setattr("desktop.cli.demo.run_demo", lambda where, window: asked.append((where, window)))
    door("demo", "--no-window")
    assert asked == [(folder, False)]
