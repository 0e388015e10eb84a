"""Papers: one place to ask for any of them; what is handed out holds values only, so that another thread can print."""

from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.documents.requests import EveningPackRequest, PaperProblem, RegisterRequest, SheetRequest
from desktop.errors import DocumentTrouble
from desktop.i18n import _, ngettext
from desktop.models.people import Mentee
from desktop.models.record import MenteeId, SessionId
from desktop.models.sessions import Session
from desktop.workspace.consents import Consents
from desktop.workspace.desk import Desk, Progress, Stopped
from desktop.workspace.papers.evenings import EveningPapers
from desktop.workspace.papers.families import FamilyPapers
from desktop.workspace.papers.lists import ListPapers
from desktop.workspace.papers.order import LISTS, OF_SESSIONS, Paper, PaperOrder
from desktop.workspace.papers.pairs import PairPapers
from desktop.workspace.papers.people import whom
from desktop.workspace.papers.printing import Made, Make, Printed, PrintJob, print_job
from desktop.workspace.papers.texts import FormTexts
from desktop.workspace.sessions import Sessions


class Papers:
    """Made from the records as they are now, on the GUI thread; the printing itself takes values only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.texts = FormTexts(desk)
        self._families = FamilyPapers(desk)
        self._evenings = EveningPapers(desk)
        pairs = PairPapers(desk)
        self._makers: dict[Paper, Callable[[PaperOrder], Made]] = {
            Paper.CONSENT_FORMS: self._families.consent_forms,
            Paper.CHASE_LETTERS: self._families.chase_letters,
            Paper.AGREEMENTS: pairs.agreements,
            Paper.WELCOME_LETTERS: pairs.welcome_letters,
            Paper.CERTIFICATES: pairs.certificates,
            **dict.fromkeys(OF_SESSIONS, self._evenings.made),
            **dict.fromkeys(LISTS, ListPapers(desk).made),
        }

    def still_to_sign(self) -> list[Mentee]:
        """Return the young people whose form is out or was never printed, by form and name."""
        return self._families.still_to_sign()

    def late(self) -> list[Mentee]:
        """Return the young people whose form is out and should have been back before today."""
        return self._families.late()

    def register(self, session: Session) -> RegisterRequest:
        """Return what a session's register is made from."""
        return self._evenings.register(session)

    def session_sheets(self, session: Session) -> list[SheetRequest]:
        """Return what each pair's sheet is made from, in table order."""
        return self._evenings.session_sheets(session)

    def evening_pack(self, session: Session) -> EveningPackRequest:
        """Return what all papers of one session are made from."""
        return self._evenings.evening_pack(session)

    def change_language(self, people: Iterable[str], language: str) -> None:
        """Keep another language for the papers of some families, as one step."""
        mentees = self._desk.store.page(Mentee, [MenteeId(one) for one in people])
        label = ngettext(
            "Change the language of {n} family’s papers", "Change the language of {n} families’ papers", len(mentees)
        )
        with self._desk.step(label) as step:
            step.put_many(one.model_copy(update={"form_language": language}) for one in mentees)

    def whom(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of people named by name, id, pupil number or e-mail address."""
        return whom(self._desk, words)

    def numbered(self, number: int) -> tuple[SessionId, ...]:
        """Return the sessions that have a number; several where an evening has several rooms. Trouble for none."""
        found = tuple(one.id for one in Sessions(self._desk).all() if one.number == number)
        if not found:
            raise DocumentTrouble(
                _("There is no session {n}.").format(n=number), _("Look at the sessions that are planned.")
            )
        return found

    def made(self, order: PaperOrder) -> Made:
        """Return what an order is printed from. Nothing is kept; Trouble where there is nothing to print."""
        return self._makers[order.paper](order)

    def printer(self, *orders: PaperOrder) -> PrintJob:
        """Return a job that prints some papers; new forms are kept first, so that no code on paper is ever unknown.

        Of several papers, one for which there is nothing to print is left out; Trouble where all are.
        """
        papers: dict[str, Make] = {}
        problems: list[PaperProblem] = []
        for made in self._all_made(orders):
            papers |= made.papers
            problems += made.problems
            if made.new_forms:
                Consents(self._desk).keep_issued(made.new_forms)
        return print_job(papers, title=orders[0].paper.value.replace("-", " "), problems=problems)

    def print_to(
        self, folder: Path, *orders: PaperOrder, progress: Progress | None = None, stopped: Stopped | None = None
    ) -> Printed:
        """Print some papers as files of a folder."""
        return self.printer(*orders)(folder, progress, stopped)

    def _all_made(self, orders: Iterable[PaperOrder]) -> list[Made]:
        made: list[Made] = []
        nothing: list[DocumentTrouble] = []
        for order in orders:
            try:
                made.append(self.made(order))
            except DocumentTrouble as trouble:
                nothing.append(trouble)
        if not made:
            raise nothing[0]
        return made
