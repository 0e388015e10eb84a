"""The demo's corners that a whole run doesn't reach; the run itself is in tests/e2e."""

from pathlib import Path

import pytest

from desktop.cli.demo import _default_folder, _open, has_screen, show_window
from desktop.cli.local_office import LocalOffice
from desktop.errors import SyncTrouble


@pytest.fixture(autouse=True)
def no_screen(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("ALONGSIDE_PASSPHRASE", "sample school")


@pytest.mark.parametrize("system", ["Windows", "Darwin"])
def test_other_systems_have_a_screen(system):
    assert has_screen(system)


def test_linux_says_in_its_environment_whether_it_has_one(monkeypatch):
    assert not has_screen("Linux")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_screen("Linux")


def test_without_a_screen_the_demo_says_so(capsys, monkeypatch):
    monkeypatch.setattr("platform.system", lambda: "Linux")
    assert show_window(Path("school")) == 0
    assert "no screen" in capsys.readouterr().out


def test_with_a_screen_the_window_opens_on_the_school(monkeypatch):
    monkeypatch.setattr("platform.system", lambda: "Windows")
    opened = []
    assert show_window(Path("school"), lambda folder: opened.append(folder) or 0) == 0
    assert opened == [Path("school")]


def test_the_sample_school_lies_beside_no_real_one():
    assert _default_folder().name == "Alongside sample school"


def test_the_sample_school_that_is_there_already_is_gone_on_with(tmp_path, capsys):
    for said in ("Made. Its recovery key", "It is there already; going on with it."):
        _open(tmp_path / "school").close()
        assert said in capsys.readouterr().out


def test_a_head_office_that_cannot_start_is_said_plainly(tmp_path):
    (tmp_path / "headoffice.key").mkdir()
    with pytest.raises(SyncTrouble, match="didn't start"):
        LocalOffice(tmp_path).__enter__()


def test_a_head_office_that_gives_no_answer_is_said_plainly(tmp_path):
    (tmp_path / "headoffice.db").write_text("no database at all, only words " * 40)
    with pytest.raises(SyncTrouble, match="no answer"):
        LocalOffice(tmp_path).numbers()


def test_a_school_enrols_by_the_code_of_its_letter(school, tmp_path):
    with LocalOffice(tmp_path / "office") as office:
        answer = school("enrol", office.code_for("Hillside"), "--office", office.url)
    assert (answer.code, "Nothing has been sent" in answer.out) == (0, True)
