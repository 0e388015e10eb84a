"""What the window says when Alongside itself is at fault: a report that can be copied and names nobody."""

import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop import __version__
from desktop.i18n import _
from desktop.ui import refused
from desktop.ui.build import words
from desktop.ui.dialogs import Dialog

FRAMES = 12
CLOSING = "closing"  # a property of the window


def report(bug: BaseException) -> str:
    """Return where a bug happened: kinds and places only, never a message or a value, which may hold a name."""
    frames = traceback.extract_tb(bug.__traceback__)[-FRAMES:]
    places = [f"  {_module(frame.filename)}, line {frame.lineno}, in {frame.name}" for frame in frames]
    versions = f"Alongside {__version__}, Python {sys.version.split()[0]}, Qt {qVersion()}, {sys.platform}"
    return "\n".join([versions, type(bug).__name__, *places])


def _module(filename: str) -> str:
    """Return the part of a path that says which file of the program it is, without anybody's folders."""
    parts = Path(filename).parts
    for root in ("desktop", "site-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return Path(filename).name


def catch(window: QWidget) -> None:
    """Bring whatever no door caught, such as a bug while painting, to the crash dialog; its words are told to nobody.

    Python's own way would print the message, and a message may hold a name.
    """
    shown: set[str] = set()

    def on_bug(_kind: type[BaseException], bug: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(bug, KeyboardInterrupt):
            window.close()
            return
        if (trouble := refused.as_trouble(bug)) is not None and not window.property(CLOSING):
            refused.show(window, trouble)
            return
        text = report(bug)
        if text not in shown:  # what goes wrong at every repaint is told once
            shown.add(text)
            print(text, file=sys.stderr)  # noqa: T201  where a starter from a terminal looks; it names nobody
            if not window.property(CLOSING):  # nobody is there to read it, and a dialog would keep the program alive
                show(window, bug)

    def in_a_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            print(report(told.exc_value), file=sys.stderr)  # noqa: T201  as above; a dialog belongs to the GUI thread

    sys.excepthook = on_bug
    threading.excepthook = in_a_thread


def show(window: QWidget, bug: BaseException) -> Dialog:
    """Open the crash dialog."""
    text = report(bug)
    area = QPlainTextEdit(text)
    area.setReadOnly(True)
    area.setMinimumHeight(200)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    area.setAccessibleName(_("Report"))
    dialog = Dialog(
        window,
        _("Something went wrong in Alongside itself"),
        words(
            _(
                "Your file is safe: a step is kept whole or not at all, and Undo names the last one that was kept. "
                "The report below names nobody. Send it to whoever looks after Alongside."
            ),
            wrap=True,
        ),
        area,
        width=640,
    )
    dialog.verb(_("Copy the report"), lambda: QGuiApplication.clipboard().setText(text))
    dialog.verb(_("Go on working"), dialog.accept, primary=True)
    dialog.open()
    return dialog
