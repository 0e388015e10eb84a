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
    coverage = ("-n", "2", "--dist", "loadfile", "--cov", "--cov-report=term", "--cov-fail-under=100")
    tests = ("Tests", ("pytest", *scratch, *(arguments or coverage)))
    jobs = (tests,) if arguments else (*CHECKS, tests)
    failed = [name for name, command in jobs if not _is_good(name, command)]
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks are good.")
    return 1 if failed else 0


def _is_good(name: str, command: Sequence[str]) -> bool:
    say(f"\n{name}: {' '.join(command)}")
    path = f"{place.BIN}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PATH": path}
    program = shutil.which(command[0], path=str(place.BIN)) or command[0]  # on Windows the file ends in .exe
    started = time.monotonic()
    code = subprocess.run([program, *command[1:]], cwd=place.HERE, env=environment, check=False).returncode
    say(f"{name}: {'good' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
    return code == 0
