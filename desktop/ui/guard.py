"""What must hold before Qt is trusted with a school's afternoon; it knows versions and nothing of windows."""

import sys

from desktop.errors import Trouble
from desktop.i18n import _

FIRST_LEAKING = (6, 12, 0)
FIRST_HEALED_PYTHON = (3, 12)


def refuse_leaking_qt(qt: tuple[int, ...], python: tuple[int, ...] | None = None) -> None:
    """Raise Trouble where this Qt binding loses references to None on this Python, which ends the process.

    PySide6 6.12 does so below Python 3.12: a thousand calls of `data()` lose a thousand references.
    """
    if qt >= FIRST_LEAKING and (python or sys.version_info[:2]) < FIRST_HEALED_PYTHON:
        raise Trouble(
            _("This version of Qt for Python (6.12) ends without warning on Python 3.11."),
            _("Install PySide6-Essentials 6.11, or use Python 3.12 or later."),
        )


def version_of(text: str) -> tuple[int, ...]:
    """Return the numbers of a version such as `6.11.3`."""
    return tuple(int(part) for part in text.split(".") if part.isdigit())
