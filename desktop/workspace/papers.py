"""Papers at the desk: which records go on which paper, and where the files lie; file names say nothing of anybody."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from desktop.documents.requests import (
    Arrangements,
    Batch,
    ConsentFormRequest,
    EveningPackRequest,
    RegisterRequest,
    RegisterRow,
    SheetRequest,
    Watch,
)
from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.consent import Consent
from desktop.models.people import Mentee, Mentor, PersonState
from desktop.models.record import MenteeId, MentorId, Record
from desktop.models.sessions import Session, SessionState
from desktop.paths import make_folder
from desktop.rules.readiness import consent_light
from desktop.workspace.consents import Consents
from desktop.workspace.desk import Desk, Progress, Stopped
from desktop.workspace.sessions import Sessions

KINDS = ("consent-forms", "registers", "session-sheets", "evening-packs")
Make = Callable[[BinaryIO, Watch], Batch]
PrintJob = Callable[[Path, Progress | None, Stopped | None], "Printed"]


class Printed(Record):
    """What was printed: the files, how many pages, and each person's problem in a sentence."""

    files: tuple[Path, ...]
    pages: int
    problems: tuple[str, ...] = ()


class Papers:
    """Makes the requests that papers are printed from, on the GUI thread; the printing itself takes values only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._consents = Consents(desk)
        self._sessions = Sessions(desk)

    def consent_forms(
        self, mentees: Iterable[Mentee], *, return_by: date | None = None, bilingual: bool = False
    ) -> list[ConsentFormRequest]:
        """Issue a form where none is out and return what each family's paper is made from."""
        people = list(mentees)
        school, programme = self._desk.school, self._desk.programme
        where = self._arrangements()
        forms = self._consents.issue(people, return_by=return_by)
        return [
            ConsentFormRequest(
                school=school, programme=programme, mentee=mentee, consent=form, arrangements=where, bilingual=bilingual
            )
            for mentee, form in zip(people, forms, strict=True)
        ]

    def still_to_sign(self) -> list[Mentee]:
        """Return the young people whose form is out or was never printed, by form and name."""
        active = [one for one in self._desk.store.all(Mentee) if one.state is PersonState.ACTIVE]
        active.sort(key=lambda one: (one.year or 0, one.form or "", one.legal_surname, one.known_as))
        return self._consents.not_back(active)

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

    def print_to(
        self,
        folder: Path,
        papers: str,
        *,
        return_by: date | None = None,
        progress: Progress | None = None,
        stopped: Stopped | None = None,
    ) -> Printed:
        """Print consent forms still to sign, or the coming sessions' registers, sheets or packs, as PDF files."""
        return self.printer(papers, return_by=return_by)(folder, progress, stopped)

    def printer(self, papers: str, *, return_by: date | None = None) -> PrintJob:
        """Return a job that prints one kind of paper for everyone it is due for; it holds values only."""
        if papers == "consent-forms":
            return print_job({"consent-forms": self._consent_maker(self.still_to_sign(), return_by)})
        makers = {
            "registers": self._register_maker,
            "session-sheets": self._sheet_maker,
            "evening-packs": self._pack_maker,
        }
        coming = self._coming()
        return print_job({f"{papers}-{name}": makers[papers](one) for name, one in file_names(coming).items()})

    def _consent_maker(self, mentees: list[Mentee], return_by: date | None) -> Make:
        if not mentees:
            raise DocumentTrouble(_("No consent form is still to be signed."), _("Import the young people first."))
        from desktop.documents.consent_form import consent_forms

        requests = self.consent_forms(mentees, return_by=return_by)
        return lambda out, watch: consent_forms(requests, out, watch=watch)

    def _register_maker(self, session: Session) -> Make:
        from desktop.documents.register import register

        request = self.register(session)
        return lambda out, _watch: register(request, out)

    def _sheet_maker(self, session: Session) -> Make:
        from desktop.documents.session_sheet import session_sheets

        requests = self.session_sheets(session)
        return lambda out, watch: session_sheets(requests, out, watch=watch)

    def _pack_maker(self, session: Session) -> Make:
        from desktop.documents.evening_pack import evening_pack

        request = self.evening_pack(session)
        return lambda out, watch: evening_pack(request, out, watch=watch)

    def _coming(self) -> list[Session]:
        today = self._desk.today()
        coming = [one for one in self._sessions.all() if one.state is SessionState.PLANNED and one.day >= today]
        if not coming:
            raise DocumentTrouble(_("No session is planned yet."), _("Plan the term's sessions first."))
        return coming

    def _agreed(self, mentees: Sequence[Mentee], day: date) -> set[MenteeId]:
        """Return who has permission to take part on a day, by the rule that matching goes by."""
        programme = self._desk.programme
        forms: dict[MenteeId, list[Consent]] = {one.id: [] for one in mentees}
        for form in self._desk.store.all(Consent):
            if form.mentee in forms:
                forms[form.mentee].append(form)
        return {one.id for one in mentees if consent_light(one, forms[one.id], programme, today=day).good}

    def _arrangements(self) -> Arrangements:
        return Arrangements()

    def _mentees(self) -> dict[MenteeId, Mentee]:
        return {one.id: one for one in self._desk.store.all(Mentee)}

    def _mentors(self) -> dict[MentorId, Mentor]:
        return {one.id: one for one in self._desk.store.all(Mentor)}


def file_names(sessions: Iterable[Session]) -> dict[str, Session]:
    """Return sessions by a name each for their files: the day and the session's number, and a count within the day."""
    named: dict[str, Session] = {}
    seen: Counter[str] = Counter()
    for session in sessions:
        name = f"{session.day:%Y-%m-%d}-{session.number:02d}"
        seen[name] += 1
        named[name if seen[name] == 1 else f"{name}-{seen[name]}"] = session
    return named


def print_job(papers: Mapping[str, Make]) -> PrintJob:
    """Return a job that writes each paper into a folder under its name; a paper cut short leaves no file."""

    def job(folder: Path, progress: Progress | None, stopped: Stopped | None) -> Printed:
        make_folder(folder)
        files, pages, problems = [], 0, []
        for name, make in papers.items():
            batch = write_paper(folder / f"{name}.pdf", make, _watch(name, progress, stopped))
            files += [folder / f"{name}.pdf"] if batch.pages else []
            pages += batch.pages
            problems += [f"{one.person}: {one.reason} {one.advice}".strip() for one in batch.problems]
        return Printed(files=tuple(files), pages=pages, problems=tuple(problems))

    return job


def write_paper(path: Path, make: Make, watch: Watch) -> Batch:
    """Write one paper beside its place and move it there when it is whole; Trouble in plain words where it can't be."""
    part = path.with_suffix(".part")
    try:
        with part.open("wb") as out:
            batch = make(out, watch)
        if batch.pages:
            part.replace(path)
        return batch
    except OSError as trouble:
        advice = _("Close the PDF if it is open, look whether the disk is full, or choose another folder.")
        raise DocumentTrouble(_("The paper can't be written to this folder."), advice) from trouble
    finally:
        part.unlink(missing_ok=True)


def _watch(name: str, progress: Progress | None, stopped: Stopped | None) -> Watch:
    return Watch(
        progress=(lambda done, of: progress(name, done, of)) if progress else lambda _done, _of: None,
        stopped=stopped or (lambda: False),
    )
