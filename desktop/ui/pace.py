"""What keeps the window's breath even: how threads take turns, and what the collector need not look through.

Set once when the window starts. Measured with 5,000 people in the file on two cores: a full collection held every
thread for 200 to 500 ms, and a busy worker made the window wait 5 ms at each of the many times it came back from Qt.
"""

import gc
import sys

TURN_SECONDS = 0.00001  # Python's own 0.005 adds up: one click asks for the interpreter hundreds of times


def keep_pace() -> None:
    """Let threads take short turns, and modules be imported without being read twice."""
    sys.setswitchinterval(TURN_SECONDS)
    _spare_imports()


def settle() -> None:
    """Take what is there now, such as every record of the file, out of the collector's rounds; costs nothing."""
    gc.freeze()


def _spare_imports() -> None:
    """Keep Qt's binding from reading the source of every module that is imported, which doubles the time of imports.

    It looks for modules that switch on its snake_case spelling; no module here does.
    """
    try:
        from shibokensupport import feature  # type: ignore[import-not-found]  # it lies inside the binding
    except ImportError:  # another version of the binding: imports take longer, nothing else
        return
    feature._mod_uses_pyside = lambda _module: False  # noqa: SLF001 - there is no public switch
