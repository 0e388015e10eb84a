"""The parts of `start.py` that decide; what it runs is passed in or stands in the test's own folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.setting_up import beginning, checks, commands, libraries, machine, place


@pytest.fixture
def here(monkeypatch, tmp_path):
    """A clone of the test's own, without .venv."""
    monkeypatch.setattr(place, "HERE", tmp_path)
    monkeypatch.setattr(place, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(place, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / ".venv").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]")
    (tmp_path / "some.lock").write_text("click==8.3.0 --hash=sha256:00\nrich==14.2.0\n# a comment\n")
    return tmp_path


@pytest.fixture
def ran(monkeypatch):
    """What was run, all of it well."""
    done = []
    for module in (libraries, machine):
        monkeypatch.setattr(module, "run", lambda command, trouble, env=None: done.append([*map(str, command)]))
    monkeypatch.setattr(libraries, "follow", lambda command, of: done.append([*command]))
    return done


def test_an_old_python_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setattr(machine.sys, "version_info", (3, 9, 2))
    with pytest.raises(commands.SetUpTrouble, match=r"needs Python 3\.11 or newer"):
        machine.need_python()


def test_this_python_is_new_enough():
    assert machine.need_python() is None


def test_a_library_nobody_has_doesnt_load():
    assert not machine.loads("libalongside-none.so.0")


def test_what_is_missing_is_listed_by_its_debian_package(here, monkeypatch):
    monkeypatch.setattr(machine, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(machine, "can_make_venv", lambda: True)
    assert machine.missing_packages(for_checks=False) == ["libegl1"]


def test_the_package_for_venv_is_asked_for_together_with_the_rest(here, monkeypatch):
    monkeypatch.setattr(machine, "loads", lambda _library: True)
    monkeypatch.setattr(machine, "can_make_venv", lambda: False)
    assert machine.missing_packages(for_checks=False) == [f"python3.{sys.version_info.minor}-venv"]


def test_checks_ask_for_their_programs_too(here, monkeypatch):
    monkeypatch.setattr(machine, "loads", lambda _library: True)
    monkeypatch.setattr(machine, "can_make_venv", lambda: True)
    monkeypatch.setattr(machine.shutil, "which", lambda _program: None)
    monkeypatch.setattr(machine, "has_postgresql", lambda: False)
    assert {"poppler-utils", "xvfb", "postgresql"} <= set(machine.missing_packages(for_checks=True))


def test_who_isnt_root_gets_the_one_line_to_run(monkeypatch, ran):
    monkeypatch.setattr(machine.shutil, "which", lambda _program: "/usr/bin/apt-get")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    with pytest.raises(commands.SetUpTrouble, match="sudo apt-get install -y --no-install-recommends libegl1"):
        machine.install_packages(["libegl1"])
    assert ran == []


def test_root_on_debian_installs_them(monkeypatch, ran):
    monkeypatch.setattr(machine.shutil, "which", lambda _program: "/usr/bin/apt-get")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    machine.install_packages(["libegl1"])
    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]


def test_another_linux_is_told_what_to_look_for(monkeypatch):
    monkeypatch.setattr(machine.shutil, "which", lambda _program: None)
    with pytest.raises(commands.SetUpTrouble, match="With your package manager"):
        machine.install_packages(["libegl1"])


def test_the_libraries_of_a_lock_are_counted(here):
    assert libraries.libraries_in("some.lock") == 2


def test_a_lock_is_installed_with_its_hashes_and_then_the_project(here, ran):
    libraries.install("some.lock")
    assert ["--require-hashes" in ran[0], "--editable" in ran[1]] == [True, True]


def test_a_lock_that_is_installed_is_not_installed_again(here, ran):
    libraries.install("some.lock")
    ran.clear()
    libraries.install("some.lock")
    assert ran == []


def test_a_changed_lock_is_installed_again(here, ran):
    libraries.install("some.lock")
    ran.clear()
    (here / "some.lock").write_text("click==8.3.1\n")
    libraries.install("some.lock")
    assert len(ran) == 2


def test_an_installation_that_was_cut_short_is_done_again(here, ran, monkeypatch):
    def cut(command, of):
        raise commands.SetUpTrouble("No network.")

    with monkeypatch.context() as once:
        once.setattr(libraries, "follow", cut)
        with pytest.raises(commands.SetUpTrouble):
            libraries.install("some.lock")
    libraries.install("some.lock")
    assert len(ran) == 2


def test_a_venv_that_works_is_kept(here, ran, monkeypatch):
    monkeypatch.setattr(place, "PYTHON", Path(sys.executable))
    libraries.make_venv()
    assert ran == []


def test_a_venv_that_isnt_there_is_made(here, ran):
    libraries.make_venv()
    assert ran[0][1:3] == ["-m", "venv"]


def test_a_command_that_fails_is_told_in_its_sentence(here):
    with pytest.raises(commands.SetUpTrouble, match=r"That was not to be\."):
        commands.run([sys.executable, "-c", "raise SystemExit(3)"], "That was not to be.")


def test_pip_is_followed_in_tens(here, capsys):
    libraries.follow(
        [sys.executable, "-c", "for n in range(20): print('Collecting', n)\nprint('Installing collected')"], of=20
    )
    assert capsys.readouterr().out.splitlines() == ["  10 of 20", "  20 of 20", "  all fetched; putting them in place"]


def test_pip_that_fails_is_told_with_what_to_do(here):
    with pytest.raises(commands.SetUpTrouble, match="most often the network is why"):
        libraries.follow([sys.executable, "-c", "raise SystemExit(1)"], of=1)


@pytest.mark.parametrize(
    ("trouble", "code", "words"),
    [
        (commands.SetUpTrouble("Install a newer one."), 2, "Install a newer one."),
        (KeyboardInterrupt(), 130, "Stopped."),
        (OSError(28, "No space left on device", ".venv"), 2, "No space left on device (.venv)"),
    ],
)
def test_expected_trouble_is_one_sentence_and_an_exit_code(monkeypatch, capsys, trouble, code, words):
    def broken(*, for_checks):
        raise trouble

    monkeypatch.setattr(beginning, "set_up", broken)
    assert beginning.main([]) == code
    assert words in capsys.readouterr().out


def test_further_arguments_go_to_the_demo(monkeypatch):
    handed = []
    monkeypatch.setattr(beginning, "set_up", lambda *, for_checks: handed.append(for_checks))
    monkeypatch.setattr(beginning, "demo", lambda arguments: handed.append(arguments) or 0)
    beginning.main(["--no-window", "--folder", "here"])
    assert handed == [False, ["--no-window", "--folder", "here"]]


def test_check_hands_its_arguments_to_pytest(monkeypatch):
    handed = []
    monkeypatch.setattr(beginning, "set_up", lambda *, for_checks: handed.append(for_checks))
    monkeypatch.setattr(beginning, "check", lambda arguments: handed.append(arguments) or 0)
    beginning.main(["check", "-k", "name"])
    assert handed == [True, ["-k", "name"]]


def test_every_check_is_run_though_one_fails(monkeypatch, capsys):
    codes = iter([1, 0, 0, 0, 0, 1])

    def run(command, **_how):
        return subprocess.CompletedProcess(command, next(codes))

    monkeypatch.setattr(checks.subprocess, "run", run)
    assert checks.check([]) == 1
    assert "Failed: Format, Tests of the windows" in capsys.readouterr().out


def test_no_test_is_left_out_or_run_twice():
    (_rooms, rooms), (_windows, windows) = checks.TESTS
    assert "tests" in rooms
    left = [word.removeprefix("--ignore=") for word in rooms if word.startswith("--ignore=")]
    assert left == [word for word in windows if word.startswith("tests")]
    assert all((place.HERE / path).exists() for path in left)


def test_what_is_checked_compiles_its_modules_once(monkeypatch):
    given = {}
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(checks.subprocess, "run", lambda command, **how: given.update(how) or okay(command))
    assert checks.check(["-k", "name"]) == 0
    assert "PYTHONDONTWRITEBYTECODE" not in given["env"]


def okay(command):
    return subprocess.CompletedProcess(command, 0)


def test_all_good_ends_with_0(monkeypatch, capsys):
    monkeypatch.setattr(checks.subprocess, "run", lambda command, **_how: subprocess.CompletedProcess(command, 0))
    assert checks.check(["-k", "name"]) == 0
    assert capsys.readouterr().out.endswith("All checks are good.\n")
