"""Papers made into memory: the preview is the very PDF that prints, and nothing is kept before it does."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from desktop.documents.requests import Batch, ConsentFormRequest, RecoverySheetRequest, Watch
from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.consent import Consent
from desktop.models.people import Mentee
from desktop.models.record import MenteeId, SessionId
from desktop.models.vocabulary import vocabulary
from desktop.workspace.consents import Consents
from desktop.workspace.desk import Desk, Progress, Stopped
from desktop.workspace.papers import Papers
from desktop.workspace.sessions import Sessions

Make = Callable[[BinaryIO, Watch], Batch]


@dataclass(frozen=True)
class Sheaf:
    """Papers ready to print: the PDF's bytes, its pages, what is wrong with whose, and forms to keep once they go."""

    pdf: bytes
    pages: int
    problems: tuple[str, ...] = ()
    new_forms: tuple[Consent, ...] = ()


SheafJob = Callable[[Progress | None, Stopped | None], Sheaf]


class Previews:
    """Makes jobs that hold values only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._consents = Consents(desk)
        self._papers = Papers(desk)
        self._sessions = Sessions(desk)

    def consent_forms(
        self,
        mentees: Sequence[MenteeId],
        *,
        return_by: date | None = None,
        language: str | None = None,
        bilingual: bool = False,
    ) -> SheafJob:
        """Return a job that makes the forms of some young people, each in its family's language or in a chosen one."""
        from desktop.documents.consent_form import consent_forms

        people = self._desk.store.page(Mentee, mentees)
        if language:
            people = [one.model_copy(update={"form_language": language}) for one in people]
        forms, new = self._consents.drawn_up(people, return_by=return_by)
        school, programme = self._desk.school, self._desk.programme
        requests = [
            ConsentFormRequest(
                school=school,
                programme=programme,
                mentee=mentee,
                consent=form.model_copy(update={"language": mentee.form_language}),
                bilingual=bilingual,
            )
            for mentee, form in zip(people, forms, strict=True)
        ]
        return _job(lambda out, watch: consent_forms(requests, out, watch=watch), tuple(new))

    def session_papers(self, papers: str, session: SessionId) -> SheafJob:
        """Return a job that makes a session's `registers`, `session-sheets` or `evening-packs`."""
        from desktop.documents.evening_pack import evening_pack
        from desktop.documents.register import register
        from desktop.documents.session_sheet import session_sheets

        one = self._sessions.get(session)
        if papers == "registers":
            asked = self._papers.register(one)
            return _job(lambda out, _watch: register(asked, out))
        if papers == "session-sheets":
            sheets = self._papers.session_sheets(one)
            return _job(lambda out, watch: session_sheets(sheets, out, watch=watch))
        pack = self._papers.evening_pack(one)
        return _job(lambda out, watch: evening_pack(pack, out, watch=watch))

    @staticmethod
    def languages() -> list[tuple[str, str]]:
        """Return the languages forms are shipped in, by code and name."""
        from desktop.documents.catalogue import shipped

        known = vocabulary("languages")
        return [(code, known.label(code)) for code in shipped()]

    @staticmethod
    def write(sheaf: Sheaf, path: Path) -> None:
        """Write a sheaf's very bytes to a file."""
        try:
            path.write_bytes(sheaf.pdf)
        except OSError as trouble:
            advice = _("Close the PDF if it is open, or choose another folder.")
            raise DocumentTrouble(_("The paper can't be written there."), advice) from trouble

    def recovery_sheet(self, key: str) -> bytes:
        """Return the sheet for the school safe as a PDF."""
        from desktop.documents.recovery_sheet import recovery_sheet

        out = io.BytesIO()
        recovery_sheet(
            RecoverySheetRequest(
                school_name=self._desk.school.name, groups=tuple(key.split("-")), made_on=self._desk.today()
            ),
            out,
        )
        return out.getvalue()

    def keep(self, sheaf: Sheaf) -> None:
        """Keep the forms that went out with a sheaf."""
        if sheaf.new_forms:
            self._consents.keep_issued(sheaf.new_forms)


def _job(make: Make, new: tuple[Consent, ...] = ()) -> SheafJob:
    def job(progress: Progress | None, stopped: Stopped | None) -> Sheaf:
        out = io.BytesIO()
        told = (lambda done, of: progress(_("Making the papers"), done, of)) if progress else (lambda _done, _of: None)
        batch = make(out, Watch(progress=told, stopped=stopped or (lambda: False)))
        if not batch.pages:
            reasons = " ".join(one.reason for one in batch.problems[:1])
            raise DocumentTrouble(_("No page came out."), reasons or _("Choose at least one person."))
        problems = tuple(f"{one.person}: {one.reason} {one.advice}".strip() for one in batch.problems)
        return Sheaf(out.getvalue(), batch.pages, problems, new)

    return job
