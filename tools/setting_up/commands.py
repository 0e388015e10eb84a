"""Commands of the system run with one sentence of trouble each, and progress said; it knows no command."""

from __future__ import annotations  # so that an old Python gets as far as being told that it is too old

import subprocess
from typing import TYPE_CHECKING

from tools.setting_up import place

if TYPE_CHECKING:
    from collections.abc import Sequence

AGAIN = "Then run the same command again: what is done already is not done twice."


class SetUpTrouble(Exception):
    """Something this machine lacks: one sentence and what to do."""


def say(text: str) -> None:
    """Print a line of progress at once."""
    print(text, flush=True)


def run(command: Sequence[object], trouble: str, *, env: dict[str, str] | None = None) -> None:
    """Run a command; a failure is told in the given sentence, below what the command itself said."""
    if subprocess.run([str(word) for word in command], cwd=place.HERE, check=False, env=env).returncode != 0:
        raise SetUpTrouble(trouble)
