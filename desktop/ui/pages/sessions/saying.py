"""What the register says of its session: when and where it is, why nobody can be marked, why it can't be closed."""

from collections.abc import Iterable
from datetime import date

from desktop.i18n import _, ngettext
from desktop.models.programme import Room
from desktop.models.sessions import Session, SessionState
from desktop.ui.dates import clock, long_day


def session_sentence(session: Session, rooms: Iterable[Room], today: date) -> str:
    """Return the day, the time, how many pairs, and how the room is left."""
    room = next((one for one in rooms if one.name == session.room), None)
    said = _("{day}, {start} to {end}. {pairs}.").format(
        day=long_day(session.day, today),
        start=clock(session.start),
        end=clock(session.finish),
        pairs=ngettext("{n} pair", "{n} pairs", len(session.pairs)),
    )
    if room is not None and room.exits:
        said += f" {room.exits.rstrip('.')}."
    return said


def against_presence(session: Session, today: date) -> str:
    """Return why nobody can be marked as there, empty where they can."""
    if session.state is SessionState.CANCELLED:
        return _("This session was called off. If it takes place, bring it back in the list of sessions.")
    if session.day <= today:
        return ""
    said = _("This session is on {day}. Mark who is there on the day; that somebody can’t come can be marked now.")
    return said.format(day=long_day(session.day, today))


def against_closing(session: Session, today: date) -> str:
    """Return why a session can't be closed now, empty where it can."""
    if session.state is SessionState.HELD:
        return _(
            "This session is closed already. What is marked can be put right; the list of sessions opens it again."
        )
    if session.state is SessionState.CANCELLED:
        return _("This session was called off, so there is nothing to close.")
    if session.day > today:
        return _("This session is still to come. It can be closed from {day} on.").format(
            day=long_day(session.day, today)
        )
    return ""
