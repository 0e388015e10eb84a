"""Papers made into memory: the preview is the very PDF that prints, and nothing is kept before it does."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.requests import RecoverySheetRequest
from desktop.errors import DocumentTrouble
from desktop.i18n import _
from desktop.models.consent import Consent
from desktop.workspace.consents import Consents
from desktop.workspace.desk import Desk, Progress, Stopped
from desktop.workspace.papers import Made, Make, PaperOrder, Papers
from desktop.workspace.papers.printing import in_words, watch_of


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

    def of(self, order: PaperOrder) -> SheafJob:
        """Return a job that makes an order's papers into memory, as they would come out of the printer."""
        made = self._papers.made(order.for_paper())
        return _job(next(iter(made.papers.values())), made)

    def languages(self) -> list[tuple[str, str]]:
        """Return the languages forms can be printed in, by code and name."""
        return self._papers.texts.languages()

    @staticmethod
    def write(sheaf: Sheaf, path: Path) -> None:
        """Write a sheaf's very bytes to a file."""
        write_pdf(sheaf.pdf, path)

    def recovery_sheet(self, key: str) -> Callable[[], bytes]:
        """Return what any thread may call to have the sheet for the school safe as a PDF."""
        request = RecoverySheetRequest(
            school_name=self._desk.school.name, groups=tuple(key.split("-")), made_on=self._desk.today()
        )

        def job() -> bytes:
            from desktop.documents.recovery_sheet import recovery_sheet

            out = io.BytesIO()
            recovery_sheet(request, out)
            return out.getvalue()

        return job

    def keep(self, sheaf: Sheaf) -> None:
        """Keep the forms that went out with a sheaf."""
        if sheaf.new_forms:
            self._consents.keep_issued(sheaf.new_forms)


def write_pdf(pdf: bytes, path: Path) -> None:
    """Write a paper's bytes to a file. Raises DocumentTrouble where that can't be."""
    try:
        path.write_bytes(pdf)
    except OSError as trouble:
        advice = _("Close the PDF if it is open, or choose another folder.")
        raise DocumentTrouble(_("The paper can’t be written there."), advice) from trouble


def _job(make: Make, made: Made) -> SheafJob:
    def job(progress: Progress | None, stopped: Stopped | None) -> Sheaf:
        out = io.BytesIO()
        batch = make(out, watch_of(_("Making the papers"), progress, stopped))
        return Sheaf(out.getvalue(), batch.pages, in_words([*made.problems, *batch.problems]), made.new_forms)

    return job
