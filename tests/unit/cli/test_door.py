import errno
import getpass
import io
import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import keyring.backends.null
import pytest

from desktop import __version__
from desktop.cli import main, speak_every_script
from desktop.cli.door import alongside, bug_report, through_the_door
from desktop.cli.reach import passphrase, person, workspace
from desktop.errors import FileTrouble, Trouble
from desktop.store import Store
from desktop.workspace import Workspace

HERE = Path(__file__).resolve().parents[3]
SECRET = "Amira Khan, 04/03/2012"


@pytest.fixture
def told(door, monkeypatch):
    """Let one command, `people`, end as the test says."""

    def ending(how):
        monkeypatch.setattr(alongside.commands["people"], "callback", how)
        return door("people")

    return ending


def raising(trouble: BaseException):
    def command(**_options):
        raise trouble

    return command


def test_trouble_is_one_sentence_and_its_advice_on_stderr(told):
    answer = told(raising(Trouble("The disk is away.", "Plug it in.")))
    assert (answer.code, answer.out, answer.err) == (2, "", "The disk is away. Plug it in.\n")


def test_a_command_that_went_well_ends_with_0(told):
    assert told(lambda **_options: None).code == 0


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), click.Abort(), EOFError()])
def test_a_person_who_stops_is_told_that_nothing_is_lost(told, stop):
    answer = told(raising(stop))
    assert (answer.code, "Nothing that was finished is lost." in answer.err) == (130, True)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_expected_trouble(told, number):
    answer = told(raising(OSError(number, SECRET)))
    assert (answer.code, answer.err) == (2, "The disk is full. Free some space and do it again.\n")


def test_a_reader_who_left_is_no_trouble(told):
    answer = told(raising(BrokenPipeError()))
    assert (answer.code, answer.err) == (0, "")


def test_a_command_without_an_output_goes_well(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert through_the_door(["words", "sectors", "--help"]) == 0


def test_a_command_without_an_input_is_asked_for_the_passphrase_elsewhere(monkeypatch, tmp_path):
    monkeypatch.delenv("ALONGSIDE_PASSPHRASE", raising=False)
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Trouble, match="The passphrase is needed"):
        passphrase()


def test_a_command_that_is_not_there_is_told_with_those_like_it(door):
    said = door("nonsense").err
    assert "(Did you mean one of: 'consent', 'consents'?) Run 'alongside --help'" in said


def test_a_bug_ends_with_1_and_says_that_the_file_is_safe(told):
    answer = told(raising(ValueError(SECRET)))
    assert (answer.code, "Your file is safe" in answer.err) == (1, True)


def test_any_other_fault_of_the_system_is_a_bug(told):
    assert told(raising(OSError(errno.EIO, SECRET))).code == 1


def test_a_bug_report_repeats_no_message(told):
    answer = told(raising(ValueError(SECRET)))
    assert not any(word in answer.err for word in ("Amira", "Khan", "2012"))


def test_a_bug_report_names_nobodys_folder(told):
    answer = told(raising(ValueError(SECRET)))
    assert (str(HERE) in answer.err, str(Path.home()) in answer.err) == (False, False)


def test_a_bug_report_says_where_and_what_kind():
    with pytest.raises(KeyError) as bug:
        raise KeyError(SECRET)
    report = bug_report(bug.value)
    assert "KeyError" in report
    assert f"Alongside {__version__}" in report
    assert "test_door.py:" in report


def test_a_bug_in_a_library_is_placed_in_it():
    with pytest.raises(TypeError) as bug:
        click.IntRange("x").convert("1", None, None)
    assert "\n  site-packages/click/types.py:" in bug_report(bug.value)


@pytest.mark.parametrize("words", [["import"], ["import", "x", "--kind", "dogs"], ["print"], ["--folder"]])
def test_a_slip_in_the_command_line_is_told_in_one_line_with_where_to_look(door, words):
    answer = door(*words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "--help' to see how it goes." in answer.err


def test_a_command_nobody_knows_is_said_with_exit_code_2(door):
    answer = door("fly")
    assert (answer.code, "No such command 'fly'" in answer.err) == (2, True)


def test_the_version_is_told(door):
    assert door("--version").out.strip() == f"alongside, version {__version__}"


def test_help_lists_every_promised_command(door):
    out = door("--help").out
    promised = "demo import match publish print enrol sync undo history check backup restore plan-sessions consent"
    assert all(f"\n  {command} " in out for command in promised.split())


@pytest.mark.parametrize("command", sorted(alongside.commands))
def test_every_command_explains_itself(door, command):
    answer = door(command, "--help")
    assert (answer.code, "--folder" in answer.out) == (0, True)


def test_alone_it_opens_the_window_on_the_folder(door, folder, monkeypatch):
    opened = []
    monkeypatch.setattr("desktop.ui.app.run", lambda where: opened.append(where) or 0)
    assert (door().code, opened) == (0, [folder])


def test_the_windows_exit_code_is_passed_on(door, monkeypatch):
    monkeypatch.setattr("desktop.ui.app.run", lambda where: 3)
    assert door().code == 3


def test_the_folder_may_stand_after_the_command(door, school, folder, tmp_path):
    assert through_the_door(["people", "--folder", str(folder)]) == 0


def test_the_folder_after_the_command_counts_over_the_one_before(door, school, tmp_path):
    assert door("people", "--folder", tmp_path / "none").code == 2


def test_the_folder_may_stand_in_the_environment(school, folder, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_FOLDER", str(folder))
    assert through_the_door(["people"]) == 0


def test_a_command_started_without_an_output_ends_well(school, folder, monkeypatch):
    """As by a scheduler that gives none."""
    monkeypatch.setattr("sys.stdout", None)
    assert through_the_door(["people", "--folder", str(folder)]) == 0


def test_without_a_passphrase_and_a_terminal_it_is_asked_to_be_set(school, monkeypatch):
    monkeypatch.delenv("ALONGSIDE_PASSPHRASE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    answer = school("people")
    assert (answer.code, "Set ALONGSIDE_PASSPHRASE" in answer.err) == (2, True)


def test_at_a_terminal_the_passphrase_is_asked_for(school, monkeypatch):
    monkeypatch.delenv("ALONGSIDE_PASSPHRASE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda words, **_how: "four plain old words")
    assert school("people").code == 0


def test_a_new_passphrase_is_asked_for_twice(door, pupils, monkeypatch):
    monkeypatch.delenv("ALONGSIDE_PASSPHRASE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked = []
    monkeypatch.setattr("click.prompt", lambda words, **how: asked.append(how) or "four plain old words")
    door("import", pupils)
    assert (asked[0]["confirmation_prompt"], asked[0]["hide_input"]) == (True, True)


def test_a_wrong_passphrase_is_told_in_one_sentence(school, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_PASSPHRASE", "not these old words")
    answer = school("people")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (2, "", 1)


class KeyStore:
    """The system's key store, in memory."""

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def kept(school, monkeypatch):
    """A school whose key this computer keeps, for commands without a passphrase."""
    store = KeyStore()
    monkeypatch.setattr("keyring.get_keyring", lambda: store)
    assert school("remember").out == "This computer keeps the key for you.\n"
    monkeypatch.delenv("ALONGSIDE_PASSPHRASE")
    return school


def test_a_computer_that_keeps_the_key_asks_for_no_passphrase(kept):
    assert "Amira Khan" in kept("people").out


def test_that_a_computer_keeps_the_key_stands_in_the_history(kept):
    assert kept("history", "--json").json[0]["label"] == "Let this computer keep the key"


def test_a_key_that_was_taken_away_opens_nothing(kept):
    assert kept("remember", "--forget").code == 0
    answer = kept("people")
    assert (answer.code, "The passphrase is needed." in answer.err) == (2, True)


def test_the_passphrase_of_the_environment_goes_before_the_kept_key(kept, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_PASSPHRASE", "not these old words")
    assert kept("people").code == 2


def test_a_computer_without_a_key_store_says_so(school, monkeypatch):
    monkeypatch.setattr("keyring.get_keyring", keyring.backends.null.Keyring)
    answer = school("remember")
    assert (answer.code, "can’t keep the key" in answer.err) == (2, True)


def test_too_short_a_new_passphrase_makes_no_school(door, pupils, folder, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_PASSPHRASE", "short")
    assert (door("import", pupils).code, Workspace.exists(folder)) == (2, False)


def test_a_school_open_in_another_window_is_told(school, folder):
    desk = Workspace.open(folder, "four plain old words", who="Another window")
    answer = school("people")
    desk.close()
    assert (answer.code, "already open" in answer.err) == (2, True)


def test_a_damaged_file_is_told_with_what_to_do(school, folder):
    (folder / "school.alongside").write_bytes(b"\0" * 8192)
    answer = school("people")
    assert (answer.code, "Bring back the newest backup" in answer.err) == (2, True)


def test_an_encrypted_file_that_was_cut_is_told(school, folder):
    path = folder / "school.alongside"
    path.write_bytes(path.read_bytes()[:5000])
    assert school("people").code == 2


@pytest.fixture
def no_room(school, folder, monkeypatch):
    """A school whose last step has no backup yet, on a disk that has no room for one."""
    shutil.rmtree(folder / "backups")

    def full(_store, _reason):
        raise FileTrouble("The disk is full.")

    monkeypatch.setattr(Store, "backup", full)
    return school


def test_looking_is_possible_where_no_backup_can_be_made(no_room):
    answer = no_room("people")
    assert (answer.code, answer.err) == (0, "No backup could be made. The disk is full.\n")
    assert "Amira Khan, 10B: No form yet" in answer.out


def test_what_was_done_without_a_backup_is_told_as_trouble(no_room):
    answer = no_room("school", "--name", "Dale End")
    assert (answer.code, "What was done is kept, but no backup of it could be made." in answer.err) == (2, True)
    assert "Dale End" in no_room("school").out


def test_a_folder_that_is_a_file_is_told(door, pupils):
    door.folder = pupils
    assert door("people").code == 2


def test_a_folder_under_a_file_cant_be_made(door, pupils):
    door.folder = pupils / "school"
    answer = door("import", pupils)
    assert (answer.code, "went wrong in Alongside" in answer.err) == (2, False)


@pytest.mark.parametrize("trouble", [OSError(), KeyError("uid"), ImportError("pwd")])
def test_a_machine_without_accounts_still_has_somebody_at_it(monkeypatch, trouble):
    def nobody():
        raise trouble

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert person() == "Someone at this computer"


def test_what_went_wrong_first_is_told_when_the_file_cant_be_closed_either(school, monkeypatch):
    close = Workspace.close

    def close_badly(self):
        close(self)
        raise Trouble("No backup could be made.")

    monkeypatch.setattr(Workspace, "close", close_badly)
    assert "No backup" not in school("consent", "2").err


def test_a_backup_that_fails_at_the_end_is_told(school, monkeypatch):
    close = Workspace.close

    def close_badly(self):
        close(self)
        raise Trouble("No backup could be made.")

    monkeypatch.setattr(Workspace, "close", close_badly)
    assert school("people").err.endswith("No backup could be made.\n")


def test_outside_a_command_there_is_no_folder():
    with pytest.raises(RuntimeError), workspace():
        pass


def run(*words: object, **options):
    environment = {**os.environ, "ALONGSIDE_PASSPHRASE": "four plain old words", "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-m", "desktop.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, **options)


def test_it_runs_as_a_program(tmp_path, pupils):
    done = run("import", pupils, "--dry-run", "--json", cwd=tmp_path)
    assert (done.returncode, len(json.loads(done.stdout)["people"])) == (0, 2)


def test_a_reader_who_leaves_early_is_no_trouble(tmp_path, pupils):
    pupils.write_text(pupils.read_text() + "\n".join(f",Child{n},Price,05/04/2012,10,10C,," for n in range(3000)))
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-m", "desktop.cli", "import", str(pupils), "--dry-run", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as told:
        told.stdout.close()
        err = told.stderr.read()
    assert (told.returncode, "BrokenPipe" in err, "Traceback" in err) == (0, False, False)


def test_help_loads_no_heavy_room(tmp_path):
    code = (
        "import sys; from desktop.cli.door import through_the_door; through_the_door(['--help']);"
        "heavy = {'pulp', 'numpy', 'scipy', 'reportlab', 'PySide6', 'sqlite_utils', 'pydantic', 'httpx2', 'rich'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HERE, check=True)
    assert done.stderr == "[]\n"


def test_the_program_ends_with_its_exit_code(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["alongside", "fly"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2


@pytest.mark.parametrize(
    ("program", "room"),
    [
        ("desktop.cli", "desktop.cli.door"),
        ("headoffice", "headoffice.cli"),
        ("start", "tools.setting_up.beginning"),
    ],
)
def test_a_person_may_stop_a_program_before_it_has_begun(monkeypatch, capsys, program, room):
    class Unready(ModuleType):
        def __getattr__(self, name):
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, room, Unready(room))
    monkeypatch.setattr(sys, "argv", [program, "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module(program, run_name="__main__")
    said = capsys.readouterr()
    assert (end.value.code, said.out + said.err) == (130, "\nStopped. Nothing was begun.\n")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_names_reach_a_pipe_whole_on_a_machine_of_another_script(tmp_path, encoding):
    path = tmp_path / "pupils.csv"
    path.write_text("Forename,Surname,DOB\nŴyn,Łukasz,04/03/2012\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "desktop.cli", "import", str(path), "--dry-run", "--json"]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert json.loads(done.stdout.decode("utf-8"))["people"][0]["legal_forename"] == "Ŵyn"


class Screen(io.TextIOWrapper):
    """A terminal of an old code page."""

    def isatty(self):
        return True


def test_a_screen_that_lacks_a_letter_shows_a_stand_in(monkeypatch):
    screen = Screen(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    speak_every_script()
    screen.write("Ŵyn")
    screen.flush()
    assert screen.buffer.getvalue() == b"?yn"


def test_a_program_without_a_screen_is_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert speak_every_script() is None


def test_the_package_runs_as_a_module(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["alongside", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("desktop.cli", run_name="__main__")
    assert end.value.code == 0
