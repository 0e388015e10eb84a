"""What a record refuses though its form let it by: told as a sentence and not as a crash; this keeps nothing."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError
from PySide6.QtWidgets import QWidget

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.ui.build import words
from desktop.ui.dialogs import Dialog

T = TypeVar("T")


def as_trouble(bug: BaseException) -> Trouble | None:
    """Return what a record refused as Trouble, None for anything else; what was refused is not repeated."""
    if not isinstance(bug, ValidationError):
        return None
    return Trouble(
        _("Something here can’t be kept as it stands: it is too long, too large, or not what belongs there."),
        _("Nothing was changed, and what you typed is still there. Put it right and keep it again."),
    )


def told_plainly(act: Callable[[], T]) -> T:
    """Do something that writes; what a record refuses becomes Trouble."""
    try:
        return act()
    except ValidationError as refused:
        trouble = as_trouble(refused)
        assert trouble is not None
        raise trouble from None


def show(window: QWidget, trouble: Trouble) -> Dialog:
    """Say over whatever is open what can't be kept."""
    dialog = Dialog(window, trouble.sentence, words(trouble.advice, wrap=True))
    dialog.verb(_("Go back"), dialog.accept, primary=True)
    dialog.open()
    return dialog
