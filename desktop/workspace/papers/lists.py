"""Lists of the school's people on paper and as workbooks: who there is, who meets whom and why, who waits and why."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from desktop.documents.requests import Batch, Listing, MatchRow, WaitingRow, Watch
from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.matches import Match
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.rules.compatibility import checked_weights, reasons
from desktop.workspace.desk import Desk
from desktop.workspace.judging import todays
from desktop.workspace.matching import Matching
from desktop.workspace.papers.families import in_order
from desktop.workspace.papers.order import Paper, PaperOrder
from desktop.workspace.papers.printing import Made

if TYPE_CHECKING:
    from desktop.matching import MatchingRequest

Draw = Callable[[Watch], Listing]
_REASONS = 3
_ALREADY = "continuation"  # true of every pair on the list


class ListPapers:
    """Each list holds values only, so that another thread can write it; what takes long is done there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def made(self, order: PaperOrder) -> Made:
        """Return one list, as a PDF or as a workbook."""
        draws: dict[Paper, Callable[[], Draw]] = {
            Paper.YOUNG_PEOPLE: self._young_people,
            Paper.MENTORS: self._mentors,
            Paper.MATCHES: self._matches,
            Paper.WAITING: self._waiting,
        }
        draw = draws[order.paper]()
        if order.workbook:
            return Made({f"{order.paper}.xlsx": partial(_workbook, draw)})
        return Made({f"{order.paper}.pdf": partial(_pages, draw)})

    def _young_people(self) -> Draw:
        from desktop.documents.lists import mentee_list

        people, about = in_order(self._active()), self._about()
        return _some(people, lambda _watch: mentee_list(people, about))

    def _mentors(self) -> Draw:
        from desktop.documents.lists import mentor_list

        there = (one for one in self._desk.store.all(Mentor) if one.state is not PersonState.LEFT)
        people, about = sorted(there, key=lambda one: (one.name, one.id)), self._about()
        return _some(people, lambda _watch: mentor_list(people, about))

    def _matches(self) -> Draw:
        from desktop.documents.lists import match_list

        mentors = {one.id: one for one in self._desk.store.all(Mentor)}
        found = {match.mentee: match for match in self._desk.store.all(Match) if match.open}
        people = in_order([one for one in self._desk.store.all(Mentee) if one.id in found])
        c, weights, about = todays(self._desk), checked_weights({}), self._about()

        def row(mentee: Mentee) -> MatchRow:
            match = found[mentee.id]
            mentor = mentors[match.mentor]
            found_for = reasons(mentee, mentor, c, weights=weights)
            words = tuple(one.words.rstrip(".") for one in found_for if one.code != _ALREADY)
            return MatchRow(match=match, mentee=mentee, mentor=mentor, reasons=words[:_REASONS])

        return _some(people, lambda _watch: match_list([row(one) for one in people], about))

    def _waiting(self) -> Draw:
        from desktop.documents.lists import waiting_list

        paired = {match.mentee for match in self._desk.store.all(Match) if match.open}
        today = self._desk.today()
        people = [one for one in self._active() if one.id not in paired]
        people.sort(key=lambda one: (one.waiting_since or today, one.legal_surname, one.known_as))
        request, about = Matching(self._desk).request(), self._about()

        def listing(watch: Watch) -> Listing:
            why = _why_waiting(request, watch)
            free = _("A mentor may be free: find matches.")
            return waiting_list([WaitingRow(mentee=one, reason=why.get(one.id, free)) for one in people], about)

        return _some(people, listing)

    def _active(self) -> list[Mentee]:
        return [one for one in self._desk.store.all(Mentee) if one.state is PersonState.ACTIVE]

    def _about(self) -> str:
        from desktop.documents.facts import day_in_words

        return f"{self._desk.school.name}, {day_in_words(self._desk.today())}"


def _why_waiting(request: "MatchingRequest", watch: Watch) -> dict[str, str]:
    """Return the matching's own reason for each young person it finds no mentor for."""
    found = Matching.propose(request, stopped=watch.stopped)
    return {one.mentee: f"{one.reason} {one.advice}".strip() for one in found.unmatched}


def _some(people: Sequence[object], draw: Draw) -> Draw:
    if not people:
        raise DocumentTrouble(_("Nobody stands on this list today."), _("There is nothing to print."))
    return draw


def _pages(draw: Draw, out: BinaryIO, watch: Watch) -> Batch:
    from desktop.documents.lists import listing_pdf

    return listing_pdf(draw(watch), out)


def _workbook(draw: Draw, out: BinaryIO, watch: Watch) -> Batch:
    from desktop.documents.workbook import listing_xlsx

    listing = draw(watch)
    listing_xlsx(listing, out)
    return Batch(pages=0, made=len(listing.rows))
