"""What stands under a form that stays open: its verb, and whether what was typed is kept yet; it knows no record."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.build import STRETCH, Kind, box, button, row, words
from desktop.ui.forms import Form
from desktop.ui.marks import LightMark
from desktop.ui.notices import announce
from desktop.ui.paint import Light


def keep_line(form: Form, verb: str, keep: Callable[[], bool], *, kind: Kind = "primary") -> QWidget:
    """Return the verb that keeps a form, and beside it what to do about words that nobody has kept.

    `keep` returns whether it was kept.
    """
    said = words(_("Typed, not kept yet"), "small")
    back = button(_("Put back"), partial(_put_back, form), "link")
    back.setToolTip(_("Shows what is kept again."))
    unkept = box(row(LightMark(Light.WAIT), said, 8, back))

    def show() -> None:
        if unkept.isHidden() == form.unkept:
            unkept.setVisible(form.unkept)
            if form.unkept:
                announce(said, said.text())

    def on_pressed() -> None:
        if form.check() and keep():
            form.settle()
            show()

    form.changed.connect(show)
    back.clicked.connect(show)
    unkept.setVisible(form.unkept)
    return box(row(button(verb, on_pressed, kind), unkept, STRETCH, gap=16))


def _put_back(form: Form) -> None:
    """Show what is kept, with the keys on the form: the button pressed goes."""
    form.start_afresh()
    next(iter(form.fields.values())).take_keys()
