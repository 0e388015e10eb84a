"""Papers for pairs: the agreement, the welcomes, and the certificates at the end."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from desktop.documents.requests import (
    AgreementRequest,
    CertificateRequest,
    PaperProblem,
    Welcomed,
    WelcomeLetterRequest,
)
from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.matches import Match, MatchState
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MatchId, MenteeId, MentorId
from desktop.models.sessions import PairRecord, Session, SessionState
from desktop.rules.readiness import clear_to_meet
from desktop.workspace.desk import Desk
from desktop.workspace.papers.families import in_order, in_variant, signed_by
from desktop.workspace.papers.order import PaperOrder
from desktop.workspace.papers.printing import Made
from desktop.workspace.papers.texts import FormTexts
from desktop.workspace.sessions import Sessions

_ENGLISH = "en"


class PairPapers:
    """A pair whose mentor isn't clear to meet gets no paper that brings the two together: it is listed instead."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def agreements(self, order: PaperOrder) -> Made:
        """Return an agreement for each running pair, or for those of the people chosen."""
        from desktop.documents.agreement import agreements

        pairs = _Pairs(self._desk, order.people)
        own, staff = FormTexts(self._desk).own(), signed_by(self._desk)
        requests = [
            AgreementRequest(
                school=self._desk.school,
                programme=self._desk.programme,
                mentee=mentee,
                mentor=mentor,
                staff=staff,
                language=order.language or _ENGLISH,
            )
            for _match, mentee, mentor in pairs.clear()
        ]
        return Made(
            {f"{order.paper}.pdf": in_variant(agreements, requests, order.variant, own)},
            problems=pairs.left_out,
        )

    def welcome_letters(self, order: PaperOrder) -> Made:
        """Return the welcomes of each running pair: all to young people first, then to families, then to mentors."""
        from desktop.documents.letters import welcome_letters

        pairs = _Pairs(self._desk, order.people)
        own, first = FormTexts(self._desk).own(), self._first_sessions()
        requests = [
            WelcomeLetterRequest(
                to=whom,
                school=self._desk.school,
                programme=self._desk.programme,
                mentee=mentee,
                mentor=mentor,
                on=self._desk.today(),
                first_session=first.get(match.id),
                signed_by=signed_by(self._desk),
                language=order.language,
            )
            for whom in order.to or tuple(Welcomed)
            for match, mentee, mentor in pairs.clear()
        ]
        return Made(
            {f"{order.paper}.pdf": in_variant(welcome_letters, requests, order.variant, own)},
            problems=pairs.left_out,
        )

    def certificates(self, order: PaperOrder) -> Made:
        """Return a certificate for everybody who met at least once, young people first; none for who never did."""
        from desktop.documents.certificate import certificates

        young, grown = self._met()
        requests = [
            CertificateRequest(
                school=self._desk.school,
                programme=self._desk.programme,
                name=name,
                on=self._desk.today(),
                sessions=times,
                as_mentor=as_mentor,
                signed_by=signed_by(self._desk),
                language=order.language or _ENGLISH,
            )
            for person, name, times, as_mentor in [*young, *grown]
            if not order.people or person in order.people
        ]
        if not requests:
            raise DocumentTrouble(_("Nobody here has met yet."), _("Certificates count the sessions that were held."))
        own = FormTexts(self._desk).own()
        return Made({f"{order.paper}.pdf": in_variant(certificates, requests, order.variant, own)})

    def _first_sessions(self) -> dict[MatchId, Session]:
        """Return each pair's first session that is planned from today on."""
        found: dict[MatchId, Session] = {}
        today = self._desk.today()
        for one in Sessions(self._desk).all():
            if one.state is SessionState.PLANNED and one.day >= today:
                for pair in one.pairs:
                    found.setdefault(pair.match, one)
        return found

    def _met(self) -> tuple[list[tuple[str, str, int, bool]], list[tuple[str, str, int, bool]]]:
        """Return id, name, number of sessions met and whether a mentor: young people by form, mentors by name."""
        held = [one for one in self._desk.store.all(Session) if one.state is SessionState.HELD]
        young, grown = times_met(pair for one in held for pair in one.pairs)
        mentees = in_order([one for one in self._desk.store.all(Mentee) if one.id in young])
        mentors = sorted((one for one in self._desk.store.all(Mentor) if one.id in grown), key=lambda one: one.name)
        return (
            [(one.id, one.full_name, young[one.id], False) for one in mentees],
            [(one.id, one.name, grown[one.id], True) for one in mentors],
        )


def times_met(pairs: Iterable[PairRecord]) -> tuple[Mapping[MenteeId, int], Mapping[MentorId, int]]:
    """Return how often each young person and each mentor met somebody; who covers counts, who was covered doesn't."""
    young: Counter[MenteeId] = Counter()
    grown: Counter[MentorId] = Counter()
    for pair in pairs:
        if pair.met:
            young[pair.mentee] += 1
            grown[pair.cover_mentor or pair.mentor] += 1
    return young, grown


class _Pairs:
    """The running pairs an order means, in the order of young people's classes."""

    def __init__(self, desk: Desk, people: Collection[str]) -> None:
        self._desk = desk
        self._people = people

    def clear(self) -> Sequence[tuple[Match, Mentee, Mentor]]:
        """Return the pairs that may meet; Trouble where none is left."""
        if not self._running:
            raise DocumentTrouble(_("No pair here has been published."), _("Find matches and publish them first."))
        may = [one for one in self._running if self._may_meet(one[2])]
        if not may:
            raise DocumentTrouble(
                _("No mentor of these pairs is clear to meet."), _("Look at the mentors’ checks and training first.")
            )
        return may

    @property
    def left_out(self) -> tuple[PaperProblem, ...]:
        """The pairs whose mentor isn't clear to meet."""
        return tuple(
            PaperProblem(
                person=mentee.full_name,
                reason=_("The mentor isn’t clear to meet."),
                advice=_("Look at the mentor’s checks, or find another mentor."),
            )
            for _match, mentee, mentor in self._running
            if not self._may_meet(mentor)
        )

    @cached_property
    def _running(self) -> list[tuple[Match, Mentee, Mentor]]:
        store = self._desk.store
        mentors = {one.id: one for one in store.all(Mentor)}
        found: dict[MenteeId, Match] = {
            one.mentee: one for one in store.all(Match) if one.state is MatchState.PUBLISHED and self._means(one)
        }
        mentees = in_order([one for one in store.all(Mentee) if one.id in found])
        return [(found[one.id], one, mentors[found[one.id].mentor]) for one in mentees]

    def _means(self, match: Match) -> bool:
        return not self._people or match.mentee in self._people or match.mentor in self._people

    def _may_meet(self, mentor: Mentor) -> bool:
        return clear_to_meet(mentor, self._desk.programme.policy, today=self._desk.today())
