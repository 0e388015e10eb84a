"""What keeping the books needs: sessions to close, and a backup that is too old."""

from collections.abc import Iterator

from desktop.i18n import _, ngettext, said_day
from desktop.models.sessions import Presence, SessionState
from desktop.rules.readiness import Light
from desktop.workspace.new_year import next_year
from desktop.workspace.register import goes_ahead, still_runs
from desktop.workspace.todos.picture import Picture, ToDo

BACKUP_DAYS = 7


def sessions_to_close(picture: Picture) -> Iterator[ToDo]:
    """Yield the sessions whose day is over and that are still open."""
    left = [one for one in picture.sessions if one.state is SessionState.PLANNED and one.day < picture.today]
    if left:
        pairs = left[0].pairs
        marked = sum(Presence.UNMARKED not in (pair.mentee_mark, pair.mentor_mark) for pair in pairs)
        yield ToDo(
            code="close",
            headline=ngettext("{n} session is still open", "{n} sessions are still open", len(left)),
            consequence=_("{day}: {part} of {whole} pairs marked. Until it is closed, nobody’s hour counts.").format(
                day=said_day(left[0].day, picture.today), part=marked, whole=len(pairs)
            ),
            act=_("Finish it") if len(left) == 1 else _("Finish the first"),
            page="register",
            people=tuple(one.id for one in left),
            due=picture.today,
        )


def empty_sessions(picture: Picture) -> Iterator[ToDo]:
    """Yield the sessions to come in which nobody meets any more: no pair of theirs runs."""
    running = {one.id for one in picture.facts.matches if still_runs(one)}
    left = [one for one in picture.planned if not goes_ahead(one, running, picture.facts.mentees)]
    if left:
        yield ToDo(
            code="empty_sessions",
            headline=ngettext(
                "{n} planned session has nobody left", "{n} planned sessions have nobody left", len(left)
            ),
            consequence=_("The first is on {day}. Call it off, so that the room is free and nobody comes.").format(
                day=said_day(left[0].day, picture.today)
            ),
            act=ngettext("Call it off", "Call them off", len(left)),
            page="sessions",
            people=tuple(one.id for one in left),
            due=left[0].day,
        )


def year_over(picture: Picture) -> Iterator[ToDo]:
    """Yield that the programme's year is over and the next one can begin: until then last year's forms count."""
    year = next_year(picture.facts.desk)
    if year:
        yield ToDo(
            code="new_year",
            headline=_("The year {year} is over").format(year=picture.facts.programme.academic_year),
            consequence=_("Begin {year}: its terms can be planned, and consent is asked for anew.").format(year=year),
            act=_("Begin the year"),
            page="settings",
            due=picture.today,
        )


def backup_age(picture: Picture) -> Iterator[ToDo]:
    """Yield a backup that is missing or too old."""
    desk = picture.facts.desk
    newest = max((one.at for one in desk.store.backups()), default=None)
    days = (desk.now() - newest).days if newest else None
    if days is None or days > BACKUP_DAYS:
        yield ToDo(
            code="backup",
            light=Light.NONE,
            headline=_backup_words(days),
            consequence=_("A backup takes a second and is checked by opening it."),
            act=_("Back up now"),
            page="settings",
        )


def _backup_words(days: int | None) -> str:
    if days is None:
        return _("No backup yet")
    return ngettext("The last backup is {n} day old", "The last backup is {n} days old", days)
