"""Set everything up on a fresh machine, then run the demo (`start.py`) or every check (`start.py check`).

Standard library only: it runs before anything is installed. A second run takes seconds.
Further arguments go to the demo (`start.py --no-window --folder DIR`) or to pytest (`start.py check -k name`).
"""

from __future__ import annotations  # so that an old Python gets as far as being told that it is too old

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

# What Qt loads at run time, and the Debian package that brings it (Debian 13 provides these names too).
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
# What the checks look at papers, pages, databases and windows with.
CHECK_PROGRAMS = {
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "chromium": "chromium",
    "chromedriver": "chromium-driver",
}
CHECKS = (
    ("Format", ("ruff", "format", "--check", ".")),
    ("Lint", ("ruff", "check", ".")),
    ("Types", ("mypy",)),
    ("Import contract", ("lint-imports",)),
)


AGAIN = "Then run the same command again: what is done already is not done twice."
NOT_INSTALLED = "Not all libraries could be installed. Look at the lines above; most often the network is why."


class SetUpTrouble(Exception):
    """Something this machine lacks: one sentence and what to do."""


def say(text: str) -> None:
    """Print a line of progress at once."""
    print(text, flush=True)


def run(command: Sequence[object], trouble: str, *, env: dict[str, str] | None = None) -> None:
    """Run a command; a failure is told in the given sentence, below what the command itself said."""
    if subprocess.run([str(word) for word in command], cwd=HERE, check=False, env=env).returncode != 0:
        raise SetUpTrouble(trouble)


def need_python() -> None:
    """Refuse a Python that is too old."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is the one that an old Python may be given)
        raise SetUpTrouble(
            f"Alongside needs Python 3.11 or newer; this is {sys.version.split()[0]}. Install a newer one."
        )


def loads(library: str) -> bool:
    """Tell whether the system can load a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_postgresql() -> bool:
    """Tell whether a PostgreSQL server is installed, on the path or where Debian keeps it."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def missing_packages(*, for_checks: bool) -> list[str]:
    """List the Debian packages that this machine lacks, all at once."""
    wanted = [] if PYTHON.exists() or can_make_venv() else [f"python3.{sys.version_info.minor}-venv"]
    wanted += [package for library, package in QT_LIBRARIES.items() if not loads(library)]
    if for_checks:
        wanted += [package for program, package in CHECK_PROGRAMS.items() if not shutil.which(program)]
        wanted += [] if has_postgresql() else ["postgresql"]
    return wanted


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages as root; otherwise say the one line that does it."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise SetUpTrouble(
            f"This machine lacks libraries. With your package manager install what brings: {' '.join(packages)}"
        )
    if os.geteuid() != 0:
        raise SetUpTrouble(f"This machine lacks libraries. Run this, then start again: sudo {line}")
    say(f"Installing {len(packages)} system packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(
        ["apt-get", "update", "-qq"], f"The lists of packages can't be fetched. Look at the network. {AGAIN}", env=quiet
    )
    run([*line.split(), "-qq", "-o=Dpkg::Use-Pty=0"], f"The packages can't be installed. {AGAIN}", env=quiet)


def make_venv() -> None:
    """Make `.venv` once."""
    if (
        PYTHON.exists()
        and subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    ):
        return
    say("Making .venv")
    run([sys.executable, "-m", "venv", "--clear", VENV], f"The folder .venv can't be made in {HERE}. {AGAIN}")


def can_make_venv() -> bool:
    """Tell whether this Python can make a virtual environment."""
    try:
        import ensurepip  # noqa: F401  (Debian splits it off; venv needs it)
    except ImportError:
        return False
    return True


def install(lock: str) -> None:
    """Install a lock, every file checked against its hash, and this project itself; skip what is installed already."""
    wanted = hashlib.sha256((HERE / lock).read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f"{lock}.installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"Installing the libraries of {lock} (a few minutes the first time)")
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    follow([*pip, "--require-hashes", "--requirement", lock], of=libraries_in(lock))
    run([*pip, "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."], f"{NOT_INSTALLED} {AGAIN}")
    stamp.write_text(wanted)


def libraries_in(lock: str) -> int:
    """Count the libraries a lock names."""
    return sum("==" in line for line in (HERE / lock).read_text("utf-8").splitlines())


def follow(command: Sequence[str], *, of: int) -> None:
    """Run pip and say how far it is; its errors are let through."""
    done = 0
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True, errors="replace") as pip:
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


def set_up(*, for_checks: bool) -> None:
    """Bring the machine to where the app, or its checks, can run."""
    need_python()
    lacking = missing_packages(for_checks=for_checks) if sys.platform == "linux" else []
    if lacking:
        install_packages(lacking)
    make_venv()
    install("requirements.lock")
    if for_checks:
        install("requirements-dev.lock")


def demo(arguments: Sequence[str]) -> int:
    """Run the main job on the sample school and open the window where there is a screen."""
    say("Set up. Now the demo: a whole term of a sample school.")
    return subprocess.run([str(PYTHON), "-m", "desktop.cli", "demo", *arguments], check=False).returncode


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


def _check(arguments: Sequence[str], place: tuple[str, ...]) -> int:
    failed = []
    coverage = ("-n", "2", "--dist", "loadfile", "--cov", "--cov-report=term", "--cov-fail-under=100")
    tests = ("Tests", ("pytest", *place, *(arguments or coverage)))
    jobs = (tests,) if arguments else (*CHECKS, tests)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    for name, command in jobs:
        say(f"\n{name}: {' '.join(command)}")
        started = time.monotonic()
        program = shutil.which(command[0], path=str(BIN)) or command[0]  # on Windows the file ends in .exe
        code = subprocess.run([program, *command[1:]], cwd=HERE, env=environment, check=False).returncode
        say(f"{name}: {'good' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
        failed += [name] if code else []
    say(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks are good.")
    return 1 if failed else 0


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; expected trouble is one sentence and exit code 2."""
    checks = bool(arguments) and arguments[0] == "check"
    try:
        set_up(for_checks=checks)
        return check(arguments[1:]) if checks else demo(arguments)
    except SetUpTrouble as trouble:
        say(str(trouble))
        return 2
    except KeyboardInterrupt:
        say(f"\nStopped. {AGAIN}")
        return 130
    except OSError as trouble:
        say(f"This machine said no: {trouble.strerror} ({trouble.filename or 'no file named'}). {AGAIN}")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
