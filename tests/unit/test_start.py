"""The parts of `start.py` that decide; what it runs is passed in or stands in the test's own folder."""

import subprocess
import sys
from pathlib import Path

import pytest

import start


@pytest.fixture
def here(monkeypatch, tmp_path):
    """A clone of the test's own, without .venv."""
    monkeypatch.setattr(start, "HERE", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / ".venv").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]")
    (tmp_path / "some.lock").write_text("click==8.3.0 --hash=sha256:00\nrich==14.2.0\n# a comment\n")
    return tmp_path


@pytest.fixture
def ran(monkeypatch):
    """What was run, all of it well."""
    commands = []
    monkeypatch.setattr(start, "run", lambda command, trouble, env=None: commands.append([*map(str, command)]))
    monkeypatch.setattr(start, "follow", lambda command, of: commands.append([*command]))
    return commands


def test_an_old_python_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))
    with pytest.raises(start.SetUpTrouble, match=r"needs Python 3\.11 or newer"):
        start.need_python()


def test_this_python_is_new_enough():
    assert start.need_python() is None


def test_a_library_nobody_has_doesnt_load():
    assert not start.loads("libalongside-none.so.0")


def test_what_is_missing_is_listed_by_its_debian_package(here, monkeypatch):
    monkeypatch.setattr(start, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(start, "can_make_venv", lambda: True)
    assert start.missing_packages(for_checks=False) == ["libegl1"]


def test_the_package_for_venv_is_asked_for_together_with_the_rest(here, monkeypatch):
    monkeypatch.setattr(start, "loads", lambda _library: True)
    monkeypatch.setattr(start, "can_make_venv", lambda: False)
    assert start.missing_packages(for_checks=False) == [f"python3.{sys.version_info.minor}-venv"]


def test_checks_ask_for_their_programs_too(here, monkeypatch):
    monkeypatch.setattr(start, "loads", lambda _library: True)
    monkeypatch.setattr(start, "can_make_venv", lambda: True)
    monkeypatch.setattr(start.shutil, "which", lambda _program: None)
    monkeypatch.setattr(start, "has_postgresql", lambda: False)
    assert {"poppler-utils", "xvfb", "postgresql"} <= set(start.missing_packages(for_checks=True))


def test_who_isnt_root_gets_the_one_line_to_run(monkeypatch, ran):
    monkeypatch.setattr(start.shutil, "which", lambda _program: "/usr/bin/apt-get")
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)
    with pytest.raises(start.SetUpTrouble, match="sudo apt-get install -y --no-install-recommends libegl1"):
        start.install_packages(["libegl1"])
    assert ran == []


def test_root_on_debian_installs_them(monkeypatch, ran):
    monkeypatch.setattr(start.shutil, "which", lambda _program: "/usr/bin/apt-get")
    monkeypatch.setattr(start.os, "geteuid", lambda: 0)
    start.install_packages(["libegl1"])
    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]


def test_another_linux_is_told_what_to_look_for(monkeypatch):
    monkeypatch.setattr(start.shutil, "which", lambda _program: None)
    with pytest.raises(start.SetUpTrouble, match="With your package manager"):
        start.install_packages(["libegl1"])


def test_the_libraries_of_a_lock_are_counted(here):
    assert start.libraries_in("some.lock") == 2


def test_a_lock_is_installed_with_its_hashes_and_then_the_project(here, ran):
    start.install("some.lock")
    assert ["--require-hashes" in ran[0], "--editable" in ran[1]] == [True, True]


def test_a_lock_that_is_installed_is_not_installed_again(here, ran):
    start.install("some.lock")
    ran.clear()
    start.install("some.lock")
    assert ran == []


def test_a_changed_lock_is_installed_again(here, ran):
    start.install("some.lock")
    ran.clear()
    (here / "some.lock").write_text("click==8.3.1\n")
    start.install("some.lock")
    assert len(ran) == 2


def test_an_installation_that_was_cut_short_is_done_again(here, ran, monkeypatch):
    def cut(command, of):
        raise start.SetUpTrouble("No network.")

    with monkeypatch.context() as once:
        once.setattr(start, "follow", cut)
        with pytest.raises(start.SetUpTrouble):
            start.install("some.lock")
    start.install("some.lock")
    assert len(ran) == 2


def test_a_venv_that_works_is_kept(here, ran, monkeypatch):
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    start.make_venv()
    assert ran == []


def test_a_venv_that_isnt_there_is_made(here, ran):
    start.make_venv()
    assert ran[0][1:3] == ["-m", "venv"]


def test_a_command_that_fails_is_told_in_its_sentence(here):
    with pytest.raises(start.SetUpTrouble, match=r"That was not to be\."):
        start.run([sys.executable, "-c", "raise SystemExit(3)"], "That was not to be.")


def test_pip_is_followed_in_tens(here, capsys):
    start.follow(
        [sys.executable, "-c", "for n in range(20): print('Collecting', n)\nprint('Installing collected')"], of=20
    )
    assert capsys.readouterr().out.splitlines() == ["  10 of 20", "  20 of 20", "  all fetched; putting them in place"]


def test_pip_that_fails_is_told_with_what_to_do(here):
    with pytest.raises(start.SetUpTrouble, match="most often the network is why"):
        start.follow([sys.executable, "-c", "raise SystemExit(1)"], of=1)


@pytest.mark.parametrize(
    ("trouble", "code", "words"),
    [
        (start.SetUpTrouble("Install a newer one."), 2, "Install a newer one."),
        (KeyboardInterrupt(), 130, "Stopped."),
        (OSError(28, "No space left on device", ".venv"), 2, "No space left on device (.venv)"),
    ],
)
def test_expected_trouble_is_one_sentence_and_an_exit_code(monkeypatch, capsys, trouble, code, words):
    def broken(*, for_checks):
        raise trouble

    monkeypatch.setattr(start, "set_up", broken)
    assert start.main([]) == code
    assert words in capsys.readouterr().out


def test_further_arguments_go_to_the_demo(monkeypatch):
    handed = []
    monkeypatch.setattr(start, "set_up", lambda *, for_checks: handed.append(for_checks))
    monkeypatch.setattr(start, "demo", lambda arguments: handed.append(arguments) or 0)
    start.main(["--no-window", "--folder", "here"])
    assert handed == [False, ["--no-window", "--folder", "here"]]


def test_check_hands_its_arguments_to_pytest(monkeypatch):
    handed = []
    monkeypatch.setattr(start, "set_up", lambda *, for_checks: handed.append(for_checks))
    monkeypatch.setattr(start, "check", lambda arguments: handed.append(arguments) or 0)
    start.main(["check", "-k", "name"])
    assert handed == [True, ["-k", "name"]]


def test_every_check_is_run_though_one_fails(monkeypatch, capsys):
    codes = iter([1, 0, 0, 0, 0])

    def run(command, **_how):
        return subprocess.CompletedProcess(command, next(codes))

    monkeypatch.setattr(start.subprocess, "run", run)
    assert start.check([]) == 1
    assert "Failed: Format" in capsys.readouterr().out


def test_all_good_ends_with_0(monkeypatch, capsys):
    monkeypatch.setattr(start.subprocess, "run", lambda command, **_how: subprocess.CompletedProcess(command, 0))
    assert start.check(["-k", "name"]) == 0
    assert capsys.readouterr().out.endswith("All checks are good.\n")
