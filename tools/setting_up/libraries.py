"""A Python of this clone's own, and in it the libraries of a lock, each checked against its hash."""

from __future__ import annotations  # so that an old Python gets as far as being told that it is too old

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING

from tools.setting_up import place
from tools.setting_up.commands import AGAIN, SetUpTrouble, run, say

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_INSTALLED = "Not all libraries could be installed. Look at the lines above; most often the network is why."


def make_venv() -> None:
    """Make `.venv` once."""
    if place.PYTHON.exists() and _has_pip():
        return
    say("Making .venv")
    trouble = f"The folder .venv can't be made in {place.HERE}. {AGAIN}"
    run([sys.executable, "-m", "venv", "--clear", place.VENV], trouble)


def _has_pip() -> bool:
    asked = [str(place.PYTHON), "-m", "pip", "--version"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def install(lock: str) -> None:
    """Install a lock, every file checked against its hash, and this project itself; skip what is installed already."""
    wanted = hashlib.sha256((place.HERE / lock).read_bytes() + (place.HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = place.VENV / f"{lock}.installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"Installing the libraries of {lock} (a few minutes the first time)")
    pip = [str(place.PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    follow([*pip, "--require-hashes", "--requirement", lock], of=libraries_in(lock))
    run([*pip, "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."], f"{NOT_INSTALLED} {AGAIN}")
    stamp.write_text(wanted)


def libraries_in(lock: str) -> int:
    """Count the libraries a lock names."""
    return sum("==" in line for line in (place.HERE / lock).read_text("utf-8").splitlines())


def follow(command: Sequence[str], *, of: int) -> None:
    """Run pip and say how far it is; its errors are let through."""
    done = 0
    with subprocess.Popen(command, cwd=place.HERE, stdout=subprocess.PIPE, text=True, errors="replace") as pip:
        assert pip.stdout is not None  # it was asked for above
        for line in pip.stdout:
            if line.startswith(("Collecting", "Requirement already")):
                done += 1
                if done % 10 == 0:
                    say(f"  {done} of {of}")
            elif line.startswith("Installing collected"):
                say("  all fetched; putting them in place")
    if pip.returncode != 0:
        raise SetUpTrouble(f"{NOT_INSTALLED} {AGAIN}")
