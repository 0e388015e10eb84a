"""When somebody met and meets next, as a part of the panel beside the list."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.models.record import SessionId
from desktop.ui.build import button, facts
from desktop.ui.dates import clock, short_day
from desktop.ui.panel import section
from desktop.workspace.lines import Sittings


def sittings_section(found: Sittings, open_: Callable[[SessionId], object]) -> QWidget | None:
    """Return when somebody met and meets next; None where nothing was held or is planned."""
    coming, last = found.next, found.last
    if coming is None and last is None:
        return None
    told = []
    if coming is not None:
        told.append((_("Next"), f"{short_day(coming.day)}, {clock(coming.start)}, {coming.room}".rstrip(", ")))
    if last is not None:
        told.append(
            (_("Met"), _("{n} of {all}, last due {day}").format(n=found.met, all=found.due, day=short_day(last.day)))
        )
    one = coming or last
    assert one is not None
    link = button(_("Open the register"), partial(open_, one.session), "link")
    return section(_("Sessions"), facts(told), link=link)
