"""The laws of the house that a linter can't say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
OURS = [*sorted((HERE / "desktop").rglob("*.py")), *sorted((HERE / "headoffice").rglob("*.py"))]
# The hatch, and the window's: a press, the first run before there is a shell, and where a job lands.
DOORS = {"desktop/cli/door.py", "desktop/ui/switchboard.py", "desktop/ui/first_run/run.py", "desktop/ui/tasks.py"}
HEAVY = ("pydantic", "sqlite_utils", "numpy", "scipy", "pulp", "reportlab", "PySide6", "httpx2", "rich")


def test_broad_excepts_stand_only_at_the_doors():
    broad = {path.relative_to(HERE).as_posix() for path in OURS if "except Exception" in path.read_text("utf-8")}
    assert broad <= DOORS


def test_no_file_is_so_long_that_two_rooms_live_in_it():
    assert {path.name: n for path in OURS if (n := len(path.read_text("utf-8").splitlines())) > 400} == {}


def test_no_name_says_nothing():
    empty = re.compile(r"^(.*_)?(utils?|helpers?|common|manager|handler)$|^base_")
    assert [path for path in OURS if empty.search(path.stem)] == []


def test_types_are_never_silenced_outside_the_windows():
    silenced = [path.name for path in OURS if "# type: ignore" in path.read_text("utf-8") and "ui" not in path.parts]
    assert silenced == []


@pytest.mark.parametrize("heavy", HEAVY)
def test_help_opens_no_heavy_room(heavy):
    code = "import sys, desktop.cli.door; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HERE, check=True)
    assert heavy not in loaded.stdout.split()
