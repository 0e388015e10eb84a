"""What a session's line in the list of the year says; it knows no window."""

from datetime import date
from functools import partial

from desktop.i18n import _
from desktop.models.sessions import Session, SessionState
from desktop.ui.dates import clock, long_day, sentence
from desktop.ui.paint import Light
from desktop.ui.table.cells import NOTHING, Cell, Column, state


def columns(today: date) -> list[Column[Session]]:
    """Return the columns of a list of sessions."""
    return [
        Column("day", _("Day"), partial(_day, today), "Wednesday 12 November", keep=10),
        Column("time", _("Time"), _time, "15:45–16:45", keep=7),
        Column("room", _("Room"), lambda one: Cell(one.room or NOTHING), "Main Hall", keep=6),
        Column("pairs", _("Pairs"), lambda one: Cell(str(len(one.pairs))), "100", keep=5),
        Column("state", _("State"), partial(state_of, today), _("light:To close"), keep=9),
        Column("met", _("Met"), _met, _("12 of 13"), keep=4),
    ]


def _day(today: date, one: Session) -> Cell:
    return Cell(sentence(long_day(one.day, today)), strong=True)


def _time(one: Session) -> Cell:
    return Cell(f"{clock(one.start)}–{clock(one.finish)}")


def state_of(today: date, one: Session) -> Cell:
    """Return a session's state as a light with its word."""
    if one.state is SessionState.HELD:
        return state(Light.GOOD, _("Held"))
    if one.state is SessionState.CANCELLED:
        return state(Light.NONE, _("Called off"))
    return state(Light.WAIT, _("To close")) if one.day < today else state(Light.NONE, _("Planned"))


def _met(one: Session) -> Cell:
    if one.state is not SessionState.HELD:
        return Cell()
    return Cell(_("{n} of {all}").format(n=sum(pair.met for pair in one.pairs), all=len(one.pairs)), muted=True)
