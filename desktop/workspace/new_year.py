"""When a programme's year is over: the next one begins as one step, with new terms and forms to be signed anew."""

from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.errors import Trouble
from desktop.i18n import _
from desktop.models.matches import Closure, Match
from desktop.models.people import Mentee, PersonState
from desktop.models.programme import Programme
from desktop.workspace.desk import Desk
from desktop.workspace.endings import Endings
from desktop.workspace.register import still_runs
from desktop.workspace.settings import academic_year, usual_terms

if TYPE_CHECKING:
    from desktop.models.record import Record

SETTLED = timedelta(days=14)  # head office is told once how a term went, so long after its end
OLDEST = 14  # no year group is above it


class NewYear:
    """Nothing begins by itself: who has a form of last year keeps it until somebody says that the year turned."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def next(self) -> str:
        """The year that can begin now, such as `2027-28`; empty while the one under way isn't over and settled."""
        return next_year(self._desk)

    def begin(self, *, end_matches: bool = False, move_up: bool = False) -> Programme:
        """Begin the next year as one step: its usual terms stand, and every form of the last one counts no more.

        `end_matches` closes the running matches as planned, `move_up` raises the year group of all who take part.
        """
        year, now = self.next, self._desk.programme
        if not year:
            raise Trouble(_("This year isn’t over yet."), _("Look at the term dates in Settings."))
        begun = now.model_copy(update={"academic_year": year, "terms": usual_terms(year)})
        changed: list[Record] = [begun, *(self._moved_up() if move_up else ())]
        with self._desk.step(_("Begin the year {year}").format(year=year)) as step:
            step.put_many(changed)
            if end_matches:
                step.put_many(Endings(self._desk).planned_end(self._running(), _closure()))
        return begun

    def _moved_up(self) -> list[Mentee]:
        young = (one for one in self._desk.store.all(Mentee) if one.state is PersonState.ACTIVE)
        return [one.model_copy(update={"year": one.year + 1}) for one in young if one.year and one.year < OLDEST]

    def _running(self) -> list[Match]:
        return [one for one in self._desk.store.all(Match) if still_runs(one)]


def next_year(desk: Desk) -> str:
    """Return the year that can begin at a desk now, empty where none can."""
    programme, today = desk.programme, desk.today()
    last = max((term.end for term in programme.terms), default=None)
    coming = academic_year(today)
    over = coming > programme.academic_year and (last is None or today > last + SETTLED)
    return coming if over else ""


def _closure() -> Closure:
    return Closure(kind="planned", reason=_("The programme ended"))
