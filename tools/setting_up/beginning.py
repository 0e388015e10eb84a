"""The two commands of `start.py`: set up and run the demo, or set up and check."""

from __future__ import annotations  # so that an old Python gets as far as being told that it is too old

import subprocess
import sys
from typing import TYPE_CHECKING

from tools.setting_up import place
from tools.setting_up.checks import check
from tools.setting_up.commands import AGAIN, SetUpTrouble, say
from tools.setting_up.libraries import install, make_venv
from tools.setting_up.machine import install_packages, missing_packages, need_python

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    return subprocess.run([str(place.PYTHON), "-m", "desktop.cli", "demo", *arguments], check=False).returncode


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
