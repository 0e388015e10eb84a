"""A wheel built here and installed elsewhere finds what it ships with."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
COUNT = "import desktop; from desktop.models.surveys import surveys; print(desktop.__file__, len(surveys()))"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> Path:
    """The built wheel unpacked in a folder of its own, as an installer would lay it."""
    built = tmp_path_factory.mktemp("wheel")
    made = subprocess.run([sys.executable, "-c", BUILD, built], cwd=HERE, capture_output=True, text=True, check=True)
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(built / made.stdout.split()[-1]) as wheel:
        wheel.extractall(site)
    return site


def run(site: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=100, check=False
    )


def test_its_resources_are_found(elsewhere, tmp_path):
    told = run(elsewhere, "-c", COUNT, cwd=tmp_path).stdout.split()
    assert told[0].startswith(str(elsewhere))
    assert int(told[1]) > 3


def test_its_command_runs(elsewhere, tmp_path):
    assert "opens the window" in run(elsewhere, "-m", "desktop.cli", "--help", cwd=tmp_path).stdout


def test_it_brings_the_licence(elsewhere):
    assert list(elsewhere.glob("alongside-*.dist-info/licenses/LICENSE"))
