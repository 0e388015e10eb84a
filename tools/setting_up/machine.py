"""What this machine lacks, and how it gets it: Python, what Qt loads, what the checks look with."""

from __future__ import annotations  # so that an old Python gets as far as being told that it is too old

import ctypes
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.setting_up import place
from tools.setting_up.commands import AGAIN, SetUpTrouble, run, say

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    wanted = [] if place.PYTHON.exists() or can_make_venv() else [f"python3.{sys.version_info.minor}-venv"]
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


def can_make_venv() -> bool:
    """Tell whether this Python can make a virtual environment."""
    try:
        import ensurepip  # noqa: F401  (Debian splits it off; venv needs it)
    except ImportError:
        return False
    return True
