"""Papers of a session: its register, its sheets, or the whole evening in one file, from who is due and who may come."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from desktop.documents.requests import EveningPackRequest, RegisterRequest, RegisterRow, SheetRequest
from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.consent import Consent
from desktop.models.people import Mentee, Mentor
from desktop.models.record import MenteeId, MentorId
from desktop.models.sessions import Session, SessionState
from desktop.rules.readiness import consent_light
from desktop.workspace.desk import Desk
from desktop.workspace.papers.order import Paper, PaperOrder
from desktop.workspace.papers.printing import Made, Make
from desktop.workspace.sessions import Sessions


class EveningPapers:
    """Only mentors who are clear to meet on the day stand on any of these."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sessions = Sessions(desk)

    def made(self, order: PaperOrder) -> Made:
        """Return a file for each session that is asked for, else for each to come; or one of all."""
        sessions = [self._sessions.get(one) for one in order.sessions] or self._coming()
        makers: dict[Paper, Callable[[Sequence[Session], PaperOrder], Make]] = {
            Paper.REGISTERS: self._register_maker,
            Paper.SESSION_SHEETS: self._sheet_maker,
            Paper.EVENING_PACKS: self._pack_maker,
        }
        make = makers[order.paper]
        if order.together:
            return Made({f"{order.paper}.pdf": make(sessions, order)})
        return Made({f"{order.paper}-{name}.pdf": make([one], order) for name, one in file_names(sessions).items()})

    def register(self, session: Session) -> RegisterRequest:
        """Return what a session's register is made from: only mentors who are clear to meet stand on it."""
        mentees, mentors = self._mentees(), self._mentors()
        clear = {one.id for one in self._sessions.clear_mentors(session.day)}
        due = [(pair, pair.cover_mentor or pair.mentor) for pair in session.pairs if pair.mentee in mentees]
        agreed = self._agreed([mentees[pair.mentee] for pair, _mentor in due], session.day)
        rows = tuple(
            RegisterRow(
                mentee=mentees[pair.mentee],
                mentor=mentors.get(mentor),
                table=pair.table,
                clear=mentor in clear,
                mentee_clear=pair.mentee in agreed,
            )
            for pair, mentor in due
        )
        free = clear - self._sessions.busy(session)
        cover = tuple(sorted((mentors[one] for one in free), key=lambda one: (one.name, one.id)))
        return RegisterRequest(
            school=self._desk.school, programme=self._desk.programme, session=session, rows=rows, cover=cover
        )

    def session_sheets(self, session: Session) -> list[SheetRequest]:
        """Return what each pair's sheet is made from, in table order; a mentor who isn't clear to meet isn't named."""
        mentees, programme = self._mentees(), self._desk.programme
        clear = {one.id: one for one in self._sessions.clear_mentors(session.day)}
        sheets = []
        for pair in sorted(session.pairs, key=lambda one: (one.table is None, one.table or 0)):
            following = self._sessions.next_after(pair.match, session)
            sheets.append(
                SheetRequest(
                    programme=programme,
                    session=session,
                    mentee=mentees.get(pair.mentee),
                    mentor=clear.get(pair.cover_mentor or pair.mentor),
                    table=pair.table,
                    last_action=self._sessions.last_action(pair.match, session),
                    next_date=following.day if following else None,
                )
            )
        return sheets

    def evening_pack(self, session: Session) -> EveningPackRequest:
        """Return what all papers of one session are made from."""
        return EveningPackRequest(register_request=self.register(session), sheets=tuple(self.session_sheets(session)))

    def _register_maker(self, sessions: Sequence[Session], order: PaperOrder) -> Make:
        from desktop.documents.register import registers

        requests = [self.register(one) for one in sessions]
        return lambda out, watch: registers(requests, out, variant=order.variant, watch=watch)

    def _sheet_maker(self, sessions: Sequence[Session], order: PaperOrder) -> Make:
        from desktop.documents.session_sheet import session_sheets

        every = [one for session in sessions for one in self.session_sheets(session)]
        requests = [one for one in every if not order.people or _is_of(one, order.people)]
        if not requests:
            raise DocumentTrouble(_("None of these people is due in this session."), _("Choose another session."))
        return lambda out, watch: session_sheets(requests, out, variant=order.variant, watch=watch)

    def _pack_maker(self, sessions: Sequence[Session], order: PaperOrder) -> Make:
        from desktop.documents.evening_pack import evening_packs

        requests = [self.evening_pack(one) for one in sessions]
        return lambda out, watch: evening_packs(requests, out, variant=order.variant, watch=watch)

    def _coming(self) -> list[Session]:
        today = self._desk.today()
        coming = [one for one in self._sessions.all() if one.state is SessionState.PLANNED and one.day >= today]
        if not coming:
            raise DocumentTrouble(_("No session is planned yet."), _("Plan the term’s sessions first."))
        return coming

    def _agreed(self, mentees: Sequence[Mentee], day: date) -> set[MenteeId]:
        """Return who has permission to take part on a day, by the rule that matching goes by."""
        programme = self._desk.programme
        forms: dict[MenteeId, list[Consent]] = {one.id: [] for one in mentees}
        for form in self._desk.store.all(Consent):
            if form.mentee in forms:
                forms[form.mentee].append(form)
        return {one.id for one in mentees if consent_light(one, forms[one.id], programme, today=day).good}

    def _mentees(self) -> dict[MenteeId, Mentee]:
        return {one.id: one for one in self._desk.store.all(Mentee)}

    def _mentors(self) -> dict[MentorId, Mentor]:
        return {one.id: one for one in self._desk.store.all(Mentor)}


def _is_of(sheet: SheetRequest, people: Sequence[str]) -> bool:
    return any(one is not None and one.id in people for one in (sheet.mentee, sheet.mentor))


def file_names(sessions: Iterable[Session]) -> dict[str, Session]:
    """Return sessions by a name each for their files: the day and the session's number, and a count within the day."""
    named: dict[str, Session] = {}
    seen: Counter[str] = Counter()
    for session in sessions:
        name = f"{session.day:%Y-%m-%d}-{session.number:02d}"
        seen[name] += 1
        named[name if seen[name] == 1 else f"{name}-{seen[name]}"] = session
    return named
