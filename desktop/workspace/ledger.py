"""What sync reads and keeps, on the school's file; a worker carries a copy and hands each keeping back to the desk."""

from collections.abc import Callable, Sequence

from desktop.anonymise import PairPapers, pair_facts
from desktop.models.consent import Consent
from desktop.models.matches import Match
from desktop.models.outcomes import Outcome
from desktop.models.people import Mentee, Mentor
from desktop.models.programme import Term
from desktop.models.record import Record
from desktop.models.sessions import Session
from desktop.models.sharing import Approval, Enrolment, ReleaseState, StoredRelease
from desktop.sync import TermFacts
from desktop.workspace.desk import Desk

HandOver = Callable[[Callable[[], None]], None]


class FileLedger:
    """The ledger of the file itself; belongs to the store's thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def enrolment(self) -> Enrolment | None:
        """Return this PC's enrolment, None before there is one."""
        return self._desk.store.get(Enrolment, "enrolment")

    def terms(self) -> list[TermFacts]:
        """Return every term that has begun, with the facts of its pairs as they are now."""
        begun = [term for term in self._desk.programme.terms if term.start <= self._desk.today()]
        papers = self._papers() if begun else []
        return [self._facts(term, papers) for term in begun]

    def approvals(self) -> list[Approval]:
        """Return who approved what."""
        return self._desk.store.all(Approval)

    def releases(self) -> list[StoredRelease]:
        """Return every release ever frozen here."""
        return self._desk.store.all(StoredRelease)

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        """Keep what head office was last seen to hold; it can't be undone."""
        self._keep("Hear from head office", enrolment)

    def keep_approval(self, approval: Approval) -> None:
        """Keep an approval."""
        self._keep("Approve what leaves", approval)

    def keep_releases(self, *releases: StoredRelease) -> None:
        """Keep releases and what became of them, in one step that can't be undone: what was sent was sent."""
        self._keep(_LABELS.get(releases[-1].state, "Hear from head office"), *releases)

    def _keep(self, label: str, *records: Record) -> None:
        with self._desk.step(label, undoable=False) as step:
            step.put_many(records)

    def _papers(self) -> list[PairPapers]:
        """Everything kept about each pair, gathered in one reading of each table."""
        store = self._desk.store
        mentees = {one.id: one for one in store.all(Mentee)}
        mentors = {one.id: one for one in store.all(Mentor)}
        consents, outcomes, sessions = store.all(Consent), store.all(Outcome), store.all(Session)
        return [
            PairPapers(
                match=match,
                mentee=mentees[match.mentee],
                mentor=mentors[match.mentor],
                consents=tuple(one for one in consents if one.mentee == match.mentee),
                outcomes=tuple(one for one in outcomes if one.mentee == match.mentee),
                sessions=tuple(one for one in sessions if any(pair.match == match.id for pair in one.pairs)),
            )
            for match in store.all(Match)
        ]

    def _facts(self, term: Term, papers: Sequence[PairPapers]) -> TermFacts:
        programme = self._desk.programme
        pairs = (pair_facts(one, term=term, programme=programme) for one in papers)
        return TermFacts(code=term.code, name=term.name, pairs=tuple(pair for pair in pairs if pair is not None))


_LABELS = {
    ReleaseState.PREPARED: "Prepare what leaves for head office",
    ReleaseState.SENT: "Sent to head office",
    ReleaseState.CONFIRMED: "Confirmed by head office",
    ReleaseState.REFUSED: "Refused by head office",
}


class CarriedLedger:
    """A copy for a worker: it reads its own values, and each keeping is handed to the store's thread and waited for.

    So a release is on the disk before it leaves, though the store is never touched from here.
    """

    def __init__(self, ledger: FileLedger, hand_over: HandOver) -> None:
        self._file = ledger
        self._hand_over = hand_over
        self._enrolment = ledger.enrolment()
        self._terms = ledger.terms()
        self._approvals = {one.id: one for one in ledger.approvals()}
        self._releases = {one.id: one for one in ledger.releases()}

    def enrolment(self) -> Enrolment | None:
        """Return the enrolment."""
        return self._enrolment

    def terms(self) -> list[TermFacts]:
        """Return the facts as they were when the worker set out."""
        return self._terms

    def approvals(self) -> list[Approval]:
        """Return the approvals."""
        return list(self._approvals.values())

    def releases(self) -> list[StoredRelease]:
        """Return the releases."""
        return list(self._releases.values())

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        """Keep the enrolment, here and in the file."""
        self._enrolment = enrolment
        self._hand_over(lambda: self._file.keep_enrolment(enrolment))

    def keep_approval(self, approval: Approval) -> None:
        """Keep an approval, here and in the file."""
        self._approvals[approval.id] = approval
        self._hand_over(lambda: self._file.keep_approval(approval))

    def keep_releases(self, *releases: StoredRelease) -> None:
        """Keep releases, here and in the file."""
        self._releases |= {one.id: one for one in releases}
        self._hand_over(lambda: self._file.keep_releases(*releases))
