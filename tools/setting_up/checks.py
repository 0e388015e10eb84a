"""Every check there is, one after the other; what failed is said at the end."""

from __future__ import annotations  # so that an old Python gets as far as being told that it is too old

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tools.setting_up import place
from tools.setting_up.commands import say

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKS = (
    ("Format", ("ruff", "format", "--check", ".")),
    ("Lint", ("ruff", "check", ".")),
    ("Types", ("mypy",)),
    ("Import contract", ("lint-imports",)),
)
# Both processors take tests from where most are left, so that neither ends long before the other.
SHARED_OUT = ("pytest", "-n", "2", "--dist", "worksteal")
# Rooms are covered by their own tests. Tracing what the windows' tests call of them would cost a fifth of their time,
# and two thirds of the two thousand made-up sites'.
UNTRACED = ("tests/e2e/test_anonymity.py", "tests/ui")
COVERAGE = ("--cov", "--cov-report=term", "--cov-fail-under=100")
TESTS = (
    ("Tests of the rooms", (*SHARED_OUT, "tests", *(f"--ignore={path}" for path in UNTRACED), *COVERAGE)),
    ("Tests of the windows and of anonymity", (*SHARED_OUT, *UNTRACED)),
)


def check(arguments: Sequence[str]) -> int:
    """Run format, lint, types, the import contract and all tests with coverage; say at the end what failed."""
    with tempfile.TemporaryDirectory(prefix="alongside-check-", dir=roomy_memory()) as scratch:
        return _check(arguments, ("--basetemp", str(Path(scratch) / "tests")))


def roomy_memory() -> str | None:
    """Return the folder that lies in memory, where there is one with room for the many short-lived files of tests."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3:
        return str(memory)
    return None


def _check(arguments: Sequence[str], scratch: tuple[str, ...]) -> int:
    asked = (("Tests", ("pytest", *arguments)),)
    jobs = [(name, (*command, *scratch)) for name, command in (asked if arguments else TESTS)]
    failed = [name for name, command in (*(() if arguments else CHECKS), *jobs) if not _is_good(name, command)]
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks are good.")
    return 1 if failed else 0


def _is_good(name: str, command: Sequence[str]) -> bool:
    say(f"\n{name}: {' '.join(command)}")
    program = shutil.which(command[0], path=str(place.BIN)) or command[0]  # on Windows the file ends in .exe
    started = time.monotonic()
    code = subprocess.run([program, *command[1:]], cwd=place.HERE, env=_environment(), check=False).returncode
    say(f"{name}: {'good' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
    return code == 0


def _environment() -> dict[str, str]:
    """Return this one's without a screen, with what was set up, and with each module compiled but once.

    Two workers and some eighty programs that the tests start import the same thousand modules.
    """
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**found, "QT_QPA_PLATFORM": "offscreen", "PATH": f"{place.BIN}{os.pathsep}{os.environ['PATH']}"}
